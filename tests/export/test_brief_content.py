"""The one content model: every figure from the subject, every caution in its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from export.brief_sets import DRUGS, IRAN, subject_of
from export.lunch_subject import lunch_subject
from hypothesis import given, settings
from viewed_sets import viewed_sets

from steelyard.export.brief.content import brief_of, nearest_tracks
from steelyard.export.brief.parts import Brief, Section
from steelyard.export.subject import Subject
from steelyard.files.criteria_files import LoadedSet
from steelyard.instrument.address import Choice
from steelyard.model import CriteriaSet


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
    """Heading and line below are the subject's verdict, word for word."""
    verdict = subject_of(IRAN).verdict

    assert (iran.sentence, iran.because) == (verdict.sentence, verdict.because)


def test_shares_are_said_as_worlds_and_never_as_chances(iran: Brief) -> None:
    """No sentence calls a share of sampled worlds likely, and the caution is there."""
    said = " ".join(sentences(iran))

    assert "of 100 sampled worlds" in said
    assert "no chance of being right" in said
    assert not re.search(r"\blikely to be\b|probab", said)


def test_likelihood_and_confidence_never_share_a_sentence(iran: Brief) -> None:
    """How often and how firmly are different things, kept in different sentences."""
    for said in sentences(iran):
        assert not ("confidence" in said.lower() and "world" in said.lower()), said


def test_directions_say_which_end_is_which(iran: Brief) -> None:
    """A scale on which less is better says so, and that values run the other way."""
    words = " ".join(section(iran, "criteria").sentences)

    assert "100 on the file’s scale is the worst end; as a value 100 is good." in words


def test_evidence_says_how_one_sided_it_is(iran: Brief) -> None:
    """Counts of claims for and against come from the registers."""
    said = " ".join(section(iran, "evidence").sentences)

    assert re.search(r"\d+ of \d+ claims on the family force speak against it", said)
    assert "arguments made in texts and not observations" in said


def test_sources_name_claims_with_their_paragraphs(iran: Brief) -> None:
    """Every option with a claim is listed with claim ids and paragraphs."""
    table = section(iran, "sources").table

    assert table is not None
    assert all(re.search(r"[a-z]+-\d+ ¶\d+", row[1]) for row in table.rows)


def test_dissent_names_every_rival_reading_but_the_one_in_view() -> None:
    """Seen under a reading, the file's own assessments are the dissent."""
    said = section(brief_of(subject_of(IRAN, Choice(reading="coercion_works"))), "dissent")

    assert said.sentences[0].startswith("With the file’s own assessments, ")
    assert not any("Coercion works" in sentence for sentence in said.sentences)


def test_what_was_moved_by_hand_is_marked(tmp_path: Path) -> None:
    """Moved weights stand by name, in a sentence that says they are not the file's."""
    moved = brief_of(lunch_subject(tmp_path, Choice(swings={"price": 90.0})))

    assert moved.exploratory.startswith("Exploratory, not the file’s own view: weights moved")
    assert "Price now 60%" in moved.exploratory
    assert brief_of(lunch_subject(tmp_path)).exploratory == ""


def test_open_gates_of_the_leader_are_told(iran: Brief) -> None:
    """A condition nobody has met yet stands among what would change the advice."""
    assert any("which is open" in said for said in section(iran, "change").sentences)


def test_a_measure_of_harm_is_never_called_good() -> None:
    """Where 100 is the most harmful, no sentence calls it good or best."""
    harm = brief_of(subject_of(DRUGS))

    assert "100 is always most harmful" in " ".join(section(harm, "criteria").sentences)
    assert not any("100 is the best end" in cell for row in rows(harm, "criteria") for cell in row)


def rows(brief: Brief, key: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a section's table."""
    table = section(brief, key).table
    assert table is not None
    return table.rows


@settings(max_examples=40, deadline=None)
@given(viewed_sets())
def test_any_set_has_a_brief_without_nan(decision: CriteriaSet) -> None:
    """Odd sets get plain sentences; nothing is ever `nan`, `inf` or empty."""
    loaded = LoadedSet(Path("made.yaml"), "0" * 64, "", decision, (), {})
    brief = brief_of(Subject(loaded))

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
    from steelyard.analysis.robustness import track_weights

    tracks = track_weights(subject_of(DRUGS).evaluation)
    kept = nearest_tracks(tracks, 3)

    away = {c: abs(t.nearest - t.weight) for c, t in tracks.items() if t.nearest is not None}
    assert set(kept) == set(sorted(away, key=lambda c: away[c])[:3])
    assert list(kept) == [criterion for criterion in tracks if criterion in kept]
