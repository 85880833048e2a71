"""Results are compared by meaning: order, kinds and the two forms of an assessment."""

from __future__ import annotations

import pytest

from steelyard.files.editing.checks import (
    apply_changes,
    comparable,
    first_right,
    is_cell,
    with_value,
    without_value,
)
from steelyard.files.editing.open_text import Change, EditError, OpenText


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (1, 1.0, True),
        (1, True, False),
        (0, False, False),
        ("1", 1, False),
        (None, "", False),
        ([], {}, False),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, False),
        ([1, 2], [2, 1], False),
        ({"assessments": {"o": {"c": 5}}}, {"assessments": {"o": {"c": {"score": 5}}}}, True),
        ({"other": {"o": {"c": 5}}}, {"other": {"o": {"c": {"score": 5}}}}, False),
    ],
)
def test_what_counts_as_the_same(one: object, other: object, is_same: bool) -> None:
    """Numbers by value, true never as 1, mappings with their order."""
    assert (comparable(one) == comparable(other)) == is_same


def test_cells_are_known_by_their_place() -> None:
    """Of the base set and of a reading, and nothing above or below them."""
    assert is_cell(("assessments", "o", "c"))
    assert is_cell(("readings", "r", "assessments", "o", "c"))
    assert not is_cell(("assessments", "o"))
    assert not is_cell(("scenarios", "s", "shifts", "o", "c"))


def test_plain_data_is_changed_in_a_copy() -> None:
    """Parents come into being; the original stays."""
    plain = {"a": {"b": 1}}
    assert with_value(plain, ("a", "c", "d"), 2) == {"a": {"b": 1, "c": {"d": 2}}}
    assert without_value(plain, ("a", "b")) == {"a": {}}
    assert plain == {"a": {"b": 1}}


def test_changes_are_applied_from_any_order() -> None:
    """Each by the places of the old text."""
    changes = [Change(4, 5, "22"), Change(1, 2, ""), Change(5, 5, "!")]
    assert apply_changes("a b 2", changes) == "ab 22!"


def test_the_first_plan_that_is_right_wins() -> None:
    """A plan that breaks the file, or means something else, is passed over."""
    opened = OpenText("a: 1\nb: 2\n")
    plans = [[Change(3, 4, "[")], [Change(3, 4, "7")], [Change(3, 4, "9")], [Change(3, 4, "0x9")]]
    assert first_right(opened, plans, {"a": 9, "b": 2}, ("a",)) == "a: 9\nb: 2\n"
    with pytest.raises(EditError, match="a cannot be changed here"):
        first_right(opened, plans, {"a": 8, "b": 2}, ("a",))
    # The same key twice would be read as the first one, and so pass unseen.
    twice = [[Change(9, 9, "\na: 1")]]
    with pytest.raises(EditError, match="a cannot be changed here"):
        first_right(opened, twice, {"a": 1, "b": 2}, ("a",))
