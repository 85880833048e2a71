"""One result for several judges, by one of two rules, and what speaks against giving one at all.

Mean of individual totals: T(o) = (1/J) Σ_j Σ_c w_jc · v_joc, each judge's scores with the same
judge's weights. Mean of inputs: T(o) = Σ_c w̄_c · v̄_oc with w̄ the mean weight and v̄ the value of
the mean score, which pairs one judge's weights with another's scores. They differ by the
covariance of weights and values over the judges.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from steelyard.analysis.judges.panel import AVERAGED_INPUTS, Panel, averaged_set
from steelyard.analysis.judges.rank_order import RankSpans, rank_corners, rank_spans
from steelyard.analysis.ties import TIE
from steelyard.analysis.totals import Evaluation, View, evaluate, rank_totals
from steelyard.model.judgements import GroupRule


@dataclass(frozen=True)
class GroupTotals:
    """Totals of a group by one rule, option → 0–100, with ranks and ranges.

    `ranges`: the union of the judges' ranges, from the lowest total of any judge with all scores
    at their low ends to the highest with all at their high ends; a judge who gave only ranks
    counts with every weighting that agrees with them. `ranks`: 1 is best, ties within 1e-9 share
    one. `likely_spans`: lowest and highest total of a judge.
    """

    rule: GroupRule
    totals: dict[str, float]
    ranges: dict[str, tuple[float, float]]
    likely_spans: dict[str, tuple[float, float]]
    ranks: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ranks", rank_totals(self.totals))

    @property
    def ranking(self) -> tuple[str, ...]:
        """The options from best to worst; ties in the order of the set."""
        return tuple(sorted(self.totals, key=lambda option: self.ranks[option]))

    @property
    def leaders(self) -> tuple[str, ...]:
        """The options on rank 1."""
        return tuple(option for option, rank in self.ranks.items() if rank == 1)

    @property
    def margin(self) -> float | None:
        """How far the first is ahead of the second; `None` with fewer than two options."""
        first, *rest = self.ranking
        return self.totals[first] - self.totals[rest[0]] if rest else None


def mean_of_totals(panel: Panel) -> GroupTotals:
    """Return the mean of the judges' own totals.

    Source: French (2011), Aggregating expert judgement, RACSAM 105, on combining after evaluation.
    """
    found = list(panel.evaluations.values())
    totals = {o: math.fsum(each.totals[o] for each in found) / len(found) for o in panel.options}
    return GroupTotals("mean_of_totals", totals, *_spans(panel))


def averaged_evaluation(panel: Panel) -> Evaluation:
    """Return the evaluation of averaged inputs: mean scores under mean weights."""
    view = View(frame=panel.frame, lens=AVERAGED_INPUTS, reading=AVERAGED_INPUTS)
    return evaluate(averaged_set(panel), view)


def mean_of_inputs(panel: Panel) -> GroupTotals:
    """Return the totals of averaged inputs; see `averaged_evaluation`."""
    return GroupTotals("mean_of_inputs", averaged_evaluation(panel).totals, *_spans(panel))


def group_totals(panel: Panel, rule: GroupRule) -> GroupTotals:
    """Return the group's totals by a rule."""
    return mean_of_totals(panel) if rule == "mean_of_totals" else mean_of_inputs(panel)


Spans = dict[str, tuple[float, float]]


def _spans(panel: Panel) -> tuple[Spans, Spans]:
    found = panel.evaluations.values()
    own = [
        _ranges(each, panel.ranked[judge]) if judge in panel.ranked else each.ranges
        for judge, each in panel.evaluations.items()
    ]
    ranges = {
        o: (min(each[o][0] for each in own), max(each[o][1] for each in own)) for o in panel.options
    }
    likely = {
        o: (min(each.totals[o] for each in found), max(each.totals[o] for each in found))
        for o in panel.options
    }
    return ranges, likely


def _ranges(found: Evaluation, ranks: Mapping[str, int]) -> Spans:
    """Return each option's least total with low scores, and its greatest with high ones.

    Both over all weightings that agree with the ranks.
    """
    corners = rank_corners(ranks)

    def totals(values: Mapping[str, float]) -> list[float]:
        return [math.fsum(corner[c] * values[c] for c in corner) for corner in corners]

    return {o: (min(totals(found.lows[o])), max(totals(found.highs[o]))) for o in found.options}


