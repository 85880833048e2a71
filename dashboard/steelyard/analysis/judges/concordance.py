"""How far several judges agree on an order: Kendall's W, corrected for ties."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from steelyard.analysis.judges.panel import Panel
from steelyard.analysis.ties import rank_numbers


def kendalls_w(rows: Sequence[Sequence[float]]) -> float | None:
    """Return Kendall's coefficient of concordance of several judges' numbers, 0 to 1.

    `rows`: for each judge a number for each of n things, the higher the better; equal numbers,
    within 1e-9, share the mean of their ranks. With m judges, R_i the sum of the ranks of thing i
    and T_j = Σ (t³ − t) over the groups of t things that judge j ties:

        W = (12 Σ R_i² − 3 m² n (n + 1)²) / (m² n (n² − 1) − m Σ T_j)

    1 means the same order for all, 0 no common order. `None` for fewer than two judges or two
    things, and where every judge ties everything. Raises ValueError where rows differ in length.
    Source: Kendall & Babington Smith (1939), The problem of m rankings, with the correction for
    ties of Kendall, Rank Correlation Methods (1948), chapter 6.

    >>> kendalls_w([[3, 2, 1], [3, 2, 1]]), kendalls_w([[3, 2, 1], [1, 2, 3]])
    (1.0, 0.0)
    """
    count, things = len(rows), len(rows[0]) if rows else 0
    if any(len(row) != things for row in rows):
        raise ValueError("judges have numbers for different things")
    if count < 2 or things < 2:
        return None
    ranks = [_middle_ranks(row) for row in rows]
    sums = [math.fsum(column) for column in zip(*ranks, strict=True)]
    ties = sum(t**3 - t for row in ranks for t in Counter(row).values())
    below = count**2 * things * (things**2 - 1) - count * ties
    if below == 0:
        return None
    above = 12 * math.fsum(r * r for r in sums) - 3 * count**2 * things * (things + 1) ** 2
    return min(max(above / below, 0.0), 1.0)


def _middle_ranks(numbers: Sequence[float]) -> list[float]:
    """Return ranks, 1 for the highest; those that tie share the mean of the ranks they take."""
    ranks = rank_numbers(numbers)
    sizes = Counter(ranks)
    return [rank + (sizes[rank] - 1) / 2 for rank in ranks]


@dataclass(frozen=True)
class Concordance:
    """Kendall's W of the judges, 0 to 1; `None` where it is undefined.

    `options`: on the order of the options by their totals. `swings`: on the order of the swings,
    of the judges who gave them all. `criteria`: criterion → on the order of the options' values
    there; `spreads`: criterion → mean over the options of highest minus lowest likely value,
    points of 0–100.
    """

    options: float | None
    swings: float | None
    criteria: dict[str, float | None]
    spreads: dict[str, float]

    @property
    def most_divided(self) -> tuple[str, ...]:
        """The criteria tied for the widest mean spread; empty where no criterion has any."""
        widest = self._first(list(self.spreads.values()))
        return tuple(c for c in widest if self.spreads[c] > 0)

    @property
    def most_united(self) -> tuple[str, ...]:
        """The criteria tied for the narrowest mean spread; empty with fewer than two criteria."""
        return self._first([-s for s in self.spreads.values()]) if len(self.spreads) > 1 else ()

    def _first(self, numbers: list[float]) -> tuple[str, ...]:
        """Return the criteria with the highest number; `numbers` has one for each criterion."""
        ranks = rank_numbers(numbers)
        return tuple(c for c, rank in zip(self.spreads, ranks, strict=True) if rank == 1)


def find_concordance(panel: Panel) -> Concordance:
    """Return how far the judges agree: on options, on swings, and criterion by criterion."""
    found = panel.evaluations
    totals = [[found[j].totals[o] for o in panel.options] for j in panel.judges]
    weights = [
        row for judge, row in zip(panel.judges, panel.weights.tolist(), strict=True)
        if judge in panel.weighted
    ]  # fmt: skip
    return Concordance(
        kendalls_w(totals),
        kendalls_w(weights) if weights else None,
        {
            c: kendalls_w(panel.values[:, :, k].tolist()) for k, c in enumerate(panel.criteria)
        },
        {
            c: float((panel.values[:, :, k].max(axis=0) - panel.values[:, :, k].min(axis=0)).mean())
            for k, c in enumerate(panel.criteria)
        },
    )  # fmt: skip
