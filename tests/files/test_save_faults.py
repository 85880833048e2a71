"""Every call to the system fails once; savers are killed; many save at once.

After each of these the file is the old one or the new one, whole, and nobody's work is lost
without a word.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import portalocker
import pytest

from steelyard.files.saving.save import SaveError, save_text
from steelyard.files.saving.versions import list_versions

OLD, NEW = b"title: Lunch\n", b"title: Dinner\n"
SEEN = hashlib.sha256(OLD).hexdigest()

CALLS: list[tuple[Any, str]] = [
    (os, "open"),
    (os, "fdopen"),
    (os, "fsync"),
    (os, "fchmod"),
    (os, "close"),
    (os, "access"),
    (Path, "mkdir"),
    (Path, "open"),
    (Path, "replace"),
    (Path, "unlink"),
    (Path, "stat"),
    (Path, "iterdir"),
    (Path, "glob"),
    (Path, "write_text"),
    (portalocker, "lock"),
    (portalocker, "unlock"),
]
FAULTS = [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.ESTALE]


def leftovers(folder: Path) -> list[str]:
    """Return what a save may leave in no case: half-written files."""
    return [str(path) for path in folder.rglob("*") if path.suffix == ".part"]


@pytest.mark.parametrize(("owner", "name"), CALLS, ids=lambda part: getattr(part, "__name__", part))
@pytest.mark.parametrize("has_saved_before", [False, True])
def test_each_call_fails_once(
    owner: Any, name: str, has_saved_before: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first, second, third… use of a call fails: old or new, whole, and nothing left over."""
    really: Callable[..., Any] = getattr(owner, name)
    sentences: list[str] = []
    for failing in range(1, 9):
        file = tmp_path / str(failing) / "lunch.yaml"
        file.parent.mkdir()
        before = OLD
        if has_saved_before:
            file.write_bytes(b"title: Breakfast\n")
            seen = hashlib.sha256(b"title: Breakfast\n").hexdigest()
            save_text(file, OLD.decode(), seen, within=file.parent)
        file.write_bytes(OLD)
        kept_before = {version.sha256 for version in list_versions(file)}
        calls = 0

        def fail_once(*given: Any, failing: int = failing, **named: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == failing:
                raise OSError(FAULTS[failing % len(FAULTS)], "made to fail")
            return really(*given, **named)

        with monkeypatch.context() as patch:
            patch.setattr(owner, name, fail_once)
            try:
                save_text(file, NEW.decode(), SEEN, within=file.parent)
                is_saved = True
            except SaveError as error:
                is_saved = False
                sentences.append(str(error))
        after = file.read_bytes()
        assert after in (before, NEW)
        assert not is_saved or after == NEW
        assert leftovers(file.parent) == []
        kept = {version.sha256 for version in list_versions(file)}
        assert kept - kept_before <= {SEEN}
        if after == NEW:
            assert SEEN in kept
        # And the next save goes through.
        seen = hashlib.sha256(after).hexdigest()
        save_text(file, "title: Supper\n", seen, within=file.parent)
        if calls < failing:
            break
    assert all("lunch.yaml was not saved: " in sentence for sentence in sentences)


@pytest.mark.parametrize(("owner", "name"), [*CALLS, (os, "link")])
def test_each_call_fails_once_for_a_new_file(
    owner: Any, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that was not there yet is there whole afterwards, or not at all."""
    really: Callable[..., Any] = getattr(owner, name)
    for failing in range(1, 6):
        file = tmp_path / str(failing) / "new.yaml"
        file.parent.mkdir()
        calls = 0

        def fail_once(*given: Any, failing: int = failing, **named: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == failing:
                raise OSError(FAULTS[failing % len(FAULTS)], "made to fail")
            return really(*given, **named)

        with monkeypatch.context() as patch, contextlib.suppress(SaveError):
            patch.setattr(owner, name, fail_once)
            save_text(file, NEW.decode(), "", within=file.parent)
        assert not file.exists() or file.read_bytes() == NEW
        assert leftovers(file.parent) == []


def test_a_full_disk_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was there stays, and the sentence says what to do."""
    file = tmp_path / "lunch.yaml"
    file.write_bytes(OLD)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(SaveError, match=r"not saved: the disk is full; make room"):
            save_text(file, NEW.decode(), SEEN, within=tmp_path)
    assert file.read_bytes() == OLD
    assert leftovers(tmp_path) == []
    assert list_versions(file) == []


def test_a_drive_without_locks_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Saving on it could lose somebody's work, so it is not done."""

    def refuse(*_: object) -> None:
        raise portalocker.LockException("no locks")

    monkeypatch.setattr(portalocker, "lock", refuse)
    with pytest.raises(SaveError, match="cannot keep two people from saving at once"):
        save_text(tmp_path / "x.yaml", "x: 1\n", "", within=tmp_path)


SAVER = """
import hashlib, sys
from pathlib import Path
from steelyard.files.saving.save import ConflictError, save_text
file, who, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
told = 0
for number in range(count):
    while True:
        raw = file.read_bytes()
        seen = hashlib.sha256(raw).hexdigest()
        text = raw.decode() + f"{who}-{number}: {'x' * 500}\\n"
        try:
            save_text(file, text, seen, within=file.parent)
        except ConflictError as conflict:
            assert hashlib.sha256(conflict.theirs).hexdigest() != seen
            told += 1
            continue
        break
    print(number, flush=True)
"""


def start_saver(file: Path, who: str, count: int) -> subprocess.Popen[str]:
    """Start a process that adds line after line to a file, each time to what it sees."""
    return subprocess.Popen(
        [sys.executable, "-c", SAVER, str(file), who, str(count)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def test_four_processes_lose_no_save(tmp_path: Path) -> None:
    """Each line that a process was told is saved is in the file, once."""
    file = tmp_path / "lunch.yaml"
    file.write_bytes(OLD)
    savers = [start_saver(file, who, 12) for who in "abcd"]
    for saver in savers:
        assert saver.communicate(timeout=120)[0].split()[-1] == "11"
        assert saver.returncode == 0
    keys = [line.split(":")[0] for line in file.read_text().splitlines()[1:]]
    assert sorted(keys) == sorted(f"{who}-{number}" for who in "abcd" for number in range(12))
    assert leftovers(tmp_path) == []
    assert len(list_versions(file)) == 20


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal that kills")
def test_a_killed_saver_leaves_a_whole_file(tmp_path: Path) -> None:
    """Killed in the middle of it, again and again: whole lines, and every confirmed one."""
    file = tmp_path / "lunch.yaml"
    file.write_bytes(OLD)
    confirmed: set[str] = set()
    for round_number in range(6):
        who = f"r{round_number}"
        saver = start_saver(file, who, 10_000)
        assert saver.stdout is not None
        assert saver.stdout.readline() == "0\n"
        time.sleep(0.15 + 0.037 * round_number)
        saver.send_signal(signal.SIGKILL)
        said = ["0", *saver.communicate(timeout=60)[0].split()]
        confirmed |= {f"{who}-{number}" for number in said}
        text = file.read_bytes().decode()
        lines = text.splitlines()[1:]
        assert text.endswith("x\n")
        assert all(line.endswith(": " + "x" * 500) for line in lines)
        assert confirmed <= {line.split(":")[0] for line in lines}
    assert len(confirmed) > 6
    save_text(file, "title: End\n", hashlib.sha256(file.read_bytes()).hexdigest(), within=tmp_path)
    # What the killed ones left half written is cleared away by the next to save.
    assert leftovers(tmp_path) == []
