"""Every sheet of `kinds.yaml` is read as it says there, cell by cell."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from steelyard.files.spreadsheet.model import Understanding
from steelyard.files.spreadsheet.opening.books import read_bytes
from steelyard.files.spreadsheet.summary import guess_lines
from steelyard.files.spreadsheet.understanding.understand import understand

KINDS: dict[str, dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("kinds.yaml").read_text(encoding="utf-8")
)


def as_book(kind: dict[str, Any]) -> bytes:
    """Return the workbook of a kind of sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in kind["sheets"].items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for area in kind.get("merged", {}).get(name, ()):
            sheet.merge_cells(area)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def files_of(kind: dict[str, Any]) -> list[tuple[str, bytes]]:
    """Return a kind of sheet as files of every ending it may have."""
    if "text" in kind:
        return [(kind.get("name", "sheet.csv"), kind["text"].encode())]
    raw = as_book(kind)
    return [(f"sheet{ending}", raw) for ending in (".xlsx", kind.get("also_as", "")) if ending]


def scores_of(found: Understanding) -> list[list[object]]:
    """Return the scores by option, unknown ones as nothing."""
    return [[None if score == "unknown" else score for score in row] for row in found.scores]


def shares(swings: list[float | None]) -> list[float]:
    """Return swings as hundredths of their sum."""
    known = [swing or 0 for swing in swings]
    return [round(100 * swing / sum(known), 6) for swing in known]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS.keys())
def test_a_kind_of_sheet_is_read_cell_by_cell(kind: dict[str, Any]) -> None:
    """Names, numbers, weights, directions; what is left out; what is asked and said."""
    for name, raw in files_of(kind):
        found = understand(read_bytes(name, raw))
        criteria, options = found.criteria, found.options
        read = {
            "options": [option.name for option in options],
            "summaries": [option.summary for option in options],
            "families": [option.family for option in options],
            "criteria": [criterion.name for criterion in criteria],
            "groups": [criterion.group for criterion in criteria],
            "units": [criterion.unit for criterion in criteria],
            "better": [criterion.better for criterion in criteria],
            "scales": [[*criterion.scale] for criterion in criteria],
            "scores": scores_of(found),
            "turned": found.is_turned,
            "title": found.title,
            "sheet": found.sheet,
            "lenses": {person: [*weights] for person, weights in found.lenses.items()},
            "left_out": [part.name for part in found.left_out if part.name],
        }
        assert {key: read[key] for key in read if key in kind} == {
            key: kind[key] for key in read if key in kind
        }
        swings = [criterion.swing for criterion in criteria]
        if "swings" in kind:
            assert shares(swings) == shares(kind["swings"])
        else:
            assert swings == [None] * len(criteria)
        for asked in kind.get("asks", ()):
            assert any(asked in line for line in guess_lines(found)), guess_lines(found)
        for said in kind.get("says", ()):
            assert any(said in notice for notice in found.notices), found.notices
