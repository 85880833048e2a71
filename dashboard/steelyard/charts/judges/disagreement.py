"""Where judges disagree: for each cell a dot for every judge, those that can decide first.

Dots are likely values, 0 to 100, without names, on a line from the lowest to the highest, with a
bar at the mean. Next to it is a note on what the spread could do to the group's leader.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import altair as alt

from steelyard.charts.chart import Chart
from steelyard.charts.drawing import vega
from steelyard.charts.drawing.text import wrap
from steelyard.charts.drawing.vega import DrawingForm, Labels, Rows, Spec
from steelyard.charts.judges.closed_group import (
    GroupChoice,
    along_hundred,
    beside,
    dodge,
    has_group,
    read_group,
)
from steelyard.charts.theme import AXIS, VALUE
from steelyard.results.judges.group_result import GroupResult
from steelyard.results.words.judges import spread_words
from steelyard.results.words.judging.group_charts import (
    disagreement_subtitle,
    disagreement_title,
    disagreement_words_of_chart,
)
from steelyard.results.words.names import option_labels
from steelyard.results.words.numbers import one_decimal

if TYPE_CHECKING:
    from steelyard.analysis.judges.deciding import CellSpread

ROW, PHONE_ROW, DOT = 42, 78, 9.0
FEWEST_LINES, MOST_LINES, MOST_ON_A_PHONE = 12, 16, 10
SPREAD, BEFORE = 52.0, 14.0
DISAGREEMENT_WIDTH = 700


def disagreement_rows(found: GroupResult) -> Rows:
    """Return a row for every answer on every cell, cells by whether they decide, unrounded.

    Columns: `option_id`, `option`, `criterion_id`, `criterion`, `place` (that of the cell, from
    1), `answer` (from 1, the lowest first; the judge is not revealed), `value` (0 to 100; empty
    where nobody judged the cell or answers are not shown), `mean`, `lowest`, `highest`, `spread`,
    `decides`, `jointly`, `margin` (points by which the leader stays ahead at the worse end),
    `then_ids`, `then` (who leads there), `colour`.
    """
    made = found.criteria_set
    rows: Rows = []
    for place, spread in enumerate(found.spreads, 1):
        values = sorted(spread.values.values()) if found.shows_answers else []
        option, criterion = spread.cell
        cell = {
            **vega.option_columns(made, option),
            "criterion_id": criterion,
            "criterion": made.criteria[criterion].name,
            "place": place,
        }
        about = {
            "mean": spread.mean,
            "lowest": values[0] if values else None,
            "highest": values[-1] if values else None,
            "spread": spread.spread,
            "decides": spread.decides,
            "jointly": spread.jointly,
            "margin": spread.margin,
            "then_ids": ", ".join(spread.then),
            "then": option_labels(made, spread.then),
        }
        dots: list[float | None] = [*values] or [None]
        rows += [{**cell, "answer": k, "value": v, **about} for k, v in enumerate(dots, 1)]
    return rows


def _form(found: GroupResult, width: float) -> DrawingForm:
    if width < vega.NARROWEST_WIDE:
        most = min(max(len(found.deciding), FEWEST_LINES), MOST_ON_A_PHONE)
        return DrawingForm(width, lines=min(len(found.spreads), most), row=PHONE_ROW)
    most = min(max(len(found.deciding), FEWEST_LINES), MOST_LINES)
    names, notes = 0.24 * width, SPREAD + BEFORE + 0.28 * width
    return DrawingForm(width, names, notes, lines=min(len(found.spreads), most), row=ROW)


def _labels(found: GroupResult, form: DrawingForm) -> Labels:
    made = found.criteria_set
    shown = {spread.cell: spread for spread in found.spreads[: form.lines]}
    # On a phone option and criterion share one line.
    name_room = 0.5 * form.width - 8 if form.is_phone else form.names - 10
    options = vega.cut_option_names(
        made, dict.fromkeys(o for o, _ in shown), name_room, VALUE, strong=[o for o, _ in shown]
    )
    criteria = vega.criterion_names(made, dict.fromkeys(c for _, c in shown), name_room, AXIS)
    room = form.width if form.is_phone else form.notes - SPREAD - BEFORE
    what = {
        cell: "\n".join(wrap(_what(found, spread), room, AXIS, most=2))
        for cell, spread in shown.items()
    }
    up = {cell: _dodged(spread, form) for cell, spread in shown.items()}
    first_below = next((p for p, s in enumerate(found.spreads, 1) if not s.decides), 0)

    def cell_of(row: dict[str, Any]) -> tuple[str, str]:
        return row["option_id"], row["criterion_id"]

    def up_of(row: dict[str, Any]) -> float:
        places = up.get(cell_of(row), [])
        return places[row["answer"] - 1] if row["answer"] <= len(places) else 0.0

    return {
        "option_label": lambda row: options.get(row["option_id"]),
        "criterion_label": lambda row: criteria.get(row["criterion_id"]),
        "spread_label": lambda row: one_decimal(row["spread"]),
        "what_lines": lambda row: what.get(cell_of(row)),
        "up_place": up_of,
        "is_below": lambda row: row["place"] == first_below > 1,
        "says": lambda row: f"{row['option']}, {row['criterion']}: {row['what_lines'] or ''}",
    }


def _what(found: GroupResult, spread: CellSpread) -> str:
    return spread_words(found.criteria_set, spread)


def _dodged(spread: CellSpread, form: DrawingForm) -> list[float]:
    room = 30.0 if form.is_phone else form.row - DOT - 4
    return dodge(sorted(spread.values.values()), form.plot, DOT, room)


@cache
def _spec(form: DrawingForm) -> Spec:
    """Return a line of dots for each cell, with names left and its effect right (phone: below)."""
    is_phone, row = form.is_phone, form.row
    x = along_hundred([0, 25, 50, 75, 100])
    shared = (
        alt.Chart()
        .transform_filter(f"datum.place <= {form.lines}")
        .transform_calculate(
            y_place=f"(datum.place - 0.5) * {row} {'+ 4' if is_phone else ''}",
            up="isValid(datum.up_place) ? datum.up_place : 0",
            name=vega.said("option_label", "datum.option"),
            about=vega.said("criterion_label", "datum.criterion"),
            wide=vega.said("spread_label", "format(datum.spread, '.1f')"),
            what=vega.said("what_lines", "datum.then"),
        )
    )
    rows = alt.Chart()
    cells = vega.first(rows, "place")
    left = -form.names
    strong = vega.either("datum.decides", "semibold")
    ink = vega.either("datum.decides", "ink", "quiet")
    tick = vega.at(y="datum.y_place - 13", y2="datum.y_place + 13")
    layers: list[Any] = [
        cells.transform_filter("isValid(datum.lowest)")
        .mark_rule(style="range", aria=False)
        .encode(x=x("lowest"), x2=alt.X2("highest:Q"), **vega.at(y="datum.y_place")),
        rows.transform_filter("isValid(datum.value)")
        .mark_point(style="dot", shape="circle", filled=True, size=DOT**2, aria=False)
        .encode(x=x("value"), color=vega.option_colour(), **vega.at(y="datum.y_place - datum.up")),
        cells.transform_filter("isValid(datum.lowest)")
        .mark_rule(style="now", strokeWidth=2, aria=False)
        .encode(x=x("mean"), **tick),
        vega.line_above(cells.transform_filter("datum.is_below"), form, row, "ink",
                        strokeWidth=1.5),
        vega.line_above(cells.transform_filter("!datum.is_below && datum.place > 1"), form, row,
                        "faint-line"),
    ]  # fmt: skip
    if is_phone:
        layers += [
            vega.text(cells, "dense-name", "name", x=0, y="datum.y_place - 26", fontWeight=strong),
            vega.text(cells, ["note", "to-right"], "about", x=form.plot, y="datum.y_place - 26"),
            vega.text(cells, "note", "what", x=0, y="datum.y_place + 24", color=ink,
                      lineBreak="\n", lineHeight=13),
        ]  # fmt: skip
    else:
        down = "datum.y_place - 7 * (length(split(datum.what, '\\n')) - 1)"
        layers += [
            vega.text(cells, "dense-name", "name", x=left, y="datum.y_place - 8",
                      fontWeight=strong),
            vega.text(cells, "note", "about", x=left, y="datum.y_place + 9"),
            vega.text(cells, ["amount", "to-right"], "wide", x=form.plot + SPREAD,
                      y="datum.y_place"),
            vega.text(cells, "note", "what", x=form.plot + SPREAD + BEFORE, y=down, color=ink,
                      lineBreak="\n", lineHeight=14),
            *(
                vega.text(vega.first(rows), ["note", *side], alt.TextValue(word), x=place, y=-9)
                for word, side, place in (
                    ("Cell, most decisive first", (), left),
                    ("Spread", ("to-right",), form.plot + SPREAD),
                    ("Can it change the leader?", (), form.plot + SPREAD + BEFORE),
                )
            ),
        ]  # fmt: skip
    line = vega.at(y=f"(datum.place - 1) * {row}", y2=f"datum.place * {row}")
    layers.append(vega.unseen(cells, _TOOLTIP, **vega.across(form), **line))
    return vega.finished(layers, form, form.lines * row, rows=shared)


_TOOLTIP = vega.tips(Option="option", Criterion="criterion", Spread="wide", Leader="what")

CHART: Chart[GroupChoice, GroupResult] = Chart(
    id="disagreement",
    name="Disagreement",
    place=510,
    width=DISAGREEMENT_WIDTH,
    read=read_group,
    title=disagreement_title,
    subtitle=disagreement_subtitle,
    words=disagreement_words_of_chart,
    rows=disagreement_rows,
    form=_form,
    spec=_spec,
    labels=_labels,
    applies=has_group,
    opening=beside,
)
