"""Charts as Vega-Lite specifications over named data: their measures, rows and common layers.

A specification depends on its form alone, so that moving a weight sends only rows, and anybody
can replace our rows with their own. It names no colour and no size of type: these are in the
configuration (`charts.theme.config`), in which light and dark differ.

A row has the columns of the CSV file, and some that are only for drawing: `…_label`, a number
or name ready to print; `…_lines`, a name broken into lines; `…_place`, the place of a label;
`cell`, the scores behind a mark; `says`, the mark in words for screen readers.
A drawing also works without them, in case somebody else's rows lack them.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt

from steelyard.analysis.totals import Evaluation
from steelyard.charts.drawing.text import ELLIPSIS, apart, elide, text_width, wrap
from steelyard.charts.theme import (
    LABEL,
    REGULAR,
    SEMIBOLD,
    Mode,
    colour_names,
    config,
    option_slots,
)
from steelyard.model import CriteriaSet
from steelyard.results.words.names import criterion_name, option_label
from steelyard.results.words.scores.scales import printed_score
from steelyard.results.words.text import Key, cut_apart, plain

Spec = dict[str, Any]
Row = dict[str, Any]
Rows = list[Row]
Datasets = Mapping[str, Rows]
Labels = Mapping[str, Any]
"""Column for drawing → its value in every row, or a function from a row to it."""

NARROWEST_WIDE = 560
"""Width in pixels below which a chart is drawn in its compact form."""

NAME_STEP = 15
"""Pixels from one line of a name to the next."""

ROWS = "rows"
"""The name of the rows that also make up the CSV file."""

INK_ON = "luminance({colour}) > 0.1791 ? 'black' : 'white'"
"""Black or white, whichever reads better: their contrast is equal where the luminance is 0.179."""


@dataclass(frozen=True)
class DrawingForm:
    """The pixels and counts on which a specification depends; it depends on nothing else.

    `width`: that of the whole picture. `names`, `notes`: the room for words left and right of
    the plot. `columns`: the number of columns across. `lines`: the number of lines of text, where
    a chart needs it. `row`: the height of a row.
    """

    width: float
    names: float = 0.0
    notes: float = 0.0
    columns: int = 0
    lines: int = 1
    row: int = 0

    @property
    def is_phone(self) -> bool:
        """Whether the chart is drawn in its compact form."""
        return self.width < NARROWEST_WIDE

    @property
    def plot(self) -> float:
        """The width between the words on both sides."""
        return self.width - self.names - self.notes


def room_for(
    texts: Sequence[str], most: float, size: float = LABEL, weight: int = SEMIBOLD
) -> float:
    """Return the pixels that the longest text takes, in steps of ten, at most `most`.

    In steps, so that small changes of a text leave a specification as it is.
    """
    longest = max((text_width(text, size, weight) for text in texts), default=0.0)
    return min(10.0 * -(-longest // 10), most)


def cut_names(
    names: Mapping[Key, str], room: float, size: float, *, most: int = 1,
    strong: Container[Key] = (),
) -> dict[Key, str]:  # fmt: skip
    """Return names cut to at most `most` lines of a width, with different names kept different.

    Lines are joined by line feeds; see `cut_apart`. `strong`: the keys of semibold names.
    """

    def cut(key: Key, text: str, share: float, end: str) -> str:
        weight = SEMIBOLD if key in strong else REGULAR
        if share < 1:
            return elide(text, share * most * room, size, weight)
        # A shortened name may be broken at its ellipsis.
        broken_name = text if most == 1 or text == names[key] else text.replace(ELLIPSIS, "… ")
        lines = wrap(broken_name, room, size, weight, most=most)
        if end:
            lines[-1] = elide(lines[-1], room - text_width(end, size, weight), size, weight) + end
        return "\n".join(apart(lines))

    return cut_apart(names, cut)


def cut_option_names(
    criteria_set: CriteriaSet, options: Iterable[str], room: float, size: float = LABEL, *,
    most: int = 1, strong: Container[str] = (),
) -> dict[str, str]:  # fmt: skip
    """Return option → its label cut to at most `most` lines of a width; see `cut_names`."""
    labels = {option: option_label(criteria_set, option) for option in options}
    return cut_names(labels, room, size, most=most, strong=strong)


def criterion_names(
    criteria_set: CriteriaSet, criteria: Iterable[str], room: float, size: float = LABEL
) -> dict[str, str]:
    """Return criterion → its name on one line; all short names where one is too long."""
    names = {criterion: criterion_name(criteria_set, criterion) for criterion in criteria}
    if any(text_width(name, size) > room for name in names.values()):
        names = {criterion: plain(criteria_set.criteria[criterion].label) for criterion in names}
    return cut_names(names, room, size)


def with_labels(rows: Rows, labels: Labels) -> Rows:
    """Return rows with added columns, each a function of a row with the columns before it.

    A label that is not a function has the same value in all rows.
    """
    labelled = [dict(row) for row in rows]
    for name, column in labels.items():
        for row in labelled:
            row[name] = column(row) if callable(column) else column
    return labelled


def option_columns(criteria_set: CriteriaSet, option: str) -> Row:
    """Return the columns that say which option a row is about, and the name of its colour."""
    name = criteria_set.options[option].name
    return {"option_id": option, "option": name, "colour": option_slots(criteria_set)[option]}


def total_columns(criteria_set: CriteriaSet, evaluation: Evaluation, option: str) -> Row:
    """Return the columns on an option and its total, 0 to 100, with rank and range."""
    return {
        "rank": evaluation.ranks[option],
        **option_columns(criteria_set, option),
        "total": evaluation.totals[option],
        "total_low": evaluation.ranges[option][0],
        "total_high": evaluation.ranges[option][1],
    }


def cell_columns(
    criteria_set: CriteriaSet, evaluation: Evaluation, option: str, criterion: str
) -> Row:
    """Return the columns on the value of an option on a criterion, 0 to 100, and its weight."""
    return {
        "criterion_id": criterion,
        "criterion": criteria_set.criteria[criterion].name,
        "weight": evaluation.weights[criterion],
        "value": evaluation.values[option][criterion],
        "value_low": evaluation.lows[option][criterion],
        "value_high": evaluation.highs[option][criterion],
        "contribution": evaluation.contributions[option][criterion],
        "is_unknown": (option, criterion) in evaluation.unknown,
    }


def told_score(criteria_set: CriteriaSet, evaluation: Evaluation, row: Row) -> str:
    """Return the score of a row's cell as it is printed."""
    cell = row["option_id"], row["criterion_id"]
    return "not known" if row["is_unknown"] else printed_score(evaluation, criteria_set, cell)


