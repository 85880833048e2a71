"""What was understood of a spreadsheet, as data: an import screen shows it, the writer writes it.

Every row and column of the sheet has a role and the reason for it. Whatever is a guess about
meaning is one of `guesses`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

PlainScore = int | float | str | list[int | float]

RoleKind = Literal[
    "heads", "names", "option", "criterion", "weight", "direction", "unit", "scale", "group",
    "note", "id", "heading", "title", "total", "copy", "part", "remark", "hidden", "left out",
]  # fmt: skip

SaidRole = Literal[
    "criterion", "option", "weight", "better", "unit", "scale", "group", "note", "leave_out"
]
"""What a user may say that a row or column is. On the side of the criteria `option` is the line
of the options' names; on the side of the options `criterion` is that of the criteria's names."""


ONE_A_ROW: Final = "a row for each score"


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
    it; `words` are words and their numbers, a guess too unless `are_words_said`. `swing` is `None`
    where no weight stands. `unread` are texts of cells that are taken as unknown.
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
    are_words_said: bool = False
    unread: tuple[str, ...] = ()


@dataclass(frozen=True)
class FoundOption:
    """An option as the sheet has it; `family` is the heading it stands under."""

    name: str
    place: str
    summary: str = ""
    family: str = ""


@dataclass(frozen=True)
class LeftOutPart:
    """Something of the sheet that is not taken over: where, what it is called, and why."""

    place: str
    name: str
    why: str


@dataclass(frozen=True)
class RecipeMisfit:
    """Something the user said that does not fit the sheet: under which keys, what, what would."""

    keys: tuple[str, ...]
    says: str
    allowed: str = ""


@dataclass(frozen=True)
class Understanding:
    """Everything that was understood of a sheet.

    `scores` holds a row of scores for each option, in the order of criteria. `rows` and `columns`
    are numbers of the sheet, from 1. `notices` are sentences about single cells and whatever else
    was odd; `weights_from` says where the weights stand. `misfits` are what the user said that does
    not fit. `laid_out` says how scores that stand in no single table were put together, such as
    `ONE_A_ROW`; rows and columns then have no roles. `question` and `judged_by` are the user's;
    `sha256` is the hash of the file.
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
    left_out: tuple[LeftOutPart, ...] = ()
    notes: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    guesses: tuple[Guess, ...] = ()
    weights_from: str = ""
    laid_out: str = ""
    misfits: tuple[RecipeMisfit, ...] = ()
    question: str = ""
    judged_by: str = ""
    sha256: str = ""


@dataclass(frozen=True)
class Wishes:
    """What the user says; whatever is left out is found on the sheet.

    `is_transposed`: criteria stand the other way round than would be guessed; `criteria_in` says
    it outright, `rows` or `columns`. `table` is an area such as A4:H14. `rows` and `columns` are
    numbers of the sheet, from 1. `better`, `scales` and `words` are by name or id of a criterion;
    a word without a number is unknown. `confirmed` are keys of guesses about the whole.
    """

    sheet: str = ""
    is_transposed: bool = False
    better: Mapping[str, str] = field(default_factory=dict)
    table: str = ""
    criteria_in: str = ""
    columns: Mapping[int, SaidRole] = field(default_factory=dict)
    rows: Mapping[int, SaidRole] = field(default_factory=dict)
    scales: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, float | None]] = field(default_factory=dict)
    confirmed: tuple[str, ...] = ()
    title: str = ""
    question: str = ""
    judged_by: str = ""
