"""A file is written whole or not at all, and a fault is one plain sentence."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from steelyard.export import writing
from steelyard.export.writing import NotWrittenError, create_folder, write_whole


def test_a_file_is_replaced_in_one_step(tmp_path: Path) -> None:
    """The new bytes are there, the old ones gone, and nothing else is left over."""
    path = tmp_path / "a.svg"
    write_whole(path, b"old")
    write_whole(path, b"new")

    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EIO, "cannot be written"),
        (errno.EROFS, "no perm"),
    ],
)
@pytest.mark.parametrize("call", ["fsync", "fdopen"])
def test_a_fault_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, told: str, call: str
) -> None:
    """Whatever fails on the way, the old file stands and no half one lies beside it."""
    path = tmp_path / "a.svg"
    path.write_bytes(b"old")

    def fail(handle: int, *_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(writing.os, call, fail)
    with pytest.raises(NotWrittenError, match=told):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_where_a_folder_should_be_is_told(tmp_path: Path) -> None:
    """The sentence names the place."""
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(NotWrittenError, match="a file of that name is there"):
        create_folder(tmp_path / "out")
    with pytest.raises(NotWrittenError, match="a file of that name is there"):
        create_folder(tmp_path / "out" / "pictures")


def test_a_folder_where_a_file_should_be_is_told(tmp_path: Path) -> None:
    """Nothing is put over a folder."""
    (tmp_path / "a.svg").mkdir()
    with pytest.raises(NotWrittenError, match="a folder of that name is there"):
        write_whole(tmp_path / "a.svg", b"new")
