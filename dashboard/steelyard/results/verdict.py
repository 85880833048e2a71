"""The one line on top: who leads, by how much, and whether that can be said at all.

The sentence follows from the numbers by rule; no view and no export writes its own.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from steelyard.analysis.dominance import TIE, dominates
from steelyard.analysis.sensitivity.flip import Flip, describe_flip
from steelyard.analysis.totals import Evaluation
from steelyard.model import CriteriaSet
from steelyard.results.words.numbers import (
    integer,
    lead,
    listing,
    of_hundred,
    points,
    whole,
    whole_shares,
)

State = Literal[
    "dominates", "robust", "leads but fragile", "leads", "close call", "cannot be decided"
]


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


def judge(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    *,
    shares: Mapping[str, float] | None = None,
    flip: Flip | None = None,
) -> Verdict:
    """Return the verdict on one evaluation.

    - *cannot be decided*: fewer than two options; or scores that are not known could,
      by themselves, put another option level with the leader or ahead of it.
    - *close call*: a tie, or a lead smaller than the file's `close_call` points; a lead
      within 1e-9 of that limit has reached it.
    - *dominates*: the leader is nowhere worse than any other option, and somewhere
      better, on likely values: no weighting can put another option first.
    - *robust*: the leader leads in at least the file's `robust_share` of a hundred sampled
      simulations, and no movement of fewer than `robust_flip` points of weight levels another.
    - *leads but fragile*: everything else.
    - *leads* stands for the last two while no simulations have been sampled.

    `shares`: option → share of sampled simulations it leads in, 0..1, adding up to one.
    `flip`: the smallest flip, `None` where no weights level another option; read only
    together with `shares`. A share of simulations is never called a chance of being right.
    With all swings at zero it is the verdict under equal weights.

    >>> from steelyard.analysis.totals import evaluate
    >>> criteria_set = CriteriaSet.model_validate({
    ...     "format": 1, "title": "Lunch", "criteria": {"taste": {"name": "Taste"}},
    ...     "options": {"soup": {"name": "Soup"}, "cake": {"name": "Cake"}},
    ...     "assessments": {"soup": {"taste": 40}, "cake": {"taste": 80}},
    ... })
    >>> judge(criteria_set, evaluate(criteria_set)).sentence
    'Cake leads on 80, 40 ahead of Soup'
    """
    found = _judge_totals(criteria_set, evaluation)
    if shares is None or found.state == "cannot be decided":
        return found
    return _with_simulations(criteria_set, found, shares, flip)


def _judge_totals(criteria_set: CriteriaSet, evaluation: Evaluation) -> Verdict:
    ranking = evaluation.ranking
    if len(ranking) < 2:
        return _single(criteria_set, evaluation)
    leader, runner_up = ranking[0], ranking[1]
    margin = evaluation.totals[leader] - evaluation.totals[runner_up]
    leaders = evaluation.leaders
    rivals = rivals_within_the_unknown(evaluation)
    if rivals:
        state, sentence, because = _undecided(criteria_set, evaluation, rivals)
    elif len(leaders) > 1:
        state, sentence, because = _tie(criteria_set, evaluation)
        margin = 0.0
    elif margin < criteria_set.verdict.close_call - TIE:
        state, sentence, because = _close(criteria_set, evaluation)
    else:
        state, sentence, because = _clear(criteria_set, evaluation)
    return Verdict(state, leaders, runner_up, margin, sentence, because)


def _with_simulations(
    criteria_set: CriteriaSet, found: Verdict, shares: Mapping[str, float], flip: Flip | None
) -> Verdict:
    """Add what sampled simulations and the nearest flip say to a verdict on totals."""
    leader, rules = found.leaders[0], criteria_set.verdict
    is_far = flip is None or flip.points >= rules.robust_flip - TIE
    is_robust = 100 * shares[leader] >= rules.robust_share - TIE and is_far
    state = found.state
    if state == "leads":
        state = "robust" if is_robust else "leads but fragile"
    counts = dict(zip(shares, whole_shares(list(shares.values())), strict=True))
    name = (
        "It" if len(found.leaders) == 1 and state != "close call" else _label(criteria_set, leader)
    )
    leads = "leads" if criteria_set.measure.top == "best" else "comes first"
    sentences = [
        found.because if state in ("dominates", "close call") else "",
        f"{name} {leads} in {of_hundred(counts[leader], shares[leader])} sampled simulations.",
        _nearest_flip(criteria_set, flip) if state != "dominates" else "",
    ]
    return replace(found, state=state, because=" ".join(filter(None, sentences)))


def _nearest_flip(criteria_set: CriteriaSet, flip: Flip | None) -> str:
    if flip is None:
        return "No weights can bring another option level."
    return f"Nearest flip: {describe_flip(criteria_set, flip)}."


def _label(criteria_set: CriteriaSet, option: str) -> str:
    return criteria_set.options[option].label


def rivals_within_the_unknown(evaluation: Evaluation) -> tuple[str, ...]:
    """Return the options that unknown scores alone could bring level with the leader.

    Known scores stay at their likely values; the leader's unknown ones go to their low
    end, a rival's to their high end. Totals within 1e-9 are level. Empty where nothing is
    unknown, or where what is unknown has no weight.

    >>> from steelyard.analysis.totals import evaluate
    >>> rivals_within_the_unknown(evaluate(CriteriaSet.model_validate({
    ...     "format": 1, "title": "Lunch", "criteria": {"taste": {"name": "Taste"}},
    ...     "options": {"soup": {"name": "Soup"}, "cake": {"name": "Cake"}},
    ...     "assessments": {"soup": {"taste": "unknown"}, "cake": {"taste": 80}},
    ... })))
    ('soup',)
    """
    if not evaluation.unknown:
        return ()
    leader = evaluation.ranking[0]
    floor = _total_with_unknown_at(evaluation, leader, evaluation.lows)
    may_fall = evaluation.totals[leader] - floor > TIE
    rivals = []
    for option in evaluation.options:
        ceiling = _total_with_unknown_at(evaluation, option, evaluation.highs)
        may_rise = ceiling - evaluation.totals[option] > TIE
        if option != leader and (may_rise or may_fall) and ceiling >= floor - TIE:
            rivals.append(option)
    return tuple(rivals)


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


def _single(criteria_set: CriteriaSet, evaluation: Evaluation) -> Verdict:
    option = evaluation.options[0]
    total = integer(evaluation.totals[option])
    name = criteria_set.options[option].label
    return Verdict(
        "cannot be decided",
        (option,),
        None,
        None,
        f"{name} is the only option, on {total}",
        "Add a second option to compare it with.",
    )


def _undecided(criteria_set: CriteriaSet, evaluation: Evaluation, rivals: tuple[str, ...]) -> Words:
    count = len(evaluation.unknown)
    scores = "1 score is" if count == 1 else f"{count} scores are"
    leaders = evaluation.leaders
    behind = tuple(rival for rival in rivals if rival not in leaders)
    would = "would lead" if len(leaders) == 1 else "would be level"
    could = (
        f"could put {_names(criteria_set, behind)} level or ahead"
        if behind
        else "could change that"
    )
    return (
        "cannot be decided",
        f"Cannot be decided: {scores} unknown",
        f"With the unknown in the middle of its range {_names(criteria_set, leaders)} {would}; "
        f"it alone {could}.",
    )


def _names(criteria_set: CriteriaSet, options: tuple[str, ...]) -> str:
    """List up to three options by name, and say how many more there are."""
    more = [f"{len(options) - 3} more"] if len(options) > 3 else []
    return listing([*(criteria_set.options[option].label for option in options[:3]), *more])


def _tie(criteria_set: CriteriaSet, evaluation: Evaluation) -> Words:
    leaders = evaluation.leaders
    names = _names(criteria_set, leaders)
    total = integer(evaluation.totals[leaders[0]])
    return "close call", f"{names} are level on {total}", "These weights do not tell them apart."


def _close(criteria_set: CriteriaSet, evaluation: Evaluation) -> Words:
    leader, runner_up = evaluation.ranking[:2]
    first, second = evaluation.totals[leader], evaluation.totals[runner_up]
    names = f"{criteria_set.options[leader].label} and {criteria_set.options[runner_up].label}"
    limit = criteria_set.verdict.close_call
    return (
        "close call",
        f"Close call: {names} are {_apart(first, second, limit)} apart, on {integer(first)} "
        f"and {integer(second)}",
        f"A lead under {limit:g} point{'' if limit == 1 else 's'} counts as a close call in "
        "this file.",
    )


def _apart(first: float, second: float, limit: float) -> str:
    """Return a margin that reads as more than nothing and less than the limit it is under.

    1.96, not 2, where the limit is 2; and it agrees with the two totals rounded.
    """
    margin = first - second
    for shown in (lead(first, second), f"{margin:.1f}", f"{margin:.2f}"):
        if 0 < float(shown) < limit:
            return shown
    return f"just under {limit:g}" if margin > limit / 2 else "less than 0.01"


def _clear(criteria_set: CriteriaSet, evaluation: Evaluation) -> Words:
    leader, runner_up = evaluation.ranking[:2]
    first, second = evaluation.totals[leader], evaluation.totals[runner_up]
    name, other = criteria_set.options[leader].label, criteria_set.options[runner_up].label
    top = criteria_set.measure.top
    leads = f"{name} leads" if top == "best" else f"{name} is {top}"
    sentence = f"{leads} on {integer(first)}, {lead(first, second)} ahead of {other}"
    rivals = [option for option in evaluation.options if option != leader]
    if all(dominates(evaluation.values[leader], evaluation.values[rival]) for rival in rivals):
        reach = (
            "It is nowhere worse than any other option on these criteria"
            if top == "best"
            else f"No other option has more {criteria_set.measure.name} on any of these criteria"
        )
        because = f"{reach}, so no weights can put another first; only other scores can."
        return "dominates", sentence, because
    return "leads", sentence, _what_holds_it_back(criteria_set, evaluation)


def _what_holds_it_back(criteria_set: CriteriaSet, evaluation: Evaluation) -> str:
    """Name the criterion on which a rival beats the leader by most."""
    leader = evaluation.ranking[0]
    # Of equal gaps the first in the order of the file is named.
    gap, criterion, rival = max(
        (
            (evaluation.values[option][criterion] - evaluation.values[leader][criterion], c, o)
            for c, criterion in enumerate(evaluation.criteria)
            for o, option in enumerate(evaluation.options)
        ),
        key=lambda found: found[0],
    )
    if gap <= 0:
        return ""
    on = criteria_set.criteria[evaluation.criteria[criterion]].name
    other = criteria_set.options[evaluation.options[rival]].label
    below = points(gap) if whole(gap) else "less than 1 point"
    return f"It is furthest behind on {on}: {below} below {other}."
