"""The meaning of the words and marks on the pages, in one sentence each.

The glossary beside the pages and the definitions that open at a word use the same sentences.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from steelyard.model import CriteriaSet
from steelyard.results.words.names import MANY_CRITERIA
from steelyard.results.words.simulations import FIRST_IN
from steelyard.results.words.text import plain, some_apart

HOW_TO_READ: Final = "How to read this"
"""The name of the explanation of marks and words."""
HOW_TO_READ_PARTS: Final = ("The marks", "The words", "What it does not say")
"""The headings of its parts."""

SWING: Final = "importance"
WEIGHT: Final = "weight"
FRAME: Final = "counting (frame)"
LENS: Final = "lens"
READING: Final = "reading"
SCENARIO: Final = "scenario"
SIMULATIONS: Final = "simulations"
FLIP: Final = "what would change the leader (flip)"
CLOSE: Final = "too close to call"
"""The words for a close call in all sentences."""

CONDITION: Final = "condition"
DISPUTE: Final = "dispute"
PREMIUM: Final = "extra (premium)"
LEAD_SHARE: Final = "first in (lead share)"

MEANINGS: Final[Mapping[str, str]] = {
    SWING: "How much it matters to go from one end of the scale to the other, 0 to 100; in "
    "the file: swing.",
    WEIGHT: "The importance of a criterion as its share of the sum of all importances.",
    FRAME: "Which criteria count. Those left out are not set to zero; they are not asked about.",
    LENS: "The weights of one seat at the table.",
    READING: "A rival set of scores in place of the file’s; the weights stay.",
    SCENARIO: "One way the world may turn: some scores shift, weights do not.",
    SIMULATIONS: "Draws of weights near these and of scores within their ranges. How often an "
    "option comes first in them is not the chance that it is right.",
    LEAD_SHARE: "In how many of 100 simulations an option comes first.",
    PREMIUM: "What an option that combines others scores above the better of its parts.",
    FLIP: "The smallest change of weights, or of one score, after which another option leads.",
    CLOSE: "A lead so small that this file does not count it as one.",
    CONDITION: "What an option needs to be done at all: met, open or not met. It is never weighed "
    "against points.",
    DISPUTE: "Your score in place of the file’s, in your view only.",
}
"""Word → what it means."""

ABOUT_LENSES: Final = "A lens is the weights of one seat at the table. It never changes a score."
"""Shown where a lens is chosen."""

TERMS: Final[Mapping[str, str]] = {
    "swing": SWING,
    "weight": WEIGHT,
    "frame": FRAME,
    "lens": LENS,
    "reading": READING,
    "scenario": SCENARIO,
    "simulation": SIMULATIONS,
    "share": LEAD_SHARE,
    "premium": PREMIUM,
    "flip": FLIP,
    "close": CLOSE,
    "condition": CONDITION,
    "dispute": DISPUTE,
}
"""Name used in links to a definition → the word defined."""

_FORMS: Final[Mapping[str, str]] = {
    "swing": r"swings?|importance",
    "frame": r"frames?|counting(?= (?:“|all ))",
    "lens": r"lens|lenses",
    "reading": r"readings?",
    "scenario": r"scenarios?",
    "simulation": r"simulations?",
    "share": r"lead shares?",
    "premium": r"premiums?|extras? for combining",
    "flip": r"flips?|what would change the leader",
    "close": CLOSE,
    "condition": r"conditions?",
    "dispute": r"disputes?|disputed",
}
"""The inflected forms in which words appear. *Weight* is too frequent to be marked."""

_WORDS = re.compile(
    r"\b(?:" + "|".join(f"(?P<{name}>{form})" for name, form in _FORMS.items()) + r")\b",
    re.IGNORECASE,
)


class TermPiece(NamedTuple):
    """A part of a text; `term`: the name of the glossary word that it is, empty for other text."""

    text: str
    term: str = ""


def split_terms(text: str) -> list[TermPiece]:
    """Return a text split so that the first mention of each glossary word is a separate part.

    >>> [(piece.text, piece.term) for piece in split_terms("A lens, and another lens")]
    [('A ', ''), ('lens', 'lens'), (', and another lens', '')]
    """
    pieces, begin, seen = list[TermPiece](), 0, set[str]()
    for found in _WORDS.finditer(text):
        name = found.lastgroup or ""
        if name in seen:
            continue
        seen.add(name)
        pieces += [TermPiece(text[begin : found.start()]), TermPiece(found.group(), name)]
        begin = found.end()
    return [piece for piece in [*pieces, TermPiece(text[begin:])] if piece.text]


def define(name: str) -> str:
    """Return the definition of a word, given its name in links: the word, then its meaning below.

    >>> define("condition").partition("\\n")[0]
    'Condition'
    """
    word = TERMS[name]
    return f"{word[:1].upper()}{word[1:]}\n{MEANINGS[word]}"


def meanings_of_marks(criteria_set: CriteriaSet, *, is_phone: bool = False) -> dict[str, str]:
    """Return mark → meaning, as the end of a sentence that begins with the mark.

    A phone has no columns of scores, so their marks are left out.
    """
    measure = criteria_set.measure
    name = plain(measure.name)
    bar = (
        "says how good that score is: it grows from the worst end of the scale to the best. "
        "A longer bar is never worse."
        if measure.top == "best"
        else f"says how much {name} that score means. A longer bar is never less {name}."
    )
    columns = {
        "The number": "is the score, on the criterion’s own scale and in its unit.",
        "The bar": bar,
        "The head of a column": "names the criterion and its weight."
        if len(criteria_set.criteria) > MANY_CRITERIA
        else f"names the {plain(measure.top)} end of the scale; the column is as wide as its "
        "criterion’s weight, where there is room.",
    }
    how = "how good each score is" if measure.top == "best" else f"how much {name} each score means"
    return {
        **({} if is_phone else columns),
        "The total": f"adds up {how}, times its criterion’s weight, from 0 to 100.",
        "The line on a total": "shows where it lies in 90 of 100 simulations.",
        FIRST_IN: "says in how many of 100 simulations an option comes first.",
        "The colours of a slider": "show who leads at each weight; its tick is the weight in the "
        "file.",
    }


SLIDER_COLOURS: Final = "Colour: who leads there"
"""The legend of the colours of sliders, shown above all of them."""


def define_marks(criteria_set: CriteriaSet, *marks: str) -> str:
    """Return the meanings of marks as one definition, with the first mark as its title."""
    says = meanings_of_marks(criteria_set)
    return "\n".join([marks[0], *(f"{mark} {says[mark]}" for mark in marks)])


NOT_SAID: Final = "Totals are judgements put in order, not measurements."


def left_out_sentence(criteria_set: CriteriaSet) -> str:
    """Return the warning about what totals are, and what the set deliberately leaves out."""
    names = [plain(entry.name) for entry in criteria_set.left_out.values()]
    return f"{NOT_SAID} Left out on purpose: {some_apart(names)}." if names else NOT_SAID
