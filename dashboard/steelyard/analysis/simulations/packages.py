"""How the scores of a package move with those of its parts in simulations.

A package is its better part plus a premium, criterion by criterion. In a simulation its score is
the best of its parts' drawn scores plus the drawn premium, held within 0..100. The likely
premium is the package's likely score minus the best likely score of its parts.

**How widely the premium varies.** The best of the parts ranges from the best of their lows to
the best of their highs. Where the package's own range reaches further down from its likely score
than the parts' best does from its likely one, the premium may fall by the difference; where it
reaches further up, the premium may rise by the difference: a triangle with the likely premium at
its peak. Where it reaches no further, the premium is fixed. So a package's range is never narrower
than that of its parts, and a premium that is nowhere negative keeps it at or above each of them.

A cell of a package varies on its own, like any other score, where its own score or that of any
part is unknown, since there is no premium then, and where no score of its parts is drawn.
Packages of packages follow the same rule, with the range of the part as it is drawn.
All numbers are those of the view: readings, scenarios and disputes change scores and premiums.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.analysis.arguments import FloatArray
from steelyard.analysis.parts import Parts, order_parts


@dataclass(frozen=True, eq=False)
class Coupling:
    """Which cells move with others, and the range each is drawn from; m options, n criteria.

    `order`: the options, every part before its packages. `coupled` (m × n): cells that are their
    best part plus a premium. `low`, `likely`, `high` (m × n): the range of a cell's score or,
    where it is coupled, of the premium's deviation from the likely one (`likely` 0).
    """

    order: tuple[int, ...]
    coupled: NDArray[np.bool_]
    low: FloatArray
    likely: FloatArray
    high: FloatArray


def couple(
    low: FloatArray,
    likely: FloatArray,
    high: FloatArray,
    unknown: NDArray[np.bool_],
    parts: Parts,
) -> Coupling:
    """Return how the cells of packages move with their parts; `parts` must not have cycles.

    >>> values = np.array([[40.0], [20.0], [50.0]])
    >>> found = couple(values - 10, values, values + 15, values < 0, ((), (), (0, 1)))
    >>> found.coupled[2].tolist(), found.low[2].tolist(), found.high[2].tolist()
    ([True], [0.0], [0.0])
    """
    order = order_parts(parts)
    drawn_low, drawn_likely, drawn_high = low.copy(), likely.copy(), high.copy()
    down, up = likely - low, high - likely
    moves = low < high
    coupled = np.zeros(likely.shape, dtype=np.bool_)
    for package in order:
        of = list(parts[package])
        if not of:
            continue
        here = moves[of].any(axis=0) & ~unknown[[package, *of]].any(axis=0)
        best = likely[of].max(axis=0)
        fall = best - (likely[of] - down[of]).max(axis=0)
        rise = (likely[of] + up[of]).max(axis=0) - best
        # A difference too small for any scale is rounding, but would be drawn if it were kept.
        lower, higher = _positive(down[package] - fall), _positive(up[package] - rise)
        drawn_low[package] = np.where(here, 0.0 - lower, low[package])
        drawn_likely[package] = np.where(here, 0.0, likely[package])
        drawn_high[package] = np.where(here, higher, high[package])
        down[package] = np.where(here, fall + lower, down[package])
        up[package] = np.where(here, rise + higher, up[package])
        moves[package] |= here
        coupled[package] = here
    return Coupling(order, coupled, drawn_low, drawn_likely, drawn_high)


def _positive(widths: FloatArray) -> FloatArray:
    return np.where(widths > 1e-9, widths, 0.0)
