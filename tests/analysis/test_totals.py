"""Totals and ranks: golden cases by hand, two shipped sets, and what must hold always.

A golden case is one file in golden/totals: a set, a view, and the numbers it has to give
with their arithmetic in comments. Adding a case is adding a file.
"""

from __future__ import annotations

import json
import math
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from small_sets import ROOT, criteria_sets, make_set, shipped

from steelyard.analysis import totals
from steelyard.analysis.totals import (
    ALL_CRITERIA,
    Evaluation,
    View,
    evaluate,
    find_assessment,
    frame_criteria,
    rank_totals,
)
from steelyard.model import CriteriaSet, Scenario

GOLDEN = ROOT / "tests" / "golden"
CASES = sorted((GOLDEN / "totals").glob("*.yaml"))


@pytest.fixture(scope="module")
def iran() -> CriteriaSet:
    """The set made from the two essays."""
    return shipped("iran-2026")


@pytest.fixture(scope="module")
def drugs() -> CriteriaSet:
    """The published study of harms."""
    return shipped("drug-harms-2010")


@pytest.fixture(scope="module")
def published() -> dict[str, Any]:
    """The published results of that study."""
    loaded: dict[str, Any] = json.loads((GOLDEN / "nutt2010.json").read_text(encoding="utf-8"))
    return loaded


def numbers_in(tree: object) -> dict[str, object]:
    """Flatten nested mappings and pairs to one level: 'soup.taste' → number."""
    if isinstance(tree, dict):
        inner = {str(key): numbers_in(value) for key, value in tree.items()}
    elif isinstance(tree, list | tuple):
        inner = {str(place): numbers_in(value) for place, value in enumerate(tree)}
    else:
        return {"": tree}
    flat = {f"{key}.{rest}": v for key, found in inner.items() for rest, v in found.items()}
    return flat or {"": len(inner)}


def every_number(found: Evaluation) -> list[float]:
    """Every number of an evaluation."""
    trees = (found.swings, found.weights, found.values, found.lows, found.highs)
    more = (found.contributions, found.totals, found.ranges, found.ranks, found.subtotals)
    return [n for t in (*trees, *more) for n in numbers_in(t).values() if isinstance(n, float)]


def reordered(criteria_set: CriteriaSet, random: Random) -> CriteriaSet:
    """The same set with its options and criteria in another order."""
    options, criteria = list(criteria_set.options), list(criteria_set.criteria)
    random.shuffle(options)
    random.shuffle(criteria)
    return criteria_set.model_copy(
        update={
            "options": {option: criteria_set.options[option] for option in options},
            "criteria": {criterion: criteria_set.criteria[criterion] for criterion in criteria},
        }
    )


# --- golden cases ------------------------------------------------------------------------


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_golden_case(path: Path) -> None:
    """Each file in golden/totals gives the numbers worked out in its comments."""
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert set(case) <= {"says", "set", "view", "expect"}
    found = evaluate(CriteriaSet.model_validate(case["set"]), View(**case.get("view", {})))
    for part, expected in case["expect"].items():
        actual = getattr(found, part)
        if part == "unknown":
            actual = sorted(actual)
            expected = sorted(map(tuple, expected))
        assert numbers_in(actual) == pytest.approx(numbers_in(expected), abs=1e-12), part


def test_golden_cases_are_found() -> None:
    """An empty folder would pass every case; there are at least ten."""
    assert len(CASES) >= 10


# --- the published study -----------------------------------------------------------------


def test_published_totals(drugs: CriteriaSet, published: dict[str, Any]) -> None:
    """The study's totals come out within 1e-9, and so do the parts of its two groups."""
    found = evaluate(drugs)
    assert math.fsum(found.swings.values()) == published["swing_sum"]
    for option, harm in published["harm"].items():
        assert found.totals[option] == pytest.approx(harm["total"], abs=1e-9)
        assert found.subtotals[option] == pytest.approx(
            {"to_users": harm["to_users"], "to_others": harm["to_others"]}, abs=1e-9
        )


