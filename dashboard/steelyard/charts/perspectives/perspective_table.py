"""Every option in every case, that is, through every lens, reading or scenario: totals and regret.

Grids with the leader of each case outlined. Rows of totals keep the order of the file's own
case, so that a leader elsewhere is seen to come from below. Regret is how far behind the best
each option falls, sorted by the worst case: the option that can go least wrong among the
scenarios looked at stands first. Its ramp is another hue, because here low is good.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import altair as alt

from steelyard.analysis.perspectives.perspectives import Perspective, Perspectives
from steelyard.analysis.perspectives.regret import Regret
from steelyard.analysis.ties import TIE
from steelyard.analysis.totals import Evaluation
from steelyard.charts.chart import FULL, HALF, Chart
from steelyard.charts.drawing import vega
from steelyard.charts.drawing.grid import bars_spec, grid_form, grid_heads, grid_labels, grid_spec
from steelyard.charts.drawing.vega import Datasets, DrawingForm, Labels, Rows, Spec
from steelyard.model import CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.names import (
    option_label,
    option_labels,
    perspective_kind,
    perspective_name,
)
from steelyard.results.words.numbers import counted, one_decimal, span
from steelyard.results.words.perspectives import (
    by_worst,
    points_behind,
    short_names,
    shorten_perspectives,
    worst_labels,
)
from steelyard.results.words.text import listing, plain

MOST_NAMED = 4


def perspective_table_title(criteria_set: CriteriaSet, perspectives: Perspectives) -> str:
    """Return in how many cases the file's own leader leads too, alone or level; exact."""
    own = _own(perspectives)
    others = list(perspectives.evaluations.items())[1:]
    if not others:
        return "The file has nothing to compare with its own case"
    names = option_labels(criteria_set, own.leaders)
    verb = "lead" if len(own.leaders) > 1 else "leads"
    kind = perspective_kind(shorten_perspectives(perspectives), len(others))
    agreeing = [case for case, e in others if set(own.leaders) & set(e.leaders)]
    if len(agreeing) == len(others):
        every = f"the only {kind}" if len(others) == 1 else f"every one of {len(others)} {kind}"
        return f"{names} {verb} as in the file and in {every}"
    elsewhere = {o for _, e in others for o in e.leaders if not set(own.leaders) & set(e.leaders)}
    rivals = [option_label(criteria_set, o) for o in own.ranking if o in elsewhere]
    is_named = len(rivals) <= MOST_NAMED
    if len(others) == 1:
        named = f": there {listing(rivals)}" if is_named else ""
        return f"{names} {verb} as in the file, but not in the only {kind}{named}"
    if not agreeing:
        there = listing(rivals) if is_named else "others"
        do = "does" if is_named and len(rivals) == 1 else "do"
        return f"{names} {verb} only in the file itself; in the {len(others)} {kind} {there} {do}"
    do = "does" if len(rivals) == 1 else "do"
    named = f"; in the others {listing(rivals)} {do}" if is_named else ""
    return f"{names} {verb} in {len(agreeing)} of {len(others)} {kind}{named}"


def perspective_table_alt(criteria_set: CriteriaSet, perspectives: Perspectives) -> str:
    """Return the totals in words, for those who do not see them."""
    names = short_names(criteria_set, perspectives)
    cases = [
        f"{names[case]}: "
        + listing(
            f"{option_label(criteria_set, o)} {one_decimal(evaluation.totals[o])}"
            for o in evaluation.ranking[:3]
        )
        for case, evaluation in perspectives.evaluations.items()
    ]
    size = f"{counted(len(perspectives.options), 'option')} in {counted(len(cases), 'case')}"
    title = perspective_table_title(criteria_set, perspectives)
    return f"Table of totals, {size}. {title}. First three: {'; '.join(cases)}."


def perspective_table_rows(criteria_set: CriteriaSet, perspectives: Perspectives) -> Rows:
    """Return one row per case and option, unrounded, options from best to worst there.

    Columns: `lens_id`, `reading_id`, `scenario_id` (empty for the file's own), `case`,
    `rank`, `option_id`, `option`, `colour` (its name), `total`, `total_low`, `total_high` (0 to
    100). The first case is the file's own.
    """
    return [
        {
            **_case(criteria_set, case),
            **vega.total_columns(criteria_set, evaluation, option),
        }
        for case, evaluation in perspectives.evaluations.items()
        for option in evaluation.ranking
    ]


def _case(criteria_set: CriteriaSet, case: Perspective) -> vega.Row:
    """Return the columns that say through which lens, reading and scenario a row is seen."""
    return {
        "lens_id": case.lens or "",
        "reading_id": case.reading or "",
        "scenario_id": case.scenario or "",
        "case": perspective_name(criteria_set, case),
    }


