"""What saving changes, told in words, on the ranking and line by line."""

from __future__ import annotations

from small_sets import make_set

from steelyard.files.saving.text_difference import MOST_LINES, text_difference
from steelyard.model import CriteriaSet
from steelyard.results.compared.difference import describe_changes
from steelyard.results.words.difference import lines_in_words


def lunch(soup: float) -> CriteriaSet:
    """Return soup of some taste against a cake of 50."""
    return make_set({"soup": {"taste": soup}, "cake": {"taste": 50}})


def test_a_new_leader_is_named() -> None:
    """The sentences give the move, the new leader, the margin and the totals."""
    changes = describe_changes(lunch(40), lunch(60), None, None)

    assert changes.counting == ("Taste of Soup: 40 → 60",)
    assert changes.effect[0] == "Soup now leads, where Cake led before."
    assert "Soup: total 40.0 → 60.0 (+20.0), rank 2 → 1" in changes.effect


def test_a_leader_that_stays_is_said() -> None:
    """A change that leaves the lead says so."""
    assert describe_changes(lunch(40), lunch(45), None, None).effect[0] == "Cake still leads."


def test_nothing_and_the_unreadable_change_nothing() -> None:
    """Two equal states, or one that cannot be read, have no moves to tell."""
    assert describe_changes(lunch(40), lunch(40), None, None).number == 0
    assert describe_changes(None, lunch(40), None, None).number == 0


def test_a_frame_neither_state_has_is_left_out_of_account() -> None:
    """A choice that no longer fits the file does not stand in the way."""
    assert describe_changes(lunch(40), lunch(60), "gone", "gone").effect


def test_lines_in_words() -> None:
    """Changed, added and removed lines are counted apart."""
    assert lines_in_words("a\nb\n", "a\nb\n") == ""
    assert lines_in_words("a\nb\nc\n", "x\ny\n") == "2 lines changed and 1 line taken out"


def test_a_long_difference_is_cut() -> None:
    """The page never shows thousands of lines, and says how many are left out."""
    old, new = "a\n" * 1000, "b\n" * 1000
    shown = text_difference(old, new, "lunch.yaml").splitlines()

    assert len(shown) == MOST_LINES + 1
    assert shown[-1].endswith("more lines")
