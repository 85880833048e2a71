"""What the typeface cannot set is marked and told; long words may break."""

from __future__ import annotations

import pytest
from export.faces import machine_with
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.export.brief.printable import STAND_IN, Letters
from steelyard.export.drawings.lettering import covered


@pytest.fixture(autouse=True)
def _no_other_faces(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without any face of its own."""
    machine_with(monkeypatch)


def test_lacking_letters_are_remembered_once() -> None:
    """A character printed twice as a stand-in is told once."""
    letters = Letters()

    assert letters.printable("談 a 談") == f"{STAND_IN} a {STAND_IN}"
    assert letters.note().count("U+8AC7") == 1


def test_unseen_characters_leave_without_a_word() -> None:
    """A joiner or a mark of direction has no shape to miss."""
    letters = Letters()

    assert letters.printable("to\u200dgether\u202e") == "together"
    assert letters.note() == ""


def test_a_word_too_long_for_a_line_may_break() -> None:
    """Three hundred letters without a space get places to break, and lose none."""
    shown = Letters().printable("X" * 300)

    assert shown.replace("\u200b", "") == "X" * 300
    assert max(len(part) for part in shown.split("\u200b")) <= 12


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_only_letters_of_the_typeface_come_out(text: str) -> None:
    """Whatever goes in, typst never meets a character without a shape."""
    shown = Letters().printable(text)

    assert all(c in covered() or c in " \u200b" or c.isspace() for c in shown)
