"""Which claims are for or against an option, and who makes them.

Reads the directions that a register gives its claims. Claims are arguments, not
observations: they are listed and counted here, never weighed or treated as votes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Literal, NamedTuple

from steelyard.analysis.totals import find_assessment
from steelyard.model import Cell, Claim, CriteriaSet

Speaker = Literal["author", "reported", "quoted", "unnamed"]
SPEAKERS: tuple[Speaker, ...] = ("author", "reported", "quoted", "unnamed")

_WITHOUT_NAME = re.compile(r"\b(?:unnamed|anonymous|unattributed)\b", re.IGNORECASE)


class Bearers(NamedTuple):
    """The ids of the claims for and against an option; a claim that is both is in both."""

    for_: tuple[str, ...]
    against: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """Every claim once, those for the option first."""
        return tuple(dict.fromkeys((*self.for_, *self.against)))


class Use(NamedTuple):
    """A cell that cites a claim, and whether the claim is about this very cell (`is_direct`)."""

    cell: Cell
    is_direct: bool


def find_bearers(claims: Mapping[str, Claim], option: str, criteria: Collection[str]) -> Bearers:
    """Return the claims that speak for and against an option on some criteria.

    In the order of `claims`, each at most once per side. A claim without a direction is on neither.

    >>> from steelyard.model import Bearing
    >>> claim = Claim(paragraph=1, says="Cheap.", bears_on={"price": Bearing(for_=["soup"])})
    >>> find_bearers({"c-1": claim}, "soup", ["price"])
    Bearers(for_=('c-1',), against=())
    """
    for_, against = [], []
    for claim, entry in claims.items():
        bearings = [bearing for c, bearing in entry.bears_on.items() if c in criteria]
        if any(option in bearing.for_ for bearing in bearings):
            for_.append(claim)
        if any(option in bearing.against for bearing in bearings):
            against.append(claim)
    return Bearers(tuple(for_), tuple(against))


def find_uses(criteria_set: CriteriaSet, claim: str, reading: str | None = None) -> tuple[Use, ...]:
    """Return every cell of the set that cites a claim, in the order of the file.

    All criteria count, not only those of a frame. Where the reading has an assessment it replaces
    the base one. A cell that lists a claim as both direct and indirect cites it directly. Raises
    KeyError for a reading the set does not have.
    """
    uses = []
    for option in criteria_set.options:
        for criterion in criteria_set.criteria:
            found = find_assessment(criteria_set, option, criterion, reading)
            if found is not None and claim in (*found.claims, *found.inferred_from):
                uses.append(Use((option, criterion), claim in found.claims))
    return tuple(uses)


def speaker_of(claim: Claim) -> Speaker:
    """Return the speaker of a claim: the author, a person reported or quoted, or none named.

    A person reported or quoted is *unnamed* where `by` is missing or contains the word unnamed,
    anonymous or unattributed.

    >>> speaker_of(Claim(paragraph=1, says="Dear.", voice="quoted", by="two unnamed cooks"))
    'unnamed'
    """
    if claim.voice == "assertion":
        return "author"
    if not claim.by or _WITHOUT_NAME.search(claim.by):
        return "unnamed"
    return claim.voice


def count_speakers(claims: Iterable[Claim]) -> dict[Speaker, int]:
    """Count claims by kind of speaker; every kind is included, even at 0.

    >>> count_speakers([Claim(paragraph=1, says="Dear.")])
    {'author': 1, 'reported': 0, 'quoted': 0, 'unnamed': 0}
    """
    found = [speaker_of(claim) for claim in claims]
    return {speaker: found.count(speaker) for speaker in SPEAKERS}
