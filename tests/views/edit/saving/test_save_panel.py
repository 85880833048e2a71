"""When saving is off and why, and what becomes of a save that fails."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st

from steelyard.files.criteria_files import load_criteria_file
from steelyard.files.saving.save import SaveError
from steelyard.views.edit.saving import save_panel as edit_save_panel
from steelyard.views.edit.saving.drafts import draft_of, last_draft, put_draft
from steelyard.views.edit.saving.save_panel import (
    FILE_READ_ONLY,
    NOT_WHOLE,
    SERVED_READ_ONLY,
    save,
    why_saving_is_off,
)
from steelyard.views.session import served_files as served

TEXT = "format: 1\ntitle: Lunch\n"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Serve a folder with one file and open it in a session of its own."""
    monkeypatch.setattr(st, "session_state", {})
    monkeypatch.setattr(served, "_chosen", [tmp_path])
    path = tmp_path / "lunch.yaml"
    path.write_text(TEXT, encoding="utf-8")
    draft_of("lunch", load_criteria_file(path, "lunch.yaml"))
    return path


def change(text: str) -> None:
    """Put another text into the draft."""
    draft = last_draft("lunch")
    assert draft is not None
    put_draft(draft.with_text(text))


def news() -> tuple[str, str]:
    """Return what is said of the last press."""
    kind, sentence = st.session_state["edit_outcome:lunch"][:2]
    return kind, sentence


def test_a_save_lands_on_disk_and_is_said(file: Path) -> None:
    """The file holds the draft, which is then unchanged."""
    change(TEXT + "# more\n")
    save("lunch", file)
    draft = last_draft("lunch")
    assert draft is not None

    assert file.read_text(encoding="utf-8") == TEXT + "# more\n"
    assert not draft.is_changed
    assert news() == ("good", "Saved to lunch.yaml: 1 line added.")


def test_nobody_is_overwritten(file: Path) -> None:
    """Where the file has changed meanwhile nothing is saved and the draft stays."""
    change(TEXT + "# mine\n")
    file.write_text(TEXT + "# theirs\n", encoding="utf-8")
    save("lunch", file)
    draft = last_draft("lunch")
    assert draft is not None

    assert file.read_text(encoding="utf-8") == TEXT + "# theirs\n"
    assert draft.text == TEXT + "# mine\n"
    assert news()[1].startswith("Nothing was saved: the file has changed on disk")


def test_a_full_disk_is_one_sentence(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The draft stays, and the sentence says where the text still is."""

    def full(*_: object, **__: object) -> str:
        raise SaveError("lunch.yaml was not saved: the disk is full.")

    monkeypatch.setattr(edit_save_panel, "save_text", full)
    change(TEXT + "# mine\n")
    save("lunch", file)
    draft = last_draft("lunch")
    assert draft is not None

    assert draft.is_changed
    assert news() == (
        "bad",
        "lunch.yaml was not saved: the disk is full. Your text is still here and can be "
        "downloaded.",
    )


def test_why_saving_is_off(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of bytes we cannot read, one marked read-only, a dashboard for reading only."""
    assert why_saving_is_off("lunch", load_criteria_file(file, "lunch.yaml")) == ""

    file.write_bytes(b"title: caf\xe9\n")
    assert why_saving_is_off("lunch", load_criteria_file(file, "lunch.yaml")) == (
        f"{NOT_WHOLE} a character saved in another encoding (byte 0xe9). To mend it: Save the "
        "file again in your editor with the encoding UTF-8."
    )

    file.write_text(TEXT, encoding="utf-8")
    file.chmod(0o444)
    assert why_saving_is_off("lunch", load_criteria_file(file, "lunch.yaml")) == FILE_READ_ONLY

    monkeypatch.setattr(edit_save_panel, "writing_allowed", lambda: False)
    assert why_saving_is_off("lunch", load_criteria_file(file, "lunch.yaml")) == SERVED_READ_ONLY
