"""Rules on how much doubt a file admits: odd scores, ranges, rival readings, equal lenses.

They check whether doubt and disagreement are recorded in the file.
"""

from __future__ import annotations

import itertools
import re

from steelyard.analysis.ties import TIE
from steelyard.analysis.totals import View, chosen_swings
from steelyard.analysis.weights import weights_from_swings
from steelyard.results.appraisal.case import Case
from steelyard.results.appraisal.finding import (
    ICD_ALTERNATIVES,
    ICD_UNCERTAINTY,
    MCA_STAGES,
    MCA_UNCERTAINTY,
    PRIMER_TEAMS,
    Finding,
    Rule,
    cell_id,
    subjects,
)
from steelyard.results.words.numbers import as_written, counted
from steelyard.results.words.text import some

_STEP = 5.0
"""Points: people who are unsure cannot distinguish scores that are closer together than this."""


def check_precision(case: Case) -> Finding:
    """Fail where a score of low confidence is not a multiple of five points.

    Only likely scores on scales in points are checked; other units can justify odd numbers.
    """
    rule = Rule(
        "precision",
        "No score is finer than its confidence",
        "Is any score finer than its confidence?",
        (ICD_UNCERTAINTY,),
    )
    odd = [
        cell
        for cell, assessment in case.scored.items()
        if assessment.confidence == "low"
        and case.criteria_set.criteria[cell[1]].scale.unit == "points"
        and not _is_multiple(assessment.score.likely)
    ]
    if not odd:
        return rule.finding("passed", "No score of low confidence is finer than five points.")
    names = some([case.cell(*cell) for cell in odd])
    is_finer = "is" if len(odd) == 1 else "are"
    return rule.finding(
        "failed",
        f"{counted(len(odd), 'score')} of low confidence {is_finer} finer than five points: "
        f"{names}.",
        "Round to the nearest five and give a range, or say why the confidence is higher.",
        subjects("cell", (cell_id(*cell) for cell in odd)),
        tuple(f"{case.cell(*cell)}: {as_written(case.scored[cell].score.likely)}" for cell in odd),
    )


def check_ranges(case: Case) -> Finding:
    """Fail if no scored cell of the frame has a range; open if fewer than half of them do."""
    rule = Rule(
        "ranges",
        "Scores have ranges",
        "Do the scores have ranges?",
        (ICD_UNCERTAINTY, MCA_UNCERTAINTY),
    )
    scored = case.scored
    ranged = [cell for cell, one in scored.items() if one.score.low < one.score.high]
    figures = {"scored": float(len(scored)), "ranges": float(len(ranged))}
    advice = (
        "Ask for the lowest and the highest score that would not surprise, and write all three."
    )
    if not scored:
        return rule.finding("open", "Nothing is scored yet.", advice, figures=figures)
    if not ranged:
        return rule.finding(
            "failed",
            f"None of {counted(len(scored), 'scored cell')} has a range.",
            advice,
            figures=figures,
        )
    has = "has" if len(ranged) == 1 else "have"
    found = f"{len(ranged)} of {counted(len(scored), 'scored cell')} {has} a range."
    if len(ranged) * 2 < len(scored):
        return rule.finding("open", found, advice, figures=figures)
    return rule.finding("passed", found, figures=figures)


