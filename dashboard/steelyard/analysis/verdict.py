"""The one line on top: who leads, by how much, and whether that can be said at all.

The sentence follows from the numbers by rule; no view and no export writes its own.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from steelyard.analysis.dominance import dominates
from steelyard.analysis.totals import Evaluation
from steelyard.analysis.wording import integer, lead, listing, points, whole
from steelyard.model import CriteriaSet

State = Literal["dominates", "leads", "close call", "cannot be decided"]


@dataclass(frozen=True)
class Verdict:
    """What the numbers allow to be said.

    `leaders` has several ids where totals tie; `runner_up` and `margin` (points, 0–100)
    are `None` where there is nothing to compare. `sentence` is for a heading, `because`
    for the line below it.
    """

    state: State
    leaders: tuple[str, ...]
    runner_up: str | None
    margin: float | None
    sentence: str
    because: str


def judge(decision: CriteriaSet, evaluation: Evaluation) -> Verdict:
    """Return the verdict on one evaluation.

    - *cannot be decided*: fewer than two options; or scores that are not known could,
      by themselves, put another option level with the leader or ahead of it.
    - *close call*: a tie, or a lead smaller than the file's `close_call` points.
    - *dominates*: the leader is nowhere worse than any other option, and somewhere
      better, on likely values: no weighting can put another option first.
    - *leads*: everything else.
    """
    ranking = evaluation.ranking
    if len(ranking) < 2:
        return _single(decision, evaluation)
    leader, runner_up = ranking[0], ranking[1]
    margin = evaluation.totals[leader] - evaluation.totals[runner_up]
    leaders = evaluation.leaders
    rivals = rivals_within_the_unknown(evaluation)
    if rivals:
        state, sentence, because = _undecided(decision, evaluation, rivals)
    elif len(leaders) > 1:
        state, sentence, because = _tie(decision, evaluation)
        margin = 0.0
    elif margin < decision.verdict.close_call:
        state, sentence, because = _close(decision, evaluation)
    else:
        state, sentence, because = _clear(decision, evaluation)
    return Verdict(state, leaders, runner_up, margin, sentence, because)


def rivals_within_the_unknown(evaluation: Evaluation) -> tuple[str, ...]:
    """Return the options that unknown scores alone could bring level with the leader.

    Known scores stay at their likely values; the leader's unknown ones go to their low
    end, a rival's to their high end. Empty where nothing is unknown.
    """
    if not evaluation.unknown:
        return ()
    leader = evaluation.ranking[0]
    floor = _total_with_unknown_at(evaluation, leader, evaluation.lows)
    return tuple(
        option
        for option in evaluation.options
        if option != leader
        and any(cell[0] in (option, leader) for cell in evaluation.unknown)
        and _total_with_unknown_at(evaluation, option, evaluation.highs) >= floor
    )


def _total_with_unknown_at(
    evaluation: Evaluation, option: str, ends: dict[str, dict[str, float]]
) -> float:
    return math.fsum(
        evaluation.weights[criterion]
        * (ends if (option, criterion) in evaluation.unknown else evaluation.values)[option][
            criterion
        ]
        for criterion in evaluation.criteria
    )


Words = tuple[State, str, str]


def _single(decision: CriteriaSet, evaluation: Evaluation) -> Verdict:
    option = evaluation.options[0]
    total = integer(evaluation.totals[option])
    name = decision.options[option].label
    return Verdict(
        "cannot be decided",
        (option,),
        None,
        None,
        f"{name} is the only option, on {total}",
        "Add a second option to compare it with.",
    )


def _undecided(decision: CriteriaSet, evaluation: Evaluation, rivals: tuple[str, ...]) -> Words:
    count = len(evaluation.unknown)
    scores = "1 score is" if count == 1 else f"{count} scores are"
    names = listing(decision.options[option].label for option in rivals[:3])
    more = f" and {len(rivals) - 3} more" if len(rivals) > 3 else ""
    leader = decision.options[evaluation.ranking[0]].label
    return (
        "cannot be decided",
        f"Cannot be decided: {scores} unknown",
        f"With the unknown in the middle of its range {leader} would lead; it alone could put "
        f"{names}{more} level or ahead.",
    )


def _tie(decision: CriteriaSet, evaluation: Evaluation) -> Words:
    leaders = evaluation.leaders
    names = listing(decision.options[option].label for option in leaders)
    total = integer(evaluation.totals[leaders[0]])
    return "close call", f"{names} are level on {total}", "These weights do not tell them apart."


def _close(decision: CriteriaSet, evaluation: Evaluation) -> Words:
    leader, runner_up = evaluation.ranking[:2]
    first, second = evaluation.totals[leader], evaluation.totals[runner_up]
    names = f"{decision.options[leader].label} and {decision.options[runner_up].label}"
    limit = points(decision.verdict.close_call)
    return (
        "close call",
        f"Close call: {names} are {_apart(decision, first - second)} apart, on {integer(first)} "
        f"and {integer(second)}",
        f"A lead under {limit} counts as a close call in this file.",
    )


def _apart(decision: CriteriaSet, margin: float) -> str:
    """Return a margin that reads smaller than the limit it is under: 1.96, not 2, below 2."""
    return integer(margin) if whole(margin) < decision.verdict.close_call else f"{margin:.2g}"


def _clear(decision: CriteriaSet, evaluation: Evaluation) -> Words:
    leader, runner_up = evaluation.ranking[:2]
    first, second = evaluation.totals[leader], evaluation.totals[runner_up]
    name, other = decision.options[leader].label, decision.options[runner_up].label
    top = decision.measure.top
    leads = f"{name} leads" if top == "best" else f"{name} is {top}"
    sentence = f"{leads} on {integer(first)}, {lead(first, second)} ahead of {other}"
    rivals = [option for option in evaluation.options if option != leader]
    if all(dominates(evaluation.values[leader], evaluation.values[rival]) for rival in rivals):
        return (
            "dominates",
            sentence,
            "It is nowhere worse than any other option on these criteria, so no weights can "
            "put another first; only other scores can.",
        )
    return "leads", sentence, _what_holds_it_back(decision, evaluation)


def _what_holds_it_back(decision: CriteriaSet, evaluation: Evaluation) -> str:
    """Name the criterion on which a rival beats the leader by most."""
    leader = evaluation.ranking[0]
    gap, criterion, rival = max(
        (evaluation.values[option][criterion] - evaluation.values[leader][criterion], c, o)
        for o, option in enumerate(evaluation.options)
        for c, criterion in enumerate(evaluation.criteria)
    )
    if gap <= 0:
        return ""
    on = decision.criteria[evaluation.criteria[criterion]].name
    other = decision.options[evaluation.options[rival]].label
    return f"It is furthest behind on {on}: {points(gap)} below {other}."
