"""A claim renamed on the page: in every file or in none, and taken back with one click."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from orchard_set import write_orchard

from steelyard.files.editing.open_text import EditError
from steelyard.files.sources.renaming import plan_renaming
from steelyard.views.session import served_files as served
from steelyard.views.sources.register_files import change_files, last_done, undo_last


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    """Serve the orchard, with a plain mapping for the session; yield its register and its set."""
    before = list(served._chosen)
    folder = write_orchard(tmp_path)
    served.choose(folder)
    monkeypatch.setattr(st, "session_state", {})
    yield [tmp_path / "seeds" / "orchard.yaml", folder / "orchard.yaml"]
    served._chosen[:] = before


def texts(files: list[Path]) -> list[str]:
    """Return what is in the files."""
    return [file.read_text(encoding="utf-8") for file in files]


def test_all_files_are_renamed_and_taken_back_at_once(files: list[Path]) -> None:
    """One step back undoes what one click has done."""
    before = texts(files)
    changes, _ = plan_renaming(files[0], files[1:], "or-01", "accounts-1")
    assert change_files("or-01 is called accounts-1", changes) == ""
    assert all("accounts-1" in text and "or-01" not in text for text in texts(files))
    done = last_done()
    assert done is not None
    assert {change.path for change in done.changes} == set(files)
    assert undo_last() == ""
    assert texts(files) == before
    assert last_done() is None


def test_a_file_that_cannot_be_changed_keeps_all_others_as_they_were(files: list[Path]) -> None:
    """What was done before it failed is taken back, and the reason is told."""
    before = texts(files)

    def fail(_: str) -> str:
        raise EditError("Somebody has taken it out.")

    changes, _ = plan_renaming(files[0], files[1:], "or-01", "accounts-1")
    assert change_files("renamed", {**changes, files[1]: fail}) == "Somebody has taken it out."
    assert texts(files) == before
    assert last_done() is None
