"""Watches the files on show and knows their state as one short token.

The operating system tells; nothing is polled unless it cannot. A token is made of contents,
so a file that was only touched changes nothing. Knows nothing of who is told.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from watchfiles import awatch

from steelyard.views.session.served_files import put_token, state_token, watched_folders

# An editor's save is several events; they are over within this many milliseconds.
_SETTLED_MS = 50
_AT_MOST_MS = 400
_POLL_SECONDS = 1.0


class FileWatch:
    """Holds the present token and wakes those who wait for the next one."""

    def __init__(self) -> None:
        self.token = ""
        self._changed = asyncio.Condition()

    async def follow(self) -> None:
        """Watch until cancelled; folders that come, go or are replaced are taken up.

        Where the system cannot watch (no handles left, an odd drive) the files are looked
        at once a second instead, and the terminal says so.
        """
        await self.refresh()
        while True:
            try:
                await self._watch_folders()
            except (OSError, RuntimeError) as error:
                print(f"steelyard: files are looked at every second: {error}", file=sys.stderr)
                await self._poll()

    async def refresh(self) -> None:
        """Read the files' state; if it is another than before, wake everybody who waits."""
        token = await asyncio.to_thread(state_token)
        if token != self.token:
            async with self._changed:
                self.token = token
                put_token(token)
                self._changed.notify_all()

    async def next_after(self, seen: str) -> str:
        """Return the token as soon as it is another than `seen`."""
        async with self._changed:
            await self._changed.wait_for(lambda: self.token != seen)
            return self.token

    async def _watch_folders(self) -> None:
        """Watch the folders there are until they are no longer the same ones."""
        folders = watched_folders()
        if not folders:
            await asyncio.sleep(_POLL_SECONDS)
            return
        before = _identities(folders)
        # What happens before the system has begun to watch would otherwise go unseen.
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
        """Look at the files once a second for a minute; then watching is tried again."""
        for _ in range(60):
            await asyncio.sleep(_POLL_SECONDS)
            await self.refresh()


def _identities(folders: list[Path]) -> dict[Path, tuple[int, int]]:
    """Return which folder stands at each path: one that was replaced is another."""
    found: dict[Path, tuple[int, int]] = {}
    for folder in folders:
        try:
            state = folder.stat()
        except OSError:
            continue
        found[folder] = (state.st_dev, state.st_ino)
    return found
