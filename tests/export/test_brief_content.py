"""The one content model: every figure from the result, every caution in its place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from export.brief_sets import DRUGS, IRAN, subject_of
from export.lunch_result import lunch_result
from hypothesis import given, settings
from small_sets import make_set
from viewed_sets import viewed_sets

from steelyard.analysis.perspectives.perspectives import through_lenses, through_scenarios
from steelyard.charts.weights.winner_strips import nearest_tracks
from steelyard.export.brief.content import brief_of
from steelyard.export.brief.parts import Brief, Section
from steelyard.files.criteria_files import LoadedSet
from steelyard.model import CriteriaSet
from steelyard.results.choice import Choice
from steelyard.results.result import Result
from steelyard.results.words.basis import one_way_sentences
from steelyard.results.words.lead.fragility import low_confidence_sentences
from steelyard.results.words.lead.frames import frame_line, frame_note


@pytest.fixture(scope="module")
def iran() -> Brief:
    """Return the brief of the shipped set."""
    return brief_of(subject_of(IRAN))


def section(brief: Brief, key: str) -> Section:
    """Return a section that has to be there."""
    return next(one for one in brief.sections if one.key == key)


def sentences(brief: Brief) -> list[str]:
    """Return every sentence of a brief, one by one."""
    found = [brief.sentence, *brief.because.split(". ")]
    for one in brief.sections:
        for said in one.sentences:
            found += said.split(". ")
    return found


def test_the_verdict_is_the_pages_own(iran: Brief) -> None:
    """Heading and line below are the result's verdict, word for word."""
    verdict = subject_of(IRAN).verdict

    assert (iran.sentence, iran.because) == (verdict.sentence, verdict.because)


def test_every_frame_stands_at_the_top_and_what_to_read_with_care(iran: Brief) -> None:
    """The line on the other frames, how all sources lean, and that confidence is low."""
    result = subject_of(IRAN)

    assert iran.frames == frame_line(result)
    assert iran.care == " ".join([*one_way_sentences(result), *low_confidence_sentences(result)])
    assert section(iran, "criteria").sentences[0] == frame_note(result)
    assert all((iran.frames, *one_way_sentences(result), *low_confidence_sentences(result)))


def test_shares_are_said_as_simulations_and_never_as_chances(iran: Brief) -> None:
    """No sentence calls a share of simulations likely, and the caution is there."""
    said = " ".join(sentences(iran))

    assert "of 100 simulations" in said
    assert "it is not the chance of being right" in said
    assert not re.search(r"\blikely to be\b|probab", said)


def test_likelihood_and_confidence_never_share_a_sentence(iran: Brief) -> None:
    """How often and how firmly are different things, kept in different sentences."""
    for said in sentences(iran):
        assert not ("confidence" in said.lower() and "simulation" in said.lower()), said


def test_directions_say_which_end_is_which(iran: Brief) -> None:
    """A scale on which less is better says so, and that values run the other way."""
    words = " ".join(section(iran, "criteria").sentences)

    assert "On these a low score is best, so its value is high: Escalation risk." in words
    cells = [cell for row in rows(iran, "criteria") for cell in row]
    assert "0 to 100 points, low is best" in cells


def test_evidence_says_how_one_sided_it_is(iran: Brief) -> None:
    """Counts of claims for and against come from the registers."""
    said = " ".join(section(iran, "evidence").sentences)

    assert re.search(r"\d+ of \d+ claims on the family force speak against it", said)
    assert "arguments made in texts and not observations" in said


def test_sources_name_claims_with_their_paragraphs(iran: Brief) -> None:
    """Every option is listed with claim ids and paragraphs; without room with paragraphs."""
    sources = section(iran, "sources")
    options = subject_of(IRAN).criteria_set.options

    assert rows(iran, "sources")[0][0] == "Controls + talks"
    assert len(rows(iran, "sources")) == len(options)
    assert any(re.search(r"[a-z]+-\d+ \([AB] ¶\d+[,)]", row[2]) for row in rows(iran, "sources"))
    assert sources.smaller is not None
    assert sources.smaller.table is not None
    assert sources.smaller.lacks == "the id of each claim"
    assert not any("-0" in cell for row in sources.smaller.table.rows for cell in row)


