"""What can go wrong while saving, each as one sentence a person can act on."""

from __future__ import annotations

import errno
from typing import Final

from steelyard.files.keeping.locking import BusyError, CannotLockError
from steelyard.files.keeping.replacing import AbandonedError


class SaveError(Exception):
    """Nothing was saved; the message is one sentence that says why and what to do."""


class ConflictError(SaveError):
    """The file is not what the user saw any more; `theirs` are the bytes that are there."""

    def __init__(self, name: str, theirs: bytes) -> None:
        super().__init__(f"{name} was changed by somebody else since it was opened.")
        self.theirs = theirs


_SENTENCES: Final = {
    errno.ENOSPC: "the disk is full; make room, then save again",
    errno.EDQUOT: "your share of the disk is used up; make room, then save again",
    errno.EROFS: "the drive can only be read; save a copy elsewhere",
    errno.EACCES: "there is no permission to write in its folder; save a copy elsewhere",
    errno.EPERM: "there is no permission to write in its folder; save a copy elsewhere",
    errno.ENOENT: "its folder is gone; save a copy elsewhere",
    errno.ENOTDIR: "its folder, or .steelyard in it, is not a folder; save a copy elsewhere",
    errno.ENAMETOOLONG: "its name is too long for this drive; save a copy under a shorter one",
    errno.EIO: "the disk reports a fault; save a copy on another drive",
    errno.ESTALE: "the network drive was disconnected; connect it again, then save again",
    errno.ETIMEDOUT: "the network drive does not answer; try again later",
    errno.EMFILE: "too many files are open; close other programs, then save again",
    errno.ENFILE: "too many files are open; close other programs, then save again",
}


def as_sentence(error: BaseException, name: str) -> BaseException:
    """Return a fault of the system as a SaveError; anything that is a bug stays as it is."""
    if isinstance(error, SaveError) or not isinstance(error, OSError | AbandonedError):
        return error
    said = SaveError(f"{name} was not saved: {_why(error)}.")
    said.__cause__ = error
    return said


def _why(error: OSError | AbandonedError) -> str:
    if isinstance(error, BusyError):
        return "another program is saving in the same folder; try again in a moment"
    if isinstance(error, CannotLockError):
        return (
            "this drive cannot keep two people from saving at once; keep the file on another drive"
        )
    if isinstance(error, AbandonedError):
        return "the drive answered too late"
    if getattr(error, "winerror", None) in (32, 33):
        return "another program holds it open; close it there, then save again"
    said = _SENTENCES.get(error.errno or 0)
    return said or f"the system says: {error.strerror or 'unknown error'}"
