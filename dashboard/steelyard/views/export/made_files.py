"""A bounded cache of the files made on the page Export, held per session and view.

They are released as soon as another view is on screen, or after some time, and, oldest of all
sessions first, when together they would take too much memory. A button for a released
file makes it again.
"""

from __future__ import annotations

import threading
import time
import weakref

import streamlit as st

from steelyard.views.session.session import Session

ViewKey = tuple[object, ...]
MOST_BYTES_KEPT = 128 * 1024 * 1024
"""Most bytes that all sessions together keep; the file made last is kept whatever its size."""
KEPT_FOR = 20 * 60.0
"""Seconds after which a file is released."""
_KEY = "exports"
_all: weakref.WeakSet[MadeFiles] = weakref.WeakSet()
_lock = threading.Lock()


class MadeFiles:
    """The files made of one view, by card; they end with the session that holds them."""

    def __init__(self, view: ViewKey) -> None:
        self.view = view
        self._files: dict[str, tuple[float, bytes]] = {}
        with _lock:
            _all.add(self)

    def get(self, card: str) -> bytes | None:
        """Return a file, or `None` where it is not made or was released."""
        with _lock:
            _release_old()
            return self._files.get(card, (0.0, None))[1]

    def put(self, card: str, data: bytes) -> None:
        """Keep a file, and release the oldest ones of all sessions until there is room."""
        with _lock:
            self._files.pop(card, None)
            _release_old()
            _make_room(MOST_BYTES_KEPT - len(data))
            self._files[card] = (time.monotonic(), data)

    def sizes(self) -> dict[str, tuple[float, int]]:
        """Return when each file was made, in monotonic seconds, and its size in bytes."""
        return {card: (made, len(data)) for card, (made, data) in self._files.items()}

    def release(self, card: str) -> None:
        """Release a file."""
        self._files.pop(card, None)


def view_key(session: Session) -> ViewKey:
    """Return a cache key that is unique to the view and its file."""
    return (session.shown.sha256, session.shown.path, repr(session.choice))


def made_files(session: Session) -> MadeFiles:
    """Return the files made of the view on screen; empty for a new view."""
    release_other_views(session)
    if _KEY not in st.session_state:
        st.session_state[_KEY] = MadeFiles(view_key(session))
    kept: MadeFiles = st.session_state[_KEY]
    return kept


def release_other_views(session: Session) -> None:
    """Release the files made of another view, and old ones; called once a run."""
    kept = st.session_state.get(_KEY)
    if kept is not None and kept.view != view_key(session):
        del st.session_state[_KEY]
    with _lock:
        _release_old()


def _release_old() -> None:
    oldest = time.monotonic() - KEPT_FOR
    for kept in list(_all):
        for card, (made, _) in kept.sizes().items():
            if made < oldest:
                kept.release(card)


def _make_room(most: int) -> None:
    every = [
        (made, size, card, kept)
        for kept in list(_all)
        for card, (made, size) in kept.sizes().items()
    ]
    every.sort(key=lambda entry: entry[0])
    taken = sum(size for _, size, _, _ in every)
    for _, size, card, kept in every:
        if taken <= most:
            return
        kept.release(card)
        taken -= size
