"""Which files are on offer, and the token of their state."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from steelyard.views.session import served_files as served


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Serve a folder with a file, a register and a text."""
    before, told = list(served._chosen), list(served._tokens)
    (tmp_path / "criteria").mkdir()
    (tmp_path / "criteria" / "a.yaml").write_text("a: 1\n")
    (tmp_path / "seeds" / "texts").mkdir(parents=True)
    (tmp_path / "seeds" / "one.yaml").write_text("b: 1\n")
    (tmp_path / "seeds" / "texts" / "one.txt").write_text("c\n")
    (tmp_path / "judgements" / "a" / "round-1").mkdir(parents=True)
    (tmp_path / "judgements" / "a" / "round-1" / "round.yaml").write_text("state: open\n")
    served.choose(tmp_path / "criteria")
    yield tmp_path
    served._chosen[:], served._tokens[:] = before, told


@pytest.mark.parametrize(
    "change",
    [
        lambda top: (top / "criteria" / "a.yaml").write_text("a: 2\n"),
        lambda top: (top / "criteria" / "b.yaml").write_text("a: 1\n"),
        lambda top: (top / "criteria" / "a.yaml").rename(top / "criteria" / "c.yaml"),
        lambda top: (top / "seeds" / "one.yaml").unlink(),
        lambda top: (top / "seeds" / "texts" / "one.txt").write_text("d\n"),
        lambda top: (top / "judgements/a/round-1/round.yaml").write_text("state: closed\n"),
    ],
)
def test_every_content_counts(folder: Path, change: Callable[[Path], object]) -> None:
    """A file, a register or a text that changes, comes, goes or moves gives another token."""
    token, marks = served.state_token(), served.state_marks()
    change(folder)
    assert served.state_token() != token
    assert served.state_marks() != marks


def test_times_do_not_count(folder: Path) -> None:
    """The same content at another time gives the same token."""
    token = served.state_token()
    path = folder / "criteria" / "a.yaml"
    path.write_text(path.read_text())
    (folder / "criteria" / "notes.md").write_text("x")
    # A sheet that is not handed in changes nothing that anybody else is shown.
    (folder / "judgements" / "a" / "round-1" / "birch.yaml").write_text("x: 1\n")
    assert served.state_token() == token


def test_the_folders_to_watch(folder: Path) -> None:
    """The folder, the one above, and those of registers and texts, as far as they are there."""
    watched = served.watched_folders()
    assert {folder, folder / "criteria", folder / "seeds", folder / "seeds" / "texts"} <= {*watched}
    assert folder / "judgements" / "a" / "round-1" in watched
    assert all(path.is_dir() for path in watched)
    assert len(watched) == len({*watched})


def test_a_single_file_is_served_from_its_folder(folder: Path) -> None:
    """Served alone, a file is the only one on offer; its folder is watched."""
    served.choose(folder / "criteria" / "a.yaml")
    assert list(served.served_files()) == ["a"]
    assert served.served_folder() == folder / "criteria"
    assert folder / "criteria" in served.watched_folders()


def test_the_token_of_the_server_is_known_once_told(folder: Path) -> None:
    """Without a server that watches there is none."""
    served._tokens.clear()
    assert served.noted_token() is None
    served.note_token("x")
    assert served.noted_token() == "x"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("format: 1\ntitle: Lunch: today\n", ""),
        ("format: 1\ntitle: 'Lunch: today'\nquestion: title: no\n", "Lunch: today"),
        ("title: >-\n  Lunch\n  today\noptions: {}\n", "Lunch today"),
        ("# title: no\nformat: 1\n", ""),
        ("title: [a]\n", ""),
    ],
)
def test_a_title_is_read_without_the_rest(tmp_path: Path, text: str, title: str) -> None:
    """Whatever stands below it; a title that is no text is none."""
    file = tmp_path / "lunch.yaml"
    file.write_text(text, encoding="utf-8")
    assert served.title_of(file) == title
    assert served.title_of(tmp_path / "missing.yaml") == ""


def test_visitors_who_open_a_file_at_once_share_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is read once, however long that takes, so that what is computed of it is shared too."""
    read = served.load_criteria_file

    def slowly(*place: Path, **named: object) -> object:
        time.sleep(0.05)
        return read(*place, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(served, "load_criteria_file", slowly)
    path = folder / "criteria" / "a.yaml"
    with ThreadPoolExecutor(8) as visitors:
        opened = list(visitors.map(lambda _: served.open_set("a", path), range(8)))
    assert len({id(loaded) for loaded in opened}) == 1
