"""Files opened from the visitor's computer outlive a reload: a copy in the tab's own store.

A small component keeps each file's bytes in the browser, for as long as the tab is open, and
reports to a new session what an earlier one has opened. What comes back is checked like any
other input. A file's content goes down once and up once: never with every run.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import hashlib
import json
import re
import secrets
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

import streamlit as st

from steelyard.files.yaml.decoding import MAX_BYTES
from steelyard.model.entry import is_id
from steelyard.views.edit.own_files import (
    MOST_OPEN,
    OWN_NAME,
    add_own,
    close_own,
    is_own,
    own_bytes,
    put_own,
)
from steelyard.views.session.browser_message import only_listen, sent_by
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.served_files import served_files, served_folder

KEY = "own_shelf"
_CLOSED, _FROM_THERE = "own_closed", "own_from_browser"
_HEARD, _LOOKED, _SESSION = "own_heard", "own_looked", "own_session"
_KEPT_WORDS = (
    "This tab of your browser keeps a copy of it, so a reload does not lose it; the copy goes "
    "when you close the file or the tab."
)
_LOST_WORDS = (
    "Your browser has no room to keep a copy of it: after a reload it has to be opened again."
)


def show_shelf(asked: str | None) -> bool:
    """Put the shelf on the page; return whether the page must wait for what lies on it.

    `asked` is the file that the address names. Only where it can be one that an earlier
    session has opened, and this one does not have, is the browser asked before anything is
    shown.
    """
    if not hasattr(st.components, "v2"):
        return False
    is_waiting = _may_lie_there(asked)
    # As bytes: Streamlit searches anything else for tables, and loads pandas to do so.
    told = json.dumps(_told(is_waiting=is_waiting)).encode()
    with st.container(key="unseen_shelf"):
        _mount()(
            key=KEY,
            data=told,
            on_standing_change=only_listen,
            on_found_change=_take_found,
        )
    if is_waiting:
        _wait(str(asked))
    return is_waiting


def kept_in_words(name: str) -> str:
    """Return whether a file from elsewhere outlives a reload, as a sentence.

    Empty until the browser has said whether it keeps a copy.
    """
    is_kept = _standing().get((name, _mark_of(own_bytes()[name])))
    return "" if is_kept is None else _KEPT_WORDS if is_kept else _LOST_WORDS


def close_file(name: str) -> None:
    """Close a file from elsewhere, here and in the browser."""
    close_own(name)
    _forget(name)


def read_found(found: object) -> list[tuple[str, bytes]]:
    """Return the well-formed files of what the browser reported, in the order of opening.

    >>> read_found([{"name": "soup-mine", "raw": "YQ==", "at": 2}, {"name": "../x", "raw": ""}])
    [('soup-mine', b'a')]
    """
    listed = found if isinstance(found, list) else []
    entries = [entry for entry in listed if isinstance(entry, dict)]
    entries.sort(key=_kept_at)
    read = [(entry.get("name"), _bytes_of(entry.get("raw"))) for entry in entries]
    good = [(name, raw) for name, raw in read if is_own_name(name) and raw is not None]
    return [(str(name), raw) for name, raw in good][:MOST_OPEN]


def is_own_name(name: object) -> bool:
    """Return whether a name is one that a file from elsewhere may have.

    >>> is_own_name("soup-mine"), is_own_name("soup"), is_own_name("../soup-mine")
    (True, False, False)
    """
    return isinstance(name, str) and is_id(name) and re.search(OWN_NAME, name) is not None


def _may_lie_there(asked: str | None) -> bool:
    has_heard = st.session_state.get(_HEARD) is True
    return not (has_heard or not is_own_name(asked) or is_own(str(asked))) and (
        asked not in served_files()
    )


def _told(*, is_waiting: bool) -> dict[str, Any]:
    standing = _standing()
    told = []
    for name, raw in own_bytes().items():
        mark = _mark_of(raw)
        is_told = (name, mark) in standing
        content = None if is_told else base64.b64encode(raw).decode("ascii")
        told.append({"name": name, "mark": mark, "raw": content})
    session = st.session_state.setdefault(_SESSION, secrets.token_hex(8))
    closed = [name for name in st.session_state.get(_CLOSED, []) if not is_own(name)]
    return {"session": session, "waiting": is_waiting, "files": told, "closed": closed}


def _standing() -> dict[tuple[str, str], bool]:
    """Return for each file and content the browser has spoken of whether it keeps a copy."""
    sent = sent_by(KEY, "standing")
    listed = sent if isinstance(sent, list) else []
    rows = [row for row in listed if isinstance(row, list) and len(row) == 3]
    told = {(str(name), str(mark)): is_kept is True for name, mark, is_kept in rows}
    return dict.fromkeys(st.session_state.get(_FROM_THERE, ()), True) | told


def _take_found() -> None:
    """Open again what an earlier session had open; one whose name is taken gets another."""
    st.session_state[_HEARD] = True
    served = served_files()
    for name, raw in read_found(sent_by(KEY, "found")):
        with contextlib.suppress(ValueError):
            if name in served or is_own(name):
                stem = re.sub(OWN_NAME, "", name)
                add_own(f"{stem}.yaml", raw, served_folder(), {*served, *own_bytes()})
                _forget(name)
            else:
                put_own(name, raw, served_folder())
                there = st.session_state.get(_FROM_THERE, ())
                st.session_state[_FROM_THERE] = (*there, (name, _mark_of(raw)))


def _forget(name: str) -> None:
    """Have the browser remove a copy."""
    st.session_state[_CLOSED] = [*st.session_state.get(_CLOSED, []), name]


@st.fragment(run_every=5.0)
def _wait(name: str) -> None:
    """Say what is looked for; a browser that does not answer is not waited for again."""
    if st.session_state.get(_LOOKED):
        st.session_state[_HEARD] = True
        st.rerun()
    st.session_state[_LOOKED] = True
    st.caption(f"Looking in this browser for the file {as_text(name)} …")


def _bytes_of(raw: object) -> bytes | None:
    if not isinstance(raw, str) or len(raw) > MAX_BYTES * 4 // 3 + 4:
        return None
    try:
        found = base64.b64decode(raw, validate=True)
    except (binascii.Error, ValueError):
        return None
    return found if len(found) <= MAX_BYTES else None


def _kept_at(entry: Mapping[str, object]) -> float:
    at = entry.get("at")
    return float(at) if isinstance(at, int | float) and -1e18 < at < 1e18 else 0.0


def _mark_of(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()[:16]


@lru_cache
def _mount() -> Any:
    return st.components.v2.component(
        "steelyard_own_shelf",
        html="<span hidden>\n</span>",
        js=files("steelyard.views.edit").joinpath("browser_storage.js").read_text(encoding="utf-8"),
    )
