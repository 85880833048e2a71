"""`backup` and `restore`: all of it, of one moment, whole or not at all, and nothing else."""

from __future__ import annotations

import json
import os
import shutil
import stat
import sys
import threading
import zipfile
from pathlib import Path

import pytest
from serving.backup.kept_server import ANSWERS, configure, contents, fill, open_kept
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from steelyard.cli import main
from steelyard.commands.backups import restore
from steelyard.files.judgements.rounds import rounds_folder
from steelyard.files.saving.locking import locked
from steelyard.serving.backup.archive import open_backup
from steelyard.serving.store.engine import StoreError
from steelyard.serving.store.tables import documents, events, login_sessions


@pytest.fixture(autouse=True)
def _no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another test may have a server at the usual port of this machine."""
    monkeypatch.setattr(restore, "is_answered", lambda _port: False)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Return the configuration of a server that has something of everything."""
    found = configure(tmp_path / "here")
    fill(found)
    return found


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Return the configuration of a server that has nothing yet."""
    return configure(tmp_path / "there", "sqlite:///elsewhere.db")


def backed_up(config: Path) -> Path:
    """Return a backup of a server."""
    file = config.parent.parent / "all.zip"
    assert main(["backup", "--config", str(config), str(file)]) == 0
    return file


def digest(file: Path) -> str:
    """Return the digest over all that a backup holds."""
    backup = open_backup(file)
    backup.close()
    return backup.manifest.digest


def test_what_is_restored_is_what_was_there(config: Path, other: Path, tmp_path: Path) -> None:
    """Every byte of every file and row; a backup of the new server has the same digest."""
    file = backed_up(config)
    assert main(["restore", "--config", str(other), str(file)]) == 0

    assert contents(other.parent) == contents(config.parent)
    again = tmp_path / "again.zip"
    assert main(["backup", "--config", str(other), str(again)]) == 0
    assert digest(again) == digest(file)
    store = open_kept(other)
    with store.reading() as connection:
        assert connection.execute(select(documents.c.body)).scalar_one() == ANSWERS
        assert len(connection.execute(select(events.c.id)).all()) == 1234
        assert connection.execute(select(login_sessions)).all() == []
    with pytest.raises(StoreError), store.writing() as connection:
        connection.execute(events.delete())
    store.close()
    round_file = rounds_folder(other.parent / "criteria" / "lunch.yaml") / "round-1" / "round.yaml"
    assert not round_file.stat().st_mode & stat.S_IWUSR
    if sys.platform != "win32":
        assert (other.parent / "criteria" / "alias.yaml").readlink() == Path("lunch.yaml")


def test_versions_are_in_it_and_nothing_passing(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No lock, no database as it lies, no login; what is told is what there is."""
    file = backed_up(config)
    names = zipfile.ZipFile(file).namelist()

    assert any(name.startswith("criteria/.steelyard/versions/lunch.yaml/") for name in names)
    assert not [name for name in names if "lock" in name or ".sqlite" in name or "login" in name]
    said = capsys.readouterr().out
    assert "1238 rows" in said
    assert digest(file) in said
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_nobody_saves_meanwhile(config: Path) -> None:
    """A backup waits for a save that is under way."""
    file = config.parent.parent / "all.zip"
    done = threading.Event()

    def back_up() -> None:
        main(["backup", "--config", str(config), str(file)])
        done.set()

    with locked(config.parent / "criteria"):
        thread = threading.Thread(target=back_up)
        thread.start()
        assert not done.wait(0.5)
        (config.parent / "criteria" / "late.yaml").write_text("format: 1\n", encoding="utf-8")
    assert done.wait(60)
    thread.join()
    assert "criteria/late.yaml" in zipfile.ZipFile(file).namelist()


