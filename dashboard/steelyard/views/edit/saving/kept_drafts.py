"""Unsaved work kept in the browser's storage, and offered again after a reload.

A small component writes each changed draft there and reports what an earlier page left.
What the browser reports is validated like any other input. A team server also keeps drafts of users
who are logged in, for another device or the loss of a replica. If both have a draft, the later
change wins. On a tie to the second it is the browser's, which alone has entries that never reached
a server.
"""

from __future__ import annotations

import datetime
import hashlib
import re
import secrets
import zoneinfo
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import streamlit as st

from steelyard.files.editing.typed_entries import TypedEntry, put_entries
from steelyard.files.saving.lines import plain_ends
from steelyard.files.saving.unsaved_work import UnsavedText, drop_work, put_work, read_work
from steelyard.files.yaml.decoding import MAX_BYTES
from steelyard.results.words.difference import lines_in_words
from steelyard.views.edit.saving.drafts import Draft, last_draft, put_draft
from steelyard.views.edit.saving.save_panel import note_outcome
from steelyard.views.edit.widgets import take_untaken
from steelyard.views.session.browser_component import component, keep_message, message_of
from steelyard.views.session.safe_text import as_text

DRAFTS_KEY = "draft_mirror"
_DROPPED = "dropped_drafts"
_ON_SERVER, _LEFT_ON_SERVER = "draft_on_server", "drafts_left_on_server"
_SESSION, _CAME_BACK = "draft_session", "drafts_come_back"
_MARK = re.compile(r"[0-9a-f]{16}")
_MOST_KEPT = 5
CAME_BACK = (
    "The connection was interrupted. All that you had changed is back, and it is not saved yet."
)
IS_SAVED = "What you had changed in this file is saved."


@dataclass(frozen=True)
class KeptDraft:
    """Unsaved work an earlier page left in the browser.

    `text` is empty where only `typed` entries of the table, cell → what was typed, had
    not reached the server. The other fields are those of a draft; `base` is empty where
    nothing had been changed before the server stopped. `is_cut_off`: the page that this was typed
    on is still open, but was reconnected to a server without this draft.
    """

    draft_id: str
    base_sha256: str = ""
    base: str = ""
    text: str = ""
    changed_at: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    is_cut_off: bool = False


