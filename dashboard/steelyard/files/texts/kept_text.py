"""The text of a source as it is kept beside its register: one paragraph a line, never in git.

`seeds/texts/<id>.txt` is what the register was made from; `seeds/texts/<id>.<8 hex>.txt` is an
older one, named after the start of its SHA-256. A text is never changed and never deleted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from steelyard.files.saving.locking import locked, make_plain_folder
from steelyard.files.saving.replacing import replace_file
from steelyard.files.saving.save import (
    SaveError,
    as_save_error,
    refuse_if_forbidden,
)
from steelyard.files.saving.under_way import noted_save
from steelyard.files.yaml.decoding import MAX_BYTES, RefusedError, decode, read_inside
from steelyard.model import Register

_State = Literal["absent", "matches", "differs"]


@dataclass(frozen=True)
class SourceText:
    """The paragraphs of a source, from 1, and whether they are those of the register.

    `changed` are the numbers of paragraphs that differ from their fingerprints, and of
    those that one side lacks.
    """

    state: _State
    paragraphs: tuple[str, ...] = ()
    changed: tuple[int, ...] = ()

    def paragraph(self, number: int) -> str | None:
        """Return a paragraph whose fingerprint matches, else `None`."""
        if not 1 <= number <= len(self.paragraphs) or number in self.changed:
            return None
        return self.paragraphs[number - 1]


def split_paragraphs(text: str) -> tuple[str, ...]:
    """Return the stripped, non-empty lines of a text: its paragraphs, counted from 1.

    >>> split_paragraphs("One. \\n\\n  Two.")
    ('One.', 'Two.')
    """
    return tuple(stripped for piece in text.split("\n") if (stripped := piece.strip()))


def fingerprint(paragraph: str) -> str:
    """Return the first 16 hex digits of the paragraph's SHA-256.

    >>> fingerprint("One.")
    '70277bfc409b5021'
    """
    return hashlib.sha256(paragraph.encode("utf-8")).hexdigest()[:16]


def read_source_text(register_file: Path, register: Register) -> SourceText:
    """Return the text beside a register, and which paragraphs are not what it describes.

    A text that cannot be decoded differs in every paragraph and has none to show; a link out
    of `texts/` is no text.
    """
    text_file = register_file.parent / "texts" / f"{register_file.stem}.txt"
    try:
        paragraphs = split_paragraphs(decode(read_inside(text_file, text_file.parent)))
    except OSError:
        return SourceText("absent")
    except RefusedError:
        paragraphs = ()
    expected = register.fingerprints
    changed = tuple(
        number
        for number in range(1, max(len(paragraphs), len(expected)) + 1)
        if number > len(paragraphs)
        or number > len(expected)
        or fingerprint(paragraphs[number - 1]) != expected[number - 1]
    )
    return SourceText("differs" if changed else "matches", paragraphs, changed)


def text_bytes(paragraphs: Iterable[str]) -> bytes:
    """Return paragraphs as they are kept: one a line, in UTF-8, with a line end after each."""
    return "".join(f"{paragraph}\n" for paragraph in paragraphs).encode("utf-8")


def older_text_file(register_file: Path, sha256: str) -> Path:
    """Return where the text with this hash is kept once a newer one has taken its place."""
    return register_file.parent / "texts" / f"{register_file.stem}.{sha256[:8]}.txt"


def read_older_text(register_file: Path, mark: str) -> tuple[str, ...]:
    """Return the paragraphs of the kept text whose SHA-256 begins with `mark`; else nothing."""
    text_file = older_text_file(register_file, mark)
    try:
        raw = read_inside(text_file, text_file.parent)
    except OSError:
        return ()
    if not hashlib.sha256(raw).hexdigest().startswith(mark):
        return ()
    try:
        return split_paragraphs(decode(raw))
    except RefusedError:
        return ()


@noted_save
def save_text_bytes(file: Path, raw: bytes, seen: str = "") -> None:
    """Write a text into its folder `texts`, which is made if need be.

    `seen` is the SHA-256 of the text that may be replaced, empty where none may be there. Saving
    identical bytes changes nothing. Raises SaveError with a sentence where another text is there,
    where writing is forbidden, and for every fault of the disk; then the file is what it was.
    """
    refuse_if_forbidden()
    if len(raw) > MAX_BYTES:
        raise SaveError("The text is larger than 2 MiB, more than is read again; add a part of it.")
    try:
        make_plain_folder(file.parent.parent)
        make_plain_folder(file.parent)
        ignore = file.parent / ".gitignore"
        if not ignore.exists():
            # Other people's work stays on this machine, in whatever repository the folder is.
            ignore.write_text("*\n", encoding="utf-8", newline="\n")
        with locked(file.parent):
            current = read_inside(file, file.parent) if file.exists() else None
            if current == raw:
                return
            if current is not None and hashlib.sha256(current).hexdigest() != seen:
                raise SaveError(f"Another text is kept as {file.name}; nothing was saved.")
            replace_file(file, raw, file.stat() if current is not None else None, lambda: True)
    except OSError as error:
        raise as_save_error(error, file.name) from error
