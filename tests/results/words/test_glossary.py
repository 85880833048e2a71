"""The words of the glossary in sentences, and their definitions."""

from __future__ import annotations

import pytest
from small_sets import shipped

from steelyard.results.words.glossary import (
    MEANINGS,
    TERMS,
    define,
    define_marks,
    meanings_of_marks,
    split_terms,
)


def test_only_the_first_mention_of_a_word_is_marked() -> None:
    """Pieces make up the text again; a word within another one is none."""
    text = "Frames frame a reading; simulations, glens and a lens. Lenses differ."
    pieces = split_terms(text)
    assert "".join(piece.text for piece in pieces) == text
    assert [(piece.text, piece.term) for piece in pieces if piece.term] == [
        ("Frames", "frame"), ("reading", "reading"), ("simulations", "simulation"),
        ("lens", "lens"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Importance (swing)", "swing"),
        ("Without the 5-point extras for combining A and B", "premium"),
        ("lead share", "share"),
        ("What would change the leader", "flip"),
        ("Too close to call: A is 0.2 ahead", "close"),
        ("1 condition open", "condition"),
        ("Disputed by you", "dispute"),
        ("a scenario", "scenario"),
    ],
)
def test_words_are_found_as_sentences_have_them(text: str, term: str) -> None:
    """Each form of a word leads to its definition."""
    assert next(piece.term for piece in split_terms(text) if piece.term) == term


def test_every_word_has_a_definition_with_a_title() -> None:
    """Links have a name for each word of the glossary, and no other."""
    assert sorted(TERMS.values()) == sorted(MEANINGS)
    for name, word in TERMS.items():
        title, meaning = define(name).split("\n")
        assert title.lower() == word.lower()
        assert meaning == MEANINGS[word]
    assert define_marks(shipped("iran-2026"), "The number", "The bar").count("\n") == 2


def test_a_long_bar_is_no_good_where_totals_measure_harm() -> None:
    """The marks are explained as the table of that set has them."""
    good, harm = (meanings_of_marks(shipped(name)) for name in ("iran-2026", "drug-harms-2010"))
    assert good["The bar"].endswith("A longer bar is never worse.")
    assert harm["The bar"].endswith("A longer bar is never less harm.")
    assert "the best end" in good["The head of a column"]
    assert harm["The head of a column"] == "names the criterion and its weight."
    assert not [says for says in harm.values() if "best" in says or "good" in says]


def test_a_phone_is_told_only_of_marks_that_it_draws() -> None:
    """It has totals, their lines, counts and sliders, and no columns with bars and heads."""
    for name in ("iran-2026", "drug-harms-2010"):
        wide = meanings_of_marks(shipped(name))
        narrow = meanings_of_marks(shipped(name), is_phone=True)
        assert set(wide) - set(narrow) == {"The number", "The bar", "The head of a column"}
        assert narrow.items() <= wide.items()
        assert not any(word in said for said in narrow.values() for word in ("bar", "column"))