def slot_of(path: Path) -> str:
    """Return the name under which the browser keeps a file's drafts; it reveals no path."""
    return hashlib.sha256(str(path.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]


def keep_draft_in_browser(draft: Draft, path: Path) -> None:
    """Put the invisible component that stores a changed draft on the page."""
    kept = {
        "opened": draft.base_sha256,
        "base": draft.base,
        "text": draft.text,
        "touched": draft.changed_at,
    }
    data = {
        "slot": slot_of(path),
        "session": st.session_state.setdefault(_SESSION, secrets.token_hex(8)),
        "mark": draft.draft_id,
        "opened": draft.base_sha256,
        "draft": kept if draft.is_changed else None,
        "dropped": st.session_state.get(_DROPPED, []),
    }
    component("views/edit/browser/draft_mirror")(
        key=f"{DRAFTS_KEY}:{slot_of(path)}", data=data, on_kept_change=keep_message
    )
    _keep_on_server(draft)


def _keep_on_server(draft: Draft) -> None:
    """Store the current state of a draft for the current user; does nothing on a laptop."""
    key = f"{_ON_SERVER}:{draft.name}"
    state = (draft.draft_id, draft.text if draft.is_changed else "")
    if st.session_state.get(key, (draft.draft_id, "")) == state:
        return
    st.session_state[key] = state
    if not draft.is_changed:
        drop_work(draft.name, draft.draft_id)
        return
    work = (draft.draft_id, draft.base_sha256, draft.base, draft.text, draft.changed_at)
    put_work(draft.name, UnsavedText(*work))


def kept_drafts_of(draft: Draft, path: Path) -> list[KeptDraft]:
    """Return the drafts earlier pages left for a file that were not resumed or deleted."""
    done = {draft.draft_id, *st.session_state.get(_DROPPED, [])}
    found = later_of_each([*parse_kept_drafts(_message(path)), *_left_on_server(draft.name)])
    return [kept for kept in found if kept.draft_id not in done][:_MOST_KEPT]


def _left_on_server(name: str) -> list[KeptDraft]:
    """Return the current user's unsaved work on a file as of when this page was opened.

    Read once per session: changes made meanwhile in another window are not left-over work.
    """
    key = f"{_LEFT_ON_SERVER}:{name}"
    if key not in st.session_state:
        st.session_state[key] = [KeptDraft(**vars(work)) for work in read_work(name)]
    found: list[KeptDraft] = st.session_state[key]
    return found


def later_of_each(kept: Sequence[KeptDraft]) -> list[KeptDraft]:
    """Return the latest state of each draft, newest first; of equally late states, the first.

    >>> old, new = KeptDraft("a", changed_at="1"), KeptDraft("a", text="b", changed_at="2")
    >>> later_of_each([old, new, KeptDraft("c", changed_at="3")]) == [KeptDraft("c", \
changed_at="3"), new]
    True
    """
    later: dict[str, KeptDraft] = {}
    for one in kept:
        there = later.get(one.draft_id)
        if there is None or one.changed_at > there.changed_at:
            later[one.draft_id] = one
    return sorted(later.values(), key=lambda one: one.changed_at, reverse=True)


def is_store_full(path: Path) -> bool:
    """Return whether the browser could not store a copy of the current draft."""
    return _message(path).get("failed") is True


def drop_kept(kept: KeptDraft, name: str = "") -> None:
    """Have browser and server delete a kept draft; `name` is that of the draft's file."""
    drop_work(name, kept.draft_id)
    st.session_state[_DROPPED] = [*st.session_state.get(_DROPPED, []), kept.draft_id]


def parse_kept_drafts(message: Mapping[str, Any]) -> list[KeptDraft]:
    """Return the well-formed drafts in a message from the browser, newest first, at most five.

    >>> entry = {"mark": "0" * 16, "text": "a", "typed": {"soup.taste": "4"}}
    >>> parse_kept_drafts({"entries": [entry, 7]})
    [KeptDraft(draft_id='0000000000000000', base_sha256='', base='', text='a', changed_at='', \
typed={'soup.taste': '4'}, is_cut_off=False)]
    """
    entries = message.get("entries")
    found = [_read_entry(entry) for entry in entries] if isinstance(entries, list) else []
    good = [kept for kept in found if kept is not None]
    return sorted(good, key=lambda kept: kept.changed_at, reverse=True)[:_MOST_KEPT]


def _read_entry(entry: object) -> KeptDraft | None:
    if not isinstance(entry, dict) or not _MARK.fullmatch(str(entry.get("mark"))):
        return None
    typed = entry.get("typed")
    kept = KeptDraft(
        draft_id=str(entry["mark"]),
        base_sha256=_text(entry, "opened"),
        base=plain_ends(_text(entry, "base")),
        text=plain_ends(_text(entry, "text")),
        changed_at=_text(entry, "touched"),
        typed={str(key): str(text) for key, text in typed.items()}
        if isinstance(typed, dict)
        else {},
        is_cut_off=entry.get("cut") is True,
    )
    return kept if kept.text or kept.typed else None


def _text(entry: Mapping[str, object], key: str) -> str:
    found = entry.get(key)
    return found if isinstance(found, str) and len(found) <= MAX_BYTES else ""


def _message(path: Path) -> dict[str, Any]:
    message = message_of(f"{DRAFTS_KEY}:{slot_of(path)}", "kept")
    return dict(message) if isinstance(message, dict) else {}


def show_kept_drafts(draft: Draft, path: Path, put: Callable[[Draft], None] = put_draft) -> None:
    """Offer the drafts that earlier pages left; show nothing if there are none.

    `put` makes one the draft again. A draft of this very page that lost its server is resumed
    without asking; one that the file already contains is dropped.
    """
    for kept in kept_drafts_of(draft, path):
        if not draft.is_changed and kept.text == draft.text and not kept.typed:
            # It was saved, but its server ended before it could report that.
            drop_kept(kept, draft.name)
            note_outcome(draft.name, "good", IS_SAVED)
            continue
        if kept.is_cut_off and not draft.is_changed and _is_first_time(kept.draft_id):
            _take_up(draft, kept, put, CAME_BACK)
            _take_fields(draft.name, path)
            st.rerun()
        with st.container(border=True, key=f"kept_{kept.draft_id}"):
            st.markdown(as_text(describe_kept(kept, draft.base_sha256, _zone())))
            with st.container(horizontal=True):
                st.button(
                    "Take them up",
                    key=f"take:{kept.draft_id}",
                    type="primary",
                    on_click=_take_up,
                    args=(draft, kept, put),
                    width="content",
                )
                st.button(
                    "Delete them",
                    key=f"leave:{kept.draft_id}",
                    on_click=drop_kept,
                    args=(kept, draft.name),
                    width="content",
                )
    if _take_fields(draft.name, path):
        note_outcome(draft.name, "good", CAME_BACK)
        st.rerun()


def describe_kept(kept: KeptDraft, base_sha256: str, zone: datetime.tzinfo) -> str:
    """Describe a kept draft: its size, its date, and whether the file has changed since.

    >>> kept = KeptDraft("0" * 16, "a1", "x", "y", "2026-02-24T06:32:00+00:00")
    >>> describe_kept(kept, "a1", datetime.UTC)
    'You have unsaved changes to this file from 24 February, 06:32 (1 line changed).'
    """
    if not kept.text:
        entries = "1 entry" if len(kept.typed) == 1 else f"{len(kept.typed)} entries"
        return f"{entries} of the table had not been taken over when the page was left."
    when = _when(kept.changed_at, zone)
    size = lines_in_words(kept.base, kept.text) if kept.base else ""
    since = "" if kept.base_sha256 == base_sha256 else " The file itself has changed since then."
    return f"You have unsaved changes to this file{when}{f' ({size})' if size else ''}.{since}"


def draft_from_kept(draft: Draft, kept: KeptDraft) -> tuple[Draft, list[str]]:
    """Return the draft as it was left, and sentences on entries that could not be applied.

    Undo leads to the text that was on the page before.
    """
    back = draft
    if kept.text:
        earlier = (*draft.earlier, draft.text) if draft.text != kept.text else draft.earlier
        back = replace(
            draft,
            draft_id=kept.draft_id,
            base_sha256=kept.base_sha256 if kept.base else draft.base_sha256,
            base=kept.base or draft.base,
            text=kept.text,
            changed_at=kept.changed_at,
            earlier=earlier,
            later=(),
        )
    text, refused = put_typed_entries(back.text, kept.typed)
    return back.with_text(text), refused


def put_typed_entries(text: str, typed: Mapping[str, str]) -> tuple[str, list[str]]:
    """Return the text with entries the server never received, and sentences on those refused."""
    taken = put_entries(text, [TypedEntry(*_ids(key), 0, entry) for key, entry in typed.items()])
    return taken.text, [
        f"{key}: “{entry.text[:60]}” was not taken. {why}"
        for key, (entry, why) in taken.refused.items()
    ]


def _ids(key: str) -> tuple[str, str]:
    option, _, criterion = key.partition(".")
    return option, criterion


def _take_fields(name: str, path: Path) -> bool:
    """Put the fields of a page reconnected from another server into the draft, once per session.

    Return whether that changed the draft.
    """
    came_back = _message(path).get("back")
    session = st.session_state.get(_SESSION)
    if not session or came_back != session or not _is_first_time(f"{name}:{session}"):
        return False
    before = last_draft(name)
    take_untaken(name)
    return last_draft(name) != before


def _is_first_time(what: str) -> bool:
    """Return whether this is the first automatic restoration of something, and record it."""
    done: set[str] = st.session_state.setdefault(_CAME_BACK, set())
    is_first = what not in done
    done.add(what)
    return is_first


def _take_up(
    draft: Draft,
    kept: KeptDraft,
    put: Callable[[Draft], None],
    said: str = "Your changes are back.",
) -> None:
    back, refused = draft_from_kept(draft, kept)
    put(back)
    if not kept.text:
        drop_kept(kept, draft.name)
    note_outcome(draft.name, "bad" if refused else "good", " ".join(refused) or said)


def _when(touched: str, zone: datetime.tzinfo) -> str:
    try:
        moment = datetime.datetime.fromisoformat(touched).astimezone(zone)
    except ValueError:
        return ""
    return f" from {moment.day} {moment:%B, %H:%M}"


def _zone() -> datetime.tzinfo:
    """Return the visitor's own time zone."""
    try:
        return zoneinfo.ZoneInfo(st.context.timezone or "UTC")
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return datetime.UTC
