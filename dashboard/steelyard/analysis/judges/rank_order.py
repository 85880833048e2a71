"""Weights of which only the order is known: their exact range, and the centroid.

Ranked swings allow every weighting in which a better rank weighs at least as much, equal ranks
the same, and all weights add to one. They form a simplex, whose corners are the equal weights of
all criteria up to a rank, so whatever is linear in the weights has its least and its greatest
value at one of them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from steelyard.analysis.arguments import FloatArray
from steelyard.analysis.ties import TIE

_Weights = dict[str, float]


def rank_corners(ranks: Mapping[str, int]) -> tuple[_Weights, ...]:
    """Return the corners of the simplex of weightings that agree with ranks, 1 the largest swing.

    For each rank given, all criteria of that rank or a better one at equal weights, the others
    at zero.

    >>> rank_corners({"taste": 1, "price": 2})
    ({'taste': 1.0, 'price': 0.0}, {'taste': 0.5, 'price': 0.5})
    """
    corners = []
    for last in sorted(set(ranks.values())):
        count = sum(rank <= last for rank in ranks.values())
        corners.append({c: 1.0 / count if rank <= last else 0.0 for c, rank in ranks.items()})
    return tuple(corners)


def centroid_weights(ranks: Mapping[str, int]) -> _Weights:
    """Return the rank-order centroid: the mean of all weightings that agree with ranks.

    Of n strict ranks, the weight of rank i is (1/n) Σ_{k=i…n} 1/k.
    Source: Barron & Barrett (1996), on ranked attribute weights, Management Science 42.

    >>> centroid_weights({"taste": 1, "price": 2})
    {'taste': 0.75, 'price': 0.25}
    """
    corners = rank_corners(ranks)
    return {c: math.fsum(corner[c] for corner in corners) / len(corners) for c in ranks}


def weight_spans(ranks: Mapping[str, int]) -> dict[str, tuple[float, float]]:
    """Return criterion → least and greatest weight (0–1) that agrees with ranks."""
    corners = rank_corners(ranks)
    return {c: (min(w[c] for w in corners), max(w[c] for w in corners)) for c in ranks}


@dataclass(frozen=True)
class RankSpans:
    """What a group's result can be, over all weightings that agree with some judges' ranks.

    `judges` gave ranks and no numbers. `totals`: option → least and greatest total, 0–100.
    `margins`: every other option → least and greatest lead of the group's first over it, points;
    over all judges' weightings at once, scores at their likely values. Both exact.
    """

    judges: tuple[str, ...]
    totals: dict[str, tuple[float, float]]
    margins: dict[str, tuple[float, float]]

    @property
    def rivals(self) -> tuple[str, ...]:
        """The options that some weighting brings level with the first or ahead of it."""
        return tuple(
            o for o, (low, high) in self.margins.items() if low <= TIE and high - low > TIE
        )


def rank_spans(
    options: tuple[str, ...],
    first: str,
    shares: Mapping[str, FloatArray],
    corners: Mapping[str, FloatArray],
    weights: Mapping[str, FloatArray],
) -> RankSpans:
    """Return the spans of totals that are linear in every judge's weights.

    `shares`: judge → options × criteria, what a unit of the judge's weight adds to each total;
    `weights`: judge → weights; `corners`: judge who ranked → corners × criteria. Judges choose
    their weights independently, so each one's least value is found separately.
    """
    place = options.index(first)
    fixed = np.zeros(len(options))
    for judge, share in shares.items():
        if judge not in corners:
            fixed = fixed + share @ weights[judge]
    lows, highs = fixed.copy(), fixed.copy()
    least = fixed[place] - fixed
    most = least.copy()
    for judge, rows in corners.items():
        totals = rows @ shares[judge].T
        lows, highs = lows + totals.min(axis=0), highs + totals.max(axis=0)
        margins = totals[:, [place]] - totals
        least, most = least + margins.min(axis=0), most + margins.max(axis=0)
    found = zip(options, lows.tolist(), highs.tolist(), strict=True)
    leads = zip(options, least.tolist(), most.tolist(), strict=True)
    return RankSpans(
        tuple(corners),
        {option: (low, high) for option, low, high in found},
        {option: (low, high) for option, low, high in leads if option != first},
    )
