"""Unsaved work from an earlier page: said on coming back, to be taken up or deleted."""

from __future__ import annotations

import datetime
import zoneinfo
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import streamlit as st

from steelyard.views.edit.changes import lines_in_words
from steelyard.views.edit.draft_mirror import Kept, drop_kept, found_drafts
from steelyard.views.edit.drafts import Draft, put_draft
from steelyard.views.edit.entries import Entry, put_entries
from steelyard.views.edit.save_panel import say
from steelyard.views.session.safe_text import as_text


def show_returns(draft: Draft, path: Path) -> None:
    """Offer what an earlier page left in this browser; nothing where there is none."""
    for kept in found_drafts(draft, path):
        with st.container(border=True, key=f"kept_{kept.mark}"):
            st.markdown(as_text(describe_kept(kept, draft.opened, _zone())))
            with st.container(horizontal=True):
                st.button(
                    "Take them up",
                    key=f"take:{kept.mark}",
                    type="primary",
                    on_click=_take_up,
                    args=(draft, kept),
                    width="content",
                )
                st.button(
                    "Delete them",
                    key=f"leave:{kept.mark}",
                    on_click=drop_kept,
                    args=(kept,),
                    width="content",
                )


def describe_kept(kept: Kept, opened: str, zone: datetime.tzinfo) -> str:
    """Return what was left, from when, and whether the file has changed since.

    >>> kept = Kept("0" * 16, "a1", "x", "y", "2026-02-24T06:32:00+00:00")
    >>> describe_kept(kept, "a1", datetime.UTC)
    'You have unsaved changes to this file from 24 February, 06:32 (1 line changes).'
    """
    if not kept.text:
        entries = "1 entry" if len(kept.typed) == 1 else f"{len(kept.typed)} entries"
        return f"{entries} of the table had not been taken over when the page was left."
    when = _when(kept.touched, zone)
    size = lines_in_words(kept.base, kept.text) if kept.base else ""
    since = "" if kept.opened == opened else " The file itself has changed since then."
    return f"You have unsaved changes to this file{when}{f' ({size})' if size else ''}.{since}"


def taken_up(draft: Draft, kept: Kept) -> tuple[Draft, list[str]]:
    """Return the draft as it was left, and what of it could not be taken over, in sentences.

    One step back leads to the text that was on the page before.
    """
    back = draft
    if kept.text:
        earlier = (*draft.earlier, draft.text) if draft.text != kept.text else draft.earlier
        back = replace(
            draft,
            mark=kept.mark,
            opened=kept.opened if kept.base else draft.opened,
            base=kept.base or draft.base,
            text=kept.text,
            touched=kept.touched,
            earlier=earlier,
            later=(),
        )
    text, refused = put_typed(back.text, kept.typed)
    return back.with_text(text), refused


def put_typed(text: str, typed: Mapping[str, str]) -> tuple[str, list[str]]:
    """Return the text with entries the server never saw, and sentences on those refused."""
    taken = put_entries(text, [Entry(*_ids(key), 0, entry) for key, entry in typed.items()])
    return taken.text, [
        f"{key}: “{entry.text[:60]}” was not taken. {why}"
        for key, (entry, why) in taken.refused.items()
    ]


def _ids(key: str) -> tuple[str, str]:
    option, _, criterion = key.partition(".")
    return option, criterion


def _take_up(draft: Draft, kept: Kept) -> None:
    back, refused = taken_up(draft, kept)
    put_draft(back)
    if not kept.text:
        drop_kept(kept)
    say(draft.name, "bad" if refused else "good", " ".join(refused) or "Your changes are back.")


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
