"""A file opened as a text, in a process apart that is bounded in time and memory."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from steelyard.files.problems import name_as_text
from steelyard.files.texts.dividing import Division
from steelyard.files.texts.pieces import (
    MOST_PIECES,
    MOST_TEXT_BYTES,
    ReadText,
    TextError,
    TextPiece,
    from_data,
)
from steelyard.files.texts.suggesting import suggest

ENDINGS: Final = (".txt", ".md", ".docx", ".html", ".htm", ".pdf")
_TIME_LIMIT: Final = 90.0
"""Seconds after which reading is given up: 400 pages of a PDF take a good half of it."""


@dataclass(frozen=True)
class OpenedText:
    """A file read and not yet divided by hand: its name, the SHA-256 of its bytes, and pieces.

    `notices` are sentences about the file as a whole.
    """

    name: str
    sha256: str
    read: ReadText
    division: Division
    notices: tuple[str, ...]

    @property
    def words(self) -> int:
        """How many words all pieces have together."""
        return sum(len(piece.text.split()) for piece in self.read.pieces)


def open_text_file(path: Path) -> OpenedText:
    """Return a file's pieces and suggestions; raises TextError with a sentence."""
    try:
        if path.exists() and not path.is_file():
            raise TextError(f"{name_as_text(path)} is not a file.")
        with path.open("rb") as stream:
            raw = stream.read(MOST_TEXT_BYTES + 1)
    except FileNotFoundError:
        raise TextError(f"There is no file {name_as_text(path)}.") from None
    except OSError as error:
        raise TextError(f"{name_as_text(path)} cannot be read: {error.strerror}.") from None
    return open_text(path.name, raw)


def open_text(name: str, raw: bytes, *, time_limit: float = _TIME_LIMIT) -> OpenedText:
    """Return the pieces of a file's bytes with suggestions, none of them taken.

    TXT, MD, DOCX, HTML and PDF, of at most 10 MB and 400 pages. Raises TextError with one
    sentence for everything that cannot be read.
    """
    name = name_as_text(name)
    if len(raw) > MOST_TEXT_BYTES:
        raise TextError(
            f"{name} is larger than {MOST_TEXT_BYTES // 1_000_000} MB; add a part of it."
        )
    if not raw.strip():
        raise TextError(f"{name} is empty.")
    read = _read_apart(name, raw, time_limit)
    if len(read.pieces) > MOST_PIECES:
        raise TextError(f"{name} has more than {MOST_PIECES} paragraphs; add a part of it.")
    pieces = keep_own_hyphens(read.pieces)
    if not any(character.isalpha() for piece in pieces for character in piece.text):
        raise TextError(f"{name} holds no letters.")
    division = Division(pieces, suggest(pieces))
    notices = (*read.notices, *_notices(read.kind, pieces))
    sha256 = hashlib.sha256(raw).hexdigest()
    return OpenedText(name, sha256, replace(read, pieces=pieces), division, notices)


def _read_apart(name: str, raw: bytes, time_limit: float) -> ReadText:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    environment["PYTHONIOENCODING"] = "utf-8"
    command = [sys.executable, "-m", "steelyard.files.texts.reader", name]
    try:
        done = subprocess.run(  # noqa: S603  our own program, no shell
            command,
            input=raw,
            capture_output=True,
            timeout=time_limit,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TextError(
            f"{name} took longer than {time_limit:.0f} seconds to read; add a part of it, or its "
            "text as .txt."
        ) from None
    except OSError as error:
        raise TextError(f"{name} cannot be read: {error.strerror}.") from None
    try:
        found = json.loads(done.stdout)
    except ValueError:
        raise TextError(
            f"{name} could not be read: its reader ended early, for want of memory or by a fault "
            "in the file; add its text as .txt."
        ) from None
    if "missing" in found:
        raise TextError(
            f"Reading {name} needs a package that is not installed; run: "
            'pip install "steelyard[texts]"'
        )
    if "error" in found:
        raise TextError(found["error"])
    return from_data(found)


def keep_own_hyphens(pieces: tuple[TextPiece, ...]) -> tuple[TextPiece, ...]:
    """Return pieces in which a hyphen at a line's end that belongs to its word is not marked.

    It does if the word stands somewhere else in the text with its hyphen.

    >>> one = TextPiece("A river-bank, a mead-ow", hyphens=(7, 20))
    >>> keep_own_hyphens((one, TextPiece("The river-bank.")))[0].hyphens
    (20,)
    """
    usual: set[str] = set()
    at_line_end: list[list[tuple[int, str]]] = []
    for piece in pieces:
        ends = []
        for match in re.finditer(r"\w+(?:[-\u2010]\w+)+", piece.text):
            broken = [at for at in piece.hyphens if match.start() <= at < match.end()]
            word = match[0].casefold()
            ends += [(at, word) for at in broken]
            if not broken:
                usual.add(word)
        at_line_end.append(ends)
    return tuple(
        replace(piece, hyphens=tuple(at for at, word in ends if word not in usual))
        for piece, ends in zip(pieces, at_line_end, strict=True)
    )


def _notices(kind: str, pieces: tuple[TextPiece, ...]) -> list[str]:
    notices = []
    letters = [c for piece in pieces for c in piece.text[:2000] if c.isalpha()]
    turned = sum(unicodedata.bidirectional(letter) in ("R", "AL") for letter in letters)
    if turned > 0.3 * len(letters):
        said = "It is written from right to left; offsets count in reading order."
        if kind == "pdf":
            said += " In a PDF words may come in the wrong order: compare before you divide."
        notices.append(said)
    if len(pieces) == 1 and len(pieces[0].text) > 300:
        notices.append(
            "It is one single line or paragraph; split it where paragraphs begin, or it stays one."
        )
    return notices
