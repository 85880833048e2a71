"""The database opened: its address, its tables, and what it says where it cannot be used."""

from __future__ import annotations

import sqlite3
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from pathlib import Path

import pytest
from serving.postgresql import serve_postgresql
from sqlalchemy import inspect, text

from steelyard.serving.store.address import read_store_address, shown_address
from steelyard.serving.store.engine import BUSY_SECONDS, Store, StoreError
from steelyard.serving.store.migrating import open_store
from steelyard.serving.store.tables import TABLES, events, moment_now

SECRET = "s3cretw0rd"


def opened(folder: Path) -> Store:
    """Return a database in a folder."""
    return open_store(read_store_address("sqlite:///store.sqlite", folder))


def test_the_steps_make_the_tables_that_are_declared(tmp_path: Path) -> None:
    """What the steps leave is what the program expects: tables, columns, kinds and indexes."""
    store = opened(tmp_path)
    found = inspect(store.engine)

    assert {*found.get_table_names()} == {*TABLES.tables, "alembic_version"}
    for name, table in TABLES.tables.items():
        told = [(one["name"], str(one["type"]), one["nullable"]) for one in found.get_columns(name)]
        wanted = [(c.name, str(c.type.compile(store.engine.dialect)), c.nullable) for c in table.c]
        assert told == wanted, name
        keys = found.get_pk_constraint(name)["constrained_columns"]
        assert keys == [column.name for column in table.primary_key]
        indexes = {(one["name"], *one["column_names"]) for one in found.get_indexes(name)}
        assert indexes == {(one.name, *(c.name for c in one.columns)) for one in table.indexes}
    assert store.find_fault() == ""
    store.close()


def test_several_servers_that_start_at_once_make_the_tables_once(tmp_path: Path) -> None:
    """One does it, the others wait and find them made."""
    faults: list[str] = []

    def start() -> None:
        store = opened(tmp_path)
        faults.append(store.find_fault())
        store.close()

    threads = [threading.Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == [""] * 6


def test_a_file_that_another_server_switches_is_waited_for(tmp_path: Path) -> None:
    """SQLite itself waits for nobody when it switches to a write-ahead log; the store does."""
    other = sqlite3.connect(tmp_path / "store.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with ThreadPoolExecutor() as pool:
        opening = pool.submit(opened, tmp_path)
        with pytest.raises(NotYet):
            opening.result(timeout=0.5)
        other.execute("COMMIT")
        store = opening.result(timeout=BUSY_SECONDS)

    assert store.find_fault() == ""
    with store.reading() as connection:
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
    store.close()
    other.close()


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    """Nothing of it is changed, and the sentence says what to do."""
    store = opened(tmp_path)
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    assert store.find_fault().startswith("The database was written by a newer version")
    store.close()
    with pytest.raises(StoreError, match="newer version of Steelyard"):
        opened(tmp_path)


def test_the_log_is_only_added_to(tmp_path: Path) -> None:
    """The database itself refuses to change or delete what was written down."""
    store = opened(tmp_path)
    row = dict.fromkeys((column.name for column in events.c), "x") | {"at": moment_now()}
    with store.writing() as connection:
        connection.execute(events.insert().values(row))
    for statement in (events.update().values(says=""), events.delete()):
        with pytest.raises(StoreError), store.writing() as connection:
            connection.execute(statement)
    with store.reading() as connection:
        assert connection.execute(events.select()).one()._asdict() == row
    store.close()


def test_a_change_that_fails_leaves_nothing(tmp_path: Path) -> None:
    """A transaction is done whole or not at all."""
    store = opened(tmp_path)
    row = dict.fromkeys((column.name for column in events.c), "x")

    def add_and_fail() -> None:
        with store.writing() as connection:
            connection.execute(events.insert().values(row))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        add_and_fail()
    with store.reading() as connection:
        assert connection.execute(events.select()).all() == []
    store.close()


@pytest.mark.skipif(sys.platform != "linux", reason="Windows and macOS have no packages of Debian")
def test_postgresql_is_made_once_and_guards_the_log_too(tmp_path: Path) -> None:
    """By one of several servers that start at once; a whole table is not emptied either."""
    with serve_postgresql() as server:
        address = read_store_address(server.address, tmp_path)
        with ThreadPoolExecutor(4) as pool:
            stores = list(pool.map(open_store, [address] * 4))
        assert [store.find_fault() for store in stores] == [""] * 4
        assert {*inspect(stores[0].engine).get_table_names()} == {*TABLES.tables, "alembic_version"}
        row = dict.fromkeys((column.name for column in events.c), "x")
        with stores[0].writing() as connection:
            connection.execute(events.insert().values(row))
        for statement in (
            events.update().values(says=""),
            events.delete(),
            text("TRUNCATE events"),
        ):
            with pytest.raises(StoreError), stores[0].writing() as connection:
                connection.execute(statement)
        with stores[1].reading() as connection:
            assert connection.execute(events.select()).one()._asdict() == row
        for store in stores:
            store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    """And git is told to leave it alone."""
    place = tmp_path / ".steelyard"
    store = open_store(read_store_address("sqlite:///.steelyard/store.sqlite", tmp_path))
    kept = [file for file in place.iterdir() if file.name.startswith("store")]
    assert {file.stat().st_mode & 0o777 for file in kept} == {0o600}
    assert (place / ".gitignore").read_text(encoding="utf-8") == "*\n"
    store.close()


def test_what_is_no_database_is_told_in_a_sentence(tmp_path: Path) -> None:
    """A foreign file, a folder in its place, a folder that cannot be made."""
    (tmp_path / "store.sqlite").write_bytes(b"these are not the bytes of a database" * 40)
    with pytest.raises(StoreError, match="is no database, or damaged"):
        opened(tmp_path)
    (tmp_path / "other" / "store.sqlite").mkdir(parents=True)
    with pytest.raises(StoreError, match="cannot be opened"):
        opened(tmp_path / "other")
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="folder of the database cannot be made"):
        opened(tmp_path / "file")


@pytest.mark.parametrize(
    "address",
    [
        f"postgresql+psycopg://team:{SECRET}@db.example.org/steelyard",
        f"postgresql://team@db/steelyard?password={SECRET}",
        f"mysql://team:{SECRET}@db/steelyard",
        f"postgresql+psycopg://team:{SECRET}@db:port/steelyard",
        f"not an address {SECRET}",
    ],
)
def test_no_password_is_shown(address: str, tmp_path: Path) -> None:
    """Neither where an address is printed nor in what is said against it."""
    assert SECRET not in shown_address(address)
    assert SECRET not in what_is_said_against(address, tmp_path)


def what_is_said_against(address: str, base: Path) -> str:
    """Return why an address is refused; empty where it is not."""
    try:
        read_store_address(address, base)
    except ValueError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    "address", ["", "sqlite://", "sqlite:///:memory:", "sqlite:///x?mode=ro", "sqlite://host/x"]
)
def test_what_is_no_place_for_a_database(address: str, tmp_path: Path) -> None:
    """A database that would be gone at the end is not taken."""
    with pytest.raises(ValueError, match=r"it (is|names) no"):
        read_store_address(address, tmp_path)


def test_a_database_that_does_not_answer(tmp_path: Path) -> None:
    """One sentence, with nothing of the address in it."""
    url = read_store_address(f"postgresql://u:{SECRET}@127.0.0.1:1/steelyard", tmp_path)
    with pytest.raises(StoreError) as refused:
        open_store(url)

    assert str(refused.value).startswith("The database does not answer")
    assert SECRET not in str(refused.value)