def test_a_backup_replaces_nothing(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither a file that is there, nor does it lie where it would be backed up itself."""
    file = backed_up(config)
    before = file.read_bytes()
    inside = config.parent / "criteria" / "all.zip"

    assert main(["backup", "--config", str(config), str(file)]) == 1
    assert main(["backup", "--config", str(config), str(inside)]) == 1
    said = capsys.readouterr().err
    assert "all.zip is there already; choose another name." in said
    assert "would lie in a folder that is backed up" in said
    assert file.read_bytes() == before
    assert not inside.exists()
    assert [path.name for path in file.parent.iterdir() if path.name.endswith(".part")] == []


def test_places_that_are_not_empty_are_refused(
    config: Path, other: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By a file or by a row; with --replace what is there makes way, the log's rows too."""
    file = backed_up(config)
    fill(other)
    (other.parent / "criteria" / "mine.yaml").write_text("format: 1\n", encoding="utf-8")
    before = contents(other.parent)

    assert main(["restore", "--config", str(other), str(file)]) == 1
    assert "is there already. Restore into empty folders, or add --replace" in (
        capsys.readouterr().err
    )
    assert contents(other.parent) == before
    for place in ("criteria", "seeds", "judgements"):
        shutil.rmtree(other.parent / place)
    (other.parent / "criteria").mkdir()
    assert main(["restore", "--config", str(other), str(file)]) == 1
    assert "The database has rows already (" in capsys.readouterr().err
    assert contents(other.parent) == {}

    (other.parent / "criteria" / "mine.yaml").write_text("format: 1\n", encoding="utf-8")
    assert main(["restore", "--config", str(other), "--replace", str(file)]) == 0
    assert contents(other.parent) == contents(config.parent)
    store = open_kept(other)
    with store.reading() as connection:
        assert connection.execute(select(login_sessions)).all() == []
    with pytest.raises(StoreError), store.writing() as connection:
        connection.execute(events.update().values(says=""))
    store.close()


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _no_zip(file: Path) -> None:
    file.write_bytes(b"format: 1\n")


def _foreign(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("a.txt", "hello")


def _with(file: Path, name: str, data: bytes) -> None:
    """Exchange one file in a backup, or add it."""
    old = zipfile.ZipFile(file)
    kept = {one: old.read(one) for one in old.namelist()}
    old.close()
    with zipfile.ZipFile(file, "w") as made:
        for one, raw in {**kept, name: data}.items():
            made.writestr(one, raw)


def _changed(file: Path) -> None:
    _with(file, "criteria/lunch.yaml", b"format: 1\n")


def _added(file: Path) -> None:
    _with(file, "criteria/new.yaml", b"format: 1\n")


def _manifest(file: Path, **changed: object) -> None:
    told = json.loads(zipfile.ZipFile(file).read("manifest.json"))
    _with(file, "manifest.json", json.dumps({**told, **changed}).encode())


def _newer(file: Path) -> None:
    _manifest(file, steelyard_backup=2)


def _leading_out(file: Path) -> None:
    _manifest(file, files=[["../../etc/cron.d/x", 0, "0" * 64, 0o644]])


def _other_digest(file: Path) -> None:
    _manifest(file, sha256="0" * 64)


def _bits(file: Path) -> None:
    raw = bytearray(file.read_bytes())
    raw[200] ^= 0xFF
    file.write_bytes(raw)


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (_cut, "is no backup, or only a part of one"),
        (_no_zip, "is no backup, or only a part of one"),
        (_foreign, "no backup of Steelyard"),
        (_changed, "criteria/lunch.yaml in all.zip is damaged"),
        (_added, "has other files in it than its manifest"),
        (_newer, "restore it with the version that made it"),
        (_leading_out, "The manifest of all.zip is damaged"),
        (_other_digest, "was changed after it was made"),
        (_bits, "is damaged; take another copy"),
        (Path.unlink, "all.zip cannot be read: no such file or directory"),
    ],
)
def test_a_torn_or_foreign_file_is_refused(
    config: Path, other: Path, capsys: pytest.CaptureFixture[str], harm: object, says: str
) -> None:
    """In one sentence, before anything is changed."""
    file = backed_up(config)
    capsys.readouterr()
    harm(file)  # type: ignore[operator]

    assert main(["restore", "--config", str(other), str(file)]) == 1
    said = capsys.readouterr().err
    assert says in said
    assert said.count("\n") == 1
    assert contents(other.parent) == {}


