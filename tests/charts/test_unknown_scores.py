"""Tests that findings on totals say how unknown scores count, in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from steelyard.charts.chart import AnyChart
from steelyard.charts.perspectives import mix_lines
from steelyard.charts.scores import consequence_table, scorecard, why
from steelyard.charts.weights import nearest_flips, weight_lines, winner_strips
from steelyard.files.criteria_files import load_criteria_file
from steelyard.results.result import Result
from steelyard.results.words.scores.cells import (
    UNKNOWN_AS_MIDDLE,
    UNKNOWN_COUNTS,
    UNKNOWN_IN_TOTALS,
)

TEXT = """
format: 1
title: Lunch
criteria:
  taste: {name: Taste, swing: 60}
  price: {name: Price, swing: 40}
  speed: {name: Speed, swing: 20}
options: {soup: {name: Soup}, cake: {name: Cake}}
assessments:
  soup: {taste: 60, price: KNOWN, speed: 20}
  cake: {taste: 50, price: 55, speed: 90}
readings:
  child: {name: Child, assessments: {cake: {taste: 90}}}
"""


@pytest.mark.parametrize("known", ["unknown", "40"])
@pytest.mark.parametrize(
    "chart",
    [winner_strips.CHART, weight_lines.CHART, nearest_flips.CHART, why.CHART, mix_lines.CHART],
    ids=lambda chart: chart.id,
)
def test_what_is_unknown_is_said_to_count_as_the_middle(
    chart: AnyChart, known: str, tmp_path: Path
) -> None:
    """A title such as *Soup is 2.0 ahead* stands below *Cannot be decided*."""
    file = tmp_path / "lunch.yaml"
    file.write_text(TEXT.replace("KNOWN", known), encoding="utf-8")
    result = Result(load_criteria_file(file))
    subtitle = chart.of(result).subtitle(1000)
    assert subtitle.endswith(UNKNOWN_AS_MIDDLE) == (known == "unknown")
    assert (UNKNOWN_AS_MIDDLE in subtitle) == (known == "unknown")


@pytest.mark.parametrize(
    ("chart", "counts"),
    [(consequence_table.CHART, UNKNOWN_IN_TOTALS), (scorecard.CHART, UNKNOWN_COUNTS)],
    ids=["table", "scorecard"],
)
def test_a_legend_says_how_the_unknown_counts_beside_it(
    chart: AnyChart, counts: str, tmp_path: Path
) -> None:
    """Totals take the middle of its scale, so no legend beside them may name all of it alone."""
    file = tmp_path / "lunch.yaml"
    file.write_text(TEXT.replace("KNOWN", "unknown"), encoding="utf-8")
    subtitle = chart.of(Result(load_criteria_file(file))).subtitle(1000)
    assert f"with a ?: not known, {counts}." in subtitle
