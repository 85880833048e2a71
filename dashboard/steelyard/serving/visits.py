"""Which person each open page belongs to, and which files were made for which person.

The visitor of a page is the sender of the request that opened its socket. The page's script runs
in one of Streamlit's threads, which has access to the headers of that request: one of them, which
we add and which is removed from outside requests, identifies the visit.

Streamlit itself serves a file to anybody who has its address, and accepts an upload from anybody
who has the id of a session. Here both are bound to a person: the one the address was sent to, and
the one the session belongs to.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Iterator
from contextvars import ContextVar
from pathlib import PurePosixPath

from google.protobuf.message import DecodeError
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from steelyard.model.people import Person
from steelyard.serving.login.logins import Found
from steelyard.views.session.streamlit_parts import (
    headers_of_session,
    links_of_message,
    session_of_run,
)
from steelyard.views.visitor.whose_page import Whose

OURS = b"x-steelyard-"
"""Prefix of the headers that only this server may set."""

VISIT_HEADER = b"x-steelyard-visit"
USER_HEADER = b"x-steelyard-user"
"""Headers of the request that opens a page's socket. Streamlit itself reads the second: it resumes
a disconnected session for the same user only."""

REPLICA_NAME = secrets.token_hex(6)
"""Identifier of this process, so that a page notices when its requests reach another one."""

MEDIA = "/media/"
MOST_LINKS = 2000
"""File addresses remembered per person; the oldest are dropped first."""

MOST_SESSIONS = 5000

_of_task: ContextVar[Visit | None] = ContextVar("visit_of_task", default=None)
"""The visit whose message is being handled, for work outside its script, such as a file that is
generated on request."""


class Visit:
    """One open page: whose it is, and whether they are still logged in."""

    def __init__(self, found: Found) -> None:
        self.found = found
        self.token = secrets.token_hex(16)
        self.has_ended = False

    @property
    def headers(self) -> list[tuple[bytes, bytes]]:
        """The headers added to the request that opens the page's socket."""
        user = self.found.person.user.encode().hex().encode()
        return [(VISIT_HEADER, self.token.encode()), (USER_HEADER, user)]


class Visits:
    """All open pages of this process."""

    def __init__(self) -> None:
        self._open: dict[str, Visit] = {}
        self._of_session: OrderedDict[str, Visit] = OrderedDict()
        self._links: dict[str, OrderedDict[str, None]] = {}

    def begin(self, found: Found) -> Visit:
        """Create the visit of a page whose socket is being opened in this task."""
        visit = Visit(found)
        self._open[visit.token] = visit
        _of_task.set(visit)
        return visit

    def end(self, visit: Visit) -> None:
        """Forget a page whose socket is closed."""
        self._open.pop(visit.token, None)

    def acting(self) -> Person | None:
        """Return the person whose page is drawn or message handled in this thread or task."""
        session = session_of_run()
        visit = _of_task.get() if session is None else self._visit_of(session)
        return None if visit is None or visit.has_ended else visit.found.person

    def found(self) -> Found | None:
        """Return the login of the person whose page is being drawn; `None` outside any."""
        session = session_of_run()
        visit = None if session is None else self._visit_of(session)
        return None if visit is None else visit.found

    def token_of_run(self) -> str:
        """Return the token of the visit whose page is being drawn; empty outside any."""
        session = session_of_run()
        visit = None if session is None else self._visit_of(session)
        return "" if visit is None else visit.token

    def whose(self, login: str) -> Whose | None:
        """Return the owner of the page being drawn. `login`: path of the login page, or empty."""
        found = self.found()
        return None if found is None else Whose(found.person, found.logout, login, REPLICA_NAME)

    def is_own_session(self, session: str, person: Person) -> bool:
        """Return whether a Streamlit session belongs to a page of this person."""
        visit = self._visit_of(session)
        return visit is not None and visit.found.person.user == person.user

    def note_links(self, visit: Visit, sent: bytes) -> None:
        """Remember the files whose addresses a message sends to a page."""
        if MEDIA.encode() not in sent:
            return
        links = self._links.setdefault(visit.found.person.user, OrderedDict())
        for file in _files_of(sent):
            links[file] = None
            links.move_to_end(file)
        while len(links) > MOST_LINKS:
            links.popitem(last=False)

    def is_own_file(self, path: str, person: Person) -> bool:
        """Return whether a page of this person was given the address of a file."""
        return _file_of(path) in self._links.get(person.user, ())

    def _visit_of(self, session: str) -> Visit | None:
        """Return the visit of a session; its last one if its socket has just been disconnected."""
        token = headers_of_session(session).get(VISIT_HEADER.decode(), "")
        visit = self._open.get(token)
        if visit is None:
            return self._of_session.get(session)
        self._of_session[session] = visit
        self._of_session.move_to_end(session)
        if len(self._of_session) > MOST_SESSIONS:
            self._of_session.popitem(last=False)
        return visit


def _files_of(sent: bytes) -> Iterator[str]:
    try:
        message = ForwardMsg.FromString(sent)
    except DecodeError:
        return
    for link in links_of_message(message):
        if link.startswith(MEDIA):
            yield _file_of(link)


def _file_of(path: str) -> str:
    """Return the id of the file at an address; like Streamlit, ignoring the extension.

    >>> _file_of("/media/0f3a.pdf")
    '0f3a'
    """
    return PurePosixPath(path.removeprefix(MEDIA)).with_suffix("").as_posix()
