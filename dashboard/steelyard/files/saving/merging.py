"""Merges the changes that two people made to one file, key by key.

A change is a value at a path of keys, not a line, so that a score and a reason of the same cell
can come from two people. A value that both changed differently is a clash, which a person
decides. Comments and order are merged where the lines allow it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, cast

from steelyard.files.editing.checks import is_cell
from steelyard.files.editing.open_text import EditError, Keys, OpenText
from steelyard.files.editing.value_edits import put_value, take_out
from steelyard.files.editing.yaml_writing import PlainValue, as_words
from steelyard.files.saving.lines import merge_lines, with_ends_of

MergeSide = Literal["mine", "theirs"]


class _Gone:
    """The type of `_GONE`, a value that is not in a file."""


_GONE: Final = _Gone()


@dataclass(frozen=True)
class Clash:
    """A value that both changed, and differently; all three versions of it in words.

    A value that is not there reads `not there`.
    """

    keys: Keys
    base: str
    mine: str
    theirs: str
    my_value: object = None


@dataclass(frozen=True)
class Merge:
    """Their text with all my changes that touch none of theirs, and what is left to decide.

    `is_layout_lost`: comments, blank lines or an order that I changed are not merged; values
    always are.
    """

    text: str
    clashes: tuple[Clash, ...]
    is_layout_lost: bool = False


def merge_texts(base: str, mine: str, theirs: str) -> Merge:
    """Return their text with my changes since `base`; at clashes it has their values.

    Raises EditError if one of the three cannot be read as keys and values.
    """
    base, mine, theirs = (text.removeprefix("\ufeff") for text in (base, mine, theirs))
    # A browser returns plain line feeds, which do not count as a change of mine.
    mine = with_ends_of(mine, base)
    plain = [_expanded(OpenText(text).root.node.plain()) for text in (base, mine, theirs)]
    changes: list[tuple[Keys, object]] = []
    clashes: list[Clash] = []
    _compare(plain[0], plain[1], plain[2], (), changes, clashes)
    expected = plain[2]
    for keys, value in changes:
        expected = _with_change(expected, keys, value)
    by_lines = merge_lines(base, mine, theirs)
    if _means(by_lines, expected):
        return Merge(by_lines, tuple(clashes))
    text = _apply(theirs, changes)
    return Merge(text, tuple(clashes), _has_other_layout(base, mine, plain[0], plain[1]))


def resolve(merge: Merge, choices: Mapping[Keys, MergeSide]) -> str:
    """Return the merged text with my value at each clash that `choices` gives to `mine`.

    A clash that is not chosen stays theirs. Raises EditError as `put_value` does.
    """
    mine = [
        (clash.keys, clash.my_value)
        for clash in merge.clashes
        if choices.get(clash.keys, "theirs") == "mine"
    ]
    return _apply(merge.text, mine)


def _compare(
    base: object,
    mine: object,
    theirs: object,
    keys: Keys,
    changes: list[tuple[Keys, object]],
    clashes: list[Clash],
) -> None:
    """Append every difference below `keys` to my changes or to the clashes."""
    if _same(mine, theirs) or _same(mine, base):
        return
    if keys and _same(theirs, base):
        changes.append((keys, mine))
        return
    below = {} if base is _GONE else base
    if isinstance(below, dict) and isinstance(mine, dict) and isinstance(theirs, dict):
        for key in dict.fromkeys([*mine, *below]):
            was, own, other = (side.get(key, _GONE) for side in (below, mine, theirs))
            _compare(was, own, other, (*keys, key), changes, clashes)
        return
    words = [_words(side, keys) for side in (base, mine, theirs)]
    clashes.append(Clash(keys, words[0], words[1], words[2], mine))


def _expanded(plain: object, keys: Keys = ()) -> object:
    """Return plain data with every assessment in its long form."""
    if is_cell(keys) and not isinstance(plain, dict):
        return {"score": plain}
    if isinstance(plain, dict):
        return {key: _expanded(value, (*keys, key)) for key, value in plain.items()}
    return plain


def _same(one: object, other: object) -> bool:
    """Return whether two values are equal; order in a mapping does not matter, true is not 1."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and one == other


def _with_change(plain: object, keys: Keys, value: object) -> object:
    """Return plain data with another value at `keys`, or without it for `_GONE`."""
    if not keys:
        return value
    entries = dict(plain) if isinstance(plain, dict) else {}
    inner = _with_change(entries.get(keys[0]), keys[1:], value)
    if inner is _GONE:
        entries.pop(keys[0], None)
    else:
        entries[keys[0]] = inner
    return entries


def _means(text: str, expected: object) -> bool:
    """Return whether a text can be read and contains exactly this data."""
    try:
        opened = OpenText(text)
    except EditError:
        return False
    return not opened.tree.problems and _same(_expanded(opened.root.node.plain()), expected)


def _apply(text: str, changes: list[tuple[Keys, object]]) -> str:
    for keys, value in changes:
        is_gone = value is _GONE
        text = take_out(text, keys) if is_gone else put_value(text, keys, _contracted(value, keys))
    return text


def _contracted(value: object, keys: Keys) -> PlainValue:
    """Return a value as files write it: a cell with nothing but a score as that score."""
    if isinstance(value, dict):
        if is_cell(keys) and value.keys() == {"score"}:
            return cast("PlainValue", value["score"])
        return {key: _contracted(entry, (*keys, key)) for key, entry in value.items()}
    return cast("PlainValue", value)


def _has_other_layout(base: str, mine: str, before: object, after: object) -> bool:
    """Return whether I changed more of the text than the values in it."""
    changes: list[tuple[Keys, object]] = []
    _compare(before, after, before, (), changes, [])
    try:
        return _apply(base, changes) != mine
    except EditError:
        return True


def _words(value: object, keys: Keys) -> str:
    return "not there" if value is _GONE else as_words(_contracted(value, keys))
