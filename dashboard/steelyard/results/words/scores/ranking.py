"""Totals and scores in sentences: what the ranking shows, and which scores would flip the lead.

Some sentences mark which of their words name a score, so that a page can link them to what the
score rests on. All are plain text, which has to be escaped on a page.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from steelyard.analysis.sensitivity.changes import ScoreChange
from steelyard.analysis.totals import Evaluation
from steelyard.files.problems import format_number
from steelyard.model import Assessment, Cell, CriteriaSet, Criterion, Score
from steelyard.results.words.names import criterion_name, option_names
from steelyard.results.words.numbers import (
    DASH,
    counted,
    one_decimal,
    points_apart,
    raw_numbers,
    span,
)
from steelyard.results.words.simulations import ordinal
from steelyard.results.words.text import date_words, listing, plain, unit_words

if TYPE_CHECKING:
    from steelyard.results.result import Result

_MOST_SENTENCES = 5
"""If there are more rivals than this, the rest are named together or counted."""

HOW_TO_WRITE = "Write one number, or low / likely / high, or unknown."
"""How to type a score; shown beside its field, and by the browser for invalid input."""

REFUSALS = {
    "ways": HOW_TO_WRITE,
    "off_scale": "{number} is off the scale, which runs from {low} to {high}.",
    "order": "Put the lowest number first and the highest last.",
    "swing": "A swing is a number from 0 upwards, usually to 100.",
    "shift": "A shift is one number, with a minus where the score falls.",
}
"""Why an entry typed into a table is refused; the browser fills the gaps."""

SWINGS_ROW = "Importance (swing)"
"""The name of the row of swings in a table of scores."""

TABLE_WORDS = {
    "assessments": {
        "hint": HOW_TO_WRITE,
        "of": "Scores of every option on every criterion.",
        "corner": "Option",
    },
    "readings": {
        "hint": f"{HOW_TO_WRITE} A cell left empty keeps the file’s score, shown faintly.",
        "of": "Scores of this reading.",
        "corner": "Option",
    },
    "scenarios": {
        "hint": "Write by how much a score moves on its own scale; empty: it stays.",
        "of": "Shifts of scores in this scenario.",
        "corner": "Option",
    },
    "lenses": {
        "hint": "Write how much each criterion matters to this seat, usually 0 to 100.",
        "of": "Swings of this lens.",
        "corner": "Criterion",
    },
}
"""Section of a table → how to fill in its cells, what they are, and the head of the names."""

SIDEWAYS = "This table is wider than the window: scroll it sideways to see the totals."
"""Shown above a ranking whose totals are outside the visible area."""

NO_RANGES = "No score has a range, so nothing can be said of several that move within theirs."

_MOST_SETS = 3
"""If there are sets of scores for more rivals than this, the rest are counted."""


class Named(NamedTuple):
    """Words that name a score, and the score."""

    words: str
    cell: Cell


Sentence = tuple[str | Named, ...]
"""A sentence in consecutive pieces."""


def sentence_text(sentence: Sentence) -> str:
    """Return a sentence as plain text.

    >>> sentence_text(("It takes ", Named("Soup on Taste", ("soup", "taste")), "."))
    'It takes Soup on Taste.'
    """
    return "".join(piece.words if isinstance(piece, Named) else piece for piece in sentence)


def join_entries(entries: Sequence[Sentence]) -> Sentence:
    """Return entries as a list in words; without entries the sentence is empty.

    >>> join_entries([("A",), ("B",), ("C",)])
    ('A', ', ', 'B', ' and ', 'C')
    """
    pieces: list[str | Named] = []
    for index, entry in enumerate(entries):
        if index:
            pieces.append(" and " if index == len(entries) - 1 else ", ")
        pieces.extend(entry)
    return tuple(pieces)


def rank_labels(evaluation: Evaluation) -> dict[str, str]:
    """Return option → rank as text, `2=` if several share it."""
    holders = Counter(evaluation.ranks.values())
    ranks = evaluation.ranks.items()
    return {o: f"{rank}=" if holders[rank] > 1 else str(rank) for o, rank in ranks}


def size_words(evaluation: Evaluation, between: str = "by") -> str:
    """Return how many options and criteria there are, such as `3 options by 2 criteria`."""
    options = counted(len(evaluation.options), "option")
    return f"{options} {between} {counted(len(evaluation.criteria), 'criterion', 'criteria')}"


def describe_profile(criteria_set: CriteriaSet, evaluation: Evaluation) -> str:
    """Return on how many criteria the leader has the best and the worst known value.

    The number of unknown scores is added, since any of them could be better.

    It does not describe the lead, which may not be settled; of tied leaders the first counts.
    Sharing the best counts as best, sharing the worst as worst; cells that are unknown,
    and criteria on which all known values are equal, count for neither.
    """
    leader = evaluation.ranking[0]
    name = plain(criteria_set.options[leader].label)
    best = worst = 0
    for criterion in evaluation.criteria:
        known = [
            evaluation.values[option][criterion]
            for option in evaluation.options
            if (option, criterion) not in evaluation.unknown
        ]
        if (leader, criterion) in evaluation.unknown or not known or min(known) == max(known):
            continue
        best += evaluation.values[leader][criterion] == max(known)
        worst += evaluation.values[leader][criterion] == min(known)
    top, count = plain(criteria_set.measure.top), len(evaluation.criteria)
    least = "worst" if top == "best" else f"least {top.removeprefix('most ')}"
    criteria = counted(count, "criterion", "criteria")
    # Others may have the same score, so it is not said to be best there.
    found = (
        f"{name} has the {top} score on {best} of {criteria} and the {least} on {worst or 'none'}"
    )
    if not evaluation.unknown:
        return found
    cells = counted(len(evaluation.options) * count, "score")
    return f"{found}; {len(evaluation.unknown)} of {cells} not known"


def describe_ranking(criteria_set: CriteriaSet, evaluation: Evaluation, most: int = 3) -> str:
    """Return the top options with total and range, as a sentence for screen readers."""
    first = [
        f"{plain(criteria_set.options[option].label)} {one_decimal(evaluation.totals[option])}"
        f"{_range_in_words(*evaluation.ranges[option])}"
        for option in evaluation.ranking[:most]
    ]
    rest = len(evaluation.options) - len(first)
    others = f"; {rest} more follow" if rest > 1 else "; one more follows" if rest else ""
    return f"Totals: {listing(first)}{others}."


def _range_in_words(low: float, high: float) -> str:
    # Screen readers skip a dash.
    return f" (from {span(low, high).replace(DASH, ' to ')})" if high - low > 0.5 else ""


def rank_sentence(criteria_set: CriteriaSet, evaluation: Evaluation, option: str) -> str:
    """Return an option's current rank and total, and how far it is behind the leader."""
    name, total = criteria_set.options[option].label, evaluation.totals[option]
    if option in evaluation.leaders:
        others = [criteria_set.options[o].label for o in evaluation.leaders if o != option]
        level = f", level with {listing(others)}" if others else ""
        return f"{name} comes first already, with {one_decimal(total)} points{level}."
    first = evaluation.leaders[0]
    best = evaluation.totals[first]
    amount = points_apart(best, total) if best - total >= 0.05 else "less than 0.1 points"
    return (
        f"{name} ranks {ordinal(evaluation.ranks[option])} of {len(evaluation.options)} with "
        f"{one_decimal(total)} points, {amount} behind {criteria_set.options[first].label}."
    )


