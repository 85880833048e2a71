"""A grid of coloured cells, options down and cases across.

Where it is too narrow for its columns each option is a line with a bar instead.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd

from steelyard.charts.drawing import vega
from steelyard.charts.drawing.heads import Head, HeadRow, head_layers, head_rows, place_heads
from steelyard.charts.drawing.text import text_width
from steelyard.charts.drawing.vega import DrawingForm, Rows, Spec
from steelyard.charts.theme import BOLD, LABEL, VALUE
from steelyard.model import CriteriaSet
from steelyard.results.words.text import plain

ROW, GAP, NARROW_ROW, BAR = 32, 3.0, 54, 9
END_WIDTH, NARROWEST_CELL, WIDEST_CELL = 62.0, 27.0, 150.0


def letter_of(index: int) -> str:
    """Return A, B … Z, then AA, AB ….

    >>> letter_of(0), letter_of(25), letter_of(26)
    ('A', 'Z', 'AA')
    """
    letters = chr(ord("A") + index % 26)
    return letters if index < 26 else letter_of(index // 26 - 1) + letters


def grid_form(width: float, labels: Sequence[str], columns: int) -> DrawingForm:
    """Return the measures of a grid; without columns where these would be slivers."""
    start = vega.room_for(labels, 0.24 * width) + 14
    cell = (width - END_WIDTH - 8 - start) / columns
    if width < vega.NARROWEST_WIDE or cell < NARROWEST_CELL:
        return DrawingForm(width)
    notes = width - start - min(cell, WIDEST_CELL) * columns
    return DrawingForm(width, names=start, notes=notes, columns=columns)


def grid_heads(form: DrawingForm, columns: Sequence[str], end: tuple[str, str]) -> Rows:
    """Return the places of the columns' names, each with a letter to refer to it."""
    return head_rows(_heads(form, columns, end), form.names) if form.columns else []


def _heads(form: DrawingForm, columns: Sequence[str], end: tuple[str, str]) -> HeadRow:
    cell = form.plot / form.columns
    heads = [
        Head(x, x + cell - GAP, cell - GAP - 3, letter_of(index), name, name)
        for index, name in enumerate(columns)
        for x in [form.names + index * cell + GAP / 2]
    ]
    right = form.names + form.plot + 8 + END_WIDTH
    return place_heads([*heads, Head(right - END_WIDTH, right, END_WIDTH, *end, end[1], True)])


def option_line(name: str, end: str, form: DrawingForm) -> str:
    """Return an option's name on one line: before the cells, or above its bar beside the end."""
    room = form.names - 14 if form.columns else form.width - text_width(end, VALUE + 2, BOLD) - 12
    return vega.broken(name, room, LABEL, most=1)


def grid_rows(
    criteria_set: CriteriaSet, frame: pd.DataFrame, form: DrawingForm, column: str, *,
    label: Callable[[vega.Row], str], ends: Mapping[str, str], notes: Mapping[str, str],
    first: Container[str], **more: Any,
) -> Rows:  # fmt: skip
    """Return the rows of a grid with what is written and said of each cell, or of each bar.

    `ends`, `notes`: by option. `first`: whose names are strong. `column`: what is across.
    """
    return vega.as_rows(
        frame,
        option_lines=lambda row: option_line(
            plain(criteria_set.options[row["option_id"]].label), ends[row["option_id"]], form
        ),
        cell_label=label,
        end_label=lambda row: ends[row["option_id"]],
        note_label=lambda row: notes[row["option_id"]],
        is_first=lambda row: row["option_id"] in first,
        says=lambda row: (
            f"{row['option']}, {row[column]}: {row['cell_label']}"
            if form.columns
            else f"{row['option']}, {row['note_label']}: {row['end_label']}"
        ),
        **more,
    )


def grid_spec(
    form: DrawingForm,
    column: str,
    colour: alt.Color,
    field: str,
    tooltip: Sequence[alt.Tooltip],
    label: str = "cell_label",
) -> Spec:
    """Return the grid: cells with their text, names before them and a number behind them.

    `column`: the field across. `field`: the one that gives the `colour`. Rows have
    `option_lines`, `end_label`, `is_first` (its name is strong) and `is_best` (outlined).
    """
    cell = form.plot / form.columns
    x = alt.X(f"{column}:N", sort=None, axis=None, scale=alt.Scale(padding=0))
    y = vega.bands("option_id")
    rows = alt.Chart()
    size: Any = {"width": cell - GAP, "height": ROW - GAP}
    value = "grid-value" if cell >= 38 else "dense-grid-value"
    ends = one_each(rows)
    layers = [
        rows.mark_rect(**size, cornerRadius=2, aria=False).encode(x=x, y=y, color=colour),
        rows.transform_filter("datum.is_best")
        .mark_rect(**size, style="best", cornerRadius=2, aria=False).encode(x=x, y=y),
        vega.on_fill(rows, value, field, fontWeight=vega.either("datum.is_best", "bold"))
        .encode(x=x, y=y, text=f"{label}:N"),
        vega.names(ends, form, y, "option_lines", "datum.is_first"),
        ends.mark_text(style="end", aria=False)
        .encode(x=alt.value(form.plot + 8 + END_WIDTH), y=y, text="end_label:N"),
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

    All three are shares of the width in the rows of `bars`, one for each option. Without a
    `colour`, the bars have the `style`.
    """
    y = vega.bands("option_id")
    scale = alt.Scale(domain=[0, 1], nice=False)
    low, mark = (alt.X(f"{end}:Q", axis=None, scale=scale) for end in ("low", "mark"))
    own: Any = {"color": colour} if colour is not None else {}
    down: Any = {"yOffset": 0.5, "height": BAR, "aria": False}
    layers = [
        bars.mark_bar(style="track", **down).encode(x=alt.value(0), x2=alt.value(form.width), y=y),
        bars.mark_bar(style=style or "bar", cornerRadius=2, **down)
        .encode(x=low, x2="high:Q", y=y, **own),
        *(
            bars.mark_tick(style=look, thickness=thick, orient="vertical", size=BAR + 6,
                           yOffset=0.5, aria=False).encode(x=mark, y=y)
            for look, thick in ((("now-edge", 5), ("now", 3)) if has_mark else ())
        ),
        vega.names(bars, form, y, "option_lines", "datum.is_first", dy=-15),
        bars.mark_text(style="end", dy=-15, aria=False)
        .encode(x=alt.value(form.width), y=y, text="end_label:N"),
        bars.mark_text(style="note", dy=15, aria=False, limit=form.width)
        .encode(x=alt.value(0), y=y, text="note_label:N"),
        bars.transform_window(place="row_number()").transform_filter("datum.place == 1")
        .mark_text(style=["faint", "to-right"], aria=False)
        .encode(x=alt.value(form.width), y=alt.value(-11), text=alt.value(head)),
        bars.mark_rect(style="unseen")
        .encode(x=alt.value(0), x2=alt.value(form.width), y=y, tooltip=list(tooltip),
                description="says:N"),
    ]  # fmt: skip
    return vega.finished(layers, form, alt.Step(NARROW_ROW))


def one_each(rows: alt.Chart) -> alt.Chart:
    """Return the first row of every option."""
    numbered = rows.transform_window(of_option="row_number()", groupby=["option_id"])
    return numbered.transform_filter("datum.of_option == 1")
