"""Plans for writing a value at keys that are not in the file yet.

A new key goes to the end of its mapping, in the manner of its neighbours: in brackets or
on a line of its own, with a blank line between if the neighbours have one.
"""

from __future__ import annotations

from collections.abc import Iterator

from steelyard.files.editing.checks import is_cell
from steelyard.files.editing.open_text import Change, Keys, OpenText, Spot, key_text
from steelyard.files.editing.replacement import Plan, plan_replacement, raw_text
from steelyard.files.editing.yaml_writing import (
    WIDTH,
    Manner,
    PlainValue,
    write_element,
    write_entry,
    write_key,
    write_value,
)


def plan_insertion(opened: OpenText, spot: Spot, rest: Keys, value: PlainValue) -> Iterator[Plan]:
    """Yield plans that write `value` at `rest`, the keys that `spot` does not have."""
    step, inner = rest[0], _nested(rest[1:], value)
    content = spot.node.content
    if is_cell(spot.keys) and isinstance(step, str) and not isinstance(content, dict | None):
        yield from _plan_growth(opened, spot, key_text(step), inner)
    elif isinstance(content, list):
        yield from _plan_element(opened, spot, inner)
    elif isinstance(content, dict) and content:
        yield from _plan_entry(opened, spot, key_text(step), inner)
    else:
        is_block = not opened.is_flow(spot)
        yield from plan_replacement(opened, spot, {key_text(step): inner}, is_block=is_block)


def _nested(keys: Keys, value: PlainValue) -> PlainValue:
    for step in reversed(keys):
        value = {key_text(step): value}
    return value


def _plan_growth(opened: OpenText, spot: Spot, key: str, value: PlainValue) -> Iterator[Plan]:
    """Turn a bare score into a mapping that holds it as it is written."""
    raw = raw_text(opened, spot)
    plain = spot.node.plain()
    score: PlainValue = raw if raw is not None else plain  # type: ignore[assignment]
    grown: PlainValue = {"score": score, key: value}
    yield from plan_replacement(opened, spot, grown)


def _plan_entry(opened: OpenText, spot: Spot, key: str, value: PlainValue) -> Iterator[Plan]:
    if opened.is_flow(spot):
        yield from _plan_flow(opened, spot, f"{write_key(key)}: ", value)
        return
    first = spot.node.keys[next(iter(spot.node.content))]  # type: ignore[call-overload]
    indent = opened.column(first.start)
    siblings = opened.children(spot)
    is_block = isinstance(value, dict) and _are_in_blocks(opened, siblings)
    for is_safe in (False, True):
        manner = Manner(indent=indent, is_safe=is_safe, is_block=is_block)
        yield _after_last(opened, spot, write_entry(key, value, manner))


def _plan_element(opened: OpenText, spot: Spot, value: PlainValue) -> Iterator[Plan]:
    if opened.is_flow(spot):
        yield from _plan_flow(opened, spot, "", value)
        return
    indent = opened.column(spot.node.start)
    for is_safe in (False, True):
        yield _after_last(opened, spot, write_element(value, Manner(indent, is_safe=is_safe)))


def _after_last(opened: OpenText, spot: Spot, lines: list[str]) -> Plan:
    """Write whole lines below the last entry, whose own line keeps its end."""
    end = opened.end(spot)
    at = opened.next_line(end)
    blank = opened.newline if are_apart(opened, opened.children(spot)) else ""
    written = blank + opened.lines(lines)
    is_cut_short = at == opened.line_end(end)
    text = f"{opened.newline}{written}" if is_cut_short else f"{written}{opened.newline}"
    return [Change(at, at, text)]


def _plan_flow(opened: OpenText, spot: Spot, start: str, value: PlainValue) -> Iterator[Plan]:
    """Write into brackets: behind the last entry, on a new line if the old one is full."""
    children = opened.children(spot)
    indent = opened.indent(spot) + 2
    if not children:
        at = spot.node.start + 1
        inner = write_value(value, Manner(indent, opened.column(at), in_flow=True)).inline
        yield [Change(at, at, opened.with_ends(start + inner))]
        return
    at = opened.end(children[-1])
    one_line = write_value(value, Manner(indent, 0, in_flow=True, is_safe=True)).inline
    manner = Manner(indent, opened.column(at) + 2 + len(start), in_flow=True)
    if manner.column + len(one_line) + 1 <= WIDTH:
        plain = write_value(value, manner).inline
        yield [Change(at, at, opened.with_ends(f", {start}{plain}"))]
    depth = max(indent, _lead(opened, at))
    below = Manner(max(indent, depth), depth + len(start), in_flow=True)
    wrapped = f",\n{' ' * depth}{start}{write_value(value, below).inline}"
    yield [Change(at, at, opened.with_ends(wrapped))]
    yield [Change(at, at, f", {start}{one_line}")]


def _lead(opened: OpenText, offset: int) -> int:
    """Return how far the line of an offset is indented."""
    line = opened.text[opened.line_start(offset) : offset]
    return len(line) - len(line.lstrip(" "))


def _are_in_blocks(opened: OpenText, siblings: list[Spot]) -> bool:
    """Return whether the last neighbour that is a mapping is written line by line."""
    mappings = [spot for spot in siblings if isinstance(spot.node.content, dict)]
    return bool(mappings) and not opened.is_flow(mappings[-1])


def are_apart(opened: OpenText, siblings: list[Spot]) -> bool:
    """Return whether a blank line stands between the last two neighbours."""
    if len(siblings) < 2:
        return False
    last = siblings[-1]
    start = last.key.start if last.key is not None else last.node.start
    above = opened.text[opened.end(siblings[-2]) : opened.line_start(start)]
    lines = above.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return any(not line.strip() for line in lines[1:-1])
