"""One getter for what a visitor has open: in runs, callbacks and downloads alike."""

from __future__ import annotations

import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit as st
from files.lunch import LUNCH

from steelyard.files.criteria_files import LoadedSet, load_criteria_file
from steelyard.results.choice import Choice
from steelyard.views.session import served_files
from steelyard.views.session import session as session_module
from steelyard.views.session.session import (
    Session,
    as_download,
    current_session,
    end_request,
    go_to,
    open_session,
    page_to_show,
    place,
    put_choice,
    put_file,
    put_place,
)


class Parameters(dict[str, str]):
    """Query parameters as Streamlit has them."""

    def from_dict(self, values: dict[str, str]) -> None:
        """Take other values in place of all."""
        self.clear()
        self.update(values)


@pytest.fixture
def loaded(tmp_path: Path) -> LoadedSet:
    """Return the lunch file as read."""
    (tmp_path / "lunch.yaml").write_text(LUNCH, encoding="utf-8")
    return load_criteria_file(tmp_path / "lunch.yaml")


@pytest.fixture
def opened(loaded: LoadedSet, monkeypatch: pytest.MonkeyPatch) -> Session:
    """Return a session that is open on the lunch file."""
    monkeypatch.setattr(st, "session_state", {})
    monkeypatch.setattr(st, "query_params", Parameters())
    session = Session(("lunch",), "lunch", loaded, loaded, Choice(), ())
    session_module._keep_session(session)
    return session


def test_a_callback_changes_what_fragments_see(opened: Session) -> None:
    """The new choice is in the session at once, without a run of the whole page."""
    assert current_session() is opened
    put_choice(Choice(lens="child"))

    assert current_session().choice == Choice(lens="child")
    assert current_session().result.evaluation.swings == {"taste": 100.0, "price": 0.0}
    assert dict(st.query_params)["lens"] == "child"


def test_a_download_sees_the_latest_choice(
    opened: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is made later, in a thread that has no session state, of the view of that moment."""
    make = as_download(lambda: repr(current_session().choice.lens).encode())
    put_choice(Choice(lens="child"))
    monkeypatch.setattr(st, "session_state", {})
    made: list[bytes] = []
    thread = threading.Thread(target=lambda: made.append(make()))
    thread.start()
    thread.join()

    assert made == [b"'child'"]
    with pytest.raises(KeyError):
        current_session()


def test_a_late_message_does_not_call_the_old_file_back(
    opened: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the browser sent before it heard of the new address does not change the file."""
    path = opened.now.path.with_name("soup.yaml")
    path.write_text(LUNCH, encoding="utf-8")
    monkeypatch.setattr(served_files, "_chosen", [path.parent])
    context = SimpleNamespace(is_history_navigation=False)
    monkeypatch.setattr(session_module, "get_script_run_ctx", lambda: context)
    st.query_params.from_dict({"set": "lunch", "lens": "child"})
    first = open_session()
    assert first is not None
    assert (first.name, first.choice.lens) == ("lunch", "child")
    written = dict(st.query_params)

    for late_address in ({"set": "lunch", "lens": "child"}, written):
        put_file("soup")
        assert dict(st.query_params) == {"set": "soup"}
        st.query_params.from_dict(late_address)
        late = open_session()
        assert late is not None
        assert (late.name, late.choice, late.notices) == ("soup", Choice(), ())
        assert dict(st.query_params)["set"] == "soup"

    # Somebody who goes back in the browser's history means it.
    context.is_history_navigation = True
    st.query_params.from_dict(written)
    back = open_session()
    assert back is not None
    assert (back.name, back.choice.lens) == ("lunch", "child")


def test_struck_claims_leave_the_whole_set_as_it_is(opened: Session) -> None:
    """`criteria_set` is without them, `whole` is the file's."""
    put_choice(Choice(struck=("x-1",)))

    assert current_session().whole is opened.whole
    assert current_session().criteria_set is not opened.whole


def test_without_anything_usable_there_is_no_criteria_set(opened: Session) -> None:
    """Pages other than Edit are not shown then; reading it anyway is an error."""
    broken = LoadedSet(opened.now.path, "0" * 64, "", None, ())
    session = Session(("lunch",), "lunch", broken, broken, Choice(), ())

    assert opened.is_usable
    assert not session.is_usable
    with pytest.raises(ValueError, match="nothing in this file"):
        _ = session.criteria_set


def test_a_late_echo_of_an_earlier_address_is_no_wish(
    opened: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A request sent before the browser took the new address keeps the new one; a step back not."""

    context = SimpleNamespace(is_history_navigation=False)
    monkeypatch.setattr(session_module, "get_script_run_ctx", lambda: context)
    put_choice(Choice(lens="child"))
    first = dict(st.query_params)
    put_choice(Choice(lens="child", rival="soup"))
    second = dict(st.query_params)

    assert session_module._is_late_echo(first)
    assert not session_module._is_late_echo(second)
    assert not session_module._is_late_echo({"set": "lunch", "lens": "parent"})
    context.is_history_navigation = True
    assert not session_module._is_late_echo(first)
    context.is_history_navigation = False
    put_choice(Choice(lens="child"))
    assert not session_module._is_late_echo(first)
    assert session_module._is_late_echo(second)


class Request(SimpleNamespace):
    """What Streamlit knows of one request: its page, and whether it is a step in history."""

    page_script_hash: str
    is_history_navigation: bool


def test_what_is_open_is_in_the_address_and_follows_it_back(
    opened: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A step back closes it, a late message does not, and another page begins without it."""
    request = Request(page_script_hash="table", is_history_navigation=False)
    monkeypatch.setattr(session_module, "get_script_run_ctx", lambda: request)
    session_module._follow_place({})
    put_choice(Choice())
    put_place(score="soup.taste")
    assert dict(st.query_params) == {"set": "lunch", "score": "soup.taste"}

    session_module._follow_place({})
    assert place() == {"score": "soup.taste"}
    put_choice(Choice(lens="child"))
    assert dict(st.query_params)["score"] == "soup.taste"

    request.is_history_navigation = True
    session_module._follow_place({})
    assert place() == {}
    session_module._follow_place({"option": "soup"})
    assert place() == {"option": "soup"}

    request.is_history_navigation, request.page_script_hash = False, "evidence"
    session_module._follow_place({})
    assert place() == {}


def test_a_link_opens_what_it_names_in_a_fresh_session(
    opened: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the first request names is open; another file opens without it."""
    session_module._follow_place({"score": "soup.taste"})
    assert place() == {"score": "soup.taste"}
    put_file("lunch")
    assert place() == {}


def test_a_page_asked_for_stays_asked_for_until_it_is_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A late request of the page before leads there too; a third page ends it."""
    monkeypatch.setattr(st, "session_state", {})
    assert page_to_show("new_set") == "new_set"
    go_to("compare")
    assert page_to_show("new_set") == "compare"
    assert page_to_show("compare") == "compare"
    assert page_to_show("new_set") == "compare", "Compare was not drawn to its end"
    assert page_to_show("compare") == "compare"
    end_request("compare")
    assert page_to_show("new_set") == "new_set"

    go_to("compare")
    assert page_to_show("table") == "table"
    assert page_to_show("new_set") == "new_set"
