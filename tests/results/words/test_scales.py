"""Scores as tables print them: on their own scales, whichever end is good."""

from __future__ import annotations

from files.lunch import load

from steelyard.model import Criterion
from steelyard.results.choice import Choice
from steelyard.results.result import Result
from steelyard.results.words.scores.scales import (
    bar_words,
    best_end,
    printed_extent,
    printed_score,
    scale_number,
)

COSTS = """\
format: 1
title: Travel
criteria:
  cost: {name: Cost, better: lower, scale: {from: 0, to: 6000, unit: chf}}
  risk: {name: Risk, better: lower}
options:
  train: {name: Night train}
  plane: {name: Plane}
assessments:
  train: {cost: [2000, 2800, 3100], risk: 30}
  plane: {cost: unknown, risk: 45.5}
scenarios:
  strike: {name: Strike, shifts: {train: {cost: 1000, risk: 5}}}
"""


def printed(cell: tuple[str, str], **choice: object) -> tuple[str, str]:
    """Return the printed score and range of a cell of the set above, seen with a choice."""
    result = Result(load(COSTS), Choice(**choice))  # type: ignore[arg-type]
    return (
        printed_score(result.evaluation, result.criteria_set, cell),
        printed_extent(result.evaluation, result.criteria_set, cell),
    )


def test_a_score_is_printed_and_never_its_value() -> None:
    """2,800 francs have a value of 53.3, and 30 points of risk one of 70: neither is printed."""
    assert printed(("train", "cost")) == ("2,800", "2,000–3,100")
    assert printed(("train", "risk")) == ("30", "")
    assert printed(("plane", "risk")) == ("45.5", "")


def test_an_unknown_score_is_called_so() -> None:
    """No number stands in for it, and no range either."""
    assert printed(("plane", "cost")) == ("unknown", "")


def test_a_scenario_moves_what_is_printed() -> None:
    """Under the scenario the shifted score is the one that is computed with."""
    assert printed(("train", "cost"), scenario="strike") == ("3,800", "3,000–4,100")


def test_a_disputed_value_is_printed_as_the_score_it_stands_for() -> None:
    """A value of 75 where low is best is 1,500 of 6,000, without a range."""
    assert printed(("train", "cost"), disputes={("train", "cost"): 75.0}) == ("1,500", "")


def test_heads_say_which_end_is_good() -> None:
    """An arrow and words, for each direction, and what a longer bar means."""
    criteria_set = Result(load(COSTS), Choice()).criteria_set
    assert best_end(criteria_set, criteria_set.criteria["cost"]) == "↓ low is best"
    assert best_end(criteria_set, Criterion(name="Taste")) == "↑ high is best"
    assert best_end(criteria_set, Criterion(name="Taste"), is_plain=True) == "high best"
    assert bar_words(criteria_set) == "Number: the score. Bar: longer is better."


def test_a_long_bar_can_be_a_lot_of_harm() -> None:
    """Where the most harmful option comes first, longer is not called better."""
    harm = COSTS.replace("title: Travel", "title: Harm\nmeasure: {name: harm, top: most harmful}")
    criteria_set = Result(load(harm), Choice()).criteria_set
    assert bar_words(criteria_set) == "Number: the score. Bar: longer is more harm."
    assert best_end(criteria_set, criteria_set.criteria["cost"]) == "↓ low is most harmful"


def test_small_scales_keep_their_decimals() -> None:
    """Two decimals more than tell fifty steps apart, without zeros at the end."""
    share = Criterion.model_validate({"name": "Share", "scale": {"from": 0, "to": 1}})
    assert scale_number(share, 0.12345) == "0.1235"
    assert scale_number(share, 0.5) == "0.5"
