"""A pasted block: put together, as if each entry had been typed after the other."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.files.editing.score_sheet import SWINGS, read_score_sheet
from steelyard.files.editing.typed_entries import TypedEntry, put_entries, put_entry

TEXT = """\
format: 1
title: Lunch
criteria:
  taste: {name: Taste, swing: 60}
  price: {name: Price}
options: {soup: {name: Soup}, cake: {name: Cake}, stew: {name: Stew}}
assessments:
  soup: {taste: 40}  # Old.
  cake:
    taste: {score: 60, reason: Sweet.}
"""
WHERE = [(o, c) for o in (SWINGS, "soup", "cake", "stew") for c in ("taste", "price")]
entries = st.lists(
    st.builds(
        lambda cell, n, text: TypedEntry(*cell, n, text),
        st.sampled_from(WHERE),
        st.integers(0, 9),
        st.sampled_from(["7", "20 30 45", "", "x", "unknown", "101"]),
    ),
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(entries)
def test_a_block_is_taken_as_if_typed_one_by_one(block: list[TypedEntry]) -> None:
    """Cells and refusals are the same, whatever comes twice, empty or wrong."""
    text, refused = TEXT, set()
    for entry in block:
        refused.discard(entry.key)
        try:
            text = put_entry(text, entry)
        except ValueError:
            refused.add(entry.key)
    taken = put_entries(TEXT, block)

    assert read_score_sheet(taken.text) == read_score_sheet(text)
    assert set(taken.refused) == refused


def test_one_wrong_entry_holds_up_no_other() -> None:
    """The rest is put together, the comment and the reason stay, the wrong one says why."""
    block = [TypedEntry("soup", "taste", 1, "x"), TypedEntry("cake", "taste", 2, "5")]
    taken = put_entries(TEXT, [*block, TypedEntry("stew", "price", 3, "9")])

    assert taken.text == TEXT.replace("score: 60", "score: 5") + "  stew:\n    price: 9\n"
    assert "found x" in taken.refused["soup.taste"][1]


def test_a_place_that_refuses_leaves_the_others_alone() -> None:
    """Where the text itself cannot take an entry, all are put one by one."""
    text = TEXT.replace("soup: {taste: 40}", "soup: all")
    taken = put_entries(
        text, [TypedEntry("soup", "taste", 1, "4"), TypedEntry("cake", "taste", 2, "5")]
    )

    assert taken.text == text.replace("score: 60", "score: 5")
    assert list(taken.refused) == ["soup.taste"]
    with pytest.raises(ValueError, match="soup"):
        put_entry(text, TypedEntry("soup", "taste", 1, "4"))