def test_published_ranking(drugs: CriteriaSet, published: dict[str, Any]) -> None:
    """The ranking is the printed one, without ties."""
    found = evaluate(drugs)
    assert list(found.ranking) == published["ranking"]
    assert sorted(found.ranks.values()) == list(range(1, 21))


@pytest.mark.parametrize("frame", ["users", "others"])
def test_published_totals_within_a_group(
    drugs: CriteriaSet, published: dict[str, Any], frame: str
) -> None:
    """With the criteria of one group alone the totals are those of that group."""
    found = evaluate(drugs, View(frame=frame))
    expected = {option: row[frame] for option, row in published["harm_within_group"].items()}
    assert found.totals == pytest.approx(expected, abs=1e-9)
    # Only that group's criteria count, so its part is the whole.
    for option, row in found.subtotals.items():
        assert row == {f"to_{frame}": found.totals[option]}


def test_published_totals_equal_fractions(drugs: CriteriaSet) -> None:
    """All totals equal exact arithmetic on fractions to the last few bits."""
    found = evaluate(drugs)
    swings = {c: Fraction(entry.swing) for c, entry in drugs.criteria.items()}
    for option, row in drugs.assessments.items():
        exact = sum(swings[c] * Fraction(row[c].score.likely) for c in swings)
        assert found.totals[option] == pytest.approx(float(exact / sum(swings.values())), abs=1e-13)


# --- the shipped set on Iran -------------------------------------------------------------


def test_iran_has_every_cell(iran: CriteriaSet) -> None:
    """Thirteen options on seven criteria, each cell scored with a range and a reason."""
    assert (len(iran.options), len(iran.criteria)) == (13, 7)
    for option in iran.options:
        for criterion in iran.criteria:
            cell = find_assessment(iran, option, criterion)
            assert cell is not None, (option, criterion)
            assert cell.score.known
            assert cell.score.low < cell.score.high
            assert cell.reason


def test_iran_names_the_packages(iran: CriteriaSet) -> None:
    """The package has its two parts, and one option of each kind is a reference."""
    assert {o: entry.parts for o, entry in iran.options.items() if entry.parts} == {
        "containment_plus_talks": ["supply_chain_sanctions", "unconditioned_talks"]
    }
    assert {o: entry.reference for o, entry in iran.options.items() if entry.reference} == {
        "hold": "do_minimum",
        "armed_ultimatum": "business_as_usual",
    }


def test_iran_frames(iran: CriteriaSet) -> None:
    """The frames hold four, six and seven criteria; the file opens with the four.

    On these no kind of force can lead whatever the weights, which is a matter of what is
    asked and not of the answers.
    """
    sizes = {frame: len(evaluate(iran, View(frame=frame)).criteria) for frame in iran.frames}
    assert sizes == {"four": 4, "six": 6, "seven": 7}
    four, six, seven = (set(iran.frames[name].criteria) for name in ("four", "six", "seven"))
    assert four < six < seven == set(iran.criteria)
    assert evaluate(iran).frame == "four"


def test_iran_evaluates_in_every_view(iran: CriteriaSet) -> None:
    """Every frame with every lens, reading and scenario gives sound numbers."""
    for frame in iran.frames:
        views = [View(frame=frame)]
        views += [View(frame=frame, lens=lens) for lens in iran.lenses]
        views += [View(frame=frame, reading=reading) for reading in iran.readings]
        views += [View(frame=frame, scenario=scenario) for scenario in iran.scenarios]
        for view in views:
            found = evaluate(iran, view)
            assert all(math.isfinite(number) for number in every_number(found)), view
            assert all(low <= found.totals[o] <= high for o, (low, high) in found.ranges.items())
            assert min(found.ranks.values()) == 1
            assert found.unknown == frozenset()


def test_iran_views_differ(iran: CriteriaSet) -> None:
    """No lens, reading or scenario is without effect on the totals of all seven criteria."""
    base = evaluate(iran, View(frame="seven")).totals
    for kind in ("lens", "reading", "scenario"):
        for name in getattr(iran, {"lens": "lenses"}.get(kind, f"{kind}s")):
            assert evaluate(iran, View(frame="seven", **{kind: name})).totals != base, name


