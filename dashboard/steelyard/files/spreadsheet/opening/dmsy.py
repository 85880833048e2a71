"""DMSY, the YAML in which scikit-criteria keeps a decision matrix, laid out as a sheet."""

from __future__ import annotations

import re
from typing import Any

from steelyard.files.spreadsheet.opening.cells import Book, CellValue, Sheet, SheetError, clean_text
from steelyard.files.yaml.yaml_tree import read_tree


def is_dmsy(head: str) -> bool:
    """Return whether a text begins as a DMSY file does."""
    return re.search(r"^dmsy:", head, re.MULTILINE) is not None


def read_dmsy(name: str, raw: bytes) -> Book:
    """Return a DMSY file as a sheet with rows for weights and directions.

    Raises SheetError with a sentence where the file is not what it should be.
    """
    tree = read_tree(name, raw)
    data = tree.root.child("data") if tree.root is not None else None
    plain: Any = data.plain() if data is not None else None
    if not isinstance(plain, dict):
        raise SheetError(f"{name} is not a DMSY file that can be read: it has no data")
    matrix, options, criteria = (plain.get(k) for k in ("matrix", "alternatives", "criteria"))
    if not (isinstance(matrix, list) and isinstance(options, list) and isinstance(criteria, list)):
        raise SheetError(f"{name} lacks a matrix, or the names of options or criteria")
    shape = {len(row) if isinstance(row, list) else -1 for row in matrix}
    if len(matrix) != len(options) or shape != {len(criteria)}:
        raise SheetError(f"{name}: its matrix does not fit the names of its options and criteria")
    rows: list[tuple[CellValue, ...]] = [("option", *(clean_text(str(c)) for c in criteria))]
    weights, aims = plain.get("weights"), plain.get("objectives")
    if isinstance(weights, list) and len(weights) == len(criteria):
        rows.append(("weight", *map(_cell, weights)))
    if isinstance(aims, list) and len(aims) == len(criteria):
        rows.append(("direction", *(_direction(aim) for aim in aims)))
    rows += [
        (clean_text(str(option)), *map(_cell, row))
        for option, row in zip(options, matrix, strict=True)
    ]
    return Book(name, (Sheet("", tuple(rows)),))


def _cell(value: object) -> CellValue:
    if isinstance(value, bool) or value is None or str(value).casefold() in (".nan", "nan"):
        return None
    return float(value) if isinstance(value, int | float) else clean_text(str(value))


def _direction(aim: object) -> CellValue:
    return {"1": "max", "-1": "min", "1.0": "max", "-1.0": "min"}.get(str(aim), str(aim))
