"""The bytes of a file as text, or a refusal that names the character and the reason.

Everything that would confuse the YAML library is refused here, where the place is still exact:
size, encoding, control characters.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import unicodedata
from pathlib import Path
from typing import Final

from steelyard.files.problems import echo

MAX_BYTES: Final = 2 * 1024 * 1024

# Every character that YAML does not allow in a text.
_CONTROL = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


_OTHER_FILES: Final = {
    b"PK\x03\x04": "an Excel, Word or zip file",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word file",
    b"%PDF-": "a PDF file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x1f\x8b": "a compressed file",
}
"""The first bytes of files of other kinds that are opened by mistake."""


class RefusedError(Exception):
    """Ends the reading of a file at the first fault that makes it unreadable.

    `offset` counts characters from the start of the text; `text` is as much of it as
    could be read, at least up to there.
    """

    def __init__(
        self, code: str, offset: int, found: str, allowed: str, fix: str, text: str = ""
    ) -> None:
        super().__init__(code)
        self.code, self.offset, self.text = code, offset, text
        self.found, self.allowed, self.fix = found, allowed, fix


def read_bounded(path: Path) -> bytes:
    """Return the bytes of a file, but no more than it takes to see that it is too large.

    Raises OSError for what is missing, unreadable, or not a file at all: opening a pipe
    would wait for ever.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        raise _not_a_file()
    with path.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)


class OutsideError(OSError):
    """Raised where a path leads out of the folder that the file has to lie in."""

    def __init__(self) -> None:
        super().__init__(errno.ELOOP, "a link that leads out of its folder")


def read_inside(path: Path, folder: Path) -> bytes:
    """Return the bytes of a file of a folder, as `read_bounded`, wherever its path leads now.

    A path from a listing may have become a link since: raises OutsideError where it leads out
    of the folder, also if that happens while it is opened. Links within the folder are fine.
    """
    try:
        real = path.resolve(strict=True)
        if not real.is_relative_to(folder.resolve(strict=True)):
            raise OutsideError
    except RuntimeError:
        raise OSError(errno.ELOOP, "a link that leads to itself") from None
    state = real.stat()
    if not stat.S_ISREG(state.st_mode):
        raise IsADirectoryError(errno.EISDIR, "a folder") if real.is_dir() else _not_a_file()
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(real, flags | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise _not_a_file()
        # A folder on the way may have become a link between the two.
        if not os.path.samestat(os.fstat(stream.fileno()), state) and real.resolve() != real:
            raise OutsideError
        return stream.read(MAX_BYTES + 1)


def _not_a_file() -> OSError:
    return OSError(0, "not an ordinary file")


def decode(raw: bytes) -> str:
    """Return the bytes as text without its byte order mark.

    At most 2 MiB of UTF-8 without control characters. Raises RefusedError with the
    offset of the first character that is not allowed.

    >>> decode(b"title: Lunch")
    'title: Lunch'
    """
    if len(raw) > MAX_BYTES:
        found, fix = "more than 2 MiB", "split the file, or shorten its texts"
        raise RefusedError("S003", 0, found, "up to 2 MiB", fix)
    if kind := next((kind for start, kind in _OTHER_FILES.items() if raw.startswith(start)), ""):
        raise RefusedError("S002", 0, kind, "a YAML file", "name a file that is text")
    if _looks_like_wide_characters(raw):
        fix = "save the file again in your editor with the encoding UTF-8"
        raise RefusedError("S002", 0, "a file in UTF-16 or UTF-32", "UTF-8", fix)
    text = _decode_utf8(raw)
    control = _CONTROL.search(text)
    if control is not None:
        found = f"the invisible character {echo(control[0])} ({_name(control[0])})"
        fix = "delete the character"
        raise RefusedError("S004", control.start(), found, "text that can be seen", fix, text)
    return text


def _looks_like_wide_characters(raw: bytes) -> bool:
    """Return whether a byte order mark, or zeros at nearly every other byte, show UTF-16 or UTF-32.

    A few zeros are invisible characters instead, each reported at its position.
    """
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    start = raw[: 2 * _PAIRS_EXAMINED]
    even, odd = start[::2].count(0), start[1::2].count(0)
    pairs = len(start) // 2
    return pairs >= 2 and max(even, odd) >= 0.7 * pairs


_PAIRS_EXAMINED: Final = 200
"""Pairs of bytes at the start of a file that are examined."""


def _decode_utf8(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].removeprefix(b"\xef\xbb\xbf").decode("utf-8")
        bad = error.object[error.start]
        found = f"a character saved in another encoding (byte {bad:#04x})"
        fix = "save the file again in your editor with the encoding UTF-8"
        raise RefusedError("S002", len(before), found, "UTF-8", fix, before) from None


def _name(character: str) -> str:
    known = {"\x00": "null", "\x1b": "escape", "\x07": "bell", "\x7f": "delete"}
    if character == "\ufeff":
        return "byte order mark"
    return known.get(character) or unicodedata.name(character, "control character").lower()