# --- ties and edges ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("totals", "ranks"),
    [
        ([50.0], [1]),
        ([50.0, 50.0], [1, 1]),
        ([90.0, 70.0, 70.0, 10.0], [1, 2, 2, 4]),
        ([10.0, 70.0, 90.0, 70.0, 70.0], [5, 2, 1, 2, 2]),
        # Within 1e-9 is a tie; 2e-9 and 3e-7 are not.
        ([50.0, 50 + 5e-10], [1, 1]),
        ([50.0, 50 + 2e-9], [2, 1]),
        ([50.0, 50 + 3e-7], [2, 1]),
        # In a chain of neighbours those within 1e-9 of the highest tie; then the next class.
        ([50.0, 50 + 6e-10, 50 + 12e-10, 49.0], [3, 1, 1, 4]),
        ([50.0, 50.0000000008, 50.0000000016], [3, 1, 1]),
        # The usual rounding noise of binary fractions is no lead.
        ([0.1 + 0.2, 0.3], [1, 1]),
    ],
)
def test_ranks(totals: list[float], ranks: list[int]) -> None:
    """A rank is one more than the options ahead; ties share one, and the next is left free."""
    named = {f"o{i}": total for i, total in enumerate(totals)}
    assert list(rank_totals(named).values()) == ranks
    assert list(rank_totals(named)) == list(named)


def test_ranks_of_nothing() -> None:
    """No totals, no ranks."""
    assert rank_totals({}) == {}


@pytest.mark.parametrize(("gap", "leaders"), [(3e-7, ("a",)), (5e-10, ("a", "b")), (0, ("a", "b"))])
def test_a_tie_is_never_decided_by_a_hair(gap: float, leaders: tuple[str, ...]) -> None:
    """Scores that differ by less than 1e-9 tie; by 3e-7 they do not."""
    found = evaluate(make_set({"a": {"x": 50 + gap}, "b": {"x": 50}}))
    assert found.leaders == leaders


def test_true_ties_tie_under_awkward_weights() -> None:
    """Totals equal in theory are equal here, though thirds and sevenths are not exact."""
    # Swings 1, 2 and 4 are sevenths: a = (70 + 0 + 4 × 7) / 7 = 98 / 7, b = (2 × 49) / 7 = 98 / 7.
    criteria_set = make_set(
        {"a": {"x": 70, "y": 0, "z": 7}, "b": {"x": 0, "y": 49, "z": 0}},
        swings={"x": 1, "y": 2, "z": 4},
    )
    assert evaluate(criteria_set).ranks == {"a": 1, "b": 1}


def test_all_cells_unknown() -> None:
    """With nothing known all options stand in the middle, level, and could be anywhere."""
    found = evaluate(make_set({o: {"x": "unknown", "y": "unknown"} for o in "abc"}))
    assert found.totals == {"a": 50, "b": 50, "c": 50}
    assert found.ranges == dict.fromkeys("abc", (0, 100))
    assert set(found.ranks.values()) == {1}
    assert len(found.unknown) == 6
    assert not any(found.dominated_by.values())


def test_unweighted_is_marked() -> None:
    """All swings at zero in view, and only then, count as unweighted."""
    criteria_set = make_set({"a": {"x": 10, "y": 90}}, swings={"x": 0, "y": 0})
    assert evaluate(criteria_set).is_unweighted
    assert evaluate(criteria_set).totals == {"a": 50}
    assert not evaluate(criteria_set, View(swings={"y": 0.5})).is_unweighted


def test_unweighted_depends_on_the_frame() -> None:
    """A swing outside the frame does not make up for zeros inside it."""
    frames = {"some": {"name": "Some", "criteria": ["x"]}}
    criteria_set = make_set({"a": {"x": 10, "y": 90}}, swings={"x": 0, "y": 7}, frames=frames)
    assert evaluate(criteria_set).is_unweighted
    assert evaluate(criteria_set).weights == {"x": 1.0}


