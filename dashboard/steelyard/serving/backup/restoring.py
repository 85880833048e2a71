"""Restores a backup, after checking all of it: into empty folders, or over existing files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

from steelyard.files.problems import name_as_text
from steelyard.files.saving.locking import locked
from steelyard.files.saving.replacing import replace_file
from steelyard.serving.backup.archive import BackupError, KeptFile, Manifest, Reader
from steelyard.serving.backup.places import (
    CRITERIA,
    ROOTS,
    ServerPlaces,
    end_of,
    list_files,
    list_folders,
    split_root,
)
from steelyard.serving.backup.rows import KEPT_TABLES, count_rows, empty_tables, write_rows
from steelyard.serving.store.engine import Store, StoreError
from steelyard.serving.store.tables import TABLES

_TABLES = {f"tables/{table.name}.jsonl": table for table in KEPT_TABLES}


def restore_backup(
    backup: Reader, places: ServerPlaces, store: Store | None, *, replace: bool
) -> None:
    """Restore the files and rows of a checked backup to where a server looks for them.

    All checks come before any change. With `replace`, existing files and rows are replaced and
    those that the backup does not have are deleted. Files come first, then all rows in one
    transaction; a restore that failed may be repeated. Raises BackupError.
    """
    _check(backup.manifest, places, store)
    if not replace:
        _check_empty(places, store)
    try:
        for root, folder in places.roots.items():
            if any(name.startswith(f"{root}/") for name in backup.manifest.names):
                folder.mkdir(parents=True, exist_ok=True)
        _put_files(backup, places, replace=replace)
        if store is not None:
            _put_rows(backup, store)
    except OSError as error:
        named = f"{name_as_text(error.filename)}: " if error.filename else ""
        why = (error.strerror or "unknown error").lower()
        raise BackupError(
            f"Not everything was restored: {named}{why}. Mend that, then restore again with "
            "--replace."
        ) from error
    except StoreError as error:
        raise BackupError(f"The files were restored, and no row of the database. {error}") from None


def _check(manifest: Manifest, places: ServerPlaces, store: Store | None) -> None:
    for name in manifest.names:
        root, at = split_root(name.partition("/")[0])
        if name in _TABLES:
            continue
        if root not in ROOTS or at < 0:
            raise BackupError(
                f"The backup has {name_as_text(name)}, which this version of Steelyard does not "
                "know; restore it with the version that made it."
            )
        if at >= len(places.folders):
            raise BackupError(
                f"The backup has the files of {at + 1} folders, and the configuration names "
                f"{len(places.folders)}; let `folder` name as many."
            )
    for name, target in manifest.links.items():
        inside = os.path.normpath(f"{name.rpartition('/')[0]}/{target}").replace(os.sep, "/")
        if target.startswith("/") or inside.partition("/")[0] != name.partition("/")[0]:
            raise BackupError(f"{name_as_text(name)} is a link that leads out of its folder.")
    if store is None and any(manifest.rows.values()):
        raise BackupError(
            "The backup has rows of a database, and this configuration uses none: write how people "
            'log in, such as login = "headers", and where the database is.'
        )
    _check_folders(manifest, places)


def _check_folders(manifest: Manifest, places: ServerPlaces) -> None:
    for at, folder in enumerate(places.folders):
        if folder.only and f"{CRITERIA}{end_of(at)}/{folder.only}" not in manifest.names:
            raise BackupError(
                f"The configuration shows {folder.only}, which is not in the backup; let `folder` "
                "name a folder."
            )
    digests: dict[Path, str] = {}
    for one in manifest.entries:
        if one.name in _TABLES:
            continue
        path = places.path_of(one.name)
        if digests.setdefault(path, one.sha256) != one.sha256:
            raise BackupError(
                f"The backup has two different files for {name_as_text(path)}; let `folder` name "
                "folders that do not lie side by side."
            )


def _check_empty(places: ServerPlaces, store: Store | None) -> None:
    there = next((name for name, _ in list_files(places)), "")
    if there:
        raise BackupError(
            f"{name_as_text(there)} is there already. Restore into empty folders, or add --replace "
            "to give up what is there."
        )
    if store is None:
        return
    with store.reading() as connection:
        full = [table.name for table in TABLES.sorted_tables if count_rows(connection, table)]
    if full:
        raise BackupError(
            f"The database has rows already ({', '.join(full)}). Restore into an empty one, or add "
            "--replace to give up what is there."
        )


def _put_files(backup: Reader, places: ServerPlaces, *, replace: bool) -> None:
    manifest = backup.manifest
    wanted = set(manifest.names)
    with ExitStack() as held:
        for folder in list_folders(places):
            held.enter_context(locked(folder))
        if replace:
            for name, path in tuple(list_files(places)):
                if name not in wanted or path.is_symlink() != (name in manifest.links):
                    path.unlink()
        for one in manifest.entries:
            if one.name not in _TABLES:
                _put_file(backup, one, places.path_of(one.name))
        for name, target in manifest.links.items():
            path = places.path_of(name)
            with suppress(FileNotFoundError):
                path.unlink()
            path.symlink_to(target)


def _put_file(backup: Reader, one: KeptFile, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    raw = b"".join(backup.pieces(one.name))
    old = path.stat() if path.exists() else None
    replace_file(path, raw, old, lambda: True)
    path.chmod(one.mode)


def _put_rows(backup: Reader, store: Store) -> None:
    there = {one.name for one in backup.manifest.entries}
    with store.writing() as connection:
        empty_tables(connection)
        for name, table in _TABLES.items():
            if name in there:
                write_rows(connection, table, _lines(backup.pieces(name)))


def _lines(pieces: Iterator[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n")
        yield from whole
