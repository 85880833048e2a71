"""The verdict as data: which option leads, by how much, and whether that can be decided at all.

The sentences are composed in `results.words.lead.verdict`; the browser computes the same states.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from steelyard.analysis.ties import TIE
from steelyard.analysis.totals import Evaluation
from steelyard.model.criteria_set import VerdictRules

VerdictState = Literal[
    "dominates", "robust", "leads but fragile", "leads", "close call", "cannot be decided"
]


@dataclass(frozen=True)
class Judgement:
    """The state of the lead and what it rests on.

    `leaders`: several ids where totals tie. `runner_up` and `margin` (points, 0–100):
    `None` where there is nothing to compare. `rivals`: the options that unknown scores
    alone could bring level; empty unless the state is *cannot be decided*.
    """

    state: VerdictState
    leaders: tuple[str, ...]
    runner_up: str | None
    margin: float | None
    rivals: tuple[str, ...] = ()

    def with_simulations(
        self, rules: VerdictRules, share: float, points_to_flip: float | None
    ) -> Judgement:
        """Return the judgement with *leads* split into *robust* and *leads but fragile*.

        `share`: in how many simulations the leader leads, 0–1. `points_to_flip`: the
        smallest flip, `None` where no weights level another option.
        """
        if self.state != "leads":
            return self
        is_far = points_to_flip is None or points_to_flip >= rules.robust_flip - TIE
        is_robust = 100 * share >= rules.robust_share - TIE and is_far
        state: VerdictState = "robust" if is_robust else "leads but fragile"
        return Judgement(state, self.leaders, self.runner_up, self.margin)


def judge_totals(rules: VerdictRules, evaluation: Evaluation) -> Judgement:
    """Return the judgement on totals alone; a clear lead without dominance is *leads*.

    The states are described in `results.words.lead.verdict.judge`. Totals within 1e-9 tie.
    """
    ranking, leaders = evaluation.ranking, evaluation.leaders
    if len(ranking) < 2:
        return Judgement("cannot be decided", ranking[:1], None, None)
    leader, runner_up = ranking[:2]
    is_level = runner_up in leaders
    margin = 0.0 if is_level else evaluation.totals[leader] - evaluation.totals[runner_up]
    rivals = rivals_within_the_unknown(evaluation)
    if rivals:
        return Judgement("cannot be decided", leaders, runner_up, margin, rivals)
    if len(leaders) > 1:
        return Judgement("close call", leaders, runner_up, 0.0)
    if margin < rules.close_call - TIE:
        return Judgement("close call", leaders, runner_up, margin)
    is_dominant = all(leader in evaluation.dominated_by[rival] for rival in ranking[1:])
    return Judgement("dominates" if is_dominant else "leads", leaders, runner_up, margin)


def rivals_within_the_unknown(evaluation: Evaluation) -> tuple[str, ...]:
    """Return the options that unknown scores alone could bring level with the leader.

    Known scores stay at their likely values; the leader's unknown ones go to their low
    end, a rival's to their high end. Totals within 1e-9 are level. Empty where nothing is
    unknown, or where what is unknown has no weight.
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


def furthest_behind(evaluation: Evaluation) -> tuple[float, str, str]:
    """Return the leader's largest gap behind a rival in one value: points, criterion and rival.

    0 points or fewer where it is nowhere behind. Of equal gaps, the first criterion in the
    order of the file, then the first option.
    """
    leader = evaluation.ranking[0]
    return max(
        (
            (
                evaluation.values[rival][criterion] - evaluation.values[leader][criterion],
                criterion,
                rival,
            )
            for criterion in evaluation.criteria
            for rival in evaluation.options
        ),
        key=lambda found: found[0],
    )