@pytest.mark.parametrize("factor", [1e-6, 1e9, 1e300])
def test_size_of_swings_does_not_matter(factor: float) -> None:
    """Swings a billion times larger give the same totals."""
    criteria_set = make_set({"a": {"x": 10, "y": 90}, "b": {"x": 80, "y": 30}})
    plain = evaluate(criteria_set, View(swings={"x": 3, "y": 7})).totals
    scaled = evaluate(criteria_set, View(swings={"x": 3 * factor, "y": 7 * factor})).totals
    assert scaled == pytest.approx(plain, abs=1e-12)


@pytest.mark.parametrize("unit", [1e-4, 1.0, 1e4])
def test_size_of_a_scale_does_not_matter(unit: float) -> None:
    """The same place on a scale has the same value over eight orders of magnitude."""
    scale = {"scale": {"from": -2 * unit, "to": 8 * unit}}
    criteria_set = make_set({"a": {"x": 3 * unit}, "b": {"x": 8 * unit}}, criteria={"x": scale})
    assert evaluate(criteria_set).totals == pytest.approx({"a": 50, "b": 100}, abs=1e-12)


def test_largest_scale_stays_finite() -> None:
    """The widest scale a file can give yields plain values, not infinities."""
    wide = {"scale": {"from": -1.7e308, "to": 1.7e308}}
    criteria_set = make_set({"a": {"x": 0}, "b": {"x": 1.7e308}}, criteria={"x": wide})
    assert evaluate(criteria_set).totals == {"a": 50, "b": 100}


def test_scenario_stops_at_both_ends() -> None:
    """A shift past an end of the scale stops there, in low, likely and high alike."""
    shifts = {"a": {"x": 70}, "b": {"x": -1e308}, "c": {"x": 1e308}}
    criteria_set = make_set(
        {"a": {"x": [20, 40, 60]}, "b": {"x": [20, 40, 60]}, "c": {"x": "unknown"}},
        scenarios={"far": {"name": "Far", "shifts": shifts}},
    )
    found = evaluate(criteria_set, View(scenario="far"))
    assert found.ranges == {"a": (90, 100), "b": (0, 0), "c": (0, 100)}
    assert found.totals == {"a": 100, "b": 0, "c": 50}
    assert found.unknown == {("c", "x")}


def test_scenario_shifts_the_reading() -> None:
    """A scenario moves whatever score the reading puts into the cell."""
    criteria_set = make_set(
        {"a": {"x": 10}},
        readings={"rival": {"name": "Rival", "assessments": {"a": {"x": 60}}}},
        scenarios={"up": {"name": "Up", "shifts": {"a": {"x": 5}}}},
    )
    assert evaluate(criteria_set, View(scenario="up")).totals == {"a": 15}
    assert evaluate(criteria_set, View(reading="rival", scenario="up")).totals == {"a": 65}


def test_override_outside_the_frame_is_ignored() -> None:
    """A swing moved by hand on a criterion out of view changes no number."""
    frames = {"some": {"name": "Some", "criteria": ["x", "y"]}}
    criteria_set = make_set({"a": {"x": 10, "y": 20, "z": 30}}, frames=frames)
    assert evaluate(criteria_set, View(swings={"z": 500})) == evaluate(criteria_set)


def test_frames() -> None:
    """Without frames all criteria form one; with frames the first one is the default."""
    plain = make_set({"a": {"x": 1, "y": 2}})
    assert frame_criteria(plain, None) == frame_criteria(plain, "all") == (ALL_CRITERIA, ("x", "y"))
    frames = {
        "two": {"name": "Two", "criteria": ["y", "x"]},
        "one": {"name": "1", "criteria": ["x"]},
    }
    framed = make_set({"a": {"x": 1, "y": 2}}, frames=frames)
    assert frame_criteria(framed, None) == ("two", ("y", "x"))
    assert frame_criteria(framed, "one") == ("one", ("x",))


