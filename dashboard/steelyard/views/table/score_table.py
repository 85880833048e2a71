"""All scores as the file has them, on each criterion's own scale, as a table to be read."""

from __future__ import annotations

import pandas as pd

from steelyard.analysis.evidence.strike_out import Cell
from steelyard.analysis.totals import Evaluation, find_assessment
from steelyard.files.problems import format_number
from steelyard.model import CriteriaSet, Score
from steelyard.model.criteria_set import Criterion
from steelyard.results.words.scores import rank_labels
from steelyard.results.words.weights import heaviest_first
from steelyard.views.cells.cell_links import Line, Link
from steelyard.views.cells.cell_picking import Sight


def score_table(
    criteria_set: CriteriaSet, evaluation: Evaluation, reading: str | None = None
) -> pd.DataFrame:
    """Return one row per option, best first, one column per criterion, heaviest first.

    Scores are those of the reading where it has one, without scenario or disputes, each
    with its range. Heads name scale and better end; equal heads get a number.
    """
    columns: dict[str, list[str]] = {
        "Option": [criteria_set.options[option].label for option in evaluation.ranking],
        "Rank": [rank_labels(evaluation)[option] for option in evaluation.ranking],
    }
    for criterion in heaviest_first(evaluation):
        head = _free(describe_scale(criteria_set, criteria_set.criteria[criterion]), columns)
        columns[head] = [
            score_in_words(assessment.score) if assessment is not None else "unknown"
            for option in evaluation.ranking
            for assessment in [find_assessment(criteria_set, option, criterion, reading)]
        ]
    return pd.DataFrame(columns)


def score_lines(table: pd.DataFrame, evaluation: Evaluation) -> list[list[Line]]:
    """Return the rows of such a table as text in which every score leads to its basis."""
    return [
        [
            (option,),
            (rank,),
            *(
                (Link(score, (Sight((row, criterion)),)),)
                for criterion, score in zip(heaviest_first(evaluation), scores, strict=True)
            ),
        ]
        for row, (option, rank, *scores) in zip(
            evaluation.ranking, table.itertuples(index=False, name=None), strict=True
        )
    ]


def score_in_words(score: Score) -> str:
    """Return a score with its range.

    >>> score_in_words(Score(20, 40, 60)), score_in_words(Score.exactly(4.5))
    ('40 (20 to 60)', '4.5')
    """
    if not score.known:
        return "unknown"
    likely = format_number(score.likely)
    if score.low == score.high:
        return likely
    return f"{likely} ({format_number(score.low)} to {format_number(score.high)})"


def score_name(criteria_set: CriteriaSet, cell: Cell) -> str:
    """Return what a score is called in a row: its option on its criterion, both in short."""
    return f"{criteria_set.options[cell[0]].label} on {criteria_set.criteria[cell[1]].label}"


def describe_scale(criteria_set: CriteriaSet, criterion: Criterion) -> str:
    """Return a criterion with its scale and its better end, short enough for a head.

    >>> lunch = CriteriaSet.model_validate({"format": 1, "title": "Lunch",
    ...     "criteria": {"price": {"name": "Price", "better": "lower"}},
    ...     "options": {"soup": {"name": "Soup"}}})
    >>> describe_scale(lunch, lunch.criteria["price"])
    'Price, 0 to 100 points, low is best'
    """
    scale = criterion.scale
    ends = f"{format_number(scale.from_)} to {format_number(scale.to)}"
    unit = scale.unit.replace("_", " ")
    good = "low" if criterion.better == "lower" else "high"
    return f"{criterion.label}, {ends} {unit}, {good} is {criteria_set.measure.top}"


def _free(head: str, taken: dict[str, list[str]]) -> str:
    """Return a head no other column has: two criteria may bear the same name."""
    number = 1
    while (found := head if number == 1 else f"{head} ({number})") in taken:
        number += 1
    return found
