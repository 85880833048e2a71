"""How often each option leads, and takes each rank, over simulations.

Turns the integer counts of `counts` into shares of one, always by the same few divisions, so
a page that counts the same simulations prints the same numbers. A share of simulations shows
how much the assumptions leave open. It is not the probability that an option is right, and
nothing here calls it that.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from steelyard.analysis.arguments import FloatArray
from steelyard.analysis.simulations.counts import DETAILS, Counts, Detail, Progress, run_chunks
from steelyard.analysis.simulations.low_discrepancy import SLICES
from steelyard.analysis.simulations.specification import SimulationSpec


@dataclass(frozen=True, eq=False)
class TotalRange:
    """The totals, in points 0..100 and rounded to tenths, that bound nine simulations in ten.

    `low`: at most one simulation in twenty is below it; `high`: at most one in twenty above;
    `middle`: the median. Each holds one number per option.
    """

    low: FloatArray
    middle: FloatArray
    high: FloatArray


@dataclass(frozen=True, eq=False)
class Shares:
    """The shares of simulations for m options and n criteria; all of them are 0..1.

    `lead` (m): share of simulations led; k options tied for the lead get 1/k of the simulation
    each, so the shares add up to one. `tied`: share of simulations whose lead is shared.
    `ranks` (m × m): share of simulations in which option i has rank r + 1; ties share the
    better rank (1-2-2-4), so rows add up to one and columns need not.
    `expected_rank` (m): 1..m, tied options at the middle of their ranks.
    `error`: half the width of a 95 % interval for any single share, see `sampling_error`.
    `counts`: the counts they were computed from; `order`, `central_weights` and `totals` raise
    ValueError if these lack the detail they need.
    """

    simulations: int
    lead: FloatArray
    tied: float
    ranks: FloatArray
    expected_rank: FloatArray
    error: float
    counts: Counts

    @property
    def order(self) -> FloatArray:
        """The m × m shares of simulations in which i is above k, ties half; 1/2 for i = k."""
        counts, simulations = self._counted("pairs"), self.simulations
        ties = simulations - counts.ahead - counts.ahead.T
        order: FloatArray = (2 * counts.ahead + ties) / (2 * simulations)
        return order

    @property
    def central_weights(self) -> FloatArray:
        """The m × n mean weights of the simulations in which i leads or ties for the lead.

        Each row adds up to one; NaN where an option never leads.
        """
        weights = self._counted("weights").weights
        with np.errstate(invalid="ignore"):
            central: FloatArray = weights / weights.sum(axis=1, keepdims=True)
        return central

    @property
    def totals(self) -> TotalRange:
        """The totals that bound nine simulations in ten."""
        counts = self._counted("totals")
        return TotalRange(*(_quantile(counts, percent) for percent in (5, 50, 95)))

    def _counted(self, detail: Detail) -> Counts:
        if detail not in self.counts.details:
            raise ValueError(f"details: found none of {detail}; allowed are counts with them")
        return self.counts


def find_shares(
    spec: SimulationSpec,
    progress: Progress | None = None,
    details: Collection[Detail] = DETAILS,
) -> Shares:
    """Return the shares of all simulations of a spec, counted in this process.

    `progress(done, all)` is called after each chunk of 8,192 simulations; an exception it
    raises stops the work. `details`: what is counted besides leads and ranks.

    >>> from steelyard.analysis.simulations.specification import make_spec
    >>> shares = find_shares(make_spec([[100, 0], [0, 100]], [1, 1], mode="uniform"))
    >>> shares.lead.round(2).tolist()
    [0.5, 0.5]
    """
    return shares_from_counts(run_chunks(spec, 0, spec.chunks, progress, details))


def shares_from_counts(counts: Counts) -> Shares:
    """Return the shares of simulations that have been counted, merged or not.

    >>> from steelyard.analysis.simulations.specification import make_spec
    >>> spec = make_spec([[60], [40]], [1], draws=100)
    >>> shares_from_counts(run_chunks(spec, 0, 1)).expected_rank.tolist()
    [1.0, 2.0]
    """
    m, simulations = len(counts.leads), counts.simulations
    # Integers until the final division: the options ahead, and half of those level.
    behind = 2 * (counts.ranks @ np.arange(m)) + counts.level
    together = counts.leads.sum(axis=0) // np.arange(1, m + 1)
    return Shares(
        simulations=simulations,
        lead=lead_shares(counts.leads, simulations),
        tied=float(together[1:].sum() / simulations),
        ranks=counts.ranks / simulations,
        expected_rank=1.0 + behind / (2 * simulations),
        error=sampling_error(simulations),
        counts=counts,
    )


def lead_shares(leads: NDArray[np.int64], simulations: int) -> FloatArray:
    """Return the share of simulations that each option leads, 0..1, from `Counts.leads`.

    >>> lead_shares(np.array([[1, 2], [1, 2]]), 4).tolist()
    [0.5, 0.5]
    """
    parts = leads / np.arange(1, len(leads) + 1)
    return np.array([math.fsum(row) for row in parts]) / simulations


def sampling_error(simulations: int, shares: int = 1) -> float:
    """Return half the width of a 95 % interval for a share, as a share of one.

    z / (2 √simulations): the bound for independent draws and a share of one half; the simulations
    of `low_discrepancy` are spread more evenly, and measured errors are smaller. Never less than
    one slice of 4,096: weights take only that many places, so an option that can only draw level
    gets about that much, however many simulations are drawn. With `shares` above 1 the interval
    holds for that many shares at once (z for 0.05 / shares).

    >>> round(100 * sampling_error(2000), 1), round(100 * sampling_error(2**17, 100), 2)
    (2.2, 0.48)
    """
    if simulations < 1 or shares < 1:
        raise ValueError(
            f"simulations, shares: found {simulations}, {shares}; allowed is 1 or more"
        )
    drawn = NormalDist().inv_cdf(1.0 - 0.025 / shares) / (2.0 * math.sqrt(simulations))
    return max(drawn, 1.0 / SLICES)


def _quantile(counts: Counts, percent: int) -> FloatArray:
    """Return the smallest tenth of a point that `percent` of the simulations do not exceed."""
    reached = 100 * counts.totals.cumsum(axis=1) >= percent * counts.simulations
    tenths: FloatArray = reached.argmax(axis=1) / 10.0
    return tenths