def option_colour(field: str = "colour") -> alt.Color:
    """Return the fill of an option by the name of its colour in a row."""
    return alt.Color(f"{field}:N", scale=alt.Scale(domain=colour_names()), legend=None)


def name_colour(field: str = "colour") -> alt.Fill:
    """Return the colour of an option for text, which reads on the background."""
    scale = alt.Scale(domain=colour_names(), range="ordinal")
    return alt.Fill(f"{field}:N", scale=scale, legend=None)


def ramp(range_: str, field: str, most: float = 100) -> alt.Color:
    """Return the colour of a number of 0 to `most` on a ramp of the configuration."""
    domain = [step / 4 * most for step in range(5)]
    scale = alt.Scale(domain=domain, range=range_, interpolate="rgb", clamp=True)
    return alt.Color(f"{field}:Q", scale=scale, legend=None)


def said(column: str, otherwise: str) -> str:
    """Return the expression for a column ready to print, or for `otherwise` where rows lack it."""
    return f"isValid(datum.{column}) ? datum.{column} : {otherwise}"


VALUES: Any = {"x": alt.XValue, "x2": alt.X2Value, "y": alt.YValue, "y2": alt.Y2Value}
"""Channel → the class of its values. If a chart gives a bare value or the shorthand of a field
instead of such an object, Altair searches the whole schema for the class, 2 ms each time,
which was half of the drawing time."""


