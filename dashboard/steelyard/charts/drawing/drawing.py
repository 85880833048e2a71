"""A sheet of pixels that also takes polygons, curves, dashed lines and symbols.

For the pictures that are not tables. As on the plain sheet, every place, colour and text
is a row of data; the marks say only how a layer looks. Knows nothing of options.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from steelyard.charts import theme
from steelyard.charts.drawing.canvas import Canvas, Look, Row

Point = tuple[float, float]
Shape = Literal["circle", "diamond", "square"]


@dataclass
class Drawing(Canvas):
    """A canvas with freer shapes; all of them lie below dots and text."""

    _outlines: int = 0

    def polygon(
        self, layer: str, corners: Sequence[Point], colour: str, *, opacity: float = 1.0
    ) -> None:
        """Add a filled polygon with a thin edge in the colour of the background."""
        look: Look = {
            "type": "line", "filled": True, "interpolate": "linear-closed", "strokeWidth": 1.5,
            "stroke": theme.palette(self.mode).background, "strokeJoin": "round",
            "opacity": opacity, "aria": False,
        }  # fmt: skip
        self._outline(layer, look, corners, colour)

    def curve(self, layer: str, points: Sequence[Point], colour: str, thick: float) -> None:
        """Add a smooth line through points ordered from left to right, never overshooting."""
        look: Look = {
            "type": "line", "interpolate": "monotone", "strokeWidth": thick, "strokeCap": "round",
            "aria": False,
        }  # fmt: skip
        self._outline(layer, look, points, colour)

    def stroke(
        self, layer: str, x: float, y: float, x2: float, y2: float, colour: str, *,
        thick: float = 1.0, is_dashed: bool = False, opacity: float = 1.0,
    ) -> None:  # fmt: skip
        """Add a straight line, dashed or see-through; the layer's first line sets the look."""
        look: Look = {
            "type": "rule", "strokeWidth": thick, "opacity": opacity, "aria": False,
            **({"strokeDash": [5, 4]} if is_dashed else {}),
        }  # fmt: skip
        self._add(layer, look, {"x": x, "y": y, "x2": x2, "y2": y2, "colour": colour})

    def symbol(
        self, layer: str, x: float, y: float, colour: str, size: float, *,
        shape: Shape = "circle", edge: str = "", thick: float = 1.5,
    ) -> None:  # fmt: skip
        """Add a filled symbol `size` pixels across, with an edge where one is named."""
        look: Look = {
            "type": "point", "shape": shape, "filled": True, "size": size**2, "opacity": 1,
            "aria": False, **({"stroke": edge, "strokeWidth": thick} if edge else {}),
        }  # fmt: skip
        self._add(layer, look, {"x": x, "y": y, "colour": colour})

    def _outline(self, layer: str, look: Look, points: Sequence[Point], colour: str) -> None:
        self._outlines += 1
        for step, (x, y) in enumerate(points):
            row: Row = {"x": x, "y": y, "colour": colour, "outline": self._outlines, "step": step}
            self._add(layer, look, row)

    def _encoding(self, row: Row) -> dict[str, Any]:
        encoding = super()._encoding(row)
        if "outline" in row:
            encoding["detail"] = {"field": "outline", "type": "nominal"}
            encoding["order"] = {"field": "step", "type": "quantitative"}
        return encoding
