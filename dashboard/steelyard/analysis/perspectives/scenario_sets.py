"""Several scenarios at once: their shifts add up, and the sum stops at the ends of the scale.

Adding before stopping makes the order of the scenarios irrelevant. A scenario and its
opposite cannot both hold. Which sets would put an option first is for
`scenario_search`; weights never change here.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Collection
from dataclasses import replace
from itertools import combinations

from steelyard.analysis.totals import Evaluation, View, evaluate
from steelyard.model import CriteriaSet, Scenario

_TOGETHER = "together"
_SMALLER = 2.0**-32
_MOST = sys.float_info.max * _SMALLER


def are_opposites(criteria_set: CriteriaSet, first: str, second: str) -> bool:
    """Tell whether two scenarios exclude each other; it is enough that one of them says so.

    >>> criteria_set = CriteriaSet.model_validate({
    ...     "format": 1, "title": "Outing", "criteria": {"fun": {"name": "Fun"}},
    ...     "options": {"beach": {"name": "Beach"}},
    ...     "scenarios": {"rain": {"name": "Rain", "opposite": "sun"}, "sun": {"name": "Sun"}},
    ... })
    >>> are_opposites(criteria_set, "sun", "rain")
    True
    """
    scenarios = criteria_set.scenarios
    return scenarios[first].opposite == second or scenarios[second].opposite == first


def add_up_shifts(
    criteria_set: CriteriaSet, scenarios: Collection[str]
) -> dict[str, dict[str, float]]:
    """Return the summed shifts of several scenarios, option → criterion → raw points.

    Each scenario counts once. Raises ValueError for one that does not exist, or for two
    that exclude each other.

    >>> criteria_set = CriteriaSet.model_validate({
    ...     "format": 1, "title": "Outing", "criteria": {"fun": {"name": "Fun"}},
    ...     "options": {"beach": {"name": "Beach"}},
    ...     "scenarios": {"rain": {"name": "Rain", "shifts": {"beach": {"fun": -30}}},
    ...                   "crowd": {"name": "Crowd", "shifts": {"beach": {"fun": -5}}}},
    ... })
    >>> add_up_shifts(criteria_set, ["rain", "crowd"])
    {'beach': {'fun': -35.0}}
    """
    chosen = tuple(dict.fromkeys(scenarios))
    _check_scenarios(criteria_set, chosen)
    parts: dict[str, dict[str, list[float]]] = {}
    for scenario in chosen:
        for option, row in criteria_set.scenarios[scenario].shifts.items():
            for criterion, shift in row.items():
                parts.setdefault(option, {}).setdefault(criterion, []).append(shift)
    return {
        option: {criterion: _add_up(shifts) for criterion, shifts in row.items()}
        for option, row in parts.items()
    }


def evaluate_scenarios(
    criteria_set: CriteriaSet, scenarios: Collection[str], view: View | None = None
) -> Evaluation:
    """Evaluate a view under several scenarios at once; without any, as if there were none.

    The view's own scenario is set aside. Low, likely and high move by the summed shift
    alike and stop at the ends of the scale; unknown scores stay unknown. Raises
    ValueError as `add_up_shifts` and `evaluate` do.

    >>> criteria_set = CriteriaSet.model_validate({
    ...     "format": 1, "title": "Outing", "criteria": {"fun": {"name": "Fun"}},
    ...     "options": {"beach": {"name": "Beach"}}, "assessments": {"beach": {"fun": 80}},
    ...     "scenarios": {"warm": {"name": "Warm", "shifts": {"beach": {"fun": 30}}},
    ...                   "crowd": {"name": "Crowd", "shifts": {"beach": {"fun": -15}}}},
    ... })
    >>> evaluate_scenarios(criteria_set, ["warm", "crowd"]).totals  # 80 + 30 - 15, not 100 - 15
    {'beach': 95.0}
    """
    shifts = add_up_shifts(criteria_set, scenarios)
    together = Scenario(name=_TOGETHER, shifts=shifts)
    combined = criteria_set.model_copy(update={"scenarios": {_TOGETHER: together}})
    return evaluate(combined, replace(view or View(), scenario=_TOGETHER))


def _add_up(shifts: list[float]) -> float:
    # A power of two costs no digit, and keeps shifts of any finite size finite.
    total = math.fsum(shift * _SMALLER for shift in shifts)
    return min(max(total, -_MOST), _MOST) / _SMALLER


def _check_scenarios(criteria_set: CriteriaSet, chosen: tuple[str, ...]) -> None:
    known = ", ".join(criteria_set.scenarios) or "none"
    for scenario in chosen:
        if scenario not in criteria_set.scenarios:
            raise ValueError(f"no scenario is called {scenario}; there are: {known}")
    for first, second in combinations(chosen, 2):
        if are_opposites(criteria_set, first, second):
            raise ValueError(f"{first} and {second} are opposites; only one of them can hold")
