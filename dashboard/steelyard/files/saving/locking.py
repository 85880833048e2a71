"""One saver at a time: a lock on a folder that ends with its process, however that ends.

The lock is held on a small file below `.steelyard/`, which is never deleted: deleting it would
let two savers hold two locks.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Final

import portalocker

OWN_FOLDER: Final = ".steelyard"
"""The folder beside criteria files that holds the lock and older versions."""

WAIT_SECONDS: Final = 10.0
_PAUSE: Final = 0.01


LockBesides = Callable[[Path], AbstractContextManager[None]]
_besides: list[LockBesides] = []


def lock_besides(lock: LockBesides | None) -> None:
    """Hold a further lock with the one on the file, for folders shared by several machines."""
    _besides[:] = [lock] if lock is not None else []


class BusyError(OSError):
    """Raised where another program holds the lock for longer than we wait."""


class CannotLockError(OSError):
    """Raised where the drive does not support locks."""


def make_own_folder(folder: Path) -> Path:
    """Return the folder `.steelyard` beside the files, made if need be and hidden from git.

    Raises OSError; a link in its place is refused, since it could lead anywhere.
    """
    own = folder / OWN_FOLDER
    make_plain_folder(own)
    ignore = own / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8", newline="\n")
    return own


def make_plain_folder(folder: Path) -> None:
    """Create a folder if it does not exist; OSError for a link or a file of that name."""
    folder.mkdir(exist_ok=True)
    if folder.is_symlink():
        raise NotADirectoryError(20, "a link in the place of a folder", str(folder))


@contextmanager
def locked(folder: Path, seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the lock of a folder, against other processes and other threads of this one.

    Raises BusyError after `seconds` seconds, CannotLockError where the drive has no locks,
    and OSError if the folder cannot be written.
    """
    flags = portalocker.LockFlags.EXCLUSIVE | portalocker.LockFlags.NON_BLOCKING
    with (make_own_folder(folder) / "lock").open("ab") as stream:
        deadline = time.monotonic() + seconds
        while True:
            try:
                portalocker.lock(stream, flags)
                break
            except portalocker.AlreadyLocked:
                if time.monotonic() > deadline:
                    raise BusyError(11, "held by another program") from None
                time.sleep(_PAUSE)
            except portalocker.LockException as error:
                raise CannotLockError(37, "this drive has no locks") from error
        try:
            with _besides[0](folder) if _besides else nullcontext():
                yield
        finally:
            portalocker.unlock(stream)
