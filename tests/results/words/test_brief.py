"""The sentences of brief and slides: each pinned here once, on sets small enough to check."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from export.brief_sets import DRUGS, IRAN
from export.brief_sets import subject_of as load_subject
from files.lunch import LUNCH
from files.lunch import load as load_lunch
from made_results import result_of
from small_sets import make_set

from steelyard.results.choice import Choice
from steelyard.results.result import Result
from steelyard.results.words.brief import change, second, top
from steelyard.results.words.lead.frames import AT_THE_FILES_WEIGHTS

FRAMED = {
    "a": {"x": 60, "y": 80, "z": 10},
    "b": {"x": 100, "y": 40, "z": 20},
    "f": {"x": 20, "y": 30, "z": 100},
}
"""On x and y a leads by 3 and f cannot lead; with z, f can."""


@cache
def subject_of(file: Path, choice: Choice | None = None) -> Result:
    """Return a shipped file seen one way, worked out once."""
    return load_subject(file, choice)


def framed(choice: Choice | None = None, **rest: Any) -> Result:
    """Return a set with two frames, of which the narrow one shuts out the family of f."""
    made = make_set(
        FRAMED,
        {"x": 37.0, "y": 63.0, "z": 80.0},
        frames={
            "narrow": {"name": "Narrow", "criteria": ["x", "y"]},
            "wide": {"name": "Wide", "criteria": ["x", "y", "z"]},
        },
        **rest,
    )
    options = dict(made.options)
    options["f"] = options["f"].model_copy(update={"family": "force"})
    options["a"] = options["a"].model_copy(update={"family": "talks", "line": "Talk it over"})
    return result_of(made.model_copy(update={"options": options}), choice or Choice())


@pytest.fixture
def lunch() -> Result:
    """Return a small set: soup 54, cake 72, menu 58; taste weighs 60%, price 40%."""
    return Result(load_lunch(LUNCH), Choice())


def test_the_bottom_line_has_both_frames() -> None:
    """Here a leads by 72.6 − 62.2; with z as well f leads by 59.1 − 44.8."""
    line = top.bottom_line(framed())

    assert line == "A leads by 10.4, but the lead is fragile; counting also Z, F leads by 14.3"


def test_the_bottom_line_of_one_frame_is_the_verdict(lunch: Result) -> None:
    """Nothing is added where the file asks in one way only."""
    assert top.bottom_line(lunch).startswith("Cake leads by 14.0")
    assert ";" not in top.bottom_line(lunch)


def test_a_lead_that_is_no_lead_is_said_as_the_verdict_says_it() -> None:
    """Too close, level, undecided and with problems: the sentence of the verdict stands whole."""
    close = result_of(make_set({"a": {"x": 50, "y": 51}, "b": {"x": 50, "y": 50}}), Choice())
    level = result_of(make_set({"a": {"x": 50}, "b": {"x": 50}}), Choice())
    broken = Result(load_lunch(LUNCH.replace("price: 12", "price: 99")), Choice())
    for result in (close, level, broken):
        assert top.bottom_line(result) == result.verdict.sentence


def test_tiles_say_what_criteria_settle() -> None:
    """This frame's family that cannot lead, then who leads in the other frame, and by how much."""
    here, there = top.tiles(framed())

    assert (here.about, here.criteria) == ("Counting “Narrow”", "X and Y")
    assert here.says == "A by 10.4, but fragile"
    assert here.text == "On these 2 criteria no kind of force can lead, whatever the weights."
    assert here.leader == "a"
    assert (there.about, there.criteria) == ("Counting also Z", "")
    assert there.says == "F by 14.3"
    assert there.text.startswith("F 59.1, A 44.8.")
    assert there.leader == "f"


def test_the_other_tile_is_of_the_file_where_the_view_is_not() -> None:
    """With weights moved the other frame is still told at those of the file, and says so."""
    _, there = top.tiles(framed(Choice(swings={"x": 5.0})))

    assert there.says == "F by 14.3"
    assert there.text.endswith(AT_THE_FILES_WEIGHTS)


def test_a_third_frame_is_told_in_the_second_tile() -> None:
    """The shipped set has three: neither of the others is left out in any view."""
    for frame in ("four", "six", "seven"):
        result = subject_of(IRAN, Choice(frame=frame))
        _, there = top.tiles(result)
        others = [f for f in result.criteria_set.frames if f != frame]
        assert f"“{result.criteria_set.frames[others[1]].name}”: " in there.text


def test_the_opening_says_what_the_leader_is() -> None:
    """Its line, total, lead and count of simulations; a tie has its reason instead."""
    first, second_ = top.opening_sentences(framed())

    assert first == "A, that is talk it over, scores 72.6 of 100, 10.4 more than B."
    assert second_.startswith("It comes first in ")
    level = result_of(make_set({"a": {"x": 50}, "b": {"x": 50}}), Choice())
    assert top.opening_sentences(level) == [level.verdict.because]


