"""All scores as the file has them, on each criterion's own scale, as a table to be read."""

from __future__ import annotations

import pandas as pd

from steelyard.analysis.totals import Evaluation
from steelyard.results.result import Result
from steelyard.results.words.scores import rank_labels, scale_words, score_words
from steelyard.results.words.weights import heaviest_first
from steelyard.views.cells.cell_links import Link, LinkedText
from steelyard.views.cells.cell_picking import ShownScore


def score_table(result: Result) -> pd.DataFrame:
    """Return one row per option, best first, one column per criterion, heaviest first.

    Scores are those of the reading in view where it has one, without scenario or disputes,
    each with its range. Heads name scale and better end; equal heads get a number.
    """
    criteria_set, evaluation = result.criteria_set, result.evaluation
    columns: dict[str, list[str]] = {
        "Option": [criteria_set.options[option].label for option in evaluation.ranking],
        "Rank": [rank_labels(evaluation)[option] for option in evaluation.ranking],
    }
    for criterion in heaviest_first(evaluation):
        entry = criteria_set.criteria[criterion]
        head = _free(f"{entry.label}, {scale_words(criteria_set, entry)}", columns)
        columns[head] = [
            score_words(result.find_assessment(option, criterion)) for option in evaluation.ranking
        ]
    return pd.DataFrame(columns)


def score_lines(table: pd.DataFrame, evaluation: Evaluation) -> list[list[LinkedText]]:
    """Return the rows of such a table as text in which every score leads to its basis."""
    return [
        [
            (option,),
            (rank,),
            *(
                (Link(score, (ShownScore((row, criterion)),)),)
                for criterion, score in zip(heaviest_first(evaluation), scores, strict=True)
            ),
        ]
        for row, (option, rank, *scores) in zip(
            evaluation.ranking, table.itertuples(index=False, name=None), strict=True
        )
    ]


def _free(head: str, taken: dict[str, list[str]]) -> str:
    """Return a head no other column has: two criteria may bear the same name."""
    number = 1
    while (found := head if number == 1 else f"{head} ({number})") in taken:
        number += 1
    return found
