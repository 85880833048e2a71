"""The basis of every score: claims of several sources or one, indirect claims, or none.

A grid of options by criteria in greys, the darker the better supported, so that the
colour is not taken for a value; each cell also has a word for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import altair as alt

from steelyard.analysis.evidence.source_support import SUPPORTS, SourceSupport
from steelyard.analysis.totals import Evaluation
from steelyard.charts.chart import Chart
from steelyard.charts.drawing.grid import bars_spec, grid_form, grid_heads, grid_labels, grid_spec
from steelyard.charts.drawing.vega import Datasets, DrawingForm, Labels, Rows, Spec, first, tips
from steelyard.model import Cell, CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.names import option_label
from steelyard.results.words.scores.ranking import size_words
from steelyard.results.words.text import listing, plain
from steelyard.results.words.texts.sources import no_citation_words

Supports = Mapping[Cell, SourceSupport]

WORDS: dict[SourceSupport, str] = {
    "several sources": "several sources",
    "one source": "1 source",
    "indirect": "indirect",
    "none": "no claim",
    "unknown": "unknown",
}
_SIGNS: dict[SourceSupport, str] = {
    "several sources": "2",
    "one source": "1",
    "indirect": "i",
    "none": "0",
    "unknown": "?",
}
IN_NOTES: dict[SourceSupport, str] = {
    "several sources": "by several sources",
    "one source": "by one source",
    "indirect": "indirect",
    "none": "without a claim",
    "unknown": "unknown",
}
ROOM_FOR_NAMES, ROOM_FOR_WORDS = 250, 100
"""Pixels for an option's name and the end of its row, and for the words in one cell."""

_OWN: tuple[SourceSupport, ...] = ("several sources", "one source")


def coverage_map_title(
    _criteria_set: CriteriaSet, evaluation: Evaluation, supports: Supports
) -> str:
    """Return how many of the scores in view have a direct claim; exact."""
    counts = _counts(evaluation, supports)
    own, cells = sum(counts[kind] for kind in _OWN), sum(counts.values())
    if own == 0 and counts["indirect"] == 0:
        return no_citation_words(cells)
    if own == 0:
        every = (
            "The only score does not rest" if cells == 1 else f"None of the {cells} scores rests"
        )
        return f"{every} on a claim about itself"
    if own == cells:
        every = "The only score rests" if cells == 1 else f"Every one of the {cells} scores rests"
        return f"{every} on a claim about itself"
    rest = "rests on a claim about itself" if own == 1 else "rest on a claim about themselves"
    return f"{own} of {cells} scores {rest}{_rest(counts)}"


def coverage_map_alt(criteria_set: CriteriaSet, evaluation: Evaluation, supports: Supports) -> str:
    """Return the map in words, for readers who cannot see it."""
    lines = [
        f"{option_label(criteria_set, option)}: "
        f"{_note({c: supports[option, c] for c in evaluation.criteria})}"
        for option in evaluation.ranking
    ]
    title = coverage_map_title(criteria_set, evaluation, supports)
    return f"Table of support, {size_words(evaluation)}. {title}. {'; '.join(lines)}."


def coverage_map_rows(
    criteria_set: CriteriaSet, evaluation: Evaluation, supports: Supports
) -> Rows:
    """Return one row per option and criterion, options from best to worst.

    Columns: `option_id`, `option`, `criterion_id`, `criterion`, `support` (`several
    sources`, `one source`, `indirect`, `none` or `unknown`).
    """
    return [
        {
            "option_id": option,
            "option": criteria_set.options[option].name,
            "criterion_id": criterion,
            "criterion": criteria_set.criteria[criterion].name,
            "support": supports[option, criterion],
        }
        for option in evaluation.ranking
        for criterion in evaluation.criteria
    ]


def _form(
    criteria_set: CriteriaSet, evaluation: Evaluation, _supports: Supports, width: float
) -> DrawingForm:
    labels = [option_label(criteria_set, option) for option in evaluation.options]
    return grid_form(width, labels, len(evaluation.criteria))


