"""Finds faces on this machine that have the characters our own typeface lacks.

The program that draws pictures finds them itself; for the brief they are found here, in the same
folders of the system and of the user.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import struct
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FACES = "Borrowed faces"
"""The entry of a stamp that names the borrowed faces."""

_ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
_MOST_FACES = 4_000
_MOST_BORROWED = 8
_UNUSUAL = ("bold", "italic", "oblique", "mono", "serif", "condensed", "light", "thin", "black",
            "math")  # fmt: skip
_BOLD = ("-Bold", " Bold", "Bold", "bd", "b")
"""Suffixes that mark the bold face of a family in file names, on the systems we know."""


def font_folders() -> list[Path]:
    """Return the font folders of an operating system, whether they exist or not."""
    home = Path.home()
    if sys.platform == "darwin":
        return [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"]
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", str(home)))
        windows = Path(os.environ.get("WINDIR", "C:/Windows"))
        return [windows / "Fonts", local / "Microsoft" / "Windows" / "Fonts"]
    return [
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".fonts",
        home / ".local" / "share" / "fonts",
    ]


@cache
def borrowed(characters: frozenset[str]) -> dict[Path, frozenset[str]]:
    """Return faces that together cover these characters, each with those it is used for.

    Upright sans-serif faces come first, then the order is by name. A character that no face has is
    left out.
    """
    left, found = set(characters), dict[Path, frozenset[str]]()
    faces = {face: characters_in(face, characters) for face in _faces()} if left else {}
    while left and len(found) < _MOST_BORROWED:
        best = max(faces, key=lambda face: len(faces[face] & left), default=None)
        if best is None or not faces[best] & left:
            break
        found[best] = frozenset(faces[best] & left)
        left -= found[best]
    return found


def lent(characters: frozenset[str]) -> frozenset[str]:
    """Return the characters that some face of this machine has."""
    return frozenset().union(*borrowed(characters).values())


def faces_for(characters: frozenset[str]) -> tuple[Path, ...]:
    """Return the faces borrowed for these characters, each followed by its bold face if any."""
    found: list[Path] = []
    for face, lends in borrowed(characters).items():
        bold = (face.with_stem(f"{face.stem.removesuffix('-Regular')}{end}") for end in _BOLD)
        there = (file for file in bold if file.is_file() and characters_in(file, lends) == lends)
        found += [face, *list(there)[:1]]
    return tuple(found)


def named_faces(characters: frozenset[str]) -> str:
    """Return the faces borrowed for these characters, each with its digest."""
    digests = (
        f"{face.name} {hashlib.sha256(face.read_bytes()).hexdigest()[:16]}"
        for face in faces_for(characters)
    )
    return "; ".join(digests)


def has_faces(named: str) -> bool:
    """Return whether this machine has all faces that `named_faces` named, on whatever machine."""
    here = {face.name: face for face in _faces()} if named else {}
    for entry in filter(None, named.split("; ")):
        name, _, digest = entry.rpartition(" ")
        if name not in here:
            return False
        if hashlib.sha256(here[name].read_bytes()).hexdigest()[:16] != digest:
            return False
    return True


def _faces() -> list[Path]:
    files: list[Path] = []
    for folder in font_folders():
        for path in folder.rglob("*") if folder.is_dir() else ():
            if path.suffix.lower() in _ENDINGS and path.is_file():
                files.append(path)
            if len(files) >= _MOST_FACES:
                break
    return sorted(files, key=lambda file: (_oddity(file.stem.lower()), file.name, str(file)))


def _oddity(stem: str) -> int:
    return sum(word in stem for word in _UNUSUAL) - ("sans" in stem)


def characters_in(face: Path, wanted: frozenset[str]) -> frozenset[str]:
    """Return which of the wanted characters a font file has; none if it is damaged."""
    codes = {ord(character) for character in wanted}
    try:
        with face.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as font:
            spans = [span for start in _starts(font) for span in _spans(font, start)]
    except (OSError, ValueError, struct.error):
        return frozenset()
    return frozenset(
        chr(code) for code in codes if any(begin <= code <= end for begin, end in spans)
    )


def font_characters(font: bytes) -> Iterator[str]:
    """Yield the character codes of every cmap of one TrueType file."""
    for begin, end in _spans(font, 0):
        yield from (chr(code) for code in range(begin, end + 1))


Font = bytes | mmap.mmap


def _starts(font: Font) -> list[int]:
    """Return the offsets of the faces of a file; a collection has several."""
    if font[:4] != b"ttcf":
        return [0]
    (count,) = struct.unpack_from(">I", font, 8)
    return list(struct.unpack_from(f">{min(count, 64)}I", font, 12))


def _spans(font: Font, face: int) -> Iterator[tuple[int, int]]:
    """Yield first and last code of each range in every cmap subtable of a face."""
    start = _table(font, face, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    for index in range(count):
        (offset,) = struct.unpack_from(">I", font, start + 8 + 8 * index)
        yield from _segments(font, start + offset)


def _table(font: Font, face: int, name: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, face + 4)
    for index in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, face + 12 + 16 * index)
        if tag == name:
            return int(offset)
    raise ValueError("the font has no table of characters")


def _segments(font: Font, start: int) -> Iterator[tuple[int, int]]:
    """Yield the ranges of a cmap subtable of format 4 (up to U+FFFF) or 12 (all)."""
    (kind,) = struct.unpack_from(">H", font, start)
    if kind == 4:
        (double,) = struct.unpack_from(">H", font, start + 6)
        count = double // 2
        ends = struct.unpack_from(f">{count}H", font, start + 14)
        begins = struct.unpack_from(f">{count}H", font, start + 16 + double)
        spans = list(zip(begins, ends, strict=True))
    elif kind == 12:
        (count,) = struct.unpack_from(">I", font, start + 12)
        spans = [struct.unpack_from(">II", font, start + 16 + 12 * i) for i in range(count)]
    else:
        spans = []
    # Tables of format 4 end with a sentinel range that is not a character.
    yield from ((begin, min(end, 0x10FFFF)) for begin, end in spans if begin != 0xFFFF)
