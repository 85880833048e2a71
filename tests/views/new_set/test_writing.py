"""Writing a new set: both files or none, never over another, never where writing is forbidden."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from steelyard.files.saving import save
from steelyard.files.saving.save import SaveError, forbid_writing, save_text
from steelyard.files.schema import SCHEMA_LINE, SCHEMA_NAME
from steelyard.views.new_set import writing
from steelyard.views.session import served_files as served


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Serve a folder, with a plain mapping for the session and nothing to redraw."""
    before = list(served._chosen)
    served.choose(tmp_path)
    monkeypatch.setattr(st, "session_state", {writing._NAME: " sites "})
    monkeypatch.setattr(writing, "put_file", lambda name: None)
    yield tmp_path
    served._chosen[:] = before
    save._forbidden.clear()


def names(folder: Path) -> list[str]:
    """Return the files that can be seen in a folder."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def test_a_set_and_its_recipe_lie_side_by_side(folder: Path) -> None:
    """With the line for editors where the schema lies there."""
    (folder / SCHEMA_NAME).write_text("{}", encoding="utf-8")
    writing.write_set("format: 1\n", "better: {}\n")
    assert names(folder) == [SCHEMA_NAME, "sites.import.yaml", "sites.yaml"]
    assert (folder / "sites.yaml").read_text(encoding="utf-8") == f"{SCHEMA_LINE}format: 1\n"
    with pytest.raises(SaveError, match="there already"):
        writing.write_set("other: 1\n")


def test_no_recipe_is_left_where_the_set_could_not_be_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pressing the button again finds nothing in its way."""

    def full(path: Path, *rest: Any, **more: Any) -> str:
        if path.name == "sites.yaml":
            raise SaveError("the disk is full")
        return save_text(path, *rest, **more)

    monkeypatch.setattr(writing, "save_text", full)
    with pytest.raises(SaveError, match="disk is full"):
        writing.write_set("format: 1\n", "better: {}\n")
    assert names(folder) == []
    monkeypatch.setattr(writing, "save_text", save_text)
    writing.write_set("format: 1\n", "better: {}\n")
    assert names(folder) == ["sites.import.yaml", "sites.yaml"]


def test_a_read_only_dashboard_writes_nothing(folder: Path) -> None:
    """Saving itself refuses, whatever the page shows."""
    assert writing.why_set_is_not_written() == ""
    forbid_writing()
    assert writing.why_set_is_not_written() != ""
    with pytest.raises(SaveError, match="reading only"):
        writing.write_set("format: 1\n", "better: {}\n")
    assert names(folder) == []
