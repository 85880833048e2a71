"""Exit codes and the two ways a command speaks: to a person, and to a program."""

from __future__ import annotations

import json
import sys
from typing import Final

FINE: Final = 0
PROBLEMS: Final = 1
WRONG_USE: Final = 2


class WrongUseError(Exception):
    """The command was called with something it cannot work with; the text says what to do."""


def print_json(data: object) -> None:
    """Print data as JSON; numbers are finite by construction, anything else is a bug."""
    print(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False))


def complain(text: str) -> None:
    """Print to the error stream."""
    print(text, file=sys.stderr)
