"""The sentences of the package test, word for word."""

from __future__ import annotations

from typing import Any

import pytest
from small_sets import make_set

from steelyard.analysis.totals import evaluate
from steelyard.results.words.lead.packages import describe_packages
from steelyard.results.words.lead.verdict import judge

OPTIONS = {
    "soup": {"name": "Soup"},
    "cake": {"name": "Cake"},
    "tea": {"name": "Tea"},
    "menu": {"name": "Menu", "parts": ["soup", "cake"]},
}

WITHOUT = "Without the 20-point extra for combining Soup and Cake"


def said(soup: Any, cake: Any, tea: Any, menu: Any, **rest: Any) -> str:
    """Return the sentences on a set of one criterion, as the verdict has them."""
    scores = {"soup": {"x": soup}, "cake": {"x": cake}, "tea": {"x": tea}, "menu": {"x": menu}}
    criteria_set = make_set(scores, options=OPTIONS, **rest)
    return judge(criteria_set, evaluate(criteria_set)).packages


@pytest.mark.parametrize(
    ("scores", "sentence"),
    [
        ((20, 30, 40, 30), ""),
        ((20, 30, 40, 50), "Tea leads by 10.0. It takes about 50% of such extras to keep Menu"),
        ((20, 30, 29, 50), "Cake and Menu are level."),
        ((20, 30, 31, 50), "Tea is 1.0 ahead of Cake: too close to call. It takes about 5% of"),
        ((20, 30, 60, 50), "Tea still leads, by 30.0."),
        ((20, 30, [31, 31.996, 32], 50), "Tea is just under 2 ahead of Cake: too close to call."),
    ],
)
def test_one_premium(scores: tuple[Any, ...], sentence: str) -> None:
    """Each state of the lead without premiums has its sentence; without one there is none."""
    found = said(*scores)
    assert found.startswith(f"{WITHOUT}, {sentence}" if sentence else "")
    assert bool(found) == bool(sentence)
    assert found.endswith("ahead.") == ("It takes" in found)


def test_undecided() -> None:
    """Where unknown scores decide there is no sentence, or one that says they would."""
    assert said("unknown", 30, 40, 50) == ""
    scores: Any = {
        "soup": {"x": 20, "y": 40},
        "cake": {"x": 30, "y": 50},
        "tea": {"x": 20, "y": "unknown"},
        "menu": {"x": 100, "y": 95},
    }
    criteria_set = make_set(scores, {"x": 100, "y": 50}, options=OPTIONS)
    found = describe_packages(criteria_set, evaluate(criteria_set))
    assert "scores that are unknown could change who is first." in found
    assert found.startswith("Without the extras for combining Soup and Cake, ")


def test_other_measures() -> None:
    """Where 100 is not the best end nothing is said to lead."""
    harm = {"name": "harm", "top": "most harmful"}
    assert said(20, 30, 40, 50, measure=harm).startswith(f"{WITHOUT}, Tea is most harmful, by 10.0")
    assert said(20, 30, 60, 50, measure=harm) == f"{WITHOUT}, Tea is still most harmful, by 30.0."


def test_several_premiums() -> None:
    """Premiums written alike are told with their size; those of several packages by name."""
    scores: Any = {
        "soup": {"x": 20, "y": 20},
        "cake": {"x": 10, "y": 30},
        "tea": {"x": 60, "y": 60},
        "menu": {"x": 25, "y": 35},
    }
    alike = make_set(scores, options=OPTIONS)
    assert describe_packages(alike, evaluate(alike)).startswith(
        "Without the 5-point extras for combining Soup and Cake, Tea still leads, by "
    )
    options = {**OPTIONS, "tea": {"name": "Tea", "parts": ["soup"]}}
    several = make_set(scores, options=options)
    assert describe_packages(several, evaluate(several)).startswith(
        "Without what Tea and Menu get above their better parts, "
    )
