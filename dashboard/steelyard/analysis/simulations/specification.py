"""What determines a set of simulations, validated once and ready to be sent anywhere.

A spec holds numbers only: values, swings, how each may vary, how many draws. It can be
pickled, and gives the same simulations wherever it is used. They are drawn in `draws`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from steelyard.analysis.arguments import FloatArray, check_spans, check_values, check_weights
from steelyard.analysis.parts import Parts, order_parts
from steelyard.analysis.simulations.limits import MOST_OPTIONS, too_many_options
from steelyard.analysis.simulations.low_discrepancy import SLICES
from steelyard.model.criteria_set import RangeMeaning

WeightMode = Literal["around", "uniform", "between", "order", "fixed"]
TAILS: Mapping[RangeMeaning, float] = {"extremes": 0.0, "central_90": 0.05, "central_80": 0.1}
"""What low and high of a range mean: the share of draws below low, and above high."""

CHUNK = 2 * SLICES
_MOST_DRAWS = 2**31


@dataclass(frozen=True, eq=False)
class SimulationSpec:
    """Everything that determines the simulations; may be sent to another process.

    `low`, `likely`, `high`: m × n values, 0..100. `unknown`: m × n booleans. `swings`: n × 2
    lowest and highest swing (equal except in mode `between`). `order`: criteria, most important
    first. `ranges`: what low and high mean. `shared_error`: 0..1, see `shared_errors`. `parts`:
    for each option the positions of its parts, with which it moves where `is_coupled`. Build it
    with `make_spec`, which checks its arguments.
    """

    low: FloatArray
    likely: FloatArray
    high: FloatArray
    unknown: NDArray[np.bool_]
    swings: FloatArray
    mode: WeightMode
    spread: float
    order: tuple[int, ...]
    draws: int
    seed: int
    option_keys: tuple[int, ...]
    criterion_keys: tuple[int, ...]
    ranges: RangeMeaning
    shared_error: float
    parts: Parts
    is_coupled: bool

    @property
    def chunks(self) -> int:
        """The number of chunks of 8,192 simulations; the last one may be shorter."""
        return -(-self.draws // CHUNK)


def make_spec(
    likely: ArrayLike,
    swings: ArrayLike,
    *,
    low: ArrayLike | None = None,
    high: ArrayLike | None = None,
    unknown: ArrayLike | None = None,
    mode: WeightMode = "around",
    spread: float = 0.35,
    highest_swings: ArrayLike | None = None,
    order: Sequence[int] = (),
    draws: int = 2000,
    seed: int = 0,
    option_keys: Sequence[int] | None = None,
    criterion_keys: Sequence[int] | None = None,
    ranges: RangeMeaning = "extremes",
    shared_error: float = 0.0,
    parts: Sequence[Sequence[int]] | None = None,
    is_coupled: bool = True,
) -> SimulationSpec:
    """Return a validated specification of a set of simulations.

    `likely`, `low`, `high`: m × n values, 0..100; without `low` and `high` scores stay at their
    likely values. `unknown` marks cells that lie evenly anywhere from low to high. `swings`: n
    numbers of any size; mode `between` draws each swing from `swings` up to `highest_swings`;
    mode `order` needs all criteria, most important first. `ranges`: whether low and high are
    extremes, or bound the middle 90 or 80 % of draws. `shared_error`: how much of a score's error
    is common to its option, 0..1. `parts`: for each option the positions of its parts, with which
    it moves unless `is_coupled` is false. Keys (see `low_discrepancy.key_of`) tie the draws to
    ids; without them positions are used. Raises `ValueError` naming the argument, what was found
    and what is allowed.

    >>> make_spec([[40, 60], [50, 50]], [1, 1], draws=10_000).chunks
    2
    """
    lows, likelies, highs = _check_values(low, likely, high)
    m, n = likelies.shape
    if not 0 <= spread <= 3:
        raise ValueError(f"spread: found {spread}; allowed is 0 to 3")
    if not 1 <= draws <= _MOST_DRAWS:
        raise ValueError(f"draws: found {draws}; allowed is 1 to {_MOST_DRAWS}")
    if ranges not in TAILS:
        raise ValueError(f"ranges: found {ranges}; allowed are {', '.join(TAILS)}")
    if not 0 <= shared_error <= 1:
        raise ValueError(f"shared_error: found {shared_error}; allowed is 0 to 1")
    if mode == "order" and sorted(order) != list(range(n)):
        raise ValueError(f"order: found {tuple(order)}; allowed is each of 0 to {n - 1} once")
    return SimulationSpec(
        low=lows,
        likely=likelies,
        high=highs,
        unknown=_check_unknown(unknown, (m, n)),
        swings=_check_swings(swings, highest_swings if mode == "between" else None, n),
        mode="fixed" if mode == "around" and spread == 0 else mode,
        spread=float(spread),
        order=tuple(order) if mode == "order" else (),
        draws=int(draws),
        seed=int(seed),
        option_keys=_check_keys(option_keys, m, "option_keys"),
        criterion_keys=_check_keys(criterion_keys, n, "criterion_keys"),
        ranges=ranges,
        shared_error=float(shared_error),
        parts=_check_parts(parts, m),
        is_coupled=is_coupled,
    )


def _check_values(
    low: ArrayLike | None, likely: ArrayLike, high: ArrayLike | None
) -> tuple[FloatArray, FloatArray, FloatArray]:
    values = check_values(likely, "likely")
    lows, values, highs = check_spans(
        values if low is None else low, values, values if high is None else high
    )
    if lows.min() < 0 or highs.max() > 100:
        raise ValueError(f"values: found {lows.min()} to {highs.max()}; allowed is 0 to 100")
    if len(values) > MOST_OPTIONS:
        raise ValueError(too_many_options(len(values)))
    return lows, values, highs


def _check_swings(lowest: ArrayLike, highest: ArrayLike | None, n: int) -> FloatArray:
    check_weights(lowest, n, "swings")
    least = np.array(lowest, dtype=np.float64)
    most = least
    if highest is not None:
        check_weights(highest, n, "highest_swings")
        most = np.array(highest, dtype=np.float64)
        if (most < least).any():
            raise ValueError("highest_swings: found one below its lowest; allowed is no less")
    if not most.any():
        least = most = np.ones(n)
    return np.stack([least, most], axis=1)


def _check_unknown(unknown: ArrayLike | None, shape: tuple[int, int]) -> NDArray[np.bool_]:
    if unknown is None:
        return np.zeros(shape, dtype=np.bool_)
    marks = np.array(unknown, dtype=np.bool_)
    if marks.shape != shape:
        raise ValueError(f"unknown: found shape {marks.shape}; allowed is {shape}")
    return marks


def _check_parts(parts: Sequence[Sequence[int]] | None, m: int) -> Parts:
    chosen = tuple(() for _ in range(m)) if parts is None else tuple(map(tuple, parts))
    if len(chosen) != m or any(not 0 <= part < m for row in chosen for part in row):
        raise ValueError(f"parts: found {chosen}; allowed are {m} lists of positions below {m}")
    order_parts(chosen)
    return chosen


def _check_keys(keys: Sequence[int] | None, size: int, name: str) -> tuple[int, ...]:
    chosen = tuple(range(size)) if keys is None else tuple(int(key) for key in keys)
    if len(chosen) != size or len(set(chosen)) != size:
        raise ValueError(f"{name}: found {chosen}; allowed are {size} different whole numbers")
    return chosen
