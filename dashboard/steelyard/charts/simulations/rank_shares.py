"""Rank shares: how often each option takes each rank in the simulations.

One bar per option, cut into the ranks it takes, the first rank strongest. It shows what
the count of first places hides: which option is a safe second, and which is first or last.
The shares are of simulations and not chances of being right.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import altair as alt

from steelyard.analysis.simulations.sampling import Simulations
from steelyard.analysis.totals import Evaluation
from steelyard.charts.chart import Chart, has_rivals
from steelyard.charts.drawing import vega
from steelyard.charts.drawing.text import text_width
from steelyard.charts.drawing.vega import DrawingForm, Labels, Rows, Spec
from steelyard.charts.theme import AXIS
from steelyard.model import CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.names import option_label
from steelyard.results.words.numbers import counted, hundredths, of_hundred, one_decimal, whole
from steelyard.results.words.simulations import (
    RANKS,
    describe_simulations,
    drawn_case,
    first_span_words,
    not_a_chance,
    ordinal,
)
from steelyard.results.words.text import listing

ROW, BAR, COMPACT_ROW, COMPACT_BAR, HEAD = 34, 24, 50, 20, 22
LEAST_LABELLED = 0.07
MEAN_WIDTH = 74.0


def rank_shares_title(
    criteria_set: CriteriaSet, evaluation: Evaluation, simulations: Simulations
) -> str:
    """Return how often the option that most often comes first does so, and its lowest rank.

    "Never" refers to the simulations, all of which were counted. Where the share depends on
    how errors go together, its span is given instead.
    """
    best = _most_often_first(evaluation, simulations)
    name = option_label(criteria_set, best)
    shares = simulations.rank_shares[best]
    lowest = max((rank for rank, share in enumerate(shares, 1) if share > 0), default=1)
    how = "With any weights at all, " if simulations.mode == "uniform" else ""
    if lowest == 1:
        return f"{how}{name} ranks first in all {counted(simulations.draws, 'simulation')}"
    if said := first_span_words(simulations, best):
        return f"{how}{name} ranks first in {said}"
    sentence = f"{how}{name} ranks first in {_counted(shares[0])} simulations"
    return sentence if lowest == len(shares) else f"{sentence}, never below {ordinal(lowest)}"


def rank_shares_alt(
    criteria_set: CriteriaSet, evaluation: Evaluation, simulations: Simulations
) -> str:
    """Return each option's most frequent rank and mean rank in words."""
    parts = []
    for option in _by_mean_rank(evaluation, simulations):
        shares = simulations.rank_shares[option]
        rank = max(range(len(shares)), key=lambda index: shares[index])
        name = option_label(criteria_set, option)
        mean = one_decimal(simulations.expected_ranks[option])
        parts.append(
            f"{name} most often {ordinal(rank + 1)} ({_counted(shares[rank])}), mean {mean}"
        )
    title = rank_shares_title(criteria_set, evaluation, simulations)
    return f"How often each option takes each rank. {title}. {listing(parts)}."


def rank_shares_rows(
    criteria_set: CriteriaSet, evaluation: Evaluation, simulations: Simulations
) -> Rows:
    """Return one row per option and rank, by mean rank, unrounded.

    Columns: `option_id`, `option`, `mean_rank`, `rank`, `share` (0 to 1), `draws`, `seed`.
    """
    return [
        {
            "option_id": option,
            "option": criteria_set.options[option].name,
            "mean_rank": simulations.expected_ranks[option],
            "rank": rank,
            "share": share,
            "draws": simulations.draws,
            "seed": simulations.seed,
        }
        for option in _by_mean_rank(evaluation, simulations)
        for rank, share in enumerate(simulations.rank_shares[option], 1)
    ]


def _most_often_first(evaluation: Evaluation, simulations: Simulations) -> str:
    return max(evaluation.ranking, key=lambda option: simulations.rank_shares[option][0])


def _counted(share: float) -> str:
    return of_hundred(whole(100 * share), share)


def _by_mean_rank(evaluation: Evaluation, simulations: Simulations) -> list[str]:
    return sorted(evaluation.ranking, key=lambda option: simulations.expected_ranks[option])


def _form(criteria_set: CriteriaSet, evaluation: Evaluation, *shown: Any) -> DrawingForm:
    width = float(shown[-1])
    if width < vega.NARROWEST_WIDE:
        return DrawingForm(width)
    labels = [option_label(criteria_set, option) for option in evaluation.options]
    return DrawingForm(width, names=vega.room_for(labels, 0.26 * width) + 14, notes=MEAN_WIDTH)


