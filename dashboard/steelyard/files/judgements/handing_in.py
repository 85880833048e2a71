"""Handing in a sheet: it is saved in its round's folder, never over a sealed one, then sealed."""

from __future__ import annotations

import datetime
import hashlib

from steelyard.files.judgements.rounds import LoadedRound
from steelyard.files.judgements.sealing import seal_sheet
from steelyard.files.judgements.shelf import shelf
from steelyard.files.saving.save import SaveError


def today() -> str:
    """Return the date on which something is opened, closed or handed in."""
    return datetime.date.today().isoformat()


def keep_sheet(loaded: LoadedRound, judge: str, text: str) -> None:
    """Write a sheet into the folder of its round, over an earlier one that is not sealed.

    Raises SaveError with a sentence where another sheet of the judge is sealed already, and
    where nothing can be written.
    """
    path = loaded.path / f"{judge}.yaml"
    there = loaded.sheets.get(judge)
    if there is not None and there.is_sealed:
        if there.sha256 == _sha256(text):
            return
        raise SaveError(f"A sheet of {judge} is sealed already; a sealed sheet is final.")
    if there is not None and there.path != path:
        path = there.path
    try:
        kept = shelf().is_there(path)
        seen = hashlib.sha256(shelf().read(path)).hexdigest() if kept else ""
    except OSError as error:
        raise SaveError(f"{path.name} cannot be read: {error.strerror}.") from None
    shelf().save(path, text, seen)


def hand_in(loaded: LoadedRound, judge: str, text: str) -> None:
    """Keep a sheet and seal it; raises SaveError as `keep_sheet` and `seal_sheet` do."""
    keep_sheet(loaded, judge, text)
    seal_sheet(loaded.path, judge, _sha256(text))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
