"""The scorecard: who leads, by how much, and what the lead is made of.

One row per option, best first. A column is as wide as its criterion's weight, its
filled share is the value, so the filled area is the contribution; the bar at the end is
the total with its range. `scorecard_drawing` places all of it.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from steelyard.analysis.totals import Evaluation
from steelyard.charts.chart import WIDE, Chart
from steelyard.charts.drawing.canvas import NARROWEST_WIDE, Sheet
from steelyard.charts.scores.scorecard_content import Content
from steelyard.charts.scores.scorecard_drawing import (
    compact_subtitle,
    draw_compact,
    draw_wide,
    wide_subtitle,
)
from steelyard.charts.theme import Mode
from steelyard.model import CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.lead.verdict import describe_lead
from steelyard.results.words.scores.ranking import describe_ranking
from steelyard.results.words.text import plain
from steelyard.results.words.weights import heaviest_first, weight_labels

Shares = Mapping[str, float] | None
Ranges = Mapping[str, tuple[float, float]] | None


def scorecard(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    lead_shares: Shares,
    total_ranges: Ranges,
    lead_spans: Ranges,
    mode: Mode,
    width: float = 1000,
) -> Sheet:
    """Return the scorecard of an evaluation as a chart `width` pixels wide.

    `lead_shares`: option → share of simulations (0 to 1) in which it leads; without
    them there is no such column. `total_ranges`: option → the middle 90 % of its totals
    in those simulations; without them the range runs from every score at its low end to
    every score at its high end. `lead_spans`: option → lowest and highest lead share, which
    stand below it. A width below 560 leaves the criteria out, and the chart is
    at most 350 wide. Ties share a rank, written `2=`; unknown scores are outlined and
    marked `?`.
    Source of the form: ValueCharts (Carenini & Loyd 2004), LineUp (Gratzl et al. 2013).
    """
    content = Content(criteria_set, evaluation, mode, lead_shares, total_ranges, lead_spans)
    if width < NARROWEST_WIDE:
        return draw_compact(content, min(width, 350))
    return draw_wide(content, width)


def scorecard_title(criteria_set: CriteriaSet, evaluation: Evaluation, *_: object) -> str:
    """Return what the scorecard shows, as one hedged sentence; see `describe_lead`."""
    return describe_lead(criteria_set, evaluation)


def scorecard_alt(criteria_set: CriteriaSet, evaluation: Evaluation, *_: object) -> str:
    """Return the scorecard in words, for those who do not see it."""
    heaviest = max(evaluation.criteria, key=lambda criterion: evaluation.weights[criterion])
    criterion = plain(criteria_set.criteria[heaviest].name)
    size = f"{len(evaluation.options)} options on {len(evaluation.criteria)} criteria"
    lead = describe_lead(criteria_set, evaluation)
    ranking = describe_ranking(criteria_set, evaluation)
    weight = weight_labels(evaluation)[heaviest]
    return f"Scorecard of {size}. {lead}. {ranking} Heaviest criterion: {criterion}, {weight}."


def scorecard_rows(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    lead_shares: Shares = None,
    _total_ranges: Ranges = None,
    lead_spans: Ranges = None,
) -> pd.DataFrame:
    """Return the numbers of the scorecard, one row per option and criterion, unrounded.

    Options from best to worst, criteria from heaviest to lightest. Columns: `rank`,
    `option_id`, `option`, `total`, `total_low`, `total_high` (0 to 100), `lead_share`,
    `lead_share_low`, `lead_share_high` (0 to 1, empty where not sampled), `criterion_id`,
    `criterion`, `weight` (0 to 1), `value`, `value_low`, `value_high` (0 to 100, 100 is good),
    `contribution`, `is_unknown`.
    """
    shares, spans = lead_shares or {}, lead_spans or {}
    return pd.DataFrame(
        {
            "rank": evaluation.ranks[option],
            "option_id": option,
            "option": criteria_set.options[option].name,
            "total": evaluation.totals[option],
            "total_low": evaluation.ranges[option][0],
            "total_high": evaluation.ranges[option][1],
            "lead_share": shares.get(option),
            "lead_share_low": spans[option][0] if option in spans else None,
            "lead_share_high": spans[option][1] if option in spans else None,
            "criterion_id": criterion,
            "criterion": criteria_set.criteria[criterion].name,
            "weight": evaluation.weights[criterion],
            "value": evaluation.values[option][criterion],
            "value_low": evaluation.lows[option][criterion],
            "value_high": evaluation.highs[option][criterion],
            "contribution": evaluation.contributions[option][criterion],
            "is_unknown": (option, criterion) in evaluation.unknown,
        }
        for option in evaluation.ranking
        for criterion in heaviest_first(evaluation)
    )


def _subtitle(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    lead_shares: Shares,
    total_ranges: Ranges,
    lead_spans: Ranges,
    width: float,
) -> str:
    content = Content(criteria_set, evaluation, "light", lead_shares, total_ranges, lead_spans)
    return compact_subtitle(content) if width < NARROWEST_WIDE else wide_subtitle(content)


def _read(result: Result, _: None) -> tuple[CriteriaSet, Evaluation, Shares, Ranges, Ranges]:
    found = result.simulations
    return result.criteria_set, result.evaluation, found.lead_shares, found.ranges, found.spans


CHART = Chart(
    id="scorecard",
    name="Scorecard",
    place=110,
    width=WIDE,
    read=_read,
    title=scorecard_title,
    subtitle=_subtitle,
    words=scorecard_alt,
    rows=scorecard_rows,
    draw=scorecard,
)
