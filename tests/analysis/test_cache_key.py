"""Tests of keys that tell objects apart by what they are."""

from __future__ import annotations

from steelyard.analysis.cache_key import Same


def test_only_the_very_object_is_the_same() -> None:
    """Two lists with the same in them are two keys, one list is one."""
    soup, other = ["soup"], ["soup"]
    kept = {Same(soup): 1}

    assert kept.get(Same(soup)) == 1
    assert kept.get(Same(other)) is None
    assert Same(soup) != soup
