"""Files opened from the visitor's computer, kept over a reload in the tab's session storage.

A small component keeps each file's bytes in the browser for as long as the tab is open, and reports
to a new session what an earlier one has opened. Files it returns are validated like any other
input. A file's content is sent down once and up once, not with every run.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import hashlib
import re
import secrets
from collections.abc import Mapping
from typing import Any

import streamlit as st

from steelyard.files.yaml.decoding import MAX_BYTES
from steelyard.model.entry import is_id
from steelyard.views.edit.saving.own_files import (
    MOST_OPEN,
    OWN_NAME,
    add_own,
    close_own,
    is_own,
    own_bytes,
    put_own,
)
from steelyard.views.session.browser_component import (
    as_bytes,
    component,
    has_components,
    keep_message,
    message_of,
)
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.served_files import served_files, served_folder

STORAGE_KEY = "browser_storage"
_CLOSED, _FROM_BROWSER = "own_closed", "own_from_browser"
_HAS_ANSWERED, _HAS_WAITED, _SESSION = "own_heard", "own_looked", "own_session"
COPY_KEPT = (
    "This tab of your browser keeps a copy of it, so a reload does not lose it; the copy goes "
    "when you close the file or the tab."
)
COPY_NOT_KEPT = (
    "Your browser has no room to keep a copy of it: after a reload it has to be opened again."
)


def show_file_store(wanted: str | None) -> bool:
    """Put the component on the page; return whether the page must wait for its answer.

    `wanted` is the file that the address names. The page waits only if an earlier session may have
    opened that file and this one does not have it.
    """
    if not has_components():
        return False
    is_waiting = _may_be_in_browser(wanted)
    data = as_bytes(_data(is_waiting=is_waiting))
    with st.container(key="unseen_browser_storage"):
        component("views/edit/browser/browser_storage")(
            key=STORAGE_KEY, data=data, on_standing_change=keep_message, on_found_change=_take_found
        )
    if is_waiting:
        _wait(str(wanted))
    return is_waiting


def kept_in_words(name: str) -> str:
    """Return in a sentence whether a file from elsewhere survives a reload.

    Empty until the browser has reported whether it keeps a copy.
    """
    is_kept = _kept_copies().get((name, _mark_of(own_bytes()[name])))
    return "" if is_kept is None else COPY_KEPT if is_kept else COPY_NOT_KEPT


def close_file(name: str) -> None:
    """Close a file from elsewhere, here and in the browser."""
    close_own(name)
    _forget(name)


def parse_found_files(found: object) -> list[tuple[str, bytes]]:
    """Return the well-formed files of what the browser reported, in the order of opening.

    >>> parse_found_files([{"name": "soup-mine", "raw": "YQ=="}, {"name": "../x", "raw": ""}])
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


def _may_be_in_browser(wanted: str | None) -> bool:
    has_answered = st.session_state.get(_HAS_ANSWERED) is True
    if has_answered or not is_own_name(wanted) or is_own(str(wanted)):
        return False
    return wanted not in served_files()


def _data(*, is_waiting: bool) -> dict[str, Any]:
    """Return the data for the component; content only of files it has not reported on."""
    kept = _kept_copies()
    files = []
    for name, raw in own_bytes().items():
        mark = _mark_of(raw)
        is_known = (name, mark) in kept
        content = None if is_known else base64.b64encode(raw).decode("ascii")
        files.append({"name": name, "mark": mark, "raw": content})
    session = st.session_state.setdefault(_SESSION, secrets.token_hex(8))
    closed = [name for name in st.session_state.get(_CLOSED, []) if not is_own(name)]
    return {"session": session, "waiting": is_waiting, "files": files, "closed": closed}


def _kept_copies() -> dict[tuple[str, str], bool]:
    """Return for each name and content hash that the browser reported whether it has a copy."""
    message = message_of(STORAGE_KEY, "standing")
    listed = message if isinstance(message, list) else []
    rows = [row for row in listed if isinstance(row, list) and len(row) == 3]
    reported = {(str(name), str(mark)): is_kept is True for name, mark, is_kept in rows}
    return dict.fromkeys(st.session_state.get(_FROM_BROWSER, ()), True) | reported


def _take_found() -> None:
    """Reopen the files of an earlier session; a file whose name is taken gets another name."""
    st.session_state[_HAS_ANSWERED] = True
    served = served_files()
    for name, raw in parse_found_files(message_of(STORAGE_KEY, "found")):
        with contextlib.suppress(ValueError):
            if name in served or is_own(name):
                stem = re.sub(OWN_NAME, "", name)
                add_own(f"{stem}.yaml", raw, served_folder(), {*served, *own_bytes()})
                _forget(name)
            else:
                put_own(name, raw, served_folder())
                before = st.session_state.get(_FROM_BROWSER, ())
                st.session_state[_FROM_BROWSER] = (*before, (name, _mark_of(raw)))


def _forget(name: str) -> None:
    """Have the browser remove a copy."""
    st.session_state[_CLOSED] = [*st.session_state.get(_CLOSED, []), name]


@st.fragment(run_every=5.0)
def _wait(name: str) -> None:
    """Show that the browser is being searched; wait for its answer at most once."""
    if st.session_state.get(_HAS_WAITED):
        st.session_state[_HAS_ANSWERED] = True
        st.rerun()
    st.session_state[_HAS_WAITED] = True
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