def score_words(assessment: Assessment | None) -> str:
    """Return a score as in the file, with its range; `unknown` if there is none.

    >>> score_words(Assessment.model_validate({"score": [20, 40, 60]}))
    '40 (20 to 60)'
    """
    return "unknown" if assessment is None else score_in_words(assessment.score)


def score_in_words(score: Score) -> str:
    """Return a score with its range, on the criterion's own scale.

    >>> score_in_words(Score(20, 40, 60)), score_in_words(Score.exactly(4.5))
    ('40 (20 to 60)', '4.5')
    """
    if not score.known:
        return "unknown"
    likely = format_number(score.likely)
    if score.low == score.high:
        return likely
    return f"{likely} ({format_number(score.low)} to {format_number(score.high)})"


def scale_words(criteria_set: CriteriaSet | None, criterion: Criterion) -> str:
    """Return the ends of a scale with its unit, and which end is the good one.

    Without a criteria set the good end is called the best.

    >>> lunch = CriteriaSet.model_validate({"format": 1, "title": "Lunch",
    ...     "criteria": {"taste": {"name": "Taste"}}, "options": {"soup": {"name": "Soup"}}})
    >>> scale_words(lunch, lunch.criteria["taste"])
    '0 to 100 points, high is best'
    """
    scale = criterion.scale
    good = "low" if criterion.better == "lower" else "high"
    ends = f"{format_number(scale.from_)} to {format_number(scale.to)}"
    top = "best" if criteria_set is None else criteria_set.measure.top
    return f"{ends} {unit_words(scale.unit)}, {good} is {top}"


