"""Two options side by side in sentences: which is ahead, by how much, and on which criteria.

The picture of the difference, the brief and the page in the browser use the same sentences. The
browser fills the templates itself while a weight is dragged; a test compares both.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from steelyard.analysis.ties import TIE
from steelyard.analysis.totals import Evaluation
from steelyard.model import CriteriaSet
from steelyard.results.words.lead.verdict import TEMPLATES
from steelyard.results.words.names import criterion_name
from steelyard.results.words.numbers import lead, number_of_points, one_decimal, whole
from steelyard.results.words.scores.cells import UNKNOWN_AS_MIDDLE
from steelyard.results.words.scores.scales import printed_score
from steelyard.results.words.text import listing, plain
from steelyard.results.words.weights import weight_labels

PAIR_TEMPLATES: Final[Mapping[str, str]] = {
    "tie": TEMPLATES["tie"],
    "ahead": "{leader} is {gap} ahead of {rival}",
    "under_a_tenth": "less than 0.1 points",
    "all_from": ", with all of its advantage from {criteria}",
    "most_from": ", with most of its advantage from {criteria}",
    "ahead_on": ", ahead on {count} of {all} criteria",
    "nowhere_behind": " and nowhere behind",
    "how_to_read": "Points of total by which {first} is ahead of {second}: weight × difference of "
    "the two scores, each put on a scale from 0 to 100. To the right for {first}, to the left for "
    "{second}.",
    "unknown_as_middle": f" {UNKNOWN_AS_MIDDLE}",
    "rounded": " Each number is rounded by itself, so those printed do not add up exactly.",
    "all_together": "All together",
    "scores_and_weight": "scores {first} and {second}, weight {weight}",
    "totals": "{first} and {second} in total",
    "what_puts_ahead": "What puts {first} ahead of {second}?",
    "where_they_differ": "Where do {first} and {second} differ?",
    "hold_against": "Compare the leader with",
}
"""The sentences about two options, with named gaps to fill; the browser gets the same ones."""

_MOST_NAMED = 2
"""The title names the criteria that make up most of a lead if there are at most this many."""


@dataclass(frozen=True)
class Step:
    """One criterion's contribution to the first option's lead, and the sum before and after it."""

    criterion: str
    difference: float
    begin: float
    end: float


def list_steps(evaluation: Evaluation, first: str, second: str) -> list[Step]:
    """Return each criterion's part of the difference, from most for `first` to most against.

    Equal parts keep the order of the criteria. Raises ValueError for an option the evaluation
    does not have, or if both options are the same.
    """
    for option in (first, second):
        if option not in evaluation.options:
            raise ValueError(f"no option is called {option}")
    if first == second:
        raise ValueError(f"{first} cannot be compared with itself; name two options")
    differences = {
        criterion: evaluation.contributions[first][criterion]
        - evaluation.contributions[second][criterion]
        for criterion in evaluation.criteria
    }
    steps: list[Step] = []
    for criterion in sorted(differences, key=lambda c: -round(differences[c], 9)):
        begin = steps[-1].end if steps else 0.0
        end = math.fsum([*(step.difference for step in steps), differences[criterion]])
        steps.append(Step(criterion, differences[criterion], begin, end))
    return steps


def difference_title(
    criteria_set: CriteriaSet, evaluation: Evaluation, first: str, second: str
) -> str:
    """Return which option is ahead by how much, and on which criteria.

    "Most" is at least half of all points in favour of the option ahead. "Nowhere behind" refers
    to likely values, on every criterion in view.
    """
    totals = evaluation.totals
    net = totals[first] - totals[second]
    if abs(net) <= TIE:
        names = listing([_label(criteria_set, first), _label(criteria_set, second)])
        return _fill("tie", leaders=names, total=one_decimal(totals[first]))
    ahead, behind = (first, second) if net > 0 else (second, first)
    sentence = _fill(
        "ahead",
        leader=_label(criteria_set, ahead),
        gap=_gap(totals[ahead], totals[behind]),
        rival=_label(criteria_set, behind),
    )
    return sentence + _reasons(criteria_set, list_steps(evaluation, ahead, behind))


def difference_subtitle(
    criteria_set: CriteriaSet, evaluation: Evaluation, first: str, second: str
) -> str:
    """Return how to read the difference: whose points are to the right, and what `?` means.

    Rounding is mentioned if the printed numbers do not add up.
    """
    names = {"first": _label(criteria_set, first), "second": _label(criteria_set, second)}
    has_unknown = any(option in (first, second) for option, _ in evaluation.unknown)
    return (
        _fill("how_to_read", **names)
        + ("" if _adds_up(evaluation, first, second) else _fill("rounded"))
        + (_fill("unknown_as_middle") if has_unknown else "")
    )


def _adds_up(evaluation: Evaluation, first: str, second: str) -> bool:
    """Return whether printed steps, and printed totals, add up to the printed difference."""
    one, two = (evaluation.totals[option] for option in (first, second))
    steps = sum(_tenths(step.difference) for step in list_steps(evaluation, first, second))
    return steps == _tenths(one - two) == _tenths(one) - _tenths(two)


def _tenths(number: float) -> int:
    """Return a number in tenths of a point, as `signed_tenth` prints it."""
    return whole(abs(number) * 10) * (1 if number > 0 else -1)


def difference_question(
    criteria_set: CriteriaSet, evaluation: Evaluation, first: str, second: str
) -> str:
    """Return the heading above the difference of a leader and another option."""
    question = "what_puts_ahead" if evaluation.ranks[second] > 1 else "where_they_differ"
    return _fill(question, first=_label(criteria_set, first), second=_label(criteria_set, second))


def scores_and_weight(
    criteria_set: CriteriaSet, evaluation: Evaluation, criterion: str, first: str, second: str
) -> str:
    """Return the two scores that make up a step, on the criterion's own scale, and the weight."""
    one, two = (
        printed_score(evaluation, criteria_set, (option, criterion)) for option in (first, second)
    )
    weight = weight_labels(evaluation)[criterion]
    return _fill("scores_and_weight", first=one, second=two, weight=weight)


def totals_beside(evaluation: Evaluation, first: str, second: str) -> str:
    """Return the totals of both options, as printed beside their difference."""
    one, two = (one_decimal(evaluation.totals[option]) for option in (first, second))
    return _fill("totals", first=one, second=two)


def _reasons(criteria_set: CriteriaSet, steps: list[Step]) -> str:
    """Return the end of the title: the criteria that make up half of the advantage."""
    if len(steps) < 2:
        return ""
    gains = [step for step in steps if step.difference > TIE]
    half = math.fsum(step.difference for step in gains) / 2 - TIE
    named = next(n for n in range(1, len(gains) + 1) if gains[n - 1].end >= half)
    if named <= _MOST_NAMED:
        names = listing(criterion_name(criteria_set, step.criterion) for step in gains[:named])
        reasons = _fill("all_from" if named == len(gains) else "most_from", criteria=names)
    else:
        reasons = _fill("ahead_on", count=len(gains), all=len(steps))
    is_nowhere_behind = all(step.difference >= -TIE for step in steps)
    return reasons + (_fill("nowhere_behind") if is_nowhere_behind else "")


def _gap(larger: float, smaller: float) -> str:
    """Return how far one total is ahead of another, in words even if it rounds to 0."""
    apart = lead(larger, smaller)
    return number_of_points(apart) if float(apart) else _fill("under_a_tenth")


def _fill(template: str, **fields: object) -> str:
    return PAIR_TEMPLATES[template].format(**fields)


def _label(criteria_set: CriteriaSet, option: str) -> str:
    return plain(criteria_set.options[option].label)
