"""Commits each save to git in the name of the person who saved; failures are logged.

A commit is made from the saved bytes with a temporary index: whatever an operator has staged stays
staged, no hook runs, and two servers committing at once lose nothing. It is made after the save, in
a separate thread, so that no save waits for it or fails because of it.
"""

from __future__ import annotations

import hashlib
import os
import queue
import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from steelyard.files.judgements.rounds import JUDGEMENTS
from steelyard.files.library import folder_of
from steelyard.files.saving.under_way import SaveEnd
from steelyard.serving.log import Log

SECONDS: Final = 30
"""Time limit of one git command in seconds."""

_TRIES: Final = 20
"""Attempts at a commit; it is retried if the branch moves between reading and updating it."""


class GitError(Exception):
    """Raised if a commit cannot be made; the text is the reason."""


@dataclass(frozen=True)
class _Save:
    """A saved file to be committed, and its author."""

    path: Path
    raw: bytes
    user: str
    name: str


class GitCommits:
    """A queue of saves to commit. `host` is used in the authors' e-mail addresses."""

    def __init__(self, log: Log, host: str) -> None:
        self._log, self._host = log, host
        self._waiting: queue.Queue[_Save | None] = queue.Queue()
        self._thread = threading.Thread(target=self._work, name="steelyard-git", daemon=True)

    def begin(self, *places: Path) -> None:
        """Start the thread; log at once for which places committing is impossible.

        `places` are the folders or files that are shown.
        """
        for place in places:
            try:
                _work_tree(folder_of(place))
            except GitError as error:
                self._log.write("not committed", why=str(error))
        self._thread.start()

    def saved(self, end: SaveEnd) -> None:
        """Queue a save for committing; for `listen_to_saves`."""
        if end.outcome != "saved" or JUDGEMENTS in end.path.parts:
            return
        try:
            raw = end.path.read_bytes()
        except OSError:
            # Deleted in the meantime: a commit must not bring it back.
            return
        if end.sha256 in ("", hashlib.sha256(raw).hexdigest()):
            self._waiting.put(_Save(end.path, raw, end.user, end.name))

    def end(self, seconds: float) -> None:
        """Commit what is still queued, waiting at most this many seconds."""
        if self._thread.is_alive():
            self._waiting.put(None)
            self._thread.join(seconds)

    def _work(self) -> None:
        while (save := self._waiting.get()) is not None:
            try:
                commit = commit_bytes(save.path, save.raw, _author(save, self._host), self._host)
            except (GitError, OSError) as error:
                self._log.write(
                    "not committed", file=save.path.name, user=save.user, why=str(error)
                )
            else:
                if commit:
                    self._log.write(
                        "committed", file=save.path.name, user=save.user, commit=commit[:12]
                    )


def commit_bytes(path: Path, raw: bytes, author: tuple[str, str], host: str) -> str:
    """Commit these bytes as the content of a file; return the commit, empty if nothing changed.

    `author`: name and address. Raises GitError, and OSError for a disk that is full.
    """
    folder = path.resolve().parent
    top = _work_tree(folder)
    inside = path.resolve().relative_to(top).as_posix()
    if _git(top, "check-ignore", "--quiet", "--", inside, fine=(0, 1)).returncode == 0:
        raise GitError("git ignores this file; a .gitignore names it")
    blob = _said(_git(top, "hash-object", "-w", f"--path={inside}", "--stdin", given=raw))
    mode = "100755" if os.access(path, os.X_OK) and os.name != "nt" else "100644"
    entry = f"{mode},{blob},{inside}"
    who = {
        "GIT_AUTHOR_NAME": author[0],
        "GIT_AUTHOR_EMAIL": author[1],
        "GIT_COMMITTER_NAME": "Steelyard",
        "GIT_COMMITTER_EMAIL": f"steelyard@{host}",
    }
    for _ in range(_TRIES):
        head = _said(_git(top, "rev-parse", "--verify", "--quiet", "HEAD", fine=(0, 1)))
        with tempfile.TemporaryDirectory(prefix="steelyard-git-") as aside:
            beside = {"GIT_INDEX_FILE": str(Path(aside) / "index")}
            if head:
                _git(top, "read-tree", head, extra=beside)
            _git(top, "update-index", "--add", "--cacheinfo", entry, extra=beside)
            tree = _said(_git(top, "write-tree", extra=beside))
        if head and tree == _said(_git(top, "rev-parse", f"{head}^{{tree}}")):
            return ""
        parents = ["-p", head] if head else []
        made = _git(
            top, "commit-tree", tree, *parents, given=f"Save {path.name}\n".encode(), extra=who
        )
        commit = _said(made)
        moved = _git(
            top, "update-ref", "-m", "steelyard: save", "HEAD", commit, head or "0" * len(commit),
            fine=(0, 1, 128),
        )  # fmt: skip
        if moved.returncode == 0:
            # Otherwise the index would show the save as undone.
            _git(top, "update-index", "--add", "--cacheinfo", entry, fine=(0, 1, 128))
            return commit
    raise GitError("others commit all the time; the next save of the file is tried again")


def _author(save: _Save, host: str) -> tuple[str, str]:
    """Return name and address of the author of a save, without git's own delimiters."""
    name = re.sub(r"[<>\x00-\x1f]", " ", save.name or save.user).strip(" .,;:") or "Somebody"
    user = re.sub(r"[<>\s\x00-\x1f]", "-", save.user).strip("-") or "somebody"
    return name, user if "@" in user else f"{user}@{host}"


def _work_tree(folder: Path) -> Path:
    found = _git(folder, "rev-parse", "--show-toplevel", fine=(0, 128))
    if found.returncode:
        said = found.stderr.decode("utf-8", "replace")
        if "dubious ownership" in said:
            raise GitError(
                "the work tree belongs to somebody else; let it belong to the server's user, or "
                "name it in safe.directory of git's configuration"
            )
        raise GitError("the folder lies in no work tree of git")
    return Path(_said(found)).resolve()


def _git(
    folder: Path,
    *arguments: str,
    given: bytes = b"",
    extra: Mapping[str, str] | None = None,
    fine: tuple[int, ...] = (0,),
) -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("git")
    if program is None:
        raise GitError("there is no program git on this machine")
    # No environment variable may point git at another repository.
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    try:
        done = subprocess.run(  # noqa: S603  no shell, and every argument is ours or a path in it
            [program, *arguments],
            cwd=folder,
            env={**kept, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", **(extra or {})},
            input=given,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise GitError(f"git did not answer within {SECONDS} seconds") from None
    except OSError as error:
        raise GitError((error.strerror or "unknown error").lower()) from None
    if done.returncode not in fine:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(said[-1] if said else f"git {arguments[0]} ended with {done.returncode}")
    return done


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    return os.fsdecode(done.stdout).strip()
