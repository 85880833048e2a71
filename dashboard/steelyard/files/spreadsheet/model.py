"""What was understood of a spreadsheet, as data: an import screen shows it, the writer writes it.

Every row and column of the sheet has a role and the reason for it. Whatever is a guess about
meaning is one of `guesses`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

PlainScore = int | float | str | list[int | float]

RoleKind = Literal[
    "heads", "names", "option", "criterion", "weight", "direction", "unit", "scale", "group",
    "note", "id", "heading", "title", "total", "copy", "part", "remark", "hidden", "left out",
]  # fmt: skip


@dataclass(frozen=True)
class Role:
    """What a row or column is, and why: a few words."""

    kind: RoleKind
    why: str = ""
    name: str = ""


@dataclass(frozen=True)
class Guess:
    """A guess about the table as a whole, kept in the file until somebody confirms it."""

    key: str
    says: str


@dataclass(frozen=True)
class FoundCriterion:
    """A criterion as the sheet has it.

    `why_better` and `why_scale` are reasons of guesses, empty where the sheet or the user says
    it; `words` are words and their numbers, a guess too. `swing` is `None` where no weight stands.
    """

    name: str
    place: str
    better: str = "higher"
    why_better: str = ""
    scale: tuple[float, float] = (0, 100)
    why_scale: str = ""
    unit: str = ""
    words: Mapping[str, float] = field(default_factory=dict)
    swing: float | None = None
    group: str = ""
    note: str = ""


@dataclass(frozen=True)
class FoundOption:
    """An option as the sheet has it; `family` is the heading it stands under."""

    name: str
    place: str
    summary: str = ""
    family: str = ""


@dataclass(frozen=True)
class LeftOut:
    """Something of the sheet that is not taken over: where, what it is called, and why."""

    place: str
    name: str
    why: str


@dataclass(frozen=True)
class Understanding:
    """The whole of it. `scores` holds a row of scores for each option, in the order of criteria.

    `rows` and `columns` are numbers of the sheet, from 1. `notices` are sentences about single
    cells and whatever else was odd; `weights_from` says where the weights stand.
    """

    source: str
    sheet: str
    area: str
    is_turned: bool
    criteria: tuple[FoundCriterion, ...]
    options: tuple[FoundOption, ...]
    scores: tuple[tuple[PlainScore, ...], ...]
    title: str = ""
    lenses: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    rows: Mapping[int, Role] = field(default_factory=dict)
    columns: Mapping[int, Role] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    guesses: tuple[Guess, ...] = ()
    weights_from: str = ""
    is_long: bool = False


@dataclass(frozen=True)
class Wishes:
    """What the user says beforehand: the sheet, directions by name or id, which way round.

    `is_transposed`: criteria stand the other way round than would be guessed.
    """

    sheet: str = ""
    is_transposed: bool = False
    better: Mapping[str, str] = field(default_factory=dict)
