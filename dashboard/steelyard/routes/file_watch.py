"""Watches the files that are shown, and keeps a short token of their contents.

The operating system reports changes; the files are polled only where it cannot. The token depends
on contents: touching a file changes nothing. Tokens differ between processes, so that a page which
reconnects to another server is rerun there before anything is done on it.
"""

from __future__ import annotations

import asyncio
import secrets
import sys
from pathlib import Path

from watchfiles import awatch

from steelyard.files.judgements.shelf import shelf
from steelyard.views.session.served_files import (
    note_token,
    round_news,
    state_token,
    watched_folders,
)

# Debounce: the several events of one save by an editor arrive within this many milliseconds.
_SETTLED_MS = 50
_AT_MOST_MS = 400
_POLL_SECONDS = 1.0
_ASK_SECONDS = 2.0
_PROCESS = secrets.token_hex(4)


class FileWatch:
    """Holds the current token and wakes the tasks that wait for the next one."""

    def __init__(self) -> None:
        self.token = ""
        self._changed = asyncio.Condition()

    async def follow(self) -> None:
        """Watch until cancelled; folders that appear, vanish or are replaced are followed.

        Where the system cannot watch (no handles left, a network drive) the files are read once a
        second instead, with a message on the terminal. A file name that is not valid text is one
        such case.
        """
        await self.refresh()
        asking = asyncio.create_task(self._ask_shelf())
        try:
            await self._follow_folders()
        finally:
            asking.cancel()

    async def _follow_folders(self) -> None:
        while True:
            try:
                await self._watch_folders()
            except (OSError, RuntimeError, ValueError, ExceptionGroup) as error:
                why = _first_cause(error)
                print(f"steelyard: files are looked at every second: {why}", file=sys.stderr)
                await self._poll()

    async def _ask_shelf(self) -> None:
        """Poll a database for rounds that were opened or closed, here or on another server."""
        known: list[object] = []
        while shelf().is_sealed:
            news = await asyncio.to_thread(round_news)
            if news != known:
                known = news
                await self.refresh()
            await asyncio.sleep(_ASK_SECONDS)

    async def refresh(self) -> None:
        """Read the files' state; if it has changed, wake all waiting tasks."""
        token = f"{_PROCESS}:{await asyncio.to_thread(state_token)}"
        if token != self.token:
            async with self._changed:
                self.token = token
                note_token(token)
                self._changed.notify_all()

    async def next_after(self, last: str) -> str:
        """Return the token as soon as it differs from `last`."""
        async with self._changed:
            await self._changed.wait_for(lambda: self.token != last)
            return self.token

    async def _watch_folders(self) -> None:
        """Watch the existing folders until one of them is added, removed or replaced."""
        folders = watched_folders()
        if not folders:
            await asyncio.sleep(_POLL_SECONDS)
            return
        before = _identities(folders)
        # Catches a change made before the watcher was running.
        late = asyncio.create_task(self._refresh_later())
        try:
            async for _ in awatch(
                *folders,
                recursive=False,
                debounce=_AT_MOST_MS,
                step=_SETTLED_MS,
                ignore_permission_denied=True,
            ):
                await self.refresh()
                if _identities(watched_folders()) != before:
                    return
        finally:
            late.cancel()

    async def _refresh_later(self) -> None:
        await asyncio.sleep(_POLL_SECONDS / 2)
        await self.refresh()

    async def _poll(self) -> None:
        """Poll the files once a second for a minute, before watching is tried again."""
        for _ in range(60):
            await asyncio.sleep(_POLL_SECONDS)
            await self.refresh()


def _first_cause(error: BaseException) -> BaseException:
    """Return the first error of a group; watchfiles raises one for a name it cannot read."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


def _identities(folders: list[Path]) -> dict[Path, tuple[int, int]]:
    """Return device and inode of each folder, which differ once it has been replaced."""
    found: dict[Path, tuple[int, int]] = {}
    for folder in folders:
        try:
            state = folder.stat()
        except OSError:
            continue
        found[folder] = (state.st_dev, state.st_ino)
    return found
