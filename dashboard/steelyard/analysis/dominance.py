"""Which option is at least as good as another on every criterion, and better on one.

Needs no weights: a dominated option cannot lead under any weighting of these criteria,
unless it ties.
"""

from __future__ import annotations

from collections.abc import Mapping
from operator import le

from steelyard.analysis.ties import rank_numbers

Values = Mapping[str, Mapping[str, float]]
"""option → criterion → value."""


def find_dominated(values: Values) -> dict[str, tuple[str, ...]]:
    """Return, for each option, the options that dominate it on likely values.

    Dominated: nowhere higher than the other option, and lower somewhere. Values of a criterion
    that tie count as equal (see `ties`). Identical options do not dominate each other.
    Source: Pareto dominance, Keeney & Raiffa (1976), section 3.2.

    >>> find_dominated({"a": {"cost": 9}, "b": {"cost": 4}})
    {'a': (), 'b': ('a',)}
    """
    criteria = next(iter(values.values()), {})
    columns = [rank_numbers([row[criterion] for row in values.values()]) for criterion in criteria]
    ranks = list(zip(values, zip(*columns, strict=True), strict=True)) if columns else []
    # An option that dominates another has a lower sum of ranks, so only earlier ones can.
    ordered = sorted(ranks, key=lambda entry: sum(entry[1]))
    found = dict[str, tuple[str, ...]]()
    positions = {option: place for place, option in enumerate(values)}
    for place, (loser, own) in enumerate(ordered):
        winners = [
            winner for winner, other in ordered[:place] if other != own and all(map(le, other, own))
        ]
        found[loser] = tuple(sorted(winners, key=positions.__getitem__))
    return {option: found.get(option, ()) for option in values}
