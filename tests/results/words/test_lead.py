"""What would take the lead away, what it rests on and how sure it is, in sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest
from files.lunch import LUNCH
from files.lunch import load as load_lunch
from made_results import result_of
from small_sets import make_set

from steelyard.results.choice import Choice
from steelyard.results.result import Result
from steelyard.results.words.lead import fragility as lead


@pytest.fixture
def lunch() -> Result:
    """Return a small set: soup 54, cake 72, menu 58; taste weighs 60%, price 40%."""
    return Result(load_lunch(LUNCH), Choice())


def test_weights_at_which_the_leader_stays(lunch: Result) -> None:
    """With weight t on taste soup is at 75 − 35t and cake at 60 + 20t: level at t = 3/11."""
    assert lead.stays_sentences(lunch) == [
        "Taste, now 60%: Cake leads from 27% to 100%; below that Soup.",
        "Price, now 40%: Cake leads from 0% to 73%; above that Soup.",
        "Senses (group), now 60%: Cake leads from 27% to 100%; below that Soup.",
    ]


def test_weights_that_each_option_needs(lunch: Result) -> None:
    """The leader needs none, soup 3/11 on taste, and menu is beaten everywhere."""
    assert lead.needed_weights_sentences(lunch) == [
        "Cake: the weights in view.",
        "Soup: Price 73%; Taste 27% (33 points away).",
        "Menu: No weights put it first: Cake is at least as good on every criterion.",
    ]


def test_a_third_option_in_the_way_is_told() -> None:
    """An option that only draws level is said to, and why a nearer tie is not yet a lead."""
    # Weight on x as t: a 80 − 20t, b 40 + 60t, c 90t, so b and c meet a at 1/2 and 8/11.
    three = make_set(
        {"a": {"x": 60, "y": 80}, "b": {"x": 100, "y": 40}, "c": {"x": 90, "y": 0},
         "d": {"x": 100, "y": 0}},
        {"x": 20, "y": 80},
    )  # fmt: skip
    assert lead.needed_weights_sentences(result_of(three, Choice())) == [
        "A: the weights in view.",
        "B: X 50%; Y 50% (30 points away).",
        "D: X 100% (80 points away, only level).",
        "C: No weights put it first: B is at least as good on every criterion.",
        "Where this takes more than drawing level with the leader, or cannot be done, another "
        "option is ahead of both by then.",
    ]


def test_a_solver_that_gave_up_is_named(lunch: Result) -> None:
    """No weights are invented where none could be worked out."""
    stuck = replace(lunch)
    vars(stuck)["beliefs"] = None

    assert lead.needed_weights_sentences(stuck) == [lead.GAVE_UP]


def test_low_confidence_is_said_where_all_of_it_is_low() -> None:
    """Cake is ahead of Menu on both criteria: one score of four at moderate is not all low."""
    cake = "cake: {taste: {score: 80, confidence: low}, price: {score: 8, confidence: low}}"
    menu = "menu: {taste: {score: 70, confidence: low}, price: {score: 12, confidence: low}}"
    low = LUNCH.replace("cake: {taste: 80, price: 8}", cake)
    low = low.replace("menu: {taste: [50, 70, 90], price: 12}", menu)
    found = lead.low_confidence_sentences(Result(load_lunch(low), Choice()))
    assert found == ["Confidence in the scores behind this: all low."]
    moderate = low.replace("12, confidence: low", "12, confidence: moderate")
    assert lead.low_confidence_sentences(Result(load_lunch(moderate), Choice())) == []
    assert lead.low_confidence_sentences(Result(load_lunch(LUNCH), Choice())) == []


def test_what_would_change_the_lead(lunch: Result) -> None:
    """The nearest flip of weights, and the nearest score with why it is not enough."""
    score, rest = lead.single_score_sentences(lunch)

    assert lead.nearest_flip_sentence(lunch) == (
        "Moving 33 points of weight from Taste to Price brings Soup level; no smaller movement "
        "does."
    )
    assert score.startswith("Cake on Taste: at 56.7 instead of 80 ")
    assert rest == lead.NOT_WITHIN_RANGE


def test_where_one_option_is_ahead_of_another(lunch: Result) -> None:
    """Cake is 40 ahead of soup on taste, 24 in points of the total, and 6 behind on price."""
    gaps = lead.gaps_between(lunch, "cake", "soup")

    assert gaps == pytest.approx({"taste": 24.0, "price": -6.0})
