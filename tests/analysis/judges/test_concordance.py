"""Kendall's W against scipy, against an example written out, and per criterion."""

from __future__ import annotations

import random

import pytest
from judged_sets import panel_of
from scipy.stats import friedmanchisquare
from small_sets import make_set

from steelyard.analysis.judges.concordance import Concordance, find_concordance, kendalls_w


def test_an_example_written_out() -> None:
    """Three judges rank six things; the sums of their ranks are 8, 14, 11, 11, 8 and 11.

    The mean is 10.5 and the squared differences add to S = 6.25 + 12.25 + 0.25 + 0.25 + 6.25 +
    0.25 = 25.5, so that W = 12 S / (m² (n³ − n)) = 306 / 1890 = 0.1619.
    """
    ranks = [(1, 6, 3, 2, 5, 4), (1, 5, 6, 4, 2, 3), (6, 3, 2, 5, 1, 4)]
    found = kendalls_w([[-rank for rank in row] for row in ranks])
    assert found == pytest.approx(306 / 1890, abs=1e-12)


def test_ties_are_corrected_as_scipy_does() -> None:
    """Over 300 random panels with many ties, W is Friedman's statistic over m (n − 1)."""
    chance = random.Random(1)
    checked = 0
    for _ in range(300):
        judges, things = chance.randint(2, 9), chance.randint(3, 12)
        rows = [[float(chance.randint(0, 4)) for _ in range(things)] for _ in range(judges)]
        found = kendalls_w(rows)
        if found is None:
            assert all(len(set(row)) == 1 for row in rows)
            continue
        statistic = friedmanchisquare(*zip(*rows, strict=True)).statistic
        assert found == pytest.approx(statistic / (judges * (things - 1)), abs=1e-12)
        checked += 1
    assert checked > 290


def test_it_says_nothing_where_nothing_can_be_said() -> None:
    """One judge, one thing, or nothing but ties have no W; different lengths are an error."""
    assert kendalls_w([[1, 2]]) is None
    assert kendalls_w([[1], [2]]) is None
    assert kendalls_w([[5, 5], [7, 7]]) is None
    with pytest.raises(ValueError, match="different things"):
        kendalls_w([[1, 2], [1, 2, 3]])


def test_the_criterion_that_divides_has_the_widest_spread() -> None:
    """Judges agree on price and not on taste; only those who gave swings are compared on them."""
    lunch = make_set({"soup": {"taste": 1, "price": 1}, "cake": {"taste": 1, "price": 1}})
    panel = panel_of(
        lunch,
        {
            "a": ({"soup": {"taste": 90, "price": 50}, "cake": {"taste": 10, "price": 60}},
                  {"taste": 2, "price": 1}),
            "b": ({"soup": {"taste": 10, "price": 52}, "cake": {"taste": 90, "price": 60}}, {}),
            "c": ({"soup": {"taste": 90, "price": 50}, "cake": {"taste": 10, "price": 60}},
                  {"taste": 3, "price": 1}),
        },
    )  # fmt: skip
    found = find_concordance(panel)
    assert (found.most_divided, found.most_united) == (("taste",), ("price",))
    assert found.spreads == {"taste": 80.0, "price": 1.0}
    assert found.criteria == {"taste": pytest.approx(1 / 9), "price": 1.0}
    assert found.swings == 1.0
    assert found.options == pytest.approx(1 / 9)


def test_criteria_that_tie_are_all_named() -> None:
    """Two with the same spread, as far as arithmetic tells, divide or unite alike."""
    found = Concordance(None, None, {}, {"a": 15.4, "b": 40.0, "c": 15.4 + 1e-12, "d": 40.0})
    assert (found.most_divided, found.most_united) == (("b", "d"), ("a", "c"))
    same = Concordance(None, None, {}, {"a": 0.0, "b": 0.0})
    assert (same.most_divided, same.most_united) == ((), ("a", "b"))
    alone = Concordance(None, None, {}, {"a": 3.0})
    assert (alone.most_divided, alone.most_united) == (("a",), ())
    assert Concordance(None, None, {}, {}).most_divided == ()
