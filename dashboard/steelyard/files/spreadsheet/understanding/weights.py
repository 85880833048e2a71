"""Weights as sheets give them: at one level or two, normalised once more, one row a person.

A later row of weights never replaces an earlier one in silence: it agrees, belongs to somebody,
belongs to groups, or is named as left out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from steelyard.files.problems import echo, format_number
from steelyard.files.spreadsheet import vocabulary as words
from steelyard.files.spreadsheet.model import Guess, LeftOutPart
from steelyard.files.spreadsheet.notation.numbers import read_weight
from steelyard.files.spreadsheet.notation.written import tidy
from steelyard.files.spreadsheet.opening.cells import SheetError
from steelyard.files.spreadsheet.table_finding.frame import is_spread_name, is_total_name
from steelyard.files.spreadsheet.understanding.layout import Layout
from steelyard.files.spreadsheet.vocabulary import folded, has_word

_Row = list[float | None]

_QUALIFIERS: Final = words.WEIGHT | words.words_of(
    "normalised normalized normalisiert normiert normalise normalizado relative overall mean "
    "average avg median global local raw final total criteria criterion kriterium percent "
    "group category in of the to as points sum pct proz prozent gesamt relativ mittel "
    "mittlere moyen moyenne moyens relatif medio promedio relativo totale gemiddeld initial "
    "scaled rescaled share shares factor score value level main sub subcriteria number and "
    "per each 1 5 10 100 0 mittelwert durchschnitt importance weight "
)
_MEANS: Final = words.words_of(
    "mean average avg median mittel mittelwert mittlere durchschnitt moyen moyenne medio "
    "promedio media gemiddeld gemiddelde group consensus team "
)


IN_NAMES: Final = "the names of the criteria"


@dataclass
class Weights:
    """Weights by criterion, `None` where there is none; `lenses` has those of persons by name.

    `place` says where they are; `said` are sentences; `guesses` are kept in the file.
    """

    base: _Row = field(default_factory=list)
    lenses: dict[str, _Row] = field(default_factory=dict)
    place: str = ""
    said: list[str] = field(default_factory=list)
    left_out: list[LeftOutPart] = field(default_factory=list)
    guesses: list[Guess] = field(default_factory=list)


@dataclass(frozen=True)
class _Line:
    """One row of weights: its label, place, weights of criteria and of headings over them."""

    name: str
    place: str
    values: _Row
    person: str
    is_group: bool
    headings: tuple[float | None, ...] = ()


def find_weights(layout: Layout) -> Weights:
    """Return the weights of a layout. Raises SheetError for a weight below 0."""
    lines = [_line(layout, row) for row in layout.rows_of("weight")]
    lines = [line for line in lines if any(value is not None for value in line.values)]
    weights = Weights([None] * len(layout.criteria))
    groups = [found.group for found in layout.criteria]
    in_groups = {g: share for g in groups if (share := share_in_name(g)) is not None}
    if not lines:
        if in_names := weights_in_names([found.name for found in layout.criteria]):
            weights.base, weights.place = [*in_names], IN_NAMES
        return weights
    outer = [line for line in lines if line.is_group]
    inner = [line for line in lines if not line.is_group]
    people = [line for line in inner if line.person]
    if len(people) < 2:
        people = []
    plain = [line for line in inner if line not in people]
    _choose_base(weights, plain, people)
    if outer:
        _multiply(weights, outer, groups, plain)
    elif plain and any(value is not None for value in plain[0].headings):
        _multiply_headings(weights, plain[0], layout)
    elif plain and len(in_groups) > 1:
        _by_group(weights, in_groups, groups, "names of headings")
    for line in [*plain, *outer]:
        _compare(weights, line, groups)
    _say_sum(weights, layout)
    return weights


_N: Final = r"(\d{1,3}(?:[.,]\d+)?)"
_IN_NAMES: Final = (
    (re.compile(rf"[\s(\[,:–-]*{_N}\s*%\s*[)\]]?$"), 100),
    (re.compile(rf"^{_N}\s*%\s+\S"), 100),
    (re.compile(rf"[(\[]\s*(?:[x×*]\s*{_N}|{_N}\s*[x×])\s*[)\]]$", re.IGNORECASE), 0),
    (re.compile(rf"[(\[]\s*([^\W\d_]+)\W{{0,3}}{_N}\s*[)\]]$"), 0),
    (re.compile(rf"[(\[]\s*{_N}\s*[)\]]$"), 100),
    (re.compile(r"[(\[]\s*(0?[.,]\d+)\s*[)\]]$"), 1),
    (re.compile(rf"[(\[]\s*(?:max\.?|out of|von|/)?\s*{_N}\s*(?:points|pts\.?|punkte)?\s*[)\]]$",
                re.IGNORECASE), 100),
)  # fmt: skip
"""How weights are written in names, and the sum that each notation requires; 0 for any sum."""


def share_in_name(name: str) -> float | None:
    """Return the share of weight that stands at the end of a name, or `None`.

    >>> share_in_name("Quality (60%)"), share_in_name("Price - 40 %"), share_in_name("Cost (%)")
    (60.0, 40.0, None)
    """
    return _number_in(_IN_NAMES[0][0], name)


def weights_in_names(names: Sequence[str]) -> list[float]:
    """Return the weights if all names give one in the same notation; else nothing.

    >>> weights_in_names(["Fit (w=3)", "Rent (w=1)"]), weights_in_names(["A (0.7)", "B (0.3)"])
    ([3.0, 1.0], [0.7, 0.3])
    >>> weights_in_names(["Fit (30%)", "Rent (20%)"]), weights_in_names(["A (CO2)", "B (PM10)"])
    ([], [])
    """
    for pattern, whole in _IN_NAMES:
        found = [number for name in names if (number := _number_in(pattern, name)) is not None]
        total = math.fsum(found)
        if len(found) == len(names) > 1 and (not whole or abs(total - whole) < 0.01 * whole):
            return found if total else []
    return []


def _number_in(pattern: re.Pattern[str], name: str) -> float | None:
    found = pattern.search(name)
    if found is None:
        return None
    *word, number = filter(None, found.groups())
    is_weight = not word or word[0].casefold() in {"w", "g", "p"} or has_word(word[0], words.WEIGHT)
    return float(number.replace(",", ".")) if is_weight else None


def _line(layout: Layout, row: int) -> _Line:
    grid = layout.frame.grid
    cells = grid.cells[row]
    label = layout.frame.rows[row]
    values: _Row = []
    for found in layout.criteria:
        at = [read_weight(cells[column], cells) for column in found.columns if column >= 0]
        values.append(next((value for value in at if value is not None), None))
        if values[-1] is not None and values[-1] < 0:
            shown = echo(found.name)
            raise SheetError(
                f"{grid.row_name(row)} holds a negative weight for {shown}; a weight is never "
                "below 0: write it without the sign, and lower in a row called better"
            )
    name = label.name
    tokens = [t for t in folded(name).split() if t not in _QUALIFIERS]
    person = "" if not tokens else _person(name)
    is_group = has_word(name, words.GROUP) or _stands_at_starts(layout, values)
    headings = tuple(read_weight(cells[column], cells) for column in layout.headings)
    return _Line(name, grid.row_name(row), values, person, is_group, headings)


def _person(name: str) -> str:
    kept = [w for w in name.replace("(", " ").replace(")", " ").split()
            if folded(w) and folded(w) not in _QUALIFIERS]  # fmt: skip
    return " ".join(kept).strip(" -–—:,’'")


def _stands_at_starts(layout: Layout, values: _Row) -> bool:
    """Return whether there is one weight for each group, at its first criterion alone."""
    counted = [
        (found.group, value)
        for found, value in zip(layout.criteria, values, strict=True)
        if not is_total_name(found.name) and not is_spread_name(found.name)
    ]
    groups, values = [group for group, _ in counted], [value for _, value in counted]
    if len(set(groups)) < 2 or all(value is not None for value in values):
        return False
    starts = [i == 0 or group != groups[i - 1] for i, group in enumerate(groups)]
    return all((value is not None) == start for value, start in zip(values, starts, strict=True))


def _choose_base(weights: Weights, plain: list[_Line], people: list[_Line]) -> None:
    for line in people:
        weights.lenses[line.person] = line.values
    chosen = next((line for line in plain if _is_whole(line)), plain[0] if plain else None)
    if people:
        means = [line for line in plain if _MEANS.intersection(folded(line.name).split())]
        chosen = means[0] if means else chosen
    if chosen is not None:
        weights.base, weights.place = [*chosen.values], chosen.place
    if chosen is not None or not people:
        return
    shares = [_shares(line.values) for line in people]
    weights.base = [
        tidy(100 * math.fsum(v or 0.0 for v in column) / len(shares))
        for column in zip(*shares, strict=True)
    ]
    weights.place = ", ".join(line.place for line in people)
    weights.said.append("weights are the averages of everybody's shares; each person is a lens")


def _is_whole(line: _Line) -> bool:
    return sum(value is not None for value in line.values) >= 0.5 * len(line.values)


def _shares(values: Sequence[float | None]) -> list[float | None]:
    whole = math.fsum(value for value in values if value is not None)
    return [value / whole if value is not None and whole else value for value in values]


def _spread_over(values: _Row, groups: Sequence[str]) -> dict[str, float]:
    found: dict[str, float] = {}
    for value, group in zip(values, groups, strict=True):
        if value is not None and group:
            found.setdefault(group, value)
    return found


def _multiply(
    weights: Weights, outer: list[_Line], groups: Sequence[str], plain: list[_Line]
) -> None:
    by_group = _spread_over(outer[0].values, groups)
    if not plain:
        sizes = {group: sum(g == group for g in groups) for group in by_group}
        weights.base = [by_group[g] / sizes[g] if g in by_group else None for g in groups]
        weights.place = outer[0].place
        weights.said.append("weights stand for groups only, and are shared evenly within each")
        return
    _by_group(weights, by_group, groups, outer[0].place)


def _by_group(
    weights: Weights, by_group: dict[str, float], groups: Sequence[str], place: str
) -> None:
    sums = {
        group: math.fsum(v or 0.0 for v, g in zip(weights.base, groups, strict=True) if g == group)
        for group in by_group
    }
    whole, total = math.fsum(sums.values()), math.fsum(by_group.values())
    if not whole or not total or set(by_group) != {g for g in groups if g}:
        return
    # Weights that already add up to those of their groups are not multiplied once more.
    if all(abs(sums[g] / whole - by_group[g] / total) < 0.005 for g in by_group):
        return
    weights.base = [
        tidy(v / sums[g] * by_group[g] / total * 100) if v is not None and sums.get(g) else v
        for v, g in zip(weights.base, groups, strict=True)
    ]
    weights.place = f"{place} times {weights.place}"
    weights.said.append("weights within groups are multiplied by the weights of the groups")


def _multiply_headings(weights: Weights, line: _Line, layout: Layout) -> None:
    names = [layout.frame.columns[column].name for column in layout.headings]
    by_group = {n: v for n, v in zip(names, line.headings, strict=True) if v is not None}
    _by_group(
        weights, by_group, [found.group for found in layout.criteria], f"headings of {line.place}"
    )


def _compare(weights: Weights, line: _Line, groups: Sequence[str]) -> None:
    """Report for every row of weights other than the one used whether it agrees."""
    if line.place in weights.place.replace(" times ", "|").replace("headings of ", "").split("|"):
        return
    if line.is_group:
        by_group = _spread_over(line.values, groups)
        sums = {
            g: math.fsum(v or 0.0 for v, h in zip(weights.base, groups, strict=True) if h == g)
            for g in by_group
        }
        does_agree = _is_same([*by_group.values()], [sums[g] for g in by_group])
    else:
        does_agree = _is_same(line.values, weights.base)
    why = "agree with the weights" if does_agree else "differ from the weights, and are not used"
    weights.left_out.append(LeftOutPart(line.place, line.name, why))
    if not does_agree:
        says = f"{line.place} ({echo(line.name)}) gives other weights than {weights.place}"
        weights.guesses.append(Guess("weights", f"{says}, which are used"))


def _is_same(first: Sequence[float | None], second: Sequence[float | None]) -> bool:
    pairs = zip(_shares(first), _shares(second), strict=True)
    return all(
        (a is None) == (b is None) and (a is None or b is None or abs(a - b) < 0.006)
        for a, b in pairs
    )


def _say_sum(weights: Weights, layout: Layout) -> None:
    known = [value for value in weights.base if value is not None]
    lacking = [
        found.name
        for found, value in zip(layout.criteria, weights.base, strict=True)
        if value is None
    ]
    if not known:
        return
    whole = math.fsum(known)
    if abs(whole - 1) > 0.006 and abs(whole - 100) > 0.6:
        shown = format_number(tidy(round(whole, 6)))
        weights.said.append(f"the weights add up to {shown} and count as shares")
    if lacking:
        names = ", ".join(echo(name) for name in lacking[:5])
        weights.guesses.append(
            Guess("weights", f"No weight stands for {names}, which counts 0 until it has one")
        )


def swings_of(weights: Sequence[float | None]) -> list[float | None]:
    """Return weights as swings: shares of 1 as hundredths, anything else as it stands.

    >>> swings_of([0.25, 0.75]), swings_of([3, 5])
    ([25, 75], [3, 5])
    """
    known = [value for value in weights if value is not None]
    most = max(known, default=0.0)
    # Hundredths of one, or of the largest where a file could not hold it.
    factor = 100 / most if most > 1e9 else 100 if most <= 1 and math.fsum(known) <= 1.006 else 1
    return [None if v is None else tidy(v * factor) for v in weights]
