"""Random files, random edits, and the rule that an edit touches only its own lines.

Used by the tests of editing and of merging; everything comes from one seeded source of
randomness, so that a failure comes back.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from steelyard.files.editing.open_text import EditError, Keys, OpenText, Spot
from steelyard.files.editing.value_edits import put_value, take_out
from steelyard.files.editing.yaml_writing import PlainValue

WORDS = ["no", "on", "Two words", "", " ", " ahead", "behind ", "it's", 'say "so"', "back\\slash"]
WORDS += ["a: b", "a #b", "# a", "- a", "&a", "*a", "!a", "%a", "@a", "`a", "? a", ": a", "a:"]
WORDS += ["[a]", "{a}", "a, b", "1", "1.5", "1e3", "0x1F", "010", "1_000", "12:30", "2026-02-24"]
WORDS += [
    "null",
    "~",
    "true",
    ".inf",
    "...",
    "---",
    "<<",
    "=",
    "|",
    ">",
    "é",
    "日本語",
    "😀",
    "مرحبا",
]
WORDS += [
    "a\nb",
    "a\nb\n",
    "a\n\nb\n\n",
    "\na",
    "a\n  b",
    "  a\nb",
    "a\tb",
    "\ta",
    "a\n\tb",
    "a \nb",
]
WORDS += [
    "a\rb",
    "a\r\nb",
    "a\x85b",
    "a\u2028b",
    "a\u00a0b",
    "\ufeffa",
    "a\u202eb",
    "\x1b[0m",
    "\x00",
]
WORDS += [
    "word " * 40,
    "word: " * 40,
    ("word " * 30 + "\n") * 3,
    "x" * 300,
    '"' * 120,
    "long  gap " * 30,
]

PLAIN = ["word", "two words", "Why, we think so.", "a longer text of several words that says a bit"]


def random_value(source: random.Random, depth: int = 2) -> PlainValue:
    """Return a number, a text, a list or a mapping."""
    kind = source.randrange(10 if depth else 7)
    if kind < 2:
        return source.choice([0, 1, -3, 40, 2.5, 1e21, 1e-7, 12345678901234567, -0.0])
    if kind < 6:
        return source.choice(WORDS)
    if kind == 6:
        return source.choice([None, True, False, [], {}])
    if kind == 7:
        return [random_value(source, 0) for _ in range(source.randint(1, 4))]
    return {
        source.choice(["a", "b", "c d", "50", "e:"]): random_value(source, depth - 1)
        for _ in range(source.randint(1, 3))
    }


def random_file(source: random.Random) -> str:
    """Return a file of keys and values in a mix of styles, with comments and blank lines."""
    lines: list[str] = ["# head"] if source.random() < 0.5 else []
    step = source.choice([1, 2, 2, 2, 4])
    for i in range(source.randint(1, 5)):
        _add_block(source, lines, f"k{i}", 0, step, 3)
    text = "\n".join(lines) + source.choice(["\n", "\n", "\n", "", "\n\n# tail\n"])
    return text.replace("\n", source.choice(["\n", "\n", "\n", "\r\n", "\r"]))


def _add_block(
    source: random.Random, lines: list[str], key: str, indent: int, step: int, depth: int
) -> None:
    start = " " * indent
    if source.random() < 0.15:
        lines.append("")
    if source.random() < 0.15:
        lines.append(f"{start}# about {key}")
    note = source.choice(["", "", "", "  # note"])
    kind = source.randrange(8 if depth else 4)
    if kind < 3:
        lines.append(f"{start}{key}:{_scalar(source, indent + step)}{note}")
    elif kind == 3:
        sign = source.choice(["|", "|-", "|+", ">", ">-", "|2" if step == 2 else "|"])
        lines.append(f"{start}{key}: {sign}{note}")
        lines.extend(f"{start}{' ' * step}line {i}" for i in range(source.randint(1, 3)))
        lines.extend([""] * source.choice([0, 0, 1]))
    elif kind == 4:
        lines.append(f"{start}{key}: {_flow(source, 2)}{note}")
    elif kind == 5:
        lines.append(f"{start}{key}:{note}")
        dash = indent + source.choice([0, step])
        for i in range(source.randint(1, 3)):
            lines.append(f"{' ' * dash}-{_scalar(source, dash + 2)}{source.choice(['', ' # n'])}")
            if source.random() < 0.2:
                lines[-1] = f"{' ' * dash}- first: 1"
                lines.append(f"{' ' * dash}  second: two {i}")
    else:
        lines.append(f"{start}{key}:{note}")
        for i in range(source.randint(1, 3)):
            _add_block(source, lines, f"{key}{i}", indent + step, step, depth - 1)


def _scalar(source: random.Random, indent: int) -> str:
    text = source.choice(PLAIN)
    wrapped = text.replace(" ", "\n" + " " * indent, 1)
    forms = ["", " ~", " 1", " 2.50", f" {text}", f" '{text}'", f' "{text}"', " [1, 2,  3]"]
    forms += [f" {wrapped}", f' "{wrapped}"', " unknown", " {}", " []"]
    return source.choice(forms)


def _flow(source: random.Random, depth: int) -> str:
    if not depth or source.random() < 0.3:
        return source.choice(["1", "word", "'two words'", '"x, y"', "2.50", "~"])
    inner = [_flow(source, depth - 1) for _ in range(source.randint(0, 3))]
    if source.random() < 0.4:
        return f"[{', '.join(inner)}]"
    return "{" + ", ".join(f"f{i}: {value}" for i, value in enumerate(inner)) + "}"


def all_spots(opened: OpenText) -> list[Spot]:
    """Return every value of a file below its top."""
    spots: list[Spot] = []
    waiting = opened.children(opened.root)
    while waiting:
        spot = waiting.pop()
        spots.append(spot)
        waiting += opened.children(spot)
    return spots


Edit = tuple[Callable[[str], str], Keys]


def random_edit(source: random.Random, opened: OpenText) -> Edit:
    """Return an edit of a file, and the keys it is about."""
    spot = source.choice(all_spots(opened))
    keys = spot.keys
    kind = source.randrange(5)
    value = random_value(source)
    if kind == 0:
        return (lambda text: take_out(text, keys)), keys
    if kind == 1 and isinstance(spot.node.content, list):
        keys = (*keys, len(spot.node.content))
    if kind in (1, 2):
        keys = (*keys, *source.choice([("new",), ("reason",), ("new", "er"), ("50",)]))
    return (lambda text: put_value(text, keys, value)), keys


def lines_of(text: str) -> list[str]:
    """Return the lines of a text with their ends, as editors count them."""
    return re.findall(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+", text)


def own_lines(opened: OpenText, keys: Keys) -> tuple[int, int]:
    """Return first and last line, from 0 and exclusive, that an edit at keys may touch.

    A value inside brackets or a short form shares its lines with the whole of them. One
    blank line above goes with an entry.
    """
    spot, rest = opened.find(keys)
    # What would leave its parent empty is written into the parent, and so on upwards.
    while spot.parent is not None and (
        opened.in_flow(spot) or (not rest and len(opened.children(spot.parent)) == 1)
    ):
        spot = spot.parent
    is_below = bool(rest) and isinstance(spot.node.content, dict | list)
    if spot.parent is None:
        return 0, len(lines_of(opened.text))
    start = spot.key.start if spot.key is not None else opened.text.rfind("-", 0, spot.node.start)
    first = opened.tree.places.find(start)[0] - 1
    last = opened.tree.places.find(max(start, opened.end(spot)))[0]
    lines = lines_of(opened.text)
    if not rest and opened.text[opened.line_start(start) : start].strip():
        # What stands beside a dash: if it goes, the next one moves up beside it.
        last += 1
    if not rest and last < len(lines) and not lines[last].strip():
        last += 1
    if is_below and not opened.is_flow(spot) and spot.node.content:
        first = last
    first, last = min(first, len(lines)), min(last, len(lines))
    if first > 0 and not lines[first - 1].strip():
        first -= 1
    return first, last


def assert_only_own_lines(before: str, after: str, keys: Keys) -> None:
    """Every line of the old text outside the edit's own is in the new one, byte for byte."""
    opened = OpenText(before)
    first, last = own_lines(opened, keys)
    old, new = lines_of(before), lines_of(after)
    rest = len(old) - last
    if len(old) == last and not before.endswith(("\n", "\r")):
        # A line added below the last one gives that one a line end.
        assert [line.rstrip("\r\n") for line in new[:first]] == [
            line.rstrip("\r\n") for line in old[:first]
        ]
        return
    assert new[:first] == old[:first], (keys, first)
    assert len(new) >= first + rest, keys
    if rest:
        assert new[-rest:] == old[-rest:], (keys, last)


def try_edit(source: random.Random, text: str) -> str | None:
    """Make one random edit and hold it to the rule; return the new text, or `None` if refused."""
    try:
        opened = OpenText(text)
    except EditError:
        return None
    edit, keys = random_edit(source, opened)
    try:
        after = edit(text)
    except EditError:
        return None
    assert_only_own_lines(text, after, keys)
    return after
