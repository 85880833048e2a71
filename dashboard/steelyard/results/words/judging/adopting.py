"""Texts written into a criteria file with a group's inputs, and sentences about adopting them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from steelyard.results.judges.group_result import GroupResult
from steelyard.results.words.names import cell_name
from steelyard.results.words.numbers import counted
from steelyard.results.words.text import plain, some_apart

if TYPE_CHECKING:
    from steelyard.analysis.judges.averaging import Ranges
    from steelyard.results.judges.adoption import Adoption

NOT_SIMULATED: Final = "No person gave these answers, so they are not written into the set."
NOT_READABLE: Final = "The text of the set cannot be read, so nothing is written into it."
ENDS_NOT_SHOWN: Final = (
    "No single score of this round is shown, and the lowest and the highest are single scores: "
    "take the quantiles of the pool as ranges."
)
METHOD: Final = "swing weighting by each judge alone, each judge’s weights averaged"
BEFORE_JUDGES_NAME: Final = "The set before the judges"
OWN_REASON: Final = "The scores and swings of the set as they were before the judges’ were taken."
INPUTS_NOTE: Final = (
    "Only averaged inputs can be written into a file: its totals are those of the averages of "
    "inputs, which mix one person’s weights with another’s scores, and not the mean of the judges’ "
    "own totals."
)
RANGES: Final[Mapping[str, str]] = {
    "union": "Low and high: from the lowest low to the highest high that any judge gave.",
    "quantiles": "Low and high: the 5 % and 95 % quantiles of the linear pool of the judges’ "
    "triangular distributions.",
}
"""Method of deriving ranges → the rule in a sentence."""

_LONGEST: Final = 7_500


def by_words(found: GroupResult) -> str:
    """Return the author of the written judgements, as named in the file."""
    return f"{counted(len(found.judges), 'judge')}, round {found.round.number}"


def reason_words(found: GroupResult) -> str:
    """Return the general reason for written scores: the mean of how many judges."""
    return f"Mean of {counted(len(found.judges), 'judge')} after round {found.round.number}."


def cell_reason(found: GroupResult, cell: tuple[str, str]) -> str:
    """Return the reason for a written score: how it was averaged, and the judges' unnamed reasons.

    The judges' reasons are left out if they must not be shown.
    """
    given = [answer.why or answer.reason for answer in found.answers(cell) if answer.score.known]
    count = sum(cell in found.panel.scored[judge] for judge in found.judges)
    head = f"Mean of {counted(count, 'judge')} after round {found.round.number}."
    return _with_reasons(head, given)


def swing_reason(found: GroupResult, criterion: str) -> str:
    """Return the reason for a written swing: how it was averaged, and the unnamed reasons."""
    count = len(found.panel.weighted)
    head = f"Mean weight of {counted(count, 'judge')} after round {found.round.number}."
    if found.panel.ranked:
        head = f"{head} {len(found.panel.ranked)} of them gave only an order."
    return _with_reasons(head, found.swing_reasons(criterion))


def _with_reasons(head: str, given: Sequence[str]) -> str:
    said = list(dict.fromkeys(plain(reason).strip() for reason in given if reason.strip()))
    whole = " ".join([head, *(f"“{reason}”" for reason in said)])
    return whole if len(whole) <= _LONGEST else f"{whole[: _LONGEST - 1]}…"


def adoption_lines(adoption: Adoption) -> list[str]:
    """Return what writing the inputs into the file means, as sentences."""
    found = adoption.found
    why = (
        "as none of this round are shown"
        if found.is_anonymous
        else "since with fewer than three judges each would have a name"
    )
    said = [
        f"{counted(len(adoption.inputs.scores), 'score')} and "
        f"{counted(len(adoption.inputs.swings), 'swing')}: means of "
        f"{counted(len(found.judges), 'judge')} after round {found.round.number}, with the reasons "
        "they gave."
        if found.shows_answers
        else f"{counted(len(adoption.inputs.scores), 'score')} and "
        f"{counted(len(adoption.inputs.swings), 'swing')}: means of "
        f"{counted(len(found.judges), 'judge')} after round {found.round.number}; their reasons "
        f"are left out, {why}.",
        range_words(adoption.ranges),
        INPUTS_NOTE,
    ]
    if adoption.left:
        names = some_apart(plain(cell_name(found.criteria_set, cell)) for cell in adoption.left)
        said.append(f"Nobody judged {names}: left as it is.")
    if adoption.keeps_own:
        said.append(f"The present scores and swings stay beside, as “{BEFORE_JUDGES_NAME}”.")
    return said


def range_words(ranges: Ranges) -> str:
    """Return the rule by which low and high are derived."""
    return RANGES[ranges]
