"""Sentences about dissent: who leads with other people's weights, and with their scores."""

from __future__ import annotations

from steelyard.analysis.perspectives import Perspectives, through_readings
from steelyard.export.phrases import leading, options, some, verb
from steelyard.export.subject import Subject

LONGEST_BY = 40
"""A longer account of who made a reading stands in the file and not in the sentence."""


def lens_sentences(subject: Subject, lenses: Perspectives) -> tuple[str, ...]:
    """Return through which lenses another option leads than the one in view."""
    decision = subject.decision
    own = next(iter(lenses.evaluations.values())).leaders
    others: dict[tuple[str, ...], list[str]] = {}
    for seen, evaluation in list(lenses.evaluations.items())[1:]:
        if evaluation.leaders != own and seen.lens is not None:
            others.setdefault(evaluation.leaders, []).append(decision.lenses[seen.lens].name)
    return tuple(
        f"{options(decision, leaders)} {verb(decision, is_one=len(leaders) == 1)} through "
        f"{some(names)}."
        for leaders, names in others.items()
    )


def reading_sentences(subject: Subject) -> tuple[str, ...]:
    """Return who leads under each rival set of assessments but the one in view."""
    decision, seen_now = subject.decision, subject.choice.reading
    if not decision.readings:
        return ("The file has no rival reading of the scores: nobody has been asked to disagree.",)
    said = []
    for seen, evaluation in through_readings(decision, subject.choice.view).evaluations.items():
        if seen.reading == seen_now:
            continue
        found = leading(decision, evaluation)
        if seen.reading is None:
            said.append(f"With the file’s own assessments, {found}.")
            continue
        reading = decision.readings[seen.reading]
        differing = sum(len(row) for row in reading.assessments.values())
        by = f" by {reading.by}" if reading.by and len(reading.by) <= LONGEST_BY else ""
        scores = "1 score" if differing == 1 else f"{differing} scores"
        said.append(f"“{reading.name}”{by} changes {scores}: {found}.")
    return tuple(said)


def lenses_shown(lenses: Perspectives, most: int) -> Perspectives:
    """Return at most so many views for a picture: the file's, those who dissent, then others.

    They keep their order, and with it the file's own view in front.
    """
    first, *others = lenses.evaluations
    own = lenses.evaluations[first].leaders
    dissent_first = sorted(others, key=lambda seen: lenses.evaluations[seen].leaders == own)
    kept = {first, *dissent_first[: most - 1]}
    return Perspectives({s: found for s, found in lenses.evaluations.items() if s in kept})


def lens_note(lenses: Perspectives, shown: Perspectives) -> str:
    """Return what a picture of some lenses leaves out; empty where it leaves out none."""
    own = next(iter(lenses.evaluations.values())).leaders
    left = [found for seen, found in lenses.evaluations.items() if seen not in shown.evaluations]
    if not left:
        return ""
    who = "One lens is" if len(left) == 1 else f"{len(left)} lenses are"
    agrees = all(found.leaders == own for found in left)
    return f"{who} not drawn{'; no other option leads there' if agrees else ''}."
