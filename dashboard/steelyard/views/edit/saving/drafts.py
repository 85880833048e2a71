"""Unsaved work: one draft text per file, kept for the session, with undo and redo.

Every way of editing replaces the draft's text; nothing here writes a file. The hash of the
file that a draft began with is compared with the file on disk, so that no save overwrites
another person's work.
"""

from __future__ import annotations

import datetime
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

import streamlit as st

from steelyard.files.criteria_files import LoadedSet, read_criteria
from steelyard.files.problems import Problem
from steelyard.files.saving.lines import plain_ends
from steelyard.views.session.served_files import FileStamp, stamp_of

UNDO_STEPS = 40
"""Number of undo steps that are kept."""


@dataclass(frozen=True)
class Draft:
    """A file's text while it is being edited.

    `base` is the text the work began with and `base_sha256` the hash of those bytes on disk,
    empty where there is no file. `changed_at` is when the text last changed (UTC, ISO).
    `draft_id` names the draft in the browser's storage.
    """

    name: str
    base_sha256: str
    base: str
    text: str
    changed_at: str = ""
    draft_id: str = field(default_factory=lambda: secrets.token_hex(8))
    earlier: tuple[str, ...] = ()
    later: tuple[str, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether the text differs from the one the work began with."""
        return self.text != self.base

    def with_text(self, text: str) -> Draft:
        """Return the draft with another text, and an undo step back to the current one.

        >>> draft = Draft("lunch", "", "a", "a").with_text("b")
        >>> draft.is_changed, draft.undone().text, draft.undone().redone().text
        (True, 'a', 'b')
        """
        text = plain_ends(text)
        if text == self.text:
            return self
        earlier = (*self.earlier, self.text)[-UNDO_STEPS:]
        return replace(self, text=text, changed_at=_now(), earlier=earlier, later=())

    def undone(self) -> Draft:
        """Return the draft one undo step back; unchanged if there is none."""
        if not self.earlier:
            return self
        *earlier, text = self.earlier
        later = (*self.later, self.text)
        return replace(self, text=text, changed_at=_now(), earlier=tuple(earlier), later=later)

    def redone(self) -> Draft:
        """Return the draft with the last undone step redone; unchanged if there is none."""
        if not self.later:
            return self
        *later, text = self.later
        earlier = (*self.earlier, self.text)
        return replace(self, text=text, changed_at=_now(), earlier=earlier, later=tuple(later))

    def reverted(self) -> Draft:
        """Return the draft reset to the text the work began with, with an undo step."""
        return self.with_text(self.base)

    def saved(self, sha256: str) -> Draft:
        """Return the draft after its text was saved; `sha256` is that of the bytes on disk."""
        return replace(self, base_sha256=sha256, base=self.text)

    def moved_onto(self, text: str, sha256: str, merged: str) -> Draft:
        """Return the draft rebased onto another text of the file, with `merged` as its own text."""
        return replace(self.with_text(merged), base_sha256=sha256, base=plain_ends(text))


def draft_of(name: str, now: LoadedSet) -> Draft:
    """Return the draft of a file; an unchanged draft follows changes of the file.

    The draft of a file that is gone or has become unreadable keeps the last text.
    """
    drafts = _drafts()
    draft = drafts.get(name)
    if draft is None:
        drafts[name] = Draft(name, now.sha256, plain_ends(now.text), plain_ends(now.text))
    elif _is_other(draft, now) and (not draft.is_changed or _holds(now, draft.text)):
        text = plain_ends(now.text)
        drafts[name] = replace(
            draft, base_sha256=now.sha256, base=text, text=text, earlier=(), later=()
        )
    return drafts[name]


def has_changed_on_disk(draft: Draft, now: LoadedSet) -> bool:
    """Return whether the file on disk is no longer the one the draft began with."""
    return draft.base_sha256 != now.sha256


def put_draft(draft: Draft) -> None:
    """Replace the draft of its file."""
    _drafts()[draft.name] = draft


def drop_draft(name: str) -> None:
    """Delete a draft; the next one begins with the file."""
    _drafts().pop(name, None)


def last_draft(name: str) -> Draft | None:
    """Return the draft of a file, for callbacks; `None` where there is none."""
    return _drafts().get(name)


def all_drafts() -> list[Draft]:
    """Return the drafts of this session."""
    return [*_drafts().values()]


def changed_drafts() -> list[str]:
    """Return the names of the files with unsaved work in this session."""
    return [name for name, draft in _drafts().items() if draft.is_changed]


def change_draft(name: str, change: Callable[[str], str]) -> str:
    """Apply a change to the draft's text; return why it was refused, or an empty text.

    `change` raises ValueError with a sentence for the user where it refuses.
    """
    draft = last_draft(name)
    if draft is None:
        return "This file is no longer open."
    try:
        put_draft(draft.with_text(change(draft.text)))
    except ValueError as refusal:
        return str(refusal)
    return ""


def _is_other(draft: Draft, now: LoadedSet) -> bool:
    """Return whether the file on disk has another text; false where it has gone."""
    return now.sha256 not in ("", draft.base_sha256)


def _holds(now: LoadedSet, text: str) -> bool:
    """Return whether the file already has this very text."""
    return now.sha256 == hashlib.sha256(text.encode()).hexdigest()


def _drafts() -> dict[str, Draft]:
    drafts: dict[str, Draft] = st.session_state.setdefault("drafts", {})
    return drafts


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def read_draft(text: str, path: Path) -> LoadedSet:
    """Return a text loaded as if it were the file at `path`, parsed again only if it differs."""
    return _read(text, path, stamp_of(path))


def own_problems(loaded: LoadedSet) -> tuple[Problem, ...]:
    """Return the problems of the text itself, without those of its registers."""
    return tuple(one for one in loaded.problems if one.file == loaded.path.name)


@lru_cache(maxsize=32)
def _read(text: str, path: Path, stamp: FileStamp) -> LoadedSet:  # noqa: ARG001 - part of the key
    return read_criteria(text.encode("utf-8", "surrogatepass"), path, path.name)
