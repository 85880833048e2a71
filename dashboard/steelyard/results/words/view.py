"""The current view of a file in one line: frame, lens, reading, scenario and visitor's changes.

Also sentences about parts of an address that cannot be used, and the line of origin below every
picture. A live page composes both itself while weights move, from the same templates.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from steelyard.analysis.totals import Evaluation
from steelyard.model import CriteriaSet
from steelyard.results.choice import Choice
from steelyard.results.words.names import criterion_name
from steelyard.results.words.numbers import counted, integer
from steelyard.results.words.scores.cells import signed_score
from steelyard.results.words.text import date_words, listing, plain, some
from steelyard.results.words.weights import weight_labels

if TYPE_CHECKING:
    from steelyard.results.result import Result

WHOSE_WEIGHTS: Final = "Weights:"
"""The name of the choice of a lens."""

FILE_WEIGHTS_ENTRY: Final = "the file’s"
"""The entry for the file's own weights in that choice."""

MADE_SMALLER: Final = (
    "An importance is 100 at most, so the file gets all of them smaller, in these proportions."
)
"""Explanation shown before moved swings are written if one has exceeded 100."""
MOVED_SINCE: Final = "{lens}, moved by you"
"""The name of weights that were moved after a lens was chosen."""

WHOSE_SCORES: Final = "Scores:"
"""The name of the choice of a reading."""

CHANGED_SCORES: Final = "{reading}, changed by you"
"""The name of a reading's scores if some are disputed or have lost a claim that is struck out."""

WHICH_SCENARIO: Final = "Scenario:"
NO_SCENARIO: Final = "none"
STRIP: Final[Mapping[str, str]] = {
    "ahead": "Ahead by {gap}",
    "level": "The first are level",
    "all": "all {count}",
}
"""The words above the first options, which stay visible above the sliders on a phone."""
WHO_JUDGED: Final = "who judged"
JUMPS: Final[Mapping[str, str]] = {"ranking": "Ranking", "weights": "Weights", "why": "Why"}
"""The parts of Compare that a phone has buttons for."""
SKIP: Final = "Skip to the ranking"
COPY_LINK: Final[Mapping[str, str]] = {
    "copy": "Copy link",
    "copied": "Copied",
    "by_hand": "The address of this view, to be copied",
}
"""The words of the button that copies the address of a view."""

GROUP_HEADS: Final[Mapping[str, str]] = {
    "fold": "Show only the subtotal",
    "unfold": "Show every criterion",
    "subtotal": "Subtotal",
    "most": "of {most} points",
    "of": "{group}: {points} of {most} points",
}
"""The words of the head over a group's columns and over its column of subtotals: the points of a
total that come from the group, out of the most that could."""

WHICH_CRITERIA: Final = "Counting:"

UNWEIGHTED = "Every weight is 0, so all criteria count the same."

ORIGIN_TEMPLATES: Final[Mapping[str, str]] = {
    "exploratory": "Exploratory: {moved}",
    "lens_weights": "the weights of “{lens}”",
    "file_weights": "the file’s weights",
    "reading": "the scores of “{reading}”",
    "whose_scores": "reading: {name}",
    "weights_moved": "{whose}, moved ({weights})",
    "weight_at": "{criterion} at {share}",
    "score_disputed": "{count} score disputed",
    "scores_disputed": "{count} scores disputed",
    "claim_struck": "{count} claim struck out",
    "claims_struck": "{count} claims struck out",
    "hidden_moved": "weights out of view moved",
}
"""The words of the line of origin that change with the weights, with named gaps."""

ADDRESS_TEMPLATES: Final[Mapping[str, str]] = {
    "no_such": "this file has no {what} “{id}”",
    "no_swing": "“{part}” is not a swing of this file",
    "no_score": "“{part}” is not a score of this file",
    "file_changed": "the file has changed since this address was made, so other numbers may be "
    "shown than then",
    "file_changed_somehow": "the file has changed since this address was made; its letters that "
    "would tell what are mangled",
    "file_changes": "the file has changed since this address was made: {changes}",
}
"""The sentences about parts of an address that cannot be used, with named gaps."""


def describe_view(criteria_set: CriteriaSet, choice: Choice, evaluation: Evaluation) -> str:
    """Return which weights and scores a page uses, as plain text.

    >>> from steelyard.analysis.totals import evaluate
    >>> lunch = CriteriaSet.model_validate({"format": 1, "title": "Lunch",
    ...     "criteria": {"taste": {"name": "Taste"}}, "options": {"soup": {"name": "Soup"}}})
    >>> describe_view(lunch, Choice(), evaluate(lunch))
    'Counting all criteria, with the weights and the scores of the file.'
    """
    frame = criteria_set.frames.get(evaluation.frame)
    counting = "all criteria" if frame is None else f"“{frame.name}”"
    lens, reading = criteria_set.lenses.get(choice.lens or ""), choice.reading
    weights = "the weights of the file" if lens is None else f"the weights of “{lens.name}”"
    scores = (
        "the scores of the file"
        if reading is None
        else f"the scores of “{criteria_set.readings[reading].name}”"
    )
    if lens is None and reading is None and not choice.swings:
        said = "the weights and the scores of the file"
    else:
        said = f"{weights}{', moved by you,' if choice.swings else ''} and {scores}"
    changes = [
        *([f"{counted(n, 'score')} disputed by you"] if (n := len(choice.disputes)) else []),
        *([f"{counted(n, 'claim')} struck out"] if (n := len(choice.struck)) else []),
    ]
    said += f", {listing(changes)}" if changes else ""
    scenario = criteria_set.scenarios.get(choice.scenario or "")
    under = f", under “{scenario.name}”" if scenario is not None else ""
    equal = f" {UNWEIGHTED}" if evaluation.is_unweighted else ""
    return f"Counting {counting}, with {said}{under}.{equal}"


