"""What a reading changes, cell by cell, against hand arithmetic and against the totals."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_sets import make_set
from viewed_sets import viewed_sets

from steelyard.analysis.perspectives.cell_effects import find_reading_changes
from steelyard.analysis.totals import View, evaluate
from steelyard.model import UNKNOWN, CriteriaSet, Score


def lunch() -> CriteriaSet:
    """Return two options on two criteria and a cook who sees both otherwise."""
    return make_set(
        {"soup": {"taste": 40, "price": [10, 20, 30]}, "cake": {"taste": 80}},
        swings={"taste": 75, "price": 25},
        criteria={"price": {"better": "lower"}},
        frames={"all": {"name": "All", "criteria": ["taste", "price"]},
                "one": {"name": "One", "criteria": ["price"]}},
        readings={"cook": {"name": "Cook", "assessments": {
            "soup": {"taste": {"score": 60, "reason": "More salt"}, "price": 60},
            "cake": {"taste": 80, "price": 90},
        }}},
    )  # fmt: skip


def test_each_cell_with_its_effect_on_the_total() -> None:
    """Effects are weight × change of value, the largest first, ties as in the file."""
    changes = find_reading_changes(lunch(), "cook")

    # taste: 0.75 × (60 − 40) = 15; price, where low is good: 0.25 × (40 − 80) = −10 for the
    # soup, and 0.25 × (10 − 50) = −10 for the cake, whose price is not known in the file.
    assert [(c.option, c.criterion, c.points) for c in changes] == [
        ("soup", "taste", 15.0),
        ("soup", "price", -10.0),
        ("cake", "price", -10.0),
        ("cake", "taste", 0.0),
    ]
    assert changes[0].reason == "More salt"
    assert (changes[1].before, changes[1].after) == (Score(10, 20, 30), Score.exactly(60))
    assert (changes[1].value_before, changes[1].value_after) == (80.0, 40.0)
    assert changes[2].before == UNKNOWN


def test_only_cells_in_the_frame_and_disputes_win() -> None:
    """Criteria out of view are left out; a disputed cell is the same in both."""
    view = View(frame="one", disputes={("soup", "price"): 5.0})

    changes = find_reading_changes(lunch(), "cook", view)

    assert [(c.option, c.criterion, c.points) for c in changes] == [
        ("cake", "price", -40.0),
        ("soup", "price", 0.0),
    ]


def test_an_unknown_reading() -> None:
    """A reading the file does not have is refused by name."""
    with pytest.raises(ValueError, match="no reading is called chef"):
        find_reading_changes(lunch(), "chef")


@settings(max_examples=60, deadline=None)
@given(criteria_set=viewed_sets(), data=st.data())
def test_effects_add_up_to_the_change_of_the_total(
    criteria_set: CriteriaSet, data: st.DataObject
) -> None:
    """The cells a reading assesses explain the whole change of every total."""
    for reading in criteria_set.readings:
        scenario = data.draw(st.sampled_from([None, *criteria_set.scenarios]))
        view = View(scenario=scenario)
        before = evaluate(criteria_set, view).totals
        after = evaluate(criteria_set, replace(view, reading=reading)).totals
        summed = dict.fromkeys(before, 0.0)
        for change in find_reading_changes(criteria_set, reading, view):
            summed[change.option] += change.points
        for option, total in after.items():
            assert before[option] + summed[option] == pytest.approx(total, abs=1e-9)
