"""One saver at a time, also among threads, and never for ever."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from steelyard.files.saving.locking import BusyError, locked


def test_a_second_holder_waits_and_gives_up(tmp_path: Path) -> None:
    """While one holds the lock nobody else gets it; afterwards the next one does."""
    with (
        locked(tmp_path),
        pytest.raises(BusyError, match="held by another"),
        locked(tmp_path, seconds=0.05),
    ):
        pass
    with locked(tmp_path, seconds=0.05):
        pass


def test_an_error_inside_frees_the_lock(tmp_path: Path) -> None:
    """Whatever happens to a saver."""
    with pytest.raises(ValueError, match="oops"), locked(tmp_path):
        raise ValueError("oops")
    with locked(tmp_path, seconds=0.05):
        pass


def test_threads_take_turns(tmp_path: Path) -> None:
    """Eight threads count without losing one."""
    count = {"n": 0}

    def add() -> None:
        for _ in range(10):
            with locked(tmp_path):
                seen = count["n"]
                threading.Event().wait(0.0002)
                count["n"] = seen + 1

    threads = [threading.Thread(target=add) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert count["n"] == 80
