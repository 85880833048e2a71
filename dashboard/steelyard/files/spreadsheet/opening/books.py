"""Opens a file by what it holds, whatever its ending says, and names what cannot be read."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Final

from steelyard.files.spreadsheet.opening.cells import Book, SheetError
from steelyard.files.spreadsheet.opening.delimited import read_delimited
from steelyard.files.spreadsheet.opening.dmsy import is_dmsy, read_dmsy
from steelyard.files.spreadsheet.opening.workbooks import MOST_PACKED, read_workbook

_OTHER_KINDS: Final = {
    b"%PDF": "a PDF file; copy its table into a spreadsheet and save that",
    b"\x89PNG": "a picture; type its table into a spreadsheet",
    b"\xff\xd8\xff": "a picture; type its table into a spreadsheet",
    b"{\\rtf": "a text document; copy its table into a spreadsheet and save that",
    b"\x1f\x8b": "packed; unpack it first",
}
_INSTEAD: Final = (
    "write its scores into a sheet with options in rows and criteria in columns, as `steelyard new "
    "--template sheet.xlsx` lays it out, and read that"
)


def read_book(path: Path) -> Book:
    """Return the sheets of a file: .xlsx .xltx .xlsm .xls .ods .csv .tsv, or a DMSY file.

    Raises SheetError with a sentence, naming the kind of file, for everything else.
    """
    return read_bytes(path.name, read_file(path))


def read_file(path: Path) -> bytes:
    """Return the bytes of a file, as far as any is read. Raises SheetError with a sentence."""
    try:
        if path.exists() and not path.is_file():
            raise SheetError(f"{path} is not a file")
        with path.open("rb") as stream:
            return stream.read(MOST_PACKED + 1)
    except FileNotFoundError:
        raise SheetError(f"there is no file {path}") from None
    except OSError as error:
        raise SheetError(f"{path} cannot be read: {error.strerror}") from None


def read_bytes(name: str, raw: bytes) -> Book:
    """Return the sheets of a file from its bytes. Raises SheetError as `read_book` does."""
    book = _read(name, raw)
    return replace(book, sha256=hashlib.sha256(raw).hexdigest())


def _read(name: str, raw: bytes) -> Book:
    if not raw.strip():
        raise SheetError(f"{name} is empty")
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"\x09\x08")):
        return read_workbook(name, raw)
    for start, what in _OTHER_KINDS.items():
        if raw.startswith(start):
            raise SheetError(f"{name} is {what}")
    head = raw[:4000].decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    _refuse_markup(name, head)
    if is_dmsy(head):
        return read_dmsy(name, raw)
    if re.search(r"^format: *1\b", head, re.MULTILINE) and "criteria:" in head:
        raise SheetError(f"{name} is a criteria file already; open it with `steelyard {name}`")
    return read_delimited(name, raw)


def _refuse_markup(name: str, head: str) -> None:
    if head.startswith("<"):
        if "xmcda" in head.casefold():
            raise SheetError(f"{name} is an XMCDA file, which is not read; {_INSTEAD}")
        kind = (
            "a web page"
            if re.search(r"<html|<!doctype html", head, re.IGNORECASE)
            else "an XML file"
        )
        raise SheetError(f"{name} is {kind} of another program, which is not read; {_INSTEAD}")
    if re.match(r"[{\[]\s*[\"{\[\]}]", head):
        if '"usermeta"' in head or '"criteria file"' in head.casefold():
            raise SheetError(
                f"{name} is JSON as Steelyard writes it; its numbers as CSV or workbook are read"
            )
        raise SheetError(f"{name} is the JSON of another program, which is not read; {_INSTEAD}")
