"""Saves that are under way are waited for, and how each ended is told."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from steelyard.files.saving import under_way
from steelyard.files.saving.save import ConflictError, SaveError, save_text
from steelyard.files.saving.under_way import SaveEnd, listen_to_saves, noted_save, wait_for_saves


@pytest.fixture
def told() -> Iterator[list[SaveEnd]]:
    """Return what a listener is told; afterwards nobody listens."""
    found: list[SaveEnd] = []
    before = list(under_way._listeners)
    listen_to_saves(found.append)
    yield found
    under_way._listeners[:] = before


def test_every_end_is_told(tmp_path: Path, told: list[SaveEnd]) -> None:
    """What was saved with its digest, a conflict, and what was refused with its sentence."""
    file = tmp_path / "a.yaml"
    sha256 = save_text(file, "title: A\n", "", within=tmp_path)
    with pytest.raises(ConflictError, match="changed by somebody else"):
        save_text(file, "title: B\n", hashlib.sha256(b"other").hexdigest(), within=tmp_path)
    with pytest.raises(SaveError, match="outside the folder"):
        save_text(tmp_path.parent / "b.yaml", "title: C\n", "", within=tmp_path)

    assert [(end.file, end.outcome) for end in told] == [
        ("a.yaml", "saved"),
        ("a.yaml", "conflict"),
        ("b.yaml", "refused"),
    ]
    assert told[0].sha256 == sha256
    assert "outside the folder" in told[2].why
    assert all(0 <= end.seconds < 20 for end in told)


def test_a_save_is_waited_for() -> None:
    """For as long as it may take, and no longer; without one there is nothing to wait for."""
    begun, may_end = threading.Event(), threading.Event()

    @noted_save
    def save(path: Path) -> None:
        begun.set()
        may_end.wait(10)

    assert wait_for_saves(0)
    thread = threading.Thread(target=save, args=(Path("a.yaml"),))
    thread.start()
    begun.wait(10)
    assert not wait_for_saves(0.05)
    may_end.set()
    assert wait_for_saves(10)
    thread.join()
