"""Tests of what is sent to the browser for a chart that it draws itself."""

from __future__ import annotations

import json
from importlib.resources import files

from steelyard.charts.drawing.canvas import Canvas, as_spec
from steelyard.views.charts.sheet_component import strokes


def sheet() -> Canvas:
    """Return a sheet with one mark of every kind."""
    canvas = Canvas(90, 40, "light")
    canvas.box("bars", 0, 0, 40, 10, "#112233", 0.5)
    canvas.frame("outlines", 0, 0, 40, 10, "#112233")
    canvas.line("rules", 5, 0, 5, 40, "#445566", 2)
    canvas.dot(9, 9, "#445566", 6, is_filled=True)
    canvas.text(0, 20, "Soup", 12, "#000000")
    canvas.hover(0, 0, 40, 10, "Soup: 40", {"Option": "Soup"}, "soup.taste")
    return canvas


def test_every_mark_of_a_sheet_is_told_in_its_order() -> None:
    """Layers lie upon one another as Vega would draw them, each with all its rows."""
    spec = as_spec(sheet().sheet())
    told = strokes(spec)

    assert [layer["mark"] for layer in told["layers"]] == [layer["mark"] for layer in spec["layer"]]
    assert [layer["mark"]["type"] for layer in told["layers"]] == [
        "rect", "rect", "rule", "point", "text", "rect",
    ]  # fmt: skip
    assert sum(len(layer["rows"]) for layer in told["layers"]) == 6
    assert (told["width"], told["height"]) == (90, 40)
    assert told["layers"][-1]["rows"][0]["place"] == "soup.taste"


def test_every_kind_of_mark_can_be_drawn_by_the_browser() -> None:
    """The script has a way for each mark a canvas can place."""
    script = (
        files("steelyard.views.charts").joinpath("sheet_component.js").read_text(encoding="utf-8")
    )
    told = strokes(as_spec(sheet().sheet()))
    kinds = {layer["mark"]["type"] for layer in told["layers"]}

    assert all(f"\n  {kind}(" in script or f"\n  {kind}:" in script for kind in kinds)


def test_hostile_text_is_told_as_it_is() -> None:
    """Text goes to the browser as text; making markup of it is nobody's business here."""
    canvas = Canvas(90, 40, "dark")
    canvas.text(0, 20, "</script><img src=x>\u202e", 12, "#ffffff")
    told = json.loads(json.dumps(strokes(as_spec(canvas.sheet()))))

    assert told["layers"][0]["rows"][0]["text"] == "</script><img src=x>\u202e"