def test_read_with_care_names_judges_leaning_and_confidence() -> None:
    """Whose judgement, how all sources lean, that all confidence is low, and what a ranking is."""
    said = " ".join(top.read_with_care(subject_of(IRAN)))

    assert said.startswith(
        "The scores were judged by Steelyard's authors, from two critical essays"
    )
    assert "Both sources argue against force: 44 of 46 and 23 of 26 of their claims on it." in said
    assert "Confidence in the scores behind this: all low." in said
    assert said.endswith(top.ONLY_JUDGEMENTS)
    short = " ".join(top.read_with_care(subject_of(IRAN), is_short=True))
    assert "from two critical essays. Both sources" in short


def test_read_with_care_of_other_judges(lunch: Result) -> None:
    """A rival's scores are called so; nobody named is said; an article is small in a sentence."""
    gourmet = lunch.change(reading="gourmet")

    assert top.read_with_care(gourmet)[0] == (
        "The scores are those of the rival reading “Gourmet”."
    )
    assert top.read_with_care(lunch)[0] == top.NOBODY_NAMED
    assert top.read_with_care(subject_of(DRUGS))[0].startswith(
        "The scores were judged by the expert panel of "
    )


def test_why_it_leads_is_told_in_points() -> None:
    """A gains 40 × 63% on y, which are 25.2 points, and loses 40 × 37% on x."""
    assert change.why_point(framed()).text == (
        "Against B, A is ahead on Y (+25.2), and behind on X (−14.8)."
    )
    level = result_of(make_set({"a": {"x": 50}, "b": {"x": 50}}), Choice())
    assert change.why_point(level).text == "Against B, A is level on every criterion."


def test_what_could_end_the_lead(lunch: Result) -> None:
    """Weight, score, rival scores, sources and scenarios, each in a sentence."""
    said = {point.lead: point.text for point in change.change_points(lunch)}

    assert said["A weight."] == (
        "Moving 33 points of weight from Taste to Price brings Soup level; no smaller movement "
        "does."
    )
    assert said["A score."].startswith("Taste of Cake at 56.7, not 80, brings Menu level")
    assert said["A score."].endswith("No single score takes the lead away within its own range.")
    assert said["Whose scores."] == "Under 1 of 1 rival reading another option leads or is level."
    assert said["The evidence."] == change.NO_SOURCE
    assert said["The world."].startswith("In none of 2 scenarios")
    assert "The package." not in said


def test_a_second_score_is_of_another_criterion() -> None:
    """The shipped set has two within their ranges; the shorter form has one of them."""
    two, one = (
        next(p.text for p in change.change_points(subject_of(IRAN), most_scores=most) if
             p.lead == change.SCORE)
        for most in (2, 1)
    )  # fmt: skip

    assert one == (
        "Escalation risk of Controls + talks at 36.5, not 30 (range 15–45), brings Supply-chain "
        "controls level."
    )
    assert two.startswith(f"{one.rstrip('.')}; so does Long-term leverage of ")


def test_the_source_that_costs_the_leader_most_is_named() -> None:
    """Of all sources it is the one without which the leader is first least often."""
    result = subject_of(IRAN)
    said = next(p.text for p in change.change_points(result) if p.lead == change.EVIDENCE)
    shares = {s: v.leads.share for s, v in result.source_survivals.items() if v.leads}

    assert min(shares, key=lambda source: shares[source]) == "kinetic-diplomacy"
    assert said.startswith("Without source A, 13 scores have no claim left; ")


def test_rivals_say_their_case_and_where_they_lead_to() -> None:
    """Every reading but the one in view, with both frames; the file's own where it is not seen."""
    found = change.rivals(subject_of(IRAN))

    assert [rival.name for rival in found] == [
        "Coercion works", "Talks are hollow", "A bargain is possible",
    ]  # fmt: skip
    assert found[0].differs == "38 of 52 scores differ"
    assert found[0].case == "The strongest honest case for force and threats."
    assert found[0].here == "Supply-chain controls and Controls + talks are level on 54.5"
    assert found[0].elsewhere == "Counting also Disruption and Agreement"
    assert found[0].there == "Strikes then campaign leads by 2.2"
    assert found[1].there == "Supply-chain controls leads by 1.1, too close to call"
    seen = change.rivals(subject_of(IRAN, Choice(reading="coercion_works")))
    assert seen[0].name == "The file’s scores"
    assert "Coercion works" not in [rival.name for rival in seen]
    assert change.rivals_heading(subject_of(IRAN), 3) == "What three rival readings say"


def test_rivals_in_a_scenario_lead_elsewhere_without_it() -> None:
    """Another frame is that of the file: neither lens nor scenario of the view count there."""
    scenario = next(iter(subject_of(IRAN).criteria_set.scenarios))
    seen = change.rivals(subject_of(IRAN, Choice(lens="equal", scenario=scenario)))
    own = change.rivals(subject_of(IRAN))

    assert [rival.there for rival in seen] == [rival.there for rival in own]
    assert seen[0].here != own[0].here


