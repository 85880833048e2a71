"""The watch over the files on show: what wakes those who wait, and what does not."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from own_loop import run_apart

from steelyard.routes import file_watch
from steelyard.routes.file_watch import FileWatch
from steelyard.views.session import served_files as served

PATIENCE = 20
"""Seconds a slow machine may take to notice; nothing is asserted about speed."""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Serve a folder with one file for the length of a test."""
    before, told = list(served._chosen), list(served._tokens)
    place = tmp_path / "criteria"
    place.mkdir()
    (place / "a.yaml").write_text("format: 1\n")
    served.choose(place)
    yield place
    served._chosen[:], served._tokens[:] = before, told


def token_after(change: Callable[[], object], wait: float = PATIENCE) -> tuple[str, str]:
    """Return the token before and after a change made while the watch runs."""

    async def watched() -> tuple[str, str]:
        watch = FileWatch()
        await watch.refresh()
        following = asyncio.create_task(watch.follow())
        await asyncio.sleep(1.0)
        before = watch.token
        change()
        try:
            after = await asyncio.wait_for(watch.next_after(before), wait)
        except TimeoutError:
            after = watch.token
        following.cancel()
        return before, after

    return run_apart(watched())


def test_a_save_changes_the_token(folder: Path) -> None:
    """A file written in place is noticed, and pages can ask for the new token."""
    before, after = token_after(lambda: (folder / "a.yaml").write_text("format: 1\ntitle: A\n"))
    assert before != after
    assert served.noted_token() == after


def test_a_replaced_file_changes_the_token(folder: Path) -> None:
    """So is one that was put in its place by renaming."""
    (folder / ".new").write_text("format: 1\ntitle: B\n")
    before, after = token_after(lambda: (folder / ".new").replace(folder / "a.yaml"))
    assert before != after


def test_a_deleted_and_a_new_file_change_the_token(folder: Path) -> None:
    """The list of files is part of the state."""
    before, after = token_after((folder / "a.yaml").unlink)
    assert before != after
    again, more = token_after(lambda: (folder / "b.yml").write_text("format: 1\n"))
    assert again == after
    assert more != after


def test_registers_that_appear_later_are_followed(folder: Path) -> None:
    """A seeds/ folder made while the dashboard runs is watched from then on."""

    def appear() -> None:
        seeds = folder.parent / "seeds"
        seeds.mkdir()
        (seeds / "one.yaml").write_text("format: 1\n")

    before, after = token_after(appear)
    assert before != after


def test_a_folder_that_is_replaced_is_followed(folder: Path) -> None:
    """A folder deleted and made again, as by a change of branch, is taken up."""

    async def watched() -> list[str]:
        watch = FileWatch()
        await watch.refresh()
        following = asyncio.create_task(watch.follow())
        await asyncio.sleep(1.0)
        seen = [watch.token]
        shutil.rmtree(folder)
        seen.append(await asyncio.wait_for(watch.next_after(seen[-1]), PATIENCE))
        folder.mkdir()
        (folder / "a.yaml").write_text("format: 1\n")
        seen.append(await asyncio.wait_for(watch.next_after(seen[-1]), PATIENCE))
        await asyncio.sleep(1.0)
        (folder / "a.yaml").write_text("format: 1\ntitle: C\n")
        seen.append(await asyncio.wait_for(watch.next_after(seen[-1]), PATIENCE))
        following.cancel()
        return seen

    first, gone, back, changed = run_apart(watched())
    assert first == back
    assert len({first, gone, changed}) == 3


@pytest.mark.parametrize("name", ["a.yaml", ".a.yaml.swp", "notes.txt"])
def test_the_same_content_and_other_files_change_nothing(folder: Path, name: str) -> None:
    """A file saved as it was, and files that are not shown, wake nobody."""
    text = (folder / "a.yaml").read_text()
    before, after = token_after(lambda: (folder / name).write_text(text), wait=1.5)
    assert before == after


def test_where_nothing_can_be_watched_files_are_looked_at(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without the system's help changes are found all the same, and the terminal is told."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError("no handles left")

    monkeypatch.setattr(file_watch, "awatch", refuse)
    before, after = token_after(lambda: (folder / "a.yaml").write_text("format: 1\nnote: x\n"))
    assert before != after
    assert "looked at every second: no handles left" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="Windows and macOS keep names as text")
def test_a_name_that_is_no_text_does_not_end_the_watch(folder: Path) -> None:
    """Neither in the folder nor among the registers; what comes after it is noticed."""
    (folder / "seeds" / "texts").mkdir(parents=True)

    def change() -> None:
        for place in (folder, folder / "seeds"):
            odd = os.fsencode(place) + b"/caf\xe9.yaml"
            Path(os.fsdecode(odd)).write_text("format: 1\n", encoding="utf-8")
        Path(os.fsdecode(os.fsencode(folder) + b"/seeds/texts/\xff.txt")).write_text("x")

    async def watched() -> list[str]:
        watch = FileWatch()
        await watch.refresh()
        following = asyncio.create_task(watch.follow())
        await asyncio.sleep(1.0)
        change()
        await asyncio.sleep(2.0)
        tokens = [watch.token]
        for title in "ABC":
            (folder / "a.yaml").write_text(f"format: 1\ntitle: {title}\n")
            tokens.append(await asyncio.wait_for(watch.next_after(tokens[-1]), PATIENCE))
        assert not following.done()
        following.cancel()
        return tokens

    assert len(set(run_apart(watched()))) == 4
