"""Applies a change to the current text of a file, even if others save meanwhile, and undoes it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from steelyard.files.editing.open_text import EditError
from steelyard.files.problems import name_as_text
from steelyard.files.saving.merging import merge_texts
from steelyard.files.saving.save import ConflictError, SaveError, as_save_error, save_text
from steelyard.files.yaml.decoding import RefusedError, decode, read_inside

_ATTEMPTS: Final = 5


@dataclass(frozen=True)
class FileChange:
    """What a file was and what it became."""

    path: Path
    before: str
    after: str


def change_file(path: Path, change: Callable[[str], str], *, within: Path) -> FileChange:
    """Apply `change` to the current text of a file and save it; return both texts.

    Where somebody else saves at the same moment, the change is made again to what they saved.
    Raises SaveError with a sentence, and what `change` raises; then nothing was saved.
    """
    for attempt in range(_ATTEMPTS):
        try:
            raw = read_inside(path, path.parent)
            before = decode(raw)
        except OSError as error:
            raise as_save_error(error, path.name) from error
        except RefusedError as refusal:
            name = name_as_text(path.name)
            raise SaveError(f"{name} cannot be changed: it holds {refusal.found}.") from None
        after = change(before)
        if after == before:
            return FileChange(path, before, before)
        try:
            save_text(path, after, hashlib.sha256(raw).hexdigest(), within=within)
        except ConflictError:
            if attempt == _ATTEMPTS - 1:
                raise
            continue
        return FileChange(path, before, after)
    raise AssertionError("the last attempt returns or raises")


def take_back(done: FileChange, *, within: Path) -> FileChange:
    """Undo a change, but nothing that anybody has changed since.

    Raises SaveError with a sentence where somebody has changed the same place since.
    """

    def undo(now: str) -> str:
        if now == done.after:
            return done.before
        try:
            merged = merge_texts(done.after, done.before, now)
        except EditError as error:
            raise SaveError(f"It cannot be taken back: {error}") from None
        if merged.clashes:
            raise SaveError("It cannot be taken back: somebody has changed the same place since.")
        return merged.text

    return change_file(done.path, undo, within=within)
