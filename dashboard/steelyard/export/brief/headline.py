"""What stands on top of a brief: whose view it is, of what date, and what was moved by hand."""

from __future__ import annotations

import datetime

from steelyard.results.result import Result
from steelyard.results.words.numbers import integer, listing
from steelyard.results.words.phrases import some
from steelyard.results.words.ranking import weight_labels


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
        f"{criteria_set.options[option].label} on {criteria_set.criteria[criterion].name} at a value of "
        f"{integer(value)}"
        for (option, criterion), value in choice.disputes.items()
    )
    parts = [
        *([f"weights moved by hand ({weights})"] if moved else []),
        *([f"scores disputed ({scores})"] if choice.disputes else []),
        *([f"claims struck out ({some(choice.struck)})"] if choice.struck else []),
    ]
    said = listing(parts) if parts else "weights moved that do not count in this frame"
    return f"Exploratory, not the file’s own view: {said}."


def date_words(as_of: str) -> str:
    """Return a date of a file as people write it; empty for none.

    >>> date_words("2026-02-04")
    '4 February 2026'
    """
    if not as_of:
        return ""
    date = datetime.date.fromisoformat(as_of)
    months = (
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    )  # fmt: skip
    return f"{date.day} {months[date.month - 1]} {date.year}"


def method_sentences(result: Result) -> tuple[str, ...]:
    """Return how the figures come about, in four sentences."""
    simulations = result.simulations
    return (
        "On each criterion an option gets a value of 0 to 100 between two ends that the file "
        "fixes, so adding an option never moves the others.",
        "A total is the sum of weight times value; a weight is a criterion’s swing as a share of "
        "all swings.",
        f"{simulations.draws:,} sampled simulations vary weights and scores within what the file allows, "
        f"always the same ones (seed {simulations.seed}).",
        "Flips, crossings and who could lead at all are worked out exactly and not sampled.",
    )