def identity_line(criteria_set: CriteriaSet) -> str:
    """Return when and by whom a set was judged, on one line; empty if the set states neither.

    >>> identity_line(CriteriaSet.model_validate({"format": 1, "title": "Lunch",
    ...     "as_of": "2026-02-24", "judged_by": "The cook.",
    ...     "criteria": {"taste": {"name": "Taste"}}, "options": {"soup": {"name": "Soup"}}}))
    'As of 24 February 2026 · Judged by: The cook'
    """
    day = identity_date(criteria_set)
    parts = [f"As of {day}"] if day else []
    if criteria_set.judged_by:
        parts.append(f"Judged by: {plain(criteria_set.judged_by).rstrip('.')}")
    return " · ".join(parts)


def identity_date(criteria_set: CriteriaSet) -> str:
    """Return the date of the set's judgements, for narrow screens; empty without one."""
    return date_words(criteria_set.as_of) if criteria_set.as_of else ""


def judges_definition(criteria_set: CriteriaSet) -> str:
    """Return who judged as a definition: a title, and below it the file's text."""
    return f"{WHO_JUDGED[:1].upper()}{WHO_JUDGED[1:]}\n{plain(criteria_set.judged_by)}"


def whose_weights_words(result: Result) -> str:
    """Return in sentences whose weights and scores are in view, and on which criteria."""
    criteria_set, choice = result.criteria_set, result.choice
    frame = criteria_set.frames.get(result.evaluation.frame)
    parts = [f"Counting “{frame.name}”" if frame else "All criteria of the file count"]
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


def counting_words(criteria_set: CriteriaSet, frame: str) -> str:
    """Return which criteria count, for the line of origin."""
    found = criteria_set.frames.get(frame)
    return "all criteria" if found is None else f"counting “{plain(found.name)}”"


def seen_words(criteria_set: CriteriaSet, choice: Choice, evaluation: Evaluation) -> list[str]:
    """Return whose weights and scores are in view, for the line of origin.

    Moved weights are left to `moved_words`.
    """
    is_moved = any(criterion in choice.swings for criterion in evaluation.criteria)
    weights = [] if is_moved else [_whose_weights(criteria_set, choice)]
    if choice.reading is None:
        return weights
    name = plain(criteria_set.readings[choice.reading].name)
    return [*weights, ORIGIN_TEMPLATES["reading"].format(reading=name)]


def _whose_weights(criteria_set: CriteriaSet, choice: Choice) -> str:
    if choice.lens is None:
        return ORIGIN_TEMPLATES["file_weights"]
    lens = plain(criteria_set.lenses[choice.lens].name)
    return ORIGIN_TEMPLATES["lens_weights"].format(lens=lens)


def moved_words(criteria_set: CriteriaSet, choice: Choice, evaluation: Evaluation) -> str:
    """Return the visitor's changes, for the line of origin; empty if there are none."""
    if not choice.is_exploratory:
        return ""
    labels, templates = weight_labels(evaluation), ORIGIN_TEMPLATES
    weights = ", ".join(
        templates["weight_at"].format(
            criterion=criterion_name(criteria_set, criterion), share=labels[criterion]
        )
        for criterion in evaluation.criteria
        if criterion in choice.swings
    )
    whose = _whose_weights(criteria_set, choice)
    counts = (
        ("score_disputed", "scores_disputed", len(choice.disputes)),
        ("claim_struck", "claims_struck", len(choice.struck)),
    )
    parts = [
        *([templates["weights_moved"].format(whose=whose, weights=weights)] if weights else []),
        *(templates[one if n == 1 else several].format(count=n) for one, several, n in counts if n),
    ]
    return templates["exploratory"].format(moved=", ".join(parts) or templates["hidden_moved"])


def exploratory_words(result: Result) -> str:
    """Return the visitor's changes that deviate from the file; empty if there are none."""
    choice, criteria_set = result.choice, result.criteria_set
    if not choice.is_exploratory:
        return ""
    labels = weight_labels(result.evaluation)
    moved = [c for c in result.evaluation.criteria if c in choice.swings]
    weights = some(f"{criterion_name(criteria_set, c)} now {labels[c]}" for c in moved)
    scores = some(
        f"{criteria_set.options[option].label} on {criterion_name(criteria_set, criterion)} at a "
        f"value of {integer(value)}"
        for (option, criterion), value in choice.disputes.items()
    )
    parts = [
        *([f"weights moved by hand ({weights})"] if moved else []),
        *([f"scores disputed ({scores})"] if choice.disputes else []),
        *([f"claims struck out ({some(choice.struck)})"] if choice.struck else []),
    ]
    changes = listing(parts) if parts else "weights moved that do not count in this frame"
    return f"Exploratory, not the file’s own view: {changes}."


def view_change_sentences(result: Result, option: str, criterion: str) -> list[str]:
    """Return in sentences how disputes, scenario and struck claims change a score."""
    choice, criteria_set = result.choice, result.criteria_set
    lines = []
    if (option, criterion) in choice.disputes:
        lines.append("The value was disputed when this page was made; it is not the file’s.")
    elif choice.scenario is not None:
        shift = criteria_set.scenarios[choice.scenario].shifts.get(option, {}).get(criterion, 0.0)
        if shift:
            lines.append(f"The scenario moves the score by {signed_score(shift)}.")
    assessment = result.unstruck.find_assessment(option, criterion)
    cited = assessment.cited if assessment is not None else ()
    struck = [claim for claim in cited if claim in choice.struck]
    if struck:
        lines.append(f"Struck out for this page: {', '.join(struck)}.")
    return lines
