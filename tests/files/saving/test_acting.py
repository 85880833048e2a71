"""Who acts when something is saved: one person at a laptop, whom the server finds elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from steelyard.files.saving.acting import acting_person, find_people_by
from steelyard.files.saving.save import SaveError, is_writable, save_text, writing_allowed
from steelyard.model.people import ANYBODY, NOBODY, Person, TeamRole


@pytest.fixture(autouse=True)
def laptop() -> Iterator[None]:
    """Leave the process as it was: a laptop."""
    yield
    find_people_by(None)


def test_at_a_laptop_one_person_may_do_everything() -> None:
    """Nobody logs in there."""
    assert acting_person() == ANYBODY
    assert writing_allowed()


@pytest.mark.parametrize("role", [role for role in TeamRole if role is not TeamRole.EDITOR])
def test_only_an_editor_saves(tmp_path: Path, role: TeamRole) -> None:
    """Whatever a page shows, the save itself asks."""
    find_people_by(lambda: Person("ada", "Ada", frozenset({role})))
    file = tmp_path / "lunch.yaml"
    assert not is_writable(file)
    with pytest.raises(SaveError, match="needs the role editor"):
        save_text(file, "format: 1\n", "", within=tmp_path)
    assert not file.exists()
    find_people_by(lambda: Person("ada", "Ada", frozenset({role, TeamRole.EDITOR})))
    save_text(file, "format: 1\n", "", within=tmp_path)
    assert file.exists()


def test_where_nobody_is_found_nobody_acts() -> None:
    """A thread without a visitor may do nothing on a server."""
    find_people_by(lambda: None)
    assert acting_person() == NOBODY
    assert not writing_allowed()
