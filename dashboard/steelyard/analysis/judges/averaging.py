"""The averaged inputs of several judges, as they can be written into a criteria file."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from steelyard.analysis.judges.panel import Panel, mean_score
from steelyard.model import Cell, Score

Ranges = Literal["union", "quantiles"]
TAIL: Final = 0.05
"""The share of the pool below the low end; the same share is above the high end."""
_STEPS: Final = 60


@dataclass(frozen=True)
class AveragedInputs:
    """A group's averaged inputs, rounded for writing to a file.

    `scores`: cell → score on the criterion's own scale; cells that nobody judged are left out.
    `swings`: criterion → swing, the largest 100; empty where no judge gave swings or ranks.
    """

    scores: dict[Cell, Score]
    swings: dict[str, float]


def average_inputs(panel: Panel, ranges: Ranges) -> AveragedInputs:
    """Return the mean likely scores with their ranges, and the mean weights as swings.

    `union`: from the lowest low to the highest high of the judges who scored the cell. `quantiles`:
    the 5 % and the 95 % quantile of the linear pool of their triangular distributions. Scores are
    rounded to a ten-thousandth of the scale's order of magnitude, swings to hundredths.
    """
    scores = {}
    for option in panel.options:
        for criterion in panel.criteria:
            cell = (option, criterion)
            own = [
                panel.evaluations[judge].scores[option][criterion]
                for judge in panel.judges
                if cell in panel.scored[judge]
            ]
            if own:
                scale = panel.criteria_set.criteria[criterion].scale
                digits = max(0, 4 - math.floor(math.log10(scale.to - scale.from_)))
                scores[cell] = _rounded(_averaged(own, ranges), digits)
    return AveragedInputs(scores, _swings(panel) if panel.weighted else {})


def _averaged(scores: Sequence[Score], ranges: Ranges) -> Score:
    mean = mean_score(scores)
    if ranges == "union":
        return mean
    low, high = pooled_quantile(scores, TAIL), pooled_quantile(scores, 1 - TAIL)
    return Score(min(low, mean.likely), mean.likely, max(high, mean.likely))


def _rounded(score: Score, digits: int) -> Score:
    low, likely, high = (round(number, digits) for number in score[:3])
    return Score(min(low, likely), likely, max(high, likely))


def _swings(panel: Panel) -> dict[str, float]:
    weights = panel.weights.mean(axis=0)
    largest = float(weights.max())
    return {
        criterion: round(100.0 * float(weight) / largest, 2)
        for criterion, weight in zip(panel.criteria, weights, strict=True)
    }


def pooled_quantile(scores: Sequence[Score], share: float) -> float:
    """Return a quantile (share 0–1) of the equal mixture of triangular distributions.

    Each has its ends at low and high and its peak at likely; without a range it is one point.
    The result is the least number at which the mixture reaches the share, up to rounding. Source
    of the mixture: Stone (1961), The opinion pool.

    >>> round(pooled_quantile([Score(0, 50, 100)], 0.5), 6)
    50.0
    """
    low, high = min(score.low for score in scores), max(score.high for score in scores)
    if _mean_below(scores, low) >= share:
        return low
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if _mean_below(scores, middle) >= share:
            high = middle
        else:
            low = middle
    return high


def _mean_below(scores: Sequence[Score], number: float) -> float:
    return math.fsum(_below(score, number) for score in scores) / len(scores)


def _below(score: Score, number: float) -> float:
    """Return the share of a triangular distribution at or below a number."""
    low, likely, high = score[:3]
    if number >= high:
        return 1.0
    if number < low:
        return 0.0
    if number <= likely and likely > low:
        return (number - low) ** 2 / ((high - low) * (likely - low))
    return 1.0 - (high - number) ** 2 / ((high - low) * (high - likely))
