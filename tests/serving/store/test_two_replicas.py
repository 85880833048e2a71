"""Two replicas that save in one folder and one database, and are ended in the middle of it."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from judged_sets import SET
from serving.postgresql import Postgresql, serve_postgresql
from serving.sealed_rounds import FAY, Sealed, sealed

from steelyard.files.criteria_files import load_criteria_file
from steelyard.files.judgements.sheet_files import read_judgements
from steelyard.files.saving import locking
from steelyard.files.saving.locking import lock_besides, locked
from steelyard.files.saving.save import SaveError, save_text
from steelyard.model import JudgeSheet
from steelyard.serving.store.address import read_store_address
from steelyard.serving.store.folder_lock import FolderLock
from steelyard.serving.store.migrating import open_store
from steelyard.serving.store.round_documents import read_body

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = Path(__file__).with_name("saving_replica.py")
pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="Windows and macOS have no packages of Debian"
)


@pytest.fixture
def server() -> Iterator[Postgresql]:
    """Give a PostgreSQL of this test's own, which it may kill."""
    with serve_postgresql() as server:
        yield server


@pytest.fixture
def made(server: Postgresql, tmp_path: Path) -> Iterator[Sealed]:
    """Give a set with an open round in that database."""
    store = open_store(read_store_address(server.address, tmp_path))
    with sealed(tmp_path, store) as made:
        made.open_by(FAY, "alder", "birch", "cedar", "hazel")
        yield made
    store.close()


class Replica:
    """A process that saves, and what it said was saved."""

    def __init__(
        self, made: Sealed, address: str, name: str, saves: int, threads: int, what: str
    ) -> None:
        self.said = made.file.parent.parent / f"{name}.out"
        wrong = made.file.parent.parent / f"{name}.err"
        paths = os.pathsep.join([str(ROOT / "dashboard"), str(ROOT / "tests")])
        arguments = [address, str(made.file), name, str(saves), str(threads), what]
        with self.said.open("wb") as out, wrong.open("wb") as err:
            self.process = subprocess.Popen(
                [sys.executable, str(PROGRAM), *arguments],
                stdout=out,
                stderr=err,
                env={**os.environ, "PYTHONPATH": paths},
            )

    @property
    def lines(self) -> list[str]:
        """What it has said so far, whole lines."""
        return re.findall(r"(.*)\n", self.said.read_text(encoding="utf-8"))

    def wait_for(self, lines: int) -> None:
        """Wait until it has saved so often."""
        deadline = time.monotonic() + 120
        while len(self.lines) < lines and time.monotonic() < deadline:
            assert self.process.poll() is None, self.said.with_suffix(".err").read_text()
            time.sleep(0.02)
        assert len(self.lines) >= lines

    def finish(self) -> None:
        """Wait for its end, which is in order."""
        self.process.wait(timeout=300)
        assert self.process.returncode == 0, self.said.with_suffix(".err").read_text()

    def kill(self) -> None:
        """End it as a loss of power would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=30)


def check_file(made: Sealed, replicas: list[Replica]) -> list[str]:
    """Check that everything told to be saved is in the file, once and whole; return its lines."""
    text = made.file.read_text(encoding="utf-8")
    assert text.startswith(SET)
    added = text.removeprefix(SET).splitlines()
    assert all(re.fullmatch(r"# \w+-\d+ \d+\.", line) for line in added)
    assert len(set(added)) == len(added)
    told = {line for one in replicas for line in one.lines if line.startswith("#")}
    assert told <= set(added)
    assert load_criteria_file(made.file).problems == ()
    return added


def check_sheets(made: Sealed, replicas: list[Replica]) -> None:
    """Check that each judge's sheet is whole and no older than what was told last."""
    last: dict[str, int] = {}
    for line in (line for one in replicas for line in one.lines if line.startswith("judge ")):
        _, judge, number = line.split()
        last[judge] = max(last.get(judge, 0), int(number))
    assert last
    for judge, number in last.items():
        with made.store.reading() as connection:
            body = read_body(connection, ("lunch", 1, f"{judge}.yaml"))
        file = made.file.parent.parent / f"{judge}.yaml"
        file.write_bytes(body or b"")
        sheet, problems = read_judgements(file, JudgeSheet)
        assert sheet is not None, problems
        assert int(sheet.seat.removeprefix("number ")) >= number


