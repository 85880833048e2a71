"""The state of a spreadsheet import: the workbook, the visitor's corrections, and what was read.

Nothing here draws or writes. Each correction returns a new `Import`. A correction that does not
fit, or with which nothing could be read, is refused with a sentence, and the earlier ones stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from steelyard.export.back_in.own_files import ImportedSet, read_own
from steelyard.files.problems import echo
from steelyard.files.spreadsheet.draft_writing import key_names
from steelyard.files.spreadsheet.model import SaidRole, Understanding, Wishes
from steelyard.files.spreadsheet.opening.books import read_bytes
from steelyard.files.spreadsheet.opening.cells import Book, Sheet, SheetError, address
from steelyard.files.spreadsheet.recipe.said_meaning import settle_again
from steelyard.files.spreadsheet.recipe.said_table import read_area
from steelyard.files.spreadsheet.understanding.understand import NotUnderstoodError, understand

MOST_STEPS_BACK: Final = 100


@dataclass(frozen=True)
class Import:
    """One file and the visitor's corrections; `refused` is why the last one was not taken.

    `found` is what was understood with the corrections in `wishes`; if it is `None`, `why` is a
    sentence saying why, and `looks` describes each sheet. `own`: the set read back from a file
    that Steelyard wrote. `earlier`: the corrections to go back to, for undo. `title_found` is the
    title on the sheet, used until the visitor gives one.
    """

    book: Book
    wishes: Wishes = field(default_factory=Wishes)
    found: Understanding | None = None
    why: str = ""
    looks: tuple[str, ...] = ()
    own: ImportedSet | None = None
    refused: str = ""
    earlier: tuple[Wishes, ...] = ()
    title_found: str = ""

    @property
    def sheet(self) -> Sheet:
        """The sheet shown: the one that was read, else the requested one, else the first."""
        wanted = self.found.sheet if self.found is not None else self.wishes.sheet
        named = (sheet for sheet in self.book.sheets if sheet.name == wanted)
        return next(named, self.book.sheets[0])

    @property
    def ids(self) -> list[str]:
        """The ids of the criteria, in order; empty if nothing was read."""
        if self.found is None:
            return []
        return key_names([criterion.name for criterion in self.found.criteria], "criterion")


def start(name: str, raw: bytes) -> Import:
    """Return the import of a file. Raises SheetError with a sentence if it cannot be opened."""
    # Opened first: that enforces the limits, whoever the file claims to be from.
    book = read_bytes(name, raw)
    if (own := read_own(raw)) is not None:
        return Import(book, own=own)
    return _read(Import(book), Wishes())


def _read(job: Import, wishes: Wishes) -> Import:
    """Return the import read again with these wishes, even if nothing could be read."""
    try:
        found = understand(job.book, replace(wishes, title=""))
    except NotUnderstoodError as error:
        return replace(job, wishes=wishes, found=None, why=str(error), looks=error.looks)
    except SheetError as error:
        return replace(job, wishes=wishes, found=None, why=str(error), looks=())
    title = found.title
    said = _with_texts(found, wishes, title)
    return replace(job, wishes=wishes, found=said, why="", looks=(), title_found=title)


def change(job: Import, wishes: Wishes) -> Import:
    """Return the import read with other wishes, or the same one with a reason if they misfit."""
    if wishes == job.wishes:
        return replace(job, refused="")
    read = _read(job, wishes)
    return _taken(job, read)


def _taken(job: Import, read: Import) -> Import:
    """Return the corrected import, or the previous one with the reason for the refusal."""
    if read.found is None and job.found is not None:
        return replace(job, refused=read.why)
    before = job.found.misfits if job.found is not None else ()
    new = [m for m in (read.found.misfits if read.found is not None else ()) if m not in before]
    if new:
        allowed = f"; it takes {new[0].allowed}" if new[0].allowed else ""
        return replace(job, refused=f"{new[0].says}{allowed}")
    return replace(read, refused="", earlier=(*job.earlier, job.wishes)[-MOST_STEPS_BACK:])


def undo(job: Import) -> Import:
    """Return the import as it was before the last correction, with the texts typed since."""
    if not job.earlier:
        return job
    now = job.wishes
    before = replace(_read(job, job.earlier[-1]), refused="", earlier=job.earlier[:-1])
    return say_texts(before, now.title, now.question, now.judged_by)


# --- corrections of the table ---------------------------------------------------------------------


def say_sheet(job: Import, name: str) -> Import:
    """Read another sheet; of the wishes, only title, question and judges are kept."""
    said = job.wishes
    named = Wishes(title=said.title, question=said.question, judged_by=said.judged_by)
    read = _read(job, replace(named, sheet=name))
    return replace(read, refused="", earlier=(*job.earlier, said)[-MOST_STEPS_BACK:])


def say_area(job: Import, area: str) -> Import:
    """Read the table in this area; if empty, the table is found automatically."""
    return change(job, replace(job.wishes, table=area.strip().upper()))


def say_way(job: Import, criteria_in: str) -> Import:
    """Take criteria from `rows` or `columns`; roles set for the other way are dropped."""
    if job.found is not None and _way(job.found) == criteria_in and not job.found.laid_out:
        confirmed = tuple({*job.wishes.confirmed, "turned"})
        return change(job, replace(job.wishes, criteria_in=criteria_in, confirmed=confirmed))
    return change(job, replace(job.wishes, criteria_in=criteria_in, rows={}, columns={}))


def _way(found: Understanding) -> str:
    return "rows" if found.is_turned else "columns"


def say_role(job: Import, side: str, line: int, role: str) -> Import:
    """Set the role of a row or column (`side`: rows, columns); an empty one restores the guess.

    A line beyond the table widens the table to it; one beyond the sheet changes nothing.
    """
    if job.found is None or side not in ("rows", "columns"):
        return job
    rows = job.sheet.rows
    lines = len(rows) if side == "rows" else max(map(len, rows), default=0)
    if not 1 <= line <= lines:
        return job
    roles: dict[int, SaidRole] = dict(getattr(job.wishes, side))
    roles.pop(line, None)
    own = own_role(job.found, side)
    if role == own:
        roles = {number: kept for number, kept in roles.items() if kept != own}
    if role:
        roles[line] = role  # type: ignore[assignment]
    wishes = replace(job.wishes, rows=roles) if side == "rows" else replace(
        job.wishes, columns=roles)  # fmt: skip
    if role:
        wishes = replace(wishes, table=_widened(job, side, line))
    return change(job, wishes)


def own_role(found: Understanding, side: str) -> SaidRole:
    """Return the role of the one row that holds the names of the columns, or the converse."""
    return "criterion" if (side == "rows") != found.is_turned else "option"


def _widened(job: Import, side: str, line: int) -> str:
    assert job.found is not None
    area = read_area(job.found.area)
    if area is None:
        return job.wishes.table
    top, left, bottom, right = area
    if side == "rows":
        new = (min(top, line), left, max(bottom, line), right)
    else:
        new = (top, min(left, line), bottom, max(right, line))
    return job.wishes.table if new == area else f"{address(*new[:2])}:{address(*new[2:])}"


# --- corrections of the meaning -------------------------------------------------------------------


def say_better(job: Import, criterion: str, better: str) -> Import:
    """Set which end of a criterion (its id) is best: `higher` or `lower`."""
    wishes = replace(job.wishes, better={**job.wishes.better, criterion: better})
    return _settle(job, wishes, criterion)


def say_scale(job: Import, criterion: str, low: float, high: float) -> Import:
    """Set the ends of a criterion's scale, the lower first."""
    wishes = replace(job.wishes, scales={**job.wishes.scales, criterion: (low, high)})
    return _settle(job, wishes, criterion)


