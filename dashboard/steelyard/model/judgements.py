"""Rounds of judgements: what judges are asked, and the sheet on which one of them answers.

Each judge answers alone and under a pseudonym; no file says who stands behind it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from steelyard.model.criteria_set import Confidence, IsoDate, ScoreField
from steelyard.model.entry import Entry, Id, Name, Number, Prose, Swing
from steelyard.model.register import Fingerprint, Hash
from steelyard.model.score import UNKNOWN, Score

RoundState = Literal["open", "closed", "discussed"]
GroupRule = Literal["mean_of_totals", "mean_of_inputs"]
Sight = Literal["own", "all_without_names"]
CANNOT_JUDGE = "cannot_judge"
"""What a judge writes in place of a score that he or she cannot give."""


class Ask(Entry):
    """What judges are asked: scores of some cells, and swings or not.

    `cells`: option → criteria; `None` asks every cell of the frame, an empty mapping none.
    """

    cells: dict[Id, list[Id]] | None = None
    swings: bool = True


ASKED_AS: Final[Mapping[str, Ask]] = {
    "all": Ask(),
    "scores": Ask(swings=False),
    "swings": Ask(cells={}),
}
"""What is asked where no single cells are chosen, by the word for it."""


class Sees(Entry):
    """What a judge sees of the others' answers in each state of a round."""

    open: Literal["own"] = "own"
    closed: Sight = "all_without_names"
    discussed: Sight = "all_without_names"


class SeenParts(Entry):
    """Fingerprints of what judges see, part by part: so a later change is found where it is."""

    question: Fingerprint
    options: dict[Id, Fingerprint]
    criteria: dict[Id, Fingerprint]


def _expand_all(raw: object) -> object:
    """Return the short form `all` as a question about every cell and every swing."""
    return {} if raw == "all" else raw


class Round(Entry):
    """What is asked of the judges at one time, and which of their sheets are sealed.

    `digest` is the SHA-256 of what judges see: question, options, criteria, anchors, frame;
    `parts` has its pieces. `sealed`: judge → SHA-256 of the sheet as it was handed in; only sealed
    sheets count. `rule` is fixed when the round is opened. `seed` draws the order in which each
    judge is asked about options. `simulated` says how the answers were made up, where no person
    gave them.
    """

    format: Literal[1]
    set_: Name = Field(alias="set")
    number: Annotated[int, Field(ge=1, le=99, alias="round")]
    frame: Id | None = None
    digest: Hash
    state: RoundState = "open"
    opened: IsoDate | None = None
    simulated: Prose = ""
    judges: list[Id] = Field(min_length=1, max_length=200)
    ask: Annotated[Ask, BeforeValidator(_expand_all)] = Ask()
    rule: GroupRule = "mean_of_totals"
    sees: Sees = Sees()
    seed: Annotated[int, Field(ge=0, le=2**31)] = 0
    parts: SeenParts
    sealed: dict[Id, Hash] = {}
    closed: IsoDate | None = None


def _parse_answer(raw: object) -> object:
    """Return an answer as keys: `cannot_judge`, and a bare score, are short forms."""
    if isinstance(raw, (Mapping, JudgedScore)):
        return raw
    return {"score": raw}


def _parse_judged(raw: object) -> object:
    """Return `cannot_judge` as the unknown score; `unknown` is no answer of a judge."""
    if raw == CANNOT_JUDGE:
        return UNKNOWN
    if raw == "unknown":
        raise PydanticCustomError("answer_form", "an answer is a score, or cannot_judge")
    return raw


class JudgedScore(Entry):
    """A judge's answer on one cell; an unknown score means that he or she cannot judge it.

    In later rounds `was` is the answer of the round before and `why` the reason for a change.
    """

    score: Annotated[ScoreField, BeforeValidator(_parse_judged)]
    reason: Prose = ""
    confidence: Confidence | None = None
    was: Annotated[ScoreField, BeforeValidator(_parse_judged)] | None = None
    why: Prose = ""


