"""The input of the rules of the appraisal: a set, one evaluation of it, and its evidence.

Evidence consists of plain mappings, so no rule reads files. Slow computations that several
rules need are done once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

import numpy as np

from steelyard.analysis.arguments import FloatArray
from steelyard.analysis.sensitivity.leaders import find_leaders, weighted_totals
from steelyard.analysis.sensitivity.optimality import find_dominance, find_potential_optimality
from steelyard.analysis.sensitivity.robustness import likely_values
from steelyard.analysis.totals import Evaluation
from steelyard.model import Assessment, Cell, Claim, CriteriaSet
from steelyard.results.words.names import criterion_name


@dataclass(frozen=True)
class Evidence:
    """The claims behind a set, by id, and the id of the source that each comes from.

    Empty if a set has no registers; rules on what claims say then do not apply.
    """

    claims: Mapping[str, Claim] = field(default_factory=lambda: MappingProxyType({}))
    sources: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class PeopleAsked:
    """How many people scored and weighed, each alone, in a closed round of judges.

    Counted from their sealed sheets.
    """

    round: int
    scored: int
    weighed: int


@dataclass(frozen=True)
class Case:
    """Everything a rule may examine: the set, one evaluation of it, and its evidence.

    `people`: the judges of the last closed round; `None` if there is none.
    """

    criteria_set: CriteriaSet
    evaluation: Evaluation
    evidence: Evidence
    people: PeopleAsked | None = None

    def option(self, option: str) -> str:
        """Return the label of an option."""
        return self.criteria_set.options[option].label

    def criterion(self, criterion: str) -> str:
        """Return the name of a criterion."""
        return criterion_name(self.criteria_set, criterion)

    def cell(self, option: str, criterion: str) -> str:
        """Return a cell in words, such as *Price of Soup*."""
        return f"{self.criterion(criterion)} of {self.option(option)}"

    def assessment(self, cell: Cell) -> Assessment | None:
        """Return the base assessment of a cell, if there is one."""
        return self.criteria_set.assessments.get(cell[0], {}).get(cell[1])

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell of the frame, option by option."""
        evaluation = self.evaluation
        return tuple((o, c) for o in evaluation.options for c in evaluation.criteria)

    @cached_property
    def scored(self) -> dict[Cell, Assessment]:
        """The base assessments of the frame whose score is known."""
        found = {cell: self.assessment(cell) for cell in self.cells}
        return {cell: one for cell, one in found.items() if one is not None and one.score.known}

    @cached_property
    def spreads(self) -> dict[str, float]:
        """Criterion → spread of its known values, in points; needs at least two."""
        one = self.evaluation
        known = {
            c: [one.values[o][c] for o in one.options if (o, c) not in one.unknown]
            for c in one.criteria
        }
        return {c: max(values) - min(values) for c, values in known.items() if len(values) > 1}

    @cached_property
    def contenders(self) -> tuple[str, ...] | None:
        """The options that some weighting puts first (ties count); `None` if not computable."""
        try:
            optimality = find_potential_optimality(self._table)
        except ArithmeticError:
            return None
        ids = zip(self.evaluation.options, optimality, strict=True)
        return tuple(option for option, found in ids if found.can_lead)

    @cached_property
    def _table(self) -> FloatArray:
        """Values in view, options × criteria."""
        return likely_values(self.evaluation)

    @cached_property
    def families(self) -> dict[str, list[str]]:
        """Family → options, without families that contain only references."""
        families: dict[str, list[str]] = {}
        options = self.criteria_set.options
        for option, entry in options.items():
            if entry.family is not None:
                families.setdefault(entry.family, []).append(option)
        return {
            family: members
            for family, members in families.items()
            if not all(options[option].reference for option in members)
        }

    @cached_property
    def shut_families(self) -> tuple[str, ...] | None:
        """The families none of whose options can lead; `None` if not computable."""
        # Loading the solver takes half a second; these quick checks avoid it for most sets.
        leading, beaten = self._surely_leading, self._surely_beaten
        unsure = {f: m for f, m in self.families.items() if not leading & set(m)}
        if all(beaten.issuperset(members) for members in unsure.values()):
            return tuple(unsure)
        if self.contenders is None:
            return None
        return tuple(f for f, members in unsure.items() if not set(members) & set(self.contenders))

    @property
    def _surely_leading(self) -> set[str]:
        """Options that lead on a single criterion, on all alike, or at the weights in view."""
        weights = self.evaluation.weights
        count = len(weights)
        tried = np.vstack([np.eye(count), np.full(count, 1 / count), list(weights.values())])
        leaders = (find_leaders(weighted_totals(self._table, row)) for row in tried)
        return {self.evaluation.options[option] for found in leaders for option in found}

    @property
    def _surely_beaten(self) -> set[str]:
        """Options below another on every criterion."""
        beats = find_dominance(self._table, self._table, strictly=True)
        beaten = np.atleast_1d(beats.any(axis=0))
        return {
            o for o, is_beaten in zip(self.evaluation.options, beaten, strict=True) if is_beaten
        }
