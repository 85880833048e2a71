"""Coverage by claims: paragraphs to read, claims not cited and cells without claims."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection
from functools import cached_property
from typing import TYPE_CHECKING

from steelyard.analysis.totals import View
from steelyard.files.criteria_files import LoadedSet
from steelyard.files.registers import LoadedRegister
from steelyard.model import CriteriaSet

if TYPE_CHECKING:
    from steelyard.analysis.evidence.claim_coverage import (
        CellCoverage,
        LeaningStep,
        ParagraphState,
        SidesByVoice,
    )
    from steelyard.analysis.evidence.linchpins import Survival
    from steelyard.model import Cell

_DETACHED = "detached"


class ClaimResults(ABC):
    """Coverage of texts and cells by claims; see `Result`."""

    loaded: LoadedSet

    @property
    @abstractmethod
    def whole(self) -> CriteriaSet:
        """The criteria set with all its claims."""

    @property
    @abstractmethod
    def view(self) -> View:
        """The view of it: which criteria, weights and scores count."""

    def cover_paragraphs(self, source: str) -> tuple[ParagraphState, ...]:
        """Return the paragraphs of a source, each with the number of its claims.

        Empty if its register cannot be read. Raises KeyError for a source the file does not
        name.
        """
        from steelyard.analysis.evidence.claim_coverage import cover_paragraphs

        register = self.loaded.registers[source].register
        return cover_paragraphs(register) if register is not None else ()

    @cached_property
    def cell_coverage(self) -> dict[Cell, CellCoverage]:
        """Cell of the whole file → the claims that bear on it, and those its score cites."""
        from steelyard.analysis.evidence.claim_coverage import cover_cells

        return cover_cells(self.whole, self.loaded.claims)

    @cached_property
    def unused_claims(self) -> tuple[str, ...]:
        """The claims that nothing in the file cites; first those that are alone on a cell."""
        from steelyard.analysis.evidence.claim_coverage import find_unused

        return find_unused(self.whole, self.loaded.claims)

    @cached_property
    def bare_cells(self) -> tuple[Cell, ...]:
        """The cells without any claim, for which evidence is missing; scored ones first."""
        from steelyard.analysis.evidence.claim_coverage import find_bare_cells

        return find_bare_cells(self.whole, self.loaded.claims)

    def grow_leaning(self, source: str, options: Collection[str] = ()) -> tuple[LeaningStep, ...]:
        """Return the running counts of claims for and against options; all options by default."""
        from steelyard.analysis.evidence.claim_coverage import grow_leaning

        register = self.loaded.registers[source].register
        claims = register.standing if register is not None else {}
        return grow_leaning(claims, options or [*self.whole.options], [*self.whole.criteria])

    @cached_property
    def leanings(self) -> dict[str, dict[str, SidesByVoice]]:
        """Section (options, criteria) → id → the number of claims for and against, by voice."""
        from steelyard.analysis.evidence.claim_coverage import count_sides

        options, criteria, claims = self.whole.options, self.whole.criteria, self.loaded.claims
        return {
            "options": {one: count_sides(claims, [one], criteria) for one in options},
            "criteria": {one: count_sides(claims, options, [one]) for one in criteria},
        }

    def judge_detached(self, option: str, criterion: str, claim: str) -> Survival | None:
        """Return whether and how the lead survives if a cell's last claim is detached from it.

        `None` if the cell cites another claim, does not cite this one, or has no known score:
        then the lead does not depend on the detachment.
        """
        from steelyard.analysis.evidence.linchpins import judge_survival
        from steelyard.analysis.evidence.strike_out import claims_under

        own = self.whole.assessments.get(option, {}).get(criterion)
        if own is None or claims_under(own) != {claim}:
            return None
        # The claim is struck out under a separate id, so that other cells keep it.
        alone = own.model_copy(update={"claims": [_DETACHED], "inferred_from": []})
        row = {**self.whole.assessments[option], criterion: alone}
        rows = {**self.whole.assessments, option: row}
        changed = self.whole.model_copy(update={"assessments": rows})
        return judge_survival(changed, [_DETACHED], self.view)


def cover_register(loaded: LoadedRegister) -> tuple[ParagraphState, ...]:
    """Return the paragraphs of a text, each with the number of its claims, independent of any set.

    Empty if its register cannot be read.
    """
    from steelyard.analysis.evidence.claim_coverage import cover_paragraphs

    return cover_paragraphs(loaded.register) if loaded.register is not None else ()