def at(**places: str | float) -> dict[str, Any]:
    """Return channels x, x2, y, y2 as places in pixels; a string is an expression on every row."""
    return {
        channel: VALUES[channel](alt.ExprRef(expr=place) if isinstance(place, str) else place)
        for channel, place in places.items()
    }


def text(
    rows: alt.Chart, style: str | list[str], field: Any, *, x: Any, y: Any,
    fill: alt.Fill | None = None, on: str = "", **look: Any,
) -> Any:  # fmt: skip
    """Return a text mark: `field` is a column or channel; places: channels, pixels, expressions.

    `fill`: its colour, else that of the style. `on`: the expression of the colour behind it; the
    text is then black or white, whichever reads better.
    """
    if on:
        look["fill"] = alt.ExprRef(expr=INK_ON.format(colour=on))
    places = {"x": x, "y": y}
    bare = {name: place for name, place in places.items() if isinstance(place, str | float | int)}
    said = alt.Text(f"{field}:N") if isinstance(field, str) else field
    own = {} if fill is None else {"fill": fill}
    return rows.mark_text(style=style, aria=False, **look).encode(
        **places | at(**bare), text=said, **own
    )


def first(rows: alt.Chart, *columns: str) -> Any:
    """Return the first row for each combination of column values; without columns, the first."""
    numbered = rows.transform_window(turn="row_number()", groupby=list(columns))
    return numbered.transform_filter("datum.turn == 1")


OPTION_FILL = "scale('color', datum.colour)"
"""The expression for the fill of a row's option."""


def bands(field: str) -> alt.Y:
    """Return the lines of a table, in the order of the rows, one for each value of a field."""
    return alt.Y(f"{field}:N", sort=None, axis=None, scale=alt.Scale(padding=0))


def tips(**columns: str) -> list[alt.Tooltip]:
    """Return the lines of a tooltip: name → column of the rows."""
    return [alt.Tooltip(f"{column}:N", title=name) for name, column in columns.items()]


def either(test: str, yes: str, no: str = "regular") -> alt.ExprRef:
    """Return a look chosen by a test of each row, from the configuration's weights and inks."""
    return alt.ExprRef(expr=f"{test} ? {yes} : {no}")


def lines(
    rows: alt.Chart, style: str | list[str], field: str, *, dy: float = 0.0,
    step: float = NAME_STEP, **more: Any,
) -> Any:  # fmt: skip
    """Return names whose lines, separated by line feeds, are centred on their place."""
    down = f"{dy} - (length(split(datum.{field}, '\\n')) - 1) * {step / 2}"
    look: Any = {"lineBreak": "\n", "lineHeight": step, "dy": alt.ExprRef(expr=down), "aria": False}
    return rows.mark_text(style=style, **look, **more).encode(text=alt.Text(f"{field}:N"))


def names(
    rows: alt.Chart, form: DrawingForm, y: alt.Y, field: str, strong: str, *, style: str = "name",
    dy: float = 0.0, left: float = 0.0,
) -> Any:  # fmt: skip
    """Return the names of rows, semibold where `strong` is true.

    They begin at the left end of the picture, or `left` pixels from it.
    """
    return lines(rows, style, field, dy=dy, fontWeight=either(strong, "semibold")).encode(
        y=y, **at(x=left - form.names)
    )


def line_above(rows: alt.Chart, form: DrawingForm, row: float, style: str, **look: Any) -> Any:
    """Return a line above each row, `row` pixels high, from end to end of the picture.

    Rows have a column `place`, 1 for the first.
    """
    mark = rows.mark_rule(style=style, aria=False, **look)
    return mark.encode(**across(form), **at(y=f"(datum.place - 1) * {row}"))


