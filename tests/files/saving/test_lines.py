"""Mark and line ends of a file survive an editor that knows only one kind."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.files.saving.lines import as_on_disk


@pytest.mark.parametrize(
    ("text", "current", "raw"),
    [
        ("a\nb\n", None, b"a\nb\n"),
        ("\ufeffa\n", None, b"a\n"),
        ("a\nB\n", b"a\nb\n", b"a\nB\n"),
        ("a\nB\n", b"a\r\nb\r\n", b"a\r\nB\r\n"),
        ("a\nB\n", b"\xef\xbb\xbfa\r\nb", b"\xef\xbb\xbfa\r\nB\r\n"),
        ("a\r\nB\n", b"a\r\nb\r\n", b"a\r\nB\n"),
        ("a\nB\nc\nd\n", b"a\r\nb\nc\r\n", b"a\r\nB\r\nc\r\nd\r\n"),
        ("x\na\nb\nc\n", b"a\nb\r\nc\n", b"x\na\nb\r\nc\n"),
        ("a\nb", b"a\rb\r", b"a\rb"),
        ("\u00e9\n", b"\xe9\r\n", b"\xc3\xa9\r\n"),
    ],
)
def test_what_lands_on_the_disk(text: str, current: bytes | None, raw: bytes) -> None:
    """The mark of the old file, its usual line end, and of mixed ones each line its own."""
    assert as_on_disk(text, current) == raw


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["\n", "\r\n", "\r"]))))
@settings(max_examples=100, deadline=None)
def test_an_unchanged_text_is_the_same_file(lines: list[tuple[str, str]]) -> None:
    """Whatever mix of line ends it has, a browser's copy of it saves as the very same bytes."""
    current = "".join(text + end for text, end in lines)
    from_browser = current.replace("\r\n", "\n").replace("\r", "\n")
    assert as_on_disk(from_browser, current.encode()) == current.encode()
