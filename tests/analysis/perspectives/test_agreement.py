"""Agreement of rankings."""

from __future__ import annotations

import math
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_sets import make_set
from viewed_sets import viewed_sets

from steelyard.analysis.perspectives.agreement import compare_rankings, find_agreement
from steelyard.analysis.perspectives.perspectives import Perspective, through_lenses
from steelyard.model import CriteriaSet

RANKS = st.integers(1, 8).flatmap(
    lambda m: st.tuples(
        st.lists(st.integers(1, 4), min_size=m, max_size=m),
        st.lists(st.integers(1, 4), min_size=m, max_size=m),
    )
)


def keyed(ranks: list[int]) -> dict[str, int]:
    """Options a0, a1, … with these ranks."""
    return {f"a{i}": rank for i, rank in enumerate(ranks)}


def test_golden() -> None:
    """Pairs in the same order less pairs in opposite order, over the pairs told apart."""
    # First 1 2 2 4, second 1 3 2 4. Six pairs: first tells 5 apart (not b-c), second all 6.
    # a-b, a-c, a-d, b-d, c-d stand alike in both: (5 - 0) / sqrt(5 * 6).
    first, second = keyed([1, 2, 2, 4]), keyed([1, 3, 2, 4])
    assert compare_rankings(first, second) == pytest.approx(5 / math.sqrt(30))


def test_opposite_order() -> None:
    """Rankings turned upside down agree as little as can be."""
    assert compare_rankings(keyed([1, 2, 3]), keyed([3, 2, 1])) == -1.0


@given(RANKS)
@settings(max_examples=100, deadline=None)
def test_equals_the_textbook_formula(pair: tuple[list[int], list[int]]) -> None:
    """The formula by groups of ties, (C - D) / sqrt((n0 - n1)(n0 - n2)), gives the same."""
    first, second = pair
    n0 = len(first) * (len(first) - 1) // 2
    n1, n2 = (
        sum(size * (size - 1) // 2 for size in Counter(ranks).values()) for ranks in (first, second)
    )
    agree = disagree = 0
    for i, k in combinations(range(len(first)), 2):
        product = (first[i] - first[k]) * (second[i] - second[k])
        agree, disagree = agree + (product > 0), disagree + (product < 0)
    tau = compare_rankings(keyed(first), keyed(second))
    if n0 in (n1, n2):
        assert tau is None
    else:
        assert tau == pytest.approx((agree - disagree) / math.sqrt((n0 - n1) * (n0 - n2)))


@given(RANKS)
@settings(max_examples=60, deadline=None)
def test_symmetric_and_within_bounds(pair: tuple[list[int], list[int]]) -> None:
    """Either ranking may come first; with itself agreement is exactly 1."""
    first, second = (keyed(ranks) for ranks in pair)
    tau = compare_rankings(first, second)
    assert tau == compare_rankings(second, first)
    assert tau is None or -1 <= tau <= 1
    assert compare_rankings(first, first) in (1.0, None)


def test_nothing_to_compare() -> None:
    """One option, or nothing but ties, has no order to agree on."""
    assert compare_rankings({"a": 1}, {"a": 1}) is None
    assert compare_rankings({"a": 1, "b": 1}, {"a": 1, "b": 2}) is None


def test_refuses_different_options() -> None:
    """Rankings of different options cannot be compared."""
    with pytest.raises(ValueError, match="not of the same options"):
        compare_rankings({"a": 1}, {"b": 1})


def test_golden_lenses() -> None:
    """The two lenses that rank in opposite orders are named as furthest apart."""
    # Own weights: a 50, b 50, c 50, a tie of all, so no order to compare with.
    # x alone: a 100, b 50, c 0; mostly x: 90, 50, 10, the same order; y alone: the reverse.
    criteria_set = make_set(
        {"a": {"x": 100, "y": 0}, "b": {"x": 50, "y": 50}, "c": {"x": 0, "y": 100}},
        lenses={
            "first": {"name": "First", "swings": {"x": 1, "y": 0}},
            "also": {"name": "Also", "swings": {"x": 9, "y": 1}},
            "second": {"name": "Second", "swings": {"x": 0, "y": 1}},
        },
    )
    found = find_agreement(through_lenses(criteria_set))
    own, first, also, second = (Perspective(x) for x in (None, "first", "also", "second"))
    assert found.taus[own] == {first: None, also: None, second: None}
    assert found.taus[first] == {own: None, also: 1.0, second: -1.0}
    assert found.means == {own: None, first: 0.0, also: 0.0, second: -1.0}
    assert found.furthest_apart == (first, second)


@given(viewed_sets())
@settings(max_examples=40, deadline=None)
def test_table_is_symmetric(criteria_set: CriteriaSet) -> None:
    """Every pair of rankings has one number, and none is compared with itself."""
    found = find_agreement(through_lenses(criteria_set))
    for seen, row in found.taus.items():
        assert list(row) == [other for other in found.taus if other != seen]
        assert all(found.taus[other][seen] == tau for other, tau in row.items())
    if not criteria_set.lenses:
        assert found.furthest_apart is None
        assert list(found.means.values()) == [None]