def _own(perspectives: Perspectives) -> Evaluation:
    return next(iter(perspectives.evaluations.values()))


def _form(criteria_set: CriteriaSet, perspectives: Perspectives, *shown: Any) -> DrawingForm:
    labels = [option_label(criteria_set, option) for option in perspectives.options]
    return grid_form(float(shown[-1]), labels, len(perspectives.evaluations))


def _labels(criteria_set: CriteriaSet, perspectives: Perspectives, form: DrawingForm) -> Labels:
    own, names = _own(perspectives), short_names(criteria_set, perspectives)
    spans = {
        option: span(min(totals), max(totals))
        for option in own.ranking
        for totals in [[e.totals[option] for e in perspectives.evaluations.values()]]
    }
    return grid_labels(
        criteria_set, form, "case",
        label=lambda row: one_decimal(row["total"]),
        ends=spans,
        notes={option: _leads_in(perspectives, names, option) for option in own.ranking},
        first=own.leaders,
        is_best=lambda row: row["rank"] == 1,
    )  # fmt: skip


def _beside(criteria_set: CriteriaSet, perspectives: Perspectives, form: DrawingForm) -> Datasets:
    names = list(short_names(criteria_set, perspectives).values())
    return grid_heads(form, names, ("Span", "of totals"))


TOOLTIP = vega.tips(Option="option", Case="case", Shown="cell_label")
NOTES = vega.tips(Option="option", Case="note_label", Shown="end_label")


@cache
def _spec(form: DrawingForm) -> Spec:
    """Return the grid of totals; on a phone, the span of each option's totals."""
    if form.columns:
        return grid_spec(form, "case", vega.ramp("heatmap", "total"), "total", TOOLTIP)
    bars = (
        alt.Chart()
        .transform_joinaggregate(
            lowest="min(total)", highest="max(total)", groupby=["option_id"]
        )
        # The first row of an option is that of the file's own case.
        .transform_calculate(
            low="datum.lowest / 100", high="datum.highest / 100", mark="datum.total / 100"
        )
    )  # fmt: skip
    each = vega.first(bars, "option_id")
    return bars_spec(form, each, vega.option_colour(), "Span of totals", NOTES, has_mark=True)


def _leads_in(perspectives: Perspectives, names: Mapping[Perspective, str], option: str) -> str:
    cases: tuple[Perspective, ...] = perspectives.led_in[option]
    if not cases:
        return "leads in none"
    if len(cases) == 1:
        return f"leads in one: {names[cases[0]]}"
    return f"leads in {len(cases)} of {len(perspectives.evaluations)}"


def _subtitle(criteria_set: CriteriaSet, perspectives: Perspectives, width: float) -> str:
    top = plain(criteria_set.measure.top)
    kind = perspective_kind(shorten_perspectives(perspectives), 1)
    return (
        f"From the lowest to the highest total in any {kind}, 0 to 100, where 100 is {top}; tick: "
        "as in the file."
        if not _form(criteria_set, perspectives, width).columns
        else f"Totals, 0 to 100, where 100 is {top}. Outlined: the leader of each {kind}."
    )


def _totals_by(
    kind: str,
    place: int,
    width: int,
    cases: Callable[[Result], Perspectives],
    has_cases: Callable[[Result], bool],
) -> Chart[None, CriteriaSet, Perspectives]:
    return Chart(
        id=f"totals-by-{kind}",
        name=f"Totals by {kind}",
        place=place,
        width=width,
        read=lambda result, _: (result.criteria_set, cases(result)),
        title=perspective_table_title,
        subtitle=_subtitle,
        words=perspective_table_alt,
        rows=perspective_table_rows,
        form=_form,
        spec=_spec,
        labels=_labels,
        beside=_beside,
        applies=has_cases,
    )


TOTALS_BY_LENS = _totals_by(
    "lens", 420, FULL, lambda result: result.lenses, lambda result: bool(result.criteria_set.lenses)
)
TOTALS_BY_READING = _totals_by(
    "reading",
    430,
    HALF,
    lambda result: result.readings,
    lambda result: bool(result.criteria_set.readings),
)
TOTALS_BY_SCENARIO = _totals_by(
    "scenario",
    450,
    FULL,
    lambda result: result.scenarios,
    lambda result: bool(result.criteria_set.scenarios),
)


STRONGEST = 50.0
"""Points of regret from which on the colour is the strongest."""


