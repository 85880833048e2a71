"""The simulations of several judges pooled: each simulation takes one judge's row."""

from __future__ import annotations

import math
from dataclasses import dataclass

from steelyard.analysis.judges.panel import Panel
from steelyard.analysis.simulations.sampling import sample_simulations


@dataclass(frozen=True)
class Pool:
    """The linear pool with equal weight for every judge: shares of simulations, never chances.

    `lead_shares`: option → mean over the judges of its share of simulations led, 0–1, adding to
    one. `ranges`: option → union over the judges of the totals that bound nine simulations in ten.
    """

    lead_shares: dict[str, float]
    ranges: dict[str, tuple[float, float]]


def pool_simulations(panel: Panel, draws: int | None = None) -> Pool:
    """Return the judges' simulations pooled, with the set's number of simulations for each judge.

    A judge's weights vary as the set says, scores within the judge's own ranges. Raises ValueError
    where the set is too large for simulations.
    Source: Stone (1961), The opinion pool, Annals of Mathematical Statistics 32.
    """
    each = [
        sample_simulations(panel.criteria_set, evaluation, draws=draws)
        for evaluation in panel.evaluations.values()
    ]
    return Pool(
        {o: math.fsum(s.lead_shares[o] for s in each) / len(each) for o in panel.options},
        {
            o: (min(s.ranges[o][0] for s in each), max(s.ranges[o][1] for s in each))
            for o in panel.options
        },
    )
