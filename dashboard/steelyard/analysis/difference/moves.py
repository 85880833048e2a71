"""Which judgements differ between two versions of a criteria set, each in one sentence.

Entries are matched by id and by nothing else: a changed id is one entry removed and one
added. Order, comments and layout of a file are no judgements. Computes no totals.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from steelyard.analysis.difference import telling
from steelyard.analysis.difference.names import Names
from steelyard.model import UNKNOWN, Assessment, CriteriaSet, Scale
from steelyard.model.entry import Entry

NOUNS = {
    "criteria": "criterion",
    "groups": "group",
    "frames": "frame",
    "options": "option",
    "conditions": "condition",
    "lenses": "lens",
    "readings": "reading",
    "scenarios": "scenario",
    "left_out": "left-out objective",
}
"""Section of a file → what one of its entries is called."""

FIELDS = {
    "short": "short name",
    "as_of": "date",
    "judged_by": "whose judgement",
    "better": "better end",
    "value": "value function",
    "swing_reason": "reason for the swing",
    "inferred_from": "claims it is inferred from",
    "needs": "conditions",
    "close_call": "close call",
    "robust_share": "robust share",
    "weight_spread": "weight spread",
}
"""Keys whose word on the screen differs from the key itself."""

TEXTS = {"question", "note", "reason", "swing_reason", "summary", "seat", "judged_by"}
LISTS = {"claims", "inferred_from", "criteria", "parts", "needs", "sources"}
COUNTS = {
    "added",
    "removed",
    "score",
    "range",
    "swing",
    "scale",
    "value",
    "better",
    "criteria",
    "swings",
    "shifts",
    "close_call",
    "robust_share",
    "weight_spread",
    "draws",
}
"""Moves that can change a number; the others change words, claims or marks."""


@dataclass(frozen=True)
class Move:
    """One judgement that differs.

    `what`: score, range, added, removed, or the key of the file that differs. `where`:
    the keys leading to it. `counts`: whether it can change a number.
    """

    what: str
    where: tuple[str, ...]
    sentence: str

    @property
    def counts(self) -> bool:
        """Whether the move can change a value, a weight, a threshold or what is compared."""
        return self.what in COUNTS


def find_moves(old: CriteriaSet, new: CriteriaSet) -> tuple[Move, ...]:
    """Return every judgement in which two versions differ, in the order of the file.

    Empty for versions that differ in order alone. What belongs to an option or criterion
    that is only in one version goes with it and is not listed again.

    >>> from steelyard.analysis.difference.example import lunch
    >>> [move.sentence for move in find_moves(lunch(40), lunch(60))]
    ['Taste of Soup: 40 → 60']
    """
    names = Names(old, new)
    sections = (move for section in NOUNS for move in _compare_section(names, section, old, new))
    rules = (
        move
        for key in ("measure", "verdict", "simulations")
        for move in _compare_fields(key.capitalize(), (key,), getattr(old, key), getattr(new, key))
    )
    cells = _compare_cells(names, "", ("assessments",), old.assessments, new.assessments)
    return (*_compare_fields("", (), old, new), *sections, *cells, *rules)


def _compare_section(
    names: Names, section: str, old: CriteriaSet, new: CriteriaSet
) -> Iterator[Move]:
    before = cast(Mapping[str, Entry], getattr(old, section))
    after = cast(Mapping[str, Entry], getattr(new, section))
    noun = NOUNS[section].capitalize()
    for one in dict.fromkeys([*before, *after]):
        where, name = (section, one), names.entry(section, one)
        if one not in before or one not in after:
            what = "added" if one in after else "removed"
            yield Move(what, where, f"{noun} {what}: {name} ({one})")
        else:
            yield from _compare_fields(f"{noun} {name}", where, before[one], after[one])
            yield from _compare_tables(names, f"{noun} {name}", where, before[one], after[one])


def _compare_fields(
    label: str, where: tuple[str, ...], old: Entry, new: Entry, skip: tuple[str, ...] = ()
) -> Iterator[Move]:
    """Compare what an entry says directly; tables below it are left out."""
    for key in type(old).model_fields:
        before, after = getattr(old, key), getattr(new, key)
        if key in skip or before == after or _is_table(before):
            continue
        word = FIELDS.get(key, key)
        if key in LISTS:
            change = telling.list_change(before, after)
        elif key in TEXTS:
            change = telling.text_change(before, after)
        else:
            change = f"{telling.content(before)} {telling.ARROW} {telling.content(after)}"
        if change:
            sentence = f"{label}: {word} {change}" if label else f"{word.capitalize()}: {change}"
            yield Move(key, (*where, key), sentence)


def _is_table(content: object) -> bool:
    """Tell whether an entry is compared elsewhere, key by key."""
    return isinstance(content, Mapping | Entry) and not isinstance(content, Scale)


def _compare_tables(
    names: Names, label: str, where: tuple[str, ...], old: Entry, new: Entry
) -> Iterator[Move]:
    """Compare the mappings inside an entry: anchors, a lens's swings, rival cells, shifts."""
    for key in type(old).model_fields:
        before, after = getattr(old, key), getattr(new, key)
        if not isinstance(before, Mapping):
            continue
        inside = (*where, key)
        if key == "anchors":
            yield from _compare_anchors(label, inside, before, after)
        elif key == "swings":
            yield from _compare_swings(names, label, inside, before, after)
        elif key == "assessments":
            yield from _compare_cells(names, f"{label}, ", inside, before, after, IN_A_READING)
        elif key == "shifts":
            yield from _compare_shifts(names, label, inside, before, after)


