"""Two versions side by side: what moved, what it did, and what cannot be compared."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from small_sets import criteria_sets, make_set, shipped

from steelyard.analysis.difference.comparison import Difference, compare_sets
from steelyard.analysis.totals import evaluate
from steelyard.model import CriteriaSet
from steelyard.results.compared.difference import Comparison
from steelyard.results.words.difference import (
    describe_lack,
    describe_margin,
    describe_move,
    describe_part,
)
from steelyard.results.words.numbers import signed_tenth_in_words

SCORES: Any = {"soup": {"taste": 40, "price": 20}, "cake": {"taste": 80, "price": 60}}


def lunch(**rest: Any) -> CriteriaSet:
    """Return soup against cake; soup's total is 30, cake's 70."""
    return make_set(SCORES, **rest)


def sentences(old: CriteriaSet, new: CriteriaSet) -> list[str]:
    """Return every move in words."""
    return [describe_move(old, new, move) for move in compare_sets(old, new).moves]


def notes(difference: Difference) -> tuple[str, ...]:
    """Return in words what a version lacks."""
    return tuple(describe_lack(lack) for lack in difference.lacks)


def test_golden_scores_and_leader() -> None:
    """Soup's taste 40 → 90 and cake's price 60 → 30 turn 40 behind into 0 apart.

    Weights are a half each. Soup: (40 + 20) / 2 = 30 → (90 + 20) / 2 = 55. Cake:
    (80 + 60) / 2 = 70 → (80 + 30) / 2 = 55. They tie, soup first in the file: its margin
    goes from −40 to 0, +25 by its own taste and +15 by cake's price.
    """
    moved: Any = {"soup": {"taste": 90, "price": 20}, "cake": {"taste": 80, "price": 30}}
    old, new = lunch(), make_set(moved)
    difference = compare_sets(old, new)
    assert sentences(old, new) == [
        "Taste of Soup: 40 → 90",
        "Price of Cake: 60 → 30",
    ]
    soup = difference.totals["soup"]
    assert (soup.before, soup.after, soup.rank_before, soup.rank_after) == (30.0, 55.0, 2, 1)
    assert difference.leaders_before == ("cake",)
    assert difference.leaders_after == ("soup", "cake")
    margin = difference.margin
    assert margin is not None
    assert (margin.option, margin.rival, margin.before, margin.after) == ("soup", "cake", -40, 0)
    assert [(part.option, part.criterion, part.effect) for part in margin.parts] == [
        ("soup", "taste", 25.0),
        ("cake", "price", 15.0),
    ]
    assert describe_margin(old, new, margin) == (
        "Soup was 40.0 behind Cake and is now level: a change of +40.0 points."
    )
    assert [describe_part(old, new, difference, part) for part in margin.parts] == [
        "Taste of Soup: 40 → 90",
        "Price of Cake: 60 → 30",
    ]


@given(criteria_sets())
@settings(max_examples=60, deadline=None)
def test_with_itself_nothing_differs(criteria_set: CriteriaSet) -> None:
    """A version against itself has no moves, no parts and the same totals."""
    difference = compare_sets(criteria_set, criteria_set.model_copy(deep=True))
    assert difference.is_empty
    assert difference.moves == difference.lacks == ()
    assert all(one.before == one.after for one in difference.totals.values())
    if difference.margin is not None:
        assert (difference.margin.parts, difference.margin.rest) == ((), 0.0)
        assert difference.margin.change == 0.0


@given(criteria_sets(), criteria_sets())
@settings(max_examples=60, deadline=None)
def test_any_two_sets_compare(old: CriteriaSet, new: CriteriaSet) -> None:
    """Any two sets compare: totals are those of each, and every part has its words."""
    difference = compare_sets(old, new)
    assert {*difference.totals} == {*old.options, *new.options}
    assert {o: one.after for o, one in difference.totals.items() if one.after is not None} == (
        evaluate(new).totals
    )
    if difference.margin is not None:
        assert describe_margin(old, new, difference.margin).endswith(".")
        assert all(describe_part(old, new, difference, part) for part in difference.margin.parts)


def test_option_added_takes_the_lead() -> None:
    """A new option that leads has no old margin, so the old leader's margin is explained."""
    new = make_set({**SCORES, "feast": {"taste": 100, "price": 100}})
    difference = compare_sets(lunch(), new)
    assert sentences(lunch(), new) == ["Option added: Feast (feast)"]
    assert difference.totals["feast"].before is None
    assert difference.margin is not None
    assert (difference.margin.option, difference.margin.rival) == ("cake", "soup")


def test_one_option_in_common() -> None:
    """With a single shared option there is no margin to explain."""
    difference = compare_sets(lunch(), make_set({"soup": {"taste": 40, "price": 20}}))
    assert difference.margin is None
    assert difference.totals["cake"].after is None


FRAMES = {"one": {"name": "One", "criteria": ["taste"]}}


def test_frame_in_one_version() -> None:
    """A frame asked for that one version lacks gives moves and a note, and no totals."""
    difference = compare_sets(lunch(), lunch(frames=FRAMES), frame="one")
    assert notes(difference) == ("The old version has no frame one, so no totals are compared.",)
    assert (difference.frames, difference.totals, difference.margin) == (None, {}, None)
    assert sentences(lunch(), lunch(frames=FRAMES)) == ["Frame added: One (one)"]


def test_frame_by_default() -> None:
    """Where the new first frame is unknown to the old version, its own first one is taken."""
    difference = compare_sets(lunch(), lunch(frames=FRAMES))
    assert difference.frames == ("all", "one")
    assert notes(difference)[0].startswith("The old version has no frame one; its own first")
    assert difference.margin is not None
    assert [part.cause for part in difference.margin.parts] == ["leaves"] or (
        difference.margin.change == 0
    )


def test_lens() -> None:
    """A lens of both weighs both; one that a version lacks gives a note, an unknown one fails."""
    lenses = {"miser": {"name": "Miser", "swings": {"taste": 0}}}
    both = compare_sets(lunch(lenses=lenses), lunch(lenses=lenses), lens="miser")
    assert both.totals["cake"].after == 60.0
    assert Comparison(lunch(lenses=lenses), lunch(), lens="miser").notes == (
        "The new version has no lens miser, so no totals are compared.",
    )
    with pytest.raises(ValueError, match="no lens is called miser; there are: none"):
        compare_sets(lunch(), lunch(), lens="miser")
    with pytest.raises(ValueError, match="no frame is called two; there are: one"):
        compare_sets(lunch(frames=FRAMES), lunch(), frame="two")


def test_renamed_id_is_another_entry() -> None:
    """A changed id is one option gone and one new, whatever its name."""
    new = make_set({"broth": SCORES["soup"], "cake": SCORES["cake"]})
    assert sentences(lunch(), new) == [
        "Option removed: Soup (soup)",
        "Option added: Broth (broth)",
    ]


def test_signed_tenth_in_words() -> None:
    """Effects keep their sign and never read as nothing unless they are."""
    assert [signed_tenth_in_words(x) for x in (0.0, 0.05, -0.04, 12.34, -100.0)] == [
        "0",
        "+0.1",
        "under −0.1",
        "+12.3",
        "−100.0",
    ]


def test_shipped_sets_compare_with_nothing_in_common() -> None:
    """Two decisions without a common option give totals on both sides and no margin."""
    iran, drugs = shipped("iran-2026"), shipped("drug-harms-2010")
    difference = compare_sets(iran, drugs)
    assert difference.margin is None
    assert len(difference.totals) == len(iran.options) + len(drugs.options)
