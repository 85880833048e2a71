"""The nearest right spelling is found, and a word that is nothing like it is not offered."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.files.nearest import SEARCHES_AT_MOST, Speller, find_nearest, is_one_slip

KEYS = ["name", "short", "question", "better", "scale", "swing", "swing_reason", "claims", "note"]
words = st.text("abc_", max_size=6)


def slips(word: str, alphabet: str) -> set[str]:
    """Return every word one slip away, by trying each of them."""
    found = {word}
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        found |= {head + letter + tail for letter in alphabet}
        found |= {head + letter + tail[1:] for letter in alphabet if tail}
        found |= {head + tail[1:], head + tail[1:2] + tail[:1] + tail[2:]}
    return found


@given(words, words)
@settings(max_examples=100, deadline=None)
def test_one_slip_is_what_trying_all_slips_finds(one: str, other: str) -> None:
    """The closed form agrees with the list of all words one slip away."""
    assert is_one_slip(one, other) == (other in slips(one, "abc_"))


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("nmae", "name"),
        ("nam", "name"),
        ("swings", "swing"),
        ("swingreason", "swing_reason"),
        ("Swing-Reason", "swing_reason"),
        ("QUESTION", "question"),
        ("notes", "note"),
    ],
)
def test_a_slip_finds_the_key(wrong: str, right: str) -> None:
    """Capitals, hyphens, a letter more or less, two swapped."""
    assert find_nearest(wrong, KEYS) == right


@pytest.mark.parametrize("word", ["", "zzz", "x" * 1000, "unrelated words"])
def test_nothing_is_offered_where_nothing_is_alike(word: str) -> None:
    """A wrong suggestion costs more than none."""
    assert find_nearest(word, KEYS) == ""


def test_one_slip_comes_before_many_common_letters() -> None:
    """`kd-1` is one letter from `kd-01`, whatever else shares its letters."""
    assert find_nearest("kd-1", ["kd-10-kd-1", "kd-01"]) == "kd-01"


def test_a_speller_gives_up_after_many_words() -> None:
    """The first two hundred words get help, again and again; later ones none."""
    speller = Speller()
    for number in range(SEARCHES_AT_MOST):
        speller.find(f"word{number}", KEYS, "keys")
    assert speller.find("nmae", KEYS, "keys") == ""
    assert speller.find("word1", ["word"], "keys") == ""
    fresh = Speller()
    assert fresh.find("nmae", KEYS, "keys") == "name"
    assert fresh.find("nmae", ["nome"], "others") == "nome"
