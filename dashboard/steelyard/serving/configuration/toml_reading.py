"""Parses TOML leniently: the data, and a problem with its line for every syntax error.

Python's parser stops at the first error. Here that line is left out and the rest is parsed again.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from typing import Any

from steelyard.files.problems import SHOWN_AT_MOST, Problem, echo

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_HEAD = re.compile(r"\s*\[+\s*([A-Za-z0-9_-]+)")
_ENDLESS = re.compile(r"[0-9_]{4000}")
_KEY = re.compile(r"[\s\[\"']*([A-Za-z0-9_-]+)")
_FORM = "key = value, one on each line"
_TWICE = ("Cannot overwrite", "Cannot declare", "Cannot mutate", "Duplicate")
_FIXES = {
    "Expected '='": "write the key, = and the value",
    "Unterminated string": "close the quotes",
    "Illegal character": "close the quotes on the same line",
    "Unclosed array": "close the list with ]",
    "Expected newline": "begin a new line for the next key",
}


def read_toml(text: str, name: str) -> tuple[dict[str, Any], str, list[Problem]]:
    """Return the data, the text without its unreadable lines, and the problems of those lines.

    `name` is the file as problems name it. The second text has as many lines as the first.

    >>> data, _, problems = read_toml("port = 80\\nlog = stderr\\n", "team.toml")
    >>> data, problems[0].line, problems[0].fix
    ({'port': 80}, 2, 'put a text in quotes: log = "stderr"')
    """
    lines = text.splitlines()
    problems: list[Problem] = []
    while True:
        readable = "\n".join(lines)
        try:
            return tomllib.loads(readable), readable, problems
        except tomllib.TOMLDecodeError as error:
            line, column = _place(error, lines)
            problems.append(_problem(error, name, line, column, lines[line - 1]))
            # Keep a table's header, so that the keys below it stay in that table.
            head = _HEAD.match(lines[line - 1])
            meant = f"[{head[1]}]" if head else ""
            lines[line - 1] = meant if meant not in lines else ""
        except RecursionError:
            found, fix = "lists within lists without end", "write lists of texts only"
            return {}, "", [Problem("S007", name, 0, 0, (), found, _FORM, fix)]
        except ValueError:
            # Python refuses to parse numbers of thousands of digits.
            long = next(at for at, line in enumerate(lines) if _ENDLESS.search(line))
            found = echo(lines[long].strip())
            fix = "write a shorter number"
            problems.append(Problem("C007", name, long + 1, 1, (), found, _FORM, fix))
            lines[long] = ""
        if len(problems) == SHOWN_AT_MOST:
            return {}, "", problems


def find_lost_keys(text: str, readable: str, keys: Collection[str]) -> set[str]:
    """Return the keys whose lines were left out of the readable text.

    Returns all of `keys` if nothing is readable.

    >>> find_lost_keys("port = 80\\nlog = stderr", "port = 80\\n", ["port", "log"])
    {'log'}
    """
    if not readable:
        return {*keys}
    pairs = zip(text.splitlines(), readable.split("\n"), strict=False)
    begun = (_KEY.match(line) for line, kept in pairs if line and not kept)
    return {found[1] for found in begun if found and found[1] in keys}


def _place(error: tomllib.TOMLDecodeError, lines: list[str]) -> tuple[int, int]:
    """Return line and column of a syntax error; an error at the end is put on the last line."""
    found = _PLACE.search(str(error))
    line, column = (int(found[1]), int(found[2])) if found else (len(lines), 1)
    # On a line already left out, or past the end: the error began before it.
    line = min(line, len(lines))
    while line > 1 and not lines[line - 1].strip():
        line, column = line - 1, 1
    if str(error).startswith("Unclosed"):
        return _begin(lines, line), 1
    return line, column


def _begin(lines: list[str], line: int) -> int:
    """Return the line on which the value that is still unclosed at `line` begins."""
    for end in range(line - 1, 0, -1):
        try:
            tomllib.loads("\n".join(lines[:end]))
        except tomllib.TOMLDecodeError:
            continue
        return end + 1
    return 1


def _problem(
    error: tomllib.TOMLDecodeError, name: str, line: int, column: int, written: str
) -> Problem:
    message = str(error)
    found = echo(written.strip())
    if "secret" in written.partition("=")[0]:
        # Whatever is wrong with the line, its content must never be shown.
        found, written = "a line with a secret", ""
    if message.startswith(_TWICE):
        return Problem("S006", name, line, column, (), found, "each key once", "delete one of them")
    fix = next((fix for start, fix in _FIXES.items() if message.startswith(start)), "")
    if message.startswith("Invalid value") and written:
        fix = _value_fix(written)
    return Problem("T001", name, line, column, (), found, _FORM, fix or f"write it as {_FORM}")


def _value_fix(written: str) -> str:
    key, _, value = (part.strip() for part in written.partition("="))
    if value.casefold() in ("true", "false"):
        return f"write {echo(key)} = {value.casefold()}, in small letters"
    if not value:
        return f"write a value after {echo(key)} ="
    return f'put a text in quotes: {echo(key)} = "{echo(value)}"'
