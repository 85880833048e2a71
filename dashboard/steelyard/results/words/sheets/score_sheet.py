"""The contents of a score's sheet, in order.

The score on its worded scale, whether it can change the leader, its reason, the claims for and
against it, other readings, and the effect of a dispute. All text is plain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from steelyard.analysis.sensitivity.changes import ScoreChange
from steelyard.analysis.totals import Evaluation, find_assessment
from steelyard.model import Cell, CriteriaSet, Criterion, Score
from steelyard.results.words.names import criterion_name, in_full, leads, option_label, option_names
from steelyard.results.words.numbers import all_of, one_decimal, raw_numbers
from steelyard.results.words.scores.cells import describe_author, signed_score
from steelyard.results.words.scores.ranking import rank_labels, scale_words
from steelyard.results.words.scores.scales import (
    UNKNOWN_WORD,
    best_end_words,
    less_words,
    more_words,
    printed_extent,
    printed_score,
    scale_number,
)
from steelyard.results.words.sheets.claim_lines import SHEET_TEXTS, ClaimGroup, claim_lines
from steelyard.results.words.sheets.dispute_effect import Effect, dispute_effect
from steelyard.results.words.text import as_sentence, listing, plain, some, unit_words
from steelyard.results.words.view import view_change_sentences

if TYPE_CHECKING:
    from steelyard.results.result import Result

NEVER: Final = "No value of this score makes another option lead."
"""Shown for a score of the leader that cannot change who leads."""
_SIDES: Final = ("lower", "higher")
DISPUTED: Final = "You dispute this score: the number is yours and not the file’s."


@dataclass(frozen=True)
class RivalScore:
    """A reading's score for the same cell: numbers on the scale, and its reason."""

    name: str
    printed: str
    low: float
    likely: float
    high: float
    reason: str


@dataclass(frozen=True)
class ScoreSheet:
    """One score, from its scale to a dispute; numbers are on the criterion's own scale.

    `likely`, `low`, `high`: the score in view, which a dispute or a scenario may have moved;
    `filed`: the file's, where it differs. `anchors`: number, the number as printed, its words,
    best on top. `decides`: the answer and its reason.
    """

    title: str
    question: str
    printed: str
    unit: str
    extent: str
    was: str
    is_known: bool
    likely: float
    low: float
    high: float
    filed: float | None
    anchors: tuple[tuple[float, str, str], ...]
    best: str
    tip: str
    facts: tuple[str, ...]
    decides: tuple[str, str]
    is_decisive: bool
    why: tuple[str, str]
    groups: tuple[ClaimGroup, ...]
    readings: tuple[str, tuple[RivalScore, ...]]
    option: str
    criterion: str
    is_disputed: bool
    reason: str
    effect: Effect
    texts: dict[str, str]


def score_sheet(result: Result, cell: Cell) -> ScoreSheet:
    """Return the sheet of a score in view."""
    criteria_set, evaluation = result.criteria_set, result.evaluation
    option, criterion = cell
    entry = criteria_set.criteria[criterion]
    score = evaluation.scores[option][criterion]
    undisputed = result.change(
        disputes={c: v for c, v in result.choice.disputes.items() if c != cell}, scenario=None
    ).evaluation.scores[option][criterion]
    change = next((c for c in result.score_changes if (c.option, c.criterion) == cell), None)
    extent = printed_extent(evaluation, criteria_set, cell)
    printed = printed_score(evaluation, criteria_set, cell)
    is_moved = undisputed.likely != score.likely
    was = _printed(entry, undisputed)
    assessment = result.find_assessment(option, criterion)
    reason = assessment.reason if assessment is not None else ""
    return ScoreSheet(
        title=score_title(criteria_set, cell),
        question=_question(criteria_set, criterion),
        printed=printed,
        unit=unit_words(entry.scale.unit) if score.known else "",
        extent=f"range {extent}" if extent else "",
        was=f"{was} in the file" if is_moved else "",
        is_known=score.known,
        likely=score.likely,
        low=score.low if score.known else entry.scale.from_,
        high=score.high if score.known else entry.scale.to,
        filed=undisputed.likely if is_moved else None,
        anchors=_anchors(entry),
        best=plain(criteria_set.measure.top),
        tip=_who_leads(criteria_set, entry, change) if change is not None else "",
        facts=_facts(result, cell),
        decides=_decides(result, cell, change),
        is_decisive=change is not None and change.is_in_range,
        why=(
            f"Why {was}" if assessment is not None and assessment.score.known else "Why unknown",
            plain(reason) or "The file gives no reason for this score.",
        ),
        groups=_groups(result, cell),
        readings=_readings(result, cell, change),
        option=option,
        criterion=criterion,
        is_disputed=cell in result.choice.disputes,
        reason=result.choice.reasons.get(cell, ""),
        effect=dispute_effect(result, cell, change),
        texts=SHEET_TEXTS,
    )


def score_title(criteria_set: CriteriaSet, cell: Cell) -> str:
    """Return the title of the sheet of a score: its option and its criterion."""
    return f"{option_label(criteria_set, cell[0])}: {criterion_name(criteria_set, cell[1])}"


