"""A grid of coloured cells, options down and cases across.

Where it is too narrow for columns, each option is a line with a bar instead.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from typing import Any

import altair as alt

from steelyard.charts.drawing import vega
from steelyard.charts.drawing.heads import HEADS, Head, head_layers, head_rows, place_heads
from steelyard.charts.drawing.text import text_width
from steelyard.charts.drawing.vega import Datasets, DrawingForm, Labels, Spec
from steelyard.charts.theme import BOLD, VALUE
from steelyard.model import CriteriaSet

ROW, GAP, NARROW_ROW, BAR = 32, 3.0, 54, 9
END_WIDTH, NARROWEST_CELL, WIDEST_CELL = 62.0, 27.0, 150.0


def grid_form(width: float, labels: Sequence[str], columns: int) -> DrawingForm:
    """Return the measures of a grid; without columns where these would be too narrow."""
    start = vega.room_for(labels, 0.24 * width) + 14
    cell = (width - END_WIDTH - 8 - start) / columns
    if width < vega.NARROWEST_WIDE or cell < NARROWEST_CELL:
        return DrawingForm(width)
    notes = width - start - min(cell, WIDEST_CELL) * columns
    return DrawingForm(width, names=start, notes=notes, columns=columns)


def grid_heads(form: DrawingForm, columns: Sequence[str], end: tuple[str, str]) -> Datasets:
    """Return the places of the column names, and of the name and unit of the end column."""
    if not form.columns:
        return {HEADS: []}
    cell = form.plot / form.columns
    heads = [
        Head(x, x + cell - GAP, cell - GAP - 3, name, name)
        for index, name in enumerate(columns)
        for x in [form.names + index * cell + GAP / 2]
    ]
    right = form.names + form.plot + 8 + END_WIDTH
    last = Head(right - END_WIDTH, right, END_WIDTH, end[0], *end, is_from_right=True)
    return {HEADS: head_rows(place_heads([*heads, last]), form.names)}


def grid_labels(
    criteria_set: CriteriaSet, form: DrawingForm, column: str, *,
    label: Callable[[vega.Row], str], ends: Mapping[str, str], notes: Mapping[str, str],
    first: Container[str], **more: Any,
) -> Labels:  # fmt: skip
    """Return the columns with the texts and spoken texts of a grid's cells, or of its bars.

    `ends`, `notes`: by option. `first`: options with semibold names. `column`: the field across.
    """
    # Names go before the cells, or above their bars next to the ends.
    beside = max(text_width(end, VALUE + 2, BOLD) for end in ends.values()) + 12
    room = form.names - 14 if form.columns else form.width - beside
    names = vega.cut_option_names(criteria_set, ends, room)
    return {
        "option_lines": lambda row: names[row["option_id"]],
        "cell_label": label,
        "end_label": lambda row: ends[row["option_id"]],
        "note_label": lambda row: notes[row["option_id"]],
        "is_first": lambda row: row["option_id"] in first,
        "says": lambda row: (
            f"{row['option']}, {row[column]}: {row['cell_label']}"
            if form.columns
            else f"{row['option']}, {row['note_label']}: {row['end_label']}"
        ),
        **more,
    }


def grid_spec(
    form: DrawingForm,
    column: str,
    colour: alt.Color,
    field: str,
    tooltip: Sequence[alt.Tooltip],
    label: str = "cell_label",
) -> Spec:
    """Return the grid: cells with their text, names before them and a number after them.

    `column`: the field across. `field`: the one that gives the `colour`. Rows have
    `option_lines`, `end_label`, `is_first` (its name is semibold) and `is_best` (outlined).
    """
    cell = form.plot / form.columns
    x = alt.X(f"{column}:N", sort=None, axis=None, scale=alt.Scale(padding=0))
    y = vega.bands("option_id")
    rows = alt.Chart()
    size: Any = {"width": cell - GAP, "height": ROW - GAP}
    value = "grid-value" if cell >= 38 else "dense-grid-value"
    ends = vega.first(rows, "option_id")
    layers = [
        rows.mark_rect(**size, cornerRadius=2, aria=False).encode(x=x, y=y, color=colour),
        rows.transform_filter("datum.is_best")
        .mark_rect(**size, style="best", cornerRadius=2, aria=False).encode(x=x, y=y),
        vega.text(rows, value, label, x=x, y=y, on=f"scale('color', datum.{field})",
                  fontWeight=vega.either("datum.is_best", "bold")),
        vega.names(ends, form, y, "option_lines", "datum.is_first"),
        vega.text(ends, "end", "end_label", x=form.plot + 8 + END_WIDTH, y=y),
        *head_layers(),
        vega.hover(form, y, tooltip, whole=False).encode(x=x),
    ]  # fmt: skip
    return vega.finished(layers, form, alt.Step(ROW))


def bars_spec(
    form: DrawingForm,
    bars: alt.Chart,
    colour: alt.Color | None,
    head: str,
    tooltip: Sequence[alt.Tooltip],
    *,
    style: str = "",
    has_mark: bool = False,
) -> Spec:
    """Return a line with a bar for each option: from `low` to `high`, a tick at `mark`.

    All three are shares of the width, in the rows of `bars`, one row per option. Without a
    `colour`, the bars have the `style`.
    """
    y = vega.bands("option_id")
    scale = alt.Scale(domain=[0, 1], nice=False)
    low, mark = (alt.X(f"{end}:Q", axis=None, scale=scale) for end in ("low", "mark"))
    own: Any = {"color": colour} if colour is not None else {}
    down: Any = {"yOffset": 0.5, "height": BAR, "aria": False}
    layers = [
        bars.mark_bar(style="track", **down).encode(y=y, **vega.at(x=0, x2=form.width)),
        bars.mark_bar(style=style or "bar", cornerRadius=2, **down)
        .encode(x=low, x2=alt.X2("high:Q"), y=y, **own),
        *(
            bars.mark_tick(style=look, thickness=thick, orient="vertical", size=BAR + 6,
                           yOffset=0.5, aria=False).encode(x=mark, y=y)
            for look, thick in ((("now-edge", 5), ("now", 3)) if has_mark else ())
        ),
        vega.names(bars, form, y, "option_lines", "datum.is_first", dy=-15),
        vega.text(bars, "end", "end_label", x=form.width, y=y, dy=-15),
        vega.text(bars, "note", "note_label", x=0, y=y, dy=15, limit=form.width),
        vega.text(vega.first(bars), ["faint", "to-right"], alt.TextValue(head),
                  x=form.width, y=-11),
        vega.unseen(bars, tooltip, y=y, **vega.at(x=0, x2=form.width)),
    ]  # fmt: skip
    return vega.finished(layers, form, alt.Step(NARROW_ROW))
