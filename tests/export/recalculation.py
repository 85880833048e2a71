"""Programs that compute a workbook anew: what a spreadsheet would show after a change.

One is a package of the test extra and hence on every machine; LibreOffice is another where
it is installed.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
from formulas import ExcelModel

Recalculate = Callable[[Path], None]
"""Computes every workbook of a folder anew and puts the results into its subfolder `new`."""


def with_formulas(folder: Path) -> None:
    """Compute the workbooks of a folder with the package `formulas`.

    A cell for which the package finds no result is an error, as is one whose result is one.
    """
    (folder / "new").mkdir()
    for path in sorted(folder.glob("*.xlsx")):
        found = ExcelModel().loads(str(path)).finish().calculate()
        book = openpyxl.load_workbook(path)
        for sheet in book:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        name = f"'[{path.name}]{sheet.title.upper()}'!{cell.coordinate}"
                        cell.value = _plain(found[name].value[0, 0], name)
        book.save(folder / "new" / path.name)


def _plain(result: object, name: str) -> str | float:
    value = result.item() if hasattr(result, "item") else result
    if isinstance(value, str | float | int):
        return value
    raise ValueError(f"{name} is {result!r}")


def with_libreoffice(folder: Path) -> None:
    """Compute the workbooks of a folder with LibreOffice, which must be installed."""
    files = sorted(str(path) for path in folder.glob("*.xlsx"))
    home = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    kind = "xlsx:Calc MS Excel 2007 XML"
    command = ["soffice", home, "--headless", "--convert-to", kind, "--outdir"]
    subprocess.run(
        [*command, str(folder / "new"), *files], check=True, capture_output=True, timeout=240
    )


def programs() -> dict[str, Recalculate]:
    """Return the programs of this machine by name; there is always one."""
    found: dict[str, Recalculate] = {"formulas": with_formulas}
    if shutil.which("soffice"):
        found["libreoffice"] = with_libreoffice
    return found