def shaded(colour: str, opacity: str) -> str:
    """Return the expression for a colour as it looks on the background at an opacity."""
    mixed = (
        f"({opacity}) * rgb({colour}).{part} + (1 - ({opacity})) * rgb(paper).{part}"
        for part in "rgb"
    )
    return f"rgb({', '.join(mixed)})"


def sliver(field: str = "colour") -> dict[str, Any]:
    """Return the look of bars that stay visible however short, in the colour of their rows."""
    return {"stroke": alt.ExprRef(expr=f"scale('color', datum.{field})"), "strokeWidth": 1}


def across(form: DrawingForm) -> dict[str, Any]:
    """Return the channels of a mark from the left end of the picture to its right end."""
    return at(x=-form.names, x2=form.plot + form.notes)


def unseen(
    rows: alt.Chart, tooltip: Sequence[alt.Tooltip], *, says: str = "says", **place: Any
) -> Any:
    """Return invisible marks with a tooltip; `says`: the column that screen readers read."""
    mark = rows.mark_rect(style="unseen")
    return mark.encode(**place, description=alt.Description(f"{says}:N"), tooltip=list(tooltip))


def hover(
    form: DrawingForm, y: Any, tooltip: Sequence[alt.Tooltip], *, whole: bool = True,
    rows: alt.Chart | None = None,
) -> Any:  # fmt: skip
    """Return invisible marks for pointer and screen readers, each with the cell that a click opens.

    With `whole`, from the left end of the picture to its right end.
    """
    ends = across(form) if whole else {}
    return unseen(rows or alt.Chart(), tooltip, y=y, **ends, detail=alt.Detail("cell:N"))


def finished(
    layers: Sequence[Any], form: DrawingForm, height: Any, *, below: float = 0.0,
    rows: alt.Chart | None = None, key: str = "",
) -> Spec:  # fmt: skip
    """Return the specification of layers over the rows, without configuration and rows.

    `height`: pixels of the plot, or `alt.Step` for those of a line. `below`: the pixels that an
    axis takes under the plot. `rows`: the transforms of the rows shared by all layers. `key`: the
    column that identifies a mark while rows change, so that the browser only moves it and the
    keyboard focus is not lost.
    """
    chart = alt.layer(*layers).properties(height=height)
    if rows is not None:
        chart.transform = rows.transform
    whole = chart.properties(
        data=alt.NamedData(name=ROWS), autosize=alt.AutoSizeParams(type="pad", contains="padding"),
        padding=0, width=form.plot,
    )  # fmt: skip
    # Tests check every chart against Vega-Lite's schema; here that would take half of the time.
    spec = dict(whole.to_dict(validate=False))
    spec.pop("config", None)
    for layer in spec["layer"] if key else ():
        if not any("aggregate" in step for step in layer.get("transform", ())):
            layer["encoding"]["key"] = {"field": key, "type": "nominal"}
    margins = {"left": form.names, "right": form.notes, "below": below}
    params = [{"name": name, "value": value} for name, value in margins.items()]
    return {**spec, "params": [*spec.get("params", ()), *params]}


@lru_cache(maxsize=256)
def dressed(
    spec: Callable[[DrawingForm], Spec], form: DrawingForm, mode: Mode, own: tuple[str, ...] = ()
) -> Spec:  # fmt: skip
    """Return a specification styled for a mode and a file's own colours, without rows.

    It contains only the styles that it names. Cached: callers must not change the result.
    """
    whole: Spec = _renamed(spec(form), colour_names(own)) if own else spec(form)
    looks, named = config(mode, own), set(_texts(whole))
    styles = {name: style for name, style in looks["style"].items() if name in named}
    return {**whole, "config": {**looks, "style": styles}}


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict | list):
        for piece in part.values() if isinstance(part, dict) else part:
            yield from _texts(piece)


def _renamed(part: Any, names: list[str]) -> Any:
    """Return a part of a specification with the file's own colours added for options."""
    if part == colour_names():
        return names
    if isinstance(part, dict):
        return {key: _renamed(value, names) for key, value in part.items()}
    return [_renamed(value, names) for value in part] if isinstance(part, list) else part
