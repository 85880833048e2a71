"""The words of the forms that edit a criteria file: sections, fields, removed entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from steelyard.analysis.totals import ALL_CRITERIA, frame_criteria
from steelyard.analysis.weights import weights_from_swings
from steelyard.files.editing.entry_edits import NOUNS
from steelyard.files.editing.form_fields import FormField
from steelyard.files.editing.open_text import Keys
from steelyard.model import CriteriaSet
from steelyard.model.criteria_set import REFERENCE_WORDS
from steelyard.results.words.difference import FIELDS, WORDS_OF_VALUES
from steelyard.results.words.evidence import DIRECT_CLAIMS, STRETCHED_CLAIMS
from steelyard.results.words.glossary import CONDITION, FRAME, LENS, MEANINGS, READING, SCENARIO
from steelyard.results.words.names import CONDITION_WORDS
from steelyard.results.words.numbers import as_written, counted, percents
from steelyard.results.words.scores.ranking import HOW_TO_WRITE
from steelyard.results.words.text import as_sentence, listing, plain, unit_words
from steelyard.results.words.texts.desks import TESTED

FILE, RULES, ORIGIN = "file", "rules", "elicitation"
"""Sections of the page that are not sections of a file: its head, thresholds and origin."""

SECTIONS: Final[Mapping[str, str]] = {
    FILE: "Title and question",
    "options": "Options",
    "criteria": "Criteria",
    "groups": "Groups",
    "frames": "Frames",
    "conditions": "Conditions",
    "lenses": "Lenses",
    "readings": "Readings",
    "scenarios": "Scenarios",
    "left_out": "Left out",
    RULES: "Thresholds",
    ORIGIN: "How it was judged",
}
"""Section of the page → its name, in the order in which they are offered."""

ABOUT: Final[Mapping[str, str]] = {
    "groups": "A heading over some criteria, with a subtotal of its own.",
    "frames": MEANINGS[FRAME],
    "conditions": MEANINGS[CONDITION],
    "lenses": MEANINGS[LENS],
    "readings": MEANINGS[READING],
    "scenarios": MEANINGS[SCENARIO],
    "left_out": "What matters and is left out of the criteria on purpose, with the reason.",
    RULES: "When a lead counts as one, and how simulations are drawn.",
    ORIGIN: "Who was asked, how, and which comparisons test the weights.",
}
"""Section of the page → what its entries are, in one sentence."""

_LABELS: Final[Mapping[str, str]] = {
    "measure.name": "What totals measure",
    "measure.top": "What 100 stands for",
    "scale.from": "Scale from",
    "scale.to": "Scale to",
    "scale.unit": "Unit",
    **{f"tested.{key}": asked for key, (asked, _, _) in TESTED.items()},
    "swing": "Importance (swing), 0 to 100",
    "swings": "Importance (swing) of each criterion",
    "shifts": "Shifts of scores",
    "anchors": "Anchors: what scores mean",
    "value": "Value function",
    "better": "Which end is {top}",
    "question": "Question",
    "line": "In a few words",
    "reference": "A yardstick for the others, as",
    "needs": "Conditions it needs",
    "parts": "Options it is a package of",
    "claims": "Claims",
    "confidence": "Confidence in the evidence",
    "by": "By whom",
    "unconfirmed": "Guesses that nobody has confirmed",
    "robust_share": "Simulations of 100 in which a robust leader comes first",
    "close_call": "Smallest lead that is not too close to call, in points",
    "robust_flip": "Points of weight that a robust lead withstands",
    "draws": "Number of simulations",
    "weight_spread": "Spread of the weights, 0 to 3",
    "shared_error": "How far the scores of one option err together, 0 to 1",
    "packages": "Scores of packages move",
    "ranges": "What a score’s range holds",
    "scores.by": "Scored by",
    "scores.people": "How many people scored",
    "scores.independent": "Each scored before seeing the others",
    "scores.order": "In which order",
    "weights.by": "Weights given by",
    "weights.people": "How many people gave weights",
    "weights.independent": "Each weighed before seeing the others",
    "weights.method": "Method",
    "more": "These steps together …",
    "less": "… outweigh these",
    "forward": "Steps on the first, wherever the second stands",
    "backward": "Steps on the second, wherever the first stands",
}
"""Key of a field, or its last part → its label, where the word used in differences does not fit."""

_HINTS: Final[Mapping[str, str]] = {
    "short": "Stands where there is little room.",
    "line": "At most 46 letters, for the table of options in a brief.",
    "as_of": "Year-month-day, such as 2026-02-24.",
    "score": HOW_TO_WRITE,
    "swing": "How much going from the worst to the best end of the scale matters.",
    "anchors": "On each line a number of the scale, a colon, and what it means.",
    "value": "On each line a score, a colon and its value from 0 to 100, from one end of the scale "
    "to the other. Empty: a straight line.",
    "colour": "A number sign and six digits, such as #0942b2; empty: chosen by the program.",
    "family": "Options of one family stand together in one sentence.",
    "unconfirmed": "On each line a name, a colon and the guess. Delete a line once it is checked.",
    "measure.name": "Such as value, or harm where a high total is bad.",
    "opposite": "The scenario in which the world takes the contrary turn.",
    "asked": "Who in that seat gave these weights or agreed to them; empty if nobody was asked.",
    "sources": "The registers in the folder seeds whose claims may be cited.",
    "criteria": "In the order in which they are chosen.",
    "claims": "Claims of the sources, by id.",
}

_WORDS: Final[Mapping[tuple[str, str], str]] = {
    **{("state", state): words for state, words in CONDITION_WORDS.items()},
    **{("reference", str(kind)): words for kind, words in REFERENCE_WORDS.items()},
    ("better", "higher"): "high is {top}",
    ("better", "lower"): "low is {top}",
    ("order", "by_criterion"): "all options on one criterion, then the next",
    ("order", "by_option"): "all criteria of one option, then the next",
    ("forward", "holds"): "are worth the same",
    ("forward", "fails"): "are not",
    ("forward", "unasked"): "nobody was asked",
    ("backward", "holds"): "are worth the same",
    ("backward", "fails"): "are not",
    ("backward", "unasked"): "nobody was asked",
}
"""Last part of a field's key and a value of its closed list → the words on screen."""


