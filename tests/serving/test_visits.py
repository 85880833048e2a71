"""Whose page is drawn, and whose a file is: what is read off Streamlit's sessions and messages.

That the names of Streamlit still lead there is seen with a server that runs, in
`tests/serving/login/test_trusted_headers.py`: two people at once, each with what is theirs.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from own_loop import run_apart
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from steelyard.files.saving.acting import acting_person, find_people_by
from steelyard.files.saving.save import SaveError, save_text
from steelyard.files.saving.under_way import SaveEnd, listen_to_saves
from steelyard.model.people import NOBODY, Person, TeamRole
from steelyard.serving import visits as module
from steelyard.serving.login.logins import Found
from steelyard.serving.visits import USER_HEADER, VISIT_HEADER, Visit, Visits
from steelyard.views.session.streamlit_parts import (
    headers_of_session,
    links_of_message,
    session_of_run,
)

ADA = Person("ada", "Ada", frozenset({TeamRole.READER, TeamRole.EDITOR}))
BO = Person("bo", "Bo", frozenset({TeamRole.READER}))


def message(kind: str, link: str) -> ForwardMsg:
    """Return a message that gives a page an address, in the field of a kind."""
    made = ForwardMsg()
    element = made.delta.new_element
    if kind == "deferred":
        made = ForwardMsg()
        made.backend_operation_response.deferred_file.url = link
    elif kind == "imgs":
        element.imgs.imgs.add().url = link
    elif kind in ("markdown", "html"):
        getattr(element, kind).body = link
    else:
        getattr(element, kind).url = link
    return made


@pytest.mark.parametrize("kind", ["download_button", "imgs", "audio", "video", "deferred"])
def test_an_address_given_to_a_page_is_noted(kind: str) -> None:
    """For that person alone, whatever ending it is asked with."""
    made = message(kind, "/media/0a.pdf")
    visits = Visits()
    visits.note_links(Visit(Found(ADA)), made.SerializeToString())

    assert links_of_message(made) == ["/media/0a.pdf"]
    assert visits.is_own_file("/media/0a.pdf", ADA)
    assert visits.is_own_file("/media/0a", ADA)
    assert not visits.is_own_file("/media/0a.pdf", BO)
    assert not visits.is_own_file("/media/0b.pdf", ADA)


@pytest.mark.parametrize("kind", ["markdown", "html"])
def test_an_address_in_a_text_is_not(kind: str) -> None:
    """It may have been typed by whoever wants the file."""
    visits = Visits()
    visits.note_links(Visit(Found(BO)), message(kind, "/media/0a.pdf").SerializeToString())
    visits.note_links(Visit(Found(BO)), b"/media/0a.pdf")

    assert not visits.is_own_file("/media/0a.pdf", BO)


def test_the_oldest_addresses_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that is open for weeks does not fill the memory."""
    monkeypatch.setattr(module, "MOST_LINKS", 2)
    visits, visit = Visits(), Visit(Found(ADA))
    for name in ("1", "2", "1", "3"):
        visits.note_links(
            visit, message("download_button", f"/media/{name}.csv").SerializeToString()
        )

    assert [visits.is_own_file(f"/media/{name}.csv", ADA) for name in "123"] == [True, False, True]


def test_outside_a_run_nobody_acts() -> None:
    """In a thread of its own, as long as no message of a visitor is being handled."""
    assert session_of_run() is None
    assert headers_of_session("0") == {}
    assert Visits().acting() is None


def test_what_a_message_asks_for_is_done_by_its_sender() -> None:
    """Also in a thread, as for a file made when it is asked for; not in another one's task."""

    async def handled(visits: Visits, person: Person) -> Person | None:
        visits.begin(Found(person))
        await asyncio.sleep(0)
        return await asyncio.to_thread(visits.acting)

    async def both() -> list[Person | None]:
        visits = Visits()
        return await asyncio.gather(handled(visits, ADA), handled(visits, BO))

    assert run_apart(both()) == [ADA, BO]


def test_a_session_belongs_to_whom_its_headers_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """And still does for a moment after its socket was cut off; once a login ends, nobody acts."""
    visits, headers = Visits(), {}
    monkeypatch.setattr(module, "headers_of_session", lambda session: headers.get(session, {}))
    monkeypatch.setattr(module, "session_of_run", lambda: "s")
    visit = run_apart(begun(visits))
    sent = dict(visit.headers)
    headers["s"] = {VISIT_HEADER.decode(): sent[VISIT_HEADER].decode()}

    assert sent[USER_HEADER] == b"616461"
    assert visits.acting() == ADA
    assert visits.is_own_session("s", ADA)
    assert not visits.is_own_session("s", BO)
    assert not visits.is_own_session("t", ADA)
    del headers["s"]
    visits.end(visit)
    assert visits.acting() == ADA
    visit.has_ended = True
    assert visits.acting() is None


async def begun(visits: Visits) -> Visit:
    """Return the visit of a page that Ada opens."""
    return visits.begin(Found(ADA))


def test_a_save_is_written_down_with_who_saved(tmp_path: Path) -> None:
    """The end of a save names the user; who lacks the role saves nothing, and that is said."""
    ends: list[SaveEnd] = []
    listen_to_saves(ends.append)
    acting = [ADA]
    find_people_by(lambda: acting[0])
    try:
        save_text(tmp_path / "a.yaml", "a: 1\n", "", within=tmp_path)
        acting[0] = BO
        with pytest.raises(SaveError, match="needs the role editor"):
            save_text(tmp_path / "b.yaml", "a: 1\n", "", within=tmp_path)
        acting[0] = NOBODY
        assert acting_person() == NOBODY
        with pytest.raises(SaveError):
            save_text(tmp_path / "b.yaml", "a: 1\n", "", within=tmp_path)
    finally:
        find_people_by(None)

    assert [(end.outcome, end.user) for end in ends] == [
        ("saved", "ada"),
        ("refused", "bo"),
        ("refused", ""),
    ]
    assert not (tmp_path / "b.yaml").exists()
