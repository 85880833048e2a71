"""Guesses in a file about what its numbers mean, which nobody has confirmed yet.

A guess about a criterion is kept beside the value it concerns, and is confirmed by deleting it
there or by writing another value. One about the file as a whole is a sentence, and is deleted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from steelyard.files.editing.open_text import OpenText
from steelyard.files.editing.value_edits import take_out_all
from steelyard.files.problem_texts import ProblemText
from steelyard.files.problems import Problem, echo, format_number
from steelyard.files.yaml.documents import place_problem
from steelyard.files.yaml.yaml_tree import Tree
from steelyard.model import CriteriaSet, Criterion

GUESS: Final = "C026"


def find_guesses(tree: Tree, criteria_set: CriteriaSet) -> Iterator[Problem]:
    """Yield a problem for each guess that is not confirmed, at the guess in the text."""
    for key, sentence in criteria_set.unconfirmed.items():
        complaint = ProblemText(
            GUESS,
            f"{echo(sentence)}, a guess about the file as a whole",
            "what somebody has confirmed",
            f"delete unconfirmed › {echo(key)} if it is right; if not, correct the file",
        )
        yield place_problem(tree, ("unconfirmed", key), complaint)
    for key, criterion in criteria_set.criteria.items():
        for guessed in criterion.guesses:
            complaint = ProblemText(
                GUESS,
                f"{_shown(criterion, guessed)}, a guess about {echo(criterion.name)}",
                _ALLOWED[guessed],
                f"delete {guessed} under unconfirmed if the guess is right; if not, correct "
                f"criteria › {echo(key)} › {guessed}",
            )
            yield place_problem(tree, ("criteria", key, "unconfirmed", guessed), complaint)


def confirm_guesses(text: str) -> str:
    """Return the text of a file without the guesses in it: each is taken as confirmed.

    Guesses that somebody has answered with another value go too. Raises EditError where the text
    cannot be read.
    """
    opened = OpenText(text)
    criteria, rest = opened.find(("criteria",))
    paths = [] if rest else [(*spot.keys, "unconfirmed") for spot in opened.children(criteria)]
    there = [keys for keys in (("unconfirmed",), *paths) if not opened.find(keys)[1]]
    return take_out_all(text, there) if there else text


_ALLOWED: Final = {
    "better": "higher or lower, as somebody has confirmed it",
    "scale": "the worst and the best that is thinkable, as somebody has confirmed them",
    "anchors": "words and their numbers, as somebody has confirmed them",
}


def _shown(criterion: Criterion, guessed: str) -> str:
    if guessed == "better":
        return f"better: {criterion.better}"
    if guessed == "scale":
        ends = format_number(criterion.scale.from_), format_number(criterion.scale.to)
        return f"a scale from {ends[0]} to {ends[1]}"
    words = (f"{echo(text)} = {format_number(at)}" for at, text in criterion.anchors.items())
    return echo(", ".join(words))