@pytest.mark.parametrize(
    ("view", "complaint"),
    [
        (View(frame="nine"), "no frame is called nine; there are: some"),
        (View(frame="all"), "no frame is called all; there are: some"),
        (View(lens="nobody"), "no lens is called nobody; there are: none"),
        (View(reading="odd"), "no reading is called odd; there are: none"),
        (View(scenario="storm"), "no scenario is called storm; there are: none"),
        (View(swings={"z": 3}), "no criterion is called z; there are: x, y"),
        (View(swings={"x": -3}), "swing of x is -3.0; it has to be a number from 0 up"),
        (View(swings={"x": math.nan}), "swing of x is nan; it has to be a number from 0 up"),
    ],
)
def test_refuses_what_the_set_does_not_have(view: View, complaint: str) -> None:
    """An id the set lacks is refused with those it has; a swing that is none, by name."""
    frames = {"some": {"name": "Some", "criteria": ["x", "y"]}}
    criteria_set = make_set({"a": {"x": 10, "y": 20}}, frames=frames)
    with pytest.raises(ValueError, match=f"^{complaint}$"):
        evaluate(criteria_set, view)


def test_refuses_a_frame_where_there_are_none() -> None:
    """A set without frames names the one that stands in."""
    with pytest.raises(ValueError, match="no frame is called four; there are: all"):
        evaluate(make_set({"a": {"x": 10}}), View(frame="four"))


# --- what must hold always ---------------------------------------------------------------


@given(criteria_sets())
@settings(max_examples=60, deadline=None)
def test_equals_fractions(criteria_set: CriteriaSet) -> None:
    """Totals equal exact arithmetic on fractions."""
    found = evaluate(criteria_set)
    swings = {c: Fraction(swing) for c, swing in found.swings.items()}
    if not sum(swings.values()):
        swings = dict.fromkeys(swings, Fraction(1))
    for option, row in found.values.items():
        exact = sum(swings[c] * Fraction(value) for c, value in row.items())
        assert found.totals[option] == pytest.approx(float(exact / sum(swings.values())), abs=1e-10)


