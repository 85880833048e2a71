"""Errors that go together: how much of a score's error is shared by all scores of its option.

A judge who is too kind to an option is too kind on every criterion. With `shared` from 0 to 1
the scores of an option are joined by a Gaussian copula: on the normal scale, any two of them
have the correlation `shared`, with good values going together. At 0 nothing is shared; at 1
one draw decides where all the scores of an option lie in their ranges. Each score keeps its own
distribution exactly, whatever is shared.

**In whole numbers.** With z the table of the normal curve (`quantiles.normal_table`):
- common[k] = floor(512 × sqrt(shared) × z[k] + 1/2), minus its smallest entry;
- own[k] = floor(512 × sqrt(1 − shared) × z[k] + 1/2), minus its smallest entry.
A score with place p, of an option whose shared error has place c (`low_discrepancy`), is at the
step t = common[c] + own[p]. Of the 4,096 × 4,096 pairs of places, let B[t] be below step t and
N[t] on it: the score is the quantile of its distribution at u[t] = (B[t] + N[t] / 2) / 2^24.
Everything up to B and N is a whole number, and u is exact: every machine gets the same result.

Only known scores share an error; an unknown one is nobody's judgement.
Source: the Gaussian copula, Nelsen (2006), An Introduction to Copulas; Spearman's rank
correlation of two such scores is 6/π × arcsin(shared / 2), which the tests reproduce.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from steelyard.analysis.arguments import FloatArray
from steelyard.analysis.simulations.low_discrepancy import SLICES, IndexArray
from steelyard.analysis.simulations.quantiles import normal_table

_GRID = 512


@dataclass(frozen=True, eq=False)
class ErrorSteps:
    """The steps of one amount of sharing.

    `common`, `own`: the part of the step, from 0 up, of each of the 4,096 places of the option
    and of the score. `shares`: at each step the share, 0..1, of all draws below its middle.
    """

    common: IndexArray
    own: IndexArray
    shares: FloatArray


@lru_cache(maxsize=16)
def error_steps(shared: float) -> ErrorSteps:
    """Return the steps for a given share of the error, 0..1, that is common to an option.

    >>> steps = error_steps(0.5)
    >>> float(steps.shares[0]) > 0, float(steps.shares[-1]) < 1
    (True, True)
    """
    common, own = _part(math.sqrt(shared)), _part(math.sqrt(1.0 - shared))
    # Sums of whole numbers up to 2^24 are exact in doubles, in any order.
    counts = np.convolve(np.bincount(common).astype(np.float64), np.bincount(own))
    counts = np.floor(counts + 0.5)
    shares = (np.cumsum(counts) - counts / 2.0) / float(SLICES * SLICES)
    for table in (common, own, shares):
        table.flags.writeable = False
    return ErrorSteps(common, own, shares)


def _part(root: float) -> NDArray[np.intp]:
    steps = np.floor((_GRID * root) * normal_table() + 0.5).astype(np.intp)
    return np.asarray(steps - steps.min(), dtype=np.intp)
