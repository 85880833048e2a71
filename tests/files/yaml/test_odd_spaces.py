"""A space that is none is named, and told at its own line and column."""

from __future__ import annotations

import random
import re

import pytest
from files.lunch import good, load, lunch
from files.test_mutations import DRUGS, IRAN, SHIPPED

from steelyard.files.criteria_files import read_criteria
from steelyard.files.problems import name_space
from steelyard.files.yaml.syntax_trials import read_trial

ODD = "\u00a0\u2003\u202f\u3000\u2009\u1680"
KEY_LINE = re.compile(r"^ +(?:- )?[\w-]+(?::|$)")


def with_odd_indentation(source: random.Random, line: str, odd: str) -> tuple[str, int]:
    """Return a line with odd spaces in its indentation, and the column of the first of them."""
    depth = len(line) - len(line.lstrip(" "))
    at = source.randrange(depth)
    return source.choice(
        [
            (odd * depth + line[depth:], 1),
            (line[:at] + odd + line[at + 1 :], at + 1),
            (odd + line, 1),
            (line[:depth] + odd + line[depth:], depth + 1),
        ]
    )


def lines_with_structure(text: str) -> list[int]:
    """Return the numbers, from 0, of indented lines that are no text over several lines."""
    lines = text.split("\n")
    found = [n for n, line in enumerate(lines) if KEY_LINE.match(line)]
    # A line of running text may look like a key; taken away, it moves nothing.
    return [n for n in found if ":" in lines[n] and not lines[n - 1].rstrip().endswith((">", "|"))]


@pytest.mark.parametrize(("name", "text"), [("iran", IRAN), ("drugs", DRUGS)])
def test_odd_indentation_is_told_at_its_line_and_column(name: str, text: str) -> None:
    """Wherever reading stops, and whichever space it is: all of forty."""
    source = random.Random(f"odd {name}")
    lines, right, tried = text.split("\n"), 0, 40
    candidates = lines_with_structure(text)
    missed = []
    for _ in range(tried):
        number, odd = source.choice(candidates), source.choice(ODD)
        changed, column = with_odd_indentation(source, lines[number], odd)
        raw = "\n".join([*lines[:number], changed, *lines[number + 1 :]]).encode()
        problems = read_criteria(raw, SHIPPED / "criteria" / "x.yaml", "x.yaml").problems
        is_told = any(
            (problem.line, problem.column) == (number + 1, column)
            and name_space(odd) in problem.found
            for problem in problems
        )
        right += is_told
        if not is_told:
            missed.append((number + 1, changed, [(p.line, p.column, p.found) for p in problems]))
    assert right == tried, missed


def test_of_a_pasted_block_the_first_line_is_told() -> None:
    """Twelve lines of no-break spaces are one slip of one paste."""
    text = lunch(
        old="conditions:\n  spoon: {name: Spoon}\n",
        new="conditions:\n  spoon:\n" + "\u00a0\u00a0\u00a0\u00a0note: a\n" * 1 + "  fork:\n"
        "\u00a0\u00a0\u00a0 name: Fork\n\u00a0\u00a0\u00a0 note: b\n",
    )
    [problem] = [p for p in load(text).problems if p.code == "S004"]
    assert (problem.line, problem.column) == (16, 1)
    assert problem.found.startswith("a no-break space, which only looks like a space: ")


def test_after_a_colon_or_a_dash_it_is_told_too() -> None:
    """An odd space where YAML needs a plain one is reported where it is."""
    [problem] = load("format: 1\ntitle:\u2003Lunch\ncriteria: {}\n").problems
    assert (problem.line, problem.column) == (2, 7)
    text = lunch(old="criteria: [taste, price]}", new="criteria:\u00a0[taste, price]}")
    assert (9, text.splitlines()[8].index("\u00a0") + 1) in [
        (problem.line, problem.column) for problem in load(text).problems
    ]


def test_an_odd_space_in_a_text_is_no_fault() -> None:
    """Texts keep theirs, also at the start of a line."""
    text = lunch(
        old="title: Lunch", new="title: Lunch\nnote: |\n  One\n  \u00a0\u00a0two\u2003three"
    )
    assert load(text).problems == ()
    assert "\u00a0\u00a0two\u2003three" in good(text).note


def test_another_error_beside_an_odd_space_keeps_its_place() -> None:
    """The space in a text is not blamed for a bracket further down."""
    text = lunch(old="title: Lunch", new="title: Lunch\nnote: |\n  One\n  \u00a0two")
    [problem] = load(text.replace("[spoon]", "[spoon")).problems
    assert problem.line == 14
    assert "bracket" in problem.found


def test_a_text_without_an_error_has_none() -> None:
    """A text that YAML can read has no first error."""
    assert read_trial('a: "b"\n').error is None
    assert read_trial('a: "b"\n').quoted == (3, 6)
    assert read_trial("a: [b\n").error is not None