def test_a_thousand_saves_at_once_over_two_replicas(server: Postgresql, made: Sealed) -> None:
    """Each of them is in the file, once."""
    replicas = [Replica(made, server.address, name, 125, 4, "file") for name in ("one", "two")]
    for one in replicas:
        one.finish()

    assert len(check_file(made, replicas)) == 1000


def test_a_replica_is_killed_in_the_middle_of_saves(server: Postgresql, made: Sealed) -> None:
    """The other goes on, and nothing that was told to be saved is lost or torn."""
    killed = Replica(made, server.address, "killed", 10_000, 3, "both")
    other = Replica(made, server.address, "other", 40, 3, "both")
    for one in (killed, other):
        one.wait_for(20)
    killed.kill()
    other.finish()

    added = check_file(made, [killed, other])
    assert len([line for line in added if line.startswith("# other-")]) == 120
    check_sheets(made, [killed, other])


def test_the_database_is_killed_in_the_middle_of_saves(server: Postgresql, made: Sealed) -> None:
    """Once it is there again everything goes on by itself, and nothing is lost or torn."""
    replicas = [Replica(made, server.address, name, 60, 2, "both") for name in ("one", "two")]
    for one in replicas:
        one.wait_for(20)
    server.kill()
    server.start()
    for one in replicas:
        one.finish()

    assert len(check_file(made, replicas)) == 240
    check_sheets(made, replicas)


def test_a_save_is_told_although_the_database_ended_beside_it(
    server: Postgresql, made: Sealed
) -> None:
    """The file is saved by then; nobody is told anything else, and the next save goes on."""
    store = open_store(read_store_address(server.address, made.file.parent))
    lock = FolderLock(store, made.file.parent)
    with lock(made.file.parent):
        server.kill()
    with pytest.raises(SaveError, match="Nothing was saved"), lock(made.file.parent):
        pytest.fail("a lock without a database")
    server.start()
    with lock(made.file.parent):
        pass
    store.close()


def test_the_lock_holds_where_that_of_the_file_does_not(
    server: Postgresql, made: Sealed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As between two machines: each knows the folder by its own path, and one saves at a time."""
    elsewhere = made.file.parent.parent / "elsewhere"
    elsewhere.symlink_to(made.file.parent)
    address = read_store_address(server.address, made.file.parent)
    with ExitStack() as stack:
        first, second = open_store(address), open_store(address)
        stack.callback(first.close)
        stack.callback(second.close)
        here, there = FolderLock(first, made.file.parent), FolderLock(second, elsewhere)
        assert here.key_of(made.file.parent) == there.key_of(elsewhere)
        assert here.key_of(made.file.parent) != here.key_of(made.file.parent.parent)
        with second.engine.begin() as connection:
            connection.exec_driver_sql("SET lock_timeout = '200ms'")
        with here(made.file.parent), pytest.raises(SaveError), there(elsewhere):
            pytest.fail("two savers at a time")
        with there(elsewhere):
            pass


def test_without_the_database_nothing_is_saved(server: Postgresql, made: Sealed) -> None:
    """The file is what it was, the sentence says why, and the lock is free again."""
    lock_besides(FolderLock(made.store, made.file.parent))
    try:
        server.kill()
        before = hashlib.sha256(made.file.read_bytes()).hexdigest()
        from serving.sealed_rounds import EVERYTHING, acting

        with acting(EVERYTHING), pytest.raises(SaveError, match="database does not answer"):
            save_text(made.file, f"{SET}# more\n", before, within=made.file.parent)
    finally:
        lock_besides(None)
    assert made.file.read_text(encoding="utf-8") == SET
    with locked(made.file.parent, 1):
        assert not locking._besides
