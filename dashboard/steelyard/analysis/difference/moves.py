"""Which judgements differ between two versions of a criteria set.

Entries are matched by id alone: a changed id is one entry removed and one added. Order,
comments and layout of a file do not count as judgements. This module computes no totals; each
move is worded in `results.words.difference`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from steelyard.model import UNKNOWN, Assessment, CriteriaSet, Scale, Score
from steelyard.model.entry import Entry

ID_SECTIONS = (
    "criteria",
    "groups",
    "frames",
    "options",
    "conditions",
    "lenses",
    "readings",
    "scenarios",
    "left_out",
)
"""The sections of a file whose entries have ids, in the order in which moves are listed."""

LISTS = {"claims", "inferred_from", "criteria", "parts", "needs", "sources"}
"""Keys that hold ids whose order does not matter."""

NUMERIC = {
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
    "ranges",
    "shared_error",
    "packages",
}
"""Moves that can change a number; the others change words, claims or marks."""


@dataclass(frozen=True)
class Move:
    """One judgement that differs.

    `what`: score, range, added, removed, or the key of the file that differs. `where`:
    the keys leading to it. `before` and `after`: its content in each version, `None`
    where a version lacks it; for an entry that was added or removed both are `None`.
    """

    what: str
    where: tuple[str, ...]
    before: object = None
    after: object = None

    @property
    def counts(self) -> bool:
        """Whether the move can change a value, a weight, a threshold or what is compared."""
        return self.what in NUMERIC


def find_moves(old: CriteriaSet, new: CriteriaSet) -> tuple[Move, ...]:
    """Return every judgement in which two versions differ, in the order of the file.

    Empty for versions that differ only in order. Entries of an option or criterion that only
    one version has are added or removed with it and not listed separately.

    >>> from steelyard.analysis.difference.example import soup_or_cake
    >>> [(move.what, move.where[1:3]) for move in find_moves(soup_or_cake(40), soup_or_cake(60))]
    [('score', ('soup', 'taste'))]
    """
    shared = _Shared(old, new)
    sections = (move for section in ID_SECTIONS for move in _compare_section(shared, section))
    rules = (
        move
        for key in ("measure", "verdict", "simulations")
        for move in _compare_fields((key,), getattr(old, key), getattr(new, key))
    )
    asked = (
        move
        for key in ("scores", "weights")
        for move in _compare_fields(
            ("elicitation", key), getattr(old.elicitation, key), getattr(new.elicitation, key)
        )
    )
    cells = _compare_cells(shared, ("assessments",), old.assessments, new.assessments)
    return (*_compare_fields((), old, new), *sections, *cells, *rules, *asked)


@dataclass(frozen=True)
class _Shared:
    """Two versions, for looking up which entries both or neither of them have."""

    old: CriteriaSet
    new: CriteriaSet

    def has(self, section: str, one: str) -> bool:
        """Return whether both versions have an entry, or neither does."""
        return (one in getattr(self.old, section)) == (one in getattr(self.new, section))

    def cells(
        self, old: Mapping[str, Iterable[str]], new: Mapping[str, Iterable[str]]
    ) -> Iterator[tuple[str, str]]:
        """Yield the cells of two tables whose option and criterion were not added or removed."""
        for option in dict.fromkeys([*old, *new]):
            if self.has("options", option):
                for criterion in dict.fromkeys([*old.get(option, ()), *new.get(option, ())]):
                    if self.has("criteria", criterion):
                        yield option, criterion


def _compare_section(shared: _Shared, section: str) -> Iterator[Move]:
    before = cast(Mapping[str, Entry], getattr(shared.old, section))
    after = cast(Mapping[str, Entry], getattr(shared.new, section))
    for one in dict.fromkeys([*before, *after]):
        where = (section, one)
        if one not in before or one not in after:
            yield Move("added" if one in after else "removed", where)
        else:
            yield from _compare_fields(where, before[one], after[one])
            yield from _compare_tables(shared, where, before[one], after[one])


def _compare_fields(
    where: tuple[str, ...], old: Entry, new: Entry, skip: tuple[str, ...] = ()
) -> Iterator[Move]:
    """Yield the moves in an entry's own fields; tables inside it are left out."""
    for key in type(old).model_fields:
        before, after = getattr(old, key), getattr(new, key)
        if key in skip or before == after or _is_table(before):
            continue
        if key not in LISTS or {*before} != {*after}:
            yield Move(key, (*where, key), before, after)


def _is_table(content: object) -> bool:
    """Return whether a field's content is a table, which is compared key by key elsewhere."""
    return isinstance(content, Mapping | Entry) and not isinstance(content, Scale)


def _compare_tables(
    shared: _Shared, where: tuple[str, ...], old: Entry, new: Entry
) -> Iterator[Move]:
    """Yield the moves in the tables inside an entry: anchors, swings, rival cells, shifts."""
    for key in type(old).model_fields:
        before, after = getattr(old, key), getattr(new, key)
        if not isinstance(before, Mapping):
            continue
        inside = (*where, key)
        if key == "anchors":
            yield from _compare_anchors(inside, before, after)
        elif key == "swings":
            yield from _compare_swings(shared, inside, before, after)
        elif key == "assessments":
            yield from _compare_cells(shared, inside, before, after)
        elif key == "shifts":
            yield from _compare_shifts(shared, inside, before, after)


def _compare_anchors(
    where: tuple[str, ...], old: Mapping[float, str], new: Mapping[float, str]
) -> Iterator[Move]:
    for end in sorted({*old, *new}):
        before, after = old.get(end, ""), new.get(end, "")
        if before != after:
            yield Move("anchors", (*where, f"{end:g}"), before, after)


def _compare_swings(
    shared: _Shared, where: tuple[str, ...], old: Mapping[str, float], new: Mapping[str, float]
) -> Iterator[Move]:
    for criterion in dict.fromkeys([*old, *new]):
        before, after = old.get(criterion), new.get(criterion)
        if before != after and shared.has("criteria", criterion):
            yield Move("swings", (*where, criterion), before, after)


Shifts = Mapping[str, Mapping[str, float]]


def _compare_shifts(
    shared: _Shared, where: tuple[str, ...], old: Shifts, new: Shifts
) -> Iterator[Move]:
    for option, criterion in shared.cells(old, new):
        before = old.get(option, {}).get(criterion)
        after = new.get(option, {}).get(criterion)
        if before != after:
            yield Move("shifts", (*where, option, criterion), before, after)


_Cells = Mapping[str, Mapping[str, Assessment]]


def _compare_cells(
    shared: _Shared, where: tuple[str, ...], old: _Cells, new: _Cells
) -> Iterator[Move]:
    for option, criterion in shared.cells(old, new):
        before = old.get(option, {}).get(criterion)
        after = new.get(option, {}).get(criterion)
        if before == after:
            continue
        inside = (*where, option, criterion)
        scores = before.score if before else None, after.score if after else None
        if scores[0] != scores[1]:
            what = "range" if _likely(scores[0]) == _likely(scores[1]) else "score"
            yield Move(what, (*inside, "score"), *scores)
        blank = Assessment(score=UNKNOWN)
        yield from _compare_fields(inside, before or blank, after or blank, skip=("score",))


def _likely(score: Score | None) -> float | str | None:
    """Return the likely score; `unknown` for an unknown score, `None` for no score at all."""
    if score is None:
        return None
    return score.likely if score.known else "unknown"
