"""Dominance: at least as good on every criterion and better on one, surely or likely."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.analysis.dominance import find_dominated
from steelyard.analysis.totals import rank_totals

Table = dict[str, dict[str, float]]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Whole values from a short span, so that dominance and equality are frequent."""
    m, n = draw(st.integers(1, 6)), draw(st.integers(1, 4))
    return {f"o{i}": {f"c{j}": float(draw(st.integers(0, 3))) for j in range(n)} for i in range(m)}


def brute(winner: dict[str, float], loser: dict[str, float]) -> bool:
    """The definition, for values that are whole."""
    pairs = [(winner[c], loser[c]) for c in winner]
    return all(w >= x for w, x in pairs) and any(w > x for w, x in pairs)


@pytest.mark.parametrize(
    ("winner", "loser", "expected"),
    [
        ({"x": 5, "y": 5}, {"x": 5, "y": 4}, True),
        ({"x": 5, "y": 5}, {"x": 5, "y": 5}, False),
        ({"x": 9, "y": 3}, {"x": 5, "y": 4}, False),
        # Up to 1e-9 counts as equal, on either side; 3e-7 does not.
        ({"x": 5.0, "y": 5 + 5e-10}, {"x": 5.0, "y": 5.0}, False),
        ({"x": 5.0, "y": 5 + 3e-7}, {"x": 5.0, "y": 5.0}, True),
        ({"x": 5 - 5e-10, "y": 6.0}, {"x": 5.0, "y": 5.0}, True),
        ({"x": 5 - 3e-7, "y": 6.0}, {"x": 5.0, "y": 5.0}, False),
    ],
)
def test_golden(winner: dict[str, float], loser: dict[str, float], expected: bool) -> None:
    """Nowhere lower and somewhere higher, with differences up to 1e-9 as equal."""
    found = find_dominated({"winner": winner, "loser": loser})
    assert ("winner" in found["loser"]) is expected


@given(tables())
@settings(max_examples=60, deadline=None)
def test_equals_the_definition(values: Table) -> None:
    """Every option's list holds exactly those that the definition finds, in order."""
    expected = {
        loser: tuple(winner for winner in values if brute(values[winner], values[loser]))
        for loser in values
    }
    assert find_dominated(values) == expected


def test_no_option_dominates_itself() -> None:
    """A single option is dominated by nothing."""
    assert find_dominated({"a": {"x": 50.0}}) == {"a": ()}


@given(tables(), st.lists(st.integers(0, 5), min_size=4, max_size=4))
@settings(max_examples=60, deadline=None)
def test_a_dominated_option_never_leads_alone(values: Table, weights: list[int]) -> None:
    """Under no weights is a dominated option the only one on rank 1."""
    totals = {
        o: float(sum(w * v for w, v in zip(weights, row.values(), strict=False)))
        for o, row in values.items()
    }
    ranks = rank_totals(totals)
    leaders = [option for option in values if ranks[option] == 1]
    if len(leaders) == 1:
        assert find_dominated(values)[leaders[0]] == ()
