"""Values written as YAML in the style of the lines around them.

A text is written without quotes if every YAML reader, old or new, reads it as a text; texts of
several lines become a block; long lines are wrapped at a space.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass, replace
from typing import Final

from steelyard.files.problems import format_number
from steelyard.files.yaml.yaml_tree import EXACT_DIGITS, resolve_plain

PlainValue = str | int | float | bool | None | list["PlainValue"] | dict[str, "PlainValue"]
"""What can be written: texts, numbers, true, false, nothing, lists and mappings of these."""

LINE_WIDTH: Final = 100
INDENT: Final = 2

# Older YAML readers read these as true, false, dates, minutes or numbers.
_OLD_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "=", "<<"})
_LIKE_A_NUMBER = re.compile(r"[-+.]?[0-9][0-9_.,:eE+-]*")
_STARTS_WITH_MEANING = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`\s]|\.\.\.")
_HAS_MEANING = re.compile(r":\s|\s#|:$|\s$|[\t\n\r]|\s\s")
_HAS_MEANING_IN_FLOW = re.compile(r"[,\[\]{}:#?]")
_SIMPLE_KEY = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.+-]*|[-+][0-9.]+")
# What a file must not contain unescaped, or an editor would treat as a line end.
_ESCAPED = re.compile(
    "[^ -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_HALF = re.compile("[\ud800-\udfff]")
_SHORT_ESCAPES: Final = {"\n": "\\n", "\t": "\\t", "\r": "\\r", "\\": "\\\\", '"': '\\"'}


class RawText(str):
    """YAML that stands in the file already and is moved as it is."""

    __slots__ = ()


@dataclass(frozen=True)
class Manner:
    """How and where a value is written.

    `indent` is the column, from 0, at which further lines begin; `column` the one at which
    the value itself does. `quotes` is what stood around the old value: `"`, `'`, `|`, `>`
    or nothing. `is_safe`: one line, in double quotes. `is_block`: one
    line per entry.
    """

    indent: int
    column: int = 0
    in_flow: bool = False
    quotes: str = ""
    is_safe: bool = False
    is_block: bool = False


@dataclass(frozen=True)
class YamlValue:
    """A value as YAML: what follows the colon, and the lines that come below, if any.

    `inline` may contain line breaks of a wrapped text. There may be a comment between
    `inline` and `body`.
    """

    inline: str
    body: tuple[str, ...] = ()


def write_value(value: PlainValue, manner: Manner) -> YamlValue:
    """Return a value as YAML. Raises ValueError for a number that is not finite.

    >>> write_value("no", Manner(indent=2)).inline
    '"no"'
    >>> write_value({"a": [1, 2.5]}, Manner(indent=2)).inline
    '{a: [1, 2.5]}'
    """
    if isinstance(value, RawText):
        return YamlValue(str(value))
    if isinstance(value, str):
        return _write_text(value, manner)
    if isinstance(value, dict | list):
        return _write_collection(value, manner)
    return YamlValue(_write_plain(value))


def write_key(key: str) -> str:
    """Return a key, in quotes where it needs them.

    >>> write_key("escalation_risk"), write_key("a: b")
    ('escalation_risk', '"a: b"')
    """
    return key if _SIMPLE_KEY.fullmatch(key) else _double_quoted(key)


def write_entry(key: str, value: PlainValue, manner: Manner) -> list[str]:
    """Return the lines of one `key: value` in block style, the first one indented too.

    `manner.indent` is the column of the key.
    """
    start = f"{' ' * manner.indent}{write_key(key)}:"
    inner = replace(manner, indent=manner.indent + INDENT, column=len(start) + 1, in_flow=False)
    written = write_value(value, inner)
    return _joined(start, written)


def write_element(value: PlainValue, manner: Manner) -> list[str]:
    """Return the lines of one `- value` in block style; `manner.indent` is that of the dash."""
    start = f"{' ' * manner.indent}-"
    inner = replace(manner, indent=manner.indent + INDENT, column=len(start) + 1, in_flow=False)
    written = write_value(value, inner)
    if written.body and not written.inline:
        # The first key of a mapping is on the line of its dash.
        first, *rest = written.body
        return [f"{start} {first.lstrip(' ')}", *rest]
    return _joined(start, written)


def _joined(start: str, written: YamlValue) -> list[str]:
    inline = f" {written.inline}" if written.inline else ""
    return [*f"{start}{inline}".split("\n"), *written.body]


def _write_plain(value: float | bool | None) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if not math.isfinite(value):
        raise ValueError("a number without end cannot be written")
    if isinstance(value, int) and len(str(value)) > EXACT_DIGITS:
        raise ValueError("a whole number of more than 16 digits would not be kept exactly")
    return format_number(value) if isinstance(value, float) else str(value)


def _write_collection(value: list[PlainValue] | dict[str, PlainValue], manner: Manner) -> YamlValue:
    in_one_line = _write_flow(value, manner)
    fits = "\n" not in in_one_line and manner.column + len(in_one_line) <= LINE_WIDTH
    is_short = fits and _depth(value) <= 2 and not _has_paragraphs(value)
    if manner.in_flow or manner.is_safe or not value or (is_short and not manner.is_block):
        return YamlValue(in_one_line)
    inner = replace(manner, quotes="", is_block=False)
    lines: list[str] = []
    if isinstance(value, dict):
        for key, entry in value.items():
            lines += write_entry(key, entry, inner)
    else:
        for element in value:
            lines += write_element(element, inner)
    return YamlValue("", tuple(lines))


def _write_flow(value: PlainValue, manner: Manner) -> str:
    """Return a value in brackets; only a long text in it is broken over lines."""
    if isinstance(value, dict):
        starts = [f"{write_key(key)}: " for key in value]
        entries, brackets = list(value.values()), "{}"
    elif isinstance(value, list):
        starts, entries, brackets = [""] * len(value), value, "[]"
    else:
        return write_value(value, replace(manner, in_flow=True, quotes="")).inline
    written = brackets[0]
    for index, (start, entry) in enumerate(zip(starts, entries, strict=True)):
        written += f"{', ' if index else ''}{start}"
        below = "\n" in written
        column = len(written) - written.rfind("\n") - 1 + (0 if below else manner.column)
        written += _write_flow(entry, replace(manner, column=column))
    return written + brackets[1]


def _has_paragraphs(value: list[PlainValue] | dict[str, PlainValue]) -> bool:
    entries = value.values() if isinstance(value, dict) else value
    return any(isinstance(entry, str) and "\n" in entry for entry in entries)


def _depth(value: PlainValue) -> int:
    if isinstance(value, dict):
        return 1 + max((_depth(entry) for entry in value.values()), default=0)
    if isinstance(value, list):
        return 1 + max((_depth(element) for element in value), default=0)
    return 0


def _write_text(text: str, manner: Manner) -> YamlValue:
    if _HALF.search(text):
        raise ValueError("no file can hold half a character; delete it")
    if manner.is_safe:
        return YamlValue(_in_line(text, manner))
    if not manner.in_flow:
        if manner.quotes == ">" and _can_fold(text):
            return _folded(text, manner.indent)
        if "\n" in text and _can_be_block(text):
            return _literal(text, manner.indent)
    in_line = _in_line(text, manner)
    if manner.column + len(in_line) <= LINE_WIDTH:
        return YamlValue(in_line)
    return YamlValue(_wrapped(in_line, manner))


def _in_line(text: str, manner: Manner) -> str:
    """Return a text on one line: plain, or in the quotes it had or needs."""
    if is_plain(text, in_flow=manner.in_flow) and manner.quotes not in ("'", '"'):
        return text
    can_be_single = not _ESCAPED.search(text)
    has_signs = '"' in text or "\\" in text
    wants_single = manner.quotes == "'" or (has_signs and "'" not in text and manner.quotes != '"')
    if can_be_single and wants_single:
        return "'" + text.replace("'", "''") + "'"
    return _double_quoted(text)


def is_plain(text: str, *, in_flow: bool) -> bool:
    """Return whether a text needs no quotes for any reader of YAML to take it as that text."""
    if not isinstance(resolve_plain(text), str) or text.lower() in _OLD_WORDS:
        return False
    if _LIKE_A_NUMBER.fullmatch(text) or _STARTS_WITH_MEANING.match(text):
        return False
    if _HAS_MEANING.search(text) or _ESCAPED.search(text):
        return False
    return not (in_flow and _HAS_MEANING_IN_FLOW.search(text))


def _double_quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_ESCAPED.sub(_escape, escaped)}"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if character in _SHORT_ESCAPES:
        return _SHORT_ESCAPES[character]
    number = ord(character)
    return f"\\u{number:04X}" if number <= 0xFFFF else f"\\U{number:08X}"


def _wrapped(in_line: str, manner: Manner) -> str:
    """Break a text, with its quotes if it has any, at single spaces, to lines of 100 columns."""
    lines = _break_lines(in_line, manner.column, manner.indent)
    return ("\n" + " " * manner.indent).join(lines)


def _break_lines(text: str, first: int, indent: int) -> list[str]:
    """Break a text at single spaces; `first` and `indent` are the columns taken already."""
    lines: list[str] = []
    line, column = "", first
    for piece in re.split(r"(?<=[^ \\]) (?=[^ ])", text):
        if line and column + len(line) + 1 + len(piece) > LINE_WIDTH:
            lines.append(line)
            line, column = piece, indent
        else:
            line = f"{line} {piece}" if line else piece
    return [*lines, line]


def _can_be_block(text: str) -> bool:
    """Return whether a text can stand under `|`: nothing to escape, no odd beginning or end."""
    body = text.removesuffix("\n")
    is_clear = bool(body.strip()) and not body.endswith("\n") and not body[0].isspace()
    return is_clear and not _ESCAPED.search(text.replace("\n", "").replace("\t", ""))


def _can_fold(text: str) -> bool:
    body = text.removesuffix("\n")
    return _can_be_block(text) and "\n" not in body and body == body.strip()


def _literal(text: str, indent: int) -> YamlValue:
    body = text.removesuffix("\n")
    lines = (f"{' ' * indent}{line}" if line else "" for line in body.split("\n"))
    return YamlValue("|" if text.endswith("\n") else "|-", tuple(lines))


def _folded(text: str, indent: int) -> YamlValue:
    lines = _break_lines(text.removesuffix("\n"), indent, indent)
    header = ">" if text.endswith("\n") else ">-"
    return YamlValue(header, tuple(f"{' ' * indent}{line}" for line in lines))


def as_words(value: PlainValue) -> str:
    """Return a value on one line for a person to read, without quotes around a text.

    >>> as_words([20, 40, 60]), as_words("plain"), as_words({"a": 1})
    ('20 / 40 / 60', 'plain', '{a: 1}')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, list) and value and all(isinstance(part, int | float) for part in value):
        return " / ".join(format_number(part) for part in value)
    if isinstance(value, dict | list):
        return _write_flow(value, Manner(0, is_safe=True))
    return json.dumps(value) if value is None or isinstance(value, bool) else format_number(value)
