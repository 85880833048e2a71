"""Plans for taking a key or an element out, together with its value and its lines.

Comments above the entry stay: they may speak of more than it. Of two blank lines that would
meet, one goes.
"""

from __future__ import annotations

from collections.abc import Iterator

from steelyard.files.editing.insertion import are_apart
from steelyard.files.editing.open_text import Change, OpenText, Spot
from steelyard.files.editing.replacement import Plan, plan_replacement


def plan_removal(opened: OpenText, spot: Spot) -> Iterator[Plan]:
    """Yield plans that take out the entry at `spot`; its parent may become `{}` or `[]`."""
    parent = spot.parent
    assert parent is not None
    siblings = opened.children(parent)
    index = next(i for i, other in enumerate(siblings) if other.step == spot.step)
    if len(siblings) == 1:
        empty = plan_replacement(opened, parent, [] if isinstance(spot.step, int) else {})
        yield from empty
    elif opened.is_flow(parent):
        yield _from_flow(opened, siblings, index)
    else:
        yield from _from_block(opened, siblings, index)


def _start(opened: OpenText, spot: Spot) -> int:
    """Return where an entry begins: at its key, or at its dash."""
    if spot.key is not None:
        return spot.key.start
    if spot.parent is not None and opened.is_flow(spot.parent):
        return spot.node.start
    return opened.text.rfind("-", 0, spot.node.start)


def _from_flow(opened: OpenText, siblings: list[Spot], index: int) -> Plan:
    if index + 1 < len(siblings):
        return [Change(_start(opened, siblings[index]), _start(opened, siblings[index + 1]), "")]
    return [Change(opened.end(siblings[index - 1]), opened.end(siblings[index]), "")]


def _from_block(opened: OpenText, siblings: list[Spot], index: int) -> Iterator[Plan]:
    start, end = _start(opened, siblings[index]), opened.end(siblings[index])
    first = opened.line_start(start)
    if opened.text[first:start].strip():
        # Beside a dash: what comes next moves up into its place.
        if index + 1 < len(siblings):
            yield [Change(start, _start(opened, siblings[index + 1]), "")]
        return
    last = opened.next_line(end)
    if last == len(opened.text) and opened.text[last - 1 : last] not in ("\n", "\r"):
        # The file ends without a line end, and shall go on doing so.
        yield [Change(max(0, first - len(opened.newline)), last, "")]
    is_blank_above = first > 0 and _is_blank(opened, first - 1)
    is_blank_below = _is_blank(opened, last)
    was_last_apart = index + 1 == len(siblings) and are_apart(opened, siblings[:-1])
    if is_blank_above and (is_blank_below or was_last_apart):
        yield [Change(opened.line_start(first - 1), last, "")]
    elif index == 0 and is_blank_below and last < len(opened.text):
        yield [Change(first, opened.next_line(last), "")]
    yield [Change(first, last, "")]


def _is_blank(opened: OpenText, offset: int) -> bool:
    if offset >= len(opened.text):
        return True
    start = opened.line_start(offset)
    return not opened.text[start : opened.line_end(start)].strip()
