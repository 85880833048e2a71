"""Ids made from names of every alphabet: readable, well formed, each used once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.files.spreadsheet.entry_ids import make_id
from steelyard.model.entry import is_id


@given(st.lists(st.text(max_size=80), max_size=8))
@settings(max_examples=100, deadline=None)
def test_ids_are_well_formed_and_used_once(names: list[str]) -> None:
    """Whatever alphabet, sign or length a name has."""
    ids: list[str] = []
    for name in names:
        ids.append(make_id(name, ids, "option"))
    assert all(map(is_id, ids))
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Hold", "hold"),
        ("5G network", "option_5g_network"),
        ("No", "option_no"),
        ("制裁", "option_1"),
        ("Straße & Łódź", "strasse_lodz"),
        ("The king’s men", "the_kings_men"),
        (
            "a very long name of an option that goes on and on",
            "a_very_long_name_of_an_option_that_goes",
        ),
    ],
)
def test_ids_are_readable(name: str, made: str) -> None:
    """The name without marks and signs; a kind and a number where nothing is left."""
    assert make_id(name, [], "option") == made