def score_change_sentences(
    criteria_set: CriteriaSet, changes: Sequence[ScoreChange]
) -> list[Sentence]:
    """Return the nearest single scores that flip the lead, on their own scales.

    The last sentence counts the rest.
    """
    said = [_score_change(criteria_set, change) for change in changes[:_MOST_SENTENCES]]
    more = len(changes) - len(said)
    if not more:
        return said
    return [
        *said,
        (f"{counted(more, 'more score')} could bring another option level; none is nearer.",),
    ]


def score_set_sentences(
    criteria_set: CriteriaSet, sets: Mapping[str, tuple[ScoreChange, ...] | None]
) -> list[Sentence]:
    """Return the fewest scores that level each rival within their ranges, the fewest first."""
    found = [(rival, cells) for rival, cells in sets.items() if cells]
    found.sort(key=lambda pair: len(pair[1]))
    sentences = [_score_set(criteria_set, *pair) for pair in found[:_MOST_SETS]]
    further = listing(
        f"{criteria_set.options[rival].label} ({counted(len(cells), 'score')})"
        for rival, cells in found[_MOST_SETS:]
    )
    if further:
        sentences.append((f"Further off: {further}.",))
    level = option_names(criteria_set, [rival for rival, cells in sets.items() if cells == ()])
    if level:
        sentences.insert(0, (f"Level already: {level}.",))
    never = option_names(criteria_set, [rival for rival, cells in sets.items() if cells is None])
    if never:
        wide = f"Not even all ranges together are wide enough for {never}."
        sentences.append((wide if has_any_range(criteria_set) else NO_RANGES,))
    return sentences


def has_any_range(criteria_set: CriteriaSet) -> bool:
    """Return whether any score is unknown or has a range."""
    scores = [a.score for row in criteria_set.assessments.values() for a in row.values()]
    cells = len(criteria_set.options) * len(criteria_set.criteria)
    return len(scores) < cells or any(not s.known or s.low < s.high for s in scores)


def score_set_texts(
    criteria_set: CriteriaSet, sets: Mapping[str, tuple[ScoreChange, ...] | None]
) -> list[str]:
    """Return `score_set_sentences` as text."""
    return [sentence_text(sentence) for sentence in score_set_sentences(criteria_set, sets)]


def takeover_score_sentences(
    criteria_set: CriteriaSet,
    option: str,
    changes: Sequence[ScoreChange],
    together: Mapping[str, tuple[ScoreChange, ...] | None],
) -> list[Sentence]:
    """Return the nearest single score, and the fewest scores, that bring one option level.

    `changes`: nearest first, as `Result.score_changes`. `together`: per rival, as
    `Result.score_sets`.
    """
    nearest = next((change for change in changes if option in change.rivals), None)
    sentences: list[Sentence] = [("No single score can do it.",)]
    if nearest is not None:
        scale = f" (scale {scale_words(criteria_set, criteria_set.criteria[nearest.criterion])}). "
        cell = _cell_change(criteria_set, nearest)
        sentences = [("One score is enough: ", *cell, scale, _range_sentence(nearest))]
    cells = together.get(option)
    if cells is None:
        if option in together:
            ends = "Even with every score at the end of its range that suits it best, it stays "
            sentences.append((f"{ends}behind the leader.",))
    elif len(cells) > 1:
        count = f"Inside the ranges of the file it takes {len(cells)} scores at once to draw level "
        named = join_entries([_cell_change(criteria_set, cell) for cell in cells])
        rest = ". Others may then be ahead of both."
        sentences.append((f"{count}with the leader: ", *named, rest))
    return sentences


