"""Differences between two versions of a judge's sheet, or of a round, answer by answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from steelyard.model import JudgeSheet, Round
from steelyard.model.entry import Entry

_ANSWERS = ("scores", "swings", "ranks")
_Changes = dict[str, tuple[Any, Any]]
"""Question → the answer before and after; `None` if there is none."""


@dataclass(frozen=True)
class SheetComparison:
    """An earlier and a later version of one judge's sheet, or the sheets of two rounds."""

    old: JudgeSheet
    new: JudgeSheet

    @cached_property
    def scores(self) -> _Changes:
        """`option.criterion` → answers that differ, in the order of the later sheet."""
        before, after = (
            {f"{option}.{criterion}": found for (option, criterion), found in sheet.cells.items()}
            for sheet in (self.old, self.new)
        )
        return _changes(before, after)

    @cached_property
    def swings(self) -> _Changes:
        """Criterion → swings that differ."""
        return _changes(self.old.swings, self.new.swings)

    @cached_property
    def ranks(self) -> _Changes:
        """Criterion → ranks of the swings that differ."""
        return _changes(self.old.ranks, self.new.ranks)

    @cached_property
    def described(self) -> tuple[str, ...]:
        """The other keys of the sheet that differ."""
        return changed_keys(self.old, self.new, _ANSWERS)

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return self.old == self.new

    @property
    def data(self) -> dict[str, Any]:
        """Everything as plain data for JSON, with answers as in the file."""
        answers = {"scores": self.scores, "swings": self.swings, "ranks": self.ranks}
        return {
            "judge": self.new.judge,
            "rounds": [self.old.number, self.new.number],
            **{name: _plain_changes(found) for name, found in answers.items()},
            "described": list(self.described),
        }


def changed_keys(old: Entry, new: Entry, without: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the keys, as written in files, whose values differ between two entries of one kind."""
    return tuple(
        field.alias or key
        for key, field in type(old).model_fields.items()
        if key not in without and getattr(old, key) != getattr(new, key)
    )


def round_change_data(old: Round, new: Round) -> dict[str, Any]:
    """Return the keys of a round that differ, each with its value before and after."""
    before, after = (one.model_dump(mode="json", by_alias=True) for one in (old, new))
    return {key: [before[key], after[key]] for key in changed_keys(old, new)}


def _changes(before: Mapping[str, Entry], after: Mapping[str, Entry]) -> _Changes:
    named = list(dict.fromkeys([*after, *before]))
    pairs = {name: (before.get(name), after.get(name)) for name in named}
    return {name: (old, new) for name, (old, new) in pairs.items() if old != new}


def _plain_changes(found: _Changes) -> dict[str, list[Any]]:
    return {what: [_plain(before), _plain(after)] for what, (before, after) in found.items()}


def _plain(answer: Entry | None) -> Any:
    return None if answer is None else answer.model_dump(mode="json", exclude_defaults=True)
