"""Tests of which claims speak for or against an option, where they are used, and by whom."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_sets import make_set
from viewed_sets import CLAIMS, viewed_sets

from steelyard.analysis.evidence.bearing import (
    Use,
    count_speakers,
    find_bearers,
    find_uses,
    speaker_of,
)
from steelyard.model import Bearing, Claim, CriteriaSet
from steelyard.results.appraisal.leaning import lean

OPTIONS, CRITERIA = ("soup", "cake"), ("taste", "price")


def claim(**bears_on: Bearing) -> Claim:
    """Return a claim with these directions."""
    return Claim(paragraph=1, says="Something.", bears_on=bears_on)


def test_both_sides_in_the_order_of_the_register() -> None:
    """The second claim praises the soup's taste and blames its price: it is on both sides."""
    claims = {
        "c-1": claim(taste=Bearing(against=["soup"])),
        "c-2": claim(taste=Bearing(for_=["soup"]), price=Bearing(against=["soup", "cake"])),
        "c-3": claim(),
    }
    found = find_bearers(claims, "soup", CRITERIA)
    assert (found.for_, found.against) == (("c-2",), ("c-1", "c-2"))
    assert found.all == ("c-2", "c-1")
    assert find_bearers(claims, "soup", ["price"]).against == ("c-2",)
    assert find_bearers(claims, "tea", CRITERIA).all == ()


bearings = st.builds(
    Bearing,
    for_=st.lists(st.sampled_from(OPTIONS), unique=True),
    against=st.lists(st.sampled_from(OPTIONS), unique=True),
)
registers = st.dictionaries(
    st.sampled_from(CLAIMS),
    st.dictionaries(st.sampled_from(CRITERIA), bearings).map(lambda found: claim(**found)),
)


@settings(max_examples=80, deadline=None)
@given(registers, st.sampled_from(OPTIONS), st.lists(st.sampled_from(CRITERIA), unique=True))
def test_the_numbers_are_those_of_the_appraisal(
    claims: dict[str, Claim], option: str, criteria: list[str]
) -> None:
    """The claims for, against and in all are those that the rule on one-sided sources counts."""
    found, counted = (
        find_bearers(claims, option, criteria),
        lean(claims.items(), [option], criteria),
    )
    assert (len(found.all), len(found.for_), len(found.against)) == (
        counted.claims, counted.for_, counted.against,
    )  # fmt: skip


def test_a_claim_listed_both_ways_is_direct() -> None:
    """The price of soup lists it twice, the taste of cake only stretches it."""
    criteria_set = make_set(
        {
            "soup": {"taste": 1, "price": {"score": 2, "claims": ["a"], "inferred_from": ["a"]}},
            "cake": {"taste": {"score": 3, "inferred_from": ["a"]}},
        }
    )
    assert find_uses(criteria_set, "a") == (
        Use(("soup", "price"), True),
        Use(("cake", "taste"), False),
    )
    assert find_uses(criteria_set, "b") == ()


@settings(max_examples=60, deadline=None)
@given(viewed_sets(), st.sampled_from(CLAIMS), st.booleans())
def test_every_cell_of_a_reading_is_searched(
    criteria_set: CriteriaSet, cited: str, with_reading: bool
) -> None:
    """The cells that cite it are those found by laying the reading over the base by hand."""
    reading = next(iter(criteria_set.readings), None) if with_reading else None
    rows = {option: dict(row) for option, row in criteria_set.assessments.items()}
    for option, row in criteria_set.readings[reading].assessments.items() if reading else ():
        rows.setdefault(option, {}).update(row)
    by_hand = {
        (option, criterion)
        for option, row in rows.items()
        for criterion, cell in row.items()
        if cited in [*cell.claims, *cell.inferred_from]
    }
    assert {use.cell for use in find_uses(criteria_set, cited, reading)} == by_hand


@pytest.mark.parametrize(
    ("voice", "by", "speaker"),
    [
        ("assertion", None, "author"),
        ("assertion", "an unattributed passage", "author"),
        ("reported", "The Gazette", "reported"),
        ("quoted", "A. Cook, in the Gazette", "quoted"),
        ("quoted", None, "unnamed"),
        ("reported", "two Anonymous cooks", "unnamed"),
        ("quoted", "a renamed dish", "quoted"),
    ],
)
def test_who_is_speaking(voice: str, by: str | None, speaker: str) -> None:
    """An assertion is by the author; a reported claim is by a named speaker or by nobody named."""
    entry = Claim.model_validate({"paragraph": 1, "says": "Dear.", "voice": voice, "by": by})
    assert speaker_of(entry) == speaker


def test_speakers_are_counted() -> None:
    """Two claims are by the author, one is quoted, and none is by anybody else."""
    quoted = Claim(paragraph=1, says="Dear.", voice="quoted", by="A. Cook")
    assert count_speakers([claim(), quoted, claim()]) == {
        "author": 2, "reported": 0, "quoted": 1, "unnamed": 0,
    }  # fmt: skip
