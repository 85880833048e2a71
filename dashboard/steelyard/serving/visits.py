"""Which person each open page belongs to, and which files were made for whom.

The socket of a page is opened with a request, and whoever sent that is the visitor. Its script
runs in a thread of Streamlit's, which knows the headers of that request: one of them, which we
add and which nobody can send from outside, names the visit.

Streamlit gives a file to whoever has its address, and takes an upload from whoever has the id of a
session. Here both are bound to a person: to whom the address was sent, and whose session it is.
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
"""What the names of headers begin with that only this server may set."""

VISIT_HEADER = b"x-steelyard-visit"
USER_HEADER = b"x-steelyard-user"
"""Headers of the request that opens a page's socket. By the second Streamlit itself tells people
apart: it gives a session that was cut off back to the same user only."""

REPLICA_NAME = secrets.token_hex(6)
"""What this process is called, so that a page notices when its requests reach another one."""

MEDIA = "/media/"
MOST_LINKS = 2000
"""Addresses of files that are remembered for one person; the oldest are forgotten first."""

MOST_SESSIONS = 5000

_of_task: ContextVar[Visit | None] = ContextVar("visit_of_task", default=None)
"""The visit whose message is being handled, for what is done outside its script: a file that is
made only when it is asked for."""


class Visit:
    """One open page: whose it is, and whether they are still logged in."""

    def __init__(self, found: Found) -> None:
        self.found = found
        self.token = secrets.token_hex(16)
        self.has_ended = False

    @property
    def headers(self) -> list[tuple[bytes, bytes]]:
        """What is added to the request that opens its socket."""
        user = self.found.person.user.encode().hex().encode()
        return [(VISIT_HEADER, self.token.encode()), (USER_HEADER, user)]


class Visits:
    """All open pages of this process."""

    def __init__(self) -> None:
        self._open: dict[str, Visit] = {}
        self._of_session: OrderedDict[str, Visit] = OrderedDict()
        self._links: dict[str, OrderedDict[str, None]] = {}

    def begin(self, found: Found) -> Visit:
        """Return the visit of a page whose socket is being opened in this task."""
        visit = Visit(found)
        self._open[visit.token] = visit
        _of_task.set(visit)
        return visit

    def end(self, visit: Visit) -> None:
        """Forget a page whose socket is closed."""
        self._open.pop(visit.token, None)

    def acting(self) -> Person | None:
        """Return whose page is being drawn, or whose message handled, in this thread or task."""
        session = session_of_run()
        visit = _of_task.get() if session is None else self._visit_of(session)
        return None if visit is None or visit.has_ended else visit.found.person

    def found(self) -> Found | None:
        """Return how the person whose page is being drawn has logged in."""
        session = session_of_run()
        visit = None if session is None else self._visit_of(session)
        return None if visit is None else visit.found

    def token_of_run(self) -> str:
        """Return the token of the visit whose page is being drawn; empty outside any."""
        session = session_of_run()
        visit = None if session is None else self._visit_of(session)
        return "" if visit is None else visit.token

    def whose(self, login: str) -> Whose | None:
        """Return whose page is being drawn. `login`: the path at which people log in, or empty."""
        found = self.found()
        return None if found is None else Whose(found.person, found.logout, login, REPLICA_NAME)

    def is_own_session(self, session: str, person: Person) -> bool:
        """Return whether a session of Streamlit's belongs to a page that this person has open."""
        visit = self._visit_of(session)
        return visit is not None and visit.found.person.user == person.user

    def note_links(self, visit: Visit, sent: bytes) -> None:
        """Remember which files a message to a page gives it the addresses of."""
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
        """Return the visit of a session; the last one, where its socket has just been cut off."""
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
    """Return which file an address names, as Streamlit finds it: whatever its ending is.

    >>> _file_of("/media/0f3a.pdf")
    '0f3a'
    """
    return PurePosixPath(path.removeprefix(MEDIA)).with_suffix("").as_posix()