def field_label(form: str, field: FormField, top: str = "best") -> str:
    """Return the label of a field. `top`: what 100 stands for in the set.

    >>> from steelyard.files.editing.form_fields import fields_of
    >>> [field_label("criteria", field) for field in fields_of("criteria")][:4]
    ['Name', 'Short name', 'Question', 'Which end is best']
    """
    last = field.keys[-1]
    if form == "assessments" and last in ("claims", "inferred_from"):
        return DIRECT_CLAIMS if last == "claims" else STRETCHED_CLAIMS
    found = _LABELS.get(field.key) or _LABELS.get(last) or FIELDS.get(last, last)
    found = found.format(top=plain(top)) if last == "better" else found
    return as_sentence(found).removesuffix(".")


def field_hint(field: FormField) -> str:
    """Return advice on filling in a field; empty where its label is enough."""
    return _HINTS.get(field.key) or _HINTS.get(field.keys[-1], "")


def choice_words(field: FormField, word: str, top: str = "best") -> str:
    """Return the words on screen for one value of a field's closed list.

    `top`: what 100 stands for in the set, used to word the ends of a scale.
    """
    if field.keys[-1] == "unit":
        return unit_words(word)
    found = _WORDS.get((field.keys[-1], word)) or WORDS_OF_VALUES.get(word, word)
    found = found.format(top=plain(top)) if field.keys[-1] == "better" else found
    return found[:1].upper() + found[1:]


