"""Rules on claims and sources: counted twice, unopposed, one-sided."""

from __future__ import annotations

from typing import Any

import pytest
from small_sets import make_set

from steelyard.analysis.totals import evaluate
from steelyard.model import Bearing, Claim, CriteriaSet
from steelyard.results.appraisal.case import Case, Evidence
from steelyard.results.appraisal.claims import check_contrary_claims, check_double_counting
from steelyard.results.appraisal.leaning import Leaning, lean
from steelyard.results.appraisal.sources import check_sources

SCORES = {"soup": {"taste": 40, "price": 20}, "cake": {"taste": 80, "price": 60}}


def claim(criterion: str, for_: str = "", against: str = "", **rest: Any) -> Claim:
    """Return a claim that bears on one criterion for and against options, named in one text."""
    bearing = Bearing(for_=for_.split(), against=against.split())
    return Claim(paragraph=1, says="So it is.", bears_on={criterion: bearing}, **rest)


def case_of(criteria_set: CriteriaSet, *claims: Claim, sources: int = 1) -> Case:
    """Return a case whose claims, a-0 and on, come from the sources s0, s1 ... in turn."""
    named = {f"a-{place}": one for place, one in enumerate(claims)}
    origin = {one: f"s{place % sources}" for place, one in enumerate(named)}
    return Case(criteria_set, evaluate(criteria_set), Evidence(named, origin))


def citing(*criteria: str) -> CriteriaSet:
    """Return a set in which soup cites a-1 under these criteria."""
    row = {c: {"score": 40, "claims": ["a-1"] if c in criteria else []} for c in "xyz"}
    plain = {c: {"score": 60, "claims": ["a-1"]} if c == "x" else 60 for c in "xyz"}
    scores: Any = {"soup": row, "cake": plain}
    return make_set(scores)


@pytest.mark.parametrize(
    ("criteria", "state"), [("x", "passed"), ("xy", "open"), ("xyz", "failed")]
)
def test_double_counting(criteria: str, state: str) -> None:
    """Under two criteria somebody has to judge, under three it counts too often.

    The same claim cited for another option is no double counting.
    """
    found = check_double_counting(case_of(citing(*criteria)))
    assert found.state == state
    assert found.figures == {"cited": 1.0, "several": float(len(criteria) > 1)}


def test_inferred_claims_do_not_count_twice() -> None:
    """Only direct citations are counted."""
    scores: Any = {"soup": {c: {"score": 40, "inferred_from": ["a-1"]} for c in "xy"}}
    assert check_double_counting(case_of(make_set(scores))).found == (
        "No cell of this frame cites a claim."
    )


def test_leader_without_a_contrary_claim() -> None:
    """Cake leads on taste alone; only a claim against it on taste, cited directly, passes."""
    frames = {"one": {"name": "One", "criteria": ["taste"]}}
    taste = make_set(SCORES, frames=frames)
    praise, price = claim("taste", for_="cake"), claim("price", against="cake")
    found = check_contrary_claims(case_of(taste, praise, price))
    assert found.state == "failed"
    assert found.found == "No claim speaks against Cake on these criteria, and it leads."
    assert found.details == ("Cake: 1 claim, 1 for and 0 against",)
    contrary = claim("taste", against="cake")
    for key, state in (("inferred_from", "failed"), ("claims", "passed")):
        cell = {"score": 80, key: ["a-0"]}
        scores: Any = {"soup": {"taste": 40}, "cake": {"taste": cell, "price": 60}}
        citing_set = make_set(scores, frames=frames)
        found = check_contrary_claims(case_of(citing_set, contrary))
        assert (found.state, found.figures) == (state, {"cake/cited_against": key == "claims"})
        assert check_contrary_claims(case_of(citing_set, praise)).state == "failed"


def test_every_tied_leader_needs_one() -> None:
    """Of two leaders that tie, the one nobody speaks against is named."""
    scores: Any = {o: {"taste": {"score": 40, "claims": ["a-0"]}} for o in ("soup", "cake")}
    tied = make_set(scores)
    found = check_contrary_claims(case_of(tied, claim("taste", against="soup")))
    assert [one.id for one in found.about] == ["cake"]


def test_leaning() -> None:
    """A claim both for one and against another option counts on both sides and once in all."""
    both = [("a", claim("taste", "soup", "cake")), ("b", claim("price", against="soup"))]
    assert lean(both, ["soup", "cake"], ["taste", "price"]) == Leaning(2, 1, 2)
    assert lean(both, ["soup", "cake"], ["taste", "price"]).both == 1
    assert lean(both, ["soup"], ["taste"]) == Leaning(1, 1, 0)
    assert lean([], ["soup"], ["taste"]).share == 0.0


@pytest.mark.parametrize(
    ("against", "for_", "state"),
    [(4, 1, "passed"), (5, 1, "failed"), (4, 0, "passed"), (5, 0, "failed"), (1, 5, "failed")],
)
def test_sources(against: int, for_: int, state: str) -> None:
    """More than four fifths of at least five claims in one direction are one-sided."""
    claims = [claim("taste", against="cake")] * against + [claim("taste", for_="cake")] * for_
    found = check_sources(case_of(make_set(SCORES), *claims, sources=2))
    assert found.state == state
    if state == "failed":
        larger, direction = max((against, "against"), (for_, "for"))
        assert found.found == f"{larger} of {against + for_} claims on Cake speak {direction} it."


def test_sources_by_family() -> None:
    """Where options have families the claims are counted by family, each claim once."""
    options = {o: {"name": o.capitalize(), "family": "food"} for o in SCORES}
    claims = [claim("taste", against="soup cake")] * 6
    found = check_sources(case_of(make_set(SCORES, options=options), *claims, sources=2))
    assert found.found == "6 of 6 claims on the family “food” speak against it."
    assert found.figures["food/against"] == 6.0


def test_sources_by_voice() -> None:
    """Details tell each source's voices and directions; one source alone is never enough."""
    claims = [claim("taste", "soup"), claim("taste", against="soup", voice="quoted", by="A cook")]
    found = check_sources(case_of(make_set(SCORES), *claims))
    assert (found.state, found.found) == ("open", "Both claims come from one source.")
    assert found.details[-1] == (
        "source s0: 2 claims (1 asserted by the author, 1 quoted); "
        "of 2 that bear on an option 1 speak for one and 1 against one"
    )
