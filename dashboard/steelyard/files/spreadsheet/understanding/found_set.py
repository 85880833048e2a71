"""Puts together what the stages found: criteria, options, scores, what is left out, every guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from steelyard.files.problems import echo
from steelyard.files.spreadsheet import vocabulary as words
from steelyard.files.spreadsheet.entry_ids import make_id
from steelyard.files.spreadsheet.model import (
    ONE_A_ROW,
    FoundCriterion,
    FoundOption,
    Guess,
    LeftOutPart,
    Role,
    Understanding,
    Wishes,
)
from steelyard.files.spreadsheet.notation.numbers import read_weight
from steelyard.files.spreadsheet.notation.words import extremes_on
from steelyard.files.spreadsheet.notation.written import Separator, find_separator
from steelyard.files.spreadsheet.opening.cells import Book, CellValue, Sheet, SheetError
from steelyard.files.spreadsheet.recipe.said_meaning import SaidMeaning, unread_words
from steelyard.files.spreadsheet.table_finding.beside import Beside, read_beside
from steelyard.files.spreadsheet.table_finding.orientation import Orientation
from steelyard.files.spreadsheet.table_finding.tables import Table
from steelyard.files.spreadsheet.understanding import meaning
from steelyard.files.spreadsheet.understanding.hints import HintedEnds, Hints, read_hints
from steelyard.files.spreadsheet.understanding.layout import CriterionColumns, Layout
from steelyard.files.spreadsheet.understanding.left_out import (
    cell_notices,
    find_left_out,
    repeated_names,
)
from steelyard.files.spreadsheet.understanding.meaning import Column
from steelyard.files.spreadsheet.understanding.results import (
    drop_columns,
    drop_computed_rows,
    drop_rows,
    implied_direction,
)
from steelyard.files.spreadsheet.understanding.weights import (
    IN_NAMES,
    Weights,
    find_weights,
    swings_of,
)
from steelyard.files.spreadsheet.vocabulary import folded, read_direction


@dataclass
class _Reading:
    """The scores of a layout while totals are sorted out."""

    layout: Layout
    separator: Separator
    has_commas: bool
    extremes: frozenset[str]
    about: Beside
    columns: dict[str, Column] = field(default_factory=dict)

    def read(self) -> None:
        """Read every criterion anew, as the options are now."""
        self.columns = {
            found.name: meaning.read_scores(
                self.layout, found, self.separator, self.extremes, has_commas=self.has_commas
            )
            for found in self.layout.criteria
        }


def describe(
    book: Book,
    sheet: Sheet,
    layout: Layout,
    way: Orientation,
    wishes: Wishes,
    beside: Sequence[tuple[str, Table]],
    others: Sequence[LeftOutPart],
    *,
    laid_out: str,
) -> Understanding:
    """Return the understanding of a layout; see `Understanding`.

    `beside` are the other tables with their places, `others` what is left out of other sheets.
    """
    _separate_names(layout)
    drop_rows(layout)
    about = read_beside(beside, [found.name for found in layout.criteria])
    reading = _reading(book, layout, about)
    reading.read()
    while drop_computed_rows(layout, reading.columns):
        reading.read()
    weights = _weights(layout, about)
    by_name = {
        found.name: weight or 0.0
        for found, weight in zip(layout.criteria, weights.base, strict=True)
    }
    has_weights = any(by_name.values())
    counted = drop_columns(layout, reading.columns, by_name if has_weights else {})
    if not layout.options or not layout.criteria:
        raise SheetError(f"{book.name}: nothing but totals was found")
    weights = _weights(layout, about)
    notices = [*book.notices, *weights.said, *counted]
    guesses = [*weights.guesses]
    if not way.is_sure and not laid_out:
        stand = "rows" if way.is_turned else "columns"
        guesses.append(Guess("turned", f"Criteria were taken from the {stand} of the sheet"))
    said = SaidMeaning(wishes)
    criteria = _criteria(reading, weights, said, notices, guesses)
    if (turned := implied_direction(layout, criteria, reading.columns)) is not None:
        guesses.append(turned)
    used = set(about.places.values())
    # The rows of a long table laid out anew are not those of the sheet.
    is_list = laid_out == ONE_A_ROW
    left_out = [*find_left_out(layout, sheet), *weights.left_out] if not is_list else []
    left_out += [
        LeftOutPart(place, "", "another table") for place, _ in beside if place not in used
    ]
    left_out += others
    if layout.frame.grid.is_turned:
        rows, columns = _roles(layout, layout.columns, layout.rows, sheet)
    else:
        rows, columns = _roles(layout, layout.rows, layout.columns, sheet)
    for found in layout.criteria:
        notices += cell_notices(layout, found, reading.columns[found.name])
    notices += repeated_names(layout)
    swings = {
        person: tuple(float(v or 0.0) for v in swings_of(values))
        for person, values in weights.lenses.items()
    }
    return Understanding(
        source=book.name,
        sheet=sheet.name,
        area=layout.frame.grid.area() if not laid_out else "",
        is_turned=way.is_turned,
        criteria=tuple(criteria),
        options=tuple(_options(layout)),
        scores=tuple(
            tuple(reading.columns[found.name].scores[i] for found in layout.criteria)
            for i in range(len(layout.options))
        ),
        title=wishes.title or _title(layout),
        lenses=swings,
        rows=rows if not laid_out else {},
        columns=columns if not laid_out else {},
        left_out=tuple(left_out),
        notes=tuple(layout.remarks[:20]),
        notices=tuple(notices),
        guesses=tuple(guess for guess in guesses if guess.key not in wishes.confirmed),
        weights_from=weights.place if not is_list else "their column" if weights.place else "",
        laid_out=laid_out,
        misfits=tuple(said.misfits),
        question=wishes.question,
        judged_by=wishes.judged_by,
        sha256=book.sha256,
    )


def _separate_names(layout: Layout) -> None:
    """Give criteria of one name, as under two headings, names that differ."""
    seen: set[str] = set()
    for found in layout.criteria:
        if found.name in seen and found.group:
            found.name = f"{found.name} ({found.group})"
        number = 2
        name = found.name
        while found.name in seen:
            found.name, number = f"{name} {number}", number + 1
        seen.add(found.name)


def _reading(book: Book, layout: Layout, about: Beside) -> _Reading:
    grid = layout.frame.grid
    columns = {column for found in layout.criteria for column in found.columns if column >= 0}
    cells: list[CellValue] = [
        grid.cells[row][column] for row in layout.options for column in columns
    ]
    separator = find_separator(cells)
    return _Reading(layout, separator, book.parted_by == ";", extremes_on(cells), about)


def _weights(layout: Layout, about: Beside) -> Weights:
    weights = find_weights(layout)
    if any(value is not None for value in weights.base) or "weight" not in about.said:
        return weights
    cells = [about.find("weight", found.name) for found in layout.criteria]
    weights.base = [read_weight(cell, cells) for cell in cells]
    weights.place = about.places["weight"]
    negative = next((v for v in weights.base if v is not None and v < 0), None)
    if negative is not None:
        raise SheetError(f"{weights.place} holds a weight below 0; write it without the sign")
    return weights


def _roles(
    layout: Layout, rows: dict[int, Role], columns: dict[int, Role], sheet: Sheet
) -> tuple[dict[int, Role], dict[int, Role]]:
    """Return roles by the numbers of the sheet, hidden rows and columns too."""
    grid = layout.frame.grid
    row_numbers, column_numbers = (
        (grid.columns, grid.rows) if grid.is_turned else (grid.rows, grid.columns)
    )
    by_row = {row_numbers[row]: role for row, role in rows.items()}
    by_column = {column_numbers[column]: role for column, role in columns.items()}
    by_row |= {row: Role("hidden", "hidden on the sheet") for row in sheet.hidden_rows}
    by_column |= {c: Role("hidden", "hidden on the sheet") for c in sheet.hidden_columns}
    return by_row, by_column


def _criteria(
    reading: _Reading,
    weights: Weights,
    said: SaidMeaning,
    notices: list[str],
    guesses: list[Guess],
) -> list[FoundCriterion]:
    layout = reading.layout
    top = meaning.common_top([reading.columns[f.name] for f in layout.criteria])
    # Weights and a plain sum: the numbers are points that have their weight in them.
    sums = {"weighted sums", *(["sums of the others"] if any(weights.base) else [])}
    has_totals = any(
        role.kind == "total" and role.why in sums
        for role in (*layout.columns.values(), *layout.rows.values())
    )
    swings, hints = swings_of(weights.base), read_hints(layout)
    has_swings = any(swing is not None for swing in swings)
    ids: list[str] = []
    criteria = []
    for found, swing in zip(layout.criteria, swings, strict=True):
        ids.append(make_id(found.name, ids, "criterion"))
        column = reading.columns[found.name]
        cells = _cells(layout, found)
        are_words_said = said.put_words(column, cells, (found.name, ids[-1]))
        unit, written = _unit(reading, found, column)
        better, why_better = _better(reading, found, column, hints, written, has_totals)
        ends = hints.ends(found, column)
        scale, why_scale, trouble = _scale(reading, found, column, top, written, ends)
        if trouble:
            notices.append(trouble)
        if len(_by_number(column)) == 1 and "unknown" in column.scores:
            says = f"Empty cells under {echo(found.name)} are taken as unknown, and may mean no"
            guesses.append(Guess(f"empty_{ids[-1]}"[:60], says))
        if column.doubtful:
            guesses.append(_doubt(found.name, column.doubtful, ids[-1]))
        notes = [_note(layout, found)]
        is_unit = not (
            meaning.is_direction_word(written)
            or meaning.scale_in_name(found.name)
            or weights.place == IN_NAMES
        )
        if written and not unit and is_unit:
            notes.append(f"Unit in the sheet: {written}")
        criterion = FoundCriterion(
            name=found.name,
            place=layout.frame.grid.place(layout.frame.head, found.columns[-1]),
            better=better,
            why_better=why_better,
            scale=scale,
            why_scale=why_scale,
            unit=unit if column.words is None else "",
            words=_by_number(column),
            swing=(swing or 0) if has_swings else None,
            group=found.group,
            note=". ".join(note for note in notes if note),
            are_words_said=are_words_said,
            unread=unread_words(cells, column),
        )
        criteria.append(said.settle(criterion, ids[-1], column))
    said.close(ids)
    return criteria


def _cells(layout: Layout, found: CriterionColumns) -> list[CellValue]:
    at = found.likely if found.likely >= 0 else found.columns[-1]
    return [layout.frame.grid.cells[row][at] for row in layout.options]


def _doubt(name: str, number: str, key: str) -> Guess:
    return Guess(
        f"numbers_{key}"[:60], f"{number} under {echo(name)} may have thousands or decimals"
    )


def _by_number(column: Column) -> dict[str, float]:
    return dict(column.words.numbers) if column.words is not None else {}


def _better(
    reading: _Reading,
    found: CriterionColumns,
    column: Column,
    hints: Hints,
    unit: str,
    has_totals: bool,
) -> tuple[str, str]:
    said = meaning.said_direction(reading.layout, found)
    said = said or read_direction(reading.about.find("direction", found.name) or "")
    if said:
        return said, ""
    if (ends := hints.ends(found, column)) is not None:
        return ends.better, ends.why
    cost = hints.cost(found, column, unit)
    return meaning.guess_direction(found.name, column, has_totals=has_totals, cost=cost)


def _unit(reading: _Reading, found: CriterionColumns, column: Column) -> tuple[str, str]:
    unit, written = meaning.find_unit(reading.layout, found, column)
    said = reading.about.find("unit", found.name)
    if not written and isinstance(said, str):
        return meaning.known_unit(said), said
    return unit, written


def _scale(
    reading: _Reading,
    found: CriterionColumns,
    column: Column,
    top: float | None,
    unit: str,
    ends: HintedEnds | None,
) -> tuple[tuple[float, float], str, str]:
    """Return the scale, why it is a guess or nothing, and a sentence if one could not be read."""
    said, trouble = meaning.said_scale(reading.layout, found, reading.separator)
    said = said or meaning.read_ends(reading.about.find("scale", found.name), reading.separator)
    said = said or column.scale
    proposed, why = (
        (ends.scale, ends.why) if ends is not None else meaning.propose_scale(column, top, unit)
    )
    if said is None or column.words is not None:
        return proposed, why, trouble
    outside = [n for n in column.numbers if not said[0] <= n <= said[1]]
    if not outside:
        return said, "", trouble
    low, high = min(said[0], *outside), max(said[1], *outside)
    return (
        (low, high),
        "numbers lie beyond the scale of the sheet",
        (f"{echo(found.name)}: numbers lie beyond the scale that the sheet names; it was widened"),
    )


def _note(layout: Layout, found: CriterionColumns) -> str:
    grid = layout.frame.grid
    column = found.columns[-1]
    notes = []
    for row in layout.rows_of("note"):
        if text := grid.text(row, column):
            head = layout.frame.rows[row].name
            notes.append(f"{head}: {text}" if head and len(layout.rows_of("note")) > 1 else text)
    return ". ".join(notes)


def _options(layout: Layout) -> list[FoundOption]:
    frame, grid = layout.frame, layout.frame.grid
    notes, groups = layout.columns_of("note"), layout.columns_of("group")
    families = _down(layout, groups[0]) if groups else {}
    general = words.OPTION | words.CRITERION | words.VALUE | words.TOTAL
    above = {frame.rows[row].above for row in layout.options}
    found = []
    for row in layout.options:
        parts = []
        for column in notes:
            if text := grid.text(row, column):
                head = frame.columns[column].name
                parts.append(f"{head}: {text}" if head and len(notes) > 1 else text)
        over = frame.rows[row].above
        is_heading = len(above) > 1 or (over and not set(folded(over).split()) & general)
        family = layout.families.get(row) or families.get(row, "") or (over if is_heading else "")
        name = frame.rows[row].name or grid.row_name(row).capitalize()
        found.append(FoundOption(name, grid.place(row, frame.names), "\n".join(parts), family))
    return found


def _down(layout: Layout, column: int) -> dict[int, str]:
    texts, last = {}, ""
    for row in range(layout.frame.head + 1, layout.frame.grid.height):
        last = layout.frame.grid.text(row, column) or last
        texts[row] = last
    return texts


def _title(layout: Layout) -> str:
    return next((title for title in layout.titles if 3 <= len(title) <= 200), "")
