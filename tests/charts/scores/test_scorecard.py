"""Tests of the scorecard: what it draws is what was computed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from charts.decisions import HOSTILE, decide, hostile_decision
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.analysis.totals import evaluate
from steelyard.charts.drawing.canvas import as_spec
from steelyard.charts.scores.scorecard import scorecard, scorecard_alt, scorecard_rows
from steelyard.model import CriteriaSet
from steelyard.results.words.text import plain


def _rows(
    criteria_set: CriteriaSet, lead_shares: dict[str, float] | None = None
) -> dict[str, list[dict[str, Any]]]:
    chart = scorecard(criteria_set, evaluate(criteria_set), lead_shares, None, None, "light")
    return dict(as_spec(chart)["datasets"])


def _texts(rows: dict[str, list[dict[str, Any]]]) -> list[str]:
    return [row["text"] for name in rows if name.startswith("text_") for row in rows[name]]


def test_filled_areas_are_contributions() -> None:
    """Bars are as long as weight × value: 0.75 × 80, 0.25 × 40, 0.75 × 60, 0.25 × 80."""
    parts = _rows(decide([[80, 40], [60, 80]], [75, 25]))["parts"]
    lengths = [part["x2"] - part["x"] for part in parts]
    expected = [60, 10, 45, 20]
    ratios = [length / share for length, share in zip(lengths, expected, strict=True)]
    assert ratios == pytest.approx([ratios[0]] * 4, rel=0.01)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 100), min_size=1, max_size=16).filter(any))
def test_column_widths_are_weights(swings: list[int]) -> None:
    """Tracks of all criteria that weigh anything are as wide as their weights, as one scale."""
    criteria_set = decide([[50] * len(swings)], swings)
    tracks = _rows(criteria_set)["tracks"][:-1]
    widths = sorted(track["x2"] - track["x"] for track in tracks)
    weighty = sorted(swing for swing in swings if swing)
    assert len(widths) == len(weighty)
    scale = sum(widths) / sum(weighty)
    for width, swing in zip(widths, weighty, strict=True):
        assert width == pytest.approx(swing * scale, abs=0.05)


@pytest.mark.parametrize("width", [1000, 350])
def test_a_share_has_its_span(width: float) -> None:
    """From lowest to highest where that is two numbers; the narrow form has room for one."""
    criteria_set = decide([[80, 40], [60, 80]], [75, 25])
    shares, spans = {"o0": 0.6, "o1": 0.4}, {"o0": (0.52, 0.71), "o1": (0.4, 0.4)}
    chart = scorecard(criteria_set, evaluate(criteria_set), shares, None, spans, "light", width)
    said = _texts(dict(as_spec(chart)["datasets"]))
    expected = {"60%", "52–71", "40%"} if width == 1000 else {"52–71%", "40%"}
    assert {text for text in said if "%" in text or "–" in text} >= expected
    rows = scorecard_rows(criteria_set, evaluate(criteria_set), shares, None, spans)
    assert rows["lead_share_low"].tolist() == [0.52, 0.52, 0.4, 0.4]
    assert rows["lead_share_high"].tolist() == [0.71, 0.71, 0.4, 0.4]


def test_a_weight_of_nothing_leaves_a_stub() -> None:
    """The criterion keeps its head, with 0%, and a thin stub in each row."""
    rows = _rows(decide([[80, 40], [60, 80]], [100, 0]))
    assert "0%" in _texts(rows)
    assert len(rows["stubs"]) == 2


def test_an_unknown_score_is_outlined_and_asked() -> None:
    """It has no fill, an outline over the whole column, and a question mark."""
    rows = _rows(decide([["unknown", 40]], [50, 50]))
    assert len(rows["parts"]) == 1
    assert len(rows["outlines"]) == 1
    assert "?" in _texts(rows)


def test_ties_share_a_rank() -> None:
    """Two options on rank 2 are both written `2=`, and the next is 4."""
    texts = _texts(_rows(decide([[90], [50], [50], [10]], [1])))
    assert texts.count("2=") == 2
    assert "3" not in texts
    assert "4" in texts


def test_shares_are_shown_only_if_given() -> None:
    """Without simulations there is no column that could be read as certainty."""
    criteria_set = decide([[80], [60]], [1])
    assert "Leads in" not in _texts(_rows(criteria_set))
    texts = _texts(_rows(criteria_set, lead_shares={"o0": 0.9, "o1": 0.1}))
    assert {"Leads in", "90%", "10%"} <= set(texts)


def test_totals_have_a_line_only_if_there_is_a_range() -> None:
    """Exact scores draw no line; with scores of 40 to 80 the line has their ends."""
    assert "ranges" not in _rows(decide([[60]], [1]))
    rows = _rows(decide([[[40, 60, 80]]], [1]))
    line, track = rows["ranges"][0], rows["tracks"][-1]
    length = track["x2"] - track["x"]
    assert (line["x"] - track["x"]) / length == pytest.approx(0.4, abs=0.01)
    assert (line["x2"] - track["x"]) / length == pytest.approx(0.8, abs=0.01)


def test_a_narrow_place_gets_the_compact_form() -> None:
    """Below 560 pixels the columns go, and the sheet is at most 350 wide."""
    criteria_set = decide([[80, 40], [60, 80]], [75, 25])
    chart = as_spec(scorecard(criteria_set, evaluate(criteria_set), None, None, None, "light", 390))
    assert chart["width"] == 350
    assert "Criterion 1" not in json.dumps(chart["datasets"])


@pytest.mark.parametrize("width", [1000, 350])
def test_labels_are_only_ever_data(width: int) -> None:
    """With the rows taken away, no user's text is left."""
    criteria_set = hostile_decision()
    spec = as_spec(
        scorecard(criteria_set, evaluate(criteria_set), None, None, None, "light", width)
    )
    del spec["datasets"]
    skeleton = json.dumps(spec)
    assert not any(label in skeleton for label in HOSTILE)
    assert "expr" not in skeleton
    assert "signal" not in skeleton