def next_scores(evaluation: Evaluation, cell: Cell) -> tuple[Cell, Cell]:
    """Return the previous and the next score, wrapping around.

    In the order of the table, column by column: the same criterion from the first option to
    the last, then the next criterion.
    """
    order = [(o, c) for c in evaluation.criteria for o in evaluation.ranking]
    place = order.index(cell)
    return order[place - 1], order[(place + 1) % len(order)]


def _question(criteria_set: CriteriaSet, criterion: str) -> str:
    """Return a criterion's question, after its full name if the title has the short one."""
    entry = criteria_set.criteria[criterion]
    full = plain(entry.name)
    named = "" if full == criterion_name(criteria_set, criterion) else f"{in_full(full)}. "
    return named + plain(entry.question)


def _printed(entry: Criterion, score: Score) -> str:
    return scale_number(entry, score.likely) if score.known else UNKNOWN_WORD


def criterion_definition(criteria_set: CriteriaSet, criterion: str) -> str:
    """Return a criterion's definition in lines: name and scale, question, worded ends."""
    entry = criteria_set.criteria[criterion]
    scale, question = scale_words(criteria_set, entry), plain(entry.question)
    ends = [
        f"{printed}: {words}"
        for number, printed, words in _anchors(entry)
        if words and number in (entry.scale.from_, entry.scale.to)
    ]
    return "\n".join(filter(None, (f"{plain(entry.name)}: {scale}", question, *ends)))


def _anchors(entry: Criterion) -> tuple[tuple[float, str, str], ...]:
    """Return the worded points of a scale and its bare ends, the best on top."""
    ends = {entry.scale.from_: "", entry.scale.to: ""}
    words = {**ends, **{number: plain(text) for number, text in entry.anchors.items()}}
    ordered = sorted(words, reverse=entry.better == "higher")
    return tuple((number, scale_number(entry, number), words[number]) for number in ordered)


def _facts(result: Result, cell: Cell) -> tuple[str, ...]:
    criteria_set = result.criteria_set
    facts = [
        # No arrow, since the good end of the scale is always drawn on top.
        best_end_words(criteria_set, criteria_set.criteria[cell[1]]).capitalize(),
        plain(describe_author(criteria_set, cell, result.choice.reading)),
        *([DISPUTED] if cell in result.choice.disputes else []),
        *map(plain, view_change_sentences(result.change(disputes={}), *cell)),
    ]
    return tuple(filter(None, facts))


def _side(entry: Criterion, change: ScoreChange) -> tuple[str, str, bool]:
    """Return the word for the side on which the leader is another, the number, whether it ends."""
    _, after = raw_numbers(entry, change.raw_before, change.raw_after)
    is_below = change.raw_after < change.raw_before
    end = entry.scale.from_ if is_below else entry.scale.to
    return "below" if is_below else "above", after, abs(change.raw_after - end) < 1e-9


def _who_leads(criteria_set: CriteriaSet, entry: Criterion, change: ScoreChange) -> str:
    """Return from which number on which option leads, as a clause: *below 59.4 Soup leads*."""
    side, after, is_end = _side(entry, change)
    names = plain(option_names(criteria_set, change.rivals))
    if is_end:
        is_one = len(change.rivals) == 1
        return f"at {after} {names} {'is' if is_one else 'are'} level with the leader"
    return f"{side} {after} {names} {leads(criteria_set, len(change.rivals))}"


def _decides(result: Result, cell: Cell, change: ScoreChange | None) -> tuple[str, str]:
    criteria_set, evaluation = result.criteria_set, result.evaluation
    option, criterion = cell
    entry = criteria_set.criteria[criterion]
    if len(evaluation.options) < 2:
        return "No.", "There is no other option."
    if len(evaluation.leaders) > 1 and (option in evaluation.leaders):
        return "Yes.", "Several options are level, so any change of this score parts them."
    name = plain(criteria_set.options[option].label)
    if change is None:
        if option in evaluation.leaders:
            return "No.", NEVER
        return "No.", f"No value of this score makes {name} {leads(criteria_set, 2)}."
    clause = as_sentence(_who_leads(criteria_set, entry, change)).removesuffix(".")
    extent = printed_extent(evaluation, criteria_set, cell)
    step = _effect_of_a_step(evaluation, entry, criterion)
    if cell in result.choice.disputes:
        return "With your score:", f"{clause[:1].lower()}{clause[1:]}. {step}".strip()
    if change.is_in_range and extent:
        where, answer = f", and that is inside the range of {extent}", "Yes."
    elif change.is_in_range:
        where, answer = "", "Yes."
    elif extent:
        where, answer = f"; its range of {extent} does not reach that far", "Not in its range."
    else:
        where, answer = "; the file gives this score no range", "Not as it stands."
    return answer, f"{clause}{where}. {step}".strip()


