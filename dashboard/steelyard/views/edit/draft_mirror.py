"""Unsaved work outlives the page: a copy of the draft in the browser's own store.

A small component writes each changed draft there and reports what an earlier page left.
What comes back from the browser is checked like any other input.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import streamlit as st

from steelyard.files.yaml.decoding import MAX_BYTES
from steelyard.views.edit.drafts import Draft, plain_ends
from steelyard.views.session.browser_message import only_listen, sent_by

KEY = "draft_mirror"
_DROPPED = "dropped_drafts"
_MARK = re.compile(r"[0-9a-f]{16}")
_MOST_KEPT = 5


@dataclass(frozen=True)
class Kept:
    """Unsaved work an earlier page left in the browser.

    `text` is empty where only `typed` entries of the table, cell → what was typed, had
    not reached the server. `opened`, `base`, `touched` as in a draft; `base` is empty where
    nothing had been changed before the server went away.
    """

    mark: str
    opened: str = ""
    base: str = ""
    text: str = ""
    touched: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)


def slot_of(path: Path) -> str:
    """Return the name under which the browser keeps a file's drafts; it tells no path."""
    return hashlib.sha256(str(path.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]


def show_mirror(draft: Draft, path: Path) -> None:
    """Put the mirror on the page: it shows nothing, and keeps a changed draft."""
    kept = {
        "opened": draft.opened,
        "base": draft.base,
        "text": draft.text,
        "touched": draft.touched,
    }
    data = {
        "slot": slot_of(path),
        "mark": draft.mark,
        "opened": draft.opened,
        "draft": kept if draft.is_changed else None,
        "dropped": st.session_state.get(_DROPPED, []),
    }
    _mount()(key=f"{KEY}:{slot_of(path)}", data=data, on_kept_change=only_listen)


def found_drafts(draft: Draft, path: Path) -> list[Kept]:
    """Return what earlier pages left for a file and nobody has taken up or deleted."""
    done = {draft.mark, *st.session_state.get(_DROPPED, [])}
    return [kept for kept in read_kept(_sent(path)) if kept.mark not in done]


def is_store_full(path: Path) -> bool:
    """Return whether the browser could not keep a copy of the present draft."""
    return _sent(path).get("failed") is True


def drop_kept(kept: Kept) -> None:
    """Have the browser forget a piece of work."""
    st.session_state[_DROPPED] = [*st.session_state.get(_DROPPED, []), kept.mark]


def read_kept(sent: Mapping[str, Any]) -> list[Kept]:
    """Return the well-formed entries of what the browser sent, newest first, at most five.

    >>> read_kept({"entries": [{"mark": "0" * 16, "text": "a", "typed": {"soup.taste": "4"}}, 7]})
    [Kept(mark='0000000000000000', opened='', base='', text='a', touched='', \
typed={'soup.taste': '4'})]
    """
    entries = sent.get("entries")
    found = [_read_entry(entry) for entry in entries] if isinstance(entries, list) else []
    good = [kept for kept in found if kept is not None]
    return sorted(good, key=lambda kept: kept.touched, reverse=True)[:_MOST_KEPT]


def _read_entry(entry: object) -> Kept | None:
    if not isinstance(entry, dict) or not _MARK.fullmatch(str(entry.get("mark"))):
        return None
    typed = entry.get("typed")
    kept = Kept(
        mark=str(entry["mark"]),
        opened=_text(entry, "opened"),
        base=plain_ends(_text(entry, "base")),
        text=plain_ends(_text(entry, "text")),
        touched=_text(entry, "touched"),
        typed={str(key): str(text) for key, text in typed.items()}
        if isinstance(typed, dict)
        else {},
    )
    return kept if kept.text or kept.typed else None


def _text(entry: Mapping[str, object], key: str) -> str:
    found = entry.get(key)
    return found if isinstance(found, str) and len(found) <= MAX_BYTES else ""


def _sent(path: Path) -> dict[str, Any]:
    sent = sent_by(f"{KEY}:{slot_of(path)}", "kept")
    return dict(sent) if isinstance(sent, dict) else {}


@lru_cache
def _mount() -> Any:
    return st.components.v2.component(
        "steelyard_draft_mirror",
        html="<span hidden>\n</span>",
        js=files("steelyard.views.edit").joinpath("draft_mirror.js").read_text(encoding="utf-8"),
    )
