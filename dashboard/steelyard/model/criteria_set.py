"""A criteria set: the options, criteria, assessments and views of one decision.

The classes mirror the YAML key by key. References between entries (a frame's criteria, an
option's conditions) are checked in `files`, where their lines are known.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Mapping
from typing import Annotated, Literal, TypeGuard

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from steelyard.model.elicitation import Elicitation, Independence
from steelyard.model.entry import Entry, Id, Name, Number, Prose, Swing
from steelyard.model.score import UNKNOWN, Score
from steelyard.model.units import Unit
from steelyard.model.viewed import Viewed

Better = Literal["higher", "lower"]
Confidence = Literal["low", "moderate", "high"]
ConditionState = Literal["yes", "no", "open"]
RangeMeaning = Literal["extremes", "central_90", "central_80"]
PackageDraws = Literal["coupled", "independent"]
Reference = Literal["business_as_usual", "do_minimum"]
REFERENCE_WORDS: Mapping[Reference, str] = {
    "business_as_usual": "business as usual",
    "do_minimum": "do-minimum",
}
"""What others are compared with: things go on as they are, or the least possible is done."""


def _parse_score(raw: object) -> object:
    """Return `40`, `[20, 40, 60]` or `unknown` as a `Score`."""
    if isinstance(raw, Score):
        return raw
    if raw == "unknown":
        return UNKNOWN
    if _is_number(raw):
        return Score.exactly(raw)
    parts = raw if isinstance(raw, list | tuple) else []
    numbers = [float(part) for part in parts if _is_number(part)]
    if len(parts) != 3 or len(numbers) != 3:
        raise PydanticCustomError("score_form", "a score is one number, three numbers or unknown")
    low, likely, high = numbers
    if not low <= likely <= high:
        raise PydanticCustomError("score_order", "low, likely and high are out of order")
    return Score(low, likely, high)


def _is_number(raw: object) -> TypeGuard[float]:
    return isinstance(raw, int | float) and not isinstance(raw, bool) and math.isfinite(raw)


def _expand_short_form(raw: object) -> object:
    """Return a bare score as an assessment with nothing but a score."""
    if isinstance(raw, (Mapping, Assessment)):
        return raw
    return {"score": raw}


class _SameNumber(str):
    """The key of an anchor whose number an earlier key has already; `first` is that key."""

    first: str


def _mark_same_numbers(raw: object) -> object:
    """Return `anchors` with a mark on each key that repeats the number of an earlier one."""
    if not isinstance(raw, Mapping):
        return raw
    marked: dict[object, object] = {}
    first: dict[float, str] = {}
    for key, text in raw.items():
        written = str(key)
        number = float(written) if is_number_text(written) else None
        if number in first:
            repeated = _SameNumber(written)
            repeated.first = first[number]
            marked[repeated] = text
            continue
        if number is not None:
            first[number] = written
        marked[key] = text
    return marked


def _parse_anchor_key(raw: object) -> object:
    """Return the key of an anchor as a number: in YAML every key is text."""
    if isinstance(raw, _SameNumber):
        raise PydanticCustomError(
            "anchor_twice", "two anchors have the same number", {"first": raw.first}
        )
    if not is_number_text(str(raw)):
        raise PydanticCustomError("anchor_key", "the key of an anchor is a number")
    return float(str(raw))


def is_number_text(text: str) -> bool:
    """Return whether a text is a plain, finite decimal number.

    Python's own `float` also takes underscores, other alphabets' digits and `infinity`.

    >>> [is_number_text(text) for text in ("50", "-2.5", "1e3", "1_0", "inf", "٥٠")]
    [True, True, True, False, False, False]
    """
    return bool(_DECIMAL.fullmatch(text)) and math.isfinite(float(text))


_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")


def _check_date(text: str) -> str:
    """Return a date as it is; only year-month-day, though Python also reads other forms."""
    try:
        is_date = datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        is_date = False
    if not is_date:
        raise PydanticCustomError("date_form", "not a calendar date")
    return text


def _refuse_bool(raw: object) -> object:
    """Return true and false as text, so that `true` does not count as 1 as it does in Python."""
    return str(raw).lower() if isinstance(raw, bool) else raw


def _pair(raw: object) -> object:
    """Return a list as a tuple: YAML has no tuples."""
    return tuple(raw) if isinstance(raw, list) else raw


AnchorKey = Annotated[Number, BeforeValidator(_parse_anchor_key)]
_Point = Annotated[tuple[Number, Number], BeforeValidator(_pair)]
"""A score and its value, one corner of a piecewise value function."""

ScoreField = Annotated[Score, BeforeValidator(_parse_score)]
IsoDate = Annotated[str, AfterValidator(_check_date), Field(json_schema_extra={"format": "date"})]
Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
Line = Annotated[Name, Field(max_length=46)]
"""What an option is in a few words: never cut, so it has to be short."""


class Scale(Entry):
    """The two ends of a criterion's raw scale, the smaller number first, whichever is better."""

    from_: Number = Field(default=0.0, alias="from")
    to: Number = 100.0
    unit: Unit = "points"

    @model_validator(mode="after")
    def _ends_in_order(self) -> Scale:
        if not self.from_ < self.to:
            raise PydanticCustomError("scale_ends", "from has to be below to")
        return self