def test_a_source_is_called_by_the_same_letter_everywhere(iran: Brief) -> None:
    """What is counted of source A stands under A in the list of sources."""
    evidence = " ".join(section(iran, "evidence").sentences)

    for said in section(iran, "sources").sentences:
        letter, title = said.split(". ")[0].split(": ", 1)
        assert f"Source {letter}, {title}: " in evidence
        assert f"Without {letter}, " in evidence


def test_conditions_are_told_with_their_state_and_whose_they_are(iran: Brief) -> None:
    """A condition stands once, with every option that needs it."""
    said = section(iran, "conditions").sentences

    needed = "Partners who enforce: open. Needed for Controls + talks and Supply-chain controls."
    assert needed in said
    assert len(said) == len(subject_of(IRAN).criteria_set.conditions)


def test_an_option_is_told_in_one_sentence_where_room_is_short(iran: Brief) -> None:
    """The shorter form is the beginning of the longer one, up to a full stop."""
    options = section(iran, "options")
    assert options.smaller is not None
    assert options.smaller.table is not None

    for long, short in zip(rows(iran, "options"), options.smaller.table.rows, strict=True):
        assert short[1].endswith(".")
        assert short[1] in long[1]


def test_without_its_picture_a_difference_is_told_in_points(iran: Brief) -> None:
    """The words that stand for the picture add up to the lead."""
    why = section(iran, "why").smaller
    assert why is not None
    told = re.findall(r"([+−])(\d+\.\d)", why.sentences[-1])
    lead = sum(float(number) * (1 if sign == "+" else -1) for sign, number in told)

    totals = subject_of(IRAN).evaluation.totals
    first, second = subject_of(IRAN).evaluation.ranking[:2]
    assert why.picture is None
    assert lead == pytest.approx(totals[first] - totals[second], abs=0.05 * len(told))


def test_dissent_names_every_rival_reading_but_the_one_in_view() -> None:
    """Seen under a reading, the file's own assessments are the dissent."""
    said = section(brief_of(subject_of(IRAN, Choice(reading="coercion_works"))), "dissent")

    assert said.sentences[0].startswith("With the file’s own assessments, ")
    assert not any("Coercion works" in sentence for sentence in said.sentences)


def test_scenarios_that_change_the_leader_are_counted_and_named(iran: Brief) -> None:
    """As many as `through_scenarios` finds; without room they are counted by option."""
    result = subject_of(IRAN)
    own, *others = through_scenarios(result.criteria_set, result.choice.view).evaluations.values()
    moved = [e for e in others if not set(e.leaders) & set(own.leaders)]
    change = section(iran, "change")

    assert moved
    start = f"In {len(moved)} of {len(others)} scenarios another option leads instead: "
    assert change.sentences[-1].startswith(start)
    assert change.smaller is not None
    counts = re.findall(r" in (\d+)[;.]", change.smaller.sentences[-1].removeprefix(start))
    assert sum(map(int, counts)) == len(moved)


def test_a_scenario_in_view_is_held_against_the_file_without_it() -> None:
    """Seen in a scenario, who leads without it is said first, and it is not counted."""
    criteria_set = subject_of(IRAN).criteria_set
    first = next(iter(criteria_set.scenarios))
    said = section(brief_of(subject_of(IRAN, Choice(scenario=first))), "change").sentences

    assert any(s.startswith("Without the scenario in view, Controls + talks") for s in said)
    assert f" of {len(criteria_set.scenarios) - 1} other scenarios " in said[-1]


def test_lenses_that_agree_say_how_far_the_leader_is_ahead() -> None:
    """Least and most of the leads through the lenses in which nobody else leads."""
    result = subject_of(IRAN, Choice(frame="six"))
    found = list(through_lenses(result.criteria_set, result.choice.view).evaluations.values())
    leads = [
        e.totals[e.ranking[0]] - e.totals[e.ranking[1]]
        for e in found[1:]
        if e.leaders == found[0].leaders
    ]
    said = section(brief_of(result), "lenses").sentences[-1]

    assert f"Through the other {len(leads)}, Controls + talks is " in said
    assert said.endswith(f"{min(leads):.1f} to {max(leads):.1f} points ahead.")


