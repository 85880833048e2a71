"""Tests of cache keys that compare objects by identity."""

from __future__ import annotations

from steelyard.analysis.cache_key import ByIdentity


def test_only_the_very_object_is_the_same() -> None:
    """Two equal lists give two keys; the same list gives one."""
    soup, other = ["soup"], ["soup"]
    kept = {ByIdentity(soup): 1}

    assert kept.get(ByIdentity(soup)) == 1
    assert kept.get(ByIdentity(other)) is None
    assert ByIdentity(soup) != soup
