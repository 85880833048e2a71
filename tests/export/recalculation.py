"""Programs that compute a workbook anew: what a spreadsheet would show after a change.

One is a package of the test extra and hence on every machine; LibreOffice is another where
it is installed.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
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
    save_with_libreoffice(sorted(folder.glob("*.xlsx")), folder / "new", "xlsx")


def save_with_libreoffice(files: Sequence[Path], folder: Path, ending: str) -> None:
    """Open files in LibreOffice, compute them anew, and save them as another kind in a folder."""
    home = folder.parent / "office"
    settings = home / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(_SETTINGS, encoding="utf-8")
    command = ["soffice", f"-env:UserInstallation={home.as_uri()}", "--headless", "--convert-to"]
    subprocess.run(
        [*command, ending, "--outdir", str(folder), *map(str, files)],
        check=True,
        capture_output=True,
        timeout=240,
    )


# Files are computed when they are opened, as they would be while somebody changes a cell.
_SETTINGS = (
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(
        '<item oor:path="/org.openoffice.Office.Calc/Formula/Load">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>0</value></prop></item>'
        for name in ("OOXMLRecalcMode", "ODFRecalcMode")
    )
    + "</oor:items>"
)


def has_libreoffice() -> bool:
    """Return whether LibreOffice is installed here."""
    return shutil.which("soffice") is not None


def programs() -> dict[str, Recalculate]:
    """Return the programs of this machine by name; there is always one."""
    found: dict[str, Recalculate] = {"formulas": with_formulas}
    if has_libreoffice():
        found["libreoffice"] = with_libreoffice
    return found
