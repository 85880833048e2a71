"""Reads criteria sets back from our own workbook, DMSY file and table of numbers.

They are recognised by their stamp, and contain ids. Scores, swings and reasons are read with their
current values, even if somebody has changed them in a spreadsheet; missing parts are reported.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass, field
from typing import Any, Final

from python_calamine import CalamineWorkbook

from steelyard import __version__
from steelyard.export.dmsy import read_dmsy_stamp, read_dmsy_view
from steelyard.export.drawings.images import CSV_LINE, read_csv_stamp
from steelyard.export.numbers import NUMBER_COLUMNS
from steelyard.export.stamps.office_stamp import read_office_stamp
from steelyard.export.stamps.provenance import Stamp
from steelyard.files.editing.yaml_writing import Manner, PlainValue, write_entry
from steelyard.files.problems import echo, echo_many
from steelyard.files.spreadsheet.entry_ids import make_id
from steelyard.files.spreadsheet.notation.written import tidy
from steelyard.files.spreadsheet.opening.cells import SheetError
from steelyard.files.spreadsheet.opening.dmsy import is_dmsy
from steelyard.files.spreadsheet.understanding.meaning import round_outwards
from steelyard.model.criteria_set import is_number_text
from steelyard.model.units import UNIT_WORDS
from steelyard.results.words.numbers import counted

_Row = Sequence[object]
_Plain = dict[str, PlainValue]

_UNITS: Final = {words: unit for unit, words in UNIT_WORDS.items()}
_NOT_IN_WORKBOOK: Final = (
    "claims, lenses, readings, scenarios, conditions, families and frames are not in a workbook, "
    "and stay behind"
)
_NOT_IN_TABLE: Final = (
    "reasons, anchors, groups and everything else but scores and swings are not in a table of "
    "numbers, and stay behind"
)


@dataclass
class ImportedSet:
    """The text of a criteria file, a paragraph on what was read, remarks, and every guess."""

    text: str
    summary: str
    said: list[str] = field(default_factory=list)
    guesses: list[str] = field(default_factory=list)


def read_own(raw: bytes) -> ImportedSet | None:
    """Return the criteria set in one of our own files; `None` for any other file.

    Raises SheetError if one of ours was changed so that it cannot be read back.
    """
    try:
        if raw.startswith(b"PK"):
            stamp = read_office_stamp(raw)
            return _read_workbook(raw, stamp) if "Criteria file" in stamp.origin else None
        if is_dmsy(raw[:4000].decode("utf-8", "replace")):
            return _read_matrix(raw, read_dmsy_stamp(raw))
        if CSV_LINE.encode() in raw[-20_000:]:
            return _read_table(raw, read_csv_stamp(raw))
    except ValueError:
        return None
    return None


def _origin(stamp: Stamp) -> list[str]:
    said = []
    version = stamp.origin.get("Software", "").removeprefix("Steelyard ")
    if version and version != __version__:
        said.append(f"made by Steelyard {echo(version)}; this is {__version__}")
    if not stamp.is_intact:
        said.append("changed since it was exported; what it says now is read")
    return said


# --- workbook ---------------------------------------------------------------------------------


def _read_workbook(raw: bytes, stamp: Stamp) -> ImportedSet | None:
    with CalamineWorkbook.from_filelike(io.BytesIO(raw)) as workbook:
        if not {"Scores", "Criteria", "Ranking", "Reasons", "About"} <= set(workbook.sheet_names):
            return None
        sheets = {
            name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in ("Scores", "Criteria", "Ranking", "Reasons", "About")
        }
    at, below = _heads(sheets["Scores"], "Key")
    scores = [row for row in below if "/" in _text(row, at["Key"])]
    if not scores:
        raise SheetError("the sheet Scores has no row left with a key; export the workbook anew")
    options = {_text(row, at["Key"]).partition("/")[0]: _text(row, 1) for row in scores}
    names = {_text(row, at["Key"]).partition("/")[2]: _text(row, 2) for row in scores}
    swings = _swings(sheets["Ranking"], names)
    groups: dict[str, str] = {}
    criteria: _Plain = {}
    unseen: list[str] = []
    for row in _table(sheets["Criteria"]):
        key = _text(row, 0)
        if key in names:
            criteria[key] = _criterion(row, swings.get(key), groups)
        else:
            unseen.append(key)
    cells = _cells(scores, at, options, names, sheets["Reasons"])
    about = {_text(row, 0): _text(row, 1) for row in sheets["About"] if _text(row, 0)}
    plain: _Plain = {"format": 1, "title": _text(sheets["About"][1], 0) or "My question"}
    for key, head in (("question", "Question"), ("judged_by", "Judged by"), ("note", "Note")):
        if about.get(head):
            plain[key] = about[head]
    if groups:
        plain["groups"] = {key: {"name": name} for name, key in groups.items()}
    plain |= {
        "criteria": criteria,
        "options": {key: {"name": name} for key, name in options.items()},
        "assessments": dict(cells.items()),
    }
    return ImportedSet(
        _written(plain),
        _summary(stamp, options, names),
        [*_origin(stamp), *_left_behind(unseen), _NOT_IN_WORKBOOK],
    )


def _left_behind(criteria: Sequence[str]) -> list[str]:
    said = "criteria that were not in view have no scores in it and stay behind"
    return [f"{said}: {echo_many(criteria)}"] if criteria else []


def _heads(rows: Sequence[_Row], wanted: str) -> tuple[dict[str, int], Sequence[_Row]]:
    """Return the columns by their heads, and the rows below; SheetError if they are missing."""
    for i, row in enumerate(rows):
        if wanted in row:
            return {str(cell): column for column, cell in reversed([*enumerate(row)])}, rows[
                i + 1 :
            ]
    raise SheetError(f"the workbook has no heads with {wanted} any more; export it anew")


def _text(row: _Row, column: int) -> str:
    return str(row[column]).strip() if column < len(row) else ""


def _number(row: _Row, column: int) -> float | None:
    cell = row[column] if column < len(row) else None
    is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
    return float(cell) if is_number and math.isfinite(float(cell)) else None  # type: ignore[arg-type]


def _table(rows: Sequence[_Row]) -> Iterator[_Row]:
    """Yield the rows below the heads of a prose sheet."""
    for row in rows[4:]:
        if _text(row, 0):
            yield row


def _swings(ranking: Sequence[_Row], names: Mapping[str, str]) -> dict[str, float]:
    """Return the current swings on *Ranking*, by criterion."""
    found = {}
    at, below = _heads(ranking, "Swing")
    for row, (key, name) in zip(below, names.items(), strict=False):
        swing = _number(row, at["Swing"])
        if _text(row, 0) == name and swing is not None and swing >= 0:
            found[key] = swing
    return found


def _criterion(row: _Row, swing: float | None, groups: dict[str, str]) -> PlainValue:
    worst, best = _number(row, 5), _number(row, 7)
    if worst is None or best is None or worst == best:
        raise SheetError(f"the sheet Criteria gives no two ends for {echo(_text(row, 0))}")
    entry: _Plain = {"name": _text(row, 1)}
    if question := _text(row, 3):
        entry["question"] = question
    entry["better"] = "higher" if worst < best else "lower"
    scale: _Plain = {"from": tidy(min(worst, best)), "to": tidy(max(worst, best))}
    if unit := _UNITS.get(_text(row, 4)):
        scale["unit"] = unit
    entry["scale"] = scale
    anchors: _Plain = {
        str(tidy(end)): words
        for end, words in ((worst, _text(row, 6)), (best, _text(row, 8)))
        if words
    }
    if anchors:
        entry["anchors"] = anchors
    if points := _points(_text(row, 9)):
        entry["value"] = points
    file_swing = _number(row, 10)
    own = swing if swing is not None else file_swing
    entry["swing"] = tidy(own if own is not None else 100.0)
    if reason := _text(row, 11):
        entry["swing_reason"] = reason
    if group := _text(row, 12):
        entry["group"] = groups.setdefault(group, make_id(group, groups.values(), "group"))
    if note := _text(row, 13):
        entry["note"] = note
    return entry


def _points(text: str) -> list[PlainValue]:
    points: list[PlainValue] = []
    for corner in text.split(", ") if "→" in text else ():
        ends = [end.strip().replace("−", "-") for end in corner.split("→")]
        if len(ends) == 2 and all(is_number_text(end) for end in ends):
            points.append([tidy(float(end)) for end in ends])
    return points


def _cells(
    scores: Sequence[_Row],
    at: Mapping[str, int],
    options: Mapping[str, str],
    names: Mapping[str, str],
    reasons: Sequence[_Row],
) -> dict[str, PlainValue]:
    said = {(_text(row, 0), _text(row, 1)): row for row in _table(reasons)}
    cells: dict[str, PlainValue] = {}
    for row in scores:
        option, _, criterion = _text(row, at["Key"]).partition("/")
        numbers = [_number(row, c) for c in (at["Low"], at["Likely"], at["High"])]
        entry: _Plain = {"score": _score(numbers)}
        reason = said.get((options[option], names[criterion]))
        for key, column in (("confidence", 3), ("reason", 4), ("by", 7), ("as_of", 8)):
            if reason is not None and (text := _text(reason, column)):
                entry[key] = text
        line = cells.setdefault(option, {})
        assert isinstance(line, dict)
        line[criterion] = entry if len(entry) > 1 else entry["score"]
    return cells


def _score(numbers: Sequence[float | None]) -> PlainValue:
    low, likely, high = numbers
    if likely is None:
        return "unknown"
    if low is None or high is None or low == likely == high:
        return tidy(likely)
    return [tidy(low), tidy(likely), tidy(high)]


def _written(plain: _Plain) -> str:
    lines = ["# Read back from a file that Steelyard wrote."]
    for key, value in plain.items():
        lines += write_entry(key, value, Manner(0))
    return "\n".join(lines) + "\n"


def _summary(stamp: Stamp, options: Sized, criteria: Sized) -> str:
    name = echo(stamp.origin.get("Criteria file", "a criteria file"))
    size = f"{counted(len(options), 'option')}, {counted(len(criteria), 'criterion', 'criteria')}"
    return f"{size}, read back from our own export of {name}"


def _read_matrix(raw: bytes, stamp: Stamp) -> ImportedSet:
    try:
        plain: Any = read_dmsy_view(raw)
    except ValueError as error:
        raise SheetError(f"the DMSY file cannot be read back: {error}") from None
    return ImportedSet(
        _written(plain),
        _summary(stamp, plain["options"], plain["criteria"]),
        [*_origin(stamp), _NOT_IN_WORKBOOK.replace("a workbook", "a DMSY file")],
    )


# --- table of numbers ----------------------------------------------------------------------------


def _read_table(raw: bytes, stamp: Stamp) -> ImportedSet | None:
    text = raw.decode("utf-8-sig", "replace")
    sign = ";" if text.startswith("option;") else ","
    rows = [dict(row) for row in csv.DictReader(io.StringIO(text), delimiter=sign)]
    if not rows or not set(NUMBER_COLUMNS[:12]) <= rows[0].keys():
        return None
    rows = [row for row in rows if row.get("criterion")]
    criteria: _Plain = {}
    guesses: list[str] = []
    options: _Plain = {}
    cells: dict[str, PlainValue] = {}
    for key in dict.fromkeys(row["criterion"] for row in rows):
        own = [row for row in rows if row["criterion"] == key]
        criteria[key] = _table_criterion(own, guesses)
    for row in rows:
        options.setdefault(row["option"], {"name": row["option name"].removeprefix("'")})
        line = cells.setdefault(row["option"], {})
        assert isinstance(line, dict)
        line[row["criterion"]] = _score([_plain(row[part]) for part in ("low", "likely", "high")])
    title = stamp.origin.get("Criteria file", "").rpartition(".")[0] or "My question"
    plain: _Plain = {
        "format": 1, "title": title, "criteria": criteria, "options": options,
        "assessments": dict(cells.items()),
    }  # fmt: skip
    names = {key: key for key in criteria}
    return ImportedSet(
        _written(plain), _summary(stamp, {k: k for k in options}, names),
        [*_origin(stamp), _NOT_IN_TABLE], guesses,
    )  # fmt: skip


def _plain(text: str) -> float | None:
    return float(text) if is_number_text(text.strip()) else None


def _table_criterion(rows: Sequence[Mapping[str, str]], guesses: list[str]) -> PlainValue:
    """Return a criterion with the scale derived from scores and values, or else guessed."""
    name = rows[0]["criterion name"].removeprefix("'")
    entry: _Plain = {"name": name}
    ends = _ends(rows)
    scale: _Plain
    if ends is not None:
        worst, best = ends
        entry["better"] = "higher" if worst < best else "lower"
        scale = {"from": tidy(min(ends)), "to": tidy(max(ends))}
    else:
        numbers = [n for row in rows if (n := _plain(row["likely"])) is not None] or [0.0, 100.0]
        low, high = round_outwards(min(numbers), max(numbers))
        entry["better"] = "higher"
        scale = {"from": low, "to": high}
        guesses.append(f"{echo(name)}: direction and scale do not follow from the numbers")
    if rows[0]["unit"] in UNIT_WORDS and rows[0]["unit"] != "points":
        scale["unit"] = rows[0]["unit"]
    entry["scale"] = scale
    swing = _plain(rows[0]["swing"])
    entry["swing"] = tidy(swing if swing is not None else 100.0)
    if ends is None:
        entry["unconfirmed"] = {"better": entry["better"], "scale": dict(scale)}
    return entry


def _ends(rows: Sequence[Mapping[str, str]]) -> tuple[float, float] | None:
    """Return worst and best end of a linear value function through all scores, or `None`."""
    pairs = []
    for row in rows:
        score, value = _plain(row["likely"]), _plain(row["value"])
        if score is not None and value is not None and 0 < value < 100 and not row.get("note"):
            pairs.append((score, value))
    if len({score for score, _ in pairs}) < 2:
        return None
    (s0, v0), (s1, v1) = min(pairs), max(pairs)
    slope = (v1 - v0) / (s1 - s0)
    if not slope or any(abs(v0 + slope * (s - s0) - v) > 1e-6 for s, v in pairs):
        return None
    return round(s0 - v0 / slope, 6), round(s0 + (100 - v0) / slope, 6)
