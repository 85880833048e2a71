"""Two people's claims of one text side by side: which match, and how far the two agree.

Claims pair one to one by their passages, the largest overlap first; agreement beyond chance is
Cohen's kappa (Cohen, J. (1960), *Educational and Psychological Measurement* 20, 37–46).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from steelyard.model import Claim

FEWEST_PAIRS: Final = 10
"""With fewer pairs than this no kappa is given: each single pair would change it too much."""

_Side = Literal["for", "against", "both", ""]


@dataclass(frozen=True)
class ClaimPair:
    """One claim by each person on the same passage, and how many characters both passages share.

    `overlap` is infinite where both record no passage and only the same paragraph.
    """

    first: str
    second: str
    overlap: float


@dataclass(frozen=True)
class CodingAgreement:
    """How often two people gave the same answer about paired claims.

    `same` of `pairs` agree. `kappa` is from −1 to 1: 1 is complete agreement, 0 what chance
    gives; `None` under ten pairs, and where both gave one and the same answer throughout.
    """

    same: int
    pairs: int
    kappa: float | None


@dataclass(frozen=True)
class Codings:
    """Two people's claims of one text: pairs, and the claims that only one of them has."""

    pairs: tuple[ClaimPair, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    voice: CodingAgreement
    form: CodingAgreement
    bearing: CodingAgreement


def compare_codings(first: Mapping[str, Claim], second: Mapping[str, Claim]) -> Codings:
    """Return two people's claims paired, with their agreement on voice, form and bearing.

    A pair agrees on bearing if it does in every cell; kappa counts each cell that any paired
    claim bears on, in every pair, as for, against, both or neither.
    """
    pairs = pair_claims(first, second)
    one = [first[pair.first] for pair in pairs]
    two = [second[pair.second] for pair in pairs]
    paired = {pair.first for pair in pairs}, {pair.second for pair in pairs}
    return Codings(
        pairs,
        tuple(claim for claim in first if claim not in paired[0]),
        tuple(claim for claim in second if claim not in paired[1]),
        _agree([claim.voice for claim in one], [claim.voice for claim in two]),
        _agree([claim.form for claim in one], [claim.form for claim in two]),
        _agree_on_bearing(one, two),
    )


def pair_claims(first: Mapping[str, Claim], second: Mapping[str, Claim]) -> tuple[ClaimPair, ...]:
    """Return two people's claims paired one to one, in the order of the first person's claims.

    Two claims can pair if their passages share at least half of the shorter one; a claim
    without a passage counts as its whole paragraph. The largest overlap is paired first; among
    equal overlaps, the earlier claims.
    """
    possible = []
    for i, (one, entry) in enumerate(first.items()):
        for j, (two, other) in enumerate(second.items()):
            overlap, shorter = _overlap(entry, other)
            if overlap > 0 and overlap >= shorter / 2:
                possible.append((-overlap, i, j, one, two))
    taken: set[tuple[int, str]] = set()
    pairs = []
    for overlap, i, _, one, two in sorted(possible):
        if (1, one) not in taken and (2, two) not in taken:
            taken |= {(1, one), (2, two)}
            pairs.append((i, ClaimPair(one, two, -overlap)))
    return tuple(pair for _, pair in sorted(pairs, key=lambda found: found[0]))


def _overlap(one: Claim, other: Claim) -> tuple[float, float]:
    """Return how many characters two passages share, and the length of the shorter."""
    if one.paragraph != other.paragraph or one.older_text != other.older_text:
        return 0, 0
    (a, b), (c, d) = _span(one), _span(other)
    # Two whole paragraphs overlap entirely.
    shared = math.inf if b == d == math.inf else min(b, d) - max(a, c)
    shorter = min(b - a, d - c)
    return shared, 0 if shorter == math.inf else shorter


def _span(claim: Claim) -> tuple[float, float]:
    return (claim.passage[0], claim.passage[1]) if claim.passage is not None else (0, math.inf)


def _agree(one: Sequence[Hashable], two: Sequence[Hashable]) -> CodingAgreement:
    same = sum(a == b for a, b in zip(one, two, strict=True))
    kappa = cohen_kappa(one, two) if len(one) >= FEWEST_PAIRS else None
    return CodingAgreement(same, len(one), kappa)


def _agree_on_bearing(one: Sequence[Claim], two: Sequence[Claim]) -> CodingAgreement:
    sides = [(_sides(a), _sides(b)) for a, b in zip(one, two, strict=True)]
    cells = dict.fromkeys(cell for pair in sides for side in pair for cell in side)
    same = sum(a == b for a, b in sides)
    kappa = None
    if len(sides) >= FEWEST_PAIRS and cells:
        kappa = cohen_kappa(
            [a.get(cell, "") for a, _ in sides for cell in cells],
            [b.get(cell, "") for _, b in sides for cell in cells],
        )
    return CodingAgreement(same, len(sides), kappa)


def _sides(claim: Claim) -> dict[tuple[str, str], _Side]:
    found: dict[tuple[str, str], _Side] = {}
    for criterion, bearing in claim.bears_on.items():
        for option in bearing.for_:
            found[option, criterion] = "for"
        for option in bearing.against:
            found[option, criterion] = "both" if (option, criterion) in found else "against"
    return found


def cohen_kappa(one: Sequence[Hashable], two: Sequence[Hashable]) -> float | None:
    """Return Cohen's kappa of two people's answers; `None` where chance alone gives agreement.

    kappa = (p − e) / (1 − e): p is the share of equal answers, e the share expected if each
    answered at random, giving every answer as often as they did. Raises ValueError if there are
    no answers, or if one person gave more than the other.

    >>> yes_no = ["yes"] * 25 + ["no"] * 25, ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    >>> round(cohen_kappa(*yes_no), 3)
    0.4
    """
    if not one or len(one) != len(two):
        raise ValueError("kappa needs as many answers of one person as of the other, and some")
    count = len(one)
    equal = sum(a == b for a, b in zip(one, two, strict=True))
    often, as_often = Counter(one), Counter(two)
    # In integers as long as possible, so that a chance of exactly 1 is recognised as such.
    chance = sum(often[answer] * as_often[answer] for answer in often)
    if chance == count * count:
        return None
    return (equal * count - chance) / (count * count - chance)
