"""The round the address names, as one judge may see it: only their own sheet while it is open."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from steelyard.files.judgements.digest import frame_of
from steelyard.files.judgements.own_sheet import NOT_YOURS, own_answers, own_loaded
from steelyard.files.judgements.rounds import LoadedRound, asked_of, load_rounds, rounds_folder
from steelyard.files.judgements.sheet_rules import Asked
from steelyard.files.judgements.shelf import NEEDS_JUDGE, shelf
from steelyard.files.saving.save import is_for_reading_only, writing_allowed
from steelyard.model import Cell, CriteriaSet, JudgeSheet, Round
from steelyard.model.people import may_judge
from steelyard.views.edit.saving.own_files import is_own
from steelyard.views.edit.saving.save_panel import FILE_READ_ONLY, SERVED_READ_ONLY
from steelyard.views.session.session import Session, place

if TYPE_CHECKING:
    from steelyard.files.judgements.sheet_table import Others
    from steelyard.results.judges.group_result import GroupResult
    from steelyard.results.judges.own_sheet import OwnSheet


@dataclass(frozen=True)
class OwnRound:
    """A readable round, one of its judges, and the previous round if there is one."""

    criteria_set: CriteriaSet
    loaded: LoadedRound
    earlier: LoadedRound | None
    judge: str

    @property
    def round(self) -> Round:
        """The definition of the round."""
        assert self.loaded.round is not None
        return self.loaded.round

    @property
    def asked(self) -> Asked:
        """The round in the form against which a sheet is checked."""
        return asked_of(self.loaded, self.criteria_set)

    @cached_property
    def sheet(self) -> JudgeSheet:
        """The judge's answers so far."""
        return own_answers(self.loaded, self.criteria_set, self.judge)

    @property
    def is_sealed(self) -> bool:
        """Whether the judge has handed in the sheet."""
        return self.judge in self.round.sealed

    @property
    def seal(self) -> str:
        """The SHA-256 under which the sheet is sealed; empty before."""
        return self.round.sealed.get(self.judge, "")

    @property
    def is_readable(self) -> bool:
        """Whether the judge's file can be read, or is not there yet."""
        found = own_loaded(self.loaded, self.judge)
        name = self.loaded.path / f"{self.judge}.yaml"
        return (found is not None and found.usable is not None) or not shelf().is_there(name)

    @cached_property
    def review(self) -> OwnSheet:
        """The review of the judge's own sheet before it is handed in."""
        from steelyard.results.judges.own_sheet import OwnSheet

        return OwnSheet(self.asked, self.sheet)

    @property
    def is_blank(self) -> bool:
        """Whether the sheet has no answers yet."""
        return not (self.sheet.cells or self.sheet.swings or self.sheet.ranks)

    @property
    def has_gaps(self) -> bool:
        """Whether an answer or a reason is missing."""
        found = self.review
        return bool(found.missing_cells or found.missing_swings or found.missing_reasons)

    @property
    def other_cells(self) -> tuple[Cell, ...]:
        """The cells not requested again, whose earlier answers carry over unless changed."""
        earlier = self.asked.before.get(self.judge)
        if earlier is None:
            return ()
        asked, given = set(self.asked.cells), earlier.cells
        criteria = frame_of(self.criteria_set, self.round.frame)
        every = ((o, c) for o in self.criteria_set.options for c in criteria)
        return tuple(cell for cell in every if cell in given and cell not in asked)

    @property
    def others(self) -> Others | None:
        """All likely scores of the previous round, without names, for a blank sheet."""
        from steelyard.files.judgements.sheet_table import Others

        group = self.before
        if group is None:
            return None
        return Others(
            {
                cell: [one.score.likely for one in group.answers(cell) if one.score.known]
                for cell in self.asked.cells
            }
        )

    @cached_property
    def before(self) -> GroupResult | None:
        """The group's result of the previous round, if that is closed and its answers are shown."""
        from steelyard.results.judges.group_result import GroupResult

        if not self.asked.before:
            return None
        if self.earlier is None or self.earlier.round is None or self.earlier.is_open:
            return None
        found = GroupResult(self.criteria_set, self.earlier)
        try:
            return found if found.shows_answers else None
        except ValueError:
            return None


def rounds_for_judge(session: Session, judge: str | None = None) -> tuple[LoadedRound, ...]:
    """Return the rounds of the open set; an open round contains only this judge's sheet."""
    if is_own(session.name) or session.shown.criteria_set is None:
        return ()
    return load_rounds(session.now.path, session.whole, judge or "")


def own_round(session: Session) -> OwnRound | None:
    """Return the round and judge that the address names; `None` if they are not available.

    Without a number it is the last round in which the judge takes part.
    Where a server assigns seats the judge is the current user, whatever the address says.
    """
    own = shelf().own_judge(rounds_folder(session.now.path))
    judge = place().get("judge", "") if own is None else own
    number = place().get("round", "")
    if not judge:
        return None
    found: OwnRound | None = None
    earlier: LoadedRound | None = None
    for loaded in rounds_for_judge(session, judge):
        is_meant = number in ("", str(loaded.number))
        if is_meant and loaded.round is not None and judge in loaded.round.judges:
            found = OwnRound(session.whole, loaded, earlier, judge)
        earlier = loaded
    return found


def why_no_seat() -> str:
    """Return in a sentence why the current user cannot answer here; empty where they may."""
    if is_for_reading_only():
        return SERVED_READ_ONLY
    return "" if writing_allowed(may_judge) else NEEDS_JUDGE


def why_not_saved(own: OwnRound) -> str:
    """Return in a sentence why no answer can be saved here; empty if one can."""
    if why := why_no_seat():
        return why
    if not shelf().may_save(own.loaded.path / f"{own.judge}.yaml"):
        return FILE_READ_ONLY
    return "" if own.is_readable else NOT_YOURS.format(name=f"{own.judge}.yaml")
