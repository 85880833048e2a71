"""Shared by all commands: exit codes, output, and progress reports.

The progress of work that takes longer than a second is printed to standard error; nothing is
printed for shorter work. On a terminal a single line is overwritten; elsewhere, as in a log, a new
line is printed only when another stage begins.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Sequence
from types import TracebackType
from typing import Final, TextIO

from steelyard.files.problems import echo
from steelyard.results.words.numbers import percent

FINE: Final = 0
PROBLEMS: Final = 1
WRONG_USE: Final = 2


class WrongUseError(Exception):
    """Raised for arguments that a command cannot use; the text is a sentence on what to do."""


def whole_number(name: str, text: str, least: int, most: int) -> int:
    """Return the whole number of an argument; raises WrongUseError with a sentence for any other.

    >>> whole_number("--port", "8600", 1, 65_535)
    8600
    """
    # `int` also accepts digits of other scripts, signs and underscores; here they are refused.
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(most))
    if not (is_number and least <= int(text) <= most):
        raise WrongUseError(
            f"{name} takes a whole number from {least} to {most}; found {echo(text)}"
        )
    return int(text)


def print_json(data: object) -> None:
    """Print data as JSON; numbers are finite by construction, anything else is a bug."""
    print(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False))


def complain(text: str) -> None:
    """Print to the error stream."""
    print(text, file=sys.stderr)


def align_columns(rows: Sequence[Sequence[str]], names: int) -> list[str]:
    """Return rows as lines with aligned columns: column `names` to the left, all others right.

    >>> align_columns([["option", "total"], ["Soup", "54"]], names=0)
    ['option  total', 'Soup       54']
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if column == names else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


_INTERVAL = 1.0
_CLEAR = "\r\x1b[K"


class ProgressLine:
    """Prints the stage of the work every second, the first time after one; used with `with`."""

    def __init__(self, stream: TextIO | None = None, interval: float = _INTERVAL) -> None:
        """Write to `stream` (the error stream) every `interval` seconds."""
        self._stream = stream or sys.stderr
        self._interval = interval
        self._stage, self._share = "", ""
        self._printed = ""
        self._over = threading.Event()
        # A daemon thread, so that the program can end before it.
        self._thread = threading.Thread(target=self._print_stages, daemon=True)

    def stage(self, text: str) -> None:
        """Begin a stage of the work."""
        self._stage, self._share = text, ""

    def chunks(self, done: int, of: int) -> None:
        """Set how much of the stage is done, such as chunks of simulations."""
        self._share = f", {percent(done / of)} done"

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
        """Stop, and clear the line on a terminal."""
        self._over.set()
        self._thread.join()
        if self._printed and self._stream.isatty():
            self._stream.write(_CLEAR)
            self._stream.flush()

    def _print_stages(self) -> None:
        is_terminal = self._stream.isatty()
        while not self._over.wait(self._interval):
            text = f"{self._stage}{self._share if is_terminal else ''} …"
            if not self._stage or text == self._printed:
                continue
            self._stream.write(f"{_CLEAR}{text}" if is_terminal else f"{text}\n")
            self._stream.flush()
            self._printed = text
