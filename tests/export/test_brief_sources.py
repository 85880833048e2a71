"""Sources by paragraph: every claim on an option is found again under its source."""

from __future__ import annotations

import re

import pytest
from export.brief_sets import DRUGS, IRAN, subject_of
from hypothesis import given
from hypothesis import strategies as st

from steelyard.analysis.evidence.bearing import find_bearers
from steelyard.analysis.totals import find_assessment
from steelyard.export.brief.references import (
    claims_table,
    paragraphs_table,
    runs,
    source_sentences,
    spoken_of,
)
from steelyard.results.choice import Choice
from steelyard.results.result import Result
from steelyard.results.words.basis import source_letters


@pytest.fixture(scope="module", params=["four", "six", "seven"])
def result(request: pytest.FixtureRequest) -> Result:
    """Return the shipped set in one of its frames."""
    return subject_of(IRAN, Choice(frame=request.param))


@given(st.sets(st.integers(1, 60), max_size=30))
def test_spans_hold_exactly_the_numbers(numbers: set[int]) -> None:
    """What is said in spans is no number more and none less, in order."""
    found: list[int] = []
    for part in runs(numbers).split(", ") if numbers else []:
        first, _, last = part.partition("–")
        found += range(int(first), int(last or first) + 1)

    assert found == sorted(numbers)


def test_claims_are_sorted_by_what_they_say_of_an_option(result: Result) -> None:
    """For and against are those of the registers; what else the scores cite is told apart."""
    for option in result.evaluation.ranking:
        spoken = spoken_of(result, option)
        bearers = find_bearers(result.evidence.claims, option, result.evaluation.criteria)
        cited = {
            claim
            for criterion in result.evaluation.criteria
            if (found := find_assessment(result.criteria_set, option, criterion, None))
            for claim in (*found.claims, *found.inferred_from)
        }

        assert (spoken.for_, spoken.against) == bearers
        assert spoken.direct | spoken.indirect == cited
        assert set(spoken.used) == cited - set(bearers.all)


def test_every_paragraph_is_that_of_its_claims(result: Result) -> None:
    """The short table has the count of claims and exactly the paragraphs they stand in."""
    letters = source_letters(result)
    for option, row in zip(
        result.evaluation.ranking,
        paragraphs_table(result).rows,
        strict=True,
    ):
        spoken = spoken_of(result, option)
        for claims, cell in zip((spoken.for_, spoken.against), row[2:4], strict=True):
            if not claims:
                assert cell == "–"
                continue
            count, places = cell.split(": ")
            assert int(count) == len(claims)
            for source, letter in letters.items():
                own = [c for c in claims if result.evidence.sources[c] == source]
                said = re.search(rf"\b{letter} ([^A-Z;]+)", places)
                numbers = {result.evidence.claims[c].paragraph for c in own}
                assert (said.group(1) if said else "") == runs(numbers)


def test_the_long_table_names_every_claim_once(result: Result) -> None:
    """With ids nothing is summed up: as many ids as claims, each with source and paragraph."""
    table = claims_table(result)
    for option, row in zip(result.evaluation.ranking, table.rows, strict=True):
        spoken = spoken_of(result, option)
        for claims, cell in zip((spoken.for_, spoken.against, spoken.used), row[2:], strict=True):
            found = re.findall(r"([a-z]+-\d+) \([AB] ¶\d+(?:, (indirect|not cited))?\)", cell)
            assert [claim for claim, _ in found] == list(claims)
            for claim, how in found:
                assert (how == "") == (claim in spoken.direct)
                assert (how == "indirect") == (claim in spoken.indirect)


def test_sources_say_who_and_when_in_words() -> None:
    """A date is written out; words in its place stay as they are."""
    first, second = source_sentences(subject_of(IRAN))

    assert first.startswith("A: ")
    assert "Author: not named in the text." in first
    assert "Published: 24 February 2026." in second


def test_without_a_register_there_is_no_source() -> None:
    """A set that names no source lists none."""
    assert source_sentences(subject_of(DRUGS)) == ()
