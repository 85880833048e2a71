"""Tests of keys that tell objects apart by what they are."""

from __future__ import annotations

from steelyard.analysis.cache_key import ByIdentity


def test_only_the_very_object_is_the_same() -> None:
    """Two lists with the same in them are two keys, one list is one."""
    soup, other = ["soup"], ["soup"]
    kept = {ByIdentity(soup): 1}

    assert kept.get(ByIdentity(soup)) == 1
    assert kept.get(ByIdentity(other)) is None
    assert ByIdentity(soup) != soup