def _score_change(criteria_set: CriteriaSet, change: ScoreChange) -> Sentence:
    criterion = criteria_set.criteria[change.criterion]
    before, after = raw_numbers(criterion, change.raw_before, change.raw_after)
    level = "are" if len(change.rivals) > 1 else "is"
    name = f"{criteria_set.options[change.option].label} on {criterion.name}"
    return (
        Named(name, (change.option, change.criterion)),
        f": at {after} instead of {before} (scale {scale_words(criteria_set, criterion)}), "
        f"{option_names(criteria_set, change.rivals)} {level} level. {_range_sentence(change)}",
    )


def _range_sentence(change: ScoreChange) -> str:
    inside = "inside" if change.is_in_range else "outside"
    return f"That lies {inside} the range the file gives."


def _score_set(criteria_set: CriteriaSet, rival: str, cells: tuple[ScoreChange, ...]) -> Sentence:
    named = join_entries([_cell_change(criteria_set, cell) for cell in cells])
    count = counted(len(cells), "score")
    return (f"{criteria_set.options[rival].label} needs {count}: ", *named, ".")


def _cell_change(criteria_set: CriteriaSet, cell: ScoreChange) -> Sentence:
    criterion, option = criteria_set.criteria[cell.criterion], criteria_set.options[cell.option]
    before, after = raw_numbers(criterion, cell.raw_before, cell.raw_after)
    name = f"{option.label} on {criterion_name(criteria_set, cell.criterion)}"
    return Named(name, (cell.option, cell.criterion)), f" from {before} to {after}"


def usual_confidence(result: Result) -> str | None:
    """Return the confidence that more than half of all scores in view have, if any."""
    cells = itertools.product(result.evaluation.options, result.evaluation.criteria)
    found = Counter(one.confidence for cell in cells if (one := result.find_assessment(*cell)))
    confidence, count = found.most_common(1)[0] if found else (None, 0)
    return confidence if 2 * count > found.total() else None


def assessment_line(result: Result, option: str, criterion: str, unsaid: str | None = None) -> str:
    """Return the score of a cell with its scale, confidence, judge and date, in sentences.

    `unsaid`: a confidence to omit, since the page states it once for all scores.
    """
    assessment = result.find_assessment(option, criterion)
    line = f"Score {score_words(assessment)}{_scale_end_words(result, option, criterion)}."
    if assessment is None:
        return line
    confidence = assessment.confidence
    facts = [
        f"Confidence: {confidence}." if confidence not in (None, unsaid) else "",
        f"Judged by: {assessment.by}." if assessment.by else "",
        f"As of {date_words(assessment.as_of)}." if assessment.as_of else "",
    ]
    return " ".join([line, *(fact for fact in facts if fact)])


def _scale_end_words(result: Result, option: str, criterion: str) -> str:
    """Return a score's unit and better end; empty if a point of score is a point of value."""
    evaluation, entry = result.evaluation, result.criteria_set.criteria[criterion]
    assessment = result.find_assessment(option, criterion)
    numbers = [
        table[option][criterion] for table in (evaluation.lows, evaluation.values, evaluation.highs)
    ]
    if assessment is not None and assessment.score.known and numbers == list(assessment.score[:3]):
        return ""
    unit = "" if entry.scale.unit == "points" else f" {unit_words(entry.scale.unit)}"
    good = f"{'low' if entry.better == 'lower' else 'high'} is {result.criteria_set.measure.top}"
    counted = ", counted as the middle" if (option, criterion) in evaluation.unknown else ""
    return f"{unit}, {good}{counted}"
