"""Database rows as lines of JSON, which a database of any other kind can take in again."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from sqlalchemy import Connection, Table, func, select, text

from steelyard.serving.backup.archive import BackupError
from steelyard.serving.store.tables import TABLES, login_attempts, login_sessions

KEPT_TABLES: Final = tuple(
    table for table in TABLES.sorted_tables if table not in (login_sessions, login_attempts)
)
"""The tables in a backup. Logins are left out: after a restore everybody logs in again."""

_BYTES: Final = "base64"
_AT_ONCE: Final = 500


def read_rows(connection: Connection, table: Table) -> Iterator[bytes]:
    """Yield every row of a table as a line of JSON, ordered by its primary key."""
    found = connection.execute(select(table).order_by(*table.primary_key.columns))
    for row in found.mappings():
        given = {column.name: _written(row[column]) for column in table.columns}
        line = json.dumps(given, ensure_ascii=False, sort_keys=True)
        yield f"{line}\n".encode("utf-8", "surrogatepass")


def count_rows(connection: Connection, table: Table) -> int:
    """Return the number of rows of a table."""
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def write_rows(connection: Connection, table: Table, lines: Iterable[bytes]) -> int:
    """Insert lines into a table; return their number. Raises BackupError for unknown columns."""
    known = {column.name for column in table.columns}
    count, waiting = 0, []
    for line in lines:
        row = {name: _read(value) for name, value in json.loads(line).items()}
        if row.keys() - known:
            raise BackupError(
                f"The table {table.name} of the backup has columns that this version of Steelyard "
                "does not know; restore it with the version that made it."
            )
        waiting.append(row)
        count += 1
        if len(waiting) == _AT_ONCE:
            connection.execute(table.insert(), waiting)
            waiting = []
    if waiting:
        connection.execute(table.insert(), waiting)
    return count


def empty_tables(connection: Connection) -> None:
    """Delete every row, logins included. The log of acts forbids deletion: its guard is lifted."""
    guards: list[str] = []
    if connection.dialect.name == "sqlite":
        found = connection.execute(
            text(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'events'"
            )
        ).all()
        for name, made_by in found:
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
            guards.append(made_by)
    else:
        connection.exec_driver_sql("ALTER TABLE events DISABLE TRIGGER USER")
        guards.append("ALTER TABLE events ENABLE TRIGGER USER")
    for table in reversed(TABLES.sorted_tables):
        connection.execute(table.delete())
    for guard in guards:
        connection.exec_driver_sql(guard)


def _written(value: object) -> object:
    if isinstance(value, bytes | memoryview):
        return {_BYTES: base64.b64encode(bytes(value)).decode()}
    return value


def _read(value: Any) -> object:
    if isinstance(value, dict):
        return base64.b64decode(value[_BYTES])
    return value
