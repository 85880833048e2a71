"""What a rival reading makes of one option, in words."""

from __future__ import annotations

from steelyard.analysis.perspectives.perspectives import Perspective
from steelyard.analysis.totals import Evaluation, find_assessment
from steelyard.model import CriteriaSet
from steelyard.results.words.numbers import integer, listing
from steelyard.results.words.scores import score_words

UNCHANGED = "–"
"""Stands where a reading leaves a score as it is."""


def score_and_value(
    criteria_set: CriteriaSet, evaluation: Evaluation, seen: Perspective, cell: tuple[str, str]
) -> str:
    """Return a reading's score and the value it turns into; a dash where it leaves the score."""
    option, criterion = cell
    reading = seen.reading
    if reading is not None and criterion not in criteria_set.readings[reading].assessments.get(
        option, {}
    ):
        return UNCHANGED
    score = score_words(find_assessment(criteria_set, option, criterion, reading))
    return f"{score} → {integer(evaluation.values[option][criterion])}"


def describe_places(criteria_set: CriteriaSet, evaluation: Evaluation, option: str) -> str:
    """Return which option leads on how many points, and the rank of one that does not."""
    leaders = listing(criteria_set.options[leader].label for leader in evaluation.leaders)
    verb = "lead" if len(evaluation.leaders) > 1 else "leads"
    first = f"{leaders} {verb} on {integer(evaluation.totals[evaluation.ranking[0]])}"
    if option in evaluation.leaders:
        return first
    return (
        f"{first}; {criteria_set.options[option].label} is at rank {evaluation.ranks[option]} on "
        f"{integer(evaluation.totals[option])}"
    )
