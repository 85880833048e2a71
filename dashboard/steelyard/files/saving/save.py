"""Saving a criteria file: whole or not at all, and never over changes the user has not seen.

The content the user opened is compared, under a lock, with the present one; what is replaced
is kept as a version. Every failure is one plain sentence. Read-only mode is enforced here,
whatever a page shows.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from steelyard.files.problems import name_as_text
from steelyard.files.saving.acting import acting_person
from steelyard.files.saving.lines import as_on_disk
from steelyard.files.saving.locking import BusyError, CannotLockError, locked
from steelyard.files.saving.replacing import AbandonedError, clear_leftovers, discard, replace_file
from steelyard.files.saving.under_way import Outcome, noted_save
from steelyard.files.saving.versions import drop_old_versions, keep_version
from steelyard.files.yaml.decoding import RefusedError, decode, read_inside
from steelyard.model.people import Predicate, may_edit

__all__ = [
    "ConflictError",
    "SaveError",
    "forbid_writing",
    "is_writable",
    "lacks_role",
    "refuse_if_forbidden",
    "save_copy",
    "save_text",
    "writing_allowed",
]

TIME_LIMIT: Final = 20.0
"""Seconds after which a save to an unresponsive drive is abandoned."""

READING_ONLY: Final = "This dashboard is for reading only, so nothing was saved."

_forbidden = threading.Event()


def forbid_writing() -> None:
    """Refuse every save of this process from now on: the dashboard is read-only."""
    _forbidden.set()


def is_for_reading_only() -> bool:
    """Return whether nobody may save in this process, whatever their role."""
    return _forbidden.is_set()


def writing_allowed(allows: Predicate = may_edit) -> bool:
    """Return whether this process saves at all and the current user passes the check `allows`."""
    return not _forbidden.is_set() and allows(acting_person())


def lacks_role() -> bool:
    """Return whether saving is off only because of the current user's role: others may save."""
    return not _forbidden.is_set() and not may_edit(acting_person())


def refuse_if_forbidden() -> None:
    """Raise SaveError, with the reason in a sentence, where nothing may be saved now."""
    if lacks_role():
        raise SaveError("Saving needs the role editor, so nothing was saved.")
    if not writing_allowed():
        raise SaveError(READING_ONLY)


def is_writable(path: Path) -> bool:
    """Return whether a save to this path can be expected to work.

    False where writing is forbidden, for a file marked as read-only, for one we may not
    write, and in a folder in which we may make no file.
    """
    try:
        file = path.resolve()
        if not writing_allowed() or not os.access(file.parent, os.W_OK | os.X_OK):
            return False
        state = file.stat() if file.exists() else None
    except (OSError, RuntimeError):
        return False
    return state is None or (stat.S_ISREG(state.st_mode) and not _is_locked(file, state))


@noted_save
def save_text(path: Path, text: str, expected: str, *, within: Path) -> str:
    """Save a text over the file the user opened; return the SHA-256 of the new bytes.

    `expected` is the SHA-256 of the bytes the user opened, empty for a file that must not exist
    yet. `within` is the folder that the file must lie in, links followed. The file keeps its byte
    order mark, its line ends, its mode, and a link stays a link. Raises ConflictError if another
    content is there now, and SaveError for everything else that goes wrong; in both cases the
    file is what it was before.
    """
    refuse_if_forbidden()
    return _in_time(lambda may_replace: _save(path, text, expected, within, may_replace), path.name)


def save_copy(
    folder: Path,
    stem: str,
    text: str,
    *,
    within: Path,
    is_taken: Callable[[str], bool] = lambda _: False,
) -> Path:
    """Save a text as a new file `stem.yaml`, or `stem-2.yaml` where that is taken; return it.

    Letters, digits, `_` and `-` of `stem` are kept, anything else becomes a hyphen, several
    `_` in a row one. `is_taken` reports names that are unavailable although no file in the
    folder has them. Raises SaveError.
    """
    safe = _safe_stem(stem)
    for number in range(1, 1000):
        path = folder / (f"{safe}.yaml" if number == 1 else f"{safe}-{number}.yaml")
        if os.path.lexists(path) or is_taken(path.stem):
            continue
        try:
            save_text(path, text, "", within=within)
        except ConflictError:
            continue
        return path
    raise SaveError(f"There are a thousand copies of {safe} already; choose another name.")


