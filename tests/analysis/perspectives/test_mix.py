"""Mixing two readings, and where the leader changes on the way."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_sets import make_set
from viewed_sets import viewed_sets

from steelyard.analysis.perspectives.mix import mix_evaluations, mix_readings
from steelyard.analysis.simulations.specification import make_spec
from steelyard.analysis.totals import View, evaluate
from steelyard.model import CriteriaSet

OUTING = make_set(
    {
        "beach": {"fun": 80, "cost": 40},
        "museum": {"fun": 60, "cost": 80},
        "park": {"fun": 70, "cost": 50},
    },
    swings={"fun": 50, "cost": 50},
    readings={
        "local": {
            "name": "Local",
            "assessments": {
                "beach": {"fun": [70, 100, 100], "cost": 90},
                "museum": {"fun": 40, "cost": 60},
            },
        },
        "guide": {"name": "Guide", "assessments": {"park": {"fun": "unknown", "cost": 100}}},
    },
)


def readings_of(criteria_set: CriteriaSet) -> list[str | None]:
    """The base assessments and every reading."""
    return [None, *criteria_set.readings]


def test_golden_crossovers() -> None:
    """Totals run in straight lines and the leader changes where two of them meet."""
    # Base: beach 60, museum 70, park 60. Local: beach (100 + 90)/2 = 95, museum 50, park 60.
    # Beach 60 + 35t meets museum 70 - 20t at t = 10/55 = 0.1818; park, 60, is then behind.
    mix = mix_readings(OUTING, second="local", share=0.5)
    assert mix.ends == {"beach": (60.0, 95.0), "museum": (70.0, 50.0), "park": (60.0, 60.0)}
    assert mix.crossovers == (pytest.approx(10 / 55),)
    assert [segment.leaders for segment in mix.segments] == [("museum",), ("beach",)]
    assert mix.leader_stays == (pytest.approx(10 / 55), 1.0)
    assert mix.evaluation.totals == pytest.approx({"beach": 77.5, "museum": 60, "park": 60})
    assert mix.evaluation.ranks == {"beach": 1, "museum": 2, "park": 2}
    # Low of beach on fun: halfway from 80 to 70.
    assert mix.evaluation.lows["beach"]["fun"] == 75.0


def test_two_readings_without_the_base() -> None:
    """Both ends may be readings; the view's own reading is set aside."""
    # Local to guide: beach 95 to 60, museum 50 to 70, park 60 to (50 + 100)/2 = 75.
    # Beach 95 - 35t meets park 60 + 15t at t = 0.7.
    mix = mix_readings(OUTING, View(reading="local"), first="local", second="guide", share=0.2)
    assert mix.crossovers == (pytest.approx(0.7),)
    assert mix.evaluation.unknown == {("park", "fun")}
    # Known 70 to 70 at one end, unknown 0 to 100 at the other: a fifth of the way.
    assert mix.evaluation.lows["park"]["fun"] == pytest.approx(56)
    assert mix.evaluation.highs["park"]["fun"] == pytest.approx(76)


@given(viewed_sets(), st.floats(0, 1), st.data())
@settings(max_examples=80, deadline=None)
def test_totals_lie_on_the_line(
    criteria_set: CriteriaSet, share: float, data: st.DataObject
) -> None:
    """Totals and ranges of a mix lie its share of the way along, and the mix can be sampled."""
    first, second = data.draw(st.tuples(*[st.sampled_from(readings_of(criteria_set))] * 2))
    mix = mix_readings(criteria_set, first=first, second=second, share=share)
    for option, (begin, end) in mix.ends.items():
        line = begin + share * (end - begin)
        assert mix.evaluation.totals[option] == pytest.approx(line, abs=1e-9)
        low, high = mix.evaluation.ranges[option]
        assert low - 1e-9 <= line <= high + 1e-9
    tables = [
        [list(row.values()) for row in rows.values()]
        for rows in (mix.evaluation.values, mix.evaluation.lows, mix.evaluation.highs)
    ]
    make_spec(tables[0], [1] * len(mix.evaluation.criteria), low=tables[1], high=tables[2])


