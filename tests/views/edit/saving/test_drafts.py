"""Unsaved work: it follows the file while untouched, and is never replaced once it is not."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import streamlit as st

from steelyard.files.criteria_files import LoadedSet, load_criteria_file, read_criteria
from steelyard.views.edit.saving.drafts import (
    UNDO_STEPS,
    Draft,
    change_draft,
    changed_drafts,
    draft_of,
    has_changed_on_disk,
    last_draft,
)

TEXT = "format: 1\ntitle: Lunch\n"


@pytest.fixture(autouse=True)
def empty_session(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every test a session of its own."""
    monkeypatch.setattr(st, "session_state", {})


def on_disk(text: str) -> LoadedSet:
    """Return a file with this text."""
    return read_criteria(text.encode(), Path("lunch.yaml"), "lunch.yaml")


def sha(text: str) -> str:
    """Return the hash of a text on disk."""
    return hashlib.sha256(text.encode()).hexdigest()


def test_an_untouched_draft_follows_the_file() -> None:
    """As long as nothing is changed, a new state of the file is the new draft."""
    draft_of("lunch", on_disk(TEXT))
    draft = draft_of("lunch", on_disk(TEXT + "# more\n"))

    assert (draft.text, draft.base_sha256) == (TEXT + "# more\n", sha(TEXT + "# more\n"))
    assert not draft.is_changed


def test_a_changed_draft_stays_when_the_file_changes() -> None:
    """Once something is changed the draft keeps its text and the hash it began with."""
    draft_of("lunch", on_disk(TEXT))
    assert change_draft("lunch", lambda text: text + "# mine\n") == ""
    theirs = on_disk(TEXT + "# theirs\n")
    draft = draft_of("lunch", theirs)

    assert draft.text == TEXT + "# mine\n"
    assert draft.base_sha256 == sha(TEXT)
    assert has_changed_on_disk(draft, theirs)
    assert changed_drafts() == ["lunch"]


def test_the_same_saved_by_somebody_else_is_no_conflict() -> None:
    """A file that already holds the draft's text becomes what the draft began with."""
    draft_of("lunch", on_disk(TEXT))
    change_draft("lunch", lambda text: text + "# mine\n")
    draft = draft_of("lunch", on_disk(TEXT + "# mine\n"))

    assert not draft.is_changed


def test_a_refused_change_leaves_the_draft() -> None:
    """What raises ValueError changes nothing, and its sentence is handed back."""
    draft_of("lunch", on_disk(TEXT))

    def refuse(text: str) -> str:
        raise ValueError("No such option.")

    assert change_draft("lunch", refuse) == "No such option."
    draft = last_draft("lunch")
    assert draft is not None
    assert draft.text == TEXT
    assert change_draft("other", refuse) == "This file is no longer open."


def test_line_ends_of_any_kind_are_one_kind_in_a_draft() -> None:
    """A file with CRLF is not changed by being opened, nor by a browser's own line ends."""
    draft = draft_of("lunch", on_disk("format: 1\r\ntitle: Lunch\r\n"))

    assert draft.text == TEXT
    assert not draft.with_text("format: 1\r\ntitle: Lunch\r\n").is_changed


def test_undo_and_redo_walk_the_same_steps() -> None:
    """Every step back can be taken forward again; a new change ends the way forward."""
    draft = Draft("lunch", "", "a", "a").with_text("b").with_text("c")

    assert draft.undone().undone().text == "a"
    assert draft.undone().undone().redone().redone() == draft.undone().redone()
    assert draft.undone().with_text("d").later == ()
    assert draft.redone() is draft


def test_steps_back_are_bounded() -> None:
    """However much is typed, no more than the last steps are kept."""
    draft = Draft("lunch", "", "", "")
    for number in range(3 * UNDO_STEPS):
        draft = draft.with_text(str(number))

    assert len(draft.earlier) == UNDO_STEPS


def test_a_draft_moved_onto_another_text_saves_over_that_one() -> None:
    """After a merge the file on disk is the base, and the old text is one step back."""
    draft = Draft("lunch", "old", "a", "mine").moved_onto("theirs", "new", "both")

    assert (draft.base, draft.base_sha256, draft.text) == ("theirs", "new", "both")
    assert draft.undone().text == "mine"
    assert not draft.saved("now").is_changed


def test_a_file_that_has_gone_leaves_its_text(tmp_path: Path) -> None:
    """What was read stays on the page when the file vanishes, and can be saved as a copy."""
    draft_of("lunch", on_disk(TEXT))
    gone = load_criteria_file(tmp_path / "lunch.yaml")

    assert draft_of("lunch", gone).text == TEXT