class UnfinishedScore(Entry):
    """What a judge has given so far of a score that is not whole yet; it does not count."""

    low: Number | None = None
    high: Number | None = None
    likely: Number | None = None
    reason: Prose = ""
    confidence: Confidence | None = None


MOST_RANKS = 200
Rank = Annotated[int, Field(ge=1, le=MOST_RANKS)]


class JudgedSwing(Entry):
    """A judge's swing of one criterion, with `was` and `why` as in `JudgedScore`."""

    swing: Swing
    reason: Prose = ""
    was: Swing | None = None
    why: Prose = ""


class JudgedRank(Entry):
    """A judge's rank of one criterion's swing, 1 the largest; equal ranks are equal swings.

    `was` and `why` as in `JudgedScore`.
    """

    rank: Rank
    reason: Prose = ""
    was: Rank | None = None
    why: Prose = ""


_Side = Annotated[dict[Id, Annotated[float, Field(gt=0, le=1)]], Field(min_length=1)]
"""Steps taken together: criterion → share of the way from its worst to its best value, 0–1."""
Preference = Literal["first", "second", "same"]


class TradeoffAnswer(Entry):
    """A judge's answer to a question which of two sets of steps he or she would rather take."""

    first: _Side
    second: _Side
    answer: Preference
    reason: Prose = ""


class JudgeSheet(Entry):
    """One judge's answers in one round, as one file holds them.

    `seat` says in whose place the judge speaks, in free words. `digest` is that of the round, of
    the set as the judge saw it. A judge may rank the swings in place of numbers, or besides;
    where there are numbers for all, they count. `checks` are answers to trade-off questions.
    """

    format: Literal[1]
    set_: Name = Field(alias="set")
    number: Annotated[int, Field(ge=1, le=99, alias="round")]
    judge: Id
    seat: Prose = ""
    digest: Hash
    answered: IsoDate | None = None
    swings: dict[Id, JudgedSwing] = {}
    ranks: dict[Id, JudgedRank] = {}
    checks: list[TradeoffAnswer] = Field(default=[], max_length=20)
    scores: dict[Id, dict[Id, Annotated[JudgedScore, BeforeValidator(_parse_answer)]]] = {}
    unfinished: dict[Id, dict[Id, UnfinishedScore]] = {}

    @property
    def cells(self) -> dict[tuple[str, str], JudgedScore]:
        """(option, criterion) → answer, those that cannot be judged too."""
        return {(o, c): found for o, row in self.scores.items() for c, found in row.items()}

    def with_answers(
        self,
        swings: Mapping[str, JudgedSwing],
        cells: Mapping[tuple[str, str], JudgedScore],
        ranks: Mapping[str, JudgedRank] | None = None,
    ) -> JudgeSheet:
        """Return the same sheet with these answers and no others; ranks stay if none are given."""
        scores: dict[str, dict[str, JudgedScore]] = {}
        for (option, criterion), answer in cells.items():
            scores.setdefault(option, {})[criterion] = answer
        weights = {"swings": dict(swings), "ranks": dict(self.ranks if ranks is None else ranks)}
        return self.model_copy(update=weights | {"scores": scores})

    def later(self, sheet: JudgeSheet) -> JudgeSheet:
        """Return the answers that stand when a later sheet of the same judge comes over these.

        Swings as numbers take the place of an earlier order, and the other way round.
        """
        swings, ranks = self.swings | sheet.swings, {} if sheet.swings else self.ranks
        if sheet.ranks:
            swings, ranks = sheet.swings, ranks | sheet.ranks
        return sheet.with_answers(swings, self.cells | sheet.cells, ranks)


def known_score(answer: JudgedScore | None) -> Score | None:
    """Return the score of an answer, or `None` where there is none or it cannot be judged."""
    return answer.score if answer is not None and answer.score.known else None
