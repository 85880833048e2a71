"""The log of what people do on a server: who saved, exported, opened or closed what.

A laptop keeps no log. A server sets where acts are kept; other modules only record exports and
read the log.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, Protocol

from steelyard.files.saving.acting import acting_person
from steelyard.model.people import Person, may_read_log

LOG_PAGE: Final = "log"
"""The page on which acts are read, by its name in the address; on a laptop there is none."""

ActKind = Literal[
    "saved", "conflict", "refused", "exported", "opened", "closed", "discussed", "handed in"
]


@dataclass(frozen=True)
class Act:
    """One act: when (UTC), of which kind, by whom, on which file, with which digest.

    `says` is why something was refused. `user` and `name` are empty where they would reveal who
    a judge is.
    """

    at: str
    kind: str
    user: str
    name: str
    file: str
    sha256: str
    says: str


class Acts(Protocol):
    """Where acts are kept."""

    def add(self, person: Person, kind: ActKind, file: str, sha256: str, says: str) -> None:
        """Record an act; a failure to do so interrupts nobody's work."""

    def read(self) -> Sequence[Act]:
        """Return the last acts, the latest first; raises OSError with a sentence."""


_kept: list[Acts] = []


def keep_acts_in(acts: Acts | None) -> None:
    """Record acts in `acts` from now on; `None` for nowhere, as on a laptop."""
    _kept[:] = [acts] if acts is not None else []


def are_acts_kept() -> bool:
    """Return whether acts are recorded at all."""
    return bool(_kept)


def may_read_acts() -> bool:
    """Return whether a log is kept here and the current user may read it."""
    return bool(_kept) and may_read_log(acting_person())


def read_acts() -> Sequence[Act]:
    """Return the last acts, none if the current user may not read them; raises OSError."""
    return _kept[0].read() if may_read_acts() else ()


def note_export(file: str, data: bytes) -> None:
    """Log that the current user has exported a file."""
    if _kept:
        _kept[0].add(acting_person(), "exported", file, hashlib.sha256(data).hexdigest(), "")
