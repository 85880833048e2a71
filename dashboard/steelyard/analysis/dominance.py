"""Which option is at least as good as another on every criterion, and better on one.

Needs no weights: a dominated option cannot lead under any weighting of these criteria,
unless it ties.
"""

from __future__ import annotations

from collections.abc import Mapping

Values = Mapping[str, Mapping[str, float]]
"""option → criterion → value."""

TIE = 1e-9
"""Two numbers closer than this are the same number; design rule for ties everywhere."""


def dominates(winner: Mapping[str, float], loser: Mapping[str, float]) -> bool:
    """Tell whether one set of values is nowhere lower and somewhere higher.

    Differences up to 1e-9 count as equal. Identical options do not dominate each other.
    Source: Pareto dominance, Keeney & Raiffa (1976), section 3.2.

    >>> dominates({"cost": 50, "risk": 60}, {"cost": 50, "risk": 40})
    True
    """
    differences = [winner[criterion] - loser[criterion] for criterion in winner]
    return all(gap >= -TIE for gap in differences) and any(gap > TIE for gap in differences)


def find_dominated(values: Values) -> dict[str, tuple[str, ...]]:
    """Return, for each option, the options that dominate it on likely values.

    >>> find_dominated({"a": {"cost": 9}, "b": {"cost": 4}})
    {'a': (), 'b': ('a',)}
    """
    return {
        loser: tuple(winner for winner in values if dominates(values[winner], values[loser]))
        for loser in values
    }


def find_surely_dominated(lows: Values, highs: Values) -> dict[str, tuple[str, ...]]:
    """Return, for each option, those that dominate it wherever in their ranges scores lie.

    The winner is taken at its low values, the loser at its high ones; an unknown score
    spans its full range, so it is never surely dominated on that criterion unless the
    winner is surely at the top of the scale.

    >>> find_surely_dominated({"a": {"x": 7}, "b": {"x": 1}}, {"a": {"x": 9}, "b": {"x": 6}})
    {'a': (), 'b': ('a',)}
    """
    return {
        loser: tuple(
            winner for winner in lows if winner != loser and dominates(lows[winner], highs[loser])
        )
        for loser in lows
    }