def _effect_of_a_step(evaluation: Evaluation, entry: Criterion, criterion: str) -> str:
    """Return the effect of a tenth of the scale; empty if it depends on the position."""
    if len(entry.corners) > 2:
        return ""
    step = scale_number(entry, (entry.scale.to - entry.scale.from_) / 10)
    moves = one_decimal(10 * evaluation.weights[criterion])
    unit = unit_words(entry.scale.unit)
    return f"A change of {step} {unit} here moves its total by {moves}."


def _groups(result: Result, cell: Cell) -> tuple[ClaimGroup, ...]:
    if not result.evidence.claims and not result.choice.struck:
        return ()
    option, criterion = cell
    assessment = result.unstruck.find_assessment(option, criterion)
    direct = list(dict.fromkeys(assessment.claims)) if assessment is not None else []
    indirect = list(dict.fromkeys(assessment.inferred_from)) if assessment is not None else []
    indirect = [claim for claim in indirect if claim not in direct]
    bearers = result.unstruck.find_bearers(option, [criterion])
    others = [claim for claim in bearers.all if claim not in (*direct, *indirect)]
    found = []
    for heading, claims, is_folded in (
        ("Direct: said of this option", direct, False),
        ("Indirect: said of something else and carried over", indirect, False),
        ("Not used by this score, though it speaks of it", others, True),
    ):
        if claims:
            for_ = [claim for claim in claims if claim in bearers.for_]
            against = [claim for claim in claims if claim in bearers.against]
            open_ = [claim for claim in claims if claim not in (*for_, *against)]
            found.append(
                ClaimGroup(
                    f"{heading} ({len(claims)})",
                    claim_lines(result, for_),
                    claim_lines(result, against),
                    claim_lines(result, open_),
                    is_folded,
                )
            )
    return tuple(found)


def _readings(
    result: Result, cell: Cell, change: ScoreChange | None
) -> tuple[str, tuple[RivalScore, ...]]:
    criteria_set = result.criteria_set
    option, criterion = cell
    entry = criteria_set.criteria[criterion]
    own = find_assessment(criteria_set, option, criterion, None)
    rows, lower, higher, beyond = [], 0, 0, []
    for reading in criteria_set.readings.values():
        assessment = reading.assessments.get(option, {}).get(criterion)
        if assessment is None:
            continue
        score, name = assessment.score, plain(reading.name)
        known = score.known
        rows.append(
            RivalScore(
                name,
                _printed(entry, score),
                score.low if known else entry.scale.from_,
                score.likely if known else (entry.scale.from_ + entry.scale.to) / 2,
                score.high if known else entry.scale.to,
                plain(assessment.reason),
            )
        )
        if known and own is not None and own.score.known:
            lower += score.likely < own.score.likely
            higher += score.likely > own.score.likely
            if change is not None and _is_beyond(change, score.likely):
                beyond.append(f"“{name}”")
    return " ".join(_reading_sentences(result, cell, rows, (lower, higher), beyond)), tuple(rows)


def _is_beyond(change: ScoreChange, score: float) -> bool:
    if change.raw_after < change.raw_before:
        return score < change.raw_after
    return score > change.raw_after


def _reading_sentences(
    result: Result,
    cell: Cell,
    rows: list[RivalScore],
    sides: tuple[int, int],
    beyond: list[str],
) -> list[str]:
    criteria_set = result.criteria_set
    said = []
    if criteria_set.readings and not rows:
        said.append("No rival reading changes this score.")
    elif rows:
        meanings = less_words(criteria_set), more_words(criteria_set)
        if criteria_set.criteria[cell[1]].better == "lower":
            meanings = meanings[::-1]
        sided = [f"{side} ({meaning})" for side, meaning in zip(_SIDES, meanings, strict=True)]
        words = [(count, word) for count, word in zip(sides, sided, strict=True) if count]
        parts = [
            f"{count} {'of them ' if place == 0 else ''}{word}"
            for place, (count, word) in enumerate(words)
        ]
        count, all_ = len(rows), len(criteria_set.readings)
        others = f"{count} of {all_} rival readings"
        if count == all_:
            others = all_of(count, "rival reading")
        verb = "scores" if count == 1 else "score"
        if len(parts) == 1 and sum(sides) == count:
            said.append(f"{others} {verb} it {sided[0] if sides[0] else sided[1]}.")
        else:
            told = f": {listing(parts)}" if parts else ""
            said.append(f"{others} {verb} it otherwise{told}.")
    if beyond:
        puts = "puts" if len(beyond) == 1 else "put"
        said.append(f"{listing(beyond)} {puts} it where the leader changes.")
    moved = [
        f"“{plain(scenario.name)}” {signed_score(shift)}"
        for scenario in criteria_set.scenarios.values()
        if (shift := scenario.shifts.get(cell[0], {}).get(cell[1], 0.0))
    ]
    if moved:
        said.append(f"Scenarios move it: {some(moved)}.")
    return said


def place_words(evaluation: Evaluation, option: str) -> str:
    """Return an option's rank among all: *2= of 12*."""
    return f"{rank_labels(evaluation)[option]} of {len(evaluation.options)}"
