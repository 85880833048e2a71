"""The effect of another score on the result, described by the browser while it is moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from steelyard.analysis.sensitivity.changes import ScoreChange
from steelyard.model import Cell
from steelyard.results.words.names import leads
from steelyard.results.words.text import plain

if TYPE_CHECKING:
    from steelyard.results.result import Result


@dataclass(frozen=True)
class Effect:
    """The numbers from which the browser describes the effect of a score while it is moved.

    `weight` of the criterion; `rest`: the option's total without it; `rival`: the best of the
    other options, with `rival_total`; `changes_at`: where the leader changes, on the scale;
    `below` and `above`: the options that lead on either side of it. `close`: the lead, in
    points, under which it is too close to call. `templates`: sentences with gaps.
    """

    weight: float
    rest: float
    rival: str
    rival_total: float
    changes_at: float | None
    below: str
    above: str
    close: float
    templates: dict[str, str]


def dispute_effect(result: Result, cell: Cell, change: ScoreChange | None) -> Effect:
    """Return the effect of another score in a cell; `change`: the change that flips the lead."""
    criteria_set, evaluation = result.criteria_set, result.evaluation
    option, criterion = cell
    others = [o for o in evaluation.ranking if o != option]
    rival = others[0] if others else option
    first = option if option in evaluation.leaders else rival
    other = rival if first == option else option
    is_below = change is not None and change.raw_after < change.raw_before
    sides = (other, first) if is_below else (first, other)
    if change is None:
        sides = (first, first)
    name = plain(criteria_set.options[option].label)
    on = f"At {{score}}, {_braced(name)} has {{total}}"
    against = _braced(plain(criteria_set.options[rival].label))
    return Effect(
        weight=evaluation.weights[criterion],
        rest=evaluation.totals[option] - evaluation.contributions[option][criterion],
        rival=rival,
        rival_total=evaluation.totals[rival] if others else -1.0,
        changes_at=None if change is None else change.raw_after,
        below=sides[0],
        above=sides[1],
        close=criteria_set.verdict.close_call,
        templates={
            "ahead": f"{on} and {leads(criteria_set)}, {{gap}} ahead of {against}.",
            "behind": f"{on}, {{gap}} behind {against}.",
            "level": f"{on}, level with {against}.",
            "alone": f"{on}.",
            "close_ahead": f"{on}, {{gap}} ahead of {against}: too close to call.",
            "close_behind": f"{on}, {{gap}} behind {against}: too close to call.",
        },
    )


def _braced(name: str) -> str:
    """Return a name with braces replaced by parentheses, since braces in a template are gaps."""
    return name.replace("{", "(").replace("}", ")")
