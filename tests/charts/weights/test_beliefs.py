"""Tests of what one would have to believe: needed weights, and what can never come first."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from charts.decisions import decide, hostile_decision
from charts.spec_parts import assert_labels_are_data, lengths, marks_of, sheet_of, texts_of
from small_sets import shipped

from steelyard.analysis.sensitivity.changes import Belief
from steelyard.analysis.sensitivity.robustness import find_beliefs
from steelyard.analysis.totals import Evaluation, evaluate
from steelyard.charts.weights.beliefs import CHART, beliefs_alt, beliefs_rows, beliefs_title
from steelyard.model import CriteriaSet
from steelyard.results.words.numbers import percent
from steelyard.results.words.weights import moved_weights, needed_labels, weight_labels

# B leads at 30 : 70; A needs 40 : 60. C is below B everywhere, and can never lead.
THREE = decide([[100, 20], [40, 60], [30, 50]], [30, 70])


def _title(criteria_set: CriteriaSet) -> str:
    evaluation = evaluate(criteria_set)
    return beliefs_title(criteria_set, evaluation, find_beliefs(evaluation))


def test_the_title_says_what_the_closest_rival_needs() -> None:
    """Ten points, all to the first criterion."""
    assert _title(THREE) == (
        "To put Option A first, move 10 points of weight to Criterion 1 (30% to 40%)"
    )


def test_points_agree_with_the_weights_beside_them() -> None:
    """With 30.4 : 69.6 it is 9.6 points; the weights read 30% and 40%."""
    criteria_set = decide([[100, 20], [40, 60]], [30.4, 69.6])
    assert _title(criteria_set).endswith("move 10 points of weight to Criterion 1 (30% to 40%)")
    # From 30.6, read 31%, 9.4 points would read 9: 31 + 9 is 40.
    criteria_set = decide([[100, 20], [40, 60]], [30.6, 69.4])
    assert _title(criteria_set).endswith("move 9 points of weight to Criterion 1 (31% to 40%)")
    # 20 + 80w = 60 − 21w at 40/101, 39.6; from 30.4, 9.2 points, but 40 − 30 is ten.
    criteria_set = decide([[100, 20], [39, 60]], [30.4, 69.6])
    assert _title(criteria_set).endswith("move 9.2 points of weight to Criterion 1 (30% to 40%)")


@pytest.mark.parametrize(
    ("scores", "swings", "title"),
    [
        ([[90, 80], [20, 30]], [1, 1], "No weights put any option ahead of Option A"),
        ([[50, 50], [50, 50]], [1, 1], "No weights put any option ahead of Option A and Option B"),
        ([[50]], [1], "Option A is the only option"),
        ([[90], [20]], [1], "No weights put any option ahead of Option A"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("width", [350, 1000])
def test_titles_of_the_other_cases(
    scores: list[list[float]], swings: list[float], title: str, width: float
) -> None:
    """Dominated, identical, alone, one criterion; each is drawn."""
    criteria_set = decide(scores, swings)
    assert _title(criteria_set) == title
    evaluation = evaluate(criteria_set)
    sheet_of(CHART, criteria_set, evaluation, find_beliefs(evaluation), mode="dark", width=width)


@pytest.mark.parametrize("width", [350, 640, 1000])
def test_bars_are_the_needed_weights(width: float) -> None:
    """One panel: 40 and 60 %, in the order of the file."""
    evaluation = evaluate(THREE)
    chart = sheet_of(CHART, THREE, evaluation, find_beliefs(evaluation), width=width)
    first, second = lengths(marks_of(chart, "rect", "bar"))
    assert second / first == pytest.approx(1.5, abs=0.01)
    assert {"60%", "40%"} <= set(texts_of(chart))


# Level with A where all weight is on the first criterion, and never ahead of it.
LEVEL = decide([[100, 80, 50], [100, 20, 50], [40, 90, 50]], [30, 20.6, 49.4])


def test_an_option_that_only_draws_level_is_not_said_to_come_first() -> None:
    """B equals A on the first criterion alone."""
    evaluation = evaluate(LEVEL)
    found = find_beliefs(evaluation)
    assert found["o1"].only_level
    assert not found["o2"].only_level
    texts = texts_of(sheet_of(CHART, LEVEL, evaluation, found))
    assert any(text.endswith(" points, only level") for text in texts)
    assert "only level" in CHART.subtitle(LEVEL, evaluation, found, 1000.0)
    assert "moved, only level" in beliefs_alt(LEVEL, evaluation, found)
    criteria_set = decide([[100, 80], [100, 20]], [60, 40])
    assert _title(criteria_set).startswith("To bring Option B level, move 40 points")


def test_a_weight_that_stays_is_printed_as_everywhere() -> None:
    """Largest remainders of the needed weights alone would print another number."""
    criteria_set = decide([[100, 20, 50, 50], [40, 60, 50, 50]], [12.6, 27.6, 29.6, 30.2])
    evaluation = evaluate(criteria_set)
    belief = find_beliefs(evaluation)["o0"]
    shown, needed = weight_labels(evaluation), needed_labels(evaluation, belief)
    assert {c: needed[c] for c in ("c2", "c3")} == {c: shown[c] for c in ("c2", "c3")}


def _drug_harms() -> tuple[CriteriaSet, Evaluation, dict[str, Belief]]:
    criteria_set = shipped("drug-harms-2010")
    evaluation = evaluate(criteria_set)
    return criteria_set, evaluation, dict(find_beliefs(evaluation))


def test_no_needed_weight_is_printed_further_off_than_rounding() -> None:
    """Weights that move do not take what rounding leaves of those that stay."""
    _, evaluation, found = _drug_harms()
    for belief in found.values():
        labels = needed_labels(evaluation, belief)
        for criterion in moved_weights(evaluation, belief) if labels else ():
            assert labels[criterion] == percent(round(belief.weights[criterion], 6))
    # 3.83 and 10.43 points more are 14.25.
    assert needed_labels(evaluation, found["heroin"])["international_damage"] == "14%"


def test_all_amounts_of_a_picture_have_the_same_decimals() -> None:
    """Heads of panels and the options further off: one precision, whatever the weights round to."""
    for criteria_set, evaluation, found in (_drug_harms(), _contradicted()):
        words = beliefs_alt(criteria_set, evaluation, found)
        amounts = re.findall(r"needs ([\d.]+) points? moved", words)
        assert len(amounts) > 1
        assert len({"." in amount for amount in amounts}) == 1
        for width in (350, 1000):
            texts = texts_of(sheet_of(CHART, criteria_set, evaluation, found, width=width))
            drawn = re.findall(r"([\d.]+) point", "\n".join(texts))
            assert len(drawn) == len(amounts)
            assert len({"." in amount for amount in drawn}) == 1


def _contradicted() -> tuple[CriteriaSet, Evaluation, dict[str, Belief]]:
    """Return options of which only the closest needs points that its rounded weights contradict."""
    criteria_set = decide([[100, 20], [39, 60], [100, 0]], [30.4, 69.6])
    evaluation = evaluate(criteria_set)
    return criteria_set, evaluation, dict(find_beliefs(evaluation))


def test_a_telephone_says_that_the_rest_keeps_its_weight() -> None:
    """Nothing is faint there; where every criterion is listed there is no rest."""
    criteria_set = decide([[100, 20, 50], [40, 60, 50]], [15, 35, 50])
    evaluation = evaluate(criteria_set)
    found = find_beliefs(evaluation)
    narrow = CHART.subtitle(criteria_set, evaluation, found, 350.0)
    assert "a criterion not listed keeps its weight" in narrow
    assert "faint" not in narrow
    assert "faint" in CHART.subtitle(criteria_set, evaluation, found, 1000.0)
    evaluation = evaluate(THREE)
    assert "keeps" not in CHART.subtitle(THREE, evaluation, find_beliefs(evaluation), 350.0)


@pytest.mark.parametrize("width", [350, 1000])
def test_no_number_stands_beside_a_mark(width: float) -> None:
    """All numbers end left of their bars and marks."""
    criteria_set = decide([[100, 20], [40, 60]], [1, 99])
    evaluation = evaluate(criteria_set)
    chart = sheet_of(CHART, criteria_set, evaluation, find_beliefs(evaluation), width=width)
    numbers = [mark for mark in marks_of(chart, "text") if str(mark["text"]).endswith("%")]
    assert numbers
    assert max(mark["x"] for mark in numbers) < min(m["x"] for m in marks_of(chart, "rule", "now"))


def test_what_can_never_lead_is_named_with_what_beats_it() -> None:
    """Option B is at least as good as C on both criteria."""
    evaluation = evaluate(THREE)
    texts = texts_of(sheet_of(CHART, THREE, evaluation, find_beliefs(evaluation)))
    assert (
        "No weights put these first:\n"
        "Option C: Option B is at least as good on every criterion." in texts
    )


def test_a_mix_is_named_with_its_shares() -> None:
    """Half A and half B has 50 on both criteria, where C has 45."""
    criteria_set = decide([[100, 0], [0, 100], [45, 45]], [50, 50])
    evaluation = evaluate(criteria_set)
    words = beliefs_alt(criteria_set, evaluation, find_beliefs(evaluation))
    assert "Option C: a mix of" in words
    assert "Option A" in words
    assert "is at least as good on every criterion" in words


def test_a_telephone_shows_what_moves() -> None:
    """Of three criteria only the two that move have a bar."""
    # A 18 + 50 × 0.4 …: the third criterion is the same for both and keeps its weight.
    criteria_set = decide([[100, 20, 50], [40, 60, 50]], [15, 35, 50])
    evaluation = evaluate(criteria_set)
    found = find_beliefs(evaluation)
    narrow = sheet_of(CHART, criteria_set, evaluation, found, width=350)
    wide = sheet_of(CHART, criteria_set, evaluation, found)
    assert len(marks_of(wide, "rule", "now")) == 3
    assert len(marks_of(narrow, "rule", "now")) == 2


def test_the_rows_have_the_weights_of_the_analysis() -> None:
    """Unrounded; empty where no weights put the option first."""
    evaluation = evaluate(THREE)
    found = find_beliefs(evaluation)
    frame = pd.DataFrame(beliefs_rows(THREE, evaluation, found))
    needed = frame[frame["option_id"] == "o0"]
    assert list(needed["weight_needed"]) == [found["o0"].weights[c] for c in ("c0", "c1")]
    never = frame[frame["option_id"] == "o2"]
    assert not never["can_lead"].any()
    assert never["weight_needed"].isna().all()
    assert set(never["beaten_by"]) == {"Option B 1.000"}


@pytest.mark.parametrize("width", [350, 1000])
def test_labels_are_only_ever_data(width: float) -> None:
    """Names that try to be code stay names."""
    criteria_set = hostile_decision()
    evaluation = evaluate(criteria_set)
    chart = sheet_of(CHART, criteria_set, evaluation, find_beliefs(evaluation), width=width)
    assert_labels_are_data(chart)
