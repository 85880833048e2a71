"""Text files of cells, CSV and its relatives, of any country.

Encoding and separator are detected, and whatever had to be guessed is reported.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import Final

from charset_normalizer import from_bytes

from steelyard.files.spreadsheet.opening.cells import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Book,
    Sheet,
    SheetError,
    clean_text,
    squared,
)

_MOST_BYTES: Final = 10 * 2**20
_SIGNS: Final = (";", "\t", ",", "|")
_RULE = re.compile(r"[-: ]{3,}")
_LOOKED_AT: Final = 200
_MARKS: Final = (
    (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"),
)  # fmt: skip
_OTHER_SCRIPTS: Final = (
    "cp1251", "koi8", "cp866", "iso8859_5", "mac_cyrillic", "cp1253", "iso8859_7", "cp932",
    "shift_jis", "euc_jp", "gb", "big5", "euc_kr", "cp949", "johab", "cp1255", "cp1256", "hz",
    "iso2022", "tis_620", "cp874",
)  # fmt: skip


def read_delimited(name: str, raw: bytes) -> Book:
    """Return the cells of a CSV file as a book of one sheet, empty rows too.

    Commas, semicolons, tabs or bars separate the columns. UTF-8, UTF-16, UTF-32 and the older
    encodings are read. Raises SheetError with a sentence for what is no such file.
    """
    if len(raw) > _MOST_BYTES:
        raise SheetError(f"{name} is larger than 10 MiB; keep one small sheet")
    text, notices = _decode(name, raw)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise SheetError(f"{name} is empty")
    sign, text = _find_sign(text)
    try:
        rows = _split(text, sign, MOST_ROWS + 1)
    except csv.Error:
        raise SheetError(
            f"{name} cannot be split into cells; open it as a spreadsheet and save it as CSV"
        ) from None
    if sign == "|":
        rows = [row for row in rows if not _RULE.fullmatch("".join(row))]
    cells = squared([[clean_text(cell) for cell in row] for row in rows])
    width = len(cells[0]) if cells else 0
    if len(cells) > MOST_ROWS or width > MOST_COLUMNS or len(cells) * width > MOST_CELLS:
        raise SheetError(
            f"{name} has more than {MOST_ROWS:,} rows, {MOST_COLUMNS} columns or {MOST_CELLS:,} "
            "cells; a criteria set needs fewer"
        )
    return Book(name, (Sheet("", cells),), tuple(notices), sign)


def _decode(name: str, raw: bytes) -> tuple[str, list[str]]:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            try:
                return _checked(name, raw.decode(encoding)), []
            except UnicodeDecodeError:
                raise SheetError(f"{name} is damaged; save it as CSV in UTF-8") from None
    if b"\x00" not in raw[:2000]:
        try:
            return _checked(name, raw.decode("utf-8")), []
        except UnicodeDecodeError:
            pass
    found = from_bytes(raw[: 2**18]).best()
    encoding = found.encoding if found is not None else "cp1252"
    is_wide = encoding.startswith(("utf_16", "utf_32"))
    # Short texts of Western languages look alike in a dozen encodings; nearly all are this one.
    if not is_wide and not encoding.startswith(_OTHER_SCRIPTS):
        encoding = "cp1252"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        raise SheetError(
            f"{name} is in an encoding that cannot be told; save it as CSV in UTF-8"
        ) from None
    notice = f"{name} is not in UTF-8; read as {encoding}: check letters such as é or ü"
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
    return max(_SIGNS, key=lambda sign: _columns(text, sign)), text


def _columns(text: str, sign: str) -> tuple[int, int]:
    """Return how many rows a sign parts into equally many columns, and how many columns."""
    try:
        rows = _split(text, sign, _LOOKED_AT)
    except csv.Error:
        return 0, 0
    widths = Counter(len(row) for row in rows if any(cell.strip() for cell in row))
    widths.pop(1, None)
    if not widths:
        return 0, 0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return count, width


def _split(text: str, sign: str, most: int) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, skipinitialspace=True)
    rows: list[list[str]] = []
    for row in reader:
        rows.append(row)
        if len(rows) >= most:
            break
    return rows
