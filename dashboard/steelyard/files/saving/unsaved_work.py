"""Unsaved work kept by a server for its author, so that another device or replica has it.

A laptop has only the browser's own storage. A server adds a further place; if that is unavailable,
nobody's work is interrupted, since the browser has the same text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from steelyard.files.saving.acting import acting_person


@dataclass(frozen=True)
class UnsavedText:
    """A file's text while it is edited, with its id, what it began with, and the time (UTC)."""

    draft_id: str
    base_sha256: str
    base: str
    text: str
    changed_at: str


class UnsavedWork(Protocol):
    """Where unsaved work is kept; its methods raise nothing where that cannot be reached."""

    def put(self, user: str, file: str, work: UnsavedText) -> None:
        """Keep a text in place of the one with the same id."""

    def drop(self, user: str, file: str, draft_id: str) -> None:
        """Forget a text that was saved, or is not wanted any more."""

    def read(self, user: str, file: str) -> Sequence[UnsavedText]:
        """Return a user's unsaved texts of a file, the latest first."""


_kept: list[UnsavedWork] = []


def keep_work_in(place: UnsavedWork | None) -> None:
    """Also keep unsaved work in `place` from now on; `None` for the browser alone."""
    _kept[:] = [place] if place is not None else []


def put_work(file: str, work: UnsavedText) -> None:
    """Keep the unsaved work of the current user."""
    if _kept and (user := acting_person().user):
        _kept[0].put(user, file, work)


def drop_work(file: str, draft_id: str) -> None:
    """Delete unsaved work that the current user has saved or discarded."""
    if _kept and (user := acting_person().user):
        _kept[0].drop(user, file, draft_id)


def read_work(file: str) -> Sequence[UnsavedText]:
    """Return the current user's unsaved versions of a file on all devices, the latest first."""
    user = acting_person().user
    return _kept[0].read(user, file) if _kept and user else ()
