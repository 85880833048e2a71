"""The scores of simulations, weighed and added up into totals: see `draws` for the rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from steelyard.analysis.arguments import FloatArray
from steelyard.analysis.simulations.low_discrepancy import (
    SLICES,
    IndexArray,
    Words,
    block_shifts,
    cell_keys,
    cell_orders,
    shared_key,
)
from steelyard.analysis.simulations.packages import couple
from steelyard.analysis.simulations.quantiles import even_table, outer_ends, triangular_table
from steelyard.analysis.simulations.shared_errors import error_steps
from steelyard.analysis.simulations.specification import CHUNK, TAILS, SimulationSpec

STEPS_PER_POINT = 18_000
_TOP = 100.0 * STEPS_PER_POINT


@dataclass(frozen=True)
class _Span:
    """The range a cell is drawn from; a score (`is_score`) is kept in 0..100, a premium is not."""

    low: float
    likely: float
    high: float
    is_unknown: bool
    is_score: bool


@dataclass(frozen=True, eq=False)
class _Draw:
    """The tables that the numbers of a cell are taken from.

    `row`: the cell's row in the shifts of a block. `steps`: its numbers, by index in the block
    or, where an error is shared, by step. `places`: the cell's own part of the step, by index;
    `None` without a shared error.
    """

    row: int
    places: IndexArray | None
    steps: FloatArray


@dataclass(frozen=True, eq=False)
class _Cell:
    """A cell that is drawn, or whose number a package needs.

    `base`: its number where nothing is drawn, in steps: the score, or a likely premium. `parts`:
    options whose best drawn score is added, empty except in packages. `is_kept`: whether a
    package needs its number.
    """

    option: int
    base: float
    draw: _Draw | None
    parts: tuple[int, ...]
    is_kept: bool


@dataclass(frozen=True, eq=False)
class KeptScores:
    """The cached scores of all simulations of a small spec, to be totalled for many weights.

    `exact`: the fixed scores, options × criteria. `drawn`: the others, simulations × options ×
    criteria, 0 for fixed ones; whole numbers below 2^24, which single precision holds exactly.
    """

    exact: FloatArray
    drawn: NDArray[np.float32]

    def add_up(self, weights: FloatArray) -> FloatArray:
        """Return the totals, options × simulations."""
        # Computed in doubles: matmul casts the scores, one buffer at a time.
        by_simulation = np.matmul(self.drawn, weights.T[:, :, None])[:, :, 0]
        totals: FloatArray = np.ascontiguousarray(by_simulation.T)
        totals += self.exact @ weights
        return totals


class Scores:
    """Computes the totals of a chunk: fixed cells in one matrix product, drawn ones added to it."""

    def __init__(self, spec: SimulationSpec) -> None:
        m = len(spec.likely)
        width = min(CHUNK, spec.draws)
        parts = spec.parts if spec.is_coupled else ((),) * m
        coupling = couple(spec.low, spec.likely, spec.high, spec.unknown, parts)
        drawn = coupling.low < coupling.high
        steps = in_steps(spec.likely)
        self._exact = np.where(drawn | coupling.coupled, 0.0, steps)
        keys: list[Words] = []
        draws: dict[tuple[int, int], _Draw] = {}
        sharing: list[int] = []
        for i in range(m):
            columns = [int(j) for j in np.flatnonzero(drawn[i])]
            if not columns:
                continue
            spans = tuple(
                _Span(
                    float(coupling.low[i, j]),
                    float(coupling.likely[i, j]),
                    float(coupling.high[i, j]),
                    bool(spec.unknown[i, j]),
                    not bool(coupling.coupled[i, j]),
                )
                for j in columns
            )
            row_keys, tables = _row_tables(
                spec.option_keys[i],
                tuple(spec.criterion_keys[j] for j in columns),
                spans,
                (spec.shared_error, TAILS[spec.ranges]),
                spec.seed,
            )
            first = sum(map(len, keys))
            keys.append(row_keys)
            for k, j in enumerate(columns):
                draws[i, j] = _Draw(first + k, *tables[k])
            if any(places is not None for places, _ in tables):
                sharing.append(i)
        # Each shared error has its own row of shifts, after those of the cells.
        self._rows = [_shared_row(spec.option_keys[i], spec) for i in sharing]
        self._keys = np.concatenate([*keys, *(key for key, _ in self._rows)]) if keys else None
        self._first_shared = sum(map(len, keys))
        self._sharing = {i: k for k, i in enumerate(sharing)}
        self._common = np.empty((len(sharing), width), dtype=np.intp)
        self._cells = _plan(coupling.order, steps, coupling.coupled, draws, parts)
        kept = sorted({cell.option for row in self._cells for cell in row if cell.is_kept})
        self._places_kept = {i: k for k, i in enumerate(kept)}
        self._kept = np.empty((len(kept), width))
        self._index = np.empty((CHUNK // SLICES, SLICES), dtype=np.intp)
        self._place = np.empty(width, dtype=np.intp)
        self._value, self._weighed, self._best = (np.empty(width) for _ in range(3))
        self._totals = np.empty((m, width))

    def add_up(self, weights: FloatArray, start: int) -> FloatArray:
        """Return the totals, options × simulations, of the simulations beginning at `start`."""
        size = weights.shape[1]
        totals, weighed = self._totals[:, :size], self._weighed[:size]
        np.matmul(self._exact, weights, out=totals)
        for option, criterion, numbers in self._draw(start, size):
            np.multiply(numbers, weights[criterion], out=weighed)
            np.add(totals[option], weighed, out=totals[option])
        return totals

    def kept(self) -> KeptScores:
        """Return the numbers of all cells, for a spec whose simulations fit in one chunk."""
        m, size = self._totals.shape
        drawn = np.zeros((size, m, self._exact.shape[1]), dtype=np.float32)
        for option, criterion, numbers in self._draw(0, size):
            drawn[:, option, criterion] = numbers
        drawn.flags.writeable = False
        return KeptScores(_frozen(self._exact), drawn)

    def _draw(self, start: int, size: int) -> Iterator[tuple[int, int, FloatArray]]:
        """Yield option, criterion and numbers, by simulation, for every cell without a fixed score.

        The next cell's numbers may overwrite them.
        """
        if self._keys is None:
            return
        blocks = -(-size // SLICES)
        shifts = block_shifts(self._keys, start // SLICES, blocks)
        simulations = np.arange(SLICES)
        index = self._index[:blocks]
        # Shared errors first: every cell of an option gets the common part of its step from them.
        for k, (_, table) in enumerate(self._rows):
            np.bitwise_xor(simulations, shifts[self._first_shared + k][:, None], out=index)
            np.take(table, index.ravel()[:size], out=self._common[k, :size], mode="clip")
        for criterion, cells in enumerate(self._cells):
            for cell in cells:
                value = self._kept[self._places_kept[cell.option], :size] if cell.is_kept else None
                if cell.draw is None and not cell.parts:  # A fixed score that a package needs.
                    assert value is not None
                    value.fill(cell.base)
                    continue
                value = self._value[:size] if value is None else value
                if cell.draw is not None:
                    shift = shifts[cell.draw.row]
                    np.bitwise_xor(simulations, shift[:, None], out=index)
                    self._take(cell, index.ravel()[:size], value)
                if cell.parts:
                    self._put_together(cell, value)
                yield cell.option, criterion, value

    def _take(self, cell: _Cell, index: IndexArray, value: FloatArray) -> None:
        """Write the numbers drawn for a cell into `value`."""
        draw = cell.draw
        assert draw is not None
        if draw.places is None:
            np.take(draw.steps, index, out=value, mode="clip")
            return
        place = self._place[: index.size]
        np.take(draw.places, index, out=place, mode="clip")
        np.add(place, self._common[self._sharing[cell.option], : index.size], out=place)
        np.take(draw.steps, place, out=value, mode="clip")

    def _put_together(self, cell: _Cell, value: FloatArray) -> None:
        """Write best part plus premium into `value`, which holds the drawn part of the premium."""
        size = value.size
        best = self._best[:size]
        first, *others = (self._kept[self._places_kept[part], :size] for part in cell.parts)
        best = first if not others else np.maximum(first, others[0], out=best)
        for row in others[1:]:
            np.maximum(best, row, out=best)
        if cell.draw is None:
            np.add(best, cell.base, out=value)
        else:
            np.add(value, cell.base, out=value)
            np.add(value, best, out=value)
        np.maximum(value, 0.0, out=value)
        np.minimum(value, _TOP, out=value)


def in_steps(values: FloatArray) -> FloatArray:
    """Return values in whole steps of 1/18,000 point, halves up.

    >>> in_steps(np.array([0.5])).tolist()
    [9000.0]
    """
    return np.floor(values * float(STEPS_PER_POINT) + 0.5)


def _plan(
    order: tuple[int, ...],
    steps: FloatArray,
    coupled: NDArray[np.bool_],
    draws: dict[tuple[int, int], _Draw],
    parts: tuple[tuple[int, ...], ...],
) -> list[list[_Cell]]:
    """Return the cells to draw, criterion by criterion, parts before their packages."""
    plan: list[list[_Cell]] = []
    for j in range(steps.shape[1]):
        needed = {part for i in order if coupled[i, j] for part in parts[i]}
        cells: list[_Cell] = []
        for i in order:
            of = parts[i] if coupled[i, j] else ()
            if (i, j) not in draws and not of and i not in needed:
                continue
            base = steps[i, j] - (max(steps[part, j] for part in of) if of else 0.0)
            cells.append(_Cell(i, float(base), draws.get((i, j)), of, i in needed))
        plan.append(cells)
    return plan


@lru_cache(maxsize=256)
def _row_orders(
    option_key: int, criterion_keys: tuple[int, ...], seed: int
) -> tuple[Words, NDArray[np.uint16]]:
    """Return the keys of one option's drawn cells, and their places in the order of a block.

    Cached for as many options as a sampled set can have, at 8 KB per cell.
    """
    keys = cell_keys(option_key, list(criterion_keys), seed)
    orders = cell_orders(keys).astype(np.uint16)
    for kept in (keys, orders):
        kept.flags.writeable = False
    return keys, orders


@lru_cache(maxsize=128)
def _row_tables(
    option_key: int,
    criterion_keys: tuple[int, ...],
    spans: tuple[_Span, ...],
    rules: tuple[float, float],
    seed: int,
) -> tuple[Words, tuple[tuple[IndexArray | None, FloatArray], ...]]:
    """Return the keys of one option's drawn cells, and the places and steps of each.

    `rules`: how much of the error is shared, and the share of each tail. The tables do not depend
    on weights, so the same ones are needed again and again while weights are moved; they are
    cached, at 30 to 80 KB per cell.
    """
    keys, orders = _row_orders(option_key, criterion_keys, seed)
    return keys, tuple(
        _cell_tables(span, order, *rules) for span, order in zip(spans, orders, strict=True)
    )


def _cell_tables(
    span: _Span, order: NDArray[np.uint16], shared: float, tail: float
) -> tuple[IndexArray | None, FloatArray]:
    if span.is_unknown:
        return None, _frozen(in_steps(even_table(span.low, span.high))[order])
    low, high = outer_ends(span.low, span.likely, span.high, tail)
    steps = error_steps(shared) if shared > 0 else None
    table = triangular_table(low, span.likely, high, None if steps is None else steps.shares)
    if span.is_score:
        table = np.minimum(np.maximum(table, 0.0), 100.0)
    whole = in_steps(table)
    if steps is None:
        return None, _frozen(whole[order])
    places: IndexArray = steps.own[order]
    places.flags.writeable = False
    return places, _frozen(whole)


def _shared_row(option_key: int, spec: SimulationSpec) -> tuple[Words, IndexArray]:
    """Return the key of an option's shared error, and its part of the step, by index in a block."""
    key = shared_key(option_key, spec.seed)
    return key, error_steps(spec.shared_error).common[cell_orders(key)[0]]


def _frozen(table: FloatArray) -> FloatArray:
    table.flags.writeable = False
    return table
