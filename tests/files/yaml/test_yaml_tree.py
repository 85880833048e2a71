"""The tree holds what is written, with its lines, and refuses texts that would blow it up."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.files.yaml.yaml_tree import MAX_DEPTH, MAX_NODES, Node, Tree, read_tree


def read(text: str) -> Tree:
    """Return the tree of a text."""
    return read_tree("f.yaml", text.encode())


def plain(text: str) -> object:
    """Return the plain content of a text that has no problems."""
    tree = read(text)
    assert tree.problems == ()
    assert tree.root is not None
    return tree.root.plain()


def walk(node: Node) -> Iterator[tuple[str, Node]]:
    """Yield every key with its node."""
    for key, child in node.entries():
        key_node = node.key_node(key)
        assert key_node is not None
        yield key, key_node
        yield from walk(child)
    for _, child in node.elements():
        yield from walk(child)


def code(text: str) -> tuple[str, int]:
    """Return the code and line of the only problem of a text."""
    (problem,) = read(text).problems
    return problem.code, problem.line


def test_values_are_what_is_written() -> None:
    """`no` stays text, quoted numbers stay text, 1e3 is a thousand."""
    found = plain("a: no\nb: 12:30\nc: 1e3\nd: '40'\ne: \"1\"\nf: [1, x]\ng: |\n  5\nh:\n")
    assert found == {
        "a": "no",
        "b": "12:30",
        "c": 1000.0,
        "d": "40",
        "e": "1",
        "f": [1, "x"],
        "g": "5\n",
        "h": None,
    }


def test_keys_are_always_text() -> None:
    """A key that looks like a number, a date or true is the text that was written."""
    assert plain("0: a\n1e3: b\ntrue: c\n~: d\n2026-02-30: e\n") == {
        "0": "a",
        "1e3": "b",
        "true": "c",
        "~": "d",
        "2026-02-30": "e",
    }


def test_a_number_finds_its_key_however_it_is_written() -> None:
    """50.0 asked for finds `50`; of two spellings of one number the first is found."""
    root = read("50: a\n1e2: b\n100: c\n").root
    assert root is not None
    found = [root.child(step) for step in (50.0, "50.0", 100.0, 3.0)]
    assert [node.content if node else None for node in found] == ["a", "a", "b", None]


LINES = ["title: one", "note: 'two", "", "  three'", "# four", "list:", "  - five", "  - six: 6"]
LINES += ["block: |", "  seven", "", "  eight", "fold: >-", "  nine", "last: ten"]


@given(st.lists(st.sampled_from(["\n", "\r\n"]), min_size=len(LINES), max_size=len(LINES)))
@settings(max_examples=60, deadline=None)
def test_mixed_line_ends_keep_lines_and_offsets_right(ends: list[str]) -> None:
    """With LF and CRLF mixed, every key is found at its line and its offset in the text."""
    tree = read("".join(line + end for line, end in zip(LINES, ends, strict=True)))
    assert tree.root is not None
    for key, node in walk(tree.root):
        assert tree.text[node.start : node.end] == key
        line, column = tree.places.find(node.start)
        assert LINES[line - 1][column - 1 :].startswith(key + ":")


def test_carriage_returns_alone_end_lines() -> None:
    """A file from a very old editor has lines all the same."""
    tree = read("a: 1\rb: 2\rc: 3\r")
    assert tree.root is not None
    assert [tree.places.find(node.start) for _, node in walk(tree.root)] == [(1, 1), (2, 1), (3, 1)]


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"])
def test_foreign_line_ends_are_letters_like_others(character: str) -> None:
    """They split no line and no key, do not vanish, and leave the places of the rest alone."""
    text = f"a: x{character}b: y\nb: 'p{character}q'\nc: {character}\n# {character}\nd: 4\n"
    tree = read(text.replace(f"x{character}b: y", f"x{character}b y"))
    assert tree.root is not None
    assert tree.root.plain() == {
        "a": f"x{character}b y",
        "b": f"p{character}q",
        "c": character,
        "d": 4,
    }
    assert tree.places.find(tree.root.keys["d"].start) == (5, 1)


def test_stand_ins_for_foreign_line_ends_never_meet_real_text() -> None:
    """Private-use characters that are really in the file come through unchanged."""
    text = "a: \ue000\x85\ue001\u2028\ue002\n"
    assert plain(text) == {"a": "\ue000\x85\ue001\u2028\ue002"}


def test_columns_count_characters() -> None:
    """An emoji or an accented letter before the column counts as one character."""
    tree = read("a: {é😀: 1, b: 2}\n")
    assert tree.root is not None
    assert tree.places.find(tree.root.content["a"].keys["b"].start) == (1, 12)  # type: ignore[index]


def test_repeated_keys_are_reported_at_any_depth_and_the_first_stands() -> None:
    """Nothing that was written vanishes without a word."""
    tree = read("a: 1\na: 2\nb:\n  - {c: {d: 1, d: 2}}\n'a': 3\n")
    assert [(p.code, p.line, p.column) for p in tree.problems] == [
        ("S006", 2, 1),
        ("S006", 4, 16),
        ("S006", 5, 1),
    ]
    assert tree.root is not None
    assert tree.root.plain() == {"a": 1, "b": [{"c": {"d": 1}}]}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: &x 2\n", 2),
        ("a: 1\n&x b: 2\n", 2),
        ("a: *x\n", 1),
        ("*x : 1\n", 1),
        ("a: !t 1\n", 1),
        ("a: !!str 1\n", 1),
        ("a: ! 1\n", 1),
        ("a:\n  - !!python/object/apply:os.system [ls]\n", 2),
        ("a:\n  <<: {b: 1}\n", 2),
        ("a:\n  <<: [{b: 1}]\n", 2),
        ("a: 1\n---\nb: 2\n", 2),
        ("? [a]\n: 1\n", 1),
        ("{a: 1}: 2\n", 1),
        ("%TAG ! tag:x,1:\n---\na: 1\n", 1),
    ],
)
def test_features_beyond_plain_data_are_refused_with_a_line(text: str, line: int) -> None:
    """Anchors, aliases, tags, merge keys, second documents, directives, keys that are lists."""
    found_code, found_line = code(text)
    assert (found_code, found_line) == ("S005", line)


def test_a_merge_key_in_quotes_is_a_key() -> None:
    """What is quoted is text, whatever it looks like."""
    assert plain("'<<': 1\n") == {"<<": 1}


MERGE_BOMB = "a0: &a0 {k: 1}\n" + "".join(
    f"a{i}: &a{i} {{<<: [*a{i - 1}, *a{i - 1}, *a{i - 1}]}}\n" for i in range(1, 30)
)
ALIAS_BOMB = "a0: &a0 [x]\n" + "".join(
    f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 30)
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (MERGE_BOMB, "S005"),
        (ALIAS_BOMB, "S005"),
        ("a: &a [*a]\n", "S005"),
        ("a: " + "[" * 30_000, "S007"),
        ("a: " + "{a: " * 30_000, "S007"),
        ("- " * 30_000 + "a", "S007"),
        ("\n".join(" " * depth + "a:" for depth in range(1_000)), "S007"),
        ("a: [" + "1," * (MAX_NODES + 1) + "]", "S007"),
        ("".join(f"{i}:\n" for i in range(MAX_NODES + 1)), "S007"),
        ("? " * 30_000, "S005"),
        ("]" * 30_000, "S004"),
        ("a: b: " * 100_000, "S004"),
        ("k" * 1_000_000 + ": 1\n", "S004"),
        ('a: "' + "\n" * 1_000_000, "S004"),
        (" " * 1_000_000 + "\t", "S004"),
    ],
)
def test_bombs_are_refused_whole(text: str, expected: str) -> None:
    """Depth, number and repetition are bounded; each bomb is one problem."""
    assert code(text)[0] == expected


def test_a_large_text_is_read() -> None:
    """Size alone, below the bound, is no fault of the syntax."""
    assert plain(f"note: {'x' * 2_000_000}\n") == {"note": "x" * 2_000_000}


def test_depth_up_to_the_bound_is_read() -> None:
    """32 levels pass and 33 do not."""
    assert read("a: " + "[" * (MAX_DEPTH - 1) + "1" + "]" * (MAX_DEPTH - 1)).root is not None
    assert code("a: " + "[" * MAX_DEPTH + "1" + "]" * MAX_DEPTH)[0] == "S007"


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "~\n", "\ufeff"])
def test_an_empty_file_is_one_problem(text: str) -> None:
    """Nothing at all, or only comments, is said to be just that."""
    assert code(text)[0] == "S008"


ODD = ["\t", "\x00", "\x1b", "\x85", "\u2028", "\u202e", "\ufeff", "\ue000", "{", "}", "[", "]"]
ODD += ['"', "'", "&", "*", "!", "|", ">", "%", "@", "`", ":", ": ", "- ", "? ", "#", "\n", "\r"]
ODD += ["<<", "---\n", "...\n", "a", "1", " ", "é", "😀", ","]


@given(st.lists(st.sampled_from(ODD), max_size=40).map("".join))
@settings(max_examples=100, deadline=None)
def test_any_text_gives_a_tree_or_a_placed_problem(text: str) -> None:
    """Whatever is in the file, there is no exception, and a problem has a line of the file."""
    tree = read(text)
    last = tree.places.find(len(text))[0]
    assert tree.root is not None or tree.problems
    for problem in tree.problems:
        assert 1 <= problem.line <= last
        assert problem.column >= 1


def test_a_thousand_random_bytes_do_no_harm() -> None:
    """Noise is refused, always as data."""
    source = random.Random(7)
    for size in itertools.repeat(200, 100):
        raw = source.randbytes(size)
        assert read_tree("f.yaml", raw).problems