def _save(
    path: Path, text: str, expected: str, within: Path, may_replace: Callable[[], bool]
) -> str:
    file = _resolve(path, within)
    check_text(text)
    with locked(file.parent):
        clear_leftovers(file.parent)
        state = _state(file)
        current = read_inside(file, file.parent) if state is not None else None
        raw = as_on_disk(text, current)
        sha256 = hashlib.sha256(raw).hexdigest()
        if raw == current:
            # The same text has been saved already, by somebody else or by us before an error.
            return sha256
        _check_unchanged(file, current, expected)
        if state is not None and _is_locked(file, state):
            raise SaveError(
                f"{path.name} is marked as read-only, so it was not saved; save a copy, or "
                "allow writing."
            )
        _exchange(file, raw, current, state, may_replace)
    return sha256


def _exchange(
    file: Path,
    raw: bytes,
    current: bytes | None,
    state: os.stat_result | None,
    may_replace: Callable[[], bool],
) -> None:
    kept = keep_version(file, current) if current is not None else None

    def may_still_replace() -> bool:
        # Editors and git ignore our lock: compare once more, as late as possible.
        if current is not None and (theirs := read_inside(file, file.parent)) != current:
            raise ConflictError(file.name, theirs)
        return may_replace()

    try:
        replace_file(file, raw, state, may_still_replace)
    except FileExistsError:
        raise ConflictError(file.name, read_inside(file, file.parent)) from None
    except BaseException:
        if kept is not None and _is_still(file, current):
            discard(kept)
        raise
    drop_old_versions(file)


def _is_still(file: Path, current: bytes | None) -> bool:
    """Return whether a file certainly still has these bytes; then no version of it is needed."""
    try:
        return read_inside(file, file.parent) == current
    except OSError:
        return False


def _resolve(path: Path, within: Path) -> Path:
    """Return the real path of a file. Raises SaveError if that is not a YAML file in the folder."""
    try:
        file, folder = path.resolve(), within.resolve(strict=True)
    except RuntimeError:
        raise SaveError(f"{path.name} is a link that leads to itself; nothing was saved.") from None
    if not file.is_relative_to(folder):
        raise SaveError(
            f"{path.name} lies outside the folder {folder.name}, so it was not saved; save a "
            "copy instead."
        )
    is_hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    if is_hidden or file.suffix not in (".yaml", ".yml"):
        raise SaveError(
            f"{file.name} is not the name of a criteria file; it has to end in .yaml and must "
            "not be hidden."
        )
    return file


def check_text(text: str) -> None:
    """Raise SaveError for a text that could not be read again: too large, or not valid."""
    try:
        decode(text.encode("utf-8"))
    except UnicodeEncodeError:
        raise SaveError("The text holds half a character; delete it and save again.") from None
    except RefusedError as refusal:
        line = text.count("\n", 0, refusal.offset) + 1
        raise SaveError(
            f"Not saved: line {line} holds {refusal.found}; allowed is {refusal.allowed}."
        ) from None


def _state(file: Path) -> os.stat_result | None:
    try:
        state = file.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(state.st_mode):
        raise SaveError(f"{file.name} is a folder or a device by now; nothing was saved.")
    return state


def _check_unchanged(file: Path, current: bytes | None, expected: str) -> None:
    if current is None and expected:
        raise SaveError(
            f"{file.name} has been deleted or renamed since it was opened; save a copy."
        )
    if current is not None and hashlib.sha256(current).hexdigest() != expected:
        raise ConflictError(file.name, current)


