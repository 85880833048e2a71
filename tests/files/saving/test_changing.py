"""A change is made to the file as it is by now, and taken back without anybody else's."""

from __future__ import annotations

from pathlib import Path

import pytest

from steelyard.files.editing.value_edits import put_value
from steelyard.files.saving import changing
from steelyard.files.saving.changing import FileChange, change_file, take_back
from steelyard.files.saving.save import ConflictError, SaveError, save_text

START = "title: Lunch\nnote: warm\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a small file."""
    path = tmp_path / "lunch.yaml"
    path.write_text(START, encoding="utf-8")
    return path


def titled(title: str) -> object:
    """Return a change of the title."""
    return lambda text: put_value(text, ("title",), title)


def test_somebody_elses_save_in_the_same_moment_stays(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The change is made again to what they saved."""
    saves: list[str] = []

    def late(path: Path, text: str, expected: str, *, within: Path) -> str:
        if not saves:
            path.write_text(START.replace("warm", "cold"), encoding="utf-8")
        saves.append(text)
        return save_text(path, text, expected, within=within)

    monkeypatch.setattr(changing, "save_text", late)
    done = change_file(file, titled("Dinner"), within=file.parent)  # type: ignore[arg-type]
    assert file.read_text(encoding="utf-8") == "title: Dinner\nnote: cold\n" == done.after
    assert len(saves) == 2


def test_it_gives_up_where_others_never_stop(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a few attempts the conflict is told."""

    def never(path: Path, text: str, expected: str, *, within: Path) -> str:
        raise ConflictError(path.name, b"")

    monkeypatch.setattr(changing, "save_text", never)
    with pytest.raises(ConflictError):
        change_file(file, titled("Dinner"), within=file.parent)  # type: ignore[arg-type]


def test_taking_back_keeps_what_others_have_changed_since(file: Path) -> None:
    """Only the own change goes."""
    done = change_file(file, titled("Dinner"), within=file.parent)  # type: ignore[arg-type]
    file.write_text(done.after.replace("warm", "cold"), encoding="utf-8")
    take_back(done, within=file.parent)
    assert file.read_text(encoding="utf-8") == "title: Lunch\nnote: cold\n"


def test_taking_back_is_refused_where_others_have_changed_the_same(file: Path) -> None:
    """Then the file stays as it is."""
    done = change_file(file, titled("Dinner"), within=file.parent)  # type: ignore[arg-type]
    file.write_text(done.after.replace("Dinner", "Supper"), encoding="utf-8")
    with pytest.raises(SaveError, match="same place"):
        take_back(done, within=file.parent)
    assert "Supper" in file.read_text(encoding="utf-8")


def test_no_change_writes_nothing(file: Path) -> None:
    """Not even a version is kept."""
    assert change_file(file, str, within=file.parent) == FileChange(file, START, START)
    assert [path.name for path in file.parent.iterdir()] == ["lunch.yaml"]
