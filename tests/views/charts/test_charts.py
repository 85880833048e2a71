"""Tests of charts on their way to a page: drawn once, their words beside them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from steelyard.charts.chart import Picture
from steelyard.charts.scores import why
from steelyard.charts.scores.why import Pair
from steelyard.charts.theme import Mode
from steelyard.files.criteria_files import load_criteria_file
from steelyard.files.library import shipped_criteria
from steelyard.results.choice import Choice
from steelyard.results.result import Result, find_result
from steelyard.views.charts.charts import drawn


@pytest.fixture(scope="module")
def result() -> Result:
    """Return a shipped set as it is in its file."""
    return find_result(load_criteria_file(Path(shipped_criteria()) / "iran-2026.yaml"), Choice())


def test_words_are_beside_the_drawing(result: Result) -> None:
    """The heading is text of the page, so a chart whose rows alone change stays the same."""
    picture = why.CHART.of(result)
    found = drawn(picture, "light", 620)

    assert (found.title, found.words) == (picture.title, picture.words)
    assert found.subtitle == picture.subtitle(620)
    assert not {"title", "description"} & set(found.spec)
    own = {layer["data"]["name"] for layer in found.spec["layer"] if "data" in layer}
    assert set(found.spec["datasets"]) == own | {found.spec["data"]["name"]}


def test_a_picture_is_drawn_once(result: Result, monkeypatch: pytest.MonkeyPatch) -> None:
    """Made anew of the same result and choice, it is the same drawing."""
    calls = []
    real = Picture.draw

    def draw(picture: Picture, mode: Mode, width: float) -> Any:
        calls.append(width)
        return real(picture, mode, width)

    monkeypatch.setattr(Picture, "draw", draw)
    first, second = (drawn(why.CHART.of(result), "light", 617) for _ in range(2))
    assert first is second
    assert calls == [617]


def test_another_choice_width_or_mode_is_another_drawing(result: Result) -> None:
    """Everything that a drawing depends on tells it from the others."""
    first, second, third, *_ = result.evaluation.ranking
    pair, other = Pair(first, second), Pair(first, third)
    asked: list[tuple[Result, Pair, Mode, float]] = [
        (result, pair, "light", 620),
        (result, other, "light", 620),
        (result, pair, "dark", 620),
        (result, pair, "light", 621),
        (result.change(swings={result.evaluation.criteria[0]: 1.0}), pair, "light", 620),
    ]
    found = [drawn(why.CHART.of(seen, pair), mode, width) for seen, pair, mode, width in asked]
    assert len({id(drawing) for drawing in found}) == len(asked)
