"""Tests of the winner map: exact areas, honest words, labels as data."""

from __future__ import annotations

import pandas as pd
import pytest
from charts.decisions import decide, hostile_decision
from charts.drawn import is_inside
from charts.spec_parts import assert_labels_are_data, marks_of, sheet_of, texts_of

from steelyard.analysis.sensitivity.weight_map import Part, WeightMap, map_weights
from steelyard.analysis.totals import evaluate
from steelyard.charts.theme import Mode
from steelyard.charts.weights.winner_map import (
    BADGE,
    CHART,
    winner_map_alt,
    winner_map_rows,
    winner_map_title,
)
from steelyard.results.words.weights import weight_labels

SINGLES = [Part(("c0",)), Part(("c1",)), Part(("c2",))]
HALVES = decide([[80, 20, 50], [40, 60, 50], [0, 0, 0]], [2, 2, 1])


def _map(whole: bool = False) -> WeightMap:
    return map_weights(evaluate(HALVES), SINGLES, whole=whole)


def test_the_title_gives_the_share_of_the_largest_region() -> None:
    """Half of the triangle, and the number of options that lead on some of it."""
    assert winner_map_title(HALVES, evaluate(HALVES), _map()) == (
        "Option A leads on 50% of the ways to weigh Criterion 1, Criterion 2 and Criterion 3; "
        "2 of 3 options lead somewhere"
    )


def test_one_region_is_said_to_be_all() -> None:
    """Only an exact map of one region says `however`; one option is enough for it."""
    alone = decide([[50, 50, 50]], [1, 1, 1])
    evaluation = evaluate(alone)
    assert winner_map_title(alone, evaluation, map_weights(evaluation, SINGLES)) == (
        "Option A leads however the weight is split between Criterion 1, Criterion 2 and "
        "Criterion 3"
    )


def test_polygons_are_the_regions() -> None:
    """Two regions of three corners each make six corners; the key has both shares."""
    chart = sheet_of(CHART, HALVES, evaluate(HALVES), _map(), {})
    assert len(marks_of(chart, "line", "region")) == 6
    assert texts_of(chart).count("50%") == 2


@pytest.mark.parametrize("width", [1000, 640, 350])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_everything_lies_on_the_sheet(width: float, mode: Mode) -> None:
    """Lenses at a corner and in one place included."""
    corner = {"c0": 1.0, "c1": 0.0, "c2": 0.0}
    lensed = HALVES.model_copy(
        update={
            "lenses": decide(
                [[1]], [1], lenses={k: {"name": k, "swings": {}} for k in "abc"}
            ).lenses
        }
    )
    lenses = dict.fromkeys("abc", corner)
    chart = sheet_of(CHART, lensed, evaluate(lensed), _map(), lenses, mode=mode, width=width)
    assert is_inside(chart)
    assert len([dot for dot in marks_of(chart, "point", "badge") if dot["size"] == BADGE**2]) == 6


def test_a_lens_without_weight_on_the_three_has_no_dot() -> None:
    """It has no split to be shown."""
    lensed = decide(
        [[80, 20, 50, 1], [40, 60, 50, 1]], [1, 1, 1, 1],
        lenses={"l": {"name": "Elsewhere", "swings": {}}},
    )  # fmt: skip
    nothing = {"c0": 0.0, "c1": 0.0, "c2": 0.0, "c3": 1.0}
    evaluation = evaluate(lensed)
    chart = sheet_of(CHART, lensed, evaluation, map_weights(evaluation, SINGLES), {"l": nothing})
    assert "Elsewhere" not in texts_of(chart)


def test_the_subtitle_says_what_is_split() -> None:
    """All of the weight, or what the three have together, or all with nothing for others."""
    four = decide([[80, 20, 50, 1], [40, 60, 50, 1]], [1, 1, 1, 1])
    evaluation = evaluate(four)
    for whole, words in ((False, "splits the 75%"), (True, "all else weighs nothing here")):
        weight_map = map_weights(evaluation, SINGLES, whole=whole)
        assert words in CHART.subtitle(four, evaluation, weight_map, {}, 1000)


def test_what_is_split_is_the_sum_of_the_printed_weights() -> None:
    """Swings 100, 90, 80, 514: 12.76, 11.48, 10.20 of 34.44 %, printed as 13, 12 and 10 %."""
    four = decide([[80, 20, 50, 1], [40, 60, 50, 1]], [100, 90, 80, 514])
    evaluation = evaluate(four)
    weight_map = map_weights(evaluation, SINGLES)
    printed = [weight_labels(evaluation)[criterion] for criterion in ("c0", "c1", "c2")]
    together = f"{sum(int(label.removesuffix('%')) for label in printed)}%"
    assert f"splits the {together} that" in CHART.subtitle(four, evaluation, weight_map, {}, 1000)
    texts = texts_of(sheet_of(CHART, four, evaluation, weight_map, {}))
    assert any(text.startswith(f"all {together} on") for text in texts)


def test_labels_are_only_ever_data() -> None:
    """No user's text outside the rows."""
    criteria_set = hostile_decision()
    evaluation = evaluate(criteria_set)
    weight_map = map_weights(evaluation, SINGLES, whole=True)
    assert_labels_are_data(sheet_of(CHART, criteria_set, evaluation, weight_map, {}))


def test_words_and_rows() -> None:
    """The words name areas and the present split; rows hold every corner, adding up to one."""
    assert winner_map_alt(HALVES, evaluate(HALVES), _map()).endswith(
        "Area: Option A 50% and Option B 50%. At present they are split 40% Criterion 1, "
        "40% Criterion 2 and 20% Criterion 3."
    )
    frame = pd.DataFrame(winner_map_rows(HALVES, _map()))
    assert list(frame["options"]) == ["Option A"] * 3 + ["Option B"] * 3
    sums = frame[["share_1", "share_2", "share_3"]].sum(axis=1)
    assert list(sums) == pytest.approx([1] * 6)