def regret_title(criteria_set: CriteriaSet, perspectives: Perspectives, found: Regret) -> str:
    """Return how far the safest option falls behind at worst; exact over the cases."""
    names = option_labels(criteria_set, found.safest)
    others = len(perspectives.evaluations) - 1
    if others == 0:
        return "The file has nothing to compare with its own case"
    kind = perspective_kind(shorten_perspectives(perspectives), others)
    cases = f"the only {kind}" if others == 1 else f"every one of the {others} {kind}"
    is_one = len(found.safest) == 1
    if found.worst[found.safest[0]] <= TIE:
        return f"{names} {'leads' if is_one else 'lead'} as in the file and in {cases}"
    label = worst_labels(found)[found.safest[0]]
    return (
        f"{names} {'has' if is_one else 'have'} the mildest worst case: {label} "
        f"{'point' if label == '1' else 'points'} behind the best, "
        f"over the file's own case and {others} {kind}"
    )


def regret_alt(criteria_set: CriteriaSet, perspectives: Perspectives, found: Regret) -> str:
    """Return the regrets in words, for those who do not see them."""
    names = short_names(criteria_set, perspectives)
    lines = [
        f"{option_label(criteria_set, option)} {worst_labels(found)[option]} "
        f"({_worst_case(names, found, option)})"
        for option in by_worst(found)
    ]
    size = f"{counted(len(lines), 'option')} in {counted(len(perspectives.evaluations), 'case')}"
    title = regret_title(criteria_set, perspectives, found)
    return f"Table of regret, {size}. {title}. Worst regret in points: {'; '.join(lines)}."


def regret_rows(criteria_set: CriteriaSet, perspectives: Perspectives, found: Regret) -> Rows:
    """Return one row per option and case, unrounded, options by their worst regret.

    Columns: `option_id`, `option`, `lens_id`, `reading_id`, `scenario_id` (empty for the
    file's own), `case`, `total` (0 to 100), `regret`, `worst_regret` (points, 0 is good),
    `is_worst`.
    """
    return [
        {
            "option_id": option,
            "option": criteria_set.options[option].name,
            **_case(criteria_set, case),
            "total": evaluation.totals[option],
            "regret": found.regrets[option][case],
            "worst_regret": found.worst[option],
            "is_worst": case in found.worst_in[option],
        }
        for option in by_worst(found)
        for case, evaluation in perspectives.evaluations.items()
    ]


def _regret_labels(
    criteria_set: CriteriaSet, perspectives: Perspectives, found: Regret, form: DrawingForm
) -> Labels:
    names = short_names(criteria_set, perspectives)
    return grid_labels(
        criteria_set, form, "case",
        label=lambda row: points_behind(row["regret"]),
        ends=worst_labels(found),
        notes={option: _worst_case(names, found, option) for option in found.worst},
        first=found.safest,
        is_best=lambda row: row["regret"] <= TIE,
    )  # fmt: skip


def _regret_beside(
    criteria_set: CriteriaSet, perspectives: Perspectives, _: Regret, form: DrawingForm
) -> Datasets:
    names = list(short_names(criteria_set, perspectives).values())
    return grid_heads(form, names, ("Worst", "points"))


@cache
def _regret_spec(form: DrawingForm) -> Spec:
    """Return the grid of regrets; on a phone, the worst regret of each option."""
    if form.columns:
        colour = vega.ramp("ramp", "regret", most=STRONGEST)
        return grid_spec(form, "case", colour, "regret", TOOLTIP)
    bars = (
        alt.Chart()
        .transform_joinaggregate(most="max(worst_regret)")
        .transform_calculate(low="0", high="datum.worst_regret / max(datum.most, 1)")
    )
    bars = vega.first(bars, "option_id")
    return bars_spec(form, bars, None, "Worst points", NOTES, style="regret-bar")


def _worst_case(names: Mapping[Perspective, str], found: Regret, option: str) -> str:
    cases = found.worst_in[option]
    if found.worst[option] <= TIE:
        return "best in every case"
    first = names[cases[0]]
    return first if len(cases) == 1 else f"{first} and {len(cases) - 1} more"


def _regret_subtitle(
    criteria_set: CriteriaSet, perspectives: Perspectives, _found: Regret, width: float
) -> str:
    kind = perspective_kind(shorten_perspectives(perspectives), 1)
    return (
        f"Points of total behind the best in the worst {kind}, which is named. Low is good."
        if not _form(criteria_set, perspectives, width).columns
        else f"Points of total behind the best option of each {kind}; low is good. Sorted by the "
        "worst."
    )


REGRET: Chart[None, CriteriaSet, Perspectives, Regret] = Chart(
    id="regret",
    name="Regret",
    place=460,
    read=lambda result, _: (result.criteria_set, result.scenarios, result.regret_in_scenarios),
    title=regret_title,
    subtitle=_regret_subtitle,
    words=regret_alt,
    rows=regret_rows,
    form=_form,
    spec=_regret_spec,
    labels=_regret_labels,
    beside=_regret_beside,
    applies=lambda result: bool(result.criteria_set.scenarios),
)
