"""Text from files is shown letter by letter, never read as Markdown."""

from __future__ import annotations

import string

import pytest

from steelyard.views.session.safe_text import as_spoken, as_text


@pytest.mark.parametrize("sign", string.punctuation)
def test_every_sign_markdown_could_read_is_escaped(sign: str) -> None:
    """Each ASCII punctuation mark stands behind a backslash."""
    assert f"\\{sign}" in as_text(f"a{sign}b")


@pytest.mark.parametrize("text", ["http://evil.example", "www.evil.example", "me@evil.example"])
def test_nothing_becomes_a_link(text: str) -> None:
    """A joiner breaks up what would be linked by itself; without it the text is the same."""
    shown = as_text(text)

    assert "\u2060" in shown
    assert shown.replace("\u2060", "").replace("\\", "") == text


def test_lines_are_joined() -> None:
    """A line break cannot start a heading or a list."""
    assert as_text("a\n# b\n- c") == "a \\# b \\- c"


def test_spoken_labels_keep_words_and_lose_signs() -> None:
    """A label for a screen reader holds no mark-up, and no web name in one piece."""
    assert as_spoken("Long-term *leverage* [x](http://y) `z`") == "Long-term leverage x(http//y) z"
    assert "www." not in as_spoken("www.evil.example")