def test_conditions_stand_under_a_name_where_they_are_short(lunch: Result) -> None:
    """One is named with its state, several or long ones are counted, met ones are not told."""
    assert second.needs_words(lunch, "soup") == "Spoon: open"
    assert second.needs_words(lunch, "cake") == ""
    iran = subject_of(IRAN)
    assert second.needs_words(iran, "sustained_campaign") == "1 condition not met, 2 open"


def test_conditions_not_met_come_first_and_are_never_counted() -> None:
    """Open ones are counted where there is no room; one that is not met stays by name."""
    iran = subject_of(IRAN)
    points = second.condition_points(iran)
    few = second.condition_points(iran, open_counted=True)

    assert points[0].lead == "Use of bases in the region: not met."
    assert points[0].is_bad
    assert not any(point.is_bad for point in points[1:])
    assert few == [points[0], change.BriefPoint("", "3 more conditions open or met.")]
    assert points[-1].text.endswith("Needed for Controls + talks and Supply-chain controls.")


def test_the_strongest_finding_against_the_leader() -> None:
    """A family shut out here first: under which scores it leads with the most weightings."""
    assert second.counter_finding(subject_of(IRAN)) == (
        "With the scores of “Coercion works” and counting also Disruption and Agreement, some kind "
        "of force leads under all 13 weightings."
    )
    six = second.counter_finding(subject_of(IRAN, Choice(frame="six")))
    assert six == (
        "With the scores of “A bargain is possible”, Offer with assurances leads under all 13 "
        "weightings."
    )
    assert second.counter_finding(subject_of(DRUGS)) == ""


def test_margins_count_what_is_too_close() -> None:
    """Of a cell that stands for several weightings, how many are too close to call."""
    matrix = second.lead_matrix(subject_of(IRAN)).rows
    cells = [row[0] for _, row in matrix]
    close = sum(cell.is_close for cell in cells)

    assert second.margin_words(cells[0]._replace(gap="+0.2 to +2.9", close_views=close)) == (
        f"+0.2 to 2.9 · {close} too close"
    )
    assert second.margin_words(cells[0]._replace(gap="+0.2", is_close=True)) == "+0.2 · too close"


def test_scenarios_are_counted_and_named_with_their_margins() -> None:
    """As many as there are, the leader's own lead in the others, and no margins in short."""
    iran = subject_of(IRAN)
    points = second.scenario_points(iran)
    bare = second.scenario_points(iran, has_margins=False)

    assert second.scenarios_heading(iran) == "The leader changes in 4 of 15 scenarios"
    assert points[0].lead == "Offer with assurances"
    assert points[0].text.startswith("in “A rival great power backs Iran” (1.0), ")
    assert points[-1].text == "In the other 10, Controls + talks leads by 1.4 to 2.2."
    assert not any("(" in point.text for point in bare)
    assert second.scenarios_heading(subject_of(DRUGS)) == ""


def test_checks_that_failed_come_before_those_that_are_open() -> None:
    """What each found, then by name; twice the same is said once."""
    findings = subject_of(IRAN).findings
    failed, open_ = (sum(f.state == state for f in findings) for state in ("failed", "open"))
    points = second.check_points(findings)
    short = second.check_points(findings, open_counted=True, named_only=True)

    assert [point.lead for point in points] == ["Failed"] * failed + ["Open"]
    assert points[-1].text.count("“") == open_
    assert short[0].text.count("“") == failed
    assert short[1].text == f"{open_} more checks."
    drugs = second.check_points(subject_of(DRUGS).findings)
    assert all(first != after for first, after in pairwise(drugs))


def test_likelihood_and_confidence_never_share_a_sentence() -> None:
    """How often and how firmly are different things, kept in different sentences."""
    for choice in (Choice(), Choice(frame="six"), Choice(frame="seven")):
        result = subject_of(IRAN, choice)
        said = [*top.opening_sentences(result), *top.read_with_care(result)]
        said += [point.text for point in change.change_points(result)]
        for sentence in ". ".join(said).split(". "):
            assert not ("confidence" in sentence.lower() and "simulation" in sentence.lower())


def test_nothing_is_called_likely_to_be_right() -> None:
    """A count of simulations is said not to be a chance, and never called one."""
    assert second.NO_CHANCE == "A count of simulations is not the chance of being right."
    assert second.NO_CHANCE in second.COUNTS_NOTE


def test_the_title_of_the_second_slide_is_what_is_enough() -> None:
    """One weight, and whether a score within its range or one reading ends the lead."""
    assert change.change_title(subject_of(IRAN)) == (
        "A single weight has to move 16 points to change the leader; one score within its range or "
        "one rival reading is enough"
    )
    assert change.change_title(subject_of(DRUGS)) == (
        "A single weight has to move 18 points to change the leader"
    )


def test_frames_alone_have_a_heading_of_their_own() -> None:
    """Without lens and reading the matrix is about criteria, and says whether they decide."""
    assert second.matrix_heading(subject_of(DRUGS)) == (
        "Which criteria count decides who comes first"
    )
    assert second.matrix_heading(subject_of(IRAN)).startswith("Whose scores you trust decides")
