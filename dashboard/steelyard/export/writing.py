"""Writes files atomically, and explains failures in one sentence.

Each file is written under a temporary name in the same folder and then renamed: a program that
reads meanwhile finds the old file or the new one, never a partial one.
"""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path


class NotWrittenError(Exception):
    """A file or folder could not be written; the text says which, why, and what to do."""


def create_folder(folder: Path) -> None:
    """Create a folder and its parents; raises NotWrittenError if that is impossible."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise NotWrittenError(
            f"{folder} cannot be a folder: a file of that name is there"
        ) from None
    except OSError as error:
        raise NotWrittenError(f"the folder {folder} cannot be made: {_why(error)}") from None


def write_whole(path: Path, data: bytes) -> None:
    """Write a file atomically, replacing an existing one; raises NotWrittenError."""
    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=".steelyard-", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        # The mode that `open` would have set; mkstemp denies access to everybody else.
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except OSError as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        raise NotWrittenError(f"{path} cannot be written: {_why(error)}") from None


def spoken_size(number: int) -> str:
    """Return the size of a file in words.

    >>> spoken_size(840), spoken_size(28_400), spoken_size(2_310_000)
    ('1 kB', '28 kB', '2.3 MB')
    """
    return f"{number / 1e6:.1f} MB" if number >= 1e6 else f"{max(1, round(number / 1e3))} kB"


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _why(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return "the disk is full; make room or choose another folder"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "no permission to write there; choose another folder"
    if isinstance(error, IsADirectoryError):
        return "a folder of that name is there"
    return (error.strerror or "unknown fault").lower()
