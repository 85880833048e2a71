"""The line about long work: silent at first, then what is being done."""

from __future__ import annotations

import io
import threading

import pytest

from steelyard.commands.outcome import ProgressLine


class Stream(io.StringIO):
    """A text stream that says whether it is a terminal, and when something was written."""

    def __init__(self, is_terminal: bool) -> None:
        super().__init__()
        self._is_terminal = is_terminal
        self.written = threading.Event()

    def isatty(self) -> bool:
        """Return what the test wants it to be."""
        return self._is_terminal

    def flush(self) -> None:
        """Wake a test that waits for a line."""
        self.written.set()

    def wait(self) -> None:
        """Wait for the next line, and fail if none comes."""
        assert self.written.wait(timeout=30)
        self.written.clear()


def test_quick_work_is_silent() -> None:
    """Work that ends before the first tick writes nothing, on a terminal or elsewhere."""
    for is_terminal in (False, True):
        stream = Stream(is_terminal)
        with ProgressLine(stream, interval=3600) as progress:
            progress.stage("Counting")
            progress.chunks(1, 2)
        assert stream.getvalue() == ""


def test_nothing_is_printed_before_the_first_stage() -> None:
    """However early the clock ticks, a line names a stage."""
    stream = Stream(is_terminal=False)
    with ProgressLine(stream, interval=0.001) as progress:
        assert not stream.written.wait(timeout=0.1)
        progress.stage("Counting")
        stream.wait()
    assert stream.getvalue() == "Counting …\n"


def test_a_log_gets_one_line_a_stage() -> None:
    """Outside a terminal a stage is named once, however long it takes."""
    stream = Stream(is_terminal=False)
    with ProgressLine(stream, interval=0.001) as progress:
        progress.stage("Counting")
        stream.wait()
        progress.chunks(1, 2)
        progress.stage("Weighing")
        stream.wait()
    assert stream.getvalue() == "Counting …\nWeighing …\n"


def test_a_terminal_keeps_one_line_and_loses_it() -> None:
    """On a terminal the line is written over with the share done, and cleared at the end."""
    stream = Stream(is_terminal=True)
    with ProgressLine(stream, interval=0.001) as progress:
        progress.stage("Counting")
        progress.chunks(3, 4)
        stream.wait()
    assert stream.getvalue().endswith("\r\x1b[KCounting, 75% done …\r\x1b[K")
    assert "\n" not in stream.getvalue()


def test_an_error_passes_through() -> None:
    """The line is taken away and the error is the caller's to see."""
    stream = Stream(is_terminal=True)

    def work() -> None:
        with ProgressLine(stream, interval=0.001) as progress:
            progress.stage("Counting")
            stream.wait()
            raise KeyboardInterrupt("enough")

    with pytest.raises(KeyboardInterrupt, match="enough"):
        work()
    assert stream.getvalue().endswith("\x1b[K")
