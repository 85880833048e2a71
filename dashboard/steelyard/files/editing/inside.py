"""A mapping or list gives way to another of much the same shape: only what differs changes.

Finds the differing values of equal shapes, which can all be exchanged at once, and the steps
from one shape to another where they cannot. Changes nothing itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from steelyard.files.editing.checks import comparable
from steelyard.files.editing.open_text import Change, Keys, OpenText, Spot
from steelyard.files.editing.replacement import plan_replacement
from steelyard.files.editing.yaml_writing import PlainValue

Leaf = tuple[Spot, PlainValue]


class Gone:
    """Stands for the new value of an entry that is to be taken out."""


GONE = Gone()


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

    None where nothing of the old would stay.
    """
    if isinstance(old, dict) and isinstance(new, dict) and old.keys() & new.keys():
        yield from (((*keys, key), GONE) for key in old if key not in new)
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
    yield from (((*keys, index), GONE) for index in reversed(gone))
    yield from (((*keys, index), new[index]) for index in range(kept, len(new)))
