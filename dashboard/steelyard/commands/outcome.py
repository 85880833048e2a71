"""Exit codes, and output for people and for programs, the same in every command."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Final

from steelyard.files.problems import echo

FINE: Final = 0
PROBLEMS: Final = 1
WRONG_USE: Final = 2


class WrongUseError(Exception):
    """The command was called with something it cannot work with; the text says what to do."""


def whole_number(name: str, text: str, least: int, most: int) -> int:
    """Return the whole number of an argument; raises WrongUseError with a sentence for any other.

    >>> whole_number("--port", "8600", 1, 65_535)
    8600
    """
    # Digits of other alphabets, signs and underscores are not what anybody means to write.
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(most))
    if not (is_number and least <= int(text) <= most):
        raise WrongUseError(
            f"{name} takes a whole number from {least} to {most}; found {echo(text)}"
        )
    return int(text)


def print_json(data: object) -> None:
    """Print data as JSON; numbers are finite by construction, anything else is a bug."""
    print(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False))


def complain(text: str) -> None:
    """Print to the error stream."""
    print(text, file=sys.stderr)


def align_columns(rows: Sequence[Sequence[str]], names: int) -> list[str]:
    """Return rows as lines with aligned columns: column `names` to the left, all others right.

    >>> align_columns([["option", "total"], ["Soup", "54"]], names=0)
    ['option  total', 'Soup       54']
    """
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if column == names else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