@given(viewed_sets(), st.data())
@settings(max_examples=60, deadline=None)
def test_segments_equal_trying_many_shares(criteria_set: CriteriaSet, data: st.DataObject) -> None:
    """On a fine grid of shares the leader is always the one of its segment."""
    second = data.draw(st.sampled_from(readings_of(criteria_set)))
    mix = mix_readings(criteria_set, second=second)
    assert (mix.segments[0].begin, mix.segments[-1].end) == (0.0, 1.0)
    for before, after in zip(mix.segments, mix.segments[1:], strict=False):
        assert before.end == after.begin
        assert before.leaders != after.leaders
    for step in range(1, 60):
        share = step / 60
        totals = {o: a + share * (b - a) for o, (a, b) in mix.ends.items()}
        found = [
            segment for segment in mix.segments if segment.begin + 1e-6 < share < segment.end - 1e-6
        ]
        for segment in found:
            best = max(totals.values())
            assert all(totals[option] >= best - 1e-7 for option in segment.leaders)


@given(viewed_sets(), st.data())
@settings(max_examples=40, deadline=None)
def test_ends_are_the_readings_themselves(criteria_set: CriteriaSet, data: st.DataObject) -> None:
    """At share 0 and 1 nothing is mixed, to the last bit."""
    first, second = data.draw(st.tuples(*[st.sampled_from(readings_of(criteria_set))] * 2))
    for share, reading in ((0.0, first), (1.0, second)):
        mix = mix_readings(criteria_set, first=first, second=second, share=share)
        assert mix.evaluation == evaluate(criteria_set, View(reading=reading))


@given(viewed_sets(), st.floats(0, 1))
@settings(max_examples=40, deadline=None)
def test_mixing_a_reading_with_itself_changes_nothing(
    criteria_set: CriteriaSet, share: float
) -> None:
    """Cells on which both agree keep their values."""
    mix = mix_readings(criteria_set, second=None, share=share)
    own = evaluate(criteria_set)
    assert mix.evaluation.totals == pytest.approx(own.totals, abs=1e-9)
    assert mix.crossovers == ()
    assert mix.segments[0].leaders == own.leaders


def test_turning_the_mix_round_mirrors_it() -> None:
    """From the second to the first the crossovers are those of the other way, mirrored."""
    there = mix_readings(OUTING, second="local")
    back = mix_readings(OUTING, first="local", second=None)
    assert back.crossovers == pytest.approx([1 - x for x in reversed(there.crossovers)])


def test_a_tie_all_the_way() -> None:
    """Options level under both readings lead together on one segment."""
    criteria_set = make_set(
        {"a": {"x": 50}, "b": {"x": 50}},
        readings={"r": {"name": "R", "assessments": {"a": {"x": 70}, "b": {"x": 70}}}},
    )
    mix = mix_readings(criteria_set, second="r", share=0.3)
    assert [segment.leaders for segment in mix.segments] == [("a", "b")]
    assert mix.leader_stays == (0.0, 1.0)


def test_one_option_leads_everywhere() -> None:
    """A single option has no crossover, even where its score is unknown."""
    mix = mix_readings(make_set({"only": {"x": "unknown"}}), second=None, share=0.5)
    assert mix.crossovers == ()
    assert mix.evaluation.totals == {"only": 50.0}


def test_refuses_a_share_beyond_the_ends() -> None:
    """A share runs from 0 to 1."""
    with pytest.raises(ValueError, match=r"share: found 1.5; allowed is 0 to 1"):
        mix_readings(OUTING, second="local", share=1.5)


def test_refuses_evaluations_with_other_weights() -> None:
    """Totals run along straight lines only while the weights stay the same."""
    moved = evaluate(OUTING, View(swings={"fun": 10}))
    with pytest.raises(ValueError, match="same options, criteria and weights"):
        mix_evaluations(evaluate(OUTING), moved, 0.5)


def test_refuses_an_unknown_reading() -> None:
    """A reading the set lacks is named."""
    with pytest.raises(ValueError, match="no reading is called tourist; there are: local, guide"):
        mix_readings(OUTING, second="tourist")
