"""Tests of the freer shapes of a sheet."""

from __future__ import annotations

from steelyard.charts.drawing.canvas import as_spec
from steelyard.charts.drawing.drawing import Drawing


def _drawn() -> Drawing:
    sheet = Drawing(100, 50, "light")
    sheet.polygon("areas", [(0, 0), (10, 0), (10, 10)], "#ff0000")
    sheet.polygon("areas", [(20, 0), (30, 0), (30, 10)], "#ff0000")
    sheet.curve("curves", [(0, 0), (10, 10)], "#00ff00", 2)
    sheet.stroke("strokes", 0, 0, 10, 10, "#0000ff", is_dashed=True)
    sheet.symbol("symbols", 5, 5, "#000000", 10, shape="diamond", edge="#ffffff")
    return sheet


def test_the_specification_is_valid() -> None:
    """Altair's schema accepts it, and both ways to it agree."""
    chart = _drawn().chart(["A title"], [], "In words")
    assert as_spec(chart) == chart.to_dict(validate=True)


def test_shapes_of_one_colour_are_not_joined() -> None:
    """Each polygon has a number of its own, its corners are in order."""
    rows = as_spec(_drawn().chart([], [], ""))["datasets"]["areas"]
    assert [row["outline"] for row in rows] == [1, 1, 1, 2, 2, 2]
    assert [row["step"] for row in rows] == [0, 1, 2, 0, 1, 2]


def test_layers_keep_the_order_of_the_calls() -> None:
    """What is named later lies above."""
    names = [layer["data"]["name"] for layer in as_spec(_drawn().chart([], [], ""))["layer"]]
    assert names == ["areas", "curves", "strokes", "symbols"]
