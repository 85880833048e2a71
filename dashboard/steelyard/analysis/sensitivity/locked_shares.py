"""Sensitivity with some weights locked: the same analysis, restricted to the free criteria.

The locked criteria keep their weights; the others share the rest. Every total is then a constant
plus the sum over the free criteria of share × room × value, so tracks and flips found on the free
criteria alone hold for the whole. The browser computes the same.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from steelyard.analysis.arguments import FloatArray, check_values, check_weights
from steelyard.analysis.sensitivity.leaders import weighted_totals


@dataclass(frozen=True, slots=True, eq=False)
class FreeShares:
    """The values and weights of the free criteria, from which whole totals can be computed.

    `criteria`: their indices. `room`: what they weigh together, 0..1. `values`: m × free,
    adjusted so that the sum of share × value over them, shares adding up to 1, is the whole
    total. `weights`: their present weights, adding up to `room`. `all_weights`: those of all
    criteria, adding up to 1.
    """

    criteria: tuple[int, ...]
    room: float
    values: FloatArray
    weights: FloatArray
    all_weights: FloatArray

    def weights_with(self, shares: FloatArray) -> FloatArray:
        """Return the weights of all criteria where the free ones have these shares of the room."""
        changed = self.all_weights.copy()
        changed[list(self.criteria)] = self.room * shares
        return changed


def set_aside(values: ArrayLike, weights: ArrayLike, locked: Collection[int]) -> FreeShares:
    """Return the free criteria of values (m × n) and weights (n, of any size) with some locked.

    At least one criterion has to be free; raises `ValueError` otherwise.

    >>> left = set_aside([[100, 0, 50], [0, 100, 50]], [0.25, 0.25, 0.5], [2])
    >>> left.criteria, left.room, left.values.tolist()
    ((0, 1), 0.5, [[75.0, 25.0], [25.0, 75.0]])
    """
    table = check_values(values)
    n = table.shape[1]
    present = check_weights(weights, n)
    free = tuple(j for j in range(n) if j not in locked)
    kept = [j for j in range(n) if j in locked]
    if not free:
        raise ValueError("locked: found every criterion; allowed is all but one at most")
    room = min(math.fsum(present[list(free)].tolist()), 1.0)
    fixed = weighted_totals(table[:, kept], present[kept]) if kept else np.zeros(len(table))
    reduced = fixed[:, None] + room * table[:, list(free)]
    return FreeShares(free, room, reduced, present[list(free)], present)
