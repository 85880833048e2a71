"""Plans for putting another value in the place of one that is there.

Only the characters of the value give way; what stands beside it, a comment above all,
stays. Returns plans, the most beautiful first; `edit_checks` picks the first that is right.
"""

from __future__ import annotations

from collections.abc import Iterator

from steelyard.files.editing.open_text import Change, OpenText, Spot
from steelyard.files.editing.yaml_writing import (
    STEP,
    Manner,
    PlainValue,
    RawText,
    Written,
    write_value,
)

Plan = list[Change]


def plan_replacement(
    opened: OpenText, spot: Spot, value: PlainValue, *, is_block: bool = False
) -> Iterator[Plan]:
    """Yield plans that put `value` in the place of the value at `spot`.

    `is_block` asks for one line per entry where the value is a mapping or a list.
    """
    for is_safe in (False, True):
        manner = manner_of(opened, spot, is_safe=is_safe, is_block=is_block)
        yield _exchange(opened, spot, write_value(value, manner))
    if isinstance(value, list | dict) and not opened.in_flow(spot):
        manner = manner_of(opened, spot, is_safe=False, is_block=True)
        yield _exchange(opened, spot, write_value(value, manner))


def manner_of(opened: OpenText, spot: Spot, *, is_safe: bool, is_block: bool) -> Manner:
    """Return how a value in this place is written: indentation, column, old quotes."""
    in_flow = opened.in_flow(spot)
    indent = opened.indent(spot) + (STEP if spot.parent is not None else 0)
    begin = _begin(opened, spot)
    if isinstance(spot.step, int) and not in_flow and begin == spot.node.start < spot.node.end:
        indent = opened.column(begin)
    return Manner(
        indent=max(indent, _second_line_indent(opened, spot)),
        column=opened.column(begin) + (1 if begin != spot.node.start else 0),
        in_flow=in_flow,
        quotes=opened.style(spot),
        is_safe=is_safe,
        is_block=is_block and not in_flow,
    )


def raw_text(opened: OpenText, spot: Spot) -> RawText | None:
    """Return a value as it is written, if it can be moved as it is: on one line, in no block."""
    text = opened.text[spot.node.start : opened.end(spot)]
    is_block = opened.style(spot) in ("|", ">")
    return None if is_block or "\n" in text or "\r" in text or not text else RawText(text)


def _begin(opened: OpenText, spot: Spot) -> int:
    """Return where a new value begins: at the old one, or after the colon where that is below."""
    if spot.parent is None or opened.is_flow(spot.parent):
        return spot.node.start
    colon = opened.after_colon(spot)
    between = opened.text[colon : spot.node.start]
    return colon if "\n" in between or "\r" in between or not between else spot.node.start


def _second_line_indent(opened: OpenText, spot: Spot) -> int:
    """Return how far the second line of an old text is indented; 0 if it has none."""
    following = opened.next_line(spot.node.start)
    if not opened.style(spot) or following >= opened.end(spot):
        return 0
    line = opened.text[following : opened.line_end(following)]
    return len(line) - len(line.lstrip(" ")) if line.strip() else 0


def _exchange(opened: OpenText, spot: Spot, written: Written) -> Plan:
    inline = opened.with_ends(written.inline)
    body = "".join(f"{opened.newline}{line}" for line in written.body)
    begin = _begin(opened, spot)
    if written.body and not written.inline and isinstance(spot.step, int):
        # The first key of a mapping stands beside its dash.
        inline = written.body[0].lstrip(" ")
        body = "".join(f"{opened.newline}{line}" for line in written.body[1:])
    if spot.node.start == spot.node.end:
        return _fill(opened, spot, inline, body)
    if begin != spot.node.start and inline:
        inline = f" {inline}"
    if opened.style(spot) in ("|", ">"):
        return _exchange_block_text(opened, spot, inline, body)
    if begin == spot.node.start:
        return _exchange_in_line(opened, spot, inline, body)
    return _exchange_below(opened, spot, inline, body)


def _fill(opened: OpenText, spot: Spot, inline: str, body: str) -> Plan:
    """Nothing stands there yet: write after the colon or dash, lines below the whole line."""
    at = spot.node.start
    if inline:
        is_bare_key = spot.key is not None and opened.text[at - 1] != ":"
        inline = f"{':' if is_bare_key else ''} {inline}"
    line_end = opened.line_end(at)
    if not body or line_end == at:
        return [Change(at, at, inline + body)]
    return [Change(at, at, inline), Change(line_end, line_end, body)]


def _exchange_in_line(opened: OpenText, spot: Spot, inline: str, body: str) -> Plan:
    """The old value begins beside its key: keep what follows it on its last line."""
    start, end = spot.node.start, opened.end(spot)
    if not inline and body:
        # Nothing follows the colon any more, so neither does the space before the old value.
        while start > 0 and opened.text[start - 1] == " " and opened.text[start - 2] == ":":
            start -= 1
    changes = [Change(start, end, inline)]
    if body:
        rest = opened.line_end(end)
        if rest == end:
            return [Change(start, end, inline + body)]
        changes.append(Change(rest, rest, body))
    return changes


def _exchange_below(opened: OpenText, spot: Spot, inline: str, body: str) -> Plan:
    """The old value begins below its key: write after the colon instead."""
    colon, end = opened.after_colon(spot), opened.end(spot)
    # From the end of the key's line to the end of the old value; comments between stay.
    first = opened.line_start(spot.node.start)
    last = opened.line_end(end)
    if opened.text[first : spot.node.start].strip(" -"):
        first = spot.node.start
    kept = opened.text[end:last] if not isinstance(spot.node.content, dict | list) else ""
    newline = _line_end_before(opened, first)
    return [
        Change(colon, colon, inline + kept),
        Change(newline, last, body),
    ]


def _line_end_before(opened: OpenText, offset: int) -> int:
    """Return where the line end just before an offset begins."""
    if opened.text[:offset].endswith("\r\n"):
        return offset - 2
    return offset - 1 if opened.text[:offset].endswith(("\n", "\r")) else offset


def _exchange_block_text(opened: OpenText, spot: Spot, inline: str, body: str) -> Plan:
    """The old value is a text under `|` or `>`: the comment beside the sign stays."""
    start, end = spot.node.start, opened.end(spot)
    header_end = opened.line_end(start)
    header = opened.text[start:header_end]
    sign_end = start + len(header.split(" ")[0])
    if header_end > end:
        header_end = end
    begin = _begin(opened, spot)
    if begin != start:
        return [Change(begin, sign_end, inline), Change(header_end, end, body)]
    return [Change(start, sign_end, inline), Change(header_end, end, body)]
