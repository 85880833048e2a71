"""Put, take out and rename values by keys, in the text of a file.

Each function finds the spans, has the change planned, and returns the new text only after
reading it again. Of a mapping or list that is replaced by one of much the same shape only what
differs is changed.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from steelyard.files.editing.checks import (
    comparable,
    first_right,
    is_cell,
    with_value,
    without_value,
)
from steelyard.files.editing.open_text import Change, EditError, Keys, OpenText, Spot, name_keys
from steelyard.files.editing.plans import (
    Plan,
    plan_insertion,
    plan_removal,
    plan_replacement,
    raw_text,
)
from steelyard.files.editing.yaml_writing import PlainValue


def put_value(text: str, keys: Keys, value: PlainValue) -> str:
    """Return a text with `value` at `keys`, and every other line as it was.

    An existing value is replaced by its own span; a mapping or a list is changed
    entry by entry, so that comments on the rest stay. A missing key is added at the end of
    its mapping, its missing parents with it; an index one past the end of a list appends.
    A bare score grows into `{score: …, reason: …}` when a key is put below it. Raises
    EditError if the result, read again, would mean anything else.

    >>> put_value("a: 1  # one\\nb: {c: 2}\\n", ("b", "d"), "no")
    'a: 1  # one\\nb: {c: 2, d: "no"}\\n'
    """
    try:
        return _put(text, keys, value)
    except ValueError as error:
        if isinstance(error, EditError):
            raise
        raise EditError(f"{name_keys(keys)} cannot be changed: {error}.") from None


def take_out(text: str, keys: Keys) -> str:
    """Return a text without the entry at `keys`; keys that are not there change nothing.

    What becomes empty stays as `{}` or `[]`. An assessment left with nothing but its score
    goes back to the short form. Raises EditError as `put_value` does.

    >>> take_out("a: {b: 1, c: 2}\\n", ("a", "c"))
    'a: {b: 1}\\n'
    """
    opened = OpenText(text)
    spot, rest = opened.find(keys)
    if rest or not keys:
        return text
    found = spot.keys
    if len(found) == 1 and len(opened.children(opened.root)) == 1:
        raise EditError("The last key of a file cannot be taken out.")
    expected = without_value(opened.root.node.plain(), found)
    taken = first_right(opened, plan_removal(opened, spot), expected, keys)
    return _in_short_form(taken, found[:-1])


def take_out_all(text: str, paths: Iterable[Keys]) -> str:
    """Return a text without the entries at several paths; as `take_out` does for one.

    All at once where they do not touch each other, which is much quicker.
    """
    # Later elements of a list first, so that the numbers of earlier ones stay right.
    ordered = sorted(paths, key=lambda p: [(isinstance(s, int), s) for s in p], reverse=True)
    if len({path[:-1] for path in ordered}) < len(ordered):
        # Neighbours: each removal depends on what the other has left.
        return _take_out_each(text, ordered)
    opened = OpenText(text)
    expected = opened.root.node.plain()
    together: list[Change] = []
    for path in ordered:
        spot, rest = opened.find(path)
        if not rest:
            together += next(plan_removal(opened, spot), [])
            expected = without_value(expected, spot.keys)
    try:
        return first_right(opened, [together], expected, ordered[-1] if ordered else ())
    except EditError:
        return _take_out_each(text, ordered)


def _take_out_each(text: str, paths: Iterable[Keys]) -> str:
    for path in paths:
        text = take_out(text, path)
    return text


def _put(text: str, keys: Keys, value: PlainValue) -> str:
    if not keys:
        raise EditError("A file as a whole is not changed by keys.")
    opened = OpenText(text)
    spot, rest = opened.find(keys)
    is_short_form = is_cell(spot.keys) and not isinstance(spot.node.content, dict | None)
    if is_short_form and rest == ("score",):
        # The score of a short form is the form itself.
        rest = ()
    found = spot.keys
    if not rest and comparable(spot.node.plain(), found) == comparable(value, found):
        return text
    if not rest and (text_after := _put_inside(text, opened, spot, value)) is not None:
        return text_after
    expected = with_value(opened.root.node.plain(), (*found, *rest), value)
    return first_right(opened, _plans(opened, spot, rest, value), expected, keys)


def put_values(text: str, values: Mapping[Keys, PlainValue]) -> str:
    """Return a text with several values put, as `put_value` does one after another.

    Those that only take the place of values that are there are put together, which is much
    quicker.
    """
    opened = OpenText(text)
    plain = opened.root.node.plain()
    together: list[Change] = []
    waiting: dict[Keys, PlainValue] = {}
    for keys, value in values.items():
        spot, rest = opened.find(keys)
        leaves = differing_leaves(opened, spot, value) if not rest and keys else None
        if leaves is None:
            waiting[keys] = value
            continue
        try:
            together += replacements(opened, leaves)
        except ValueError as error:
            raise EditError(f"{name_keys(keys)} cannot be changed: {error}.") from None
        plain = with_value(plain, spot.keys, value)
    try:
        text = first_right(opened, [together], plain, next(iter(values), ()))
    except EditError:
        waiting = dict(values)
    for keys, value in waiting.items():
        text = put_value(text, keys, value)
    return text


def _put_inside(text: str, opened: OpenText, spot: Spot, value: PlainValue) -> str | None:
    """Change a mapping or list entry by entry; `None` where that does not lead there."""
    old = spot.node.plain()
    if not old or not value or not isinstance(value, dict | list) or type(old) is not type(value):
        return None
    leaves = differing_leaves(opened, spot, value)
    if leaves is not None:
        expected = with_value(opened.root.node.plain(), spot.keys, value)
        with contextlib.suppress(EditError):
            return first_right(opened, [replacements(opened, leaves)], expected, spot.keys)
    for keys, entry in entry_steps(spot.keys, old, value):
        if isinstance(entry, Gone):
            text = take_out(text, keys)
            continue
        text = put_value(text, keys, entry)
    after, rest = OpenText(text).find(spot.keys)
    is_right = not rest and comparable(after.node.plain(), spot.keys) == comparable(
        value, spot.keys
    )
    return text if is_right else None


def _plans(opened: OpenText, spot: Spot, rest: Keys, value: PlainValue) -> Iterator[Plan]:
    if rest:
        return plan_insertion(opened, spot, rest, value)
    is_block = isinstance(spot.node.content, dict | list) and not opened.is_flow(spot)
    return plan_replacement(opened, spot, value, is_block=is_block)


def _in_short_form(text: str, keys: Keys) -> str:
    """Write a cell that has nothing but a score as that score alone."""
    if not is_cell(keys):
        return text
    opened = OpenText(text)
    spot, rest = opened.find(keys)
    children = opened.children(spot) if not rest else []
    if len(children) != 1 or children[0].step != "score":
        return text
    score = children[0]
    raw = raw_text(opened, score)
    between = opened.text[opened.after_colon(spot) : score.key.start] if score.key else "#"
    after = opened.text[opened.end(score) : opened.end(spot)]
    if raw is None or between.strip(" \r\n{") or after.strip(" }"):
        return text
    start = opened.after_colon(spot)
    change = Change(start, opened.end(spot), f" {raw}")
    try:
        return first_right(opened, [[change]], opened.root.node.plain(), keys)
    except EditError:
        return text


Leaf = tuple[Spot, PlainValue]


class Gone:
    """The type of `_GONE`, the new value of an entry that is to be taken out."""


_GONE = Gone()


def differing_leaves(opened: OpenText, spot: Spot, value: PlainValue) -> list[Leaf] | None:
    """Return the values below `spot` that differ, with their new ones.

    `None` if an entry comes, goes or moves, so that exchanging values would not be enough.
    """
    content = spot.node.content
    if isinstance(content, dict) and isinstance(value, dict):
        if list(content) != list(value):
            return None
        new: Sequence[PlainValue] = list(value.values())
    elif isinstance(content, list) and isinstance(value, list):
        if len(content) != len(value):
            return None
        new = value
    else:
        is_same = comparable(spot.node.plain(), spot.keys) == comparable(value, spot.keys)
        return [] if is_same else [(spot, value)]
    leaves: list[Leaf] = []
    for child, entry in zip(opened.children(spot), new, strict=True):
        below = differing_leaves(opened, child, entry)
        if below is None:
            return None
        leaves += below
    return leaves


def replacements(opened: OpenText, leaves: Sequence[Leaf]) -> list[Change]:
    """Return the changes that exchange every value for its new one, each in its best form."""
    changes: list[Change] = []
    for spot, value in leaves:
        is_block = isinstance(spot.node.content, dict | list) and not opened.is_flow(spot)
        changes += next(plan_replacement(opened, spot, value, is_block=is_block))
    return changes


def entry_steps(
    keys: Keys, old: object, new: PlainValue
) -> Iterator[tuple[Keys, PlainValue | Gone]]:
    """Yield the entries to take out, last ones first, then those to put, from old to new.

    Yields nothing if none of the old would stay.
    """
    if isinstance(old, dict) and isinstance(new, dict) and old.keys() & new.keys():
        yield from (((*keys, key), _GONE) for key in old if key not in new)
        for key, value in new.items():
            here = (*keys, key)
            if key not in old or comparable(old[key], here) != comparable(value, here):
                yield here, value
    elif isinstance(old, list) and isinstance(new, list):
        yield from _list_steps(keys, old, new)


def _list_steps(
    keys: Keys, old: Sequence[object], new: Sequence[PlainValue]
) -> Iterator[tuple[Keys, PlainValue | Gone]]:
    """Yield the elements to take out and those to append; nothing where none would stay."""
    kept = 0
    gone: list[int] = []
    for index, element in enumerate(old):
        if kept < len(new) and comparable(element) == comparable(new[kept]):
            kept += 1
        else:
            gone.append(index)
    if not kept:
        return
    yield from (((*keys, index), _GONE) for index in reversed(gone))
    yield from (((*keys, index), new[index]) for index in range(kept, len(new)))
