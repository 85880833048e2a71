"""A process of its own that only draws, so that a page does not stand still meanwhile.

Started as a plain program that knows nothing of its parent, and spoken to over its standard
streams: a line that says what to do and how many bytes follow, then the bytes; the answer
likewise. It ends when its parent closes the stream, or is gone.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO

PACKAGE_FOLDER = Path(__file__).resolve().parents[3]


class LostError(Exception):
    """The process that draws has died or speaks nonsense; somebody else has to draw."""


class DrawingProcess:
    """One process that draws; whoever comes while it is busy waits."""

    def __init__(self) -> None:
        paths = [str(PACKAGE_FOLDER), os.environ.get("PYTHONPATH", "")]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
        # Our own interpreter and module, nothing of a user's; Ctrl+C is for the parent.
        self._process = subprocess.Popen(
            [sys.executable, "-m", "steelyard.export.drawings.drawing_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
        self._lock = threading.Lock()

    @property
    def is_busy(self) -> bool:
        """Whether somebody is being drawn for."""
        return self._lock.locked()

    def draw(self, kind: str, given: str, *numbers: float) -> bytes:
        """Return `given` turned into what `kind` says: a specification into `svg`, or SVG.

        Raises ValueError where it cannot be drawn, LostError where the process is gone.
        """
        with self._lock:
            try:
                assert self._process.stdin is not None
                assert self._process.stdout is not None
                _send(self._process.stdin, [kind, *numbers], given.encode())
                head, data = _receive(self._process.stdout)
            except (OSError, ValueError, TypeError) as error:
                raise LostError from error
        if head != ["made"]:
            raise ValueError(data.decode())
        return data

    def stop(self) -> None:
        """End the process once it has drawn what it is at."""
        with self._lock:
            for stream in (self._process.stdin, self._process.stdout):
                if stream is not None:
                    stream.close()
            try:
                self._process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                self._process.kill()


def _send(stream: IO[bytes], head: list[str | float], data: bytes) -> None:
    stream.write(json.dumps([*head, len(data)]).encode() + b"\n" + data)
    stream.flush()


def _receive(stream: IO[bytes]) -> tuple[list[str | float], bytes]:
    """Return what was sent; ValueError where the stream has ended."""
    *head, size = json.loads(stream.readline() or b"null") or [0]
    data = stream.read(int(size))
    if not head or len(data) < int(size):
        raise ValueError("the stream has ended")
    return head, data


def serve(asked: IO[bytes], answered: IO[bytes]) -> None:
    """Draw what is asked for until nothing more is."""
    from steelyard.export.drawings.converter import draw_here

    while True:
        try:
            (kind, *numbers), data = _receive(asked)
        except ValueError:
            return
        try:
            made = draw_here(str(kind), data.decode(), *(float(number) for number in numbers))
        except (ValueError, ImportError) as error:
            _send(answered, ["failed"], str(error).encode())
        else:
            _send(answered, ["made"], made)


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
