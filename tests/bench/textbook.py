"""Sampling as a textbook writes it with numpy: what our own code is measured against."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def fixed_scores(values: Floats, draws: int, rng: np.random.Generator) -> Floats:
    """Return the rank shares of options with these values under any weights at all."""
    m, n = values.shape
    weights = rng.dirichlet(np.ones(n), draws)
    return _rank_shares(weights @ values.T, m)


def uncertain_scores(
    low: Floats, likely: Floats, high: Floats, draws: int, rng: np.random.Generator
) -> Floats:
    """Return the rank shares where every score has a triangular range."""
    m, n = likely.shape
    weights = rng.dirichlet(np.ones(n), draws)
    scores = rng.triangular(low, likely, high, (draws, m, n))
    return _rank_shares(np.einsum("kij,kj->ki", scores, weights), m)


def _rank_shares(totals: Floats, m: int) -> Floats:
    order = np.argsort(-totals, axis=1)
    counts = [np.bincount(order[:, rank], minlength=m) for rank in range(m)]
    shares: Floats = np.array(counts).T / len(totals)
    return shares