def _labels(
    criteria_set: CriteriaSet, evaluation: Evaluation, _: Simulations, form: DrawingForm
) -> Labels:
    room = form.width - MEAN_WIDTH if form.is_phone else form.names - 13
    names = vega.cut_option_names(criteria_set, evaluation.options, room)
    return {
        "option_lines": lambda row: names[row["option_id"]],
        "mean_rank_label": lambda row: one_decimal(row["mean_rank"]),
        "rank_label": lambda row: ordinal(row["rank"]),
        "share_label": lambda row: hundredths(row["share"]),
        "count_label": lambda row: _counted(row["share"]),
        "bar_label": lambda row: _fitting(row, form),
        "says": lambda row: (
            f"{row['option']}: {row['rank_label']} in {row['count_label']} simulations"
        ),
    }


@cache
def _spec(form: DrawingForm) -> Spec:
    """Return a bar for each option, cut into its ranks, with the mean rank at the end."""
    y = vega.bands("option_id")
    x: Any = {"axis": None, "scale": alt.Scale(domain=[0, 1], nice=False)}
    bar, down, up = (COMPACT_BAR, 6, -14) if form.is_phone else (BAR, 0, 0)
    bars = (
        alt.Chart()
        .transform_stack(
            stack="share", as_=["begin", "end"], groupby=["option_id"], sort=[alt.SortField("rank")]
        )
        .transform_joinaggregate(ranks="max(rank)", groupby=["option_id"])
        .transform_filter("datum.share > 0")
        .transform_calculate(
            middle="(datum.begin + datum.end) / 2",
            # The first rank has by far the strongest colour.
            strength="datum.rank == 1 ? 100 : 75 - 70 * (datum.rank - 2) / max(datum.ranks - 2, 1)",
            label=vega.said("bar_label", "datum.share >= 0.1 ? format(datum.share, '.0%') : ''"),
        )
    )
    tooltip = vega.tips(Option="option", Rank="rank_label", Simulations="count_label")
    ends = alt.Chart().transform_filter("datum.rank == 1").transform_window(place="row_number()")
    ends = ends.transform_calculate(
        name=vega.said("option_lines", "datum.option"),
        mean=vega.said("mean_rank_label", "format(datum.mean_rank, '.1f')"),
    )
    right = form.plot + form.notes
    layers = [
        bars.mark_bar(style="segment", height=bar, yOffset=down)
        .encode(x=alt.X("begin:Q", **x), x2=alt.X2("end:Q"), y=y,
                color=vega.ramp("heatmap", "strength"), tooltip=tooltip,
                description=alt.Description("says:N")),
        vega.text(bars, "on-bar", "label", x=alt.X("middle:Q", **x), y=y, dy=down,
                  on="scale('color', datum.strength)"),
        vega.names(ends, form, y, "name", "datum.place == 1", dy=up),
        vega.text(ends, ["name", "to-right"], "mean", x=right, y=y, dy=up),
        vega.text(vega.first(ends), ["faint", "to-right"], alt.TextValue("mean rank"), x=right,
                  y=8 - HEAD),
    ]  # fmt: skip
    step = COMPACT_ROW if form.is_phone else ROW
    return vega.finished(layers, form, alt.Step(step))


def _fitting(row: Mapping[str, Any], form: DrawingForm) -> str:
    """Return the longest label that fits a segment: rank and share, the rank, or nothing."""
    if row["share"] < LEAST_LABELLED:
        return ""
    rank, room = row["rank_label"], row["share"] * form.plot
    both = f"{rank}: {row['share_label']}"
    return next((text for text in (both, rank) if text_width(text, AXIS) + 8 <= room), "")


def _subtitle(
    criteria_set: CriteriaSet, evaluation: Evaluation, simulations: Simulations, *_: object
) -> str:
    best, drawn = _most_often_first(evaluation, simulations), ""
    if first_span_words(simulations, best):
        count = hundredths(simulations.rank_shares[best][0])
        drawn = drawn_case(simulations, option_label(criteria_set, best), count)
    return f"{RANKS}{drawn} {describe_simulations(simulations)} {not_a_chance(simulations)}"


def _read(result: Result, is_uniform: bool) -> tuple[CriteriaSet, Evaluation, Simulations]:
    simulations = result.uniform_simulations if is_uniform else result.simulations
    return result.criteria_set, result.evaluation, simulations


CHART = Chart(
    id="ranks",
    name="Ranks",
    place=230,
    read=_read,
    title=rank_shares_title,
    subtitle=_subtitle,
    words=rank_shares_alt,
    rows=rank_shares_rows,
    form=_form,
    spec=_spec,
    labels=_labels,
    applies=has_rivals,
    opening=lambda _: False,
    moves_locked=True,
)
