"""Numbers as people write them, one cell taken apart into numbers and what stands around them.

`1.000,50`, `12 500`, `£1.2m`, `10 %`, `6 weeks`, `3 FTE`, `4/5`, `20 to 60, likely 40`,
`20 | 40 | 60`, `(40)`. Whether a comma is a decimal sign is decided for the column.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

from steelyard.files.spreadsheet.opening.cells import CellValue

Separator = Literal[".", ",", ""]
"""The sign before decimals; empty where nothing in sight decides it."""

_SPACE: Final = " \u00a0\u202f\u2009"
_DIGITS: Final = (
    rf"\d{{1,3}}(?:[{_SPACE}'’]\d{{3}})+(?:[.,]\d+)?|\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?"
    r"|\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?|[.,]\d+"
)
_NUMBER: Final = rf"[-−–+]?(?:{_DIGITS})(?:[eE][-+]?\d{{1,3}})?"
_MONEY: Final = r"(?:US\$|[€£$¥]|EUR|USD|GBP|CHF|Fr\.)"
TIMES: Final = {
    "k": 1e3, "tsd": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "mio": 1e6, "million": 1e6,
    "millions": 1e6, "millionen": 1e6, "bn": 1e9, "b": 1e9, "mrd": 1e9, "billion": 1e9,
    "billions": 1e9, "milliarden": 1e9,
}  # fmt: skip
_WHOLE = re.compile(
    rf"(?P<about>(?:~|≈|ca\.?|circa|approx\.?|about|etwa|env\.?)\s*)?"
    rf"(?P<sign>[-−–+])?\s*(?P<before>{_MONEY})?\s*(?P<number>{_NUMBER})"
    rf"\s*(?P<after>{_MONEY}|%|‰|[^\W\d_][^\d|;:=/()<>]{{0,23}}|[^\W\d_]{{1,12}}/[^\W\d_]{{1,12}})?"
    r"[*†¹²³]{0,3}",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\(\s*(.+?)\s*\)")
_OUT_OF = re.compile(rf"({_NUMBER})\s*(?:/|out of|of|von|sur|de|su)\s*({_NUMBER})", re.IGNORECASE)
_BETWEEN: Final = r"\s*(?:to|bis|à|a|tot|–|—|-|−|\.\.|…)\s*"
_TWO = re.compile(rf"({_NUMBER})\s*%?{_BETWEEN}((?:{_DIGITS}))\s*([^\d]{{0,16}})", re.IGNORECASE)
_LIKELY = re.compile(
    rf"({_NUMBER})\s*%?{_BETWEEN}({_NUMBER})\s*%?\s*[,;(]?\s*(?:most\s+)?"
    rf"(?:likely|wahrscheinlich|probable|probablement|probabile|provável|waarschijnlijk|mode)"
    rf"\s*:?\s*({_NUMBER})\s*%?\s*\)?",
    re.IGNORECASE,
)
_AROUND = re.compile(
    rf"({_NUMBER})\s*%?\s*[(\[]({_NUMBER}){_BETWEEN}({_NUMBER})\s*%?[)\]]", re.IGNORECASE
)
_PLUS_MINUS = re.compile(rf"({_NUMBER})\s*(?:±|\+/-)\s*({_DIGITS})\s*%?")
_THREE = re.compile(rf"\[?\s*({_NUMBER})\s*([|;/])\s*({_NUMBER})\s*\2\s*({_NUMBER})\s*\]?")
_WORDED = re.compile(rf"({_NUMBER})\s*(?:[-–—=:]\s*[^\W\d_]|\([^\d]).*")
_ONE_LETTER: Final = frozenset("hdtyglws")
_SIGNS_AND_SPACES = re.compile(rf"[-−–+{_SPACE}'’]")
_POINTED = re.compile(r"-?[0-9]{1,15}(?:[.][0-9]{1,15})?")
_PLAIN = re.compile(r"-?[0-9]{1,15}(?:[.,][0-9]{1,15})?")
_DATE = re.compile(
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}(?: \d\d:\d\d(?::\d\d)?)?|\d{1,2}[-. ]"
    r"(?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[a-z]*\.?(?:[-. ]\d{2,4})?"
    r"|(?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)[a-z]*[-. ]\d{2,4}",
    re.IGNORECASE,
)
UNKNOWN_WORDS: Final = frozenset(
    {
        "?", "??", "???", "n/a", "na", "n.a.", "n. a.", "n/k", "nd", "n.d.", "k.a.", "k. a.", "-",
        "–", "—", "−", "--", "…", "...", "tbc", "tbd", "tba", "unknown", "unbekannt", "inconnu",
        "inconnue", "desconocido", "sconosciuto", "onbekend", "desconhecido", "not available",
        "no data", "not known", "missing", "offen", "pending", "s/d", "nvt", "n.v.t.", "null",
        "none given", "keine angabe", "nan", "#n/a", "not assessed", "not yet known", ".",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Written:
    """One cell taken apart: its numbers as texts, what kind of writing it is, and its unit.

    `numbers` are one number, two ends, or low, likely and high.
    """

    numbers: tuple[str, ...]
    kind: Literal["number", "ends", "range", "out_of", "slashed", "bounded"] = "number"
    unit: str = ""
    times: str = ""
    is_negative: bool = False


def is_unknown(cell: CellValue) -> bool:
    """Return whether a cell says that nothing is known."""
    return isinstance(cell, str) and cell.casefold() in UNKNOWN_WORDS


def looks_like_date(text: str) -> bool:
    """Return whether a text is a date, as spreadsheets make of `2/3/4`."""
    if _DATE.fullmatch(text) is None:
        return False
    parts = [int(part) for part in text.split("/") if part.isdigit()]
    # 20/40/60 is no day, and 10/20/30 is more likely a range.
    return len(parts) != 3 or max(parts) > 999 or parts != sorted(parts)


@lru_cache(maxsize=2**16)
def take_apart(text: str) -> Written | None:
    """Return a text as numbers and what stands around them; `None` where it is no number.

    >>> take_apart("£1.2m").times, take_apart("6 weeks").unit, take_apart("East")
    ('m', 'weeks', None)
    """
    text = text.strip().strip("'’").strip()
    if _PLAIN.fullmatch(text):
        return Written((text,))
    if not text or len(text) > 60 or not any(sign.isdigit() for sign in text):
        return None
    if looks_like_date(text):
        return None
    several = _several_numbers(text) or _several_of_money(text)
    return several or _negative_in_brackets(text) or _single_number(text)


def _several_numbers(text: str) -> Written | None:
    unit = "%" if "%" in text else ""
    for pattern, order in ((_LIKELY, (1, 3, 2)), (_AROUND, (2, 1, 3)), (_THREE, (1, 3, 4))):
        if found := pattern.fullmatch(text):
            return Written(tuple(found[group] for group in order), "range", unit)
    if found := _PLUS_MINUS.fullmatch(text):
        return Written((found[1], found[2]), "bounded", unit)
    if found := _OUT_OF.fullmatch(text):
        return Written((found[1], found[2]), "slashed" if "/" in text else "out_of")
    if found := _TWO.fullmatch(text):
        return Written((found[1], found[2]), "ends", unit or found[3].strip())
    return None


def _several_of_money(text: str) -> Written | None:
    """Return a range whose every number has the sign of a currency: `£3.10 to £3.40`."""
    signs = re.findall(_MONEY, text)
    if len(signs) < 2 or len(set(signs)) > 1:
        return None
    found = _several_numbers(re.sub(_MONEY, "", text).strip())
    return replace(found, unit=signs[0]) if found is not None else None


def _negative_in_brackets(text: str) -> Written | None:
    found = _BRACKETED.fullmatch(text)
    inner = take_apart(found[1]) if found is not None else None
    if inner is None or inner.kind != "number":
        return None
    return replace(inner, is_negative=True)


def _single_number(text: str) -> Written | None:
    if found := _WHOLE.fullmatch(text):
        return _one_number(found)
    found = _WORDED.fullmatch(text)
    return Written((found[1],)) if found is not None else None


def _one_number(found: re.Match[str]) -> Written | None:
    before, after = found["before"] or "", (found["after"] or "").strip()
    word = after.casefold().rstrip(".")
    times = ""
    for end in ("€", "$", "£"):
        if word.endswith(end) and word.removesuffix(end).strip(" .") in TIMES:
            times, after = word.removesuffix(end).strip(" ."), end
    if word in TIMES:
        times, after = word, before
    elif word.partition(" ")[0].rstrip(".") in TIMES and len(word.split()) == 2 and " " in word:
        times, after = word.split()[0].rstrip("."), word.split()[1]
    number = found["number"]
    is_glued = not found[0][: found.start("after") - found.start()].endswith(tuple(_SPACE))
    # `3rd party` and `2b` are names; `12kg` and `5min` are numbers with a unit.
    is_name = re.match(r"(?:st|nd|rd|th)\b|[a-z]\b(?!%)", word) and word not in _ONE_LETTER
    if after and is_glued and not times and is_name:
        return None
    if word == "b" and not before:
        return None
    if len(after.split()) > 3:
        return None
    return Written((number,), "number", before or after, times, found["sign"] in ("-", "−", "–"))


def find_separator(cells: Iterable[CellValue]) -> Separator:
    """Return the sign before decimals that the texts among the cells prove; empty if none does.

    >>> find_separator(["1.000,50"]), find_separator(["7.25"]), find_separator(["1,450"])
    (',', '.', '')
    """
    votes = {".": 0, ",": 0}
    for cell in cells:
        if isinstance(cell, str) and (written := take_apart(cell)) is not None:
            for number in written.numbers:
                if proof := _proof(number):
                    votes[proof] += 1
    if votes["."] == votes[","]:
        return ""
    return "." if votes["."] > votes[","] else ","


@lru_cache(maxsize=2**16)
def _proof(number: str) -> Separator:
    if number.isdigit():
        return ""
    digits = _SIGNS_AND_SPACES.sub("", number.partition("e")[0].partition("E")[0])
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        return "." if digits.rfind(".") > digits.rfind(",") else ","
    if points > 1 or commas > 1:
        return "," if points > 1 else "."
    if points + commas == 0:
        return ""
    sign: Separator = "." if points else ","
    whole, _, rest = digits.partition(sign)
    is_open = len(rest) == 3 and 1 <= len(whole) <= 3 and whole != "0"
    return "" if is_open else sign


def is_open_number(number: str) -> bool:
    """Return whether a number may have thousands or decimals: `1,450` and `1.450`."""
    has_sign = re.search(r"\d[.,]\d{3}$", number) is not None
    return has_sign and not _proof(number) and number.count(".") + number.count(",") == 1


def parse(number: str, separator: Separator) -> float | None:
    """Return a number of a text by its decimal sign; `None` where it fits none or is too large."""
    if separator != "," and _POINTED.fullmatch(number):
        return float(number)
    text = re.sub(rf"[{_SPACE}'’]", "", number).replace("−", "-").replace("–", "-")
    other = "." if separator == "," else ","
    grouped = rf"[-+]?\d{{1,3}}(?:\{other}\d{{3}})+(?:\{separator}\d+)?"
    if separator and other in text and not re.fullmatch(grouped, text):
        return None
    text = text.replace(other, "") if separator else text.replace(",", "")
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return None
    return value if math.isfinite(value) and abs(value) < 1e300 else None


@lru_cache(maxsize=2**14)
def tidy(number: float) -> int | float:
    """Return a number without the noise of binary fractions; a whole one as an integer.

    >>> tidy(0.1 + 0.2), tidy(40.0)
    (0.3, 40)
    """
    rounded = float(f"{float(number):.12}")
    return int(rounded) if rounded.is_integer() and abs(rounded) < 1e15 else rounded
