"""Tests of the consequence table: every cell has its number, range and confidence."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from charts.decisions import decide, hostile_decision
from charts.spec_parts import Mark, assert_labels_are_data, marks_of, sheet_of, texts_of

from steelyard.analysis.totals import Evaluation, View, evaluate, find_assessment
from steelyard.charts.drawing.contrast import contrast
from steelyard.charts.drawing.vega import Spec
from steelyard.charts.scores.consequence_table import (
    CHART,
    Assessments,
    Disputed,
    consequence_table_alt,
    consequence_table_rows,
    consequence_table_title,
    hatching,
)
from steelyard.files.criteria_files import load_criteria_file
from steelyard.model import CriteriaSet
from steelyard.results.choice import Choice
from steelyard.results.result import Result


def _shown(
    criteria_set: CriteriaSet, reading: str | None = None
) -> tuple[CriteriaSet, Evaluation, Assessments, Disputed]:
    """Return what the table shows of a set under a reading."""
    evaluation = evaluate(criteria_set, View(reading=reading))
    cells = product(evaluation.options, evaluation.criteria)
    return (
        criteria_set,
        evaluation,
        {cell: find_assessment(criteria_set, *cell, reading) for cell in cells},
        {},
    )


def _drawn(criteria_set: CriteriaSet, reading: str | None = None) -> Spec:
    return sheet_of(CHART, *_shown(criteria_set, reading))


def _cells(chart: Spec) -> list[Mark]:
    """Return the filled cells."""
    return [
        cell
        for cell in marks_of(chart, "rect")
        if "fill" in cell and "stroke" not in cell and cell.get("fillOpacity", 1) > 0
    ]


@pytest.mark.parametrize("width", [350, 1000])
def test_a_disputed_score_has_a_ring_and_what_it_was(width: float, tmp_path: Path) -> None:
    """In one cell, and the subtitle says what the ring means; without disputes it does not."""
    file = tmp_path / "lunch.yaml"
    file.write_text(
        "format: 1\ntitle: Lunch\ncriteria: {taste: {name: Taste}, cost: {name: Cost}}\n"
        "options: {soup: {name: Soup}, cake: {name: Cake}}\n"
        "assessments: {soup: {taste: 30, cost: 50}, cake: {taste: 20, cost: 40}}\n",
        encoding="utf-8",
    )
    loaded = load_criteria_file(file)
    own = CHART.of(Result(loaded))
    seen = CHART.of(Result(loaded, Choice(disputes={("soup", "taste"): 12.0})))
    texts = texts_of(seen.draw("light", width))
    assert {"12", "was 30"} <= set(texts)
    assert len(marks_of(seen.draw("light", width), "rect", "best")) == 1
    assert "Ringed" in seen.subtitle(width)
    assert "Ringed" not in own.subtitle(width)
    assert not marks_of(own.draw("light", width), "rect", "best")


def _dots(chart: Spec) -> tuple[int, int]:
    """Return how many dots of confidence are full and how many are not."""
    dots = marks_of(chart, "point", "confidence")
    full = sum(dot.get("fill", "transparent") != "transparent" for dot in dots)
    return full, len(dots) - full


def _hex(colour: str) -> str:
    """Return a colour as `#rrggbb`."""
    parts = re.findall(r"\d+", colour)
    return colour if colour.startswith("#") else "#" + "".join(f"{int(p):02x}" for p in parts)


def test_every_known_cell_is_filled_and_numbered() -> None:
    """Four scores make four fills and four numbers; whole totals stand at the end."""
    chart = _drawn(decide([[81, 42], [63, 84]], [75, 25]))
    assert len(_cells(chart)) == 4
    assert {"81", "42", "63", "84"} <= set(texts_of(chart))


def test_a_range_is_written_under_its_number() -> None:
    """20 to 60 around 40 is written with an en dash; an exact score has no range."""
    texts = texts_of(_drawn(decide([[[20, 40, 60], 70]], [1, 1])))
    assert "20–60" in texts
    assert "70–70" not in texts


def test_where_low_is_best_the_score_is_printed_and_not_its_value() -> None:
    """A score of 20 and its range of 10 to 40 stand there as they are, and the head says so."""
    criteria_set = decide([[[10, 20, 40]]], [1]).model_dump(by_alias=True, exclude_defaults=True)
    criteria_set["criteria"]["c0"]["better"] = "lower"
    criteria_set["assessments"] = {"o0": {"c0": [10, 20, 40]}}
    texts = texts_of(_drawn(CriteriaSet.model_validate(criteria_set)))
    assert {"20", "10–40", "100%, low best"} <= set(texts)
    assert texts.count("80.0") == 1  # the total alone
    assert "80" not in texts


@pytest.mark.parametrize(("confidence", "full"), [("low", 1), ("moderate", 2), ("high", 3)])
def test_confidence_is_three_dots(confidence: str, full: int) -> None:
    """As many of the three are full as the confidence is high."""
    chart = _drawn(decide([[{"score": 40, "confidence": confidence}]], [1]))
    assert _dots(chart) == (full, 3 - full)


def test_no_stated_confidence_no_dots() -> None:
    """Silence about confidence is not drawn as low confidence."""
    assert _dots(_drawn(decide([[40]], [1]))) == (0, 0)


def test_unknown_cells_are_hatched() -> None:
    """No fill, a hatching with outline, a question mark, no range, no dots."""
    chart = _drawn(decide([[{"score": "unknown", "confidence": "high"}, 40]], [1, 1]))
    assert len(_cells(chart)) == 1
    assert len(marks_of(chart, "rect", "outline")) == 1
    (hatching,) = marks_of(chart, "point", "hatching")
    assert hatching["shape"].count("M") > 5
    assert "?" in texts_of(chart)
    assert "0–100" not in texts_of(chart)
    assert _dots(chart) == (0, 0)


def test_hatching_stays_inside_its_cell() -> None:
    """Every line of the hatching ends on the edge of the rectangle."""
    lines = list(hatching(10, 20, 60, 50))
    assert lines
    for x, y, x2, y2 in lines:
        assert 10 <= x <= x2 <= 60
        assert 20 <= y2 <= y <= 50
        assert x2 - x == pytest.approx(y - y2)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_numbers_are_readable_on_their_cells(mode: Any) -> None:
    """The number drawn in a cell reaches 4.5 to 1 on that cell, for every whole value."""
    criteria_set = decide([[value] for value in range(101)], [1])
    chart = sheet_of(CHART, *_shown(criteria_set), mode=mode)
    cells, numbers = _cells(chart), marks_of(chart, "text", "number")
    assert len(cells) == len(numbers) == 101
    inks = {"black": "#000000", "white": "#ffffff"}
    for cell, number in zip(cells, numbers, strict=True):
        assert cell["y"] < number["y"] < cell["y"] + cell["height"]
        assert contrast(_hex(cell["fill"]), inks[number["fill"]]) >= 4.5


def test_the_title_counts_what_is_not_known() -> None:
    """One of four scores is not known."""
    criteria_set = decide([[90, "unknown"], [20, 30]], [3, 1])
    assert consequence_table_title(criteria_set, evaluate(criteria_set)) == (
        "Option A has the best score on 1 of 2 criteria and the worst on none; 1 of 4 scores not "
        "known"
    )


def test_the_words_name_the_criteria_in_the_order_of_the_file() -> None:
    """Whatever they weigh."""
    criteria_set = decide([[90, 10], [20, 30]], [1, 3])
    words = consequence_table_alt(criteria_set, evaluate(criteria_set))
    assert words.endswith("Criteria: Criterion 1 and Criterion 2.")


def test_a_reading_brings_its_own_confidence() -> None:
    """Dots and scores are the reading's where it differs from the base."""
    criteria_set = decide(
        [[{"score": 40, "confidence": "low"}]],
        [1],
        readings={
            "rival": {
                "name": "Rival",
                "assessments": {"o0": {"c0": {"score": 90, "confidence": "high"}}},
            }
        },
    )
    shown = _shown(criteria_set, "rival")
    assert _dots(_drawn(criteria_set, "rival")) == (3, 0)
    frame = pd.DataFrame(consequence_table_rows(*shown))
    assert list(frame["score_likely"]) == [90]
    assert list(frame["confidence"]) == ["high"]


def test_rows_leave_unknown_scores_empty() -> None:
    """An unknown score has values of the full range but no raw score."""
    criteria_set = decide([["unknown"]], [1])
    row = pd.DataFrame(consequence_table_rows(*_shown(criteria_set))).iloc[0]
    assert (row["value_low"], row["value_high"], row["is_unknown"]) == (0, 100, True)
    assert row["score_likely"] is None


def test_labels_are_only_ever_data() -> None:
    """With the rows taken away, no user's text is left."""
    assert_labels_are_data(_drawn(hostile_decision()))


@pytest.mark.parametrize("width", [350, 640, 1000])
def test_the_head_of_totals_says_from_where_to_where(width: float) -> None:
    """In the words of the scorecard."""
    shown = _shown(decide([[80, 40], [60, 80]], [75, 25]))
    assert "0 to 100" in texts_of(sheet_of(CHART, *shown, width=width))
