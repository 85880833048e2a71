"""A line on the error stream about work that takes longer than a second.

Says nothing about work that is done before; on a terminal one line is written over, elsewhere
(a log) there is a new one only when what is being done changes.
"""

from __future__ import annotations

import sys
import threading
from types import TracebackType
from typing import TextIO

_PATIENCE = 1.0
_CLEAR = "\r\x1b[K"


class ProgressLine:
    """Tells what is being done, once a second from the first second on; use with `with`."""

    def __init__(self, stream: TextIO | None = None, patience: float = _PATIENCE) -> None:
        """Write to `stream` (the error stream) every `patience` seconds."""
        self._stream = stream or sys.stderr
        self._patience = patience
        self._stage, self._share = "", ""
        self._told = ""
        self._over = threading.Event()
        # A daemon: a line that nobody needs any more must not keep the program alive.
        self._thread = threading.Thread(target=self._tell, daemon=True)

    def stage(self, text: str) -> None:
        """Say what is being done from now on."""
        self._stage, self._share = text, ""

    def chunks(self, done: int, of: int) -> None:
        """Say how much of it is done; fits where simulations are counted chunk by chunk."""
        self._share = f", {100 * done // of}% done"

    def __enter__(self) -> ProgressLine:
        """Start the clock."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop, and take the line away where it can be."""
        self._over.set()
        self._thread.join()
        if self._told and self._stream.isatty():
            self._stream.write(_CLEAR)
            self._stream.flush()

    def _tell(self) -> None:
        is_terminal = self._stream.isatty()
        while not self._over.wait(self._patience):
            text = f"{self._stage}{self._share if is_terminal else ''} …"
            if text == self._told:
                continue
            self._stream.write(f"{_CLEAR}{text}" if is_terminal else f"{text}\n")
            self._stream.flush()
            self._told = text
