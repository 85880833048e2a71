"""What is not yet read, cited or looked for is counted, and listed in a useful order."""

from __future__ import annotations

from small_sets import make_set

from steelyard.analysis.evidence.claim_coverage import (
    cover_cells,
    cover_paragraphs,
    find_bare_cells,
    find_unused,
    grow_leaning,
)
from steelyard.model import Bearing, Claim, Register

SET = make_set(
    {
        "soup": {"taste": 40, "price": {"score": 3, "claims": ["c-1"]}},  # type: ignore[dict-item]
        "cake": {"taste": "unknown", "price": "unknown"},
    }
)


def about(criterion: str, for_: list[str], against: list[str] | None = None) -> Claim:
    """Return a claim that bears on one criterion."""
    bearing = Bearing(for_=for_, against=against or [])
    return Claim(paragraph=1, says="It is so.", bears_on={criterion: bearing})


CLAIMS = {
    "c-0": Claim(paragraph=1, says="Nothing to do with it."),
    "c-1": about("price", ["soup"]),
    "c-2": about("price", ["soup"]),
    "c-3": about("price", [], ["cake"]),
}


def test_cells_are_of_four_states() -> None:
    """A score with claims, one without, claims that wait for a score, and neither."""
    cells = cover_cells(SET, CLAIMS)
    assert {cell: one.state for cell, one in cells.items()} == {
        ("soup", "taste"): "score without",
        ("soup", "price"): "score with claims",
        ("cake", "taste"): "neither",
        ("cake", "price"): "claims waiting",
    }
    assert cells["soup", "price"].cited == ("c-1",)
    assert cells["soup", "price"].waiting == ("c-2",)
    assert cells["cake", "price"].against == ("c-3",)


def test_unused_claims_begin_with_those_that_stand_alone() -> None:
    """Then those beside others, then those that bear on nothing here."""
    assert find_unused(SET, CLAIMS) == ("c-3", "c-2", "c-0")


def test_bare_cells_begin_with_scored_ones() -> None:
    """A cell on which a claim bears is not bare."""
    assert find_bare_cells(SET, CLAIMS) == (("soup", "taste"), ("cake", "taste"))


def test_leaning_grows_claim_by_claim() -> None:
    """Claims that speak neither way are not counted."""
    steps = grow_leaning(CLAIMS, ["soup", "cake"], ["price"])
    assert [tuple(step) for step in steps] == [("c-1", 1, 0), ("c-2", 2, 0), ("c-3", 2, 1)]


def test_paragraphs_are_covered_by_claims_that_stand() -> None:
    """Not by withdrawn ones, nor by those about an older text; a look at it is enough."""
    register = Register.model_validate(
        {
            "format": 1,
            "title": "Menu",
            "sha256": "0" * 64,
            "fingerprints": [f"{n:016x}" for n in range(4)],
            "no_claim": {"4": "heading"},
            "claims": {
                "m-1": {"paragraph": 1, "says": "Warm."},
                "m-2": {"paragraph": 2, "says": "Cold.", "withdrawn": "No"},
                "m-3": {"paragraph": 3, "says": "Old.", "older_text": "12345678"},
            },
        }
    )
    assert [state.is_covered for state in cover_paragraphs(register)] == [True, False, False, True]