def test_the_skeleton_does_not_depend_on_the_labels() -> None:
    """The same numbers under other names differ in rows alone."""
    hostile = hostile_decision()
    tame = decide(
        [[(7 * i + 13 * j) % 101 for j in range(len(HOSTILE))] for i in range(len(HOSTILE))],
        [1 + j for j in range(len(HOSTILE))],
    )
    fields = [
        [layer["encoding"].get("tooltip") for layer in as_spec(chart)["layer"]]
        for chart in (
            scorecard(criteria_set, evaluate(criteria_set), None, None, None, "light")
            for criteria_set in (hostile, tame)
        )
    ]
    assert fields[0][-1] == fields[1][-1]


def test_a_cut_label_is_whole_for_the_pointer() -> None:
    """Three hundred letters are cut in the row and complete in the tooltip."""
    criteria_set = decide([[50]], [1], options=["W" * 300])
    rows = _rows(criteria_set)
    assert max(len(text) for text in _texts(rows)) < 100
    assert any(row["Option"] == "W" * 300 for row in rows["hover"])


def test_the_rows_are_unrounded_and_in_the_order_of_the_picture() -> None:
    """One row per cell, the leader's first, the heaviest criterion first."""
    criteria_set = decide([[60, 80], [80, 40]], [25, 75])
    frame = scorecard_rows(criteria_set, evaluate(criteria_set), {"o0": 0.75, "o1": 0.25})
    assert list(frame["option"]) == ["Option A", "Option A", "Option B", "Option B"]
    assert list(frame["criterion"]) == ["Criterion 2", "Criterion 1"] * 2
    assert list(frame["contribution"]) == [60, 15, 30, 20]
    assert list(frame["lead_share"]) == [0.75, 0.75, 0.25, 0.25]


def test_the_words_say_what_the_picture_shows() -> None:
    """Size, verdict, totals and the heaviest criterion, in that order."""
    criteria_set = decide([[80, 40], [60, 80]], [75, 25])
    assert scorecard_alt(criteria_set, evaluate(criteria_set)) == (
        "Scorecard of 2 options on 2 criteria. Option A leads on 70, 5 ahead of Option B. "
        "Totals: Option A 70 and Option B 65. Heaviest criterion: Criterion 1, 75%."
    )


def test_every_label_is_made_fit_to_print() -> None:
    """No control or direction-turning character reaches the sheet."""
    criteria_set = hostile_decision()
    for text in _texts(_rows(criteria_set)):
        assert text == plain(text)
