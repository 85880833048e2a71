"""Weights and disputes of a visit as entries of the file: the ranking is the one on show."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.analysis.totals import View, evaluate
from steelyard.analysis.values import value_of
from steelyard.files.criteria_files import read_criteria
from steelyard.files.editing.own_view import (
    Author,
    put_lens,
    put_reading,
    put_scores,
    put_swings,
)
from steelyard.files.editing.score_sheet import score_keys
from steelyard.files.editing.value_edits import put_value
from steelyard.model import CriteriaSet, Criterion
from steelyard.results.choice import Choice
from steelyard.results.own_view import (
    disputed_scores,
    moved_swings,
    own_swings,
    own_view_lines,
    score_for_value,
)
from steelyard.results.words.view import MADE_SMALLER

TEXT = """\
format: 1
title: Lunch
criteria:
  taste: {name: Taste, swing: 60}
  price: {name: Price, better: lower, scale: {from: 0, to: 20, unit: eur}}
options: {soup: {name: Soup}, cake: {name: Cake}}
assessments:
  soup: {taste: [30, 40, 70], price: 5}
  cake: {taste: 60, price: {score: [8, 9, 10], reason: Dear.}}
"""

ANA = Author("Ana", "Seen it.", "2026-02-24")


def read(text: str) -> CriteriaSet:
    """Return the criteria set of a text without problems."""
    loaded = read_criteria(text.encode(), Path("lunch.yaml"), "lunch.yaml")
    assert loaded.problems == ()
    assert loaded.criteria_set is not None
    return loaded.criteria_set


def test_weights_become_a_lens_with_the_same_totals() -> None:
    """Through the new lens every total is the one that was on show."""
    criteria_set, choice = read(TEXT), Choice(swings={"price": 35.5})
    after = read(put_lens(TEXT, "mine", "Mine: all", own_swings(criteria_set, choice), ANA))

    assert after.lenses["mine"].name == "Mine: all"
    assert (after.lenses["mine"].asked, after.lenses["mine"].reason) == ("Ana", "Seen it.")
    shown = evaluate(criteria_set, choice.view).totals
    assert evaluate(after, View(lens="mine")).totals == pytest.approx(shown)


def test_disputes_become_a_reading_or_the_scores() -> None:
    """Values of 0 to 100 are turned back into scores; a range that holds the number stays."""
    disputes = {("soup", "taste"): 65.0, ("cake", "price"): 20.0, ("soup", "price"): 33.0}
    criteria_set, choice = read(TEXT), Choice(disputes=disputes)
    shown = evaluate(criteria_set, choice.view).totals
    scores = disputed_scores(criteria_set, choice)
    reading = read(put_reading(TEXT, "mine", "Mine", scores, ANA))
    written = put_scores(TEXT, scores, ANA)

    assert evaluate(reading, View(reading="mine")).totals == pytest.approx(shown)
    assert evaluate(read(written)).totals == pytest.approx(shown)
    assert (reading.readings["mine"].by, reading.readings["mine"].summary) == ("Ana", "Seen it.")
    said = 'reason: Seen it., by: Ana, as_of: "2026-02-24"}'
    assert f"taste: {{score: [30, 65, 70], {said}" in " ".join(written.split())
    assert f"price: {{score: 13.4, {said}" in " ".join(written.split())
    assert f"price: {{score: 16, {said}" in " ".join(written.split())
    assert own_view_lines(criteria_set, choice) == (
        [
            "Taste of Soup: 30 / 40 / 70 → 30 / 65 / 70",
            "Price of Cake: 8 / 9 / 10 → 16",
            "Price of Soup: 5 → 13.4",
        ],
        [],
    )


def test_a_reading_disputed_takes_the_rest_of_it_along() -> None:
    """What is shown under a reading, with scores disputed in it, is what the new reading shows."""
    old = put_reading(TEXT, "old", "Old", {("soup", "taste"): 10, ("cake", "taste"): 90}, ANA)
    choice = Choice(reading="old", disputes={("soup", "taste"): 65.0})
    shown = evaluate(read(old), choice.view).totals
    scores = disputed_scores(read(old), choice)
    after = read(put_reading(old, "new", "New", scores, ANA, "old"))

    assert evaluate(after, View(reading="new")).totals == pytest.approx(shown)


def test_moved_weights_take_the_place_of_the_file_s() -> None:
    """Only the swings that were moved change, each with the reason, who and when."""
    criteria_set, choice = read(TEXT), Choice(swings={"price": 35.5})
    moved = moved_swings(criteria_set, choice)
    written = put_swings(TEXT, moved, ANA)

    assert moved == {"price": 35.5}
    assert own_view_lines(criteria_set, choice) == ([], ["Price: 100 → 35.5"])
    assert evaluate(read(written)).totals == pytest.approx(
        evaluate(criteria_set, choice.view).totals
    )
    assert read(written).criteria["price"].swing_reason == "Seen it. (Ana, 2026-02-24)"
    assert "taste: {name: Taste, swing: 60}" in written


def test_a_weight_moved_past_100_is_told_alone_and_written_in_proportion() -> None:
    """The line names what was moved; in the file no swing is above 100, and totals are as seen."""
    criteria_set, choice = read(TEXT), Choice(swings={"price": 140.0})
    assert own_view_lines(criteria_set, choice) == ([], ["Price: 100 → 140", MADE_SMALLER])
    assert own_swings(criteria_set, choice) == {"taste": 42.86, "price": 100}
    written = read(put_swings(TEXT, moved_swings(criteria_set, choice), ANA))
    assert evaluate(written).totals == pytest.approx(
        evaluate(criteria_set, choice.view).totals, abs=0.01
    )


def test_disputes_put_together_are_those_put_one_by_one() -> None:
    """Of cells that are there in either form, of one that is missing, and of a missing row."""
    text = TEXT.replace("[30, 40, 70], price: 5}", "[30, 40, 70]}").replace(
        "cake: {name: Cake}}", "cake: {name: Cake}, tart: {name: Tart}}"
    )
    disputes = {
        ("tart", "taste"): 10.0,
        ("soup", "taste"): 65.0,
        ("cake", "price"): 20.0,
        ("soup", "price"): 30.0,
        ("tart", "price"): 50.0,
        ("cake", "taste"): 61.0,
    }
    criteria_set, choice = read(text), Choice(disputes=disputes)
    singly = text
    scores = disputed_scores(criteria_set, choice)
    said = {"reason": ANA.reason, "by": ANA.name, "as_of": ANA.when}
    for (option, criterion), score in scores.items():
        singly = put_value(singly, score_keys(singly, option, criterion), score)
    for cell in scores:
        for key, content in said.items():
            singly = put_value(singly, ("assessments", *cell, key), content)

    assert read(put_scores(text, scores, ANA)) == read(singly)
    assert put_scores(text, disputed_scores(criteria_set, Choice()), ANA) == text


def test_of_several_scores_with_a_value_the_nearest_is_taken() -> None:
    """A value function that rises and falls has two; the one near the old score counts."""
    hill = Criterion(name="Salt", value=[(0, 0), (50, 100), (100, 0)])

    assert score_for_value(hill, 40, near=90) == 80
    assert score_for_value(hill, 40, near=10) == 20


def test_a_value_no_score_has_is_refused() -> None:
    """The sentence names the criterion and the value."""
    flat = Criterion(name="Salt", value=[(0, 20), (100, 60)])

    with pytest.raises(ValueError, match="No score on Salt has the value 80"):
        score_for_value(flat, 80)


@settings(max_examples=80, deadline=None)
@given(
    st.floats(0, 100),
    st.sampled_from(["lower", "higher"]),
    st.floats(-1e6, 1e6),
    st.floats(1e-3, 1e6),
)
def test_a_value_turned_back_is_that_value(
    value: float, better: str, start: float, length: float
) -> None:
    """Whatever the scale, the score that is written has the disputed value again."""
    scale = {"from": start, "to": start + length}
    criterion = Criterion.model_validate({"name": "Salt", "better": better, "scale": scale})

    assert value_of(criterion, score_for_value(criterion, value)) == pytest.approx(value, abs=0.01)
