"""Whose a score is, how sure and of when: its own words, else its reading's, else its file's."""

from __future__ import annotations

import pytest
from small_sets import make_set

from steelyard.model import CriteriaSet
from steelyard.results.words.scores.cells import describe_author

OWN = {"score": 40, "by": "The cook", "as_of": "2026-01-31", "confidence": "low"}


def lunch() -> CriteriaSet:
    """Return a soup with an author of its own, a cake with none, and a reading of the cake."""
    return make_set(
        {"soup": {"taste": OWN}, "cake": {"taste": 80}, "bread": {}},
        judged_by="The guests.",
        as_of="2026-02-24",
        readings={"sweet": {"name": "Sweet", "by": "A child", "assessments": {
            "cake": {"taste": {"score": 95, "confidence": "high"}}}}},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("option", "reading", "told"),
    [
        (
            "soup",
            None,
            "Confidence in the evidence: low · Judged by: The cook · As of 31 January 2026",
        ),
        (
            "soup",
            "sweet",
            "Confidence in the evidence: low · Judged by: The cook · As of 31 January 2026",
        ),
        ("cake", None, "Judged by: The guests · As of 24 February 2026"),
        (
            "cake",
            "sweet",
            "Confidence in the evidence: high · Judged by: A child · As of 24 February 2026",
        ),
        ("bread", None, ""),
    ],
)
def test_who_and_when(option: str, reading: str | None, told: str) -> None:
    """What a score says of itself comes first; a score that is not there says nothing."""
    assert describe_author(lunch(), (option, "taste"), reading) == told


def test_a_bare_file_says_nothing() -> None:
    """Where neither score nor file names anybody, no line is left empty."""
    assert describe_author(make_set({"soup": {"taste": 1}}), ("soup", "taste"), None) == ""
