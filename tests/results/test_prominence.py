"""The order in which options get a colour."""

from __future__ import annotations

from small_sets import make_set, shipped

from steelyard.results.prominence import order_by_prominence


def test_every_option_is_there_once() -> None:
    """The order is a permutation of the options."""
    criteria_set = shipped("drug-harms-2010")

    assert sorted(order_by_prominence(criteria_set)) == sorted(criteria_set.options)


def test_whoever_leads_on_a_track_comes_before_better_ranked_ones() -> None:
    """c ranks last but leads once y weighs everything: it comes before b, which never leads."""
    criteria_set = make_set(
        {"a": {"x": 90, "y": 40}, "b": {"x": 80, "y": 30}, "c": {"x": 0, "y": 100}},
        {"x": 80, "y": 20},
    )

    assert order_by_prominence(criteria_set) == ("a", "c", "b")
