"""The canvas that the scorecard is drawn on: shapes and texts placed in pixels, as Vega-Lite.

The scorecard is a table with bars, whose columns are as wide as their weights: no scale places
them, so it is laid out by hand, and it alone. Headings of all charts are added here as well.

All text goes into the data, never into a field name or an expression, so that no name in a
criteria file can do more than be shown. Nothing here depends on options or criteria.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import altair as alt

from steelyard.charts import theme
from steelyard.charts.drawing.text import balance
from steelyard.charts.theme import Mode, Weight

NARROWEST_WIDE = 560
"""Below so many pixels a chart is drawn in its compact form."""

Align = Literal["left", "center", "right"]
Row = dict[str, str | float]
Look = dict[str, Any]
CORNER = 2
TEXT, HOVER = "text_", "hover"


@dataclass
class Canvas:
    """A drawing of `width` × `height` pixels, the origin at its upper left corner.

    Layers of shapes are drawn in the order of the calls that first named them, all text
    above them. A layer has one look, set by its first mark; its marks differ in
    place, colour and text.
    """

    width: float
    height: float
    mode: Mode
    _layers: dict[str, dict[str, Any]] = field(default_factory=dict)
    _rows: dict[str, list[Row]] = field(default_factory=dict)

    def box(
        self, layer: str, x: float, y: float, x2: float, y2: float, colour: str, opacity: float = 1
    ) -> None:
        """Add a filled rectangle from (`x`, `y`) to (`x2`, `y2`)."""
        if x2 > x and y2 > y:
            look: Look = {"type": "rect", "cornerRadius": CORNER, "aria": False}
            row: Row = {"x": x, "y": y, "x2": x2, "y2": y2, "colour": colour, "opacity": opacity}
            self._add(layer, look, row)

    def frame(self, layer: str, x: float, y: float, x2: float, y2: float, colour: str) -> None:
        """Add the dashed outline of a rectangle."""
        look: Look = {
            "type": "rect", "filled": False, "strokeDash": [3, 2], "strokeWidth": 1,
            "cornerRadius": CORNER, "aria": False,
        }  # fmt: skip
        self._add(layer, look, {"x": x, "y": y, "x2": x2, "y2": y2, "colour": colour})

    def line(
        self, layer: str, x: float, y: float, x2: float, y2: float, colour: str, thick: float = 1
    ) -> None:
        """Add a straight line; `thick`, in pixels, is that of the layer's first line."""
        look: Look = {"type": "rule", "strokeWidth": thick, "strokeCap": "butt", "aria": False}
        self._add(layer, look, {"x": x, "y": y, "x2": x2, "y2": y2, "colour": colour})

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        colour: str,
        *,
        weight: Weight = theme.REGULAR,
        align: Align = "left",
    ) -> None:
        """Add one line of text whose middle lies at height `y`."""
        look: Look = {
            "type": "text", "fontSize": size, "fontWeight": weight, "align": align,
            "baseline": "middle", "aria": False,
        }  # fmt: skip
        layer = f"{TEXT}{size:g}_{weight}_{align}".replace(".", "_")
        self._add(layer, look, {"x": x, "y": y, "text": text, "colour": colour})

    def lines(
        self, x: float, middle: float, lines: Sequence[str], step: float, size: float,
        colour: str, *, weight: Weight = theme.REGULAR,
    ) -> None:  # fmt: skip
        """Add lines of text `step` pixels apart, all together centred on the height `middle`."""
        top = middle - (len(lines) - 1) / 2 * step
        for number, line in enumerate(lines):
            self.text(x, top + number * step, line, size, colour, weight=weight)

    def hover(
        self,
        x: float,
        y: float,
        x2: float,
        y2: float,
        says: str,
        details: Mapping[str, str],
        place: str = "",
    ) -> None:
        """Add an invisible rectangle with `details` as its tooltip and `says` for screen readers.

        `place`: the cells it stands for, for a page on which it can be clicked. The keys of
        `details` become field names, so they must be our own words, never text of a file,
        and the same for every rectangle of a drawing. Raises ValueError for a key that is
        not one plain word.
        """
        if not all(key.isalpha() for key in details):
            raise ValueError("a detail has a name that is not one plain word")
        look: Look = {"type": "rect", "opacity": 0, "fill": theme.palette(self.mode).background}
        row: Row = {"x": x, "y": y, "x2": x2, "y2": y2, "says": says, **details}
        if place:
            row["place"] = place
        self._add(HOVER, look, row)

    def sheet(self) -> Sheet:
        """Return everything placed so far as a chart in the theme, without any heading."""
        return Sheet(
            {
                "$schema": alt.SCHEMA_URL,
                "autosize": {"contains": "padding", "type": "pad"},
                "config": theme.config(self.mode),
                "height": self.height,
                "layer": [self._layers[name] for name in sorted(self._layers, key=_depth)],
                "padding": 0,
                "width": self.width,
                "datasets": dict(self._rows),
            }
        )

    def _add(self, layer: str, look: Look, row: Row) -> None:
        if layer not in self._layers:
            self._layers[layer] = {
                "data": {"name": layer}, "mark": look, "encoding": self._encoding(row),
            }  # fmt: skip
            self._rows[layer] = []
        pixels = {
            key: round(cell, 2) if isinstance(cell, float) else cell for key, cell in row.items()
        }
        self._rows[layer].append(pixels)

    def _encoding(self, row: Row) -> dict[str, Any]:
        ends = {"nice": False, "zero": False}
        across = {"domain": [0, self.width], **ends}
        down = {"domain": [0, self.height], "reverse": True, **ends}
        encoding: dict[str, Any] = {
            "x": {"field": "x", "type": "quantitative", "axis": None, "scale": across},
            "y": {"field": "y", "type": "quantitative", "axis": None, "scale": down},
        }
        if "x2" in row:
            encoding |= {"x2": {"field": "x2"}, "y2": {"field": "y2"}}
        if "colour" in row:
            encoding["color"] = {"field": "colour", "type": "nominal", "scale": None}
        if "opacity" in row:
            encoding["opacity"] = {"field": "opacity", "type": "quantitative", "scale": None}
        if "text" in row:
            encoding["text"] = {"field": "text", "type": "nominal"}
        if "says" in row:
            encoding["description"] = {"field": "says", "type": "nominal"}
            shown = [key for key in row if key not in ("x", "y", "x2", "y2", "says", "place")]
            if "place" in row:
                encoding["detail"] = {"field": "place", "type": "nominal"}
            encoding["tooltip"] = [{"field": key, "type": "nominal"} for key in shown]
        return encoding


