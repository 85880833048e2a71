"""Plans of changes: another value in place of one, a value at new keys, an entry taken out.

A plan is a list of changes to spans of the text. Only the characters of the value change;
what is beside it, a comment above all, stays. A new key goes to the end of its mapping,
written as its neighbours are. Each function yields its plans in order of preference, the
best-looking first; `checks` takes the first whose result, read again, is right.
"""

from __future__ import annotations

from collections.abc import Iterator

from steelyard.files.editing.checks import is_cell
from steelyard.files.editing.open_text import Change, Keys, OpenText, Spot, key_text
from steelyard.files.editing.yaml_writing import (
    INDENT,
    LINE_WIDTH,
    Manner,
    PlainValue,
    RawText,
    YamlValue,
    write_element,
    write_entry,
    write_key,
    write_value,
)

Plan = list[Change]


def plan_replacement(
    opened: OpenText, spot: Spot, value: PlainValue, *, is_block: bool = False
) -> Iterator[Plan]:
    """Yield plans that replace the value at `spot` by `value`.

    `is_block`: one line per entry where the value is a mapping or a list.
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
    indent = opened.indent(spot) + (INDENT if spot.parent is not None else 0)
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


def _exchange(opened: OpenText, spot: Spot, written: YamlValue) -> Plan:
    inline = opened.with_ends(written.inline)
    body = "".join(f"{opened.newline}{line}" for line in written.body)
    begin = _begin(opened, spot)
    if written.body and not written.inline and isinstance(spot.step, int):
        # The first key of a mapping is on the line of its dash.
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
    """Fill an empty value: text after the colon or dash, further lines below the line."""
    at = spot.node.start
    if inline:
        is_bare_key = spot.key is not None and opened.text[at - 1] != ":"
        inline = f"{':' if is_bare_key else ''} {inline}"
    line_end = opened.line_end(at)
    if not body or line_end == at:
        return [Change(at, at, inline + body)]
    return [Change(at, at, inline), Change(line_end, line_end, body)]


def _exchange_in_line(opened: OpenText, spot: Spot, inline: str, body: str) -> Plan:
    """Replace a value that begins beside its key; what follows it on its last line is kept."""
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
    """Replace a value that begins below its key by one after the colon."""
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
    """Replace a text under `|` or `>`; a comment beside the sign is kept."""
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
    """Write whole lines below the last entry, after the end of its line."""
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
    if manner.column + len(one_line) + 1 <= LINE_WIDTH:
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
    """Return whether there is a blank line between the last two neighbours."""
    if len(siblings) < 2:
        return False
    last = siblings[-1]
    start = last.key.start if last.key is not None else last.node.start
    above = opened.text[opened.end(siblings[-2]) : opened.line_start(start)]
    lines = above.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return any(not line.strip() for line in lines[1:-1])


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


def _from_flow(opened: OpenText, siblings: list[Spot], index: int) -> Plan:
    if index + 1 < len(siblings):
        return [Change(opened.start(siblings[index]), opened.start(siblings[index + 1]), "")]
    return [Change(opened.end(siblings[index - 1]), opened.end(siblings[index]), "")]


def _from_block(opened: OpenText, siblings: list[Spot], index: int) -> Iterator[Plan]:
    start, end = opened.start(siblings[index]), opened.end(siblings[index])
    first = opened.line_start(start)
    if opened.text[first:start].strip():
        # Beside a dash: what comes next moves up into its place.
        if index + 1 < len(siblings):
            yield [Change(start, opened.start(siblings[index + 1]), "")]
        return
    last = opened.next_line(end)
    if last == len(opened.text) and opened.text[last - 1 : last] not in ("\n", "\r"):
        # The file ends without a line end, and none is added.
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
