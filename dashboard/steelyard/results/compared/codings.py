"""Two people's codings of one text compared: shared claims, and how far they agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from steelyard.model import Claim

if TYPE_CHECKING:
    from steelyard.analysis.evidence.two_codings import ClaimPair, CodingAgreement, Codings

DIFFERING = ("voice", "by", "form", "hedge", "bears_on")
"""The keys in which the two claims of a pair are compared."""


@dataclass(frozen=True)
class CodingComparison:
    """The claims of two people, by id, and their names; withdrawn claims are already left out."""

    first: Mapping[str, Claim]
    second: Mapping[str, Claim]
    names: tuple[str, str]

    @cached_property
    def codings(self) -> Codings:
        """The pairs, the claims only one person has, and the agreement."""
        from steelyard.analysis.evidence.two_codings import compare_codings

        return compare_codings(self.first, self.second)

    @property
    def agreements(self) -> dict[str, CodingAgreement]:
        """Aspect compared (voice, form, bearing) → how far both people agree on it."""
        found = self.codings
        return {"voice": found.voice, "form": found.form, "bearing": found.bearing}

    @cached_property
    def differing(self) -> tuple[tuple[ClaimPair, tuple[str, ...]], ...]:
        """The pairs of claims that differ, with the keys in which they do."""
        found = []
        for pair in self.codings.pairs:
            one, two = self.first[pair.first], self.second[pair.second]
            keys = tuple(key for key in DIFFERING if getattr(one, key) != getattr(two, key))
            if keys:
                found.append((pair, keys))
        return tuple(found)

    @property
    def data(self) -> dict[str, Any]:
        """Everything as plain data for JSON."""
        found = self.codings
        return {
            "coders": list(self.names),
            "both": [{"first": pair.first, "second": pair.second} for pair in found.pairs],
            "only_first": list(found.only_first),
            "only_second": list(found.only_second),
            "agreement": {
                what: {"same": one.same, "pairs": one.pairs, "kappa": one.kappa}
                for what, one in self.agreements.items()
            },
            "differing": [
                {"first": pair.first, "second": pair.second, "keys": list(keys)}
                for pair, keys in self.differing
            ],
        }
