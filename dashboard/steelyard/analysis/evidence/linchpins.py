"""Does the leader survive without some of the evidence, and which claims hold it up alone?

Only the scores that lose their last claim move, anywhere within their full ranges; all
other scores stay at their likely values and the weights as they are. What follows from
bounds is exact; only "in most simulations" is counted. Some placing always keeps the leader
first, because the scores struck out could still be what they were.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from steelyard.analysis.dominance import TIE
from steelyard.analysis.evidence.strike_out import Cell, find_freed, find_support, strike_out
from steelyard.analysis.simulations.sampling import sample_simulations
from steelyard.analysis.totals import Evaluation, View, evaluate
from steelyard.analysis.values import value_span
from steelyard.model import UNKNOWN, CriteriaSet

Survives = Literal["for certain", "in most simulations", "not"]


@dataclass(frozen=True)
class Survival:
    """What is left of the lead without the claims `struck`.

    `leader`: which option leads with all evidence, the first in the file of several. `freed`:
    the cells in view left without a claim. `margin`: points, the leader at its lowest
    less the best rival at its highest; `None` without a rival. `rivals`: who could draw
    level or ahead, in the order of the file. `survives`: *for certain* if none can, *in
    most simulations* if the leader is first in more than half of them, else *not*. `share`:
    of simulations in which the leader is first, ties counting, 0–1; exactly 1 if certain.
    `error`: half the width of its 95 % interval, 0 if certain. `evaluation`: the view
    with the freed cells unknown, in the middle of their ranges.
    """

    struck: tuple[str, ...]
    leader: str
    freed: tuple[Cell, ...]
    margin: float | None
    rivals: tuple[str, ...]
    survives: Survives
    share: float
    error: float
    evaluation: Evaluation


class Linchpin(NamedTuple):
    """One claim whose loss alone can unseat the leader.

    `freed`: the cells that rest on it alone. `margin`: the worst lead left, in points, 0
    or below. `rivals`: to whom the lead could be lost, or shared with.
    """

    claim: str
    freed: tuple[Cell, ...]
    margin: float
    rivals: tuple[str, ...]


def judge_survival(
    criteria_set: CriteriaSet,
    struck: Collection[str],
    view: View | None = None,
    *,
    draws: int | None = None,
    seed: int = 0,
) -> Survival:
    """Strike out claims and say whether the leader of the view survives.

    A rival that only draws level counts as unseating the leader, unless it was level
    before and nothing about either moves. With a reading in view its cells count. Claims
    that no cell in view cites change nothing. `draws`: the file's unless given. Raises
    ValueError for an id of the view that the set does not have.
    Source: derived here; totals are sums, so their extremes are those of their parts.

    >>> criteria_set = CriteriaSet.model_validate({
    ...     "format": 1, "title": "Lunch", "criteria": {"taste": {"name": "Taste"}},
    ...     "options": {"soup": {"name": "Soup"}, "cake": {"name": "Cake"}},
    ...     "assessments": {"soup": {"taste": {"score": 40, "claims": ["a"]}},
    ...                     "cake": {"taste": 75}},
    ... })
    >>> found = judge_survival(criteria_set, ["a"], draws=4096)
    >>> found.survives, found.rivals, found.margin, round(found.share, 2)
    ('in most simulations', ('soup',), -25.0, 0.75)
    """
    own = view or View()
    whole = evaluate(criteria_set, own)
    leader = whole.ranking[0]
    freed = find_freed(find_support(criteria_set, own), struck)
    margin, rivals = _bound(criteria_set, whole, leader, freed)
    struck_out = strike_out(criteria_set, struck)
    left = evaluate(struck_out, own)
    share, error = 1.0, 0.0
    if rivals:
        simulations = sample_simulations(
            struck_out, _hold_all_but(left, freed), fixed=True, draws=draws, seed=seed
        )
        share, error = simulations.first_shares[leader], simulations.error
    most: Survives = "in most simulations" if share > 0.5 else "not"
    return Survival(
        struck=tuple(dict.fromkeys(struck)),
        leader=leader,
        freed=freed,
        margin=margin,
        rivals=rivals,
        survives=most if rivals else "for certain",
        share=share,
        error=error,
        evaluation=left,
    )


def judge_sources(
    criteria_set: CriteriaSet,
    source_of: Mapping[str, str],
    view: View | None = None,
    *,
    draws: int | None = None,
    seed: int = 0,
) -> dict[str, Survival]:
    """Strike out each source as a whole and say whether the leader survives that.

    `source_of`: claim → source, for every claim of the registers. The sources come in
    the order in which they first appear there. Otherwise as `judge_survival`.

    >>> criteria_set = CriteriaSet.model_validate({
    ...     "format": 1, "title": "Lunch", "criteria": {"taste": {"name": "Taste"}},
    ...     "options": {"soup": {"name": "Soup"}, "cake": {"name": "Cake"}},
    ...     "assessments": {"soup": {"taste": {"score": 40, "claims": ["a", "b"]}},
    ...                     "cake": {"taste": 75}},
    ... })
    >>> without = judge_sources(criteria_set, {"a": "menu", "b": "guide"})
    >>> {source: survival.survives for source, survival in without.items()}
    {'menu': 'for certain', 'guide': 'for certain'}
    """
    claims: dict[str, list[str]] = {}
    for claim, source in source_of.items():
        claims.setdefault(source, []).append(claim)
    return {
        source: judge_survival(criteria_set, members, view, draws=draws, seed=seed)
        for source, members in claims.items()
    }


def find_linchpins(criteria_set: CriteriaSet, view: View | None = None) -> tuple[Linchpin, ...]:
    """Find every claim whose loss alone can unseat the leader of the view.

    Exact: by bounds, as in `judge_survival`. Only cells that rest on a single claim can
    be freed by one, so a set whose scores all rest on several has no linchpin. The one
    that could cost most comes first; equal ones in the order of the file.

    >>> criteria_set = CriteriaSet.model_validate({
    ...     "format": 1, "title": "Lunch", "criteria": {"taste": {"name": "Taste"}},
    ...     "options": {"soup": {"name": "Soup"}, "cake": {"name": "Cake"}},
    ...     "assessments": {"soup": {"taste": {"score": 40, "claims": ["a"]}},
    ...                     "cake": {"taste": {"score": 75, "claims": ["b", "c"]}}},
    ... })
    >>> [(found.claim, found.rivals) for found in find_linchpins(criteria_set)]
    [('a', ('soup',))]
    """
    own = view or View()
    whole = evaluate(criteria_set, own)
    alone: dict[str, list[Cell]] = {}
    for cell, claims in find_support(criteria_set, own).items():
        if len(claims) == 1:
            alone.setdefault(min(claims), []).append(cell)
    found = []
    for claim, cells in alone.items():
        margin, rivals = _bound(criteria_set, whole, whole.ranking[0], cells)
        if rivals and margin is not None:
            found.append(Linchpin(claim, tuple(cells), margin, rivals))
    return tuple(sorted(found, key=lambda linchpin: linchpin.margin))


def _bound(
    criteria_set: CriteriaSet, whole: Evaluation, leader: str, freed: Iterable[Cell]
) -> tuple[float | None, tuple[str, ...]]:
    """Return the worst lead that is left, and which rivals could draw level or ahead."""
    cells = list(freed)
    floor, may_fall = _extreme(criteria_set, whole, leader, cells, up=False)
    margin, rivals = None, []
    for option in whole.options:
        if option == leader:
            continue
        ceiling, may_rise = _extreme(criteria_set, whole, option, cells, up=True)
        margin = floor - ceiling if margin is None else min(margin, floor - ceiling)
        if (may_fall or may_rise) and ceiling >= floor - TIE:
            rivals.append(option)
    return margin, tuple(rivals)


def _extreme(
    criteria_set: CriteriaSet, whole: Evaluation, option: str, freed: list[Cell], *, up: bool
) -> tuple[float, bool]:
    """Return an option's total with its freed cells at one end, and whether that moves it."""
    parts = dict(whole.contributions[option])
    for owner, criterion in freed:
        if owner == option:
            full = value_span(criteria_set.criteria[criterion], UNKNOWN)
            parts[criterion] = whole.weights[criterion] * (full.high if up else full.low)
    total = math.fsum(parts.values())
    return total, abs(total - whole.totals[option]) > TIE


def _hold_all_but(evaluation: Evaluation, freed: Iterable[Cell]) -> Evaluation:
    """Return the evaluation with every range closed but those of the freed cells."""
    open_cells = frozenset(freed)
    lows = {option: dict(row) for option, row in evaluation.values.items()}
    highs = {option: dict(row) for option, row in evaluation.values.items()}
    for option, criterion in open_cells:
        lows[option][criterion] = evaluation.lows[option][criterion]
        highs[option][criterion] = evaluation.highs[option][criterion]
    return replace(evaluation, lows=lows, highs=highs, unknown=open_cells)
