"""What a save replaces is kept: the twenty newest, each whole, newest first."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from steelyard.files.saving.locking import OWN_FOLDER, make_own_folder
from steelyard.files.saving.versions import (
    MOST_VERSIONS,
    drop_old_versions,
    keep_version,
    list_versions,
)


def test_a_version_is_kept_once(tmp_path: Path) -> None:
    """The same bytes as the newest version are not kept again."""
    file = tmp_path / "a.yaml"
    assert list_versions(file) == []
    kept = keep_version(file, b"a: 1\n")
    assert keep_version(file, b"a: 1\n") is None
    assert keep_version(file, b"a: 2\n") is not None
    assert keep_version(file, b"a: 1\n") is not None
    versions = list_versions(file)
    assert [version.path.read_bytes() for version in versions] == [b"a: 1\n", b"a: 2\n", b"a: 1\n"]
    assert versions[-1].path == kept
    assert versions[0].sha256 == hashlib.sha256(b"a: 1\n").hexdigest()
    assert versions[0].when > versions[1].when > versions[2].when


def test_the_oldest_go(tmp_path: Path) -> None:
    """Twenty stay."""
    file = tmp_path / "a.yaml"
    for number in range(MOST_VERSIONS + 5):
        keep_version(file, str(number).encode())
    drop_old_versions(file)
    assert [version.path.read_bytes() for version in list_versions(file)] == [
        str(number).encode() for number in range(MOST_VERSIONS + 4, 4, -1)
    ]


def test_what_is_no_version_is_not_listed(tmp_path: Path) -> None:
    """A note somebody put there, or a half-written file, which the next save clears away."""
    file = tmp_path / "a.yaml"
    keep_version(file, b"1")
    folder = list_versions(file)[0].path.parent
    (folder / "note.yaml").write_bytes(b"x")
    (folder / f"2026-99-99T00-00-00.000000Z_{'0' * 64}.yaml").write_bytes(b"x")
    (folder / "x.part").write_bytes(b"x")
    assert len(list_versions(file)) == 1
    keep_version(file, b"2")
    assert not (folder / "x.part").exists()
    assert (folder / "note.yaml").exists()


def test_versions_of_a_link_are_those_of_its_file(tmp_path: Path) -> None:
    """They lie beside the real file."""
    file = tmp_path / "deep" / "a.yaml"
    file.parent.mkdir()
    file.write_bytes(b"2")
    (tmp_path / "link.yaml").symlink_to(file)
    keep_version(file, b"1")
    assert len(list_versions(tmp_path / "link.yaml")) == 1


def test_the_room_for_versions_is_hidden_from_git(tmp_path: Path) -> None:
    """It holds its own rule to be ignored, and a link in its place is refused."""
    assert (make_own_folder(tmp_path) / ".gitignore").read_text() == "*\n"
    other = tmp_path / "other"
    other.mkdir()
    (other / OWN_FOLDER).symlink_to(tmp_path)
    with pytest.raises(NotADirectoryError, match="a link in the place"):
        make_own_folder(other)
