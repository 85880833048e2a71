"""Numbers as people write them, read with the whole column in view.

`1.000,50`, `12 500`, `£1.2m`, `10 %`, `6 weeks`, `3 FTE`, `4/5`, `20 to 60, likely 40`,
`20 | 40 | 60`, `(40)`. One cell is taken apart into numbers and what stands around them; whether a
comma parts decimals and what a slash means is decided for the column.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Literal

from steelyard.files.spreadsheet.opening.cells import CellValue, Figure, Trouble

Separator = Literal[".", ",", ""]
"""The sign before decimals; empty where nothing in sight decides it."""

_SPACE: Final = " \u00a0\u202f\u2009"
_DIGITS: Final = (
    rf"\d{{1,3}}(?:[{_SPACE}'’]\d{{3}})+(?:[.,]\d+)?|\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?"
    r"|\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?|[.,]\d+"
)
_NUMBER: Final = rf"[-−–+]?(?:{_DIGITS})(?:[eE][-+]?\d{{1,3}})?"
_MONEY: Final = r"(?:US\$|[€£$¥]|EUR|USD|GBP|CHF|Fr\.)"
_TIMES: Final = {
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
_AROUND = re.compile(rf"({_NUMBER})\s*%?\s*[(\[]({_NUMBER}){_BETWEEN}({_NUMBER})\s*%?[)\]]", re.I)
_PLUS_MINUS = re.compile(rf"({_NUMBER})\s*(?:±|\+/-)\s*({_DIGITS})\s*%?")
_THREE = re.compile(rf"\[?\s*({_NUMBER})\s*([|;/])\s*({_NUMBER})\s*\2\s*({_NUMBER})\s*\]?")
_WORDED = re.compile(rf"({_NUMBER})\s*(?:[-–—=:]\s*[^\W\d_]|\([^\d]).*")
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
_SECONDS: Final = {"minutes": 1, "hours": 60, "days": 1440, "weeks": 10080}
_MONTHS: Final = {"months": 1, "years": 12}


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


@dataclass
class ColumnNumbers:
    """The numbers of one column: by position a score, and a sentence where something is odd.

    A score is a number, low, likely and high, or `unknown`. `scale` is what `4/5` says.
    """

    scores: list[int | float | list[int | float] | str] = field(default_factory=list)
    said: dict[int, str] = field(default_factory=dict)
    unit: str = ""
    scale: tuple[float, float] | None = None
    doubtful: str = ""


def is_unknown(cell: CellValue) -> bool:
    """Return whether a cell says that nothing is known."""
    return isinstance(cell, str) and cell.casefold() in UNKNOWN_WORDS


def looks_like_date(text: str) -> bool:
    """Return whether a text is a date, as spreadsheets make of `2/3/4`."""
    return _DATE.fullmatch(text) is not None


@lru_cache(maxsize=2**16)
def take_apart(text: str) -> Written | None:
    """Return a text as numbers and what stands around them; `None` where it is no number.

    >>> take_apart("£1.2m"), take_apart("6 weeks").unit, take_apart("East")
    (Written(numbers=('1.2',), kind='number', unit='£', times='m', is_negative=False), 'weeks', None)
    """
    text = text.strip().strip("'’").strip()
    if _PLAIN.fullmatch(text):
        return Written((text,))
    if not text or len(text) > 60 or not any(sign.isdigit() for sign in text):
        return None
    if looks_like_date(text):
        return None
    for pattern, order in ((_LIKELY, (1, 3, 2)), (_AROUND, (2, 1, 3)), (_THREE, (1, 3, 4))):
        if found := pattern.fullmatch(text):
            unit = "%" if "%" in text else ""
            return Written(tuple(found[group] for group in order), "range", unit)
    if found := _PLUS_MINUS.fullmatch(text):
        return Written((found[1], found[2]), "bounded", "%" if "%" in text else "")
    if found := _OUT_OF.fullmatch(text):
        is_slashed = "/" in text
        return Written((found[1], found[2]), "slashed" if is_slashed else "out_of")
    if found := _TWO.fullmatch(text):
        unit = "%" if "%" in text else found[3].strip()
        return Written((found[1], found[2]), "ends", unit)
    if found := _BRACKETED.fullmatch(text):
        inner = take_apart(found[1])
        if inner is None or inner.kind != "number":
            return None
        return Written(inner.numbers, "number", inner.unit, inner.times, is_negative=True)
    if found := _WHOLE.fullmatch(text):
        return _one_number(found)
    if found := _WORDED.fullmatch(text):
        return Written((found[1],))
    return None


def _one_number(found: re.Match[str]) -> Written | None:
    before, after = found["before"] or "", (found["after"] or "").strip()
    word = after.casefold().rstrip(".")
    times = ""
    for end in ("€", "$", "£"):
        if word.endswith(end) and word.removesuffix(end).strip(" .") in _TIMES:
            times, after = word.removesuffix(end).strip(" ."), end
    if word in _TIMES:
        times, after = word, before
    elif word.partition(" ")[0].rstrip(".") in _TIMES and len(word.split()) == 2 and " " in word:
        times, after = word.split()[0].rstrip("."), word.split()[1]
    number = found["number"]
    is_glued = not found[0][: found.start("after") - found.start()].endswith(tuple(_SPACE))
    # `3rd party` and `2b` are names; `12kg` and `5min` are numbers with a unit.
    if after and is_glued and not times and re.match(r"(?:st|nd|rd|th)\b|[a-z]\b(?!%)", word):
        if word not in ("h", "d", "t", "y", "g", "l", "w", "s"):
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
    if separator and not re.fullmatch(
        rf"[-+]?\d{{1,3}}(?:\{other}\d{{3}})+(?:\{separator}\d+)?", text
    ):
        if other in text:
            return None
    text = text.replace(other, "") if separator else text.replace(",", "")
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        return None
    return value if math.isfinite(value) and abs(value) < 1e300 else None


def tidy(number: float) -> int | float:
    """Return a number without the noise of binary fractions; a whole one as an integer.

    >>> tidy(0.1 + 0.2), tidy(40.0)
    (0.3, 40)
    """
    rounded = float(f"{float(number):.12}")
    return int(rounded) if rounded.is_integer() and abs(rounded) < 1e15 else rounded


def read_column(cells: Sequence[CellValue], table: Separator, has_commas: bool) -> ColumnNumbers:
    """Return the numbers of a column. `table` is the decimal sign of the whole table.

    `has_commas`: whether a doubtful `1,450` is taken as a fraction.
    """
    column = ColumnNumbers()
    separator = find_separator(cells) or table
    taken = [take_apart(cell) if isinstance(cell, str) else None for cell in cells]
    if not separator and (doubtful := _doubtful(taken)):
        # Where nothing speaks for decimal commas, the sign is taken to part thousands.
        separator = "," if has_commas or "." in doubtful else "."
        column.doubtful = doubtful
    elif separator == "," and all(
        is_open_number(number) for w in taken if w is not None for number in w.numbers
        if "," in number
    ) and find_separator(cells) == "":  # fmt: skip
        # Thousands, perhaps, in a table whose other columns have decimal commas.
        column.doubtful = next(
            (
                n
                for w in taken
                if w is not None
                for n in w.numbers
                if is_open_number(n) and "," in n
            ),
            "",
        )
    reader = _ColumnReader(cells, taken, separator, column)
    reader.read()
    return column


def _doubtful(taken: Sequence[Written | None]) -> str:
    for written in taken:
        for number in written.numbers if written is not None else ():
            if is_open_number(number):
                return number
    return ""


class _ColumnReader:
    """Reads the cells of one column once their decimal sign is known."""

    def __init__(
        self,
        cells: Sequence[CellValue],
        taken: Sequence[Written | None],
        separator: Separator,
        column: ColumnNumbers,
    ) -> None:
        self.cells, self.taken, self.separator, self.column = cells, taken, separator, column
        self.units = [self._unit(cell, written) for cell, written in zip(cells, taken, strict=True)]
        known = Counter(unit for unit in self.units if unit)
        self.unit = known.most_common(1)[0][0] if known else ""
        column.unit = self.unit
        self.factors = self._time_factors(set(known))
        self.marks = self._marks_out_of()

    def _unit(self, cell: CellValue, written: Written | None) -> str:
        if isinstance(cell, Figure):
            return cell.unit
        if written is None or written.unit.casefold() in _FILLING:
            return ""
        return _SAME_UNIT.get(written.unit.casefold(), written.unit)

    def _time_factors(self, units: set[str]) -> dict[str, float]:
        for family in (_SECONDS, _MONTHS):
            if len(units) > 1 and units <= set(family):
                self.column.unit = self.unit = min(units, key=lambda unit: family[unit])
                return {unit: family[unit] / family[self.unit] for unit in units}
        return {}

    def _marks_out_of(self) -> float | None:
        """Return what all marks such as 4/5 are out of, where they agree."""
        slashed = [w for w in self.taken if w is not None and w.kind in ("slashed", "out_of")]
        tops = {parse(written.numbers[1], self.separator) for written in slashed}
        if len(tops) != 1 or None in tops:
            return None
        top = tops.pop() or 0
        numbers = [parse(written.numbers[0], self.separator) for written in slashed]
        plain = [float(cell) for cell in self.cells if isinstance(cell, float)]
        is_mark = top > 1 and all(n is not None and 0 <= n <= top for n in [*numbers, *plain])
        return top if is_mark else None

    def read(self) -> None:
        for i, cell in enumerate(self.cells):
            score, said = self._score(i, cell)
            self.column.scores.append(score)
            if said:
                self.column.said[i] = said
        if self.marks is not None:
            lowest = 0 if any(score == 0 for score in self.column.scores) else 1
            self.column.scale = (lowest, self.marks)

    def _score(self, i: int, cell: CellValue) -> tuple[int | float | list[int | float] | str, str]:
        if cell is None or is_unknown(cell):
            return "unknown", ""
        if isinstance(cell, Trouble):
            return "unknown", TROUBLES[cell.kind]
        if isinstance(cell, float):
            if not math.isfinite(cell) or abs(cell) > 1e300:
                return "unknown", "no ordinary number; taken as unknown"
            return self._fitting(i, [cell], cell)
        if looks_like_date(cell):
            return "unknown", TROUBLES["date"]
        written = self.taken[i]
        if written is None:
            return "unknown", "not understood as a number; taken as unknown"
        numbers = [parse(number, self.separator) for number in written.numbers]
        if any(number is None for number in numbers):
            return "unknown", "commas and points contradict the rest of the column; unknown"
        return self._by_kind(i, written, [number or 0.0 for number in numbers])

    def _by_kind(
        self, i: int, written: Written, numbers: list[float]
    ) -> tuple[int | float | list[int | float] | str, str]:
        if written.kind in ("slashed", "out_of"):
            if self.marks is None:
                return "unknown", f"what the slash means is not clear; {RANGE_WRITING}"
            return tidy(numbers[0]), ""
        if written.kind == "bounded":
            numbers = [numbers[0] - numbers[1], numbers[0], numbers[0] + numbers[1]]
        if written.kind == "ends":
            if numbers[0] > numbers[1]:
                return "unknown", "the lower number comes first in a range; taken as unknown"
            numbers = [numbers[0], (numbers[0] + numbers[1]) / 2, numbers[1]]
            score, said = self._fitting(i, numbers, None)
            return score, said or "a range; its middle is taken as likely"
        if len(numbers) == 3 and numbers != sorted(numbers):
            return "unknown", "low, likely and high have to rise; taken as unknown"
        factor = _TIMES[written.times] if self._is_factor(written) else 1.0
        sign = -1 if written.is_negative else 1
        return self._fitting(i, [sign * factor * number for number in numbers], None)

    def _is_factor(self, written: Written) -> bool:
        """Return whether the letters after a number multiply it: `m` alone may be metres."""
        if not written.times:
            return False
        has_money = written.unit in ("€", "£", "$", "¥") or len(written.times) > 1
        others = {w.times for w in self.taken if w is not None}
        return has_money or written.times not in ("m", "b") or len(others - {""}) > 1

    def _fitting(
        self, i: int, numbers: list[float], cell: float | None
    ) -> tuple[int | float | list[int | float] | str, str]:
        """Return numbers in the unit of the column; unknown where theirs is another."""
        unit = self.units[i]
        if unit and unit != self.unit and unit not in self.factors:
            return "unknown", f"its unit is not {self.unit}, as in the rest of the column; unknown"
        is_bare_share = self.unit == "%" and not unit and cell is not None and 0 < abs(cell) < 1
        if is_bare_share:
            return "unknown", "a share without the sign % among percentages; taken as unknown"
        numbers = [number * self.factors.get(unit, 1.0) for number in numbers]
        tidied = [tidy(number) for number in numbers]
        return (tidied[0], "") if len(tidied) == 1 else (tidied, "")


RANGE_WRITING: Final = "write a range as 20 | 40 | 60 or 20 to 60, likely 40; taken as unknown"
TROUBLES: Final = {
    "error": "an error of the spreadsheet; taken as unknown",
    "formula": "a formula without a stored value: open the file in a spreadsheet and save it "
    "again; taken as unknown",
    "date": "a date, which spreadsheets make of 2/3/4 and 1-5; write a range as 2 | 3 | 4 or 2 to "
    "4, likely 3, which they leave alone; taken as unknown",
}
_FILLING: Final = frozenset(
    {"", "points", "point", "pts", "pt", "ish", "approx", "approx.", "est", "est."}
)
_SAME_UNIT: Final = {
    "week": "weeks", "wk": "weeks", "wks": "weeks", "w": "weeks", "day": "days", "d": "days",
    "month": "months", "mo": "months", "year": "years", "yr": "years", "yrs": "years",
    "y": "years", "hour": "hours", "hr": "hours", "hrs": "hours", "h": "hours",
    "minute": "minutes", "min": "minutes", "mins": "minutes", "eur": "€", "usd": "$", "gbp": "£",
    "us$": "$", "percent": "%", "jahr": "jahre", "monat": "monate", "woche": "wochen",
    "tag": "tage",
}  # fmt: skip
