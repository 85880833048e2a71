"""A problem is shown short, whole and visible."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from steelyard.files.problems import (
    ECHOED_AT_MOST,
    TITLES,
    Problem,
    echo,
    echo_id,
    format_number,
    problems_as_text,
    visible_text,
)

PROBLEM = Problem("C014", "a.yaml", 4, 20, ("assessments", "soup"), "150", "0 to 100", "less")


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        (None, "nothing"),
        (True, "true"),
        (False, "false"),
        (40.0, "40"),
        (0.1, "0.1"),
        (1e300, "1e+300"),
        (float("nan"), "not a number"),
        (float("-inf"), "infinity"),
        ("", "an empty text"),
        ({"a": 1}, "keys and values (1)"),
        ([1, 2], "a list of 2"),
        ("a\nb", "a\\u000ab"),
        ("\u202eevil", "\\u202eevil"),
        ("a\u00a0b", "a\\u00a0b"),
        ("\U000e0001", "\\U000e0001"),
        ("é ☃ 😀", "é ☃ 😀"),
        ("<script>", "<script>"),
    ],
)
def test_echo_shows_what_was_found(found: object, shown: str) -> None:
    """Values as people write them; characters that hide are spelt out."""
    assert echo(found) == shown


@pytest.mark.parametrize("text", ["x" * 61, "x" * 10_000, "\u202e" * 60, "\x00" * 500])
def test_echo_is_short_however_long_the_text(text: str) -> None:
    """About sixty characters, also where each of them is spelt out with six."""
    assert len(echo(text)) <= ECHOED_AT_MOST + 1
    assert echo(text).endswith("…")


def test_sixty_characters_are_shown_whole() -> None:
    """Nothing is cut that fits."""
    assert echo("x" * 60) == "x" * 60


def test_a_letter_of_another_alphabet_is_named() -> None:
    """Two keys that look the same are told apart in words."""
    assert echo_id("t\u0430ste") == "t\u0430ste, with CYRILLIC SMALL LETTER A"
    assert echo_id("taste") == "taste"
    assert echo_id("ta\u200bste") == "ta\\u200bste"


def test_visible_text_keeps_the_whole_text_on_one_line() -> None:
    """A name can move neither the cursor of a terminal nor the rows of a table."""
    assert visible_text("a\x1b[31m\n" + "b" * 100) == "a\\u001b[31m\\u000a" + "b" * 100


@pytest.mark.parametrize(("number", "shown"), [(1e15, "1000000000000000.0"), (-0.0, "0"), (7, "7")])
def test_whole_numbers_have_no_point(number: float, shown: str) -> None:
    """Up to a thousand million million, and zero has no sign."""
    assert format_number(number) == shown


def test_the_report_has_five_lines() -> None:
    """Place, code and title; then where, found, allowed and fix."""
    assert PROBLEM.as_text().splitlines() == [
        "a.yaml:4:20  C014  score outside its scale",
        "  where    assessments › soup",
        "  found    150",
        "  allowed  0 to 100",
        "  fix      less",
    ]


def test_a_problem_of_the_whole_file_has_no_line() -> None:
    """Line 0 is never shown."""
    whole = Problem("S001", "a.yaml", 0, 0, (), "no such file", "", "check")
    assert whole.as_text().splitlines()[0] == "a.yaml  S001  file cannot be read"


def test_at_most_fifty_are_listed() -> None:
    """The rest is counted."""
    text = problems_as_text([PROBLEM] * 53)
    assert text.count("C014") == 50
    assert text.endswith("\nand 3 more")
    assert "more" not in problems_as_text([PROBLEM] * 50)


@pytest.mark.parametrize("count", [1, 12, 20, 50, 51, 5000])
@pytest.mark.parametrize("name", ["x.yaml", "a file with a name of some length/" * 6 + "x.yaml"])
def test_a_report_stays_under_four_kilobytes(count: int, name: str) -> None:
    """The first are told in full, the rest in a line each, and none is left uncounted."""
    text = problems_as_text([replace(PROBLEM, file=name)] * count)
    assert len(text.encode()) < 4_000
    assert text.startswith(replace(PROBLEM, file=name).as_text())
    more = re.search(r"\nand ([\d,]+) more$", text)
    left = int(more[1].replace(",", "")) if more else 0
    assert text.count("C014") + left == count
    assert text.count("C014") == min(count, 50) or len(name) > 100


def test_plain_data_is_json() -> None:
    """Every part of a problem can be read by a program."""
    data = json.loads(json.dumps(PROBLEM.as_dict()))
    assert data["title"] == TITLES["C014"]
    assert data["where"] == ["assessments", "soup"]
    assert list(data) == [
        "code",
        "title",
        "file",
        "line",
        "column",
        "where",
        "found",
        "allowed",
        "fix",
        "nearest",
    ]
