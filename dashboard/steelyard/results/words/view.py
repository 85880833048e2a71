"""What of a file is looked at, in one line: frame, lens, reading, scenario, own changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steelyard.analysis.totals import Evaluation
from steelyard.files.problems import format_number
from steelyard.model import CriteriaSet
from steelyard.results.choice import Choice
from steelyard.results.words.numbers import integer
from steelyard.results.words.text import listing, some
from steelyard.results.words.weights import weight_labels

if TYPE_CHECKING:
    from steelyard.results.result import Result


def describe_view(criteria_set: CriteriaSet, choice: Choice, evaluation: Evaluation) -> str:
    """Return whose weights and which scores a page is about, as plain text.

    >>> from steelyard.analysis.totals import evaluate
    >>> lunch = CriteriaSet.model_validate({"format": 1, "title": "Lunch",
    ...     "criteria": {"taste": {"name": "Taste"}}, "options": {"soup": {"name": "Soup"}}})
    >>> describe_view(lunch, Choice(), evaluate(lunch))
    'Seen with all criteria, the weights of the file, its own scores.'
    """
    frame = criteria_set.frames.get(evaluation.frame)
    parts = ["all criteria" if frame is None else f"the frame “{frame.name}”"]
    lens = criteria_set.lenses.get(choice.lens or "")
    weights = "the weights of the file" if lens is None else f"the weights of “{lens.name}”"
    parts.append(f"{weights}, moved by you" if choice.swings else weights)
    reading = criteria_set.readings.get(choice.reading or "")
    scores = "its own scores" if reading is None else f"the reading “{reading.name}”"
    parts.append(f"{scores}, some disputed by you" if choice.disputes else scores)
    scenario = criteria_set.scenarios.get(choice.scenario or "")
    if scenario is not None:
        parts.append(f"the scenario “{scenario.name}”")
    equal = (
        " Every weight is 0, so all criteria count the same." if evaluation.is_unweighted else ""
    )
    return f"Seen with {', '.join(parts)}.{equal}"


def whose_words(result: Result) -> str:
    """Return whose weights and whose scores these are, and on which criteria, in sentences."""
    criteria_set, choice = result.criteria_set, result.choice
    frame = criteria_set.frames.get(result.evaluation.frame)
    parts = [f"Frame: {frame.name}" if frame else "All criteria of the file count"]
    if choice.lens is None:
        parts.append("Weights: the file’s own")
    else:
        lens = criteria_set.lenses[choice.lens]
        parts.append(f"Weights: those of the lens “{lens.name}”")
    if choice.reading is not None:
        reading = criteria_set.readings[choice.reading]
        by = f", by {reading.by}" if reading.by else ""
        parts.append(f"Scores: the rival reading “{reading.name}”{by}")
    elif criteria_set.judged_by:
        parts.append(f"Scores judged by: {' '.join(criteria_set.judged_by.split()).rstrip('.')}")
    if choice.scenario is not None:
        parts.append(f"Scenario: {criteria_set.scenarios[choice.scenario].name}")
    return f"{'. '.join(parts)}."


def exploratory_words(result: Result) -> str:
    """Return what was changed by hand and is not the file's; empty where nothing was."""
    choice, criteria_set = result.choice, result.criteria_set
    if not choice.is_exploratory:
        return ""
    labels = weight_labels(result.evaluation)
    moved = [c for c in result.evaluation.criteria if c in choice.swings]
    weights = some(f"{criteria_set.criteria[c].name} now {labels[c]}" for c in moved)
    scores = some(
        f"{criteria_set.options[option].label} on {criteria_set.criteria[criterion].name} at a "
        f"value of {integer(value)}"
        for (option, criterion), value in choice.disputes.items()
    )
    parts = [
        *([f"weights moved by hand ({weights})"] if moved else []),
        *([f"scores disputed ({scores})"] if choice.disputes else []),
        *([f"claims struck out ({some(choice.struck)})"] if choice.struck else []),
    ]
    said = listing(parts) if parts else "weights moved that do not count in this frame"
    return f"Exploratory, not the file’s own view: {said}."


def view_change_sentences(result: Result, option: str, criterion: str) -> list[str]:
    """Return what dispute, scenario and struck claims change about a score, in sentences."""
    choice, criteria_set = result.choice, result.criteria_set
    lines = []
    if (option, criterion) in choice.disputes:
        lines.append("The value was disputed when this page was made; it is not the file’s.")
    elif choice.scenario is not None:
        shift = criteria_set.scenarios[choice.scenario].shifts.get(option, {}).get(criterion, 0.0)
        if shift:
            lines.append(f"The scenario moves the score by {format_number(shift)}.")
    assessment = result.unstruck.find_assessment(option, criterion)
    cited = assessment.cited if assessment is not None else ()
    struck = [claim for claim in cited if claim in choice.struck]
    if struck:
        lines.append(f"Struck out for this page: {', '.join(struck)}.")
    return lines
