"""Runs of five words of a text are found wherever they stand in ours; runs of four are not."""

from __future__ import annotations

import random
import time

import pytest

from steelyard.files.texts.copied_words import CopyCheck

SIGNS = [" ", ", ", " – ", "\n  ", "; ", " “"]


def words(source: random.Random, count: int, letters: str) -> list[str]:
    """Return made-up words of some letters."""
    return ["".join(source.choices(letters, k=source.randint(3, 9))) for _ in range(count)]


def test_a_thousand_pairs() -> None:
    """In texts that share a run of 4 to 9 words exactly those of 5 and more are reported."""
    source = random.Random(18)
    for _ in range(1000):
        text = words(source, 300, "abcdefgh")
        length = source.randint(4, 9)
        at = source.randrange(len(text) - length)
        shared = [source.choice([str.upper, str.title, str])(one) for one in text[at : at + length]]
        before, after = words(source, source.randint(0, 20), "stuvw"), words(source, 9, "stuvw")
        ours = "".join(one + source.choice(SIGNS) for one in [*before, *shared, *after])
        found = CopyCheck({"one": [" ".join(text)]}).find(ours)
        if length < 5:
            assert found == ()
        else:
            (run,) = found
            assert run.words == length
            assert run.text == ours[run.start : run.end]
            assert run.text.startswith(shared[0])


@pytest.mark.parametrize(
    ("text", "ours", "count"),
    [
        ("It's 2.1 million for the lot", "its 2.1 MILLION for the", 5),
        ("It's 2.1 million for the lot", "its 2.2 million for the", 0),
        ("the ﬁnal oﬃce of the day", "the final office of the", 5),
        ("a well-known river bank path", "a well known, river bank", 5),
        ("one two three four", "one two three four", 0),
        ("ends here one two. three four", "one two three four", 0),
        ("ends one two. three four five", "one two three four five", 5),
    ],
)
def test_what_counts_as_the_same_word(text: str, ours: str, count: int) -> None:
    """Apostrophes, capitals, ligatures and signs between words do not matter; numbers do."""
    assert [run.words for run in CopyCheck({"one": [text]}).find(ours)] == (
        [count] if count else []
    )


def test_it_says_whose_words_they_are() -> None:
    """With two texts at hand each is named."""
    check = CopyCheck({"a": ["one two three four five"], "b": ["two three four five six"]})
    assert [(run.source, run.words) for run in check.find("one two three four five six")] == [
        ("a", 5),
        ("b", 5),
    ]


def test_it_is_quick_beside_twenty_thousand_words() -> None:
    """While one types the check takes far less than 50 ms."""
    source = random.Random(1)
    check = CopyCheck({"one": [" ".join(words(source, 20_000, "abcdefghijkl"))]})
    ours = " ".join(words(source, 120, "abcdefghijkl"))
    start = time.perf_counter()
    check.find(ours)
    assert time.perf_counter() - start < 0.05
