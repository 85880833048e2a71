"""Simulations: weights and scores that might be the right ones, drawn alike everywhere.

Works on arrays, with ids only as keys. `low_discrepancy` gives the slice of its range that a
quantity falls in, `quantiles` the number of a slice; this module puts them together into
totals that are exact.

**Whole numbers.** A value is held in steps of 1/18,000 point, floor(value * 18000 + 1/2):
three decimals, thirds and ninths stay exact. Weights are whole numbers that make up
2^32, short of it by less than the number of criteria. A total is the sum of their
products, at most 100 * 18000 * 2^32 < 2^53: a double holds it exactly, so neither the
order of adding nor the processor nor a matrix library can change a bit, and two totals
are equal if and only if they tie.

**Weights of a simulation.** Each criterion has a table of 4,096 numbers x; a simulation takes the
one at its place (`low_discrepancy`), and its weight is floor(x * (2^32 / sum of all x)). With
w = swing / largest swing and all zero read as all one, the tables are, per mode:
- `around`: floor(w * F[k] * 2^e), F = factor_table(spread);
- `uniform`: floor(E[k] * 2^e), E = exponential_table(): any weights, all equally likely;
- `order`: as `uniform`, then the x of a simulation are handed out largest first;
- `between`: floor(v * 2^e), v = even_table(lowest swing, highest swing) / largest of all.
e is the largest whole number such that n * 2^e * (largest number of the tables) <= 2^52,
so that the sum of x is exact too.
- `fixed` (also `around` with spread 0): the swings themselves in thousandths where they
  have no finer decimals and make up no more than 2^32, else floor(w * (2^32 / sum of w)).
  Their sum is then a weight of 1.

**Scores of a simulation.** A cell takes the number at its place in triangular_table(low,
likely, high) or, where the score is unknown, in even_table(low, high), rounded to steps.
A cell with equal ends, or every cell if scores are not sampled, keeps its likely value.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from steelyard.analysis.arguments import FloatArray
from steelyard.analysis.simulations.low_discrepancy import (
    SLICES,
    block_shifts,
    cell_keys,
    cell_orders,
    weight_places,
    weight_sequence,
)
from steelyard.analysis.simulations.quantiles import (
    even_table,
    exponential_table,
    factor_table,
    triangular_table,
)
from steelyard.analysis.simulations.specification import CHUNK, SimulationSpec

STEPS_PER_POINT = 18_000
WEIGHT_ONE = 2**32
_Span = tuple[float, float, float, bool]
"""A cell: low, likely, high, and whether its score is unknown."""


@dataclass(frozen=True, eq=False)
class Chunk:
    """Up to 8,192 simulations, one a column; read it before asking for the next one.

    `weights`: n × simulations and `totals`: m × simulations, whole numbers held in doubles.
    `one`: the whole number that is a weight of 1 in them.
    """

    weights: FloatArray
    totals: FloatArray
    one: int


def iter_chunks(spec: SimulationSpec, first: int = 0, count: int | None = None) -> Iterator[Chunk]:
    """Yield chunks `first`, `first` + 1, … of the simulations; all of them by default.

    A chunk is the same whatever was drawn before it. Buffers are reused, so memory
    does not grow with the number of draws.

    >>> from steelyard.analysis.simulations.specification import make_spec
    >>> spec = make_spec([[40, 60], [50, 50]], [1, 3], mode="fixed", draws=1)
    >>> chunk = next(iter_chunks(spec))
    >>> (chunk.totals / (STEPS_PER_POINT * chunk.one)).ravel().tolist()
    [55.0, 50.0]
    """
    last = spec.chunks if count is None else min(spec.chunks, first + count)
    weights, scores = _Weights(spec), _Scores(spec)
    for number in range(first, last):
        start = number * CHUNK
        size = min(CHUNK, spec.draws - start)
        drawn = weights.draw(start, size)
        yield Chunk(drawn, scores.add_up(drawn, start), weights.one)


class _Weights:
    """The weights of a chunk: one table and one row of places per criterion."""

    def __init__(self, spec: SimulationSpec) -> None:
        self._spec = spec
        n = len(spec.swings)
        # Places follow the keys and not the order of the file.
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


class _Scores:
    """The totals of a chunk: exact cells in one matrix product, sampled ones added on."""

    def __init__(self, spec: SimulationSpec) -> None:
        m = len(spec.likely)
        sampled = spec.low < spec.high
        self._exact = np.where(sampled, 0.0, _in_steps(spec.likely))
        self._cells: list[tuple[int, int, FloatArray]] = []
        keys: list[NDArray[np.uint32]] = []
        for i in range(m):
            columns = [int(j) for j in np.flatnonzero(sampled[i])]
            if not columns:
                continue
            row_keys, tables = _row_tables(
                spec.option_keys[i],
                tuple(spec.criterion_keys[j] for j in columns),
                tuple(_span(spec, i, j) for j in columns),
                spec.seed,
            )
            keys.append(row_keys)
            self._cells += [(i, j, table) for j, table in zip(columns, tables, strict=True)]
        self._keys = np.concatenate(keys) if keys else np.empty(0, dtype=np.uint32)
        self._index = np.empty((CHUNK // SLICES, SLICES), dtype=np.intp)
        self._value = np.empty(min(CHUNK, spec.draws))
        self._totals = np.empty((m, self._value.size))

    def add_up(self, weights: FloatArray, start: int) -> FloatArray:
        size = weights.shape[1]
        value, totals = self._value[:size], self._totals[:, :size]
        np.matmul(self._exact, weights, out=totals)
        blocks = -(-size // SLICES)
        shifts = block_shifts(self._keys, start // SLICES, blocks)
        simulations = np.arange(SLICES)
        index = self._index[:blocks]
        for (i, j, table), shift in zip(self._cells, shifts, strict=True):
            np.bitwise_xor(simulations, shift[:, None], out=index)
            np.take(table, index.ravel()[:size], out=value, mode="clip")
            np.multiply(value, weights[j], out=value)
            np.add(totals[i], value, out=totals[i])
        return totals


def _in_steps(values: FloatArray) -> FloatArray:
    return np.floor(values * float(STEPS_PER_POINT) + 0.5)


def _span(spec: SimulationSpec, i: int, j: int) -> _Span:
    ends = float(spec.low[i, j]), float(spec.likely[i, j]), float(spec.high[i, j])
    return (*ends, bool(spec.unknown[i, j]))


@lru_cache(maxsize=64)
def _row_tables(
    option_key: int, criterion_keys: tuple[int, ...], spans: tuple[_Span, ...], seed: int
) -> tuple[NDArray[np.uint32], tuple[FloatArray, ...]]:
    """Return the keys of one option's sampled cells, and their tables in order of place.

    No weight has a part in them, and a hand that moves weights asks for the same ones
    again and again: they are kept, some 30 KB a cell.
    """
    keys = cell_keys(option_key, list(criterion_keys), seed)
    orders = zip(spans, cell_orders(keys), strict=True)
    tables = tuple(_cell_table(*span)[order] for span, order in orders)
    for kept in (keys, *tables):
        kept.flags.writeable = False
    return keys, tables


def _cell_table(low: float, likely: float, high: float, is_unknown: bool) -> FloatArray:
    if is_unknown:
        return _in_steps(even_table(low, high))
    return _in_steps(triangular_table(low, likely, high))


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
