"""Pairs as they are typed, one to a line, and back into the file.

Anchors are `number: words`, guesses `id: words`, the corners of a value function
`score: value`.
"""

from __future__ import annotations

from collections.abc import Mapping

from steelyard.files.editing.open_text import Keys
from steelyard.files.editing.score_sheet import find_node, put_field
from steelyard.files.editing.score_text import parse_number
from steelyard.files.editing.value_edits import put_value, take_out
from steelyard.files.problems import format_number
from steelyard.model.criteria_set import is_number_text


def put_pairs(text: str, keys: Keys, wanted: Mapping[float | str, str]) -> str:
    """Return the text with these words by number or id; what stays the same is not touched."""
    node = find_node(text, *keys)
    plain = node.plain() if node is not None else {}
    written = plain if isinstance(plain, dict) else {}
    if written and not wanted:
        return take_out(text, keys)
    there: dict[float | str, str] = {
        float(key) if is_number_text(key) else key: key for key in written
    }
    for one, key in there.items():
        if one not in wanted:
            text = take_out(text, (*keys, key))
    for one, words in wanted.items():
        key = there.get(one, one if isinstance(one, str) else format_number(one))
        if _on_one_line(written.get(key)) != words:
            text = put_value(text, (*keys, key), words)
    return text


def read_pairs(typed: str, *, by_number: bool) -> dict[float | str, str]:
    """Return words by number or id; ValueError with a sentence for a line that is no pair.

    >>> read_pairs("0: calm\\n\\n100: war: everywhere", by_number=True)
    {0.0: 'calm', 100.0: 'war: everywhere'}
    """
    pairs: dict[float | str, str] = {}
    for line in filter(None, map(str.strip, typed.splitlines())):
        start, colon, words = map(_on_one_line, line.partition(":"))
        if not colon or not words or (by_number and not is_number_text(start)):
            kind = "a number" if by_number else "an id"
            raise ValueError(
                f"“{line[:60]}” cannot be read; write {kind}, a colon and words, such as "
                f"“{'50: as in an ordinary year' if by_number else 'scale: taken for points'}”"
            )
        key = float(start) if by_number else start
        if key in pairs:
            raise ValueError(f"two lines begin with {start[:60]}")
        pairs[key] = words
    return pairs


def put_corners(text: str, keys: Keys, typed: str) -> str:
    """Return the text with a value function as typed: on each line a score, a colon, its value."""
    corners = []
    for line in filter(None, map(str.strip, typed.splitlines())):
        score, colon, value = (part.strip() for part in line.partition(":"))
        if not colon:
            raise ValueError(f"“{line[:60]}” is no corner; write a score, a colon and its value")
        corners.append([parse_number(score), parse_number(value)])
    if corners and len(corners) < 2:
        raise ValueError("a value function has two corners at least, one at each end of the scale")
    return put_field(text, keys, corners)


def pairs_text(plain: object) -> str:
    """Return pairs as they are typed: those by number with the lowest first.

    >>> pairs_text({"100": "war", "0": "calm"}), pairs_text([[0, 100], [50, 20]])
    ('0: calm\\n100: war', '0: 100\\n50: 20')
    """
    if isinstance(plain, list):
        corners = [one for one in plain if isinstance(one, list) and len(one) == 2]
        return "\n".join(f"{format_number(x)}: {format_number(y)}" for x, y in corners)
    if not isinstance(plain, Mapping):
        return ""
    by_number = all(is_number_text(key) for key in plain)
    keys = sorted(plain, key=float) if by_number else list(plain)
    return "\n".join(f"{key}: {_on_one_line(plain[key])}" for key in keys)


def _on_one_line(words: object) -> str:
    return " ".join(str(words).split()) if words is not None else ""