def _is_locked(file: Path, state: os.stat_result) -> bool:
    """Return whether a file is marked as read-only, which a replacement would pass over."""
    return not state.st_mode & 0o222 or not os.access(file, os.W_OK)


_LONGEST_STEM: Final = 200
"""Bytes: with a number and `.yaml`, a name still fits on every drive."""


def _safe_stem(stem: str) -> str:
    # Two underscores in a row look like one, and some programs give them a meaning.
    kept = re.sub("_{2,}", "_", re.sub(r"[^\w-]+", "-", stem)).strip("-_")[:80]
    kept = kept.encode("utf-8", "replace")[:_LONGEST_STEM].decode("utf-8", "ignore").strip("-_")
    is_device = re.fullmatch(r"con|prn|aux|nul|(?:com|lpt)\d", kept.casefold())
    return f"{kept}-copy" if is_device else kept or "copy"


class _Attempt:
    """One save in a thread of its own, which is left behind if the drive never answers."""

    def __init__(self, work: Callable[[Callable[[], bool]], str]) -> None:
        self._work, self._turn = work, threading.Lock()
        self._is_given_up = self.is_under_way = False
        self.result: str | None = None
        self.error: BaseException | None = None

    def run(self) -> None:
        """Do the work; keep its result, or the exception it raised."""
        try:
            self.result = self._work(self._go)
        except BaseException as error:  # noqa: BLE001  it is raised again where it is waited for
            self.error = error

    def _go(self) -> bool:
        with self._turn:
            self.is_under_way = not self._is_given_up
            return self.is_under_way

    def give_up(self) -> None:
        """Prevent an exchange that has not begun yet."""
        with self._turn:
            self._is_given_up = True


def _in_time(work: Callable[[Callable[[], bool]], str], name: str) -> str:
    attempt = _Attempt(work)
    thread = threading.Thread(target=attempt.run, name="steelyard-save", daemon=True)
    thread.start()
    thread.join(TIME_LIMIT)
    if thread.is_alive():
        attempt.give_up()
        raise SaveError(
            f"The drive did not answer within {TIME_LIMIT:.0f} seconds; whether {name} was "
            "saved is not known. Open it again before you go on."
            if attempt.is_under_way
            else f"The drive did not answer within {TIME_LIMIT:.0f} seconds, so {name} was not "
            "saved; try again, or save a copy elsewhere."
        )
    if attempt.error is not None:
        raise as_save_error(attempt.error, name)
    assert attempt.result is not None
    return attempt.result


class SaveError(Exception):
    """Raised where nothing was saved; its message is one sentence on why and what to do."""

    outcome: Outcome = "refused"

    def __init__(self, sentence: str) -> None:
        # It may name a file whose name is not valid text.
        super().__init__(name_as_text(sentence))


class ConflictError(SaveError):
    """Raised where the file is no longer what the user opened; `theirs`: its bytes now."""

    outcome: Outcome = "conflict"

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
    errno.ELOOP: "a link is in its place by now; save a copy",
    errno.EIO: "the disk reports a fault; save a copy on another drive",
    errno.ESTALE: "the network drive was disconnected; connect it again, then save again",
    errno.ETIMEDOUT: "the network drive does not answer; try again later",
    errno.EMFILE: "too many files are open; close other programs, then save again",
    errno.ENFILE: "too many files are open; close other programs, then save again",
}


def as_save_error(error: BaseException, name: str) -> BaseException:
    """Return an error of the system as a SaveError; any other exception, a bug, as it is."""
    if isinstance(error, SaveError) or not isinstance(error, OSError | AbandonedError):
        return error
    refusal = SaveError(f"{name} was not saved: {_why(error)}.")
    refusal.__cause__ = error
    return refusal


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
    known = _SENTENCES.get(error.errno or 0)
    return known or f"the system says: {error.strerror or 'unknown error'}"