def _labels(
    criteria_set: CriteriaSet, evaluation: Evaluation, supports: Supports, form: DrawingForm
) -> Labels:
    texts = _texts(evaluation, form.width)
    by_option = {
        option: {c: supports[option, c] for c in evaluation.criteria}
        for option in evaluation.ranking
    }
    return grid_labels(
        criteria_set, form, "criterion",
        label=lambda row: texts[row["support"]],
        ends={option: _own(row) for option, row in by_option.items()},
        notes={option: _note(row) for option, row in by_option.items()},
        first=evaluation.leaders,
        is_best=False,
        cell=lambda row: f"{row['option_id']}.{row['criterion_id']}",
    )  # fmt: skip


def _beside(
    criteria_set: CriteriaSet, evaluation: Evaluation, _: Supports, form: DrawingForm
) -> Datasets:
    columns = [plain(criteria_set.criteria[c].label) for c in evaluation.criteria]
    return grid_heads(form, columns, ("Own", "claims"))


def _own(row: Mapping[str, SourceSupport]) -> str:
    return f"{sum(support in _OWN for support in row.values())} of {len(row)}"


@cache
def _spec(form: DrawingForm) -> Spec:
    """Return the grid in greys; on a phone, a bar for the share of scores with direct claims."""
    if not form.columns:
        tests = " || ".join(f"datum.support == '{kind}'" for kind in _OWN)
        bars = (
            alt.Chart()
            .transform_calculate(own=f"({tests}) ? 1 : 0", low="0")
            .transform_joinaggregate(high="mean(own)", groupby=["option_id"])
        )
        return bars_spec(
            form, first(bars, "option_id"), None, "Own claims", _NOTES, style="grey-bar"
        )
    kinds = alt.Scale(domain=list(SUPPORTS), range="diverging")
    colour = alt.Color("support:N", scale=kinds, legend=None)
    return grid_spec(form, "criterion_id", colour, "support", _TOOLTIP)


_NOTES = tips(**{"Option": "option", "Support": "note_label", "Own claims": "end_label"})
_TOOLTIP = tips(Option="option", Criterion="criterion", Support="support")


def _texts(evaluation: Evaluation, width: float) -> Mapping[SourceSupport, str]:
    room = (width - ROOM_FOR_NAMES) / len(evaluation.criteria)
    return WORDS if room >= ROOM_FOR_WORDS else _SIGNS


def _subtitle(
    criteria_set: CriteriaSet, evaluation: Evaluation, supports: Supports, width: float
) -> str:
    if not _form(criteria_set, evaluation, supports, width).columns:
        return "Bar: the share of an option’s scores with a claim about that very score."
    said = (
        "Sources: their claims speak of that very score. Indirect: only claims about something "
        "else, carried over."
    )
    if _texts(evaluation, width) is WORDS:
        return said
    return f"{said} 2: several sources; 1: one source; i: indirect; 0: no claim; ?: unknown."


def _counts(evaluation: Evaluation, supports: Supports) -> dict[SourceSupport, int]:
    found = [supports[option, c] for option in evaluation.options for c in evaluation.criteria]
    return {kind: found.count(kind) for kind in SUPPORTS}


def _rest(counts: Mapping[SourceSupport, int]) -> str:
    parts = [
        f"{counts['indirect']} on indirect claims alone" if counts["indirect"] else "",
        f"{counts['none']} on none" if counts["none"] else "",
        f"{counts['unknown']} not known" if counts["unknown"] else "",
    ]
    told = [part for part in parts if part]
    return f", {listing(told)}" if told else ""


def _note(row: Mapping[str, SourceSupport]) -> str:
    """Return the support of one option's scores, in few words."""
    found = list(row.values())
    told = [f"{found.count(kind)} {IN_NOTES[kind]}" for kind in SUPPORTS if kind in found]
    return ", ".join(told)


def has_support(result: Result) -> bool:
    """Return whether any score in view rests on a claim, direct or indirect."""
    return not set(result.source_support.values()) <= {"none", "unknown"}


CHART: Chart[None, CriteriaSet, Evaluation, Supports] = Chart(
    id="support",
    name="Support",
    place=150,
    read=lambda result, _: (result.criteria_set, result.evaluation, result.source_support),
    title=coverage_map_title,
    subtitle=_subtitle,
    words=coverage_map_alt,
    rows=coverage_map_rows,
    form=_form,
    spec=_spec,
    labels=_labels,
    beside=_beside,
    applies=has_support,
)
