"""The rows of a CSV file, whichever country's Excel wrote it.

Finds the encoding and the sign between columns, and says what had to be guessed. Knows
nothing of what stands in the cells.
"""

from __future__ import annotations

import csv
import io
from typing import Final

from steelyard.files.yaml.decoding import MAX_BYTES

_SIGNS: Final = (";", "\t", ",")
_LOOKED_AT: Final = 20


class SheetError(Exception):
    """A spreadsheet that cannot be read; the message is one sentence for the user."""


def read_csv_rows(name: str, raw: bytes) -> tuple[list[list[str]], list[str]]:
    """Return the rows of a CSV file, empty ones too, and what had to be guessed.

    Raises SheetError with a sentence for what is no CSV.
    """
    if len(raw) > MAX_BYTES:
        raise SheetError(f"{name} is larger than 2 MiB; keep one small sheet")
    text, notices = _decode(name, raw)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    sign, text = _find_sign(text)
    try:
        return _split(text, sign), notices
    except csv.Error:
        raise SheetError(
            f"{name} cannot be split into cells; open it as a spreadsheet and save it as CSV"
        ) from None


def _decode(name: str, raw: bytes) -> tuple[str, list[str]]:
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise SheetError(f"{name} is a workbook by its contents; give it the ending .xlsx")
    if raw[:4] in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"):
        raise SheetError(f"{name} is in UTF-32; save it as CSV in UTF-8")
    try:
        if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return _checked(name, raw.decode("utf-16")), []
        if b"\x00" in raw[:1000]:
            raise SheetError(f"{name} is in UTF-16 without its mark; save it as CSV in UTF-8")
        return _checked(name, raw.decode("utf-8-sig")), []
    except UnicodeDecodeError:
        pass
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        raise SheetError(
            f"{name} is in an encoding that cannot be told; save it as CSV in UTF-8"
        ) from None
    notice = "not in UTF-8, so read as older Windows writes it; check letters such as é or ü"
    return _checked(name, text), [notice]


def _checked(name: str, text: str) -> str:
    if "\x00" in text:
        raise SheetError(f"{name} holds null characters and is no CSV file")
    return text


def _find_sign(text: str) -> tuple[str, str]:
    """Return the sign between columns, and the text without a line that only names it."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first) == 5:
        # The line counts, so that rows keep the numbers they have in the file.
        return first[4], f"\n{rest}"
    counts = {sign: _columns(text, sign) for sign in _SIGNS}
    return max(_SIGNS, key=lambda sign: counts[sign]), text


def _columns(text: str, sign: str) -> tuple[int, int]:
    """Return in how many of the first rows a sign parts anything, and into how many columns."""
    try:
        rows = _split(text, sign, _LOOKED_AT)
    except csv.Error:
        return 0, 0
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    widths = [len(row) for row in filled]
    if not widths or widths[0] < 2:
        return 0, 0
    return sum(width == widths[0] for width in widths), widths[0]


def _split(text: str, sign: str, most: int | None = None) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, skipinitialspace=True)
    rows: list[list[str]] = []
    for row in reader:
        rows.append(row)
        if most is not None and len(rows) >= most:
            break
    return rows
