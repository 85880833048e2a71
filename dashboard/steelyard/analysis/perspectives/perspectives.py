"""One view seen through each lens, each reading and each scenario of the file in turn.

Every number comes from `evaluate`; this module chooses the views and keeps their
evaluations side by side. How far they agree is computed in `agreement`, what a choice
could cost in hindsight in `regret`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from steelyard.analysis.totals import Evaluation, View, evaluate
from steelyard.model import CriteriaSet


class Perspective(NamedTuple):
    """Ids of the lens, reading and scenario looked through; `None` is the file's own.

    A lens of `None` means the swings of the criteria themselves (or those of the view,
    where lenses are not what varies), a reading of `None` the base assessments, a
    scenario of `None` scores without a shift.
    """

    lens: str | None = None
    reading: str | None = None
    scenario: str | None = None


@dataclass(frozen=True)
class Perspectives:
    """The same options in several perspectives: perspective → evaluation, the file's own first."""

    evaluations: dict[Perspective, Evaluation]

    @property
    def options(self) -> tuple[str, ...]:
        """The options, in the order of the file."""
        return next(iter(self.evaluations.values())).options

    @property
    def totals(self) -> dict[Perspective, dict[str, float]]:
        """Perspective → option → total, 0–100."""
        return {
            perspective: evaluation.totals for perspective, evaluation in self.evaluations.items()
        }

    @property
    def ranks(self) -> dict[Perspective, dict[str, int]]:
        """Perspective → option → rank, 1 is best; ties share a rank (1-2-2-4)."""
        return {
            perspective: evaluation.ranks for perspective, evaluation in self.evaluations.items()
        }

    @property
    def led_in(self) -> dict[str, tuple[Perspective, ...]]:
        """Option → the perspectives in which it leads, alone or level with others."""
        return {
            option: tuple(
                perspective for perspective, ranks in self.ranks.items() if ranks[option] == 1
            )
            for option in self.options
        }


def through_lenses(criteria_set: CriteriaSet, view: View | None = None) -> Perspectives:
    """Return a view's evaluations with the file's own swings and with those of each lens.

    Frame, reading and scenario are the view's. Its lens and its single swings are set
    aside, because on top of every lens they would make all lenses alike. Without lenses
    only the file's own swings are left. Raises ValueError for an id the set does not have.
    """
    plain = replace(view or View(), swings={})
    return _look(criteria_set, (replace(plain, lens=lens) for lens in (None, *criteria_set.lenses)))


def through_readings(criteria_set: CriteriaSet, view: View | None = None) -> Perspectives:
    """Return a view's evaluations on the base assessments and on each reading.

    Swings are the view's. Where a reading has no assessment of a cell, the base one counts.
    Raises ValueError for an id the set does not have.
    """
    view = view or View()
    return _look(
        criteria_set, (replace(view, reading=reading) for reading in (None, *criteria_set.readings))
    )


def through_scenarios(criteria_set: CriteriaSet, view: View | None = None) -> Perspectives:
    """Return a view's evaluations without a scenario and under each one, with the view's swings.

    Raises ValueError for an id the set does not have.
    """
    view = view or View()
    scenarios = (None, *criteria_set.scenarios)
    return _look(criteria_set, (replace(view, scenario=scenario) for scenario in scenarios))


def through_readings_and_lenses(
    criteria_set: CriteriaSet, view: View | None = None
) -> Perspectives:
    """Return the evaluations of every reading with every lens, the file's own of both included.

    Single swings of the view are set aside, as in `through_lenses`. Raises ValueError for
    an id the set does not have.
    """
    plain = replace(view or View(), swings={})
    return _look(
        criteria_set,
        (
            replace(plain, lens=lens, reading=reading)
            for reading in (None, *criteria_set.readings)
            for lens in (None, *criteria_set.lenses)
        ),
    )


def _look(criteria_set: CriteriaSet, views: Iterable[View]) -> Perspectives:
    return Perspectives(
        {
            Perspective(view.lens, view.reading, view.scenario): evaluate(criteria_set, view)
            for view in views
        }
    )
