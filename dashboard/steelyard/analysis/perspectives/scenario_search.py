"""What would have to be true for an option to win: the smallest set of scenarios that does it.

Every set of up to four scenarios is tried, smallest first; the result contains how many were
tried and what was set aside. A scenario may help by lifting the option or by hurting its rivals
more. Only the number of scenarios counts: a small set is not a likely one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations, islice

import numpy as np
from numpy.typing import NDArray

from steelyard.analysis.arguments import FloatArray
from steelyard.analysis.sensitivity.leaders import weighted_totals
from steelyard.analysis.ties import TIE
from steelyard.analysis.totals import Evaluation, View, evaluate, find_assessment
from steelyard.analysis.values import HUGE, SMALLER
from steelyard.model import CriteriaSet, Criterion

MOST_TOGETHER = 4
MOST_SEARCHED = 20
_CELLS_AT_ONCE = 100_000

Set = tuple[int, ...]
_Measured = tuple[float, Set]


@dataclass(frozen=True)
class ScenarioSet:
    """Scenarios taken together, and the option's lead over its best rival under them.

    `margin`: points, below 0 if a rival is ahead; `None` without a rival.
    """

    scenarios: tuple[str, ...]
    margin: float | None


@dataclass(frozen=True)
class ScenarioSearch:
    """What it takes, in scenarios, for one option to lead.

    `smallest`: all sets of the smallest size under which it leads, ties counting, the
    largest margin first; one empty set if it leads without any; empty if none was found.
    `closest`: of all sets tried the one with the largest margin, which is the best of
    `smallest` if there is one. `tried`: how many sets, the empty one included.
    `most_together`: the largest number of scenarios put together. `set_aside`: scenarios
    left out of the search because there are more than it can take.
    """

    option: str
    smallest: tuple[ScenarioSet, ...]
    closest: ScenarioSet
    tried: int
    most_together: int
    set_aside: tuple[str, ...]

    @property
    def can_lead(self) -> bool:
        """Whether a set was found; if not, `tried` and `set_aside` show how far the search went."""
        return bool(self.smallest)


def find_scenario_sets(
    criteria_set: CriteriaSet,
    option: str,
    view: View | None = None,
    *,
    most_together: int = MOST_TOGETHER,
) -> ScenarioSearch:
    """Return the smallest sets of scenarios under which an option leads, ties counting.

    Shifts add up before they stop at the ends of the scale, so that their order does not
    matter, and opposites are never combined. Frame, weights and reading are the view's, its
    own scenario is set aside; unknown scores stay in the middle. Up to 20 scenarios are all
    searched, in sets of at most `most_together` (0 to 4); of more than 20, those 20 that bring
    the option furthest forward on their own. Sets of equal size and margin keep the order of the
    file.
    Raises ValueError for an option or an id of the view that the set does not have.
    """
    if option not in criteria_set.options:
        known = ", ".join(criteria_set.options)
        raise ValueError(f"no option is called {option}; there are: {known}")
    if not 0 <= most_together <= MOST_TOGETHER:
        raise ValueError(f"most_together: found {most_together}; allowed is 0 to {MOST_TOGETHER}")
    own = replace(view or View(), scenario=None)
    margins = _Margins(criteria_set, evaluate(criteria_set, own), option, own.reading)
    searched, set_aside = _choose_searched(criteria_set, margins)
    names = tuple(criteria_set.scenarios)
    closest: _Measured | None = None
    smallest: list[_Measured] = []
    tried = 0
    for size in range(most_together + 1):
        found = margins.measure_all(_allowed_sets(criteria_set, searched, size))
        tried += len(found)
        smallest = [pair for pair in found if pair[0] >= -TIE]
        if found and (smallest or closest is None or found[0][0] > closest[0] + TIE):
            closest = found[0]
        if smallest:
            break
    assert closest is not None  # the empty set is always tried
    return ScenarioSearch(
        option=option,
        smallest=tuple(_name(pair, names) for pair in smallest),
        closest=_name(closest, names),
        tried=tried,
        most_together=most_together,
        set_aside=tuple(names[index] for index in set_aside),
    )


def are_opposites(criteria_set: CriteriaSet, first: str, second: str) -> bool:
    """Return whether two scenarios exclude each other; it is enough that one names the other."""
    scenarios = criteria_set.scenarios
    return scenarios[first].opposite == second or scenarios[second].opposite == first


class _Margins:
    """The option's lead over its best rival under many sets of scenarios at once.

    Shifts are added up cell by cell and then clipped at the ends of the scale.
    """

    def __init__(
        self, criteria_set: CriteriaSet, evaluation: Evaluation, option: str, reading: str | None
    ) -> None:
        options, criteria = evaluation.options, evaluation.criteria
        self._criteria = [criteria_set.criteria[criterion] for criterion in criteria]
        self._option = options.index(option)
        self._weights = np.array([evaluation.weights[criterion] for criterion in criteria])
        self._values = np.array([[evaluation.values[o][c] for c in criteria] for o in options])
        self._raw = np.zeros(self._values.shape)
        self._shifts = np.zeros((len(criteria_set.scenarios), *self._values.shape))
        for i, row in enumerate(options):
            for j, column in enumerate(criteria):
                assessment = find_assessment(criteria_set, row, column, reading)
                if assessment is None or not assessment.score.known:
                    continue  # a shift does not make an unknown score known
                self._raw[i, j] = assessment.score.likely
                for k, scenario in enumerate(criteria_set.scenarios.values()):
                    self._shifts[k, i, j] = scenario.shifts.get(row, {}).get(column, 0.0)

    def measure_all(self, sets: Iterable[Set]) -> list[_Measured]:
        """Return the option's margin under each set, the largest first; infinite without a rival.

        Equal margins stay in the order of `sets`.
        """
        remaining = iter(sets)
        at_once = max(1, _CELLS_AT_ONCE // self._values.size)
        found: list[_Measured] = []
        while batch := list(islice(remaining, at_once)):
            found += self._measure(batch)
        # Floating-point noise is rounded off, so that true ties stay in order.
        return sorted(found, key=lambda pair: -round(pair[0], 9))

    def _measure(self, sets: list[Set]) -> list[_Measured]:
        shifts = np.zeros((len(sets), *self._values.shape))
        for scenarios in np.array(sets, dtype=np.intp).reshape(len(sets), -1).T:
            shifts += self._shifts[scenarios]
        values = np.broadcast_to(self._values, shifts.shape).copy()
        for j, criterion in enumerate(self._criteria):
            moved = shifts[:, :, j] != 0
            numbers = (self._raw[:, j] + shifts[:, :, j])[moved]
            values[:, :, j][moved] = _values_of(criterion, numbers)
        totals = weighted_totals(values, self._weights)
        rivals = np.delete(totals, self._option, axis=1)
        margins = totals[:, self._option] - rivals.max(axis=1, initial=-np.inf)
        return list(zip(margins.tolist(), sets, strict=True))


def _values_of(criterion: Criterion, numbers: FloatArray) -> FloatArray:
    """Return what `values.value_of` gives for each raw number."""
    scale = criterion.scale
    starts, heights = np.array(criterion.corners, dtype=np.float64).T
    numbers = np.clip(numbers, scale.from_, scale.to)
    if scale.to - scale.from_ > HUGE:
        starts, numbers = starts * SMALLER, numbers * SMALLER
    values: NDArray[np.float64] = np.interp(numbers, starts, heights)
    return values


def _choose_searched(criteria_set: CriteriaSet, margins: _Margins) -> tuple[Set, Set]:
    """Return the scenarios to search and those set aside, both in the order of the file."""
    count = len(criteria_set.scenarios)
    if count <= MOST_SEARCHED:
        return tuple(range(count)), ()
    alone = [index for _, (index,) in margins.measure_all((index,) for index in range(count))]
    return tuple(sorted(alone[:MOST_SEARCHED])), tuple(sorted(alone[MOST_SEARCHED:]))


def _allowed_sets(criteria_set: CriteriaSet, searched: Set, size: int) -> Iterator[Set]:
    names = tuple(criteria_set.scenarios)
    opposed = {
        pair
        for pair in combinations(searched, 2)
        if are_opposites(criteria_set, *(names[i] for i in pair))
    }
    for chosen in combinations(searched, size):
        if opposed.isdisjoint(combinations(chosen, 2)):
            yield chosen


def _name(measured: _Measured, names: tuple[str, ...]) -> ScenarioSet:
    margin, chosen = measured
    scenarios = tuple(names[index] for index in chosen)
    return ScenarioSet(scenarios, margin if math.isfinite(margin) else None)
