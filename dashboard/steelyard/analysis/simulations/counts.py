"""What is counted in simulations, in whole numbers that simply add up.

Chunks of simulations may be counted anywhere, in any order, by any number of processes:
`merge_counts` gives the same numbers bit for bit. Counts become shares in
`shares`; nothing is divided here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from steelyard.analysis.simulations.draws import Chunk, iter_chunks
from steelyard.analysis.simulations.low_discrepancy import STREAM_VERSION
from steelyard.analysis.simulations.scores import STEPS_PER_POINT
from steelyard.analysis.simulations.specification import SimulationSpec

Integers = NDArray[np.int64]
Progress = Callable[[int, int], None]
"""Called after each chunk with the chunks done and to do; may raise to stop the work."""

TENTHS = 1001
"""The bins of a total: 0.0, 0.1, … 100.0 points."""


@dataclass(frozen=True, eq=False)
class Counts:
    """Whole-number results of some simulations of m options and n criteria.

    `simulations`: how many. `leads` (m × m): simulations in which option i leads together with
    k − 1 others, in column k − 1. `ranks` (m × m): simulations in which it has rank r + 1;
    ties share the better rank, as in 1-2-2-4. `ahead` (m × m): simulations in which i has
    more than k. `weights` (m × n): sum of the weights where i leads or ties for the
    lead. `one`: the whole number for a weight of 1. `totals` (m × 1,001): simulations by
    total, rounded to the nearest tenth of a point (halves up).
    """

    simulations: int
    leads: Integers
    ranks: Integers
    ahead: Integers
    weights: Integers
    one: int
    totals: Integers
    version: int = STREAM_VERSION


def run_chunks(
    spec: SimulationSpec, first: int, count: int, progress: Progress | None = None
) -> Counts:
    """Count the simulations of `count` chunks from chunk `first` on.

    Memory is that of one chunk, however many are asked for. An exception raised by
    `progress` stops the work and reaches the caller.

    >>> from steelyard.analysis.simulations.specification import make_spec
    >>> spec = make_spec([[60], [40]], [1], draws=100)
    >>> run_chunks(spec, 0, 1).ahead.tolist()
    [[0, 100], [0, 0]]
    """
    tally: _Tally | None = None
    for done, chunk in enumerate(iter_chunks(spec, first, count), start=1):
        if tally is None:
            tally = _Tally(spec, chunk.one)
        tally.add(chunk)
        if progress is not None:
            progress(done, count)
    if tally is None:
        raise ValueError(
            f"chunks: found {count} from {first} on; allowed is at least one of 0 to "
            f"{spec.chunks - 1}"
        )
    return tally.counts()


def count_leads(spec: SimulationSpec) -> Integers:
    """Return the `leads` of all simulations of a spec, and count nothing else.

    >>> from steelyard.analysis.simulations.specification import make_spec
    >>> count_leads(make_spec([[60], [40]], [1], draws=100)).tolist()
    [[100, 0], [0, 0]]
    """
    m = len(spec.likely)
    leads = np.zeros((m, m), dtype=np.int64)
    for chunk in iter_chunks(spec):
        _add_leads(leads, chunk.totals == chunk.totals.max(axis=0))
    return leads


def merge_counts(parts: Iterable[Counts]) -> Counts:
    """Return the counts of several parts of the same simulations, in whatever order they come.

    Raises `ValueError` for no part at all, or for parts that are not of one question.

    >>> from steelyard.analysis.simulations.specification import make_spec
    >>> spec = make_spec([[60], [40]], [1], draws=20_000)
    >>> merge_counts([run_chunks(spec, 1, 2), run_chunks(spec, 0, 1)]).simulations
    20000
    """
    listed = list(parts)
    if not listed:
        raise ValueError("parts: found none; allowed is one or more")
    kinds = {(part.weights.shape, part.one, part.version) for part in listed}
    if len(kinds) > 1:
        raise ValueError(f"parts: found {len(kinds)} different kinds; allowed is one")
    return Counts(
        simulations=sum(part.simulations for part in listed),
        leads=_add(part.leads for part in listed),
        ranks=_add(part.ranks for part in listed),
        ahead=_add(part.ahead for part in listed),
        weights=_add(part.weights for part in listed),
        one=listed[0].one,
        totals=_add(part.totals for part in listed),
    )


MOST_COMPARED = 20
"""Up to so many options pairs of totals are compared; of more, places after sorting."""


class _Tally:
    """Running counts, with the buffers that every chunk uses again."""

    def __init__(self, spec: SimulationSpec, one: int) -> None:
        m, n = spec.likely.shape
        self._one = one
        self._simulations = 0
        self._leads = np.zeros((m, m), dtype=np.int64)
        self._ranks = np.zeros((m, m), dtype=np.int64)
        self._ahead = np.zeros((m, m), dtype=np.int64)
        self._weights = np.zeros((m, n), dtype=np.int64)
        self._totals = np.zeros((m, TENTHS), dtype=np.int64)

    def add(self, chunk: Chunk) -> None:
        self._simulations += chunk.totals.shape[1]
        beaten = self._compare(chunk.totals)
        leads = beaten == 0
        _add_leads(self._leads, leads)
        # Sums of whole numbers below 2^53: exact in doubles, in any order.
        sums = leads.astype(np.float64) @ chunk.weights.T
        self._weights += sums.astype(np.int64)
        self._count_totals(chunk)

    def _compare(self, totals: NDArray[np.float64]) -> NDArray[np.uint8]:
        """Count strict wins of every pair; return by how many each option is beaten."""
        m, size = totals.shape
        wins = np.empty((m, size), dtype=np.bool_)
        if m > MOST_COMPARED:
            beaten = _count_above(totals)
            has_ties = int(beaten.sum(dtype=np.int64)) != size * m * (m - 1) // 2
            # Small whole numbers are compared many at a time, and say the same as the totals.
            for i in range(m):
                first = 0 if has_ties else i + 1
                np.less(beaten[i], beaten[first:], out=wins[first:])
                counts = np.array([np.count_nonzero(row) for row in wins[first:]], dtype=np.int64)
                self._ahead[i, first:] += counts
                if not has_ties:  # Whoever does not win loses.
                    self._ahead[first:, i] += size - counts
        else:
            beaten = np.zeros((m, size), dtype=np.uint8)
            for i in range(m):
                np.greater(totals[i], totals, out=wins)
                beaten += wins.view(np.uint8)
                self._ahead[i] += [np.count_nonzero(row) for row in wins]
        for i in range(m):
            self._ranks[i] += np.bincount(beaten[i], minlength=m)
        return beaten

    def _count_totals(self, chunk: Chunk) -> None:
        per_tenth = 10.0 / (STEPS_PER_POINT * chunk.one)
        tenths = np.empty(chunk.totals.shape[1])
        bins = np.empty(tenths.shape, dtype=np.intp)
        for i, row in enumerate(chunk.totals):
            np.multiply(row, per_tenth, out=tenths)
            np.add(tenths, 0.5, out=tenths)
            np.copyto(bins, tenths, casting="unsafe")
            self._totals[i] += np.bincount(bins, minlength=TENTHS)

    def counts(self) -> Counts:
        return Counts(
            simulations=self._simulations,
            leads=self._leads,
            ranks=self._ranks,
            ahead=self._ahead,
            weights=self._weights,
            one=self._one,
            totals=self._totals,
        )


def _add_leads(sums: Integers, leads: NDArray[np.bool_]) -> None:
    """Add to `sums` how often each option leads, by the number of those that lead with it."""
    leaders = np.add.reduce(leads, axis=0, dtype=np.uint8)
    most = int(leaders.max())
    for together in range(1, most + 1):
        chosen = leads if most == 1 else leads & (leaders == together)
        sums[:, together - 1] += np.count_nonzero(chosen, axis=1)


def _count_above(totals: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Return by how many options each one is beaten in each simulation, by sorting."""
    falling = np.ascontiguousarray(-totals.T)
    order = np.argsort(falling, axis=1)
    ordered = np.take_along_axis(falling, order, axis=1)
    places = np.zeros(order.shape, dtype=np.uint8)
    places[:, 1:] = np.where(
        ordered[:, 1:] != ordered[:, :-1], np.arange(1, totals.shape[0], dtype=np.uint8), 0
    )
    np.maximum.accumulate(places, axis=1, out=places)
    beaten = np.empty_like(places)
    np.put_along_axis(beaten, order, places, axis=1)
    return np.ascontiguousarray(beaten.T)


def _add(arrays: Iterable[Integers]) -> Integers:
    total: Integers = np.add.reduce(list(arrays), axis=0)
    return total
