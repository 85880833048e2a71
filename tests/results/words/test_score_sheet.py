"""The sheet of a score: what it decides, why, on what, and what another score would do."""

from __future__ import annotations

import pytest
from made_results import result_of
from results.sheet_sets import IRAN, lunch
from small_sets import make_set

from steelyard.analysis.sensitivity.robustness import find_score_changes
from steelyard.analysis.totals import View, evaluate
from steelyard.results.words.sheets.score_sheet import NEVER, next_scores, score_sheet

LEVERAGE = ("containment_plus_talks", "long_term_leverage")


def test_a_score_that_decides_says_where_and_that_its_range_reaches_it() -> None:
    """Soup is ahead by 14 points, so it may lose 14 / 0.6 points of taste."""
    sheet = score_sheet(lunch(), ("soup", "taste"))

    assert (sheet.printed, sheet.unit, sheet.extent) == ("70", "points", "range 40–80")
    assert sheet.decides == (
        "Yes.",
        "Below 46.7 Cake leads, and that is inside the range of 40–80. A change of 10 points "
        "here moves its total by 6.0.",
    )
    assert sheet.is_decisive
    assert sheet.tip == "below 46.7 Cake leads"


def test_a_score_out_of_reach_says_that_its_range_ends_before() -> None:
    """Cake would need a price that is far beyond what the file allows."""
    sheet = score_sheet(lunch(), ("cake", "price"))

    assert sheet.decides[0] == "Not in its range."
    assert "its range of 3–6 does not reach that far" in sheet.decides[1]
    assert not sheet.is_decisive


def test_a_score_that_cannot_decide_says_so() -> None:
    """Nor does bread lead with any taste, nor does anything follow from a lead this large."""
    alone = make_set({"soup": {"taste": 90, "price": 90}, "cake": {"taste": 0, "price": 5}})

    assert score_sheet(result_of(alone), ("soup", "price")).decides == ("No.", NEVER)
    assert score_sheet(lunch(), ("bread", "taste")).decides == (
        "No.",
        "No value of this score makes Bread lead.",
    )


def test_every_tipping_point_is_that_of_robustness() -> None:
    """In the shipped set each score decides if, and only if, a change of it levels a rival."""
    evaluation = IRAN.evaluation
    changes = {
        (change.option, change.criterion): change
        for change in find_score_changes(IRAN.criteria_set, evaluate(IRAN.criteria_set, View()))
    }
    for option in evaluation.options:
        for criterion in evaluation.criteria:
            sheet, change = score_sheet(IRAN, (option, criterion)), changes.get((option, criterion))
            assert sheet.effect.changes_at == (None if change is None else change.raw_after)
            assert sheet.is_decisive == (change is not None and change.is_in_range)
            assert bool(sheet.tip) == (change is not None)


@pytest.mark.parametrize("score", [0.0, 30.0, 46.0, 47.0, 90.0])
def test_what_is_said_while_a_hand_moves_is_what_a_dispute_gives(score: float) -> None:
    """The numbers handed to the browser add up to the total that the dispute then has."""
    effect = score_sheet(lunch(), ("soup", "taste")).effect
    disputed = lunch(disputes={("soup", "taste"): score}).evaluation

    assert effect.rest + effect.weight * score == pytest.approx(disputed.totals["soup"])
    assert effect.rival_total == pytest.approx(disputed.totals[effect.rival])
    assert effect.changes_at is not None
    leader = effect.below if score < effect.changes_at else effect.above
    assert disputed.leaders == (leader,)


def test_the_worded_scale_has_its_best_end_on_top() -> None:
    """Ends without words are there all the same; where low is best, the low end is on top."""
    assert score_sheet(lunch(), ("soup", "taste")).anchors == (
        (100.0, "100", ""),
        (50.0, "50", "fair"),
        (0.0, "0", ""),
    )
    assert [number for number, *_ in score_sheet(lunch(), ("soup", "price")).anchors] == [0, 10]


def test_a_disputed_score_keeps_the_files_beside_it() -> None:
    """The score in view is the visitor's; the file's, and the reason, stand beside it."""
    cell = ("soup", "taste")
    sheet = score_sheet(lunch(disputes={cell: 60.0}, reasons={cell: "Too salty"}), cell)

    assert (sheet.printed, sheet.was, sheet.filed) == ("60", "70 in the file", 70.0)
    assert (sheet.is_disputed, sheet.reason, sheet.why[0]) == (True, "Too salty", "Why 70")


def test_other_readings_are_beside_it_and_say_which_change_the_leader() -> None:
    """Each has its own score and range; the sentence counts them and names the telling one."""
    says, rows = score_sheet(lunch(), ("soup", "taste")).readings

    assert [(row.name, row.printed) for row in rows] == [("Child", "20"), ("Cook", "75")]
    assert says == (
        "Both rival readings score it otherwise: 1 of them lower (worse) and 1 higher (better). "
        "“Child” puts it where the leader changes."
    )
    assert score_sheet(lunch(), ("cake", "taste")).readings == (
        "No rival reading changes this score.",
        (),
    )


def test_readings_that_all_go_one_way_are_not_counted_as_points() -> None:
    """One of three gives Hold's escalation risk 40 instead of 30."""
    says, _ = score_sheet(IRAN, ("hold", "escalation_risk")).readings

    assert says.startswith("1 of 3 rival readings scores it higher (worse). ")


def test_the_good_end_is_named_without_an_arrow() -> None:
    """The scale is drawn with its good end on top, also where low is best."""
    facts = score_sheet(IRAN, ("hold", "escalation_risk")).facts

    assert facts[0] == "Low is best"


def test_claims_are_direct_before_indirect_and_for_beside_against() -> None:
    """Each group counts its claims, and every claim that the score cites is in one of them."""
    sheet = score_sheet(IRAN, LEVERAGE)
    assessment = IRAN.criteria_set.assessments[LEVERAGE[0]][LEVERAGE[1]]
    direct, indirect = sheet.groups[:2]
    assert direct.heading == f"Direct: said of this option ({len(assessment.claims)})"
    assert indirect.heading.startswith("Indirect: said of something else and carried over")
    for group, claims in ((direct, assessment.claims), (indirect, assessment.inferred_from)):
        lines = [*group.for_, *group.against, *group.open_]
        assert {claim for line in lines for claim in claims if claim in line.facts} == set(claims)
    assert all("paragraph" in line.button and line.paragraph for line in direct.for_)


def test_the_next_scores_go_round_the_whole_table() -> None:
    """Forwards every score is met once, and backwards is the way back."""
    evaluation = lunch().evaluation
    cell, met = ("soup", "taste"), []
    for _ in range(6):
        met.append(cell)
        following = next_scores(evaluation, cell)[1]
        assert next_scores(evaluation, following)[0] == cell
        cell = following
    assert cell == ("soup", "taste")
    assert met[:3] == [(option, "taste") for option in evaluation.ranking]
    assert len(set(met)) == 6
