"""A sheet with the role of every line and the state of its cells, as data for the browser."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from steelyard.files.problems import format_number
from steelyard.files.spreadsheet.model import Role, RoleKind, SaidRole, Understanding
from steelyard.files.spreadsheet.opening.cells import CellValue, Sheet, Trouble, column_number
from steelyard.files.spreadsheet.recipe.said_roles import OF_CRITERIA, OF_OPTIONS
from steelyard.views.new_set.importing import Import, own_role

_MOST_ROWS: Final = 400
_MOST_COLUMNS: Final = 80

_LABELS: Final[Mapping[SaidRole, str]] = {
    "criterion": "Criterion",
    "option": "Option",
    "weight": "Weight",
    "better": "Direction: which end is best",
    "unit": "Unit",
    "scale": "Scale: its two ends",
    "group": "Group",
    "note": "Note",
    "leave_out": "Leave out",
}
_NAMES: Final[Mapping[SaidRole, str]] = {"criterion": "Criterion names", "option": "Option names"}
_SHOWN: Final[Mapping[RoleKind, tuple[SaidRole, str]]] = {
    "option": ("option", "Option"),
    "criterion": ("criterion", "Criterion"),
    "weight": ("weight", "Weight"),
    "direction": ("better", "Direction"),
    "unit": ("unit", "Unit"),
    "scale": ("scale", "Scale"),
    "group": ("group", "Group"),
    "heading": ("group", "Group"),
    "note": ("note", "Note"),
    "title": ("leave_out", "Left out: title"),
    "total": ("leave_out", "Left out: total"),
    "copy": ("leave_out", "Left out: copy"),
    "remark": ("leave_out", "Left out: remark"),
    "id": ("leave_out", "Left out: codes"),
    "left out": ("leave_out", "Left out"),
}
_LEGEND: Final = {
    "names": "names",
    "score": "scores",
    "about": "about the criteria: weight, unit, group, note",
    "word": "words, to be turned into numbers",
    "range": "a range: low, likely, high",
    "unread": "not readable: becomes unknown, anywhere on its scale",
    "out": "left out",
}
_PLACE: Final = re.compile(r"([A-Z]+)([0-9]+)")


def sheet_grid_data(job: Import) -> dict[str, object]:
    """Return the visible part of the sheet: cells by row, roles of lines, menus, marks, legend."""
    sheet, found = job.sheet, job.found
    rows = sheet.rows[:_MOST_ROWS]
    width = min(len(rows[0]) if rows else 0, _MOST_COLUMNS)
    return {
        "key": f"{job.book.sha256}:{sheet.name}",
        "name": sheet.name or job.book.name,
        "cells": [[shown(cell) for cell in row[:width]] for row in rows],
        "rows": [_line(job, "rows", number + 1, row) for number, row in enumerate(rows)],
        "columns": [
            _line(job, "columns", at + 1, [row[at] for row in sheet.rows]) for at in range(width)
        ],
        "menus": {side: _menu(found, side) for side in ("rows", "columns")} if found else {},
        "marks": _marks(found) if found else {},
        "legend": list(_LEGEND.items()),
    }


def hidden_from_view(sheet: Sheet) -> str:
    """Return a sentence saying what of a large sheet is read but not shown; otherwise empty."""
    parts = []
    if len(sheet.rows) > _MOST_ROWS:
        parts.append(f"rows {_MOST_ROWS + 1} to {len(sheet.rows)}")
    if sheet.rows and len(sheet.rows[0]) > _MOST_COLUMNS:
        parts.append(f"columns from the {_MOST_COLUMNS + 1}st on")
    return f"Read in the same way, and not shown here: {' and '.join(parts)}." if parts else ""


def shown(cell: CellValue) -> str:
    """Return a cell as the sheet shows it."""
    if cell is None:
        return ""
    if isinstance(cell, Trouble):
        return cell.shown
    return cell if isinstance(cell, str) else format_number(float(cell))


def _line(
    job: Import, side: str, number: int, cells: list[CellValue] | tuple[CellValue, ...]
) -> dict[str, object]:
    """Return number, role, label, reason and colour of a row or column."""
    found = job.found
    said = (job.wishes.rows if side == "rows" else job.wishes.columns).get(number)
    line: dict[str, object] = {"line": number, "said": said or ""}
    if all(cell is None for cell in cells):
        return line | {"role": "", "label": "empty", "why": "", "kind": "out", "menu": False}
    if found is None or found.laid_out:
        return line | {"role": "", "label": "", "why": "", "kind": "", "menu": False}
    role = (found.rows if side == "rows" else found.columns).get(number)
    if role is None:
        why = "beyond the table; a role takes it in"
        return line | {"role": "", "label": "outside", "why": why, "kind": "out", "menu": True}
    if role.kind in ("hidden", "part"):
        words = "hidden" if role.kind == "hidden" else "its neighbour’s"
        kind = "out" if role.kind == "hidden" else "about"
        return line | {"role": "", "label": words, "why": role.why, "kind": kind, "menu": False}
    code, label = _role_words(found, side, role)
    return line | {
        "role": code, "label": label, "why": role.why, "kind": _kind(role), "menu": True,
    }  # fmt: skip


def _role_words(found: Understanding, side: str, role: Role) -> tuple[str, str]:
    if role.kind in ("heads", "names"):
        own = own_role(found, side)
        return own, _NAMES[own]
    return _SHOWN[role.kind]


def _kind(role: Role) -> str:
    if role.kind in ("heads", "names"):
        return "names"
    if role.kind in ("option", "criterion"):
        return "score"
    return "out" if _SHOWN[role.kind][0] == "leave_out" else "about"


def _menu(found: Understanding, side: str) -> list[tuple[str, str]]:
    """Return the roles that a row or column may have, first that of holding the names."""
    own = own_role(found, side)
    allowed = OF_CRITERIA if own == "option" else OF_OPTIONS
    return [(own, _NAMES[own]), *((role, _LABELS[role]) for role in allowed)]


def _marks(found: Understanding) -> dict[str, str]:
    """Return the cells that are not plain numbers: `row,column` → word, range or unread."""
    if found.laid_out:
        return {}
    marks: dict[str, str] = {}
    for i, option in enumerate(found.options):
        for j, criterion in enumerate(found.criteria):
            score = found.scores[i][j]
            kind = (
                "range" if isinstance(score, list)
                else "unread" if score == "unknown"
                else "word" if criterion.words else ""
            )  # fmt: skip
            if kind:
                marks[_crossing(found, option.place, criterion.place)] = kind
    return marks


def _crossing(found: Understanding, option: str, criterion: str) -> str:
    option_row, option_column = _at(option)
    criterion_row, criterion_column = _at(criterion)
    if found.is_turned:
        return f"{criterion_row},{option_column}"
    return f"{option_row},{criterion_column}"


def _at(place: str) -> tuple[int, int]:
    found = _PLACE.fullmatch(place)
    return (int(found[2]), column_number(found[1])) if found is not None else (0, 0)
