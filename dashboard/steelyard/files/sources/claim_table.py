"""Claims as a table: one row a claim, out of a register and into one.

Bearings are written `cost: +plots, -sale; years: +sale`: plus is for a good result, minus
against it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, get_args

from steelyard.files.editing.yaml_writing import PlainValue
from steelyard.files.nearest import find_nearest
from steelyard.files.problems import echo, format_number
from steelyard.files.sources.claim_drafts import find_faults
from steelyard.files.sources.claim_edits import add_claim, change_claim, next_claim_id
from steelyard.files.spreadsheet.opening.cells import Book, CellValue
from steelyard.files.texts.copied_words import CopyCheck
from steelyard.model import Bearing, Claim, Register
from steelyard.model.entry import is_id
from steelyard.model.register import Form, Voice

CLAIM_COLUMNS: Final = (
    "id", "paragraph", "says", "quote", "voice", "by", "form", "hedge", "bears_on", "note",
    "passage", "coded_by", "withdrawn",
)  # fmt: skip
_ALSO: Final = {
    "claim": "id", "¶": "paragraph", "para": "paragraph", "text": "says", "claim text": "says",
    "statement": "says", "bears on": "bears_on", "speaker": "by", "by whom": "by",
    "coder": "coded_by", "coded by": "coded_by", "quotation": "quote",
}  # fmt: skip


def table_of(register: Register) -> list[dict[str, str | int]]:
    """Return a row of texts and numbers for each claim, withdrawn ones too, by column."""
    return [_row(claim, entry) for claim, entry in register.claims.items()]


def _row(claim: str, entry: Claim) -> dict[str, str | int]:
    passage = "" if entry.passage is None else f"{entry.passage[0]}-{entry.passage[1]}"
    return {
        "id": claim,
        "paragraph": entry.paragraph,
        **told_fields(entry),
        "bears_on": bearing_text(entry.bears_on),
        "note": entry.note,
        "passage": passage,
        "coded_by": entry.coded_by or "",
        "withdrawn": entry.withdrawn or "",
    }


def told_fields(entry: Claim) -> dict[str, str]:
    """Return what a claim says, how, and who says it: field → text, empty where there is none."""
    return {
        "says": entry.says,
        "quote": entry.quote,
        "voice": entry.voice,
        "by": entry.by or "",
        "form": entry.form,
        "hedge": entry.hedge,
    }


def bearing_text(bears_on: Mapping[str, Bearing]) -> str:
    """Return bearings as one text.

    >>> bearing_text({"cost": Bearing(for_=["plots"], against=["sale"])})
    'cost: +plots, -sale'
    """
    return "; ".join(
        f"{criterion}: "
        + ", ".join([f"+{o}" for o in bearing.for_] + [f"-{o}" for o in bearing.against])
        for criterion, bearing in bears_on.items()
    )


def parse_bearing(text: str) -> dict[str, PlainValue]:
    """Return bearings from one text; raises ValueError with a sentence for what is none.

    >>> parse_bearing("cost: +plots, −sale; ")
    {'cost': {'for': ['plots'], 'against': ['sale']}}
    """
    found: dict[str, PlainValue] = {}
    for part in filter(None, map(str.strip, text.split(";"))):
        criterion, colon, sides = (piece.strip() for piece in part.partition(":"))
        for_: list[PlainValue] = []
        against: list[PlainValue] = []
        for side in filter(None, map(str.strip, sides.split(","))):
            sign, option = side[0], side[1:].strip()
            if sign not in "+-−" or not is_id(option):
                raise ValueError(f"“{side[:40]}” is no option with + or - before it.")
            (for_ if sign == "+" else against).append(option)
        if not colon or not is_id(criterion) or not (for_ or against):
            raise ValueError(f"“{part[:40]}” is no bearing; write it as cost: +plots, -sale.")
        kept: dict[str, PlainValue] = {}
        if for_:
            kept["for"] = for_
        if against:
            kept["against"] = against
        found[criterion] = kept
    return found


@dataclass(frozen=True)
class ReadRow:
    """A row of a table as a claim: its number from 1, id (or empty), and fields with values."""

    number: int
    claim: str
    fields: Mapping[str, PlainValue]


@dataclass(frozen=True)
class ReadTable:
    """The rows of a table that are claims, and a sentence for each that cannot be one."""

    rows: tuple[ReadRow, ...]
    refused: tuple[str, ...]
    columns_left: tuple[str, ...]


def read_claims(book: Book) -> ReadTable:
    """Return the claims of the first sheet that has a column for what they say.

    Nothing is guessed but the names of columns; a row that cannot be read whole is refused.
    """
    for sheet in book.sheets:
        for at, row in enumerate(sheet.rows[:10]):
            columns = {i: name for i, cell in enumerate(row) if (name := _column(cell))}
            if {"says", "paragraph"} <= set(columns.values()):
                heads = [str(cell) for i, cell in enumerate(row) if cell and i not in columns]
                return _read_rows(sheet.rows, at, columns, heads)
    said = f"{book.name} has no sheet with columns paragraph and says; name them so."
    return ReadTable((), (said,), ())


def _column(cell: CellValue) -> str:
    name = re.sub(r"\s+", " ", str(cell or "")).strip().casefold()
    name = _ALSO.get(name, name.replace(" ", "_"))
    return name if name in CLAIM_COLUMNS else ""


def _read_rows(
    rows: tuple[tuple[CellValue, ...], ...], at: int, columns: dict[int, str], left: list[str]
) -> ReadTable:
    read: list[ReadRow] = []
    refused: list[str] = []
    for number, row in enumerate(rows[at + 1 :], at + 2):
        cells = {name: _text(row[i]) for i, name in columns.items()}
        if not any(cells.values()):
            continue
        unnamed = [cell for i, cell in enumerate(row) if cell and not rows[at][i]]
        if unnamed:
            refused.append(
                f"Row {number}: “{echo(_text(unnamed[0]))}” stands in a column without a name; "
                "name it, or put a text with commas between quotation marks."
            )
            continue
        try:
            fields = _fields(cells)
        except ValueError as error:
            refused.append(f"Row {number}: {error}")
            continue
        read.append(ReadRow(number, cells.get("id", ""), fields))
    return ReadTable(tuple(read), tuple(refused), tuple(left))


def _text(cell: CellValue) -> str:
    if isinstance(cell, float):
        return format_number(cell)
    # An apostrophe keeps a text from being taken for a formula.
    text = cell if isinstance(cell, str) else ""
    return text[1:] if re.match(r"'[=+\-@]", text) else text.strip()


def _fields(cells: Mapping[str, str]) -> dict[str, PlainValue]:
    number = cells["paragraph"].lstrip("¶ ")
    if not (number.isascii() and number.isdigit() and 0 < int(number) < 10**6):
        raise ValueError(f"“{cells['paragraph'][:40]}” is not the number of a paragraph.")
    if not cells["says"]:
        raise ValueError("It does not say anything.")
    fields: dict[str, PlainValue] = {"paragraph": int(number)}
    for key in ("says", "quote", "by", "hedge", "note", "coded_by", "withdrawn"):
        if cells.get(key):
            fields[key] = cells[key]
    for key, words in (("voice", get_args(Voice)), ("form", get_args(Form))):
        if cells.get(key):
            fields[key] = _word(cells[key], words)
    if cells.get("bears_on"):
        fields["bears_on"] = parse_bearing(cells["bears_on"])
    if passage := re.fullmatch(r"(\d{1,6})\s*[-–]\s*(\d{1,6})", cells.get("passage", "")):
        fields["passage"] = [int(passage[1]), int(passage[2])]
    return fields


def _word(found: str, words: tuple[str, ...]) -> str:
    word = found.casefold().replace(" ", "_")
    if word in words:
        return word
    nearest = find_nearest(word, list(words))
    hint = f" Did you mean {nearest}?" if nearest else ""
    raise ValueError(f"“{echo(found)}” is none of {', '.join(words)}.{hint}")


def put_rows(text: str, rows: tuple[ReadRow, ...], ids: Mapping[int, str], known: Register) -> str:
    """Return a register's text with rows put into it: new claims added, known ones changed.

    `ids` gives the id of each row by its number. Only keys a row has a value for are changed.
    Raises EditError as `add_claim` does.
    """
    for row in rows:
        claim = ids[row.number]
        if claim in known.claims:
            text = change_claim(text, claim, row.fields)
        else:
            text = add_claim(text, claim, row.fields)
    return text


def row_ids(register: Register, rows: Sequence[ReadRow]) -> dict[int, str]:
    """Return the id of each row by its number; rows without one get the next free ids."""
    ids = {row.number: row.claim for row in rows if row.claim}
    taken: dict[str, object] = dict.fromkeys(ids.values())
    for row in rows:
        if row.number not in ids:
            ids[row.number] = next_claim_id(register, taken)
            taken[ids[row.number]] = None
    return ids


def missing_entries(
    rows: Sequence[ReadRow], options: Collection[str], criteria: Collection[str]
) -> dict[tuple[str, str], list[int]]:
    """Return what rows bear on but a set lacks: section and id → the numbers of the rows.

    Sections are `options` and `criteria`, ids as the table has them, in its order.
    """
    found: dict[tuple[str, str], list[int]] = {}
    for row in rows:
        bears_on = row.fields.get("bears_on")
        named = {
            ("criteria", criterion): None
            for criterion in (bears_on if isinstance(bears_on, dict) else {})
            if criterion not in criteria
        }
        for sides in bears_on.values() if isinstance(bears_on, dict) else ():
            for side in sides.values() if isinstance(sides, dict) else ():
                for option in side if isinstance(side, list) else ():
                    if option not in options:
                        named["options", str(option)] = None
        for entry in named:
            found.setdefault(entry, []).append(row.number)
    return found


def refuse_rows(
    source: str, paragraphs: Sequence[str], register: Register, rows: Sequence[ReadRow]
) -> Iterator[str]:
    """Yield a sentence for each reason why a row cannot be a claim of a text.

    `paragraphs`: those of the text where it is here as it was read, else none.
    """
    copied = CopyCheck({source: paragraphs} if paragraphs else {})
    seen: dict[str, int] = {}
    said: dict[object, str] = {
        (entry.paragraph, entry.says): claim for claim, entry in register.claims.items()
    }
    for row in rows:
        faults = find_faults(row.fields, paragraphs, copied)
        yield from (f"Row {row.number}, {fault.key}: {fault.sentence}" for fault in faults)
        if not paragraphs and int(str(row.fields["paragraph"])) > len(register.fingerprints):
            yield f"Row {row.number}: the text has no such paragraph."
        if row.claim and row.claim in seen:
            yield f"Row {row.number}: {row.claim} is the id of row {seen[row.claim]} already."
        elif row.claim and not is_id(row.claim):
            yield f"Row {row.number}: {echo(row.claim)} cannot be the id of a claim."
        seen.setdefault(row.claim, row.number)
        known = said.get((row.fields["paragraph"], row.fields["says"]))
        if known and not row.claim:
            yield f"Row {row.number}: {known} says the same already; give the row that id."