def test_a_reading_changes_what_it_scores_otherwise(iran: Brief) -> None:
    """Scores that a reading repeats, and those out of view, are not counted as changed."""
    criteria_set, criteria = subject_of(IRAN).criteria_set, subject_of(IRAN).evaluation.criteria
    for reading, said in zip(
        criteria_set.readings.values(), section(iran, "dissent").sentences, strict=True
    ):
        changed = sum(
            criteria_set.assessments[option][criterion].score != rival.score
            for option, row in reading.assessments.items()
            for criterion, rival in row.items()
            if criterion in criteria
        )
        cells = len(criteria_set.options) * len(criteria)
        assert f"“{reading.name}” changes {changed} of {cells} scores: " in said


def test_a_source_taken_away_says_what_may_then_move(iran: Brief) -> None:
    """How many scores it leaves without a claim, and that all others stay where they are."""
    said = " ".join(section(iran, "evidence").sentences)

    assert re.search(
        r"Without A, \d+ scores have no claim left and may be anything; "
        r"Controls \+ talks (does not survive: it )?leads in",
        said,
    )


def test_what_was_moved_by_hand_is_marked(tmp_path: Path) -> None:
    """Moved weights stand by name, in a sentence that says they are not the file's."""
    moved = brief_of(lunch_result(tmp_path, Choice(swings={"price": 90.0})))

    assert moved.exploratory.startswith("Exploratory, not the file’s own view: weights moved")
    assert "Price now 60%" in moved.exploratory
    assert brief_of(lunch_result(tmp_path)).exploratory == ""


def test_leaders_on_the_same_points_are_said_to_be_level() -> None:
    """Where options are level no score is told to move from a number to itself."""
    tied = lunch_like({"soup": {"taste": 40, "price": 60}, "cake": {"taste": 40, "price": 60}})
    brief = brief_of(tied)
    why = section(brief, "why").smaller

    assert section(brief, "change").sentences[0] == (
        "Soup and Cake are level: the smallest change that favours one of them decides between "
        "them."
    )
    assert why is not None
    assert why.sentences == ("Of 2 criteria, Soup is level on 2.",)
    assert " instead of " not in " ".join(sentences(brief))


def lunch_like(scores: dict[str, Any]) -> Result:
    """Return a small set with these scores, seen as it is."""
    return Result(LoadedSet(Path("made.yaml"), "0" * 64, "", make_set(scores), (), {}))


def test_open_conditions_of_the_leader_are_told(iran: Brief) -> None:
    """A condition nobody has met yet stands among what would change the advice."""
    assert any(
        "needs “Partners who enforce”: open." in said for said in section(iran, "change").sentences
    )


def test_a_measure_of_harm_is_never_called_good() -> None:
    """Where 100 is the most harmful, no sentence calls it good or best."""
    harm = brief_of(subject_of(DRUGS))

    assert "100 is always most harmful" in " ".join(section(harm, "criteria").sentences)
    assert not any("best" in cell for row in rows(harm, "criteria") for cell in row[:3])


def rows(brief: Brief, key: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a section's table."""
    table = section(brief, key).table
    assert table is not None
    return table.rows


@settings(max_examples=40, deadline=None)
@given(viewed_sets())
def test_any_set_has_a_brief_without_nan(criteria_set: CriteriaSet) -> None:
    """Odd sets get plain sentences; nothing is ever `nan`, `inf` or empty."""
    loaded = LoadedSet(Path("made.yaml"), "0" * 64, "", criteria_set, (), {})
    brief = brief_of(Result(loaded))

    assert brief.sentence
    for said in sentences(brief):
        assert not re.search(r"\b(nan|inf)\b", said)
    for one in brief.sections:
        assert one.heading
        if one.table is not None:
            assert all(len(row) == len(one.table.heads) for row in one.table.rows)
            assert len(one.table.wide) == len(one.table.heads)


def test_the_nearest_weights_are_kept_in_their_order() -> None:
    """Of many weights those closest to a flip are drawn, in the order of the file."""
    from steelyard.analysis.sensitivity.robustness import track_weights

    tracks = track_weights(subject_of(DRUGS).evaluation)
    kept = nearest_tracks(tracks, 3)

    away = {c: abs(t.nearest - t.weight) for c, t in tracks.items() if t.nearest is not None}
    assert set(kept) == set(sorted(away, key=lambda c: away[c])[:3])
    assert list(kept) == [criterion for criterion in tracks if criterion in kept]
