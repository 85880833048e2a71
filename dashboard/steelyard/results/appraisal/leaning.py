"""Counts of the claims for and against options; they are not votes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from steelyard.model import Claim
from steelyard.results.words.numbers import counted


@dataclass(frozen=True)
class Leaning:
    """Counts of distinct claims on some options: all, those for one of them, those against one.

    A claim that speaks for one and against another, or both ways on two criteria, counts
    on both sides, but only once in `claims`.
    """

    claims: int
    for_: int
    against: int

    @property
    def both(self) -> int:
        """How many claims speak both for and against."""
        return self.for_ + self.against - self.claims

    @property
    def share(self) -> float:
        """The larger side as a share of all claims, 0–1; 0 without claims."""
        return max(self.for_, self.against) / self.claims if self.claims else 0.0

    def in_words(self) -> str:
        """Return the counts as words.

        >>> Leaning(5, 2, 4).in_words()
        '5 claims, 2 for and 4 against, 1 of them both'
        """
        both = f", {self.both} of them both" if self.both else ""
        return f"{counted(self.claims, 'claim')}, {self.for_} for and {self.against} against{both}"


def lean(
    claims: Iterable[tuple[str, Claim]], options: Collection[str], criteria: Collection[str]
) -> Leaning:
    """Count the claims that speak for and against any of some options on some criteria.

    `claims` are (id, claim) pairs, each id once.

    >>> from steelyard.model import Bearing
    >>> claim = Claim(paragraph=1, says="Cheap.", bears_on={"price": Bearing(for_=["soup"])})
    >>> lean([("c-1", claim)], ["soup", "cake"], ["price"])
    Leaning(claims=1, for_=1, against=0)
    """
    for_, against = set(), set()
    for claim, entry in claims:
        for criterion, bearing in entry.bears_on.items():
            if criterion not in criteria:
                continue
            if any(option in options for option in bearing.for_):
                for_.add(claim)
            if any(option in options for option in bearing.against):
                against.add(claim)
    return Leaning(len(for_ | against), len(for_), len(against))
