"""Makes a backup of a running server: saves are locked out, rows come from one snapshot."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from steelyard.files.problems import name_as_text
from steelyard.files.saving.locking import BusyError, CannotLockError, locked
from steelyard.serving.backup.archive import BackupError, Manifest, Writer
from steelyard.serving.backup.places import ServerPlaces, list_files, list_folders
from steelyard.serving.backup.rows import KEPT_TABLES, read_rows
from steelyard.serving.store.engine import Store, StoreError
from steelyard.serving.store.tables import moment_now

_PIECE: Final = 2**20
_LOCK_SECONDS: Final = 30.0


@dataclass(frozen=True)
class MadeBackup:
    """A finished backup, and one sentence for each file that could not be included, with why."""

    manifest: Manifest
    left_out: tuple[str, ...]


def make_backup(file: Path, places: ServerPlaces, store: Store | None) -> MadeBackup:
    """Write a backup of the files and, if there is one, of the database.

    The file must not exist yet; it is readable by its owner only. Raises BackupError, and then
    leaves no partial file.
    """
    whole = file.resolve()
    if any(whole.is_relative_to(folder.resolve()) for folder in places.roots.values()):
        raise BackupError(
            f"{file.name} would lie in a folder that is backed up; write it to another one."
        )
    if os.path.lexists(file):
        raise BackupError(f"{file.name} is there already; choose another name.")
    part = whole.with_name(f".{whole.name}.part")
    try:
        made = _write(part, places, store)
        # Unlike a move, this never replaces a file that somebody else has put there meanwhile.
        _move_new(part, whole)
    except FileExistsError:
        raise BackupError(f"{file.name} is there already; choose another name.") from None
    except OSError as error:
        raise BackupError(f"{file.name} was not written: {_why(error)}.") from error
    except StoreError as error:
        raise BackupError(f"{file.name} was not written. {error}") from error
    finally:
        with suppress(OSError):
            part.unlink()
    return made


def _write(part: Path, places: ServerPlaces, store: Store | None) -> MadeBackup:
    left_out: list[str] = []
    with suppress(FileNotFoundError):
        part.unlink()
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream, ExitStack() as held:
        _hold_saves(held, places)
        writer = Writer(stream)
        for name, path in list_files(places):
            if sentence := _add(writer, name, path):
                left_out.append(sentence)
        if store is not None:
            _add_rows(writer, store)
        manifest = writer.close(moment_now())
        stream.flush()
        os.fsync(stream.fileno())
    return MadeBackup(manifest, tuple(left_out))


def _hold_saves(held: ExitStack, places: ServerPlaces) -> None:
    """Lock out all saves until `held` is closed; folders that are not writable need no lock."""
    for folder in list_folders(places):
        try:
            held.enter_context(locked(folder, _LOCK_SECONDS))
        except (BusyError, CannotLockError):
            raise
        except OSError as error:
            if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
                raise


def _add(writer: Writer, name: str, path: Path) -> str:
    """Add a file to a backup; return a sentence on why if that is impossible, else empty."""
    shown = name_as_text(name)
    if shown != name or "\\" in name or ":" in name:
        return f"{shown} has a name that other systems cannot have."
    if path.is_symlink():
        target = str(path.readlink())
        root = path.parents[len(Path(name).parts) - 2].resolve()
        if Path(target).is_absolute() or not path.resolve().is_relative_to(root):
            return f"{shown} is a link that leads to another folder."
        writer.links[name] = target.replace(os.sep, "/")
        return ""
    about = path.stat()
    if not stat.S_ISREG(about.st_mode):
        return f"{shown} is no file."
    writer.add(name, _pieces(path), stat.S_IMODE(about.st_mode) & 0o777)
    return ""


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            yield piece


def _add_rows(writer: Writer, store: Store) -> None:
    with store.reading_one_moment() as connection:
        for table in KEPT_TABLES:
            count = 0

            def lines() -> Iterator[bytes]:
                nonlocal count
                for line in read_rows(connection, table):  # noqa: B023  used up within the turn
                    count += 1
                    yield line

            writer.add(f"tables/{table.name}.jsonl", lines())
            writer.rows[table.name] = count


def _move_new(part: Path, target: Path) -> None:
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:
        # A drive without hard links: a small race remains between this check and the move.
        if os.path.lexists(target):
            raise FileExistsError from None
        part.replace(target)


def _why(error: OSError) -> str:
    if isinstance(error, BusyError):
        return "somebody is saving all the time; try again in a moment"
    if isinstance(error, CannotLockError):
        return "the drive of the criteria files cannot keep others from saving meanwhile"
    return (error.strerror or "unknown error").lower()
