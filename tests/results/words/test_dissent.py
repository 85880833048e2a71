"""Who leads with other weights, scores and scenarios, in sentences."""

from __future__ import annotations

import pytest
from files.lunch import LUNCH
from files.lunch import load as load_lunch

from steelyard.results.choice import Choice
from steelyard.results.result import Result
from steelyard.results.words.lead import dissent


@pytest.fixture
def lunch() -> Result:
    """Return a small set with a lens on taste alone, a gourmet's reading and two scenarios."""
    return Result(load_lunch(LUNCH), Choice())


def test_lenses_that_agree(lunch: Result) -> None:
    """Through the child's lens the order is the same."""
    assert dissent.every_lens_sentences(lunch)[-1] == (
        "All of them rank the options in exactly the same order."
    )


def test_readings_and_the_way_to_them(lunch: Result) -> None:
    """Of the way to the gourmet soup's 54 + 30s passes cake's 72 at s = 0.6."""
    own, rival, way = dissent.every_reading_sentences(lunch)

    assert own == "As things stand: Cake leads on 72.0."
    assert rival.endswith(": Soup leads on 84.0.")
    assert way == "  60% of the way from the file’s own assessments to it, Soup takes over."
    assert dissent.rescored_words(lunch, "gourmet") == "1 of 6 scores"


def test_scenarios(lunch: Result) -> None:
    """Soup 6 points up or down is not enough: cake stays in front, and no set helps soup."""
    assert dissent.instead_sentences(lunch)[0].startswith("In none of ")
    said = dissent.every_scenario_sentences(lunch)
    assert "  Cake: none is needed." in said
    assert "  Soup: no set of up to 4 scenarios." in said


def test_regret(lunch: Result) -> None:
    """Cake is never behind over the scenarios, and 12 over readings and lenses."""
    said = dissent.every_regret_sentences(lunch)

    assert said[0] == "Over the scenarios, Cake has the mildest worst case: it is never behind."
    assert said[1].startswith(
        "Over all pairs of a reading and a lens, Cake has the mildest worst case: "
        "12.0 points behind"
    )
