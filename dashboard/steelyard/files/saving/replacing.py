"""The bytes of a file replaced whole, or not at all.

They are written to a new file in the same folder, forced to the disk, and only then moved into
the place of the old one.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

_START: Final = ".steelyard-"
_END: Final = ".part"
_NO_LINKS: Final = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EXDEV}
_NO_SYNC: Final = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EBADF, errno.EACCES}
# A virus scanner or an indexer on Windows holds a file for a moment.
_PAUSES: Final = (0.02, 0.05, 0.1, 0.2, 0.4)


class AbandonedError(Exception):
    """Raised where the caller no longer waits for a save, so that it must not happen."""


def replace_file(
    target: Path, raw: bytes, old: os.stat_result | None, may_replace: Callable[[], bool]
) -> None:
    """Replace a file by `raw`, keeping its mode, or create one that must not exist yet.

    `old` is the state of the present file, `None` for a new one. `may_replace` is called once,
    just before the exchange; unless it returns true, AbandonedError is raised. Raises OSError
    (FileExistsError where a new file turns out to exist already) and AbandonedError; then the old
    bytes are whole and nothing is left over.
    """
    temporary = target.parent / f"{_START}{secrets.token_hex(6)}{_END}"
    try:
        _write(temporary, raw, old)
        if not may_replace():
            raise AbandonedError
        if old is None:
            _move_new(temporary, target)
        else:
            _move_over(temporary, target)
    except BaseException:
        discard(temporary)
        raise
    _sync_folder(target.parent)


def clear_leftovers(folder: Path) -> None:
    """Delete files that killed saves left in a folder; the caller holds its lock."""
    with contextlib.suppress(OSError):
        for leftover in folder.glob(f"{_START}*{_END}"):
            discard(leftover)


def discard(path: Path) -> None:
    """Delete a file if it exists; after two failures it is left for the next save to clear away."""
    for _ in range(2):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
            return


def _write(temporary: Path, raw: bytes, old: os.stat_result | None) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    # A new file gets what the umask leaves, an old one keeps its mode.
    descriptor = os.open(temporary, flags, 0o600 if old is not None else 0o666)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(raw)
        stream.flush()
        if old is not None and os.name == "posix":
            _take_over(stream.fileno(), old)
        os.fsync(stream.fileno())


def _take_over(descriptor: int, old: os.stat_result) -> None:
    """Give the new file the mode of the old one, and its owner where that is permitted."""
    now = os.fstat(descriptor)
    if (now.st_uid, now.st_gid) != (old.st_uid, old.st_gid):
        with contextlib.suppress(OSError):
            os.fchown(descriptor, old.st_uid, old.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(old.st_mode))


def _move_new(temporary: Path, target: Path) -> None:
    """Move to a name that must be free: a hard link, unlike a replacement, fails if it is not."""
    try:
        os.link(temporary, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, "there already", str(target)) from None
        _move_over(temporary, target)
        return
    discard(temporary)


def _move_over(temporary: Path, target: Path) -> None:
    for pause in _PAUSES if os.name == "nt" else ():
        try:
            temporary.replace(target)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    temporary.replace(target)


def _sync_folder(folder: Path) -> None:
    """Force the new name itself to the disk, where the system supports that."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise
    finally:
        os.close(descriptor)
