"""Unsaved work on a server: there after a reload on another replica, for its own author alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from serving.sealed_rounds import ADA, EDA, EVERYTHING, Sealed, acting, opened_store, sealed
from sqlalchemy import select, text
from streamlit.testing.v1 import AppTest

from steelyard.files.saving.unsaved_work import (
    UnsavedText,
    drop_work,
    keep_work_in,
    put_work,
    read_work,
)
from steelyard.serving.store.tables import drafts
from steelyard.serving.store.unsaved_texts import MOST_KEPT, UnsavedTexts
from steelyard.views.session import served_files as served

ROOT = Path(__file__).resolve().parents[3] / "dashboard"
said: list[str] = []


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Sealed]:
    """Give a set on a server that keeps unsaved work."""
    before = list(served._chosen)
    said.clear()
    with opened_store("sqlite", tmp_path) as store, sealed(tmp_path, store) as made:
        keep_work_in(UnsavedTexts(store, said.append))
        served.choose(made.file.parent)
        yield made
    keep_work_in(None)
    served._chosen[:] = before


def work(number: int, words: str = "a text") -> UnsavedText:
    """Return a text with an id and a moment of its own."""
    return UnsavedText(f"{number:016}", "0" * 64, "before", words, f"2026-11-30T12:00:{number:02}")


def edit_page() -> AppTest:
    """Return the page Edit as a new session gets it."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120).run()
    return app.switch_page(str(ROOT / "steelyard" / "views" / "edit" / "page.py")).run()


def test_what_was_left_is_offered_on_another_replica(made: Sealed) -> None:
    """Taken up it is the draft again, goes on under its id, and once saved it is gone."""
    with acting(EDA):
        app = edit_page()
        draft = app.session_state["drafts"]["lunch"]
        changed = draft.text.replace("Lunch", "Supper")
        app.session_state["drafts"]["lunch"] = draft.with_text(changed)
        app.run()
        assert [one.text for one in read_work("lunch")] == [changed]

        there = edit_page()
        assert there.session_state["drafts"]["lunch"].text != changed
        there.button(key=f"take:{draft.draft_id}").click().run()
        back = there.session_state["drafts"]["lunch"]
        assert (back.text, back.draft_id) == (changed, draft.draft_id)

        there.session_state["drafts"]["lunch"] = back.saved("1" * 64)
        there.run()
        assert not read_work("lunch")
    assert said == []


def test_nobody_else_has_it(made: Sealed) -> None:
    """Of the same file, with every role, or without a login."""
    with acting(EDA):
        put_work("lunch", work(1))
    for who in (ADA, EVERYTHING):
        with acting(who):
            assert not read_work("lunch")
            drop_work("lunch", work(1).draft_id)
            assert not [one for one in edit_page().button if one.key.startswith("take:")]
    with acting(EDA):
        assert read_work("lunch") == [work(1)]
        assert not read_work("supper")


def test_what_is_deleted_is_deleted_everywhere(made: Sealed) -> None:
    """It is offered to nobody again."""
    with acting(EDA):
        put_work("lunch", work(1))
        app = edit_page()
        app.button(key=f"leave:{work(1).draft_id}").click().run()
        assert not read_work("lunch")


def test_the_oldest_goes_first(made: Sealed) -> None:
    """So many texts of one file are kept as the browser keeps."""
    with acting(EDA):
        for number in range(MOST_KEPT + 2):
            put_work("lunch", work(number))
        put_work("lunch", work(MOST_KEPT + 1, "changed again"))
        left = read_work("lunch")
    assert [one.draft_id for one in left] == [work(n).draft_id for n in range(6, 1, -1)]
    assert left[0].text == "changed again"
    with made.store.reading() as connection:
        assert len(connection.execute(select(drafts)).all()) == MOST_KEPT


def test_a_database_that_is_away_stops_nobody(made: Sealed) -> None:
    """The browser has the same; the operator is told."""
    with made.store.writing() as connection:
        connection.execute(text("ALTER TABLE drafts RENAME TO gone"))
    with acting(EDA):
        put_work("lunch", work(1))
        assert not read_work("lunch")
        drop_work("lunch", "1")
        assert not edit_page().exception
    assert [line[:22] for line in said[:3]] == ["unsaved work on lunch "] * 3


def test_a_laptop_keeps_nothing_there() -> None:
    """Without a place there is nothing to ask."""
    put_work("lunch", work(1))
    assert not read_work("lunch")