def check_readings(case: Case) -> Finding:
    """Fail unless a rival reading by somebody else has a score that differs from the base score.

    A reading without `by`, or by the people who gave the base scores, does not count as somebody
    else's. Those people are taken from `judged_by`, the elicitation and the cells; only the part
    of each name before a comma, semicolon or bracket is compared.
    """
    rule = Rule(
        "readings",
        "Somebody else gave a rival reading of the scores",
        "Did somebody else give a rival reading of the scores?",
        (ICD_ALTERNATIVES, PRIMER_TEAMS),
    )
    rival = [
        (entry, changed)
        for reading, entry in case.criteria_set.readings.items()
        if (changed := _changed_cells(case, reading))
    ]
    if rival:
        scorers = _scorers(case)
        others = [one for one in rival if one[0].by and _person(one[0].by) not in scorers]
        named = some([f"{entry.name} ({counted(changed, 'cell')})" for entry, changed in rival])
        found = f"{counted(len(rival), 'rival reading')}: {named}"
        if others:
            return rule.finding("passed", f"{found}.")
        who = "by somebody other than those who gave the scores"
        return rule.finding(
            "failed",
            f"{found}; {f'it is not {who}' if len(rival) == 1 else f'none is {who}'}.",
            "Ask somebody who disagrees to score the disputed cells, and name them under `by`: "
            "whoever made the scores makes a weak opponent.",
            details=tuple(f"{entry.name}: {entry.by or 'by nobody named'}" for entry, _ in rival),
        )
    return rule.finding(
        "failed",
        "No reading gives another view of the scores.",
        "Ask somebody who disagrees to score the cells they dispute, and add them under "
        "`readings`.",
    )


def check_lenses(case: Case) -> Finding:
    """Fail if two lenses give the same weights here, or if no lens is based on anybody asked.

    The file's own swings count as a lens. The `asked` of a lens names who in its seat gave the
    swings or agreed to them; one such lens is enough. Not applicable without a lens. Weights
    in this frame that differ by at most 1e-9 are the same.
    """
    rule = Rule(
        "lenses",
        "Lenses differ, and somebody in a seat was asked",
        "Do the lenses differ, and was somebody in a seat asked?",
        (MCA_STAGES,),
    )
    criteria_set, criteria = case.criteria_set, case.evaluation.criteria
    if not criteria_set.lenses:
        return rule.finding(
            "not applicable",
            "The set has no lens: only one view of what matters.",
            "Add under `lenses` the swings of somebody who would see it otherwise.",
        )
    weights = {
        lens: weights_from_swings(chosen_swings(criteria_set, criteria, View(lens=lens)))
        for lens in (None, *criteria_set.lenses)
    }
    pairs = [
        (first, second)
        for first, second in itertools.combinations(weights, 2)
        if all(abs(weights[first][c] - weights[second][c]) <= TIE for c in criteria)
    ]
    if not pairs:
        lenses = counted(len(criteria_set.lenses), "lens", "lenses")
        asked = [entry.name for entry in criteria_set.lenses.values() if entry.asked.strip()]
        if asked:
            return rule.finding(
                "passed",
                f"{lenses}, each with weights of its own; asked in the seat: {some(asked)}.",
            )
        found = f"{lenses}, each with weights of its own, and nobody in those seats was asked."
        advice = (
            "Ask somebody who sits there for the swings, and write under `asked` who that was; "
            "until then a lens is a guess."
        )
        about = subjects("lens", criteria_set.lenses)
        return rule.finding("failed", found, advice, about)
    names = [
        f"{criteria_set.lenses[a].name if a else 'the file’s own swings'} and "
        f"{criteria_set.lenses[b].name}"
        for a, b in pairs
        if b is not None
    ]
    return rule.finding(
        "failed",
        f"The same weights in this frame: {'; '.join(names)}.",
        "Change one of the two, or delete it: the same view under two names looks like agreement.",
        subjects("lens", dict.fromkeys(lens for pair in pairs for lens in pair if lens)),
        tuple(names),
    )


def _is_multiple(number: float) -> bool:
    return abs(number / _STEP - round(number / _STEP)) <= TIE


def _changed_cells(case: Case, reading: str) -> int:
    count_changed = 0
    for option, row in case.criteria_set.readings[reading].assessments.items():
        for criterion, rival in row.items():
            base = case.assessment((option, criterion))
            count_changed += base is None or base.score != rival.score
    return count_changed


def _scorers(case: Case) -> set[str]:
    criteria_set = case.criteria_set
    named = [criteria_set.judged_by, criteria_set.elicitation.scores.by or ""]
    named += [one.by or "" for row in criteria_set.assessments.values() for one in row.values()]
    return {_person(one) for one in named if one}


def _person(by: str) -> str:
    """Return the name of a person, without anything after a comma, semicolon or bracket."""
    return re.split(r"[,;(]", by)[0].strip().casefold()