def _settle(job: Import, wishes: Wishes, criterion: str) -> Import:
    if job.found is None or criterion not in job.ids or wishes == job.wishes:
        return replace(job, refused="")
    lines = (*job.found.rows.values(), *job.found.columns.values())
    if any(line.kind == "total" for line in lines):
        # The totals in the sheet are compared with every direction and scale: read it all again.
        return change(job, wishes)
    found = settle_again(job.found, wishes, job.ids.index(criterion), criterion)
    return _taken(job, replace(job, wishes=wishes, found=found))


def say_word(job: Import, criterion: str, word: str, number: float | None) -> Import:
    """Set the number that a word stands for; `None`: unknown."""
    said: Mapping[str, float | None] = job.wishes.words.get(criterion, {})
    words = {**job.wishes.words, criterion: {**said, word: number}}
    return change(job, replace(job.wishes, words=words))


def confirm(job: Import, criterion: str) -> Import:
    """Confirm everything that was guessed about a criterion."""
    if job.found is None or criterion not in job.ids:
        return job
    found = job.found.criteria[job.ids.index(criterion)]
    wishes = replace(job.wishes, better={**job.wishes.better, criterion: found.better})
    if found.why_scale:
        wishes = replace(wishes, scales={**wishes.scales, criterion: found.scale})
    if not found.words or found.are_words_said:
        return _settle(job, wishes, criterion)
    said = {**found.words, **wishes.words.get(criterion, {})}
    return change(job, replace(wishes, words={**wishes.words, criterion: said}))


def confirm_guess(job: Import, key: str) -> Import:
    """Confirm a guess about the table as a whole."""
    return change(job, replace(job.wishes, confirmed=(*job.wishes.confirmed, key)))


def say_texts(job: Import, title: str, question: str, judged_by: str) -> Import:
    """Set title, question and judges; the sheet is not read again, and no undo step is added."""
    wishes = replace(job.wishes, title=title, question=question, judged_by=judged_by)
    return replace(job, wishes=wishes, found=_with_texts(job.found, wishes, job.title_found))


def _with_texts(
    found: Understanding | None, wishes: Wishes, title_found: str
) -> Understanding | None:
    if found is None:
        return None
    title = wishes.title or title_found
    return replace(found, title=title, question=wishes.question, judged_by=wishes.judged_by)


def unconfirmed(job: Import) -> list[str]:
    """Return the ids of the criteria about which anything is still a guess."""
    if job.found is None:
        return []
    pairs = zip(job.ids, job.found.criteria, strict=True)
    return [
        key
        for key, found in pairs
        if found.why_better or found.why_scale or (found.words and not found.are_words_said)
    ]


def sheet_size_words(sheet: Sheet) -> str:
    """Return the name and size of a sheet in words."""
    width = len(sheet.rows[0]) if sheet.rows else 0
    hidden = ", hidden" if sheet.is_hidden else ""
    name = echo(sheet.name) if sheet.name else "the only sheet"
    return f"{name}: {len(sheet.rows)} rows, {width} columns{hidden}"