def test_a_folder_of_another_name_gets_everything(config: Path, tmp_path: Path) -> None:
    """Rounds are put where they are looked for there, and a backup of it can go back."""
    file = backed_up(config)
    moved = configure(tmp_path / "moved", folder="data")
    (moved.parent / "criteria").rmdir()
    (moved.parent / "data").mkdir()
    assert main(["restore", "--config", str(moved), str(file)]) == 0
    assert main(["restore", "--config", str(moved), "--replace", str(file)]) == 0
    rounds = rounds_folder(moved.parent / "data" / "lunch.yaml") / "round-1" / "round.yaml"
    assert rounds.read_bytes() == b"format: 1\n"

    again = tmp_path / "again.zip"
    assert main(["backup", "--config", str(moved), str(again)]) == 0
    back = configure(tmp_path / "back")
    assert main(["restore", "--config", str(back), str(again)]) == 0
    rounds = rounds_folder(back.parent / "criteria" / "lunch.yaml") / "round-1" / "round.yaml"
    assert rounds.read_bytes() == b"format: 1\n"


def test_one_file_is_backed_up_alone(config: Path, tmp_path: Path) -> None:
    """With its versions and rounds, and all registers; its neighbours belong to others."""
    text = config.read_text(encoding="utf-8")
    config.write_text(text + 'folder = "criteria/lunch.yaml"\n', encoding="utf-8")
    (config.parent / "criteria" / "neighbour.yaml").write_text("format: 1\n", encoding="utf-8")
    names = zipfile.ZipFile(backed_up(config)).namelist()

    assert "criteria/lunch.yaml" in names
    assert "judgements/lunch/round-1/round.yaml" in names
    assert "seeds/texts/diary.txt" in names
    assert [name for name in names if "/versions/lunch.yaml/" in name]
    assert "criteria/neighbour.yaml" not in names


def test_a_backup_needs_a_database_to_go_to(
    config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A configuration without a login has none; rows are not dropped silently."""
    file = backed_up(config)
    without = configure(tmp_path / "bare", login="none")

    assert main(["restore", "--config", str(without), str(file)]) == 1
    assert "has rows of a database, and this configuration uses none" in capsys.readouterr().err


def test_rows_come_all_or_not_at_all(
    config: Path, other: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A database that fails in the middle keeps what it had; restoring again mends it."""
    from steelyard.serving.backup import restoring

    file = backed_up(config)
    whole = restoring.write_rows

    def fail(connection: object, table: object, lines: object) -> int:
        if table is events:
            raise SQLAlchemyError("gone")
        return whole(connection, table, lines)  # type: ignore[arg-type]

    monkeypatch.setattr(restoring, "write_rows", fail)
    assert main(["restore", "--config", str(other), str(file)]) == 1
    assert "The files were restored, and no row of the database." in capsys.readouterr().err
    store = open_kept(other)
    with store.reading() as connection:
        assert connection.execute(select(documents)).all() == []
    store.close()
    monkeypatch.setattr(restoring, "write_rows", whole)
    assert main(["restore", "--config", str(other), "--replace", str(file)]) == 0


def test_a_server_that_runs_is_not_overwritten(
    config: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is asked at its port; the sentence says to stop it."""
    file = backed_up(config)
    monkeypatch.setattr(restore, "is_answered", lambda _port: True)

    assert main(["restore", "--config", str(config), "--replace", str(file)]) == 1
    assert "stop it, and then restore" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other links")
def test_what_cannot_be_kept_is_told(
    config: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A link that leads elsewhere is left out, and said; all else is there."""
    (tmp_path / "secret").write_text("hush", encoding="utf-8")
    (config.parent / "criteria" / "leak.yaml").symlink_to(tmp_path / "secret")
    os.mkfifo(config.parent / "criteria" / "pipe")
    file = backed_up(config)

    said = capsys.readouterr().err
    assert "Left out: criteria/leak.yaml is a link that leads to another folder." in said
    assert "Left out: criteria/pipe is no file." in said
    assert b"hush" not in file.read_bytes()