class Unconfirmed(Entry):
    """The guesses of a program about a criterion, as they were made.

    A guess is unconfirmed as long as it is kept here and the criterion still has that value.
    """

    better: Better | None = None
    scale: Scale | None = None
    anchors: Annotated[dict[AnchorKey, Prose] | None, BeforeValidator(_mark_same_numbers)] = None


class Tested(Entry):
    """What was answered to three questions about a criterion; absent where nobody has said."""

    options_differ: bool | None = None
    is_an_end: bool | None = None
    counted_elsewhere: bool | None = None


class Criterion(Entry):
    """A question with a scale and a better end."""

    name: Name
    short: Name | None = None
    question: Prose = ""
    better: Better = "higher"
    scale: Scale = Field(default_factory=Scale)
    anchors: Annotated[dict[AnchorKey, Prose], BeforeValidator(_mark_same_numbers)] = {}
    value: list[_Point] = Field([], max_length=50)
    value_reason: Prose = ""
    swing: Swing = 100.0
    swing_reason: Prose = ""
    claims: list[Id] = []
    group: Id | None = None
    tested: Tested = Tested()
    note: Prose = ""
    unconfirmed: Unconfirmed = Unconfirmed()

    @property
    def label(self) -> str:
        """The short name where there is one, else the name."""
        return self.short or self.name

    @property
    def corners(self) -> list[_Point]:
        """The corners of its value function, from the scale's start: a score and its value."""
        start, end = (0.0, 100.0) if self.better == "higher" else (100.0, 0.0)
        return self.value or [(self.scale.from_, start), (self.scale.to, end)]

    @property
    def guesses(self) -> tuple[str, ...]:
        """The keys whose values are still the guesses of a program: better, scale, anchors."""
        guessed = {key: getattr(self.unconfirmed, key) for key in GUESSED}
        return tuple(
            key
            for key, value in guessed.items()
            if value is not None and value == getattr(self, key)
        )


GUESSED = tuple(Unconfirmed.model_fields)
"""The keys of a criterion that a program may guess."""


class Group(Entry):
    """A heading over criteria, with a subtotal of its own."""

    name: Name


class Frame(Entry):
    """A named subset of the criteria; only these count while it is chosen."""

    name: Name
    criteria: list[Id] = Field(min_length=1)
    note: Prose = ""


class Option(Entry):
    """A course of action."""

    name: Name
    short: Name | None = None
    line: Line | None = None
    summary: Prose = ""
    reference: Reference | None = None
    family: Name | None = None
    parts: list[Id] = []
    needs: list[Id] = []
    claims: list[Id] = []
    colour: Colour | None = None

    @property
    def label(self) -> str:
        """The short name where there is one, else the name."""
        return self.short or self.name


class Condition(Entry):
    """A condition an option needs; shown beside it, never weighted."""

    name: Name
    state: ConditionState = "open"
    note: Prose = ""
    claims: list[Id] = []


