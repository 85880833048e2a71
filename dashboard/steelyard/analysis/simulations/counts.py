"""Counts over simulations, as whole numbers that simply add up.

Chunks of simulations may be counted anywhere, in any order, by any number of processes:
`merge_counts` gives the same numbers bit for bit. Counts become shares in
`shares`; nothing is divided here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from steelyard.analysis.simulations.draws import Chunk, iter_chunks, iter_weights
from steelyard.analysis.simulations.low_discrepancy import STREAM_VERSION
from steelyard.analysis.simulations.scores import STEPS_PER_POINT, in_steps
from steelyard.analysis.simulations.specification import SimulationSpec

Integers = NDArray[np.int64]
Progress = Callable[[int, int], None]
"""Called after each chunk with the chunks done and to do; may raise to stop the work."""

Detail = Literal["pairs", "weights", "totals"]
DETAILS: frozenset[Detail] = frozenset({"pairs", "weights", "totals"})
"""What can be counted besides leads and ranks. A detail left out costs nothing; the simulations are
the same, so another pass over them can count it later."""

TENTHS = 1001
"""The bins of a total: 0.0, 0.1, … 100.0 points."""


@dataclass(frozen=True, eq=False)
class Counts:
    """Integer counts over some simulations of m options and n criteria.

    `simulations`: how many. `leads` (m × m): simulations in which option i leads together with
    k − 1 others, in column k − 1. `ranks` (m × m): simulations in which it has rank r + 1;
    ties share the better rank, as in 1-2-2-4. `level` (m): pairs of a simulation and another
    option with exactly the total of i. `ahead` (m × m): simulations in which i has a higher
    total than k. `weights` (m × n): sum of the weights where i leads or ties for the
    lead. `one`: the whole number for a weight of 1. `totals` (m × 1,001): simulations by
    total, rounded to the nearest tenth of a point (halves up). `details`: which of pairs
    (`ahead`), `weights` and `totals` were counted; the others are all 0.
    """

    simulations: int
    leads: Integers
    ranks: Integers
    level: Integers
    ahead: Integers
    weights: Integers
    one: int
    totals: Integers
    details: frozenset[Detail] = DETAILS
    version: int = STREAM_VERSION


def run_chunks(
    spec: SimulationSpec,
    first: int,
    count: int,
    progress: Progress | None = None,
    details: Collection[Detail] = DETAILS,
) -> Counts:
    """Return the counts of the simulations in `count` chunks, beginning with chunk `first`.

    Memory use is that of one chunk, however many are counted. An exception raised by
    `progress` stops the work and reaches the caller. Leads and ranks are always counted,
    the rest only as named in `details`.

    >>> from steelyard.analysis.simulations.specification import make_spec
    >>> spec = make_spec([[60], [40]], [1], draws=100)
    >>> run_chunks(spec, 0, 1).ahead.tolist()
    [[0, 100], [0, 0]]
    """
    tally: _Tally | None = None
    for done, chunk in enumerate(iter_chunks(spec, first, count), start=1):
        if tally is None:
            tally = _Tally(spec, chunk.one, frozenset(details))
        tally.add(chunk)
        if progress is not None:
            progress(done, count)
    if tally is None:
        raise ValueError(
            f"chunks: found {count} from {first} on; allowed is at least one of 0 to "
            f"{spec.chunks - 1}"
        )
    return tally.counts()


def count_leads(spec: SimulationSpec, among: Integers | None = None) -> Integers:
    """Return `Counts.leads` for all simulations of a spec, without counting anything else.

    `among`: positions of the options that may lead, from `find_candidates`; all by default.

    >>> from steelyard.analysis.simulations.specification import make_spec
    >>> count_leads(make_spec([[60], [40]], [1], draws=100)).tolist()
    [[100, 0], [0, 0]]
    """
    m = len(spec.likely)
    chosen = np.arange(m) if among is None else among
    few = spec
    if len(chosen) < m:
        tables = {
            name: getattr(spec, name)[chosen] for name in ("low", "likely", "high", "unknown")
        }
        keys = tuple(spec.option_keys[i] for i in chosen)
        few = replace(spec, **tables, option_keys=keys, parts=((),) * len(chosen))
    found = np.zeros((len(chosen), len(chosen)), dtype=np.int64)
    for chunk in iter_chunks(few):
        _add_leads(found, chunk.totals == chunk.totals.max(axis=0))
    leads = np.zeros((m, m), dtype=np.int64)
    leads[chosen, : len(chosen)] = found
    return leads


def find_candidates(spec: SimulationSpec) -> Integers:
    """Return the positions of the options that may lead in some simulation; no other ever does.

    An option is left out if, under every drawn weighting, it is behind some other even with its own
    scores at their best and the other's at their worst. All are returned where scores may lie
    outside low and high, where options move with their parts, and where there are few. The draws
    of an option depend on its own key alone, so leaving others out changes nothing.

    >>> from steelyard.analysis.simulations.specification import make_spec
    >>> find_candidates(make_spec([[60], [40]], [1], draws=100)).tolist()
    [0, 1]
    """
    m = len(spec.likely)
    if m <= MOST_COMPARED or spec.ranges != "extremes" or any(spec.parts):
        return np.arange(m)
    worst, best = in_steps(spec.low), in_steps(spec.high)
    may_lead = np.zeros(m, dtype=np.bool_)
    for weights, one in iter_weights(spec):
        # A slack of one step per criterion for either option covers the rounding of a quantile.
        bar = (worst @ weights).max(axis=0) - 2.0 * one
        may_lead |= (best @ weights >= bar).any(axis=1)
    return np.flatnonzero(may_lead)


def merge_counts(parts: Iterable[Counts]) -> Counts:
    """Return the combined counts of several parts of the same simulations, given in any order.

    Raises `ValueError` without any part, or for parts of different kinds.

    >>> from steelyard.analysis.simulations.specification import make_spec
    >>> spec = make_spec([[60], [40]], [1], draws=20_000)
    >>> merge_counts([run_chunks(spec, 1, 2), run_chunks(spec, 0, 1)]).simulations
    20000
    """
    listed = list(parts)
    if not listed:
        raise ValueError("parts: found none; allowed is one or more")
    kinds = {(part.weights.shape, part.one, part.details, part.version) for part in listed}
    if len(kinds) > 1:
        raise ValueError(f"parts: found {len(kinds)} different kinds; allowed is one")
    return Counts(
        simulations=sum(part.simulations for part in listed),
        leads=_add(part.leads for part in listed),
        ranks=_add(part.ranks for part in listed),
        level=_add(part.level for part in listed),
        ahead=_add(part.ahead for part in listed),
        weights=_add(part.weights for part in listed),
        one=listed[0].one,
        totals=_add(part.totals for part in listed),
        details=listed[0].details,
    )


MOST_COMPARED = 20
"""Up to this many options, totals are compared pair by pair; with more, they are sorted."""

MOST_CODED = 15
"""Up to this many options, the places of two of them fit into one eight-bit number."""


class _Tally:
    """Running counts of the simulations of one spec."""

    def __init__(self, spec: SimulationSpec, one: int, details: frozenset[Detail]) -> None:
        m, n = spec.likely.shape
        self._one, self._details = one, details
        self._simulations = 0
        self._leads = np.zeros((m, m), dtype=np.int64)
        self._ranks = np.zeros((m, m), dtype=np.int64)
        self._level = np.zeros(m, dtype=np.int64)
        self._ahead = np.zeros((m, m), dtype=np.int64)
        self._weights = np.zeros((m, n), dtype=np.int64)
        self._totals = np.zeros((m, TENTHS), dtype=np.int64)

    def add(self, chunk: Chunk) -> None:
        m, size = chunk.totals.shape
        self._simulations += size
        beaten = _count_above(chunk.totals) if m > MOST_COMPARED else _compare(chunk.totals)
        # Without ties each simulation has all the places 0, 1, … m − 1.
        sums = np.add.reduce(beaten, axis=0, dtype=np.uint16)
        tied = np.flatnonzero(sums != m * (m - 1) // 2)
        ranks = _count_places(beaten)
        self._ranks += ranks
        if tied.size:
            self._count_level(beaten[:, tied])
            _add_leads(self._leads, beaten == 0)
        else:
            self._leads[:, 0] += ranks[:, 0]
        if "pairs" in self._details:
            self._count_pairs(beaten, has_ties=tied.size > 0)
        if "weights" in self._details:
            # Sums of whole numbers below 2^53 are exact in doubles, in any order.
            summed = (beaten == 0).astype(np.float64) @ chunk.weights.T
            self._weights += summed.astype(np.int64)
        if "totals" in self._details:
            self._count_totals(chunk)

    def _count_level(self, beaten: NDArray[np.uint8]) -> None:
        for i, row in enumerate(beaten):
            self._level[i] += np.count_nonzero(beaten == row) - row.size

    def _count_pairs(self, beaten: NDArray[np.uint8], *, has_ties: bool) -> None:
        """Count the strict wins of every pair by place, since places have the order of totals."""
        m, size = beaten.shape
        # Eight simulations per byte, eight bytes per word: bits are counted in whole words.
        wins = np.empty(beaten.shape, dtype=np.bool_)
        bits = np.zeros((m, -(-size // 64) * 8), dtype=np.uint8)
        for i in range(m):
            first = 0 if has_ties else i + 1
            np.less(beaten[i], beaten[first:], out=wins[first:])
            bits[first:, : -(-size // 8)] = np.packbits(wins[first:], axis=1)
            words = np.bitwise_count(bits[first:].view(np.uint64))
            counts = words.sum(axis=1, dtype=np.int64)
            self._ahead[i, first:] += counts
            if not has_ties:  # Without ties, whatever is not a win is a loss.
                self._ahead[first:, i] += size - counts

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
            level=self._level,
            ahead=self._ahead,
            weights=self._weights,
            one=self._one,
            totals=self._totals,
            details=self._details,
        )


def _add_leads(sums: Integers, leads: NDArray[np.bool_]) -> None:
    """Add to `sums` how often each option leads, by the number of options that lead with it."""
    leaders = np.add.reduce(leads, axis=0, dtype=np.uint8)
    most = int(leaders.max())
    for together in range(1, most + 1):
        chosen = leads if most == 1 else leads & (leaders == together)
        sums[:, together - 1] += [np.count_nonzero(row) for row in chosen]


def _compare(totals: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Return how many options beat each one in each simulation, comparing pair by pair.

    Rounding to single precision never reverses the order of two totals; it can only make them
    equal. Simulations in which it does are compared again in full precision.
    """
    m = len(totals)
    beaten = _pairs_above(totals.astype(np.float32))
    sums = np.add.reduce(beaten, axis=0, dtype=np.uint16)
    level = np.flatnonzero(sums != m * (m - 1) // 2)
    if level.size:
        beaten[:, level] = _pairs_above(np.ascontiguousarray(totals[:, level]))
    return beaten


def _pairs_above(totals: NDArray[np.floating[Any]]) -> NDArray[np.uint8]:
    beaten = np.zeros(totals.shape, dtype=np.uint8)
    wins = np.empty(totals.shape, dtype=np.bool_)
    for row in totals:
        np.greater(row, totals, out=wins)
        beaten += wins.view(np.uint8)
    return beaten


def _count_places(beaten: NDArray[np.uint8]) -> Integers:
    """Return how often each option is beaten by 0, 1, … m − 1 others: m × m."""
    m = len(beaten)
    if m > MOST_CODED:
        return np.array([np.bincount(row, minlength=m) for row in beaten], dtype=np.int64)
    places = np.zeros((m, m), dtype=np.int64)
    for i in range(0, m - 1, 2):
        both = np.bincount(beaten[i] * np.uint8(m) + beaten[i + 1], minlength=m * m)
        places[i] = both.reshape(m, m).sum(axis=1)
        places[i + 1] = both.reshape(m, m).sum(axis=0)
    if m % 2:
        places[-1] = np.bincount(beaten[-1], minlength=m)
    return places


def _count_above(totals: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Return how many options beat each one in each simulation, by sorting."""
    beaten = np.empty(totals.shape, dtype=np.uint8)
    # Few simulations at a time, so that the sorted keys stay in the processor's cache.
    for first in range(0, totals.shape[1], _SORTED_AT_ONCE):
        some = slice(first, first + _SORTED_AT_ONCE)
        beaten[:, some] = _places_by_sorting(totals[:, some])
    return beaten


_SORTED_AT_ONCE = 256


def _places_by_sorting(totals: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Return how many options beat each one; simulations with close totals take longer.

    One sort of whole numbers orders totals by their first 24 bits. Where these are equal for two
    options, the simulation is compared again in full precision.
    """
    options = np.arange(len(totals), dtype=np.uint32)
    # Totals are whole numbers below 2^53. A key has the first 24 bits of a total, inverted so that
    # the largest is sorted first, and the option in the lowest eight bits.
    keys = np.ascontiguousarray((totals * 2.0**-29).astype(np.uint32).T)
    keys ^= np.uint32(2**24 - 1)
    keys <<= np.uint32(8)
    keys |= options
    keys.sort(axis=1)
    is_level = (keys[:, 1:] >> np.uint32(8) == keys[:, :-1] >> np.uint32(8)).any(axis=1)
    # Sorted by total, the column of a key is the place of its option (`options` counts columns
    # too). Sorted again by option, the place is in the lowest eight bits.
    keys <<= np.uint32(8)
    keys &= np.uint32(2**16 - 1)
    keys |= options
    keys.sort(axis=1)
    beaten = np.ascontiguousarray(keys.astype(np.uint8).T)
    level = np.flatnonzero(is_level)
    if level.size:
        beaten[:, level] = _places_by_all_bits(totals[:, level])
    return beaten


def _places_by_all_bits(totals: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Return how many options beat each one, comparing totals in full precision."""
    m, size = totals.shape
    # Totals are whole numbers below 2^53: with the option in the lowest eight bits, one integer
    # sort orders by total, largest first, and keeps track of the option.
    keys = (2**53 - totals.T.astype(np.int64, order="C")) << 8
    keys += np.arange(m)
    keys.sort(axis=1)
    order = keys & 255
    keys >>= 8
    places = np.zeros((size, m), dtype=np.uint8)
    places[:, 1:] = np.where(keys[:, 1:] != keys[:, :-1], np.arange(1, m, dtype=np.uint8), 0)
    np.maximum.accumulate(places, axis=1, out=places)
    order += np.arange(size)[:, None] * m
    beaten = np.empty(size * m, dtype=np.uint8)
    beaten[order.ravel()] = places.ravel()
    return beaten.reshape(size, m).T


def _add(arrays: Iterable[Integers]) -> Integers:
    total: Integers = np.add.reduce(list(arrays), axis=0)
    return total
