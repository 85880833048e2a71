"""The rounds of judges of a set, as they are on disk, and the group result of each closed one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from steelyard.analysis.cache_key import ByIdentity
from steelyard.files.criteria_files import LoadedSet
from steelyard.model import CriteriaSet, Lens, Reading
from steelyard.results.choice import Choice

if TYPE_CHECKING:
    from steelyard.files.judgements.rounds import LoadedRound
    from steelyard.files.judgements.sheet_table import AskedSheet, Others
    from steelyard.files.judgements.shelf import Mark
    from steelyard.results.appraisal import PeopleAsked
    from steelyard.results.judges.group_result import GroupResult


class JudgeResults(ABC):
    """The judges' rounds stored beside a criteria file; see `Result`."""

    loaded: LoadedSet
    choice: Choice

    @property
    @abstractmethod
    def whole(self) -> CriteriaSet:
        """The criteria set with all its claims."""

    @property
    def rounds(self) -> tuple[LoadedRound, ...]:
        """The rounds of the set as they are on disk now; reread only if a file has changed."""
        from steelyard.files.judgements.rounds import rounds_folder
        from steelyard.files.judgements.shelf import shelf

        path = self.loaded.path
        return _rounds(path, ByIdentity(self.whole), shelf().marks(rounds_folder(path)))

    @property
    def asked_rounds(self) -> tuple[LoadedRound, ...]:
        """The rounds that people were asked to answer, without simulated ones."""
        return tuple(found for found in self.rounds if not is_simulated(found))

    @property
    def judged(self) -> GroupResult | None:
        """The group result of the last closed round that people answered; `None` if there is none.

        Its attributes raise ValueError if no sheet of the round counts.
        """
        closed = [found for found in self.asked_rounds if is_closed(found)]
        return self.group_after(closed[-1]) if closed else None

    @property
    def group(self) -> GroupResult | None:
        """The group result shown beside the result, as chosen by `Choice.judges`.

        `None` if there is no such closed round, or if no sheet of it counts. Simulated answers
        are used only if their round was chosen explicitly.
        """
        wanted = self.choice.judges
        if wanted == 0:
            return None
        found = self.judged
        if wanted is not None:
            chosen = [one for one in self.rounds if one.number == wanted and is_closed(one)]
            found = self.group_after(chosen[0]) if chosen else None
        return found if found is not None and found.has_answers else None

    @property
    def closed_numbers(self) -> tuple[int, ...]:
        """The numbers of the closed rounds, including simulated ones."""
        return tuple(found.number for found in self.rounds if is_closed(found))

    @property
    def people_asked(self) -> PeopleAsked | None:
        """How many people scored and weighed apart in the last closed round; `None` if none is."""
        from steelyard.results.appraisal import PeopleAsked

        found = self.judged
        if found is None or not found.has_answers:
            return None
        scored = sum(bool(cells) for cells in found.panel.scored.values())
        return PeopleAsked(found.round.number, scored, len(found.panel.weighted))

    @property
    def laid_judges(self) -> tuple[str, ...]:
        """The ids of judges that are both a lens and a reading of the view."""
        lenses, readings = self._laid_over
        return tuple(judge for judge in lenses if judge in readings)

    @cached_property
    def _laid_over(self) -> tuple[dict[str, Lens], dict[str, Reading]]:
        if not self.choice.laid_over or self.group is None:
            return {}, {}
        from steelyard.results.judges.laid_over import laid_over

        return laid_over(self.group)

    def with_judges(self, made: CriteriaSet) -> CriteriaSet:
        """Return a set with the group's judges added as lenses and readings, if they are laid over.

        The file's own lenses and readings come first.
        """
        lenses, readings = self._laid_over
        if not lenses:
            return made
        return made.for_view(lenses=made.lenses | lenses, readings=made.readings | readings)

    def group_after(self, found: LoadedRound) -> GroupResult:
        """Return the cached group result of a round."""
        return _group(ByIdentity(self.whole), ByIdentity(found))

    def sheet_of(self, found: LoadedRound, judge: str, seat: str = "") -> AskedSheet:
        """Return a judge's sheet for a round, with what everybody may see of the previous round.

        The round's file must be readable. `seat`: whose point of view the judge represents.
        """
        from steelyard.files.judgements.rounds import asked_of
        from steelyard.files.judgements.sheet_table import asked_sheet
        from steelyard.results.words.judging.promise import promise_words

        earlier = [one for one in self.rounds if one.number < found.number]
        has_before = bool(found.before) and bool(earlier)
        return asked_sheet(
            asked_of(found, self.whole),
            judge,
            seat=seat,
            claims=self.loaded.claims,
            others=_others(self.group_after(earlier[-1])) if has_before else None,
            promise=promise_words(found.round) if found.round is not None else (),
        )


def _others(found: GroupResult) -> Others | None:
    """Return all likely scores without names; `None` if they must not be shown."""
    from steelyard.files.judgements.sheet_table import Others

    try:
        if not found.shows_answers:
            return None
        cells = [spread.cell for spread in found.spreads]
    except ValueError:
        return None
    return Others(
        {
            cell: [answer.score.likely for answer in found.answers(cell) if answer.score.known]
            for cell in cells
        }
    )


def rounds_mark(path: Path) -> tuple[Mark, ...]:
    """Return a cache key that changes when a round of a criteria file is opened, sealed or closed.

    Empty if there are no rounds.
    """
    from steelyard.files.judgements.rounds import rounds_folder
    from steelyard.files.judgements.shelf import shelf

    return shelf().news(rounds_folder(path))


def is_closed(found: LoadedRound) -> bool:
    """Return whether a round is closed, so that everybody may see its result."""
    return found.round is not None and not found.is_open


def is_simulated(found: LoadedRound) -> bool:
    """Return whether the answers of a round are simulated."""
    return found.round is not None and bool(found.round.simulated)


@lru_cache(maxsize=32)
def _rounds(
    path: Path, key: ByIdentity[CriteriaSet], _marks: tuple[Mark, ...]
) -> tuple[LoadedRound, ...]:
    from steelyard.files.judgements.rounds import load_rounds

    return load_rounds(path, key.kept)


@lru_cache(maxsize=32)
def _group(key: ByIdentity[CriteriaSet], found: ByIdentity[LoadedRound]) -> GroupResult:
    from steelyard.results.judges.group_result import GroupResult

    return GroupResult(key.kept, found.kept)
