"""Figures computed from tables of values alone, as the engine in the browser does.

This allows a live page to be checked without its criteria file: totals and lead shares are
recomputed from the tables it contains.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from steelyard.analysis.parts import find_parts
from steelyard.analysis.simulations.low_discrepancy import key_of
from steelyard.analysis.totals import rank_totals
from steelyard.analysis.weights import weights_from_swings
from steelyard.model import CriteriaSet

_Table = Sequence[Sequence[Any]]


def engine_keys(ids: Iterable[str]) -> list[int]:
    """Return the 32-bit key of each id, which selects its low-discrepancy sequence."""
    return [key_of(identifier) for identifier in ids]


def engine_parts(criteria_set: CriteriaSet) -> list[list[int]]:
    """Return the positions of each option's parts; empty for options that are not packages."""
    return [list(parts) for parts in find_parts(criteria_set)]


def engine_ranks(totals: Mapping[str, float]) -> dict[str, int]:
    """Return the rank of each total: 1 is best, totals within 1e-9 share a rank (1-2-2-4)."""
    return rank_totals(totals)


def engine_figures(
    problem: Mapping[str, Any], tables: Mapping[str, _Table], swings: Mapping[str, float]
) -> tuple[list[float], list[float]]:
    """Return totals (0–100) and lead shares (0–1) in the order of the problem's options.

    `problem` has the engine's settings: `spread`, `draws`, `seed`, `optionKeys`, `criterionKeys`,
    `ranges`, `sharedError`, `parts`, `isCoupled`. `tables`: `low`, `likely`, `high` (0–100) and
    `unknown` (true where a score is unknown), options in rows and criteria in columns. `swings`
    by criterion, in the order of the columns. Raises ValueError, KeyError, TypeError or
    IndexError for inconsistent data.
    """
    from steelyard.analysis.simulations.shares import find_shares
    from steelyard.analysis.simulations.specification import make_spec

    weights = weights_from_swings(dict(swings)).values()
    totals = [
        math.fsum(weight * value for weight, value in zip(weights, row, strict=True))
        for row in tables["likely"]
    ]
    spec = make_spec(
        tables["likely"],
        list(swings.values()),
        low=tables["low"],
        high=tables["high"],
        unknown=tables["unknown"],
        spread=problem["spread"],
        draws=problem["draws"],
        seed=problem["seed"],
        option_keys=problem["optionKeys"],
        criterion_keys=problem["criterionKeys"],
        # Older pages lack these settings, and drew their simulations without them.
        ranges=problem.get("ranges", "extremes"),
        shared_error=problem.get("sharedError", 0.0),
        parts=problem.get("parts"),
        is_coupled=problem.get("isCoupled", True),
    )
    return totals, [float(share) for share in find_shares(spec, details=()).lead.tolist()]
