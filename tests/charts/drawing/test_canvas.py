"""Tests of the sheet of pixels."""

from __future__ import annotations

import json

import altair as alt
import pytest

from steelyard.charts.drawing.canvas import Canvas, as_spec, with_heading


def _drawn() -> Canvas:
    canvas = Canvas(100, 50, "light")
    canvas.text(1, 2, "Hold", 12, "#000000")
    canvas.box("bars", 0, 0, 10, 10, "#ff0000")
    canvas.hover(0, 0, 10, 10, "Hold: 40", {"Option": "Hold"})
    canvas.line("rules", 0, 5, 100, 5, "#cccccc")
    canvas.frame("frames", 0, 0, 5, 5, "#000000")
    return canvas


def test_the_specification_is_valid() -> None:
    """Altair's own schema check accepts what was put together piece by piece."""
    chart = with_heading(_drawn().sheet(), "A title", "A subtitle", "In words")
    assert chart.to_dict(validate=True)["title"]["text"] == ["A title"]


def test_a_sheet_has_no_heading_of_its_own() -> None:
    """Title, subtitle and description are added in one place, and nothing else changes."""
    plain = as_spec(_drawn().sheet())
    headed = as_spec(with_heading(_drawn().sheet(), "A title", "A subtitle", "In words"))
    untitled = as_spec(with_heading(_drawn().sheet(), "", "A subtitle", "In words"))

    assert not {"title", "description"} & set(plain)
    assert headed.pop("title") == {"text": ["A title"], "subtitle": ["A subtitle"]}
    assert headed.pop("description") == untitled.pop("description") == "In words"
    assert headed == untitled == plain


def test_a_place_is_told_only_to_who_listens_for_clicks() -> None:
    """It stands in the rows and no tooltip shows it; without one nothing of it is there."""
    canvas = Canvas(100, 50, "light")
    canvas.hover(0, 0, 10, 10, "Hold: 40", {"Option": "Hold"}, "hold.risk")
    spec = canvas.sheet().to_dict(validate=True)

    assert spec["datasets"]["hover"][0]["place"] == "hold.risk"
    assert spec["layer"][0]["encoding"]["detail"]["field"] == "place"
    assert [shown["field"] for shown in spec["layer"][0]["encoding"]["tooltip"]] == ["Option"]
    assert "place" not in json.dumps(_drawn().sheet().to_dict())


def test_both_ways_to_the_specification_agree() -> None:
    """The quick way leaves nothing out and adds nothing."""
    chart = with_heading(_drawn().sheet(), "A title", "", "In words")
    assert as_spec(chart) == chart.to_dict()


def test_any_chart_has_a_specification() -> None:
    """Charts that are not sheets go the ordinary way."""
    chart = alt.Chart(alt.NamedData("rows")).mark_bar()
    assert as_spec(chart) == chart.to_dict()


def test_text_lies_above_shapes_and_the_pointer_above_all() -> None:
    """Layers are sorted by what must not be covered, not by the order of the calls."""
    names = [layer["data"]["name"] for layer in as_spec(_drawn().sheet())["layer"]]
    assert names == ["bars", "rules", "frames", "text_12_400_left", "hover"]


def test_boxes_without_an_area_are_left_out() -> None:
    """A value of nothing has no bar, not one of no width with round corners."""
    canvas = Canvas(100, 50, "light")
    canvas.box("bars", 10, 0, 10, 10, "#ff0000")
    canvas.text(0, 0, "0", 12, "#000000")
    assert list(as_spec(canvas.sheet())["datasets"]) == ["text_12_400_left"]


def test_names_of_details_are_ours() -> None:
    """A field name that could be anything but a plain word is refused."""
    canvas = Canvas(100, 50, "light")
    with pytest.raises(ValueError, match="one plain word"):
        canvas.hover(0, 0, 1, 1, "", {"a.b": "x"})


def test_the_specification_is_plain_data() -> None:
    """It survives a trip through JSON unchanged."""
    spec = as_spec(with_heading(_drawn().sheet(), "A title", "", "In words"))
    assert json.loads(json.dumps(spec)) == spec
