"""Files made on the export page, kept for a while: a view's in its session, all within bounds.

They go as soon as another view is on screen, some time after they were made, and the oldest
of all sessions first where together they would take too much memory. Whoever still has a
button for one that has gone can have it made again. Knows nothing of how a file is made.
"""

from __future__ import annotations

import threading
import time
import weakref

import streamlit as st

from steelyard.views.session.session import Session

View = tuple[object, ...]
MOST_BYTES = 128 * 1024 * 1024
"""What all sessions together keep; the file made last is kept however large it is."""
LONGEST = 20 * 60.0
"""Seconds after which a file is let go."""
_KEY = "exports"
_all: weakref.WeakSet[MadeFiles] = weakref.WeakSet()
_lock = threading.Lock()


class MadeFiles:
    """The files made of one view, by card; gone with the session that holds them."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._files: dict[str, tuple[float, bytes]] = {}
        with _lock:
            _all.add(self)

    def get(self, card: str) -> bytes | None:
        """Return a file if it is still there."""
        with _lock:
            _release_old()
            return self._files.get(card, (0.0, None))[1]

    def put(self, card: str, data: bytes) -> None:
        """Keep a file, and let go of the oldest ones of all until there is room."""
        with _lock:
            self._files.pop(card, None)
            _release_old()
            _make_room(MOST_BYTES - len(data))
            self._files[card] = (time.monotonic(), data)

    def sizes(self) -> dict[str, tuple[float, int]]:
        """Return when each file was made, in seconds of a running clock, and its size."""
        return {card: (made, len(data)) for card, (made, data) in self._files.items()}

    def release(self, card: str) -> None:
        """Let go of a file."""
        self._files.pop(card, None)


def view_on(session: Session) -> View:
    """Return what tells one view of a file from every other."""
    return (session.shown.sha256, session.shown.path, repr(session.choice))


def made_files(session: Session) -> MadeFiles:
    """Return the files made of the view on screen; another view begins with none."""
    release_other_views(session)
    if _KEY not in st.session_state:
        st.session_state[_KEY] = MadeFiles(view_on(session))
    kept: MadeFiles = st.session_state[_KEY]
    return kept


def release_other_views(session: Session) -> None:
    """Let go of what was made of another view, and of all that is old; call it once a run."""
    kept = st.session_state.get(_KEY)
    if kept is not None and kept.view != view_on(session):
        del st.session_state[_KEY]
    with _lock:
        _release_old()


def _release_old() -> None:
    oldest = time.monotonic() - LONGEST
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
