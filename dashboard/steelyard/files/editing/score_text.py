"""A score as typed into one cell, and back: `40`, `20 / 40 / 60`, `unknown`.

The same three forms as in a file, with the separators people use. Whether a number is on its
scale is checked where a file is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from steelyard.files.problems import echo, format_number
from steelyard.model import Score

_PlainScore = int | float | str | list[int | float]

_ALLOWED: Final = "allowed are a number such as 40, three such as 20 / 40 / 60, or unknown"

_NUMBER = "[\\-−+]?(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+)(?:[eE][\\-+]?[0-9]{1,3})?"
_BETWEEN = "[ \u00a0]*(?:[/;|–—\\-]|to|[.][.]|…)[ \u00a0]*"
_COMMAS = "[ \u00a0]*,[ \u00a0]*"
_UNKNOWN = "[uU][nN][kK][nN][oO][wW][nN]|[?]|[nN][/][aA]"
_ENDS = "[ \u00a0]*"

SCORE_PATTERN: Final = (
    f"^{_ENDS}(?:{_UNKNOWN}"
    f"|{_NUMBER}(?:{_BETWEEN}{_NUMBER}{_BETWEEN}{_NUMBER})?"
    f"|\\[?{_ENDS}{_NUMBER}{_COMMAS}{_NUMBER}{_COMMAS}{_NUMBER}{_ENDS}\\]?){_ENDS}$"
)
"""What `parse_score` reads, as a regular expression for JavaScript (flag `u`) and Python.

It cannot see that low, likely and high are in order.
"""

_WHOLE = re.compile(SCORE_PATTERN)
_ONE = re.compile(_NUMBER)
_TWO = re.compile(f"{_ENDS}({_NUMBER}){_BETWEEN}({_NUMBER}){_ENDS}")
_THREE = re.compile(
    f"{_ENDS}\\[?{_ENDS}({_NUMBER})(?:{_BETWEEN}|{_COMMAS})({_NUMBER})"
    f"(?:{_BETWEEN}|{_COMMAS})({_NUMBER}){_ENDS}\\]?{_ENDS}"
)


def parse_score(text: str) -> _PlainScore:
    """Return a score as a file holds it: a number, `[low, likely, high]` or `unknown`.

    Raises ValueError with a sentence that says what was found and what is allowed.

    >>> parse_score("40"), parse_score("20 – 40 – 60"), parse_score("?")
    (40, [20, 40, 60], 'unknown')
    """
    if not _WHOLE.match(text) or text.endswith("\n"):
        raise ValueError(_complain(text))
    stripped = text.strip(" \u00a0")
    if re.fullmatch(_UNKNOWN, stripped):
        return "unknown"
    three = _THREE.fullmatch(text)
    if three is None:
        return parse_number(stripped)
    numbers = [parse_number(part) for part in three.groups()]
    if numbers != sorted(numbers):
        in_order = " / ".join(format_number(number) for number in sorted(numbers))
        raise ValueError(
            f"found {echo(stripped)}; low, likely and high have to rise: perhaps {in_order}"
        )
    return numbers


def parse_number(text: str) -> int | float:
    """Return one number, a whole one as an integer. Raises ValueError if it is none, or too big.

    >>> parse_number("−2.50"), parse_number("3.0")
    (-2.5, 3)
    """
    if not _ONE.fullmatch(text):
        raise ValueError(f"found {echo(text)}; allowed is a number such as 40 or 2.5")
    number = float(text.replace("−", "-"))
    if abs(number) > 1e300:
        raise ValueError(f"found {echo(text)}; allowed is an ordinary number such as 40")
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def score_text(score: Score | float | str | Sequence[int | float] | None) -> str:
    """Return a score as people read and type it; nothing at all for a missing one.

    >>> score_text([20, 40, 60.5]), score_text(40.0), score_text("unknown")
    ('20 / 40 / 60.5', '40', 'unknown')
    """
    if score is None:
        return ""
    if isinstance(score, Score):
        if not score.known:
            return "unknown"
        is_single = score.low == score.likely == score.high
        score = [score.likely] if is_single else list(score[:3])
    if isinstance(score, str):
        return score
    numbers = [score] if isinstance(score, int | float) else score
    return " / ".join(format_number(number) for number in numbers)


def shortest_number(number: float, is_close: Callable[[float], bool] | None = None) -> float | int:
    """Return a number with as few decimals as stay close to it; whole where that will do.

    >>> shortest_number(12.0), shortest_number(0.1 + 0.2)
    (12, 0.3)
    """
    for decimals in range(7):
        rounded = round(number, decimals)
        if is_close(rounded) if is_close is not None else abs(rounded - number) < 1e-9:
            return int(rounded) if decimals == 0 else rounded
    return number


def _complain(text: str) -> str:
    found = echo(text.strip())
    if not text.strip():
        return f"found nothing; {_ALLOWED}"
    if _TWO.fullmatch(text):
        return (
            f"found {found}, two numbers; write the likely score between them: low / likely / high"
        )
    bare = text.strip().removesuffix("%").strip()
    if bare != text.strip() and _ONE.fullmatch(bare):
        return f"found {found}; write {bare}, without the sign"
    if re.fullmatch(r"[-−+]?[0-9]+,[0-9]+", bare):
        return f"found {found}; write {bare.replace(',', '.')}, with a point and no comma"
    return f"found {found}; {_ALLOWED}"
