"""Changed lines of two texts side by side; where they meet, theirs stand."""

from __future__ import annotations

import pytest

from steelyard.files.saving.lines import merge_lines


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged"),
    [
        ("a\nb\nc\n", "a\nB\nc\n", "a\nb\nc\n", "a\nB\nc\n"),
        ("a\nb\nc\n", "a\nb\nc\n", "a\nB\nc\n", "a\nB\nc\n"),
        ("a\nb\nc\nd\n", "A\nb\nc\nd\n", "a\nb\nc\n", "A\nb\nc\n"),
        ("a\nb\n", "a\nx\nb\n", "a\ny\nb\n", "a\ny\nb\n"),
        ("a\n", "a\nx\n", "", ""),
        ("a\r\nb\rc", "a\r\nB\rc", "A\r\nb\rc", "A\r\nB\rc"),
        ("", "a\n", "", "a\n"),
    ],
)
def test_lines_merge_and_theirs_win(base: str, mine: str, theirs: str, merged: str) -> None:
    """My hunks come in where they touch none of theirs."""
    assert merge_lines(base, mine, theirs) == merged
