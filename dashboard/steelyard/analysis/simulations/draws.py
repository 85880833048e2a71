"""Simulations: weights and scores that might be the right ones, drawn identically everywhere.

Works on arrays, with ids only as keys. `low_discrepancy` gives the slice of its range that a
quantity falls in, `quantiles` the number for a slice; this module combines them into exact
totals.

**Whole numbers.** A value is held in steps of 1/18,000 point, floor(value * 18000 + 1/2):
three decimals, thirds and ninths stay exact. Weights are whole numbers that add up to
2^32, short of it by less than the number of criteria. A total is the sum of their
products, at most 100 * 18000 * 2^32 < 2^53: a double holds it exactly, so neither the
order of adding nor the processor nor a matrix library can change a bit, and two totals
are equal if and only if they tie.

**Weights of a simulation.** Each criterion has a table of 4,096 numbers x; a simulation takes the
one at its place (`low_discrepancy`), and its weight is floor(x * (2^32 / sum of all x)). With
w = swing / largest swing, where all zeros count as all ones, the tables are, by mode:
- `around`: floor(w * F[k] * 2^e), F = factor_table(spread);
- `uniform`: floor(E[k] * 2^e), E = exponential_table(): any weights, all equally likely;
- `order`: as `uniform`, then the largest x of a simulation goes to the first criterion, and so on;
- `between`: floor(v * 2^e), v = even_table(lowest swing, highest swing) / largest of all.
e is the largest whole number such that n * 2^e * (largest number of the tables) <= 2^52,
so that the sum of x is exact too.
- `fixed` (also `around` with spread 0): the swings themselves in thousandths where they
  have no finer decimals and add up to no more than 2^32, else floor(w * (2^32 / sum of w)).
  Their sum is then a weight of 1.

**Scores of a simulation.** A cell takes the number at its place in triangular_table(low, likely,
high) or, where the score is unknown, in even_table(low, high), rounded to steps. A cell with
equal ends, or every cell if scores are not sampled, keeps its likely value. Where low and high
are not the extremes, outer_ends(low, likely, high, tail) replaces them, tail 0.05 for
`central_90` and 0.1 for `central_80`, and numbers outside 0..100 become 0 or 100. Where scores
share an error, the table holds quantiles at other shares, and the index into it is that of
`shared_errors`. A cell of a package that moves with its parts (`packages`) is, in steps, the best
of its parts plus their difference in likely scores plus the number drawn of
triangular_table(−lower, 0, higher), with the sum clipped to 0..1,800,000. The number drawn has the
key of the cell and takes part in the package's shared error like any score; `ranges` widens the
triangle too, but only the sum is held within the scale. Parts come first: a part that is itself
a package counts with its drawn score.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from steelyard.analysis.arguments import FloatArray
from steelyard.analysis.simulations.low_discrepancy import (
    weight_places,
    weight_sequence,
)
from steelyard.analysis.simulations.quantiles import (
    even_table,
    exponential_table,
    factor_table,
)
from steelyard.analysis.simulations.scores import KeptScores, Scores
from steelyard.analysis.simulations.specification import CHUNK, SimulationSpec

WEIGHT_ONE = 2**32


@dataclass(frozen=True, eq=False)
class Chunk:
    """Up to 8,192 simulations, one per column, to be read before the next chunk is drawn.

    `weights`: n × simulations and `totals`: m × simulations, whole numbers held in doubles.
    `one`: the whole number that stands for a weight of 1 in them.
    """

    weights: FloatArray
    totals: FloatArray
    one: int


def iter_chunks(spec: SimulationSpec, first: int = 0, count: int | None = None) -> Iterator[Chunk]:
    """Yield chunks `first`, `first` + 1, … of the simulations; all of them by default.

    A chunk is the same whatever was drawn before it. Buffers are reused, so memory
    does not grow with the number of draws.
    """
    last = spec.chunks if count is None else min(spec.chunks, first + count)
    if first < last and spec.draws * spec.likely.size <= MOST_KEPT_SCORES and spec.chunks == 1:
        drawn, one = _kept_weights(_key(spec, _WEIGHT_FIELDS))
        yield Chunk(drawn, _kept_scores(_key(spec, _SCORE_FIELDS)).add_up(drawn), one)
        return
    weights, scores = _Weights(spec), Scores(spec)
    for number in range(first, last):
        start = number * CHUNK
        size = min(CHUNK, spec.draws - start)
        drawn = weights.draw(start, size)
        yield Chunk(drawn, scores.add_up(drawn, start), weights.one)


def iter_weights(spec: SimulationSpec) -> Iterator[tuple[FloatArray, int]]:
    """Yield the weights of each chunk, n × simulations, and the whole number for a weight of 1."""
    weights = _Weights(spec)
    for start in range(0, spec.draws, CHUNK):
        yield weights.draw(start, min(CHUNK, spec.draws - start)), weights.one


MOST_KEPT_SCORES = 2**20
"""The largest number of simulated scores that are cached for other weights: 4 MiB."""

_SCORE_FIELDS = (
    "low", "likely", "high", "unknown", "draws", "seed", "option_keys", "criterion_keys", "ranges",
    "shared_error", "parts", "is_coupled",
)  # fmt: skip
_WEIGHT_FIELDS = ("swings", "mode", "spread", "order", "draws", "seed", "criterion_keys")


@dataclass(frozen=True)
class _Key:
    """A cache key: some fields of a spec, arrays compared by their bytes."""

    parts: tuple[object, ...]
    spec: SimulationSpec = field(compare=False)


def _key(spec: SimulationSpec, fields: tuple[str, ...]) -> _Key:
    parts = (getattr(spec, name) for name in fields)
    return _Key(tuple(p.tobytes() if isinstance(p, np.ndarray) else p for p in parts), spec)


# While a weight moves, scores stay the same; a page needs them drawn in up to six ways.
@lru_cache(maxsize=24)
def _kept_scores(key: _Key) -> KeptScores:
    return Scores(key.spec).kept()


# Scores drawn in several ways use the same weights one after another.
@lru_cache(maxsize=4)
def _kept_weights(key: _Key) -> tuple[FloatArray, int]:
    weights = _Weights(key.spec)
    drawn = weights.draw(0, key.spec.draws)
    drawn.flags.writeable = False
    return drawn, weights.one


class _Weights:
    """Draws the weights of a chunk, from one table and one row of places per criterion."""

    def __init__(self, spec: SimulationSpec) -> None:
        self._spec = spec
        n = len(spec.swings)
        # Places depend on the keys, not on the order of the file.
        by_key = sorted(range(n), key=lambda j: spec.criterion_keys[j])
        self._sequences = [weight_sequence(by_key.index(j), spec.seed) for j in range(n)]
        self._drawn = np.empty((n, min(CHUNK, spec.draws)))
        self._scale = np.empty(self._drawn.shape[1])
        self.one = WEIGHT_ONE
        if spec.mode == "fixed":
            fixed = _fixed_weights(spec.swings[:, 0])
            self.one = int(fixed.sum())
            self._drawn[:] = fixed[:, None]
        else:
            self._tables = _weight_tables(spec)

    def draw(self, start: int, size: int) -> FloatArray:
        spec, drawn, scale = self._spec, self._drawn[:, :size], self._scale[:size]
        if spec.mode == "fixed":
            return drawn
        simulations = np.arange(start, start + size, dtype=np.uint32)
        places = np.empty(size, dtype=np.intp)
        for sequence, table, row in zip(self._sequences, self._tables, drawn, strict=True):
            weight_places(sequence, simulations, places)
            np.take(table, places, out=row, mode="clip")
        if spec.mode == "order":
            drawn[list(spec.order)] = np.sort(drawn, axis=0)[::-1]
        np.add.reduce(drawn, axis=0, out=scale)
        np.divide(float(WEIGHT_ONE), scale, out=scale)
        np.multiply(drawn, scale, out=drawn)
        return np.floor(drawn, out=drawn)


def _weight_tables(spec: SimulationSpec) -> FloatArray:
    n = len(spec.swings)
    largest = float(spec.swings.max())
    if spec.mode == "around":
        tables = (spec.swings[:, :1] / largest) * factor_table(spec.spread)
    elif spec.mode == "between":
        tables = np.stack([even_table(float(a), float(b)) / largest for a, b in spec.swings])
    else:
        tables = np.tile(exponential_table(), (n, 1))
    room, exponent = n * float(tables.max()), 0
    while room * 2.0 ** (exponent + 1) <= 2.0**52:
        exponent += 1
    return np.floor(tables * 2.0**exponent)


def _fixed_weights(swings: FloatArray) -> FloatArray:
    thousandths = swings * 1000.0
    whole = np.floor(thousandths + 0.5)
    if np.abs(thousandths - whole).max() <= 1e-6 and 0 < whole.sum() <= WEIGHT_ONE:
        return whole
    shares = swings / swings.max()
    weights: FloatArray = np.floor(shares * (WEIGHT_ONE / math.fsum(shares)))
    return weights
