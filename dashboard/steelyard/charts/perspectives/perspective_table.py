"""Every option in every case, that is, through every lens, reading or scenario: totals and regret.

Grids with the leader of each case outlined. Rows of totals keep the order of the file's own
case, so that a leader elsewhere visibly comes from below. Regret is how far behind the best
each option falls, sorted by the worst case: the option that can go least wrong among the
scenarios considered comes first. Its ramp has a different hue, because here low is good.
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
    leads,
    option_label,
    option_labels,
    perspective_kind,
    perspective_name,
)
from steelyard.results.words.numbers import counted, one_decimal, span
from steelyard.results.words.perspectives import (
    by_worst,
    find_following,
    leading_elsewhere,
    led_elsewhere,
    own_case,
    own_name,
    points_behind,
    shares_lead,
    short_names,
    shorten_perspectives,
    worst_labels,
)
from steelyard.results.words.text import listing, plain

_MOST_NAMED = 4
_WEIGHTS_IN_VIEW = " with the weights in view"
NOTHING_BESIDE = "The file has no other case to compare with"


def perspective_table_title(criteria_set: CriteriaSet, perspectives: Perspectives) -> str:
    """Return in how many cases the file's own leader leads too, alone or level; exact."""
    own, found = _own(perspectives), find_following(perspectives)
    if not found.others:
        return NOTHING_BESIDE
    names, verb = option_labels(criteria_set, own.leaders), leads(criteria_set, len(own.leaders))
    kind = perspective_kind(shorten_perspectives(perspectives), found.others)
    own_words = own_case(perspectives)
    if found.same == found.others:
        every = f"the only {kind}" if found.others == 1 else f"every one of {found.others} {kind}"
        return f"{names} {verb} {own_words} and in {every}"
    shares = shares_lead(criteria_set, len(own.leaders))
    if found.others == 1 and found.shared:
        return f"{names} {verb} {own_words} and {shares} in the only {kind}"
    rivals = leading_elsewhere(criteria_set, perspectives)
    is_named = len(rivals) <= _MOST_NAMED
    if found.others == 1:
        named = f": there {listing(rivals)}" if is_named else ""
        return f"{names} {verb} {own_words}, but not in the only {kind}{named}"
    led = led_elsewhere(criteria_set, perspectives)
    if not found.same and not found.shared:
        there = led if is_named else f"others {leads(criteria_set, 2)}"
        return f"{names} {verb} only {own_words}; in the {found.others} {kind} {there}"
    of = f" of {found.others} {kind}"
    told = [f"{verb} in {found.same}{of}"] if found.same else []
    if found.shared:
        told.append(f"{shares} in {found.shared}{' more' if told else of}")
    rest = found.others - found.same - found.shared
    where = "the other" if rest == 1 else "the others"
    elsewhere = f"; in {where} {led}" if rest and is_named else ""
    return f"{names} {' and '.join(told)}{elsewhere}"


def perspective_table_alt(criteria_set: CriteriaSet, perspectives: Perspectives) -> str:
    """Return the totals in words, for readers who cannot see them."""
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
    own = own_name(perspectives)
    return [
        {
            **_case(criteria_set, case, own),
            **vega.total_columns(criteria_set, evaluation, option),
        }
        for case, evaluation in perspectives.evaluations.items()
        for option in evaluation.ranking
    ]


def _case(criteria_set: CriteriaSet, case: Perspective, own: str) -> vega.Row:
    """Return the columns with the lens, reading and scenario of a row."""
    return {
        "lens_id": case.lens or "",
        "reading_id": case.reading or "",
        "scenario_id": case.scenario or "",
        "case": perspective_name(criteria_set, case, own),
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
        notes={o: _leads_in(criteria_set, perspectives, names, o) for o in own.ranking},
        first=own.leaders,
        is_best=lambda row: row["rank"] == 1,
    )  # fmt: skip


def _beside(criteria_set: CriteriaSet, perspectives: Perspectives, form: DrawingForm) -> Datasets:
    names = list(short_names(criteria_set, perspectives).values())
    return grid_heads(form, names, ("Span", "of totals"))


