"""Agreement of lenses in sentences, on rankings that can be compared by eye."""

from __future__ import annotations

from small_sets import make_set

from steelyard.analysis.perspectives.perspectives import through_lenses
from steelyard.model import CriteriaSet
from steelyard.results.words.perspectives import agreement_sentences


def three_lenses() -> CriteriaSet:
    """Return a, b, c ranked in this order by x and upside down by y; the file goes by x."""
    lens = {"x": 1, "y": 0}
    return make_set(
        {"a": {"x": 90, "y": 10}, "b": {"x": 50, "y": 50}, "c": {"x": 10, "y": 90}},
        swings={"x": 80, "y": 20},
        lenses={
            "same": {"name": "Same", "swings": lens},
            "other": {"name": "Other", "swings": {"x": 0, "y": 1}},
        },
    )


def test_least_and_most_alike() -> None:
    """The pair furthest apart, those that rank alike, and who stands apart on average."""
    criteria_set = three_lenses()

    assert agreement_sentences(criteria_set, through_lenses(criteria_set)) == [
        "Least alike: “The file’s weights” and “Other”. Their agreement is −1.00: one order is the "
        "other upside down.",
        "Most alike: “The file’s weights” and “Same” rank all options in exactly the same order.",
        "Furthest from all others: Other, with an agreement of −1.00 on average.",
    ]


def test_where_there_is_nothing_to_compare() -> None:
    """One option, or rankings that tell nothing apart, are said to be so."""
    alone = make_set({"a": {"x": 5}}, lenses={"l": {"name": "L", "swings": {"x": 1}}})

    (sentence,) = agreement_sentences(alone, through_lenses(alone))

    assert sentence.startswith("There are no two rankings here")


def test_all_alike() -> None:
    """Where every ranking is the same one sentence says it."""
    criteria_set = make_set(
        {"a": {"x": 5}, "b": {"x": 3}}, lenses={"l": {"name": "L", "swings": {"x": 1}}}
    )

    assert agreement_sentences(criteria_set, through_lenses(criteria_set)) == [
        "All of them rank the options in exactly the same order."
    ]
