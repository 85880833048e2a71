"""What the texts around a table say about its numbers: a legend, school marks, a list of costs.

All of it stays a guess: a text above a table may be about some of its numbers only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from steelyard.files.problems import format_number
from steelyard.files.spreadsheet.understanding.layout import CriterionColumns, Layout
from steelyard.files.spreadsheet.understanding.meaning import Column
from steelyard.files.spreadsheet.vocabulary import (
    ITEM,
    folded,
    is_turned_round,
    lower_name,
    words_of,
)

_BEST: Final = (
    "best|very good|excellent|outstanding|ideal|sehr gut|beste|bestnote|hervorragend|très bon"
    "|muy bueno|ottimo|muito bom|zeer goed"
)
_WORST: Final = (
    "worst|very poor|very bad|poor|bad|unacceptable|ungenügend|sehr schlecht|schlecht|mangelhaft"
    "|schlechteste|très mauvais|mauvais|muy malo|pessimo|muito mau|zeer slecht"
)
_END = re.compile(
    rf"\b(\d{{1,3}})\s*(?:=|:|is|ist|est)\s*(?:the |am )?(?:({_BEST})|({_WORST}))(?:en)?\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"\b(\d{1,3})\s*=\s*(?:very |sehr )?(?:(low|lowest|small|no|gering|niedrig|kein)"
    r"|(high|highest|large|gross|groß|hoch))",
    re.IGNORECASE,
)
_SCHOOL: Final = words_of("schulnote schulnoten noten zensur zensuren")
_MARK: Final = "note"
_GERMAN: Final = words_of(
    "variante varianten kriterium kriterien option optionen standort standorte massnahme anbieter "
    "schule schulen deutsch mathe lage kosten nutzen qualitat preis gewicht gewichtung und der "
    "die das fur von nord sud west ost angebot angebote vorschlag projekt wert bewertung"
)
_COSTS: Final = words_of(
    "cost costs expense expenses expenditure price prices kosten kostenart kostenarten preise "
    "ausgaben kostenvergleich couts cout depenses costes costos gastos costi spese custos "
    "despesas uitgaven"
)
_INCOME: Final = words_of(
    "benefit benefits beneficio beneficios benefice benefices benefici baten voordeel vantaggio "
    "ahorro revenue revenues income profit profits return returns yield value worth npv funding "
    "grant "
    "grants subsidy subsidies turnover sales gain gains earnings surplus wage wages salary "
    "salaries pay gdp contribution contributions erlos erlose ertrag ertrage einnahmen umsatz "
    "gewinn forderung wert kapitalwert uberschuss zuschuss lohn wertschopfung recettes revenu "
    "revenus subvention valeur salaire ingresos ingreso subsidio valor salario ricavi entrate "
    "guadagno valore receita receitas lucro opbrengst opbrengsten winst loon"
)
_MONEY: Final = re.compile(r"[€£$¥]|\b(?:eur|usd|gbp|chf|meur|euros?)\b", re.IGNORECASE)
_MARKS_UP_TO: Final = 10


@dataclass(frozen=True)
class HintedEnds:
    """The numbers that stand for best and worst, and the reason to think so."""

    best: float
    worst: float
    why: str

    def holds(self, numbers: Sequence[float]) -> bool:
        """Return whether all numbers lie between the ends."""
        low, high = self.scale
        return bool(numbers) and all(low <= number <= high for number in numbers)

    @property
    def better(self) -> str:
        """Which end is best."""
        return "lower" if self.best < self.worst else "higher"

    @property
    def scale(self) -> tuple[float, float]:
        """The lower end, then the higher one."""
        return min(self.best, self.worst), max(self.best, self.worst)


_SCHOOL_MARKS: Final = HintedEnds(1, 6, "German school marks, of which 1 is best")


@dataclass(frozen=True)
class Hints:
    """What is said of the table as a whole.

    `costs` is the word for costs over the table, `is_bill` whether its lines are called items.
    """

    legend: HintedEnds | None = None
    has_school_marks: bool = False
    is_german: bool = False
    costs: str = ""
    is_bill: bool = False

    def ends(self, found: CriterionColumns, column: Column) -> HintedEnds | None:
        """Return best and worst mark of a criterion; `None` where its numbers are no such marks."""
        if column.words is not None:
            return None
        if self.legend is not None and self.legend.holds(column.numbers):
            return self.legend
        tokens = set(folded(f"{found.name} {found.group}").split())
        is_named = bool(tokens & _SCHOOL) or (_MARK in tokens and self.is_german)
        is_school = (self.has_school_marks or is_named) and _SCHOOL_MARKS.holds(column.numbers)
        return _SCHOOL_MARKS if is_school and not _are_swiss(column.numbers) else None

    def cost(self, found: CriterionColumns, column: Column, unit: str) -> str:
        """Return why the numbers of a criterion are costs, or nothing."""
        tokens = set(folded(f"{found.name} {found.group}").split())
        if column.words is not None or tokens & _INCOME or is_turned_round(found.name):
            return ""
        if _MONEY.search(unit):
            return "an amount of money, and nothing speaks of income"
        over = min(_COSTS.intersection(folded(found.group).split()), default=self.costs)
        are_amounts = not unit and max(column.numbers, default=0) > _MARKS_UP_TO
        if self.is_bill and are_amounts:
            return "a line of a bill"
        return f"“{over}” stands over it" if over and are_amounts else ""


def _are_swiss(marks: Sequence[float]) -> bool:
    """Return whether marks are those of Swiss schools, in halves, mostly 4 and more: 6 is best."""
    return fmean(marks) > 3.5 and any(mark % 1 in (0.25, 0.5, 0.75) for mark in marks)


def read_hints(layout: Layout) -> Hints:
    """Return what titles, remarks and the corner of a table say of its numbers."""
    frame = layout.frame
    corner = frame.grid.text(frame.head, frame.names)
    texts = [*layout.titles, *layout.remarks, corner]
    labels = [label.name for label in (*frame.rows, *frame.columns)]
    tokens = {token for text in texts for token in folded(text).split()}
    named = tokens | {token for label in labels for token in folded(label).split()}
    over = {token for text in (*layout.titles, corner) for token in folded(text).split()}
    is_mixed = over & _INCOME or any(map(is_turned_round, (*layout.titles, corner)))
    return Hints(
        legend=_legend(texts),
        has_school_marks=bool(tokens & _SCHOOL),
        is_german=len(named & _GERMAN) >= 2 or not set("äöüß").isdisjoint(" ".join(labels)),
        costs="" if is_mixed else min(over & _COSTS, default=""),
        is_bill=bool(corner) and ITEM.issuperset(folded(corner).split()),
    )


def _legend(texts: Iterable[str]) -> HintedEnds | None:
    """Return the ends that a text such as `1 = best, 5 = worst` names; both have to stand there.

    >>> _legend(["Marks: 1 = best, 5 = worst"]).scale, _legend(["1 = best"])
    ((1.0, 5.0), None)
    """
    for text in texts:
        best, worst = None, None
        ends = _END.findall(text) or (
            _AMOUNT.findall(text) if lower_name(_AMOUNT.sub("", text)) else []
        )
        for number, is_best, is_worst in ends:
            best = float(number) if is_best else best
            worst = float(number) if is_worst else worst
        if best is not None and worst is not None and best != worst:
            shown = f"{format_number(best)} is best and {format_number(worst)} worst"
            return HintedEnds(best, worst, f"the sheet says that {shown}")
    return None
