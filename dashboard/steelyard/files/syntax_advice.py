"""What libyaml found, said to someone who has never heard of a parser.

The library's own messages name tokens and productions; an analyst needs the slip. The
usual slips (tabs, unclosed quotes, a colon inside text) are recognised in the line.
"""

from __future__ import annotations

import re

import yaml

from steelyard.files.problems import echo

_TYPOGRAPHIC = "“”„«»‘’"


def advise_on_syntax(text: str, error: yaml.YAMLError) -> tuple[str, int, str, str, str]:
    """Return code, character offset, found, allowed and fix for a syntax error."""
    message = str(getattr(error, "problem", "") or error)
    offset = _offset(text, error)
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    line = re.split(r"[\r\n]", text[start:], maxsplit=1)[0]
    found, fix = _explain(message, line, text, offset)
    return "S004", offset, found, "keys and values, indented with spaces", fix


def _offset(text: str, error: yaml.YAMLError) -> int:
    if isinstance(error, yaml.reader.ReaderError):
        return min(max(int(error.position), 0), len(text))
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return min(int(mark.index), len(text)) if mark is not None else 0


def _explain(message: str, line: str, text: str, offset: int) -> tuple[str, str]:
    stripped = line.strip()
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "a tab at the start of the line", "indent with spaces; most editors can convert"
    if stripped.startswith(("<<<<<<<", "=======", ">>>>>>>")):
        return "a merge-conflict marker", "keep one of the two versions and delete the markers"
    if "control characters" in message or "special characters" in message:
        return f"the character {echo(text[offset : offset + 1])}", "delete the character"
    if "quoted scalar" in message or "end of stream" in message:
        return (
            "a quote or bracket that is not closed",
            "close it on this line, or on the line where it was opened above",
        )
    if (first := text[offset : offset + 1]) in ("@", "`", "%") and first:
        return f"a text that starts with {first}", "put the text in quotes"
    return _explain_structure(message, stripped)


def _explain_structure(message: str, stripped: str) -> tuple[str, str]:
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
    if "expected ',' or" in message:
        return f"a list or mapping in brackets that goes wrong: {echo(stripped)}", (
            "put commas between the entries and close the bracket"
        )
    if "could not find expected ':'" in message:
        return f"a line without a colon: {echo(stripped)}", "write it as `key: value`"
    return (
        f"something out of place near: {echo(stripped)}",
        "line this key up with its neighbours, or close what was opened above",
    )
