"""What is still to be read, cited or looked for: paragraphs, claims and cells.

Only counts; whether a claim supports a score is for a person to judge.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from steelyard.model import Assessment, Cell, Claim, CriteriaSet, Register
from steelyard.model.register import Voice

CellState = Literal["score with claims", "score without", "claims waiting", "neither"]


class ParagraphState(NamedTuple):
    """A paragraph: how many claims it has, and, if somebody looked and found none, why."""

    paragraph: int
    claims: int
    no_claim: str

    @property
    def is_covered(self) -> bool:
        """Whether it has a claim, or somebody looked and found none."""
        return self.claims > 0 or bool(self.no_claim)


def cover_paragraphs(register: Register) -> tuple[ParagraphState, ...]:
    """Return every paragraph of a text, in order, with the number of its claims.

    Withdrawn claims, and those about an older text, do not count.

    >>> text = Register.model_validate({"format": 1, "title": "Menu", "sha256": "0" * 64,
    ...     "fingerprints": ["0" * 16, "1" * 16], "no_claim": {"2": "heading"},
    ...     "claims": {"m-1": {"paragraph": 1, "says": "Warm."}}})
    >>> [state.is_covered for state in cover_paragraphs(text)]
    [True, True]
    """
    counts = [0] * (len(register.fingerprints) + 1)
    for claim in register.standing.values():
        if claim.older_text is None and claim.paragraph < len(counts):
            counts[claim.paragraph] += 1
    return tuple(
        ParagraphState(number, counts[number], register.no_claim.get(number, ""))
        for number in range(1, len(counts))
    )


@dataclass(frozen=True)
class CellCoverage:
    """A cell: its state, the claims that bear on it, and those its score cites.

    `for_` and `against`: ids of the claims for and against a good result here. `cited`: those
    that the score cites, direct ones first. `waiting`: those that bear on the cell but are not
    cited.
    """

    cell: Cell
    state: CellState
    for_: tuple[str, ...]
    against: tuple[str, ...]
    cited: tuple[str, ...]

    @property
    def waiting(self) -> tuple[str, ...]:
        """The claims that bear on the cell but are not cited, in the order of the registers."""
        both = dict.fromkeys((*self.for_, *self.against))
        return tuple(claim for claim in both if claim not in self.cited)


def cover_cells(criteria_set: CriteriaSet, claims: Mapping[str, Claim]) -> dict[Cell, CellCoverage]:
    """Return every cell of a set, option by option, with the claims on it and those it cites."""
    for_: dict[Cell, list[str]] = {}
    against: dict[Cell, list[str]] = {}
    for claim, entry in claims.items():
        for criterion, bearing in entry.bears_on.items():
            for option in bearing.for_:
                for_.setdefault((option, criterion), []).append(claim)
            for option in bearing.against:
                against.setdefault((option, criterion), []).append(claim)
    found = {}
    for option in criteria_set.options:
        for criterion in criteria_set.criteria:
            cell = (option, criterion)
            own = criteria_set.assessments.get(option, {}).get(criterion)
            cited = own.cited if own is not None else ()
            bears = bool(for_.get(cell) or against.get(cell))
            found[cell] = CellCoverage(
                cell,
                _state(own, bears=bears),
                tuple(for_.get(cell, ())),
                tuple(against.get(cell, ())),
                cited,
            )
    return found


def _state(own: Assessment | None, *, bears: bool) -> CellState:
    is_scored = own is not None and own.score.known
    has_claims = bears or (own is not None and bool(own.cited))
    if is_scored:
        return "score with claims" if own is not None and own.cited else "score without"
    return "claims waiting" if has_claims else "neither"


def find_unused(criteria_set: CriteriaSet, claims: Mapping[str, Claim]) -> tuple[str, ...]:
    """Return the claims that nothing in a set cites, first those that are the only one on a cell.

    Then come those that bear on a cell together with others, then those that bear on nothing in
    the set, each in the order of the registers. Citations by readings and criteria count too.
    """
    used = set(_cited(criteria_set))
    cells = cover_cells(criteria_set, claims)
    alone = {
        bearers[0]
        for cell in cells.values()
        if len(bearers := tuple(dict.fromkeys((*cell.for_, *cell.against)))) == 1
    }
    bearing = {claim for cell in cells.values() for claim in (*cell.for_, *cell.against)}
    unused = [claim for claim in claims if claim not in used]
    return tuple(sorted(unused, key=lambda claim: (claim not in alone) + (claim not in bearing)))


def _cited(criteria_set: CriteriaSet) -> Iterable[str]:
    rows = [criteria_set.assessments, *(r.assessments for r in criteria_set.readings.values())]
    for assessments in rows:
        for row in assessments.values():
            for cell in row.values():
                yield from cell.cited
    for criterion in criteria_set.criteria.values():
        yield from criterion.claims
    for condition in criteria_set.conditions.values():
        yield from condition.claims


def find_bare_cells(criteria_set: CriteriaSet, claims: Mapping[str, Claim]) -> tuple[Cell, ...]:
    """Return the cells on which no claim bears and whose score cites none, scored ones first."""
    cells = cover_cells(criteria_set, claims).values()
    bare = [one for one in cells if not (one.for_ or one.against or one.cited)]
    return tuple(one.cell for one in sorted(bare, key=lambda one: one.state == "neither"))


class LeaningStep(NamedTuple):
    """Running counts of claims for and against, up to and including one claim."""

    claim: str
    for_: int
    against: int


def grow_leaning(
    claims: Mapping[str, Claim], options: Collection[str], criteria: Collection[str]
) -> tuple[LeaningStep, ...]:
    """Return the running counts of claims for and against some options on some criteria.

    There is one step per claim. Claims that speak neither way are left out.

    >>> from steelyard.model import Bearing
    >>> dear = Claim(paragraph=1, says="Dear.", bears_on={"price": Bearing(against=["soup"])})
    >>> grow_leaning({"c-1": dear}, ["soup"], ["price"])
    (LeaningStep(claim='c-1', for_=0, against=1),)
    """
    steps: list[LeaningStep] = []
    for_ = against = 0
    for claim, entry in claims.items():
        bearings = [bearing for c, bearing in entry.bears_on.items() if c in criteria]
        speaks_for = any(option in options for b in bearings for option in b.for_)
        speaks_against = any(option in options for b in bearings for option in b.against)
        if speaks_for or speaks_against:
            for_, against = for_ + speaks_for, against + speaks_against
            steps.append(LeaningStep(claim, for_, against))
    return tuple(steps)


class SidesByVoice(NamedTuple):
    """How many claims speak for and against something, by their voice in the text."""

    for_: Mapping[Voice, int]
    against: Mapping[Voice, int]

    @property
    def sides(self) -> tuple[int, int]:
        """How many claims speak for it, and how many against, in any voice."""
        return sum(self.for_.values()), sum(self.against.values())


def count_sides(
    claims: Mapping[str, Claim], options: Collection[str], criteria: Collection[str]
) -> SidesByVoice:
    """Return how many claims speak for and against some options on some criteria, by voice.

    A claim that speaks for several of them counts once for; one that speaks for one option and
    against another counts on both sides.

    >>> from steelyard.model import Bearing
    >>> dear = Claim(paragraph=1, says="Dear.", bears_on={"price": Bearing(against=["soup"])})
    >>> count_sides({"c-1": dear}, ["soup"], ["price"]).sides
    (0, 1)
    """
    counts: dict[str, Counter[Voice]] = {"for": Counter(), "against": Counter()}
    for entry in claims.values():
        bearings = [bearing for c, bearing in entry.bears_on.items() if c in criteria]
        if any(option in options for bearing in bearings for option in bearing.for_):
            counts["for"][entry.voice] += 1
        if any(option in options for bearing in bearings for option in bearing.against):
            counts["against"][entry.voice] += 1
    return SidesByVoice(counts["for"], counts["against"])