def _compare_anchors(
    label: str, where: tuple[str, ...], old: Mapping[float, str], new: Mapping[float, str]
) -> Iterator[Move]:
    for end in sorted({*old, *new}):
        before, after = old.get(end, ""), new.get(end, "")
        if before != after:
            at, change = telling.number(end), telling.text_change(before, after)
            yield Move("anchors", (*where, f"{end:g}"), f"{label}: words at {at} {change}")


def _compare_swings(
    names: Names,
    label: str,
    where: tuple[str, ...],
    old: Mapping[str, float],
    new: Mapping[str, float],
) -> Iterator[Move]:
    for criterion in dict.fromkeys([*old, *new]):
        before, after = old.get(criterion), new.get(criterion)
        if before != after and names.has_both("criteria", criterion):
            change = f"{telling.content(before)} {telling.ARROW} {telling.content(after)}"
            name = names.entry("criteria", criterion)
            yield Move("swings", (*where, criterion), f"{label}: swing of {name} {change}")


Shifts = Mapping[str, Mapping[str, float]]


def _compare_shifts(
    names: Names, label: str, where: tuple[str, ...], old: Shifts, new: Shifts
) -> Iterator[Move]:
    for option, criterion in names.shared_cells(old, new):
        before = old.get(option, {}).get(criterion)
        after = new.get(option, {}).get(criterion)
        if before != after:
            change = f"{telling.content(before)} {telling.ARROW} {telling.content(after)}"
            sentence = f"{label}: shift of {names.cell(option, criterion)} {change}"
            yield Move("shifts", (*where, option, criterion), sentence)


Cells = Mapping[str, Mapping[str, Assessment]]


IN_A_READING = "as the base scores it"
"""What a cell without an entry means in a reading, which says only what differs."""


def _compare_cells(
    names: Names,
    label: str,
    where: tuple[str, ...],
    old: Cells,
    new: Cells,
    absent: str = telling.NOT_SCORED,
) -> Iterator[Move]:
    for option, criterion in names.shared_cells(old, new):
        before = old.get(option, {}).get(criterion)
        after = new.get(option, {}).get(criterion)
        if before == after:
            continue
        cell, inside = f"{label}{names.cell(option, criterion)}", (*where, option, criterion)
        yield from _compare_scores(cell, inside, before, after, absent)
        blank = Assessment(score=UNKNOWN)
        yield from _compare_fields(cell, inside, before or blank, after or blank, skip=("score",))


def _compare_scores(
    cell: str,
    where: tuple[str, ...],
    old: Assessment | None,
    new: Assessment | None,
    absent: str,
) -> Iterator[Move]:
    before, after = old.score if old else None, new.score if new else None
    if before == after:
        return
    first, last = (telling.score(one, absent) for one in (before, after))
    ranges = telling.score_range(before), telling.score_range(after)
    spread = f"range {ranges[0]} {telling.ARROW} {ranges[1]}" if ranges[0] != ranges[1] else ""
    if first == last:
        yield Move("range", (*where, "score"), f"{cell}: {spread}")
    else:
        change = f"{first} {telling.ARROW} {last}"
        yield Move(
            "score", (*where, "score"), f"{cell}: {'; '.join(filter(None, [change, spread]))}"
        )
