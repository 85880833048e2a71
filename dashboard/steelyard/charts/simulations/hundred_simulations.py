"""A hundred simulations: in how many of the simulations each option comes first.

A hundred squares, one colour per option, with the counts written large. People read
counts of draws better than percentages. The chart shows how firm the lead is under the
stated spread of weights and scores, which is not the chance of being right.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Final

import altair as alt

from steelyard.analysis.simulations.sampling import Simulations
from steelyard.analysis.totals import Evaluation
from steelyard.charts.chart import HALF, Chart, has_rivals
from steelyard.charts.drawing import vega
from steelyard.charts.drawing.text import wrap
from steelyard.charts.drawing.vega import DrawingForm, Labels, Rows, Spec
from steelyard.charts.theme import AXIS
from steelyard.model import CriteriaSet
from steelyard.results.words.names import option_label, option_labels
from steelyard.results.words.numbers import of_hundred, short_share, whole_shares
from steelyard.results.words.simulations import (
    DEPENDING,
    describe_simulations,
    drawn_case,
    lead_span_sentence,
    not_a_chance,
    span_labels,
)
from steelyard.results.words.text import listing, some

_MOST_NAMED: Final = 3
"""If more options than this share the same span, they are counted instead of named."""


def count_squares(evaluation: Evaluation, simulations: Simulations) -> dict[str, int]:
    """Return option → simulations of a hundred, most first; equal shares in order of rank."""
    ranking = evaluation.ranking
    counts = whole_shares([simulations.lead_shares[option] for option in ranking])
    by_option = dict(zip(ranking, counts, strict=True))
    order = sorted(
        ranking, key=lambda option: (-by_option[option], -simulations.lead_shares[option])
    )
    return {option: by_option[option] for option in order}


def hundred_simulations_title(
    criteria_set: CriteriaSet, evaluation: Evaluation, simulations: Simulations
) -> str:
    """Return in how many of a hundred simulations the first option leads, and the next ones.

    The next ones are all options with the second-highest count.
    """
    counts = count_squares(evaluation, simulations)
    first, *others = counts
    title = lead_span_sentence(simulations, option_label(criteria_set, first), first, counts[first])
    spans = span_labels(evaluation, simulations)
    alike: dict[str, list[str]] = {}
    for option in others:
        if counts[option] == counts[others[0]] > 0:
            alike.setdefault(spans[option], []).append(option_label(criteria_set, option))
    nexts = [
        f"; {some(names, _MOST_NAMED)} {'each ' if len(names) > 1 else ''}in {span}"
        for span, names in alike.items()
    ]
    return title + "".join(nexts)


def hundred_simulations_alt(
    criteria_set: CriteriaSet, evaluation: Evaluation, simulations: Simulations
) -> str:
    """Return all counts in words, for readers who cannot see the squares."""
    counts, shares = count_squares(evaluation, simulations), simulations.lead_shares
    parts = [
        f"{option_label(criteria_set, option)} {short_share(count, shares[option])}"
        for option, count in counts.items()
        if count
    ]
    title = hundred_simulations_title(criteria_set, evaluation, simulations)
    rest = _rest(criteria_set, counts, simulations)
    tail = f" {rest}." if rest else ""
    return f"A hundred simulations by who comes first. {title}. Counts: {listing(parts)}.{tail}"


def hundred_simulations_rows(
    criteria_set: CriteriaSet, evaluation: Evaluation, simulations: Simulations
) -> Rows:
    """Return one row per option, most squares first.

    Columns: `option_id`, `option`, `colour` (its name), `squares` (of 100), `lead_share` (0
    to 1, unrounded), `sampling_error` (half a 95 % interval of one share), `weights` (how they
    were drawn), `spread`, `draws`, `seed`. Squares are largest remainders of the lead shares,
    so they add up to exactly 100; options level in a simulation share it.
    """
    return [
        {
            **vega.option_columns(criteria_set, option),
            "squares": count,
            "lead_share": simulations.lead_shares[option],
            "sampling_error": simulations.error,
            "weights": simulations.mode,
            "spread": simulations.spread,
            "draws": simulations.draws,
            "seed": simulations.seed,
        }
        for option, count in count_squares(evaluation, simulations).items()
    ]


def _rest(criteria_set: CriteriaSet, counts: dict[str, int], simulations: Simulations) -> str:
    """Return which options lead in too few simulations for a square, and how many never lead."""
    few = [o for o in counts if not counts[o] and simulations.lead_shares[o] > 0]
    never = sum(simulations.lead_shares[option] <= 0 for option in counts)
    parts = []
    if few:
        parts.append(f"Too few for a square: {option_labels(criteria_set, few)}")
    if never:
        is_never = all(
            simulations.spans[o][1] <= 0 for o in counts if simulations.lead_shares[o] <= 0
        )
        where = "In no simulation" if is_never else "None in this drawing"
        parts.append(f"{where}: {never} of {len(counts)} options")
    return ". ".join(parts)


SIDE, LARGEST = 10, 30.0
"""The squares on a side, and the most pixels from one square to the next."""

BESIDE, NUMBER_WIDTH, BELOW = 28.0, 46.0, 14.0
ROW, COMPACT_ROW, LEAST_ROW, NOTE_LINE = 40.0, 28.0, 22.0, 16.0


def _form(criteria_set: CriteriaSet, evaluation: Evaluation, simulations: Simulations,
          width: float) -> DrawingForm:  # fmt: skip
    """Return the measures: squares as wide as the plot, counts in the room beside or below them."""
    is_phone = width < vega.NARROWEST_WIDE
    side = SIDE * min(LARGEST, (0.72 if is_phone else 0.5) * width / SIDE)
    counts = count_squares(evaluation, simulations)
    shown = sum(count > 0 for count in counts.values())
    notes = _note_lines(criteria_set, counts, simulations, width if is_phone else width - side)
    tall = shown * (COMPACT_ROW if is_phone else LEAST_ROW) + BELOW + NOTE_LINE * len(notes)
    return DrawingForm(
        width, notes=width - side, lines=_lines_below(tall + is_phone * (side + BELOW) - side)
    )


def _left(form: DrawingForm) -> float:
    """Return where the counts begin: beside the squares, or below them."""
    return 0.0 if form.is_phone else form.plot + BESIDE


def _lines_below(pixels: float) -> int:
    """Return the number of lines of text for so many pixels below the squares; 0 if negative."""
    return max(0, math.ceil(pixels / NOTE_LINE))


def _note_lines(
    criteria_set: CriteriaSet, counts: dict[str, int], simulations: Simulations, room: float
) -> list[str]:
    rest = _rest(criteria_set, counts, simulations)
    return wrap(rest, room - BESIDE, AXIS) if rest else []


def _labels(
    criteria_set: CriteriaSet, evaluation: Evaluation, simulations: Simulations, form: DrawingForm
) -> Labels:
    room = form.width if form.is_phone else form.notes
    notes = _note_lines(criteria_set, count_squares(evaluation, simulations), simulations, room)
    beside = form.width - _left(form) - NUMBER_WIDTH - 12
    names = vega.cut_option_names(criteria_set, evaluation.options, beside)
    return {
        "option_label": lambda row: names[row["option_id"]],
        "squares_label": lambda row: of_hundred(row["squares"], row["lead_share"]),
        "count_label": lambda row: short_share(row["squares"], row["lead_share"]),
        "note_lines": "\n".join(notes),
        "says": lambda row: f"{row['option']}: {row['squares_label']} simulations",
    }


@cache
def _spec(form: DrawingForm) -> Spec:
    """Return the squares, filled down the columns, and a line for each count."""
    step, side = form.plot / SIDE, 0.9
    # The squares of an option are one mark, because a hundred separate ones are slow to move. Their
    # numbers, from 100 to 199, are turned into a path; at this size its unit is one square.
    squares = (
        alt.Chart()
        .transform_window(until="sum(squares)")
        .transform_filter("datum.squares > 0")
        .transform_calculate(
            numbers="join(sequence(100 + datum.until - datum.squares, 100 + datum.until), ' ')",
        )
        .transform_calculate(
            path="replace(datum.numbers, regexp('1(.)(.) ?', 'g'),"
            f" 'M$1,$2h{side}v{side}h-{side}z')"
        )
        .mark_point(filled=True, size=(2 * step) ** 2)
        .encode(
            color=vega.option_colour(), **vega.at(x=0, y=0),
            shape=alt.Shape("path:N", scale=None, legend=None),
            description=alt.Description("says:N"), tooltip=_TOOLTIP,
        )
    )  # fmt: skip
    left = _left(form)
    top = form.plot + BELOW if form.is_phone else 0.0
    row = (
        f"{COMPACT_ROW}"
        if form.is_phone
        else f"min({ROW}, max({LEAST_ROW}, ({form.plot} - 40) / datum.all))"
    )
    counts = (
        alt.Chart()
        .transform_filter("datum.squares > 0")
        .transform_window(place="row_number()")
        .transform_joinaggregate(all="count()")
        .transform_calculate(
            height=row,
            y_place=f"{top} + (datum.place - 0.5) * datum.height",
            name=vega.said("option_label", "datum.option"),
            number=vega.said("count_label", "datum.squares"),
        )
    )
    number = left + NUMBER_WIDTH
    notes = counts.transform_aggregate(
        foot="max(y_place)", height="max(height)", groupby=["note_lines"]
    ).transform_filter("isValid(datum.note_lines)")
    layers = [
        squares,
        vega.text(counts, "count", "number", x=number, y="datum.y_place",
                  fill=vega.name_colour(),
                  fontSize=vega.either("datum.height >= 34", "large", "medium")),
        vega.text(counts, "name", "name", x=number + 12, y="datum.y_place",
                  limit=form.width - number - 12),
        vega.text(notes, "note", "note_lines", x=left, lineBreak="\n", lineHeight=NOTE_LINE,
                  y=f"datum.foot + datum.height / 2 + {BELOW}"),
    ]  # fmt: skip
    return vega.finished(layers, form, step * SIDE, below=form.lines * NOTE_LINE, key="option_id")


_TOOLTIP = vega.tips(Option="option", Simulations="squares_label")


def _subtitle(
    criteria_set: CriteriaSet, evaluation: Evaluation, simulations: Simulations, *_: object
) -> str:
    counts = count_squares(evaluation, simulations)
    first, drawn = next(iter(counts)), ""
    name = option_label(criteria_set, first)
    if DEPENDING in lead_span_sentence(simulations, name, first, counts[first]):
        count = short_share(counts[first], simulations.lead_shares[first])
        drawn = drawn_case(simulations, name, count)
    return (
        f"Each square stands for one simulation in a hundred.{drawn} "
        f"{describe_simulations(simulations)} {not_a_chance(simulations)}"
    )


CHART: Chart[None, CriteriaSet, Evaluation, Simulations] = Chart(
    id="simulations",
    name="Simulations",
    place=220,
    width=HALF,
    read=lambda result, _: (result.criteria_set, result.evaluation, result.simulations),
    title=hundred_simulations_title,
    subtitle=_subtitle,
    words=hundred_simulations_alt,
    rows=hundred_simulations_rows,
    form=_form,
    spec=_spec,
    labels=_labels,
    applies=has_rivals,
    moves_locked=True,
)
