"""Tests of pictures on their way to a page: drawn once, their words beside them."""

from __future__ import annotations

from pathlib import Path

import altair as alt
import pandas as pd
import pytest

from steelyard.charts.drawing.canvas import Canvas
from steelyard.charts.theme import Mode
from steelyard.files.criteria_files import load_criteria_file
from steelyard.files.library import shipped_criteria
from steelyard.pictures.picture import Picture
from steelyard.results.choice import Choice
from steelyard.results.result import find_result
from steelyard.views.charts.charts import as_drawn, drawn_of


def sheet(mode: Mode, width: float) -> alt.TopLevelMixin:
    """Return a chart with one word and a heading of two lines."""
    canvas = Canvas(width, 10, mode)
    canvas.text(0, 5, "Hold", 12, "#000000")
    return canvas.chart(["Hold", "leads"], ["Of 100"], "In words")


def test_words_leave_the_chart() -> None:
    """The heading is text of the page, so a chart whose rows alone change stays the same."""
    chart = as_drawn(sheet("light", 90))

    assert (chart.title, chart.subtitle) == ("Hold leads", "Of 100")
    assert not {"title", "description"} & set(chart.spec)
    assert list(chart.spec["datasets"]) == ["text_12_400_left"]


@pytest.mark.parametrize(("inputs", "draws"), [(("a",), 1), (None, 2)])
def test_a_picture_that_tells_its_inputs_is_drawn_once(
    inputs: tuple[str, ...] | None, draws: int
) -> None:
    """Asked for again it is the same drawing; one that cannot tell is drawn each time."""
    subject = find_result(load_criteria_file(Path(shipped_criteria()) / "iran-2026.yaml"), Choice())
    calls = []

    def draw(mode: Mode, width: float) -> alt.TopLevelMixin:
        calls.append(width)
        return sheet(mode, width)

    for _ in range(2):
        drawn_of(subject, Picture("Made up", draw, "", pd.DataFrame, inputs), "light", 90)
    assert len(calls) == draws


def test_another_input_width_or_mode_is_another_drawing() -> None:
    """Whatever a drawing depends on tells it from the others."""
    subject = find_result(load_criteria_file(Path(shipped_criteria()) / "iran-2026.yaml"), Choice())
    asked: list[tuple[str, Mode, float]] = [
        ("a", "light", 90),
        ("b", "light", 90),
        ("a", "dark", 90),
        ("a", "light", 91),
    ]
    found = [
        drawn_of(subject, Picture("P", sheet, "", pd.DataFrame, (name,)), mode, width)
        for name, mode, width in asked
    ]
    assert len({id(drawing) for drawing in found}) == len(asked)
