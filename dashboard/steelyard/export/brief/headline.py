"""What stands on top of a brief: whose view it is, of what date, and what was moved by hand."""

from __future__ import annotations

import datetime

from steelyard.analysis.wording import integer, listing
from steelyard.charts.findings import weight_labels
from steelyard.export.phrases import some
from steelyard.export.subject import Subject


def whose_words(subject: Subject) -> str:
    """Return whose weights and whose scores these are, and on which criteria, in sentences."""
    decision, choice = subject.decision, subject.choice
    frame = decision.frames.get(subject.evaluation.frame)
    parts = [f"Frame: {frame.name}" if frame else "All criteria of the file count"]
    if choice.lens is None:
        parts.append("Weights: the file’s own")
    else:
        lens = decision.lenses[choice.lens]
        parts.append(f"Weights: those of the lens “{lens.name}”")
    if choice.reading is not None:
        reading = decision.readings[choice.reading]
        by = f", by {reading.by}" if reading.by else ""
        parts.append(f"Scores: the rival reading “{reading.name}”{by}")
    elif decision.judged_by:
        parts.append(f"Scores judged by: {' '.join(decision.judged_by.split()).rstrip('.')}")
    if choice.scenario is not None:
        parts.append(f"Scenario: {decision.scenarios[choice.scenario].name}")
    return f"{'. '.join(parts)}."


def exploratory_words(subject: Subject) -> str:
    """Return what was changed by hand and is not the file's; empty where nothing was."""
    choice, decision = subject.choice, subject.decision
    if not choice.is_exploratory:
        return ""
    labels = weight_labels(subject.evaluation)
    moved = [c for c in subject.evaluation.criteria if c in choice.swings]
    weights = some(f"{decision.criteria[c].name} now {labels[c]}" for c in moved)
    scores = some(
        f"{decision.options[option].label} on {decision.criteria[criterion].name} at a value of "
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


def method_sentences(subject: Subject) -> tuple[str, ...]:
    """Return how the figures come about, in four sentences."""
    worlds = subject.worlds
    return (
        "On each criterion an option gets a value of 0 to 100 between two ends that the file "
        "fixes, so adding an option never moves the others.",
        "A total is the sum of weight times value; a weight is a criterion’s swing as a share of "
        "all swings.",
        f"{worlds.draws:,} sampled worlds vary weights and scores within what the file allows, "
        f"always the same ones (seed {worlds.seed}).",
        "Flips, crossings and who could lead at all are worked out exactly and not sampled.",
    )
