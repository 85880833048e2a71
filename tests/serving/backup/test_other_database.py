"""A backup of one kind of database restored into another, and back: the same to the last byte."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from serving.backup.kept_server import configure, contents, fill
from serving.postgresql import serve_postgresql

from steelyard.cli import main
from steelyard.commands.backups import restore
from steelyard.serving.backup.archive import open_backup

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="Windows and macOS have no packages of Debian"
)


def test_a_backup_goes_into_any_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite to PostgreSQL, once more over it, and back to SQLite: digests and files agree."""
    monkeypatch.setattr(restore, "is_answered", lambda _port: False)
    first = configure(tmp_path / "first")
    fill(first)
    last = configure(tmp_path / "last")
    with serve_postgresql() as database:
        second = configure(tmp_path / "second", database.address)
        backups = [tmp_path / f"{number}.zip" for number in range(3)]
        assert main(["backup", "--config", str(first), str(backups[0])]) == 0
        assert main(["restore", "--config", str(second), str(backups[0])]) == 0
        assert main(["restore", "--config", str(second), "--replace", str(backups[0])]) == 0
        assert main(["backup", "--config", str(second), str(backups[1])]) == 0
    assert main(["restore", "--config", str(last), str(backups[1])]) == 0
    assert main(["backup", "--config", str(last), str(backups[2])]) == 0

    digests = set()
    for backup in map(open_backup, backups):
        digests.add(backup.manifest.digest)
        backup.close()
    assert len(digests) == 1
    assert contents(tmp_path / "second") == contents(tmp_path / "first")
    assert contents(tmp_path / "last") == contents(tmp_path / "first")
