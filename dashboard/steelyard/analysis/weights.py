"""Swings become weights: shares of one, over the criteria in view.

Swings need not add up to anything. If all are zero, the weights are equal by definition,
and a notice informs the reader.
"""

from __future__ import annotations

import math
from collections.abc import Mapping


def weights_from_swings(swings: Mapping[str, float]) -> dict[str, float]:
    """Return each swing as a share of their sum; equal shares if all are zero.

    Swings are scaled by the largest first, so that very large ones do not overflow.
    The shares add to one within rounding, in whatever order the criteria come.
    Raises ValueError for a negative or non-finite swing, naming it.
    Source: swing weighting, von Winterfeldt & Edwards (1986), section 8.5.

    >>> weights_from_swings({"cost": 30, "risk": 90})
    {'cost': 0.25, 'risk': 0.75}
    """
    for criterion, swing in swings.items():
        if not (math.isfinite(swing) and swing >= 0):
            raise ValueError(f"swing of {criterion} is {swing}; it has to be a number from 0 up")
    largest = max(swings.values(), default=0.0)
    if largest == 0:
        return {criterion: 1.0 / len(swings) for criterion in swings}
    scaled = {criterion: swing / largest for criterion, swing in swings.items()}
    total = math.fsum(scaled.values())
    return {criterion: share / total for criterion, share in scaled.items()}