class Assessment(Entry):
    """One cell: the score, why, on what evidence, how sure, who and when."""

    score: ScoreField
    confidence: Confidence | None = None
    reason: Prose = ""
    claims: list[Id] = []
    inferred_from: list[Id] = []
    by: Name | None = None
    as_of: IsoDate | None = None

    @property
    def cited(self) -> tuple[str, ...]:
        """Every claim the score cites, the direct ones first, each once."""
        return tuple(dict.fromkeys((*self.claims, *self.inferred_from)))


_Cells = dict[Id, dict[Id, Annotated[Assessment, BeforeValidator(_expand_short_form)]]]
"""option id → criterion id → assessment."""


class Lens(Entry):
    """A stakeholder's swings. A lens changes weights and never a score.

    `asked`: who in that seat gave the swings or agreed to them; empty where nobody was asked.
    """

    name: Name
    seat: Prose = ""
    asked: Prose = ""
    swings: dict[Id, Swing]
    reason: Prose = ""


class Reading(Entry):
    """A rival set of assessments: only the cells that differ from the base ones."""

    name: Name
    by: Name | None = None
    summary: Prose = ""
    assessments: _Cells


class Scenario(Entry):
    """A state of the world: named shifts of scores, in raw points, never of weights."""

    name: Name
    summary: Prose = ""
    opposite: Id | None = None
    claims: list[Id] = []
    shifts: dict[Id, dict[Id, Number]] = {}


class LeftOut(Entry):
    """An objective that the set knowingly leaves out, and why."""

    name: Name
    reason: Prose


class Measure(Entry):
    """What 100 stands for, where it is not simply 'best': say `harm` and `most harmful`."""

    name: Name = "value"
    top: Name = "best"


class VerdictRules(Entry):
    """The thresholds of the verdict: points of lead, simulations of a hundred, points of weight."""

    close_call: Annotated[float, Field(ge=0, le=100)] = 2.0
    robust_share: Annotated[float, Field(gt=50, le=100)] = 90.0
    robust_flip: Annotated[float, Field(ge=0, le=100)] = 5.0


class SimulationRules(Entry):
    """How simulations are sampled: spread of the weights, draws, and what errors of scores do.

    `ranges`: what low and high of a score mean: nothing lies outside (`extremes`), or the
    range holds 90 or 80 % and as much lies below it as above. `shared_error`: how much of the
    error of a score is common to all scores of its option, 0–1. `packages`: whether the scores
    of a package move with those of its parts.
    """

    weight_spread: Annotated[float, Field(ge=0, le=3)] = 0.35
    draws: Annotated[int, Field(ge=100, le=1_000_000)] = 2000
    ranges: RangeMeaning = "extremes"
    shared_error: Annotated[float, Field(ge=0, le=1)] = 0.0
    packages: PackageDraws = "coupled"


class Origin(Entry):
    """The spreadsheet that a set was made from: its name, where the table lay, its SHA-256."""

    file: Name
    sheet: Prose = ""
    range: Prose = ""
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class CriteriaSet(Viewed):
    """One criteria set, as one file holds it.

    All entries are keyed by id and keep the order of the file. `frames` may be empty: then all
    criteria form the only frame. `unconfirmed`: guesses about the whole that nobody has confirmed.
    """

    format: Annotated[Literal[1], BeforeValidator(_refuse_bool)]
    title: Name
    question: Prose = ""
    note: Prose = ""
    as_of: IsoDate | None = None
    judged_by: Prose = ""
    sources: list[Id] = []
    origin: Origin | None = None
    unconfirmed: dict[Id, Prose] = {}
    measure: Measure = Measure()
    criteria: dict[Id, Criterion] = Field(min_length=1)
    groups: dict[Id, Group] = {}
    frames: dict[Id, Frame] = {}
    options: dict[Id, Option] = Field(min_length=1)
    conditions: dict[Id, Condition] = {}
    assessments: _Cells = {}
    lenses: dict[Id, Lens] = {}
    readings: dict[Id, Reading] = {}
    scenarios: dict[Id, Scenario] = {}
    left_out: dict[Id, LeftOut] = {}
    verdict: VerdictRules = VerdictRules()
    simulations: SimulationRules = SimulationRules()
    elicitation: Elicitation = Elicitation()
    independence: list[Independence] = []