_TOOLTIP = vega.tips(Option="option", Case="case", Shown="cell_label")
_NOTES = vega.tips(Option="option", Case="note_label", Shown="end_label")


@cache
def _spec(form: DrawingForm) -> Spec:
    """Return the grid of totals; on a phone, the span of each option's totals."""
    if form.columns:
        return grid_spec(form, "case", vega.ramp("heatmap", "total"), "total", _TOOLTIP)
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
    return bars_spec(form, each, vega.option_colour(), "Span of totals", _NOTES, has_mark=True)


def _leads_in(
    criteria_set: CriteriaSet, perspectives: Perspectives, names: Mapping[Perspective, str],
    option: str,
) -> str:  # fmt: skip
    """Return in how many cases other than the first an option leads, counted as in the title."""
    own, *others = perspectives.evaluations
    led, verb = perspectives.led_in[option], leads(criteria_set)
    cases = [case for case in led if case != own]
    if not cases:
        alone = verb if len(perspectives.evaluations[own].leaders) == 1 else "level"
        return f"{alone} only {own_case(perspectives)}" if own in led else f"{verb} in none"
    level = sum(len(perspectives.evaluations[case].leaders) > 1 for case in cases)
    of = f"of {len(others)}"
    if level == len(cases):
        return f"level in {level} {of}"
    if len(led) == 1:
        return f"{verb} in one: {names[cases[0]]}"
    return f"{verb} in {len(cases) - level} {of}{f', level in {level}' if level else ''}"


def _subtitle(criteria_set: CriteriaSet, perspectives: Perspectives, width: float) -> str:
    top = plain(criteria_set.measure.top)
    kind = perspective_kind(shorten_perspectives(perspectives), 1)
    # Stated because the matrix of leaders nearby uses the file's weights where no lens is named.
    weights = "" if any(case.lens for case in perspectives.evaluations) else _WEIGHTS_IN_VIEW
    return (
        f"From the lowest to the highest total in any {kind}{weights}, 0 to 100, where 100 is "
        f"{top}; tick: {own_case(perspectives)}."
        if not _form(criteria_set, perspectives, width).columns
        else f"Totals{weights}, 0 to 100, where 100 is {top}. Outlined: the leader of each {kind}."
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
"""Points of regret at and above which the colour is strongest."""


def regret_title(criteria_set: CriteriaSet, perspectives: Perspectives, found: Regret) -> str:
    """Return how far the safest option falls behind at worst; exact over the cases."""
    names = option_labels(criteria_set, found.safest)
    others = len(perspectives.evaluations) - 1
    if others == 0:
        return NOTHING_BESIDE
    kind = perspective_kind(shorten_perspectives(perspectives), others)
    cases = f"the only {kind}" if others == 1 else f"every one of the {others} {kind}"
    is_one = len(found.safest) == 1
    if found.worst[found.safest[0]] <= TIE:
        verb = leads(criteria_set, len(found.safest))
        return f"{names} {verb} {own_case(perspectives)} and in {cases}"
    label = worst_labels(found)[found.safest[0]]
    return (
        f"{names} {'has' if is_one else 'have'} the mildest worst case: {label} "
        f"{'point' if label == '1' else 'points'} behind the best, "
        f"{own_case(perspectives)} and in {others} {kind}"
    )


def regret_alt(criteria_set: CriteriaSet, perspectives: Perspectives, found: Regret) -> str:
    """Return the regrets in words, for readers who cannot see them."""
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
    own = own_name(perspectives)
    return [
        {
            "option_id": option,
            "option": criteria_set.options[option].name,
            **_case(criteria_set, case, own),
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
        return grid_spec(form, "case", colour, "regret", _TOOLTIP)
    bars = (
        alt.Chart()
        .transform_joinaggregate(most="max(worst_regret)")
        .transform_calculate(low="0", high="datum.worst_regret / max(datum.most, 1)")
    )
    bars = vega.first(bars, "option_id")
    return bars_spec(form, bars, None, "points behind at worst", _NOTES, style="grey-bar")


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
