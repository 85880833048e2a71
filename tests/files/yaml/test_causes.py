"""A syntax error is told by its cause, where the slip is and not where reading stopped."""

from __future__ import annotations

from pathlib import Path

import pytest
from files.lunch import load, lunch

from steelyard.files.criteria_files import read_criteria
from steelyard.files.problems import Problem

QUOTES = """\
format: 1
title: {title}
criteria:
  taste: {{name: {name}, question: "How good?"}}
  price: {{name: "Price", note: 'x'}}
options:
  soup: {{name: Soup, claims: [{claim}]}}
  cake:
    name: {block}
    summary: "It's fine"
"""


@pytest.mark.parametrize(
    ("place", "value", "line", "column"),
    [
        ("title", '"Lunch', 2, 8),
        ("title", "'Lunch", 2, 8),
        ("name", '"Taste', 4, 17),
        ("name", "'Taste", 4, 17),
        ("claim", '"a', 7, 31),
        ("claim", '"a, "b"', 7, 31),
        ("claim", "'a, b", 7, 31),
        ("block", '"Cake', 9, 11),
        ("block", "'Cake", 9, 11),
    ],
)
def test_a_quote_that_is_not_closed_is_told_where_it_opens(
    place: str, value: str, line: int, column: int
) -> None:
    """Also where the next quote of the file seems to close it, and in brackets."""
    good = {"title": "Lunch", "name": "Taste", "claim": "", "block": "Cake"}
    [problem] = load(QUOTES.format(**{**good, place: value})).problems
    assert (problem.line, problem.column) == (line, column)
    assert problem.found.startswith("a quote that is not closed: ")


def test_brackets_that_go_wrong_are_still_called_brackets() -> None:
    """A quoted text before them is not blamed."""
    text = QUOTES.format(title='"A: b"', name='"Taste, or"', claim='"a" "b"', block="Cake")
    assert "brackets" in load(text).problems[0].found or "quote" in load(text).problems[0].found
    text = QUOTES.format(title='"A: b"', name="Taste", claim="a, [b", block="Cake")
    assert load(text).problems[0].found.startswith("brackets that go wrong: ")
    assert load(text).problems[0].line == 7


def test_null_in_a_list_is_told_as_an_entry_without_a_value() -> None:
    """There is no key after which a value could be written."""
    [first, problem] = load(lunch(old="[spoon]", new="[spoon, null]")).problems[-1:] * 2
    assert first == problem
    assert (problem.code, problem.line, problem.column) == ("C003", 11, 37)
    assert problem.found == "nothing, as an entry of a list"
    assert problem.fix == "write it, or delete this entry of the list"


def test_a_pair_of_halves_is_told_to_be_written_as_one_character() -> None:
    """JSON writes characters beyond the first 65,536 in two halves; YAML has no such thing."""
    [problem] = load(lunch(old="title: Lunch", new='title: "\\ud83d\\ude00"')).problems
    assert problem.found == "a character written as two halves: \\ud83d\\ude00"
    assert problem.fix == "write the character itself, 😀"
    [problem] = load(lunch(old="title: Lunch", new='title: "\\ud83d"')).problems
    assert problem.found == "half a character: \\ud83d"
    assert (problem.line, problem.column) == (2, 11)


def of_bytes(raw: bytes) -> Problem:
    """Return the first problem of the bytes of a file."""
    return read_criteria(raw, Path("x/criteria/x.yaml"), "x.yaml").problems[0]


@pytest.mark.parametrize("raw", [b"f\0r\0\nformat: 1\n", b"\0a\0format: 1\n", b"a: \0\0\0\0\n"])
def test_a_few_zeros_are_characters_that_cannot_be_seen(raw: bytes) -> None:
    """Told at the first of them; that is no other encoding."""
    problem = of_bytes(raw)
    assert problem.found == "the invisible character \\u0000 (null)"
    assert (problem.line, problem.column) == (1, raw.index(b"\0") + 1)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-32-le", "utf-32-be"])
def test_another_encoding_is_told_as_that(encoding: str) -> None:
    """With a mark and without, though some characters have no zero."""
    problem = of_bytes("format: 1\ntitle: Zürich – Ω\n".encode(encoding))
    assert problem.found == "a file in UTF-16 or UTF-32"
