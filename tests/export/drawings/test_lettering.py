"""What our typeface lacks is known letter by letter."""

from __future__ import annotations

import pytest

from steelyard.export.drawings.lettering import covered, missing_in, missing_sentence


def test_the_letters_of_european_scripts_are_there() -> None:
    """Latin with accents, Greek, Cyrillic, and the signs our charts use."""
    for letter in "aZäßőłñçΩλЖщ0½€≥−–“”▲▼→✓■":
        assert letter in covered(), letter


@pytest.mark.parametrize("letter", "談日한שعไद😀★◐●")
def test_other_scripts_are_not(letter: str) -> None:
    """Chinese, Hebrew, Arabic, Thai, Devanagari and pictures are told as missing."""
    spec = {"datasets": {"text_12": [{"text": f"Talks {letter}"}], "bars": [{"x": 1}]}}
    assert missing_in(spec) == letter


def test_what_is_not_seen_is_not_missed() -> None:
    """Spaces of every width, joiners and accents of their own are no letters to draw."""
    assert missing_in({"title": {"text": ["a\u202f\u00a0\u200db\u0301"], "subtitle": []}}) == ""


def test_a_heading_is_looked_through_too() -> None:
    """Title and subtitle, as lines or as one text."""
    assert missing_in({"title": {"text": "日", "subtitle": ["本"]}}) == "日本"


def test_the_sentence_names_a_few_and_counts_all() -> None:
    """Of many missing letters the first are named."""
    assert "lacks 1 character of this file (談)" in missing_sentence("談")
    said = missing_sentence("".join(chr(0x4E00 + i) for i in range(30)))
    assert "lacks 30 characters" in said
    assert " …)" in said