class Sheet(alt.LayerChart):
    """A finished drawing as an Altair chart with a ready-made Vega-Lite specification.

    Altair checks and copies a chart built from its own pieces at every step, which took
    longer than everything else on a page. Attributes set on a sheet have no effect.
    """

    def __init__(self, spec: dict[str, Any]) -> None:
        super().__init__()
        object.__setattr__(self, "_spec", spec)

    def to_dict(
        self,
        validate: bool = True,
        *,
        format: Literal["vega-lite", "vega"] = "vega-lite",  # noqa: A002 - Altair's name
        ignore: list[str] | None = None,
        context: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Return the specification, checked against Altair's schema unless told otherwise."""
        if format == "vega":
            whole: alt.LayerChart = alt.LayerChart.from_dict(self._spec)
            return dict(whole.to_dict(validate, format=format, ignore=ignore, context=context))
        if validate:
            alt.TopLevelLayerSpec.from_dict(self._spec, validate=True)
        return {key: part for key, part in self._spec.items() if key not in (ignore or ())}

    def copy(
        self,
        deep: bool | Any = True,  # noqa: ARG002 - Altair's; a sheet never changes
        ignore: list[str] | None = None,
    ) -> Sheet:
        """Return another sheet with the same specification."""
        return Sheet({k: part for k, part in self._spec.items() if k not in (ignore or ())})


def with_heading(sheet: Sheet, title: str, subtitle: str, words: str) -> Sheet:
    """Return a sheet with a heading, and with `words` as its description for screen readers.

    Title and subtitle are broken into lines of the sheet's width, as Vega breaks none; an
    empty title leaves both out.

    >>> headed = with_heading(Canvas(90, 10, "light").sheet(), "Hold leads", "Of 100", "In words")
    >>> headed.to_dict()["title"]["text"]
    ['Hold leads']
    """
    spec = {**as_spec(sheet), "description": words}
    rows = spec.pop("datasets")
    ordered = {key: spec[key] for key in sorted(spec)}
    if title:
        left, width = margin(spec, "left"), whole_width(spec)
        lines = balance(title, width, theme.TITLE, theme.BOLD)
        below = balance(subtitle, width, theme.SUBTITLE)
        ordered["title"] = {"text": lines, "subtitle": below, **({"dx": -left} if left else {})}
    return Sheet({**ordered, "datasets": rows})


def margin(spec: Mapping[str, Any], side: str) -> float:
    """Return the pixels that a chart keeps free beside its plot: `left`, `right` or `below`."""
    return next((float(p["value"]) for p in spec.get("params", ()) if p["name"] == side), 0.0)


def whole_width(spec: Mapping[str, Any]) -> float:
    """Return the width of a chart with the words beside its plot, in pixels."""
    return float(spec["width"]) + margin(spec, "left") + margin(spec, "right")


def as_spec(chart: alt.TopLevelMixin) -> dict[str, Any]:
    """Return a chart as a Vega-Lite specification, its rows under `datasets`.

    The same as `to_dict` without the slow check against Altair's schema.

    >>> canvas = Canvas(10, 10, "light")
    >>> canvas.text(0, 5, "Hold", 12, "#000000")
    >>> as_spec(canvas.sheet())["datasets"]["text_12_400_left"][0]["text"]
    'Hold'
    """
    return dict(chart.to_dict(validate=False))


def _depth(layer: str) -> int:
    """Return 0 for shapes, 1 for text, 2 for what reacts to the pointer."""
    return 2 if layer == HOVER else 1 if layer.startswith(TEXT) else 0
