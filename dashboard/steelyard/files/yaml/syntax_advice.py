"""A syntax error of YAML in plain words: what was found, and how to fix it.

The library's own messages name tokens and productions. The usual slips (tabs, unclosed quotes,
a colon inside a text) are recognised in the line itself.
"""

from __future__ import annotations

import re

import yaml

from steelyard.files.problems import echo

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
    if (marker := _MARKER.search(text)) is not None:
        offset, advice = marker.start(), _merge_conflict()
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
    """Return whether the slip is where the faulty piece began, not where reading stopped."""
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
    if re.search("^ *\u00a0|:\u00a0", line):
        return (
            f"a no-break space, which only looks like a space: {echo(stripped)}",
            "type the space again",
        )
    if "escape" in message:
        return (
            f"a backslash inside double quotes: {echo(stripped)}",
            "write two backslashes, or use single quotes",
        )
    if "end of stream" in message or "document indicator" in message:
        return f"a quote that is not closed: {echo(stripped)}", "close the quote"
    if character and character in "@`%":
        return _special_start(character)
    return _explain_value(message, stripped) or _explain_structure(message, stripped)


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
