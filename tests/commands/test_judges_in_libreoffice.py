"""A judge's workbook opened, filled in and saved by LibreOffice itself, and handed in.

Where LibreOffice is not installed, a package of Python fills the workbooks in: `test_judges.py`.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pytest
from commands.test_judges import entries, full_sheet
from export.recalculation import has_libreoffice
from judged_sets import Judged

from steelyard.cli import main
from steelyard.files.judgements.rounds import asked_of
from steelyard.files.judgements.sheet_table import AskedSheet, asked_sheet
from steelyard.files.judgements.sheet_writing import write_sheet
from steelyard.files.spreadsheet.opening.books import read_book
from steelyard.model import JudgeSheet

FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "ods": "calc8"}
Typed = tuple[str, int, int, float | str]
"""Sheet, column and row from 0, and what is typed."""


def typed_cells(path: Path, sheet: JudgeSheet, asked: AskedSheet) -> Iterable[Typed]:
    """Yield every cell that a judge types into."""
    pages = {page.name: page for page in read_book(path).sheets}
    for table in asked.tables:
        rows = pages[table.name].rows
        top = next(line for line, row in enumerate(rows) if row and row[0] == "criterion")
        for line, typed in enumerate(entries(sheet, table), top + 1):
            for column, value in typed.items():
                if value != "":
                    yield table.name, rows[top].index(column), line, value


def macro_of(path: Path, out: Path, cells: Iterable[Typed]) -> str:
    """Return a macro that opens a file, types into its cells, and saves it as another."""
    lines = [
        "Sub Fill",
        "Dim hidden(0) As New com.sun.star.beans.PropertyValue",
        'hidden(0).Name = "Hidden"',
        "hidden(0).Value = True",
        f'book = StarDesktop.loadComponentFromURL("{path.as_uri()}", "_blank", 0, hidden())',
    ]
    for sheet, column, row, value in cells:
        cell = f'book.Sheets.getByName("{sheet}").getCellByPosition({column}, {row})'
        if isinstance(value, str):
            quoted = value.replace('"', '""')
            lines.append(f'{cell}.String = "{quoted}"')
        else:
            lines.append(f"{cell}.Value = {value!r}")
    lines += [
        "Dim how(0) As New com.sun.star.beans.PropertyValue",
        'how(0).Name = "FilterName"',
        f'how(0).Value = "{FILTERS[out.suffix[1:]]}"',
        f'book.storeToURL("{out.as_uri()}", how())',
        "book.close(True)",
        "End Sub",
    ]
    return "\n".join(lines)


def fill_in(path: Path, out: Path, cells: Iterable[Typed], home: Path) -> None:
    """Have LibreOffice open a file, type into its cells, and save it."""
    folder, office = home / "user" / "basic" / "Standard", _office(home)
    # A first start lays out the folders of a user, an empty module among them.
    subprocess.run([*office, "--terminate_after_init"], check=True, capture_output=True,
                   timeout=240)  # fmt: skip
    kind = '<?xml version="1.0" encoding="UTF-8"?>\n'
    (folder / "Module1.xba").write_text(
        f'{kind}<script:module xmlns:script="http://openoffice.org/2000/script" '
        'script:name="Module1" script:language="StarBasic">'
        f"{escape(macro_of(path, out, cells))}</script:module>",
        encoding="utf-8",
    )
    subprocess.run([*office, "macro:///Standard.Module1.Fill"], check=True, capture_output=True,
                   timeout=240)  # fmt: skip


def _office(home: Path) -> list[str]:
    return ["soffice", f"-env:UserInstallation={home.as_uri()}", "--headless", "--norestore"]


if has_libreoffice():

    @pytest.mark.parametrize(("start", "end"), [("xlsx", "xlsx"), ("ods", "ods"), ("ods", "xlsx")])
    def test_a_workbook_filled_in_by_libreoffice_is_the_file_as_typed(
        start: str, end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Opened, filled in, saved, handed in: byte for byte the sheet; its checks were read."""
        made = Judged(tmp_path)
        made.open()
        sheet = full_sheet(made, "birch")
        asked = asked_sheet(
            asked_of(made.rounds[-1], made.criteria_set), "birch", seat="the kitchen"
        )
        path, out = tmp_path / f"birch.{start}", tmp_path / f"filled.{end}"
        command = ["judges", "sheet", str(made.file), "birch", "--to", str(path)]
        assert main([*command, "--seat", "the kitchen"]) == 0
        fill_in(path, out, typed_cells(path, sheet, asked), tmp_path / "office")
        monkeypatch.setattr("steelyard.commands.judges.sheets.today", lambda: "2026-11-29")
        assert main(["judges", "add", str(out), "--set", str(made.file)]) == 0
        assert made.rounds[-1].sheets["birch"].path.read_bytes() == write_sheet(sheet).encode()
        if end == "xlsx":
            checks = openpyxl.load_workbook(out)["Price"].data_validations.dataValidation
            decimals = [c for c in checks if c.type == "decimal"]
            assert {(float(c.formula1), float(c.formula2)) for c in decimals} == {(0.0, 20.0)}
            assert {c.type for c in checks} == {"decimal", "list"}
