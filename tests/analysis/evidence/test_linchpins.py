"""Whether the leader survives without some claims, and which claims hold it up alone."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_sets import make_set, shipped
from viewed_sets import CLAIMS, viewed_sets

from steelyard.analysis.evidence.linchpins import (
    CERTAIN,
    LeadShare,
    Linchpin,
    find_linchpins,
    judge_sources,
    judge_survival,
)
from steelyard.analysis.evidence.strike_out import find_support, strike_out
from steelyard.analysis.simulations.sampling import sample_simulations
from steelyard.analysis.totals import View, evaluate
from steelyard.analysis.verdict import rivals_within_the_unknown
from steelyard.model import Cell, CriteriaSet

STRUCK = st.sets(st.sampled_from(CLAIMS))


def cell(score: float | str, claims: str = "") -> Any:
    """A cell as a file would write it, its claims given as one-letter ids."""
    return {"score": score, "claims": list(claims)}


# Weights a half each, in all simulations too: soup (40 + 90)/2 = 65,
# cake (80 + 30)/2 = 55, rice (50 + 40)/2 = 45.
LUNCH = make_set(
    {
        "soup": {"taste": cell(40, "a"), "price": cell(90, "bc")},
        "cake": {"taste": cell(80, "d"), "price": cell(30, "e")},
        "rice": {"taste": cell(50, "e"), "price": 40},
    },
    simulations={"weight_spread": 0},
)


def share_of(found: LeadShare | None) -> float:
    """Return how often the leader leads, where simulations were drawn."""
    assert found is not None
    return found.share


def test_golden_for_certain() -> None:
    """A leader whose rivals cannot reach it survives whatever the struck score was."""
    # Without b soup's price still rests on c: nothing is freed; cake stays 65 - 55 behind.
    found = judge_survival(LUNCH, ["b"])
    assert found.survives == "for certain"
    assert (found.freed, found.rivals, found.margin) == ((), (), 10.0)
    assert found.leads == CERTAIN
    assert found.leader == "soup"


def test_golden_in_most_simulations() -> None:
    """Shares follow from the freed scores alone, the others at their likely values."""
    # Without a: soup (u + 90)/2 is ahead of cake, 55, if u > 20: in 80 of 100 simulations.
    found = judge_survival(LUNCH, ["a"], draws=4096)
    assert found.survives == "in most simulations"
    assert share_of(found.leads) == pytest.approx(0.8, abs=0.001)
    assert share_of(found.before) == 1.0  # all known, weights at rest: 65 against 55
    assert found.margin == 45.0 - 55.0
    assert found.rivals == ("cake", "rice")  # rice is level at u = 0
    assert found.strongest == "cake"
    assert found.freed == (("soup", "taste"),)
    assert found.evaluation.totals["soup"] == (50 + 90) / 2


def test_golden_not() -> None:
    """A leader first in no more than half of the simulations does not survive."""
    # Without b and c: soup (40 + u)/2 is ahead of cake, 55, if u > 70: in 30 of 100 simulations.
    found = judge_survival(LUNCH, ["c", "b", "c"], draws=4096)
    assert found.survives == "not"
    assert share_of(found.leads) == pytest.approx(0.3, abs=0.001)
    assert found.struck == ("c", "b")


def test_golden_linchpins() -> None:
    """The claims that carry a decisive score alone, the costliest first."""
    # a frees soup's taste: worst lead 45 - 55 = -10; both rivals level or ahead.
    # d frees cake's taste: 65 - 65 = 0, level is enough; e frees two cells: 65 - 90 = -25.
    # b and c share a cell, so neither frees it alone.
    assert find_linchpins(LUNCH) == (
        Linchpin("e", (("cake", "price"), ("rice", "taste")), -25.0, ("cake", "rice")),
        Linchpin("a", (("soup", "taste"),), -10.0, ("cake", "rice")),
        Linchpin("d", (("cake", "taste"),), 0.0, ("cake",)),
    )


def test_golden_sources() -> None:
    """A source takes all its claims with it."""
    found = judge_sources(LUNCH, {"a": "menu", "b": "guide", "d": "guide", "c": "menu"}, draws=4096)
    assert list(found) == ["menu", "guide"]
    # The menu: a and c. Soup's taste goes; its price still rests on b.
    assert found["menu"].freed == (("soup", "taste"),)
    assert found["guide"].freed == (("cake", "taste"),)
    assert found["guide"].rivals == ("cake",)


def test_a_reading_brings_its_own_evidence() -> None:
    """With a reading in view its cells and their claims count, not the base ones."""
    criteria_set = LUNCH.model_copy(
        update={
            "readings": make_set(
                {"x": {"y": 1}},
                readings={
                    "cook": {"name": "Cook", "assessments": {"soup": {"taste": cell(95, "z")}}}
                },
            ).readings
        }
    )
    view = View(reading="cook")
    assert judge_survival(criteria_set, ["a"], view).freed == ()
    assert judge_survival(criteria_set, ["z"], view).freed == (("soup", "taste"),)
    assert [found.claim for found in find_linchpins(criteria_set, view)] == ["z"]


def corners(
    criteria_set: CriteriaSet, view: View, freed: tuple[Cell, ...]
) -> list[dict[str, float]]:
    """The totals with every freed cell at either end of its full range, all combinations."""
    whole = evaluate(criteria_set, view)
    ends = []
    for _, criterion in freed:
        heights = [point[1] for point in criteria_set.criteria[criterion].value] or [0.0, 100.0]
        ends.append((min(heights), max(heights)))
    found = []
    for values in product(*ends):
        moved = dict(zip(freed, values, strict=True))
        found.append(
            {
                option: sum(
                    whole.weights[c] * moved.get((option, c), whole.values[option][c])
                    for c in whole.criteria
                )
                for option in whole.options
            }
        )
    return found


@given(viewed_sets(), STRUCK)
@settings(max_examples=80, deadline=None)
def test_bounds_equal_trying_every_corner(criteria_set: CriteriaSet, struck: set[str]) -> None:
    """Totals are sums, so some corner of the freed ranges is the worst; no corner is worse."""
    view = View(reading=next(iter(criteria_set.readings), None))
    found = judge_survival(criteria_set, struck, view, draws=100)
    moving = tuple({*found.freed, *evaluate(criteria_set, view).unknown})
    tried = corners(criteria_set, view, moving) if len(moving) <= 8 else []
    own = evaluate(criteria_set, view).totals
    for rival in criteria_set.options if tried else ():
        if rival == found.leader:
            continue
        leads = [totals[found.leader] - totals[rival] for totals in tried]
        lead = own[found.leader] - own[rival]
        moves = any(abs(other - lead) > 2e-9 for other in leads)
        if abs(min(leads)) > 1e-7:  # away from the edge of a tie
            assert (rival in found.rivals) == (moves and min(leads) < 0)
        assert found.margin is not None
        assert found.margin <= min(leads) + 1e-9
    if tried and found.margin is not None:
        worst = min(
            totals[found.leader] - max(t for o, t in totals.items() if o != found.leader)
            for totals in tried
        )
        assert found.margin == pytest.approx(worst, abs=1e-9)


@given(viewed_sets(), STRUCK)
@settings(max_examples=60, deadline=None)
def test_states_and_shares_agree(criteria_set: CriteriaSet, struck: set[str]) -> None:
    """Certain means a share of one and nobody near; the other two part at one half."""
    found = judge_survival(criteria_set, struck, draws=200)
    assert (found.survives == "for certain") == (not found.rivals)
    if found.survives == "for certain":
        assert found.leads == CERTAIN
    else:
        assert (found.survives == "in most simulations") == (share_of(found.leads) > 0.5)
        assert found.leads is not None
        assert found.leads.error > 0
        low, high = found.leads.span
        assert low <= found.leads.share <= high
    # The verdict before sees no other rivals, nor does the one on what is left, if the
    # leader is still the same.
    assert set(rivals_within_the_unknown(evaluate(criteria_set))) <= set(found.rivals)
    left = found.evaluation
    if left.ranking[0] == found.leader:
        assert set(rivals_within_the_unknown(left)) == set(found.rivals)


@given(viewed_sets(), STRUCK)
@settings(max_examples=40, deadline=None)
def test_some_placing_always_keeps_the_leader(criteria_set: CriteriaSet, struck: set[str]) -> None:
    """The struck scores are among the values the cells may now take, so no loss is certain."""
    found = judge_survival(criteria_set, struck, draws=100)
    whole, left = evaluate(criteria_set), found.evaluation
    for option, criterion in found.freed:
        low, high = left.lows[option][criterion], left.highs[option][criterion]
        assert low <= whole.values[option][criterion] <= high
    assert whole.ranks[found.leader] == 1


@given(viewed_sets())
@settings(max_examples=60, deadline=None)
def test_linchpins_equal_striking_each_claim(criteria_set: CriteriaSet) -> None:
    """A claim is a linchpin exactly if striking it alone brings up a rival that was none."""
    found = {linchpin.claim: linchpin for linchpin in find_linchpins(criteria_set)}
    already = rivals_within_the_unknown(evaluate(criteria_set))
    for claim in CLAIMS:
        survival = judge_survival(criteria_set, [claim], draws=100)
        rivals = tuple(rival for rival in survival.rivals if rival not in already)
        assert (claim in found) == bool(rivals)
        if claim in found:
            assert set(found[claim].freed) == set(survival.freed)
            assert found[claim].rivals == rivals
            assert survival.margin is not None
            assert found[claim].margin >= survival.margin
            if not already:
                assert found[claim].margin == survival.margin
    margins = [linchpin.margin for linchpin in found.values()]
    assert margins == sorted(margins)


@given(viewed_sets(), STRUCK, STRUCK)
@settings(max_examples=40, deadline=None)
def test_more_struck_is_never_safer(
    criteria_set: CriteriaSet, first: set[str], second: set[str]
) -> None:
    """Losing more evidence leaves the worst lead no larger."""
    some = judge_survival(criteria_set, first, draws=100)
    more = judge_survival(criteria_set, first | second, draws=100)
    assert set(some.freed) <= set(more.freed)
    if some.margin is not None:
        assert more.margin is not None
        assert more.margin <= some.margin + 1e-9


def test_a_criterion_without_weight_is_no_danger() -> None:
    """Scores that count for nothing may be anything."""
    view = View(swings={"taste": 0})
    found = judge_survival(LUNCH, ["a", "d"], view)
    assert found.freed == (("soup", "taste"), ("cake", "taste"))
    assert found.survives == "for certain"


def test_a_standing_tie_is_not_blamed_on_a_claim() -> None:
    """An option that was level before and does not move is not a rival that the loss brought up."""
    criteria_set = make_set(
        {"a": {"x": 60}, "b": {"x": 60}, "c": {"x": cell(50, "k")}},
    )
    found = judge_survival(criteria_set, ["k"], draws=4096)
    assert (found.leader, found.rivals) == ("a", ("c",))
    # Ties are divided, as on the page: half of all with the claim, half of 60 without.
    assert share_of(found.before) == 0.5
    assert share_of(found.leads) == pytest.approx(0.3, abs=0.001)


# Weights a half each: soup (70 + 60)/2 = 65; cake, price unknown, (60 + 0..100)/2 = 30..80.
HALF_KNOWN = make_set(
    {
        "soup": {"taste": cell(70, "a"), "price": cell(60, "b")},
        "cake": {"taste": cell(60, "c"), "price": "unknown"},
        "rice": {"taste": cell(20, "d"), "price": cell(20, "e")},
    },
    simulations={"weight_spread": 0},
)


def test_certainty_counts_what_is_unknown_already() -> None:
    """A lead that an unknown score can take away is never certain, whatever is struck out."""
    assert rivals_within_the_unknown(evaluate(HALF_KNOWN)) == ("cake",)
    for struck in ([], ["e"], ["nothing"]):
        found = judge_survival(HALF_KNOWN, struck, draws=4096)
        assert found.survives == "in most simulations"
        assert (found.rivals, found.margin) == (("cake",), 65.0 - 80.0)
        # Cake is ahead where its price is above 70.
        assert share_of(found.leads) == pytest.approx(0.7, abs=0.001)
        assert share_of(found.before) == pytest.approx(0.7, abs=0.001)
    assert judge_sources(HALF_KNOWN, {"e": "menu"})["menu"].survives == "in most simulations"


def test_a_linchpin_is_not_blamed_for_what_is_unknown() -> None:
    """Cake could draw level already; only the claims that bring up rice are linchpins."""
    # Without a: soup (0..100 + 60)/2, at worst 30, rice 20. Without d: rice up to 60.
    # Without e likewise. None brings rice level with 65; without a and b soup is at 0.
    assert find_linchpins(HALF_KNOWN) == ()
    near = HALF_KNOWN.model_copy(
        update={"assessments": {**HALF_KNOWN.assessments, "rice": make_set(
            {"rice": {"taste": cell(20, "d"), "price": cell(40, "e")}}
        ).assessments["rice"]}}
    )  # fmt: skip
    # Without d: rice (100 + 40)/2 = 70, 5 ahead of 65. Without a: soup 30, rice 30: level.
    found = find_linchpins(near)
    assert [(one.claim, one.rivals, one.margin) for one in found] == [
        ("d", ("rice",), -5.0),
        ("a", ("rice",), 0.0),
    ]


def test_a_disputed_score_is_not_freed() -> None:
    """A value that the visitor has entered rests on no claim, so it cannot be lost."""
    view = View(disputes={("soup", "taste"): 40.0})
    assert judge_survival(LUNCH, ["a"], view).survives == "for certain"
    assert "a" not in [found.claim for found in find_linchpins(LUNCH, view)]


def test_above_255_options_bounds_are_still_exact() -> None:
    """Where no simulations can be sampled the survival has bounds but no share."""
    rows = {f"o{i}": {"x": cell(50 if i else 80, f"{i}")} for i in range(256)}
    for i in range(256):
        rows[f"o{i}"]["x"]["claims"] = [f"k{i}"]
    found = judge_survival(make_set(rows), ["k0"])
    assert (found.survives, found.leads, found.before) == ("not for certain", None, None)
    assert (found.leader, found.margin) == ("o0", -50.0)
    assert judge_survival(make_set(rows), []).survives == "for certain"


def test_one_option_always_survives() -> None:
    """A single option has no rival to lose to."""
    only = make_set({"only": {"x": cell(50, "k")}})
    found = judge_survival(only, ["k"])
    assert (found.survives, found.margin, found.rivals) == ("for certain", None, ())
    assert find_linchpins(only) == ()
    assert judge_sources(only, {}) == {}


def test_refuses_an_unknown_reading() -> None:
    """A reading the set lacks is named."""
    with pytest.raises(ValueError, match="no reading is called cook; there are: none"):
        find_linchpins(LUNCH, View(reading="cook"))


def test_shipped_set_names_real_cells() -> None:
    """On the shipped set each linchpin's cells rest on that claim and nothing else."""
    criteria_set = shipped("iran-2026")
    for frame in criteria_set.frames:
        view = View(frame=frame)
        support = find_support(criteria_set, view)
        for linchpin in find_linchpins(criteria_set, view):
            assert linchpin.freed
            assert all(support[cell] == {linchpin.claim} for cell in linchpin.freed)


def test_shares_without_a_claim_have_a_span_as_well() -> None:
    """With ranges the share depends on how errors go together, with all evidence and without."""
    ranges = {
        "soup": {"taste": {"score": [40, 60, 80], "claims": ["a"]}, "price": [50, 70, 90]},
        "cake": {"taste": [50, 65, 75], "price": {"score": [40, 60, 70], "claims": ["b"]}},
    }
    criteria_set = make_set(ranges)
    found = judge_survival(criteria_set, ["b"])
    left = sample_simulations(strike_out(criteria_set, ["b"]), found.evaluation)
    whole = sample_simulations(criteria_set, evaluate(criteria_set))
    assert found.leads is not None
    assert found.before is not None
    assert found.leads.span == left.spans["soup"]
    assert found.before.span == whole.spans["soup"]
    low, high = found.before.span
    assert low < high
