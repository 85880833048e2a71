"""Disputes and moved weights in the draft: one step back, under free names, and what follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from files.lunch import LUNCH, good
from streamlit.testing.v1 import AppTest

from steelyard.files.editing.own_view import Author
from steelyard.results.choice import Choice
from steelyard.views.edit import own_view_dialog, own_view_kept
from steelyard.views.edit import page as edit_page
from steelyard.views.edit.own_view_dialog import WRITE, put_own_view
from steelyard.views.edit.saving import save_panel as edit_save_panel
from steelyard.views.edit.saving.drafts import last_draft
from steelyard.views.session import served_files as served
from steelyard.views.session.session import Session

APP = Path(__file__).resolve().parents[3] / "dashboard" / "app.py"
ANA = Author("Ana", "Seen it.", "2026-02-24")
CHOICE = Choice(disputes={("soup", "taste"): 65.0}, swings={"price": 35.5})


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Serve a folder with the lunch file."""
    before = list(served._chosen)
    (tmp_path / "lunch.yaml").write_text(LUNCH, encoding="utf-8")
    served.choose(tmp_path)
    yield tmp_path
    served._chosen[:] = before


@pytest.fixture
def session(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    """Return the session of a visitor who disputes a score and has moved a weight."""
    monkeypatch.setattr("streamlit.session_state", {})
    loaded = served.open_set("lunch", folder / "lunch.yaml")
    return Session(("lunch",), "lunch", loaded, loaded, CHOICE, ())


def text() -> str:
    """Return the text of the draft."""
    draft = last_draft("lunch")
    assert draft is not None
    return draft.text


def test_a_reading_and_a_lens_are_put_in_one_step(session: Session) -> None:
    """Both bear name and reason, and the view that shows the same has no disputes any more."""
    after, refusal = put_own_view(session, ANA, as_scores=False, as_swings=False)

    assert (refusal, after) == ("", Choice(reading="ana", lens="ana"))
    assert good(text()).readings["ana"].summary == "Seen it."
    assert good(text()).lenses["ana"].swings == {"taste": 60, "price": 35.5}
    draft = last_draft("lunch")
    assert draft is not None
    assert draft.undone().text == LUNCH


def test_in_place_of_the_file_s_own(session: Session) -> None:
    """Then the file says what the visitor said, and the view is that of the file."""
    after, refusal = put_own_view(session, ANA, as_scores=True, as_swings=True)

    assert (refusal, after) == ("", Choice())
    assert good(text()).assessments["soup"]["taste"].score.likely == 65
    assert good(text()).criteria["price"].swing == 35.5
    assert [*good(text()).readings] == ["gourmet"]


@pytest.mark.parametrize("as_scores", [True, False])
def test_a_score_with_a_reason_of_its_own_keeps_it(session: Session, *, as_scores: bool) -> None:
    """What was written beside the dispute goes with the score, and out of the view after it."""
    choice = replace(CHOICE, reasons={("soup", "taste"): "Salt: too much"})
    after, refusal = put_own_view(
        replace(session, choice=choice), ANA, as_scores=as_scores, as_swings=False
    )

    assert (refusal, after.reasons) == ("", {})
    now = good(text())
    cells = now.assessments if as_scores else now.readings["ana"].assessments
    assert cells["soup"]["taste"].reason == "Salt: too much"


def test_a_second_view_of_one_person_has_a_name_of_its_own(session: Session) -> None:
    """The name with a number, since two readings of one name could not be told apart."""
    taken = Author("Gourmet", "Again.", "2026-02-24")
    after, _ = put_own_view(session, taken, as_scores=False, as_swings=True)

    assert after.reading == "gourmet_2"
    assert good(text()).readings["gourmet_2"].name == "Gourmet 2"


def test_the_view_follows_once_the_draft_is_saved(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unless the visitor has moved something else meanwhile; and once only."""
    put: list[Choice] = []
    monkeypatch.setattr(own_view_kept, "put_choice", put.append)
    monkeypatch.setattr(own_view_kept, "current_session", lambda: session)
    own_view_kept.keep_own_view("lunch", CHOICE, Choice(reading="ana"))
    own_view_kept.adopt_own_view("lunch")
    own_view_kept.adopt_own_view("lunch")
    assert put == [Choice(reading="ana")]

    own_view_kept.keep_own_view("lunch", Choice(), Choice(reading="ben"))
    own_view_kept.adopt_own_view("lunch")
    assert put == [Choice(reading="ana")]


@pytest.mark.parametrize("may_write", [True, False])
def test_where_nothing_may_be_saved_the_draft_is_left(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, may_write: bool
) -> None:
    """Served read-only, the button that saves is off and says why; the draft can be had."""
    monkeypatch.setattr(edit_save_panel, "writing_allowed", lambda: may_write)
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.query_params["set"], app.query_params["d"] = "lunch", "soup.taste.65"
    app.run().switch_page(str(Path(edit_page.__file__))).run()
    assert [one.label for one in app.button].count(WRITE) == 1
    app.session_state[own_view_dialog._REQUESTED] = True
    app.run()

    assert not app.exception
    saves = app.button(key="own_view_save")
    assert saves.disabled is not may_write
    said = " ".join(str(one.value) for one in app.caption)
    assert (edit_save_panel.SERVED_READ_ONLY in said) is not may_write
    (name,) = [one for one in app.text_input if one.label == "Your name"]
    name.input("Ana")
    # Here a press runs the whole page and not the dialog alone, which is then asked for anew.
    app.session_state[own_view_dialog._REQUESTED] = True
    app.button(key="own_view_draft").click().run()
    assert "Name and reason are needed" in " ".join(str(one.value) for one in app.error)
    assert (folder / "lunch.yaml").read_text(encoding="utf-8") == LUNCH