def find_rank_spans(panel: Panel, group: GroupTotals) -> RankSpans | None:
    """Return the spans that ranks without numbers leave open; `None` where all gave numbers.

    A judge without their own weights takes the mean of the others', whatever it turns out to be.
    """
    if not panel.ranked:
        return None
    place = {judge: j for j, judge in enumerate(panel.judges)}
    given = [judge for judge in panel.judges if judge in panel.weighted]
    if group.rule == "mean_of_inputs":
        averaged = averaged_evaluation(panel).values
        mean = np.array([[averaged[o][c] for c in panel.criteria] for o in panel.options])
        shares = {judge: mean / len(given) for judge in given}
    else:
        without = [j for judge, j in place.items() if judge not in panel.weighted]
        lent = panel.values[without].sum(axis=0) / len(given)
        shares = {j: (panel.values[place[j]] + lent) / len(place) for j in given}
    corners = {
        judge: np.array([[corner[c] for c in panel.criteria] for corner in rank_corners(ranks)])
        for judge, ranks in panel.ranked.items()
    }
    weights = {judge: panel.weights[place[judge]] for judge in given}
    return rank_spans(panel.options, group.ranking[0], shares, corners, weights)


@dataclass(frozen=True)
class Order:
    """How many judges put one option ahead of another, behind it, or level within 1e-9."""

    first: str
    second: str
    ahead: tuple[str, ...]
    behind: tuple[str, ...]
    level: tuple[str, ...]

    @property
    def is_split(self) -> bool:
        """Whether some judges put the first ahead and others behind, which no average settles."""
        return bool(self.ahead and self.behind)


def order_of_first_two(panel: Panel, group: GroupTotals) -> Order | None:
    """Return how the judges order the group's first two; `None` with fewer than two options."""
    if len(group.ranking) < 2:
        return None
    first, second = group.ranking[:2]
    gaps = {j: e.totals[first] - e.totals[second] for j, e in panel.evaluations.items()}
    return Order(
        first,
        second,
        tuple(judge for judge, gap in gaps.items() if gap > TIE),
        tuple(judge for judge, gap in gaps.items() if gap < -TIE),
        tuple(judge for judge, gap in gaps.items() if abs(gap) <= TIE),
    )


def rivals_within_the_unjudged(panel: Panel, group: GroupTotals) -> tuple[str, ...]:
    """Return the options that cells nobody judged could bring level with the leader.

    Everything else stays; the leader's unjudged cells go to their lowest value, a rival's to
    their highest. Totals within 1e-9 are level.
    """
    if not panel.unjudged:
        return ()
    weights = dict(zip(panel.criteria, panel.weights.mean(axis=0).tolist(), strict=True))
    any_judge = next(iter(panel.evaluations.values()))
    leader = group.ranking[0]

    def moved(option: str, ends: Mapping[str, Mapping[str, float]]) -> float:
        return group.totals[option] + math.fsum(
            weights[c] * (ends[o][c] - any_judge.values[o][c])
            for o, c in panel.unjudged
            if o == option
        )

    floor = moved(leader, any_judge.lows)
    may_fall = group.totals[leader] - floor > TIE
    found = []
    for option in group.ranking[1:]:
        ceiling = moved(option, any_judge.highs)
        may_move = may_fall or ceiling - group.totals[option] > TIE
        if may_move and ceiling >= floor - TIE:
            found.append(option)
    return tuple(found)


@dataclass(frozen=True)
class WhatDivides:
    """Whether scores or weights divide the judges.

    `by_weights`: judge → leaders with everybody's scores averaged and the judge's own weights;
    `by_scores`: with everybody's weights averaged and the judge's own scores.
    """

    by_weights: dict[str, tuple[str, ...]]
    by_scores: dict[str, tuple[str, ...]]
    own: dict[str, tuple[str, ...]]

    @property
    def what(self) -> str:
        """What divides the judges: nothing, scores, weights, either or both.

        *Either*: averaging the scores alone unites them, and so does averaging the weights alone.
        """
        if len(set(self.own.values())) == 1:
            return "nothing"
        weights_unite = len(set(self.by_scores.values())) == 1
        scores_unite = len(set(self.by_weights.values())) == 1
        if weights_unite and scores_unite:
            return "either"
        if scores_unite:
            return "scores"
        return "weights" if weights_unite else "both"


def find_division(panel: Panel) -> WhatDivides:
    """Return which options lead for each judge with scores averaged, and with weights averaged."""
    averaged = averaged_set(panel)
    both = panel.criteria_set.model_copy(
        update={
            "readings": panel.criteria_set.readings | averaged.readings,
            "lenses": panel.criteria_set.lenses | averaged.lenses,
        }
    )

    def leaders(lens: str, reading: str) -> tuple[str, ...]:
        return evaluate(both, View(frame=panel.frame, lens=lens, reading=reading)).leaders

    return WhatDivides(
        {judge: leaders(judge, AVERAGED_INPUTS) for judge in panel.judges},
        {judge: leaders(AVERAGED_INPUTS, judge) for judge in panel.judges},
        {judge: found.leaders for judge, found in panel.evaluations.items()},
    )
