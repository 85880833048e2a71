"""How firm a lead is, in sentences that stand by themselves."""

from __future__ import annotations

from small_sets import make_set

from steelyard.analysis.perspectives.perspectives import through_readings_and_lenses
from steelyard.analysis.perspectives.regret import find_swaying
from steelyard.results.words.perspectives import swaying_sentences


def test_who_decides_alone_is_named() -> None:
    """Each lens or reading that carries the choice by itself, with the choice without it."""
    # Worst regrets over the file's view, child and elder: beach 60, museum 70. Without the
    # child, who sees only fun, the museum's is 5.
    criteria_set = make_set(
        {"beach": {"fun": 90, "rest": 10}, "museum": {"fun": 20, "rest": 70}},
        lenses={
            "child": {"name": "Child", "swings": {"rest": 0}},
            "elder": {"name": "Elder", "swings": {"fun": 0}},
        },
    )
    found = find_swaying(through_readings_and_lenses(criteria_set))

    assert swaying_sentences(criteria_set, found) == [
        "Without the lens “Child”, it is Museum that has the mildest worst case."
    ]
