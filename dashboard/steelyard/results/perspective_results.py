"""Results through each lens, reading and scenario: the base class for perspectives."""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import cached_property
from typing import TYPE_CHECKING

from steelyard.analysis.totals import View
from steelyard.model import CriteriaSet

if TYPE_CHECKING:
    from steelyard.analysis.perspectives.agreement import Agreement
    from steelyard.analysis.perspectives.cell_effects import ReadingChange, ScenarioChange
    from steelyard.analysis.perspectives.mix import Mix
    from steelyard.analysis.perspectives.perspectives import Perspectives
    from steelyard.analysis.perspectives.regret import Omission, Regret
    from steelyard.analysis.perspectives.scenario_search import ScenarioSearch


class PerspectiveResults(ABC):
    """Totals, agreement and regret across lenses, readings and scenarios; see `Result`."""

    @property
    @abstractmethod
    def criteria_set(self) -> CriteriaSet:
        """The criteria set in view."""

    @property
    @abstractmethod
    def view(self) -> View:
        """The view of it: which criteria, weights and scores count."""

    @cached_property
    def lenses(self) -> Perspectives:
        """The view with the file's own swings and through each lens."""
        from steelyard.analysis.perspectives.perspectives import through_lenses

        return through_lenses(self.criteria_set, self.view)

    @cached_property
    def readings(self) -> Perspectives:
        """The view with the file's own scores and under each reading."""
        from steelyard.analysis.perspectives.perspectives import through_readings

        return through_readings(self.criteria_set, self.view)

    @cached_property
    def scenarios(self) -> Perspectives:
        """The view without any scenario and in each scenario."""
        from steelyard.analysis.perspectives.perspectives import through_scenarios

        return through_scenarios(self.criteria_set, self.view)

    @cached_property
    def readings_and_lenses(self) -> Perspectives:
        """The view under every pairing of a reading with a lens."""
        from steelyard.analysis.perspectives.perspectives import through_readings_and_lenses

        return through_readings_and_lenses(self.criteria_set, self.view)

    @cached_property
    def agreement(self) -> Agreement:
        """How far the lenses agree about the order of the options."""
        from steelyard.analysis.perspectives.agreement import find_agreement

        return find_agreement(self.lenses)

    @cached_property
    def regret_in_scenarios(self) -> Regret:
        """Each option's regret, the points by which it trails the best one, in each scenario."""
        from steelyard.analysis.perspectives.regret import find_regret

        return find_regret(self.scenarios)

    @cached_property
    def regret_in_readings_and_lenses(self) -> Regret:
        """Each option's regret under every pairing of a reading with a lens."""
        from steelyard.analysis.perspectives.regret import find_regret

        return find_regret(self.readings_and_lenses)

    @cached_property
    def swaying(self) -> tuple[Omission, ...]:
        """The readings and lenses whose omission changes which option has the least regret."""
        from steelyard.analysis.perspectives.regret import find_swaying

        return find_swaying(self.readings_and_lenses)

    def mix(self, reading: str, share: float = 0.0) -> Mix:
        """Return the file's scores mixed with a reading's, whose share is `share` (0–1)."""
        from steelyard.analysis.perspectives.mix import mix_readings

        return mix_readings(self.criteria_set, self.view, second=reading, share=share)

    @cached_property
    def mixes(self) -> dict[str, Mix]:
        """Reading → the mix of the file's own scores with the reading's, at share 0."""
        return {reading: self.mix(reading) for reading in self.criteria_set.readings}

    def reading_changes(self, reading: str) -> tuple[ReadingChange, ...]:
        """Return a reading's scores compared with the file's, the largest effect first."""
        from steelyard.analysis.perspectives.cell_effects import find_reading_changes

        return find_reading_changes(self.criteria_set, reading, self.view)

    def scenario_changes(self, scenario: str) -> tuple[ScenarioChange, ...]:
        """Return the scores that a scenario shifts, the largest effect first."""
        from steelyard.analysis.perspectives.cell_effects import find_scenario_changes

        return find_scenario_changes(self.criteria_set, scenario, self.view)

    def search_scenarios(self, option: str) -> ScenarioSearch:
        """Return the smallest sets of scenarios under which an option comes first."""
        if option not in self._searches:
            from steelyard.analysis.perspectives.scenario_search import find_scenario_sets

            self._searches[option] = find_scenario_sets(self.criteria_set, option, self.view)
        return self._searches[option]

    @cached_property
    def scenario_searches(self) -> dict[str, ScenarioSearch]:
        """Option → the smallest sets of scenarios under which it comes first.

        Empty where the file has no scenarios.
        """
        if not self.criteria_set.scenarios:
            return {}
        return {option: self.search_scenarios(option) for option in self.criteria_set.options}

    @cached_property
    def _searches(self) -> dict[str, ScenarioSearch]:
        return {}
