"""The consequence table: every value in a cell, with its range and how sure it is.

One row per option, best first; one column per criterion, heaviest first, all equally
wide. The stronger the colour, the better the value; the number is always there. This
module says what is shown; `consequence_grid` says where.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from steelyard.analysis.totals import Evaluation, find_assessment
from steelyard.charts import theme
from steelyard.charts.scores.consequence_grid import Cell, Sheet, draw_sheet
from steelyard.charts.theme import Mode
from steelyard.model import CriteriaSet
from steelyard.results.words.numbers import integer, listing, plain, span
from steelyard.results.words.scores import describe_profile, describe_ranking, rank_labels
from steelyard.results.words.weights import heaviest_first, weight_labels

DOTS = {"low": 1, "moderate": 2, "high": 3}
"""How many of three dots are full; a cell without a stated confidence has none at all.

They are drawn, not written: the face has no such signs, and a borrowed sign makes the
exporter borrow the whole line from another face.
"""


def consequence_table(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    mode: Mode,
    *,
    width: float = 1000,
    reading: str | None = None,
    titled: bool = True,
) -> alt.LayerChart:
    """Return the values of an evaluation as a table of coloured cells, `width` pixels wide.

    Numbers are values of 0 to 100, 100 always the good end; under a number stands its
    range, where low and high differ, and the confidence stated in the file. `reading` is
    the one the evaluation was made with: it decides whose confidence is shown. An unknown
    cell is hatched, marked `?`, and has the full range. Text is black or white, whichever
    reads better on its cell, never below 4.5 to 1.

    >>> from steelyard.analysis.totals import evaluate
    >>> from steelyard.model import CriteriaSet
    >>> lunch = CriteriaSet.model_validate({"format": 1, "title": "Lunch",
    ...     "criteria": {"taste": {"name": "Taste"}},
    ...     "options": {"soup": {"name": "Soup"}}, "assessments": {"soup": {"taste": 40}}})
    >>> consequence_table(lunch, evaluate(lunch), "light").to_dict()["width"]
    1000
    """
    weights = weight_labels(evaluation)
    criteria = heaviest_first(evaluation)
    names = {o: plain(criteria_set.options[o].name) for o in evaluation.ranking}
    sheet = Sheet(
        mode=mode,
        ranks=[rank_labels(evaluation)[option] for option in evaluation.ranking],
        options=list(names.values()),
        shorts=[plain(criteria_set.options[o].label) for o in evaluation.ranking],
        totals=[integer(evaluation.totals[option]) for option in evaluation.ranking],
        leaders=len(evaluation.leaders),
        weights=[weights[criterion] for criterion in criteria],
        criteria=[plain(criteria_set.criteria[criterion].name) for criterion in criteria],
        labels=[plain(criteria_set.criteria[criterion].label) for criterion in criteria],
        cells=[
            [_cell(criteria_set, evaluation, mode, reading, option, c) for c in criteria]
            for option in evaluation.ranking
        ],
        title=consequence_table_title(criteria_set, evaluation) if titled else "",
        subtitle=_subtitle(criteria_set, evaluation, reading),
        alt=consequence_table_alt(criteria_set, evaluation),
    )
    return draw_sheet(sheet, width)


def consequence_table_title(criteria_set: CriteriaSet, evaluation: Evaluation) -> str:
    """Return on how many criteria the leader is best and last, and how many cells are unknown.

    See `describe_profile` for ties and unknown cells.
    """
    title = describe_profile(criteria_set, evaluation)
    unknown = len(evaluation.unknown)
    if not unknown:
        return title
    cells = len(evaluation.options) * len(evaluation.criteria)
    return f"{title}; {unknown} of {cells} scores not known"


def consequence_table_alt(criteria_set: CriteriaSet, evaluation: Evaluation) -> str:
    """Return the consequence table in words, for those who do not see it."""
    size = f"{len(evaluation.options)} options by {len(evaluation.criteria)} criteria"
    names = [plain(criteria_set.criteria[c].name) for c in heaviest_first(evaluation)]
    ranking = describe_ranking(criteria_set, evaluation)
    title = consequence_table_title(criteria_set, evaluation)
    return f"Table of values, {size}. {title}. {ranking} Criteria by weight: {listing(names)}."


def consequence_table_rows(
    criteria_set: CriteriaSet, evaluation: Evaluation, reading: str | None = None
) -> pd.DataFrame:
    """Return the table's numbers, one row per option and criterion, unrounded.

    Options from best to worst, criteria from heaviest to lightest. Columns: `rank`,
    `option_id`, `option`, `criterion_id`, `criterion`, `weight` (0 to 1), `value`,
    `value_low`, `value_high` (0 to 100, 100 is good), `is_unknown`, and as the file has
    them, in the criterion's own unit, `score_low`, `score_likely`, `score_high` (empty if
    unknown), `confidence` and `reason` (empty where not given).
    """
    rows: list[dict[str, object]] = []
    for option in evaluation.ranking:
        for criterion in heaviest_first(evaluation):
            assessment = find_assessment(criteria_set, option, criterion, reading)
            score = assessment.score if assessment and assessment.score.known else None
            rows.append(
                {
                    "rank": evaluation.ranks[option],
                    "option_id": option,
                    "option": criteria_set.options[option].name,
                    "criterion_id": criterion,
                    "criterion": criteria_set.criteria[criterion].name,
                    "weight": evaluation.weights[criterion],
                    "value": evaluation.values[option][criterion],
                    "value_low": evaluation.lows[option][criterion],
                    "value_high": evaluation.highs[option][criterion],
                    "is_unknown": (option, criterion) in evaluation.unknown,
                    "score_low": score.low if score else None,
                    "score_likely": score.likely if score else None,
                    "score_high": score.high if score else None,
                    "confidence": assessment.confidence if assessment else None,
                    "reason": assessment.reason if assessment else "",
                }
            )
    return pd.DataFrame(rows)


def _cell(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    mode: Mode,
    reading: str | None,
    option: str,
    criterion: str,
) -> Cell:
    assessment = find_assessment(criteria_set, option, criterion, reading)
    confidence = (assessment.confidence if assessment else None) or "not stated"
    value = evaluation.values[option][criterion]
    extent = span(evaluation.lows[option][criterion], evaluation.highs[option][criterion])
    is_unknown = (option, criterion) in evaluation.unknown
    return Cell(
        number="?" if is_unknown else integer(value),
        extent="" if extent == integer(value) else extent,
        # How sure one is of not knowing would be read as how good the evidence is.
        dots=0 if is_unknown else DOTS.get(confidence, 0),
        confidence=confidence,
        fill="" if is_unknown else theme.value_colour(value, mode),
        place=f"{option}.{criterion}",
    )


def _subtitle(criteria_set: CriteriaSet, evaluation: Evaluation, reading: str | None) -> str:
    top = plain(criteria_set.measure.top)
    parts = [f"Value, 0 to 100: 100 has the strongest colour and is always {top}."]
    found = [
        find_assessment(criteria_set, option, criterion, reading)
        for option in evaluation.options
        for criterion in evaluation.criteria
    ]
    if any(assessment and assessment.confidence for assessment in found):
        parts.append("Dots: confidence, from one (low) to three (high).")
    if any(evaluation.lows[o] != evaluation.highs[o] for o in evaluation.options):
        parts.append("Small numbers: from low to high.")
    if evaluation.unknown:
        parts.append("Hatched, with a ?: not known, counted as its full range.")
    return " ".join(parts)
