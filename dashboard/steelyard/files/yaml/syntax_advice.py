"""A syntax error of YAML in plain words: what was found, and how to fix it.

The library's own messages name tokens and productions. The usual slips (tabs, unclosed quotes,
a colon inside a text) are recognised in the line itself.
"""

from __future__ import annotations

import re

import yaml

from steelyard.files.problems import echo, name_space
from steelyard.files.yaml.syntax_trials import (
    find_odd_space,
    find_open_quote,
    read_trial,
)

Advice = tuple[str, str]
"""What was found, and how to fix it."""

_TYPOGRAPHIC = "“”„«»‘’"
_MARKER = re.compile(r"^(?:<{7}|={7}|>{7})(?: .*)?$", re.MULTILINE)
# After a key or a dash, the first character of its value.
_VALUE = re.compile(r"(?:- +)*(?:[\w-]+: +)(?P<first>\S)(?P<rest>.*)")
_WITH_MEANING = "%@`|>-?,]}&*!"


def advise_on_syntax(text: str, error: yaml.YAMLError) -> tuple[str, int, str, str, str]:
    """Return code, character offset, found, allowed and fix for a syntax error.

    The offset is that of the slip where it is known, so that of an opening quote and not
    of the end of the file.
    """
    message = str(getattr(error, "problem", "") or error)
    offset = _offset(text, error, message)
    reading = read_trial(text)
    if (marker := _MARKER.search(text)) is not None:
        offset, advice = marker.start(), _merge_conflict()
    elif (odd := find_odd_space(text, reading)) is not None:
        offset, advice = odd, _odd_space(text, odd)
    elif (quote := find_open_quote(text, reading)) is not None:
        offset, advice = quote, _open_quote(_line_at(text, quote).strip())
    else:
        advice = _explain(message, _line_at(text, offset), text[offset : offset + 1])
    return "S004", offset, advice[0], "keys and values, indented with spaces", advice[1]


def _offset(text: str, error: yaml.YAMLError, message: str) -> int:
    mark = getattr(error, "problem_mark", None)
    opened = getattr(error, "context_mark", None)
    context = str(getattr(error, "context", "") or "")
    if opened is not None and _is_about_opening(message, context):
        is_elsewhere = mark is None or opened.line != mark.line
        if is_elsewhere or "quoted scalar" in context:
            mark = opened
    mark = mark or opened
    return min(int(mark.index), len(text)) if mark is not None else 0


def _is_about_opening(message: str, context: str) -> bool:
    """Return whether the slip is where the faulty part began, not where reading stopped."""
    if "escape" in message:
        return False
    return (
        "quoted scalar" in context
        or "could not find expected ':'" in message
        or "expected ',' or" in message
        or "flow node" in context
    )


def _line_at(text: str, offset: int) -> str:
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    return re.split(r"[\r\n]", text[start : start + 1000], maxsplit=1)[0]


def _merge_conflict() -> Advice:
    return "a merge-conflict marker", "keep one of the two versions and delete the markers"


def _explain(message: str, line: str, character: str) -> Advice:
    stripped = line.strip()
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "a tab at the start of the line", "indent with spaces; most editors can convert"
    if half := re.search(r"\\u(d[89ab][0-9a-f]{2})(\\u(d[c-f][0-9a-f]{2}))?", line, re.IGNORECASE):
        return _half_character(half)
    if "escape" in message:
        return (
            f"a backslash inside double quotes: {echo(stripped)}",
            "write two backslashes, or use single quotes",
        )
    if "end of stream" in message or "document indicator" in message:
        return _open_quote(stripped)
    if character and character in "@`%":
        return _special_start(character)
    return _explain_value(message, stripped) or _explain_structure(message, stripped)


def _odd_space(text: str, offset: int) -> Advice:
    line = _line_at(text, offset).strip(" \t")
    fix = "type the space again" if text[offset : offset + 1].isspace() else "delete it"
    return f"{name_space(text[offset])}, which only looks like a space: {echo(line)}", fix


def _open_quote(line: str) -> Advice:
    return f"a quote that is not closed: {echo(line)}", "close the quote"


def _half_character(half: re.Match[str]) -> Advice:
    """Return the advice about `\\ud83d\\ude00`, which JSON reads as one character."""
    found = f"a character written as two halves: {half[0]}"
    if half[3] is None:
        return f"half a character: {half[0]}", "delete it, or write the whole character"
    pair = bytes.fromhex(half[1] + half[3]).decode("utf-16-be")
    return found, f"write the character itself, {echo(pair)}"


def _special_start(character: str) -> Advice:
    return f"a text that starts with {character}", "put the text in quotes"


def _explain_value(message: str, stripped: str) -> Advice | None:
    """Recognise a slip in how the value on the line begins."""
    value = _VALUE.match(stripped)
    if value is None or "mapping values are not allowed" in message:
        return None
    first, rest = value["first"], value["rest"]
    if first in "\"'" and first in rest:
        return (
            f"text after a closing quote: {echo(stripped)}",
            f"write {first} inside the text twice, or put the other kind of quotes around it"
            if first == "'"
            else "put single quotes around the whole text",
        )
    return _special_start(first) if first in _WITH_MEANING else None


def _explain_structure(message: str, stripped: str) -> Advice:
    if "mapping values are not allowed" in message and stripped.count(": ") <= 1:
        return (
            f"a key under a line that already has a value: {echo(stripped)}",
            "line it up with its neighbours; write a space after the colon of the line above",
        )
    if "mapping values are not allowed" in message:
        return (
            f"a colon inside a text: {echo(stripped)}",
            "put the text in quotes, or check the indentation of this line",
        )
    if re.match(r"[\w-]+:\S", stripped):
        return (
            f"a colon without a space after it: {echo(stripped)}",
            "write a space after the colon",
        )
    if any(mark in stripped for mark in _TYPOGRAPHIC):
        return (
            "typographic quotes, which YAML reads as letters",
            "use straight quotes: \" or '",
        )
    if "expected ',' or" in message or "flow node" in message or re.search(r"[\[{]", stripped):
        return (
            f"brackets that go wrong: {echo(stripped)}",
            "put one comma between the entries, and close each bracket with its like",
        )
    if "could not find expected ':'" in message:
        return f"a line without a colon: {echo(stripped)}", "write it as `key: value`"
    return (
        f"something out of place near: {echo(stripped)}",
        "line this key up with its neighbours, or close what was opened above",
    )