@given(criteria_sets(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_order_changes_no_bit(criteria_set: CriteriaSet, random: Random) -> None:
    """Options and criteria in another order: the same results, to the last bit."""
    before, after = evaluate(criteria_set), evaluate(reordered(criteria_set, random))
    assert after.weights == before.weights
    assert after.totals == before.totals
    assert after.ranges == before.ranges
    assert after.ranks == before.ranks
    assert set(after.leaders) == set(before.leaders)
    assert {o: set(by) for o, by in after.dominated_by.items()} == {
        o: set(by) for o, by in before.dominated_by.items()
    }


def test_order_changes_no_bit_of_the_shipped_sets(iran: CriteriaSet, drugs: CriteriaSet) -> None:
    """Shuffling the shipped sets changes no bit of any total."""
    for criteria_set in (iran, drugs):
        plain = criteria_set.model_copy(update={"frames": {}})
        before = evaluate(plain)
        for seed in range(10):
            after = evaluate(reordered(plain, Random(seed)))
            assert (after.totals, after.ranks) == (before.totals, before.ranks)
            assert after.ranges == before.ranges


@given(criteria_sets(), st.floats(1e-3, 1e6))
@settings(max_examples=60, deadline=None)
def test_scaling_all_swings_changes_nothing(criteria_set: CriteriaSet, factor: float) -> None:
    """Swings all larger by one factor move no total beyond 1e-12."""
    plain = evaluate(criteria_set)
    scaled = evaluate(criteria_set, View(swings={c: s * factor for c, s in plain.swings.items()}))
    assert scaled.totals == pytest.approx(plain.totals, abs=1e-12)


@given(criteria_sets(), st.data())
@settings(max_examples=60, deadline=None)
def test_a_better_score_never_lowers_the_rank(
    criteria_set: CriteriaSet, data: st.DataObject
) -> None:
    """Moving a score towards the better end leaves its option's total and rank as good."""
    option = data.draw(st.sampled_from(list(criteria_set.options)))
    criterion = data.draw(st.sampled_from(list(criteria_set.criteria)))
    before = criteria_set.assessments[option][criterion].score
    towards = 1 if criteria_set.criteria[criterion].better == "higher" else -1
    shift = towards * data.draw(st.floats(0, 100))
    scenario = Scenario(name="Better", shifts={option: {criterion: shift}})
    shifted = criteria_set.model_copy(update={"scenarios": {"better": scenario}})
    plain = evaluate(criteria_set)
    moved = evaluate(shifted, View(scenario="better"))
    assert moved.ranks[option] <= plain.ranks[option]
    assert moved.totals[option] >= plain.totals[option]
    if not before.known:
        assert moved == plain


@given(criteria_sets())
@settings(max_examples=60, deadline=None)
def test_a_dominated_option_never_leads_alone(criteria_set: CriteriaSet) -> None:
    """Where one option leads alone, no other one dominates it."""
    found = evaluate(criteria_set)
    if len(found.leaders) == 1:
        assert found.dominated_by[found.leaders[0]] == ()


@given(criteria_sets())
@settings(max_examples=60, deadline=None)
def test_numbers_are_finite_and_in_bounds(criteria_set: CriteriaSet) -> None:
    """No number is NaN or infinite; totals lie within their ranges, and these in 0 to 100."""
    found = evaluate(criteria_set)
    assert all(math.isfinite(number) for number in every_number(found))
    for option, (low, high) in found.ranges.items():
        assert -1e-9 <= low <= found.totals[option] <= high <= 100 + 1e-9
        row = found.contributions[option]
        assert math.fsum(row.values()) == found.totals[option]


@given(criteria_sets(), st.data())
@settings(max_examples=60, deadline=None)
def test_dropping_an_option_moves_no_other(criteria_set: CriteriaSet, data: st.DataObject) -> None:
    """Without one option the others keep every number, and their order among themselves."""
    dropped = data.draw(st.sampled_from(list(criteria_set.options)))
    rest = {o: entry for o, entry in criteria_set.options.items() if o != dropped}
    before = evaluate(criteria_set)
    if not rest:
        return
    after = evaluate(criteria_set.model_copy(update={"options": rest}))
    assert after.weights == before.weights
    for option in rest:
        assert after.totals[option] == before.totals[option]
        assert after.ranges[option] == before.ranges[option]
        assert after.contributions[option] == before.contributions[option]
    # A tie may be bridged by the dropped option; strict order beyond that never turns.
    for one in rest:
        for other in rest:
            if after.ranks[one] < after.ranks[other]:
                assert before.ranks[one] <= before.ranks[other]


def test_kept_values_are_those_computed_anew(
    iran: CriteriaSet, drugs: CriteriaSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether a view's values are kept from another one with other weights changes nothing."""
    views = [
        (made, View(swings={next(iter(made.criteria)): 7.0}, disputes=disputes, **{kind: name}))
        for made in (iran, drugs)
        for kind, names in (("reading", made.readings), ("scenario", made.scenarios))
        for name in (None, *names)
        for disputes in ({}, {(next(iter(made.options)), next(iter(made.criteria))): 33.0})
    ]
    kept = [evaluate(*one) for one in views * 2]
    monkeypatch.setattr(totals, "_MOST_KEPT", 0)
    assert kept == [evaluate(*one) for one in views * 2]


def test_several_visitors_do_not_crowd_out_each_others_values(iran: CriteriaSet) -> None:
    """Of three who dispute another score each, all readings and scenarios stay kept."""
    options, criteria = list(iran.options), list(iran.criteria)
    views = [
        View(frame=frame, disputes={(options[visitor], criteria[0]): 20.0}, **{kind: name})
        for visitor in range(3)
        for frame in iran.frames
        for kind, names in (("reading", iran.readings), ("scenario", iran.scenarios))
        for name in (None, *names)
    ]
    before = [evaluate(iran, view).values for view in views]
    assert all(
        evaluate(iran, view).values is kept for view, kept in zip(views, before, strict=True)
    )
