"""Files broken in a thousand ways: always problems with a place, never an exception.

The mutations are seeded, so a failure comes back. `make fuzz N=10000 SEED=7` tries more of
them, and others.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from files.lunch import LUNCH

from steelyard.analysis.totals import View, evaluate
from steelyard.files.criteria_files import read_criteria
from steelyard.files.library import shipped_folder
from steelyard.files.problems import ECHOED_AT_MOST, Problem, problems_as_text
from steelyard.files.registers import load_register
from steelyard.files.yaml.yaml_tree import Node, Tree, read_tree
from steelyard.model import CriteriaSet

COUNT = int(os.environ.get("STEELYARD_FUZZ", "1000"))
SEED = os.environ.get("STEELYARD_SEED", "")
BATCHES = 10
SHORTEST = 20
WHOLE_FILE = {"S001", "S003"}

SHIPPED = shipped_folder()
IRAN = (SHIPPED / "criteria" / "iran-2026.yaml").read_text(encoding="utf-8")
DRUGS = (SHIPPED / "criteria" / "drug-harms-2010.yaml").read_text(encoding="utf-8")
REGISTER = (SHIPPED / "seeds" / "coercive-bargaining.yaml").read_text(encoding="utf-8")

HOSTILE = ["\t", "\x00", "\x1b", "\x85", "\u2028", "\u202e", "\u200b", "\ufeff", "\u00a0", "<<: "]
HOSTILE += ["{", "}", "[", "]", '"', "'", "&a ", "*a ", "!!str ", "|", ">", "%", "@", "`", ": "]
HOSTILE += ["- ", "? ", "#", "\r", "\r\n", "\n", "\n---\n", "“", "–", "é", "😀", "=", ",", "\\"]
VALUES = ["5", "-1", "1e309", ".nan", "true", "null", "''", "[]", "{}", "[1]", "[[0]]", "{a: b}"]
VALUES += ["text", "'40'", "40%", "1,5", "[3, 2, 1]", "2026-02-30", "x" * 9000, "[a, a]", "*x"]
VALUES += ["'\\e'", '"\\e[0m"', "../../etc/passwd", "<script>", "unknown", "{score: }", "0x1F"]


def lines_of(text: str) -> list[str]:
    """Return the lines of a text with their ends."""
    return text.splitlines(keepends=True)


def delete_line(source: random.Random, text: str) -> str:
    """Lose one line."""
    lines = lines_of(text)
    del lines[source.randrange(len(lines))]
    return "".join(lines)


def repeat_lines(source: random.Random, text: str) -> str:
    """Paste a few lines again somewhere else."""
    lines = lines_of(text)
    start, to = source.randrange(len(lines)), source.randrange(len(lines))
    piece = lines[start : start + source.randint(1, 6)]
    return "".join(lines[:to] + piece + lines[to:])


def rename_key(source: random.Random, text: str) -> str:
    """Give a key another name."""
    keys = list(re.finditer(r"[\w-]+(?=:)", text))
    if not keys:
        return text
    key = source.choice(keys)
    other = source.choice([source.choice(keys)[0], slip(source, key[0]), key[0].upper(), "5"])
    return text[: key.start()] + other + text[key.end() :]


def swap_value(source: random.Random, text: str) -> str:
    """Write a value of another kind."""
    values = list(re.finditer(r"(?<=: )[^\n]+", text))
    if not values:
        return text
    value = source.choice(values)
    return text[: value.start()] + source.choice(VALUES) + text[value.end() :]


def empty_value(source: random.Random, text: str) -> str:
    """Leave a key without its value."""
    values = list(re.finditer(r"(?<=:) [^\n]+", text))
    if not values:
        return text
    value = source.choice(values)
    return text[: value.start()] + text[value.end() :]


def cut_short(source: random.Random, text: str) -> str:
    """Stop in the middle."""
    return text[: source.randrange(len(text))]


def insert_hostile(source: random.Random, text: str) -> str:
    """Insert characters that mean something in YAML, anywhere."""
    for _ in range(source.randint(1, 3)):
        at = source.randrange(len(text))
        text = text[:at] + source.choice(HOSTILE) + text[at:]
    return text


def indent_anew(source: random.Random, text: str) -> str:
    """Move one line to another depth."""
    lines = lines_of(text)
    at = source.randrange(len(lines))
    lines[at] = source.choice(["", " ", "  ", "   ", "\t", "      "]) + lines[at].lstrip(" ")
    return "".join(lines)


def mistype(source: random.Random, text: str) -> str:
    """Mistype one character, anywhere."""
    at = source.randrange(len(text) - 4)
    return text[:at] + slip(source, text[at : at + 4]) + text[at + 4 :]


def change_line_ends(source: random.Random, text: str) -> str:
    """Mistype once, in a file with three kinds of line ends."""
    return re.sub("\n", lambda _: source.choice(["\n", "\r\n", "\r"]), mistype(source, text))


def slip(source: random.Random, word: str) -> str:
    """Return a word with one slip of the hand: a letter lost, doubled, changed or swapped."""
    at = source.randrange(len(word))
    letter = source.choice("abcdefghijklmnopqrstuvwxyz")
    head, tail = word[:at], word[at:]
    kinds = [head + tail[1:], head + letter + tail, head + letter + tail[1:]]
    kinds.append(head + tail[1:2] + tail[:1] + tail[2:])
    return source.choice(kinds)


Mutation = Callable[[random.Random, str], str]
MUTATIONS: list[Mutation] = [
    delete_line,
    repeat_lines,
    rename_key,
    swap_value,
    empty_value,
    cut_short,
    insert_hostile,
    indent_anew,
    mistype,
    change_line_ends,
]


def assert_placed(problems: tuple[Problem, ...], lines: int) -> None:
    """Every problem has words, and a line that the file has."""
    for problem in problems:
        assert problem.found, problem
        assert problem.fix, problem
        assert len(problem.found) < ECHOED_AT_MOST * 6, problem
        if problem.code in WHOLE_FILE:
            assert problem.line == 0, problem
        else:
            assert 1 <= problem.line <= lines, problem
            assert problem.column >= 1, problem
    shown = problems_as_text(problems).replace("\n", "")
    assert shown.isprintable(), ascii(shown)


def assert_usable(criteria_set: CriteriaSet) -> None:
    """Every view of what is left has numbers."""
    evaluate(criteria_set)
    for frame in criteria_set.frames:
        evaluate(criteria_set, View(frame=frame))
    for lens in list(criteria_set.lenses)[:1]:
        evaluate(criteria_set, View(lens=lens))
    for reading in list(criteria_set.readings)[:1]:
        evaluate(criteria_set, View(reading=reading))
    for scenario in list(criteria_set.scenarios)[:1]:
        evaluate(criteria_set, View(scenario=scenario))


def line_count(text: str) -> int:
    """Return how many lines an editor shows."""
    return len(re.findall(r"\r\n|\r|\n", text)) + 1


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_mutated_set_gives_problems_with_a_place(batch: int) -> None:
    """No exception, a line for each problem, and whatever loads can be evaluated."""
    source = random.Random(f"{SEED}sets {batch}")
    for _ in range(COUNT // BATCHES * 9 // 10):
        text = source.choices([IRAN, DRUGS, LUNCH], [2, 3, 5])[0]
        for _ in range(source.choice([1, 1, 1, 2, 4])):
            text = source.choice(MUTATIONS)(source, text)
            if len(text) < SHORTEST:
                text = LUNCH
        raw = text.encode("utf-8", "surrogatepass")
        loaded = read_criteria(raw, SHIPPED / "criteria" / "x.yaml", "x.yaml")
        assert_placed(loaded.problems, line_count(text))
        if loaded.criteria_set is not None:
            assert_usable(loaded.criteria_set)
        else:
            assert loaded.problems


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_mutated_register_gives_problems_with_a_place(batch: int, tmp_path: Path) -> None:
    """No exception, and a line for each problem."""
    source = random.Random(f"{SEED}registers {batch}")
    for _ in range(COUNT // BATCHES // 10):
        text = source.choice(MUTATIONS)(source, REGISTER)
        (tmp_path / "x.yaml").write_bytes(text.encode())
        loaded = load_register(tmp_path / "x.yaml")
        assert_placed(loaded.problems, line_count(text))
        assert loaded.register is not None or loaded.problems


def words_of(node: Node, path: tuple[str, ...] = ()) -> list[tuple[str, Node]]:
    """Return every known key, and every use of an id that is defined elsewhere."""
    found: list[tuple[str, Node]] = []
    for key, child in node.entries():
        key_node = node.key_node(key)
        assert key_node is not None
        is_definition = len(path) == 1 and path[0] in SECTIONS
        is_anchor = path[-1:] == ("anchors",)
        if not is_definition and not is_anchor:
            found.append((key, key_node))
        if path[:1] != ("left_out",):
            found += words_of(child, (*path, key))
    for _, child in node.elements():
        if isinstance(child.content, str) and path[-1] in ("criteria", "parts", "needs"):
            found.append((child.content, child))
    return found


SECTIONS = ["criteria", "groups", "options", "conditions", "frames", "lenses", "readings"]
SECTIONS += ["scenarios", "left_out"]


def tree_and_words(text: str) -> tuple[Tree, list[tuple[str, Node]]]:
    """Return the tree of a text and the words in it that have a right spelling."""
    tree = read_tree("x.yaml", text.encode())
    assert tree.root is not None
    return tree, words_of(tree.root)


@pytest.mark.parametrize("text", [DRUGS, LUNCH], ids=["drugs", "lunch"])
def test_a_one_letter_slip_is_told_what_was_meant(text: str) -> None:
    """In keys and in uses of ids, at least 95 in 100 slips get the right spelling."""
    source = random.Random(20)
    _, words = tree_and_words(text)
    tried, right, missed = 0, 0, []
    while tried < 200:
        word, node = source.choice(words)
        wrong = slip(source, word)
        if wrong == word or not re.fullmatch("[a-z][a-z0-9_-]*", wrong):
            continue
        mutated = text[: node.start] + wrong + text[node.end :]
        loaded = read_criteria(mutated.encode(), Path("x/criteria/x.yaml"), "x.yaml")
        about = [problem for problem in loaded.problems if problem.found == wrong]
        # A slip from one right word to another is no fault: `soup` for `soups` where both exist.
        if not about:
            continue
        tried += 1
        right += about[0].nearest == word
        if about[0].nearest != word:
            missed.append((word, wrong, about[0].nearest))
    assert right / tried >= 0.95, missed
