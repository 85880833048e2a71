"""Progress along the path from a question to a weighted set: which steps are done."""

from __future__ import annotations

from typing import NamedTuple

from steelyard.files.sources.first_set import is_beginning
from steelyard.model.score import UNKNOWN
from steelyard.results.result import Result
from steelyard.results.words.numbers import counted
from steelyard.results.words.text import listing

STEPS = ("question", "texts", "options", "criteria", "claims", "scores", "weights")
"""The steps in order, by their names in the address."""


class PathStep(NamedTuple):
    """One step: whether it is done, and a short summary of its state."""

    is_done: bool
    words: str


def find_steps(result: Result) -> dict[str, PathStep]:
    """Return every step of the path for a file, in order.

    A step is done when its condition holds. Question: the file states one. Texts: at least one,
    and all of them are on this machine. Options: at least two. Criteria: at least one, with both
    ends of every scale worded. Claims: at least one, and no paragraph left to read. Scores: all
    are known. Weights: every swing has a reason.
    """
    steps = (_question, _texts, _options, _criteria, _claims, _scores, _weights)
    return {name: step(result) for name, step in zip(STEPS, steps, strict=True)}


def _question(result: Result) -> PathStep:
    question = result.whole.question
    return PathStep(bool(question), result.whole.title if question else "no question yet")


def _texts(result: Result) -> PathStep:
    registers = [one for one in result.loaded.registers.values() if one.register is not None]
    here = [one for one in registers if one.text.state == "matches"]
    if not registers:
        return PathStep(False, "none yet")
    paragraphs = sum(len(one.register.fingerprints) for one in registers if one.register)
    missing = len(registers) - len(here)
    words = f"{counted(len(registers), 'text')}, {counted(paragraphs, 'paragraph')}"
    return PathStep(not missing, f"{words}, {missing} not here" if missing else words)


def _options(result: Result) -> PathStep:
    own = [e for e in result.whole.options.items() if not is_beginning("options", e[0], e[1].name)]
    yardstick = [entry.label for _, entry in own if entry.reference is not None]
    words = str(len(own)) if own else "none yet"
    named = f"{words}, {listing(yardstick)} the yardstick" if yardstick else words
    return PathStep(len(own) > 1, named)


def _criteria(result: Result) -> PathStep:
    criteria = result.whole.criteria.items()
    own = [entry for key, entry in criteria if not is_beginning("criteria", key, entry.name)]
    if not own:
        return PathStep(False, "none yet")
    bare = sum(
        not {float(key) for key in one.anchors} >= {one.scale.from_, one.scale.to} for one in own
    )
    words = str(len(own))
    if bare:
        verb = "lacks" if bare == 1 else "lack"
        return PathStep(False, f"{words}, of which {bare} {verb} words for an end")
    return PathStep(True, f"{words}, both ends in words")


def _claims(result: Result) -> PathStep:
    registers = {
        source: one.register
        for source, one in result.loaded.registers.items()
        if one.register is not None
    }
    claims = sum(len(one.standing) for one in registers.values())
    aims = sum(one.aim or 0 for one in registers.values())
    words = f"{claims} of {aims}" if aims else counted(claims, "claim")
    states = [one for source in registers for one in result.cover_paragraphs(source)]
    bare = sum(not state.is_covered for state in states)
    if bare:
        words += f", {counted(bare, 'paragraph')} to read"
    return PathStep(bool(claims) and not bare, words)


def _scores(result: Result) -> PathStep:
    whole = result.whole
    cells = [(option, criterion) for option in whole.options for criterion in whole.criteria]
    known = sum(
        (own := whole.assessments.get(option, {}).get(criterion)) is not None
        and own.score != UNKNOWN
        for option, criterion in cells
    )
    return PathStep(known == len(cells), f"{known} of {len(cells)}")


def _weights(result: Result) -> PathStep:
    entries = result.whole.criteria.values()
    reasons = sum(bool(entry.swing_reason) for entry in entries)
    if not reasons:
        return PathStep(False, "swings, last of all")
    return PathStep(reasons == len(entries), f"{reasons} of {len(entries)} swings have a reason")