def default_words(field: FormField, top: str = "best") -> str:
    """Return the default value of a field in words; empty without a default."""
    return choice_words(field, field.default, top) if field.default else ""


def mentions_sentence(
    criteria_set: CriteriaSet | None,
    section: str,
    name: str,
    mentions: Sequence[Keys],
    bearing: int = 0,
) -> str:
    """Return what else is removed with an entry; `mentions`: the places in the file that name it.

    `bearing`: the number of claims in registers that name it; these stay unchanged.

    >>> mentions_sentence(None, "groups", "Harm", [("criteria", "a", "group")])
    'Removing Harm also takes out its mention in the criterion a. Undo brings all of it back.'
    """
    stays = f" {counted(bearing, 'claim')} of the registers will go on naming it."
    sentence = _mentions(criteria_set, section, name, mentions)
    return f"{sentence}{stays if bearing else ''}"


def _mentions(
    criteria_set: CriteriaSet | None, section: str, name: str, mentions: Sequence[Keys]
) -> str:
    counts: dict[tuple[str, str], int] = {}
    for path in mentions:
        counts[_place(path)] = counts.get(_place(path), 0) + 1
    parts = [_mention(criteria_set, section, place, count) for place, count in counts.items()]
    if not parts:
        return f"Nothing else in the file names {name}. Undo brings it back."
    return f"Removing {name} also takes out {listing(parts)}. Undo brings all of it back."


def _place(path: Keys) -> tuple[str, str]:
    """Return the section of a mention and the entry in it; no entry for scores and comparisons."""
    top = str(path[0])
    return (top, str(path[1]) if top in NOUNS else "")


def _mention(
    criteria_set: CriteriaSet | None, section: str, place: tuple[str, str], count: int
) -> str:
    top, entry = place
    if top == "assessments":
        # A row that is removed as a whole counts as one place.
        return "its scores" if section == "options" or count > 1 else "its score"
    if top in ("elicitation", "independence"):
        return counted(count, "comparison with it", "comparisons with it")
    entries = getattr(criteria_set, top, {}) if criteria_set is not None else {}
    called = entries[entry].name if entry in entries else entry
    what = {
        "frames": "its place in the frame",
        "lenses": "its weight in the lens",
        "readings": "its scores in the reading",
        "scenarios": "its shifts in the scenario",
    }.get(top, f"its mention in the {NOUNS[top]}")
    if section == "scenarios":
        what = "its mention in the scenario"
    return f"{what} {called}"


def guesses_sentence(guesses: Sequence[str]) -> str:
    """Return which fields of a criterion were guessed by a program and not yet confirmed.

    >>> guesses_sentence(["better", "scale"])
    'Guessed by a program and not confirmed by anybody: better end and scale.'
    """
    names = [FIELDS.get(key, key) for key in guesses]
    return f"Guessed by a program and not confirmed by anybody: {listing(names)}."


def weight_sentence(criteria_set: CriteriaSet, criterion: str) -> str:
    """Return a criterion's weight in each frame, with the file's swings."""
    swing = as_written(criteria_set.criteria[criterion].swing)
    counting, absent = [], []
    for frame in criteria_set.frames or [ALL_CRITERIA]:
        _, criteria = frame_criteria(criteria_set, frame)
        name = (
            f"“{criteria_set.frames[frame].name}”"
            if frame in criteria_set.frames
            else "every criterion"
        )
        if criterion not in criteria:
            absent.append(name)
            continue
        weights = weights_from_swings({one: criteria_set.criteria[one].swing for one in criteria})
        share = dict(zip(criteria, percents([weights[one] for one in criteria]), strict=True))
        counting.append(f"{share[criterion]} counting {name}")
    if not counting:
        return f"It counts in no frame yet, so it has no weight: add it under {SECTIONS['frames']}."
    without = f"; it does not count in {listing(absent)}" if absent else ""
    return f"With importance {swing} its weight is {listing(counting)}{without}."
