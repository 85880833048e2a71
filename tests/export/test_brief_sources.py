"""Sources by paragraph: every claim on an option is found again under its source."""

from __future__ import annotations

import re
from functools import cache

import pytest
from export.brief_sets import DRUGS, IRAN, subject_of
from hypothesis import given
from hypothesis import strategies as st

from steelyard.analysis.evidence.bearing import find_bearers
from steelyard.analysis.totals import find_assessment
from steelyard.export.brief.references import (
    claims_table,
    options_table,
    paragraphs,
    runs,
    source_points,
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
    """The table of options has the counts of claims and exactly the paragraphs they stand in."""
    letters, table = source_letters(result), options_table(result)
    assert table is not None
    assert table.heads[-2:] == ("For / against", "Paragraphs")
    for option, row in zip(result.evaluation.ranking, table.rows, strict=True):
        spoken = spoken_of(result, option)
        claims = (*spoken.for_, *spoken.against)
        assert row[-2] == f"{len(spoken.for_)} / {len(spoken.against)}"
        for source, letter in letters.items():
            numbers = {
                result.evidence.claims[c].paragraph
                for c in claims
                if result.evidence.sources[c] == source
            }
            said = re.search(rf"\b{letter} ([^A-Z;]+)", row[-1])
            assert (said.group(1) if said else "") == runs(numbers)


@given(st.integers(20, 200))
def test_paragraphs_beyond_two_lines_are_counted(most: int) -> None:
    """No list of numbers is cut in the middle: it is whole, or says how many more there are."""
    result = shipped()
    option = "limited_strikes"
    spoken = spoken_of(result, option)
    claims = (*spoken.for_, *spoken.against)
    whole, short = paragraphs(result, claims), paragraphs(result, claims, most)
    count = len({(result.evidence.sources[c], result.evidence.claims[c].paragraph) for c in claims})

    assert len(short) <= most
    more = re.search(r" and (\d+) more$", short)
    assert whole == short or more is not None
    if more is not None:
        assert numbers_in(short[: more.start()]) + int(more.group(1)) == count


def numbers_in(text: str) -> int:
    """Return how many paragraphs a list such as *A 3, 7–9; B 2* has."""
    spans = re.findall(r"(\d+)(?:–(\d+))?", text)
    return sum(int(last or first) - int(first) + 1 for first, last in spans)


@cache
def shipped() -> Result:
    """Return the shipped set, worked out once."""
    return subject_of(IRAN)


def test_the_long_table_names_every_claim_once(result: Result) -> None:
    """With ids nothing is summed up: as many ids as claims, each with source and paragraph."""
    table = claims_table(result)
    for option, row in zip(result.evaluation.ranking, table.rows, strict=True):
        spoken = spoken_of(result, option)
        for claims, cell in zip((spoken.for_, spoken.against, spoken.used), row[2:], strict=False):
            found = re.findall(r"([a-z]+-\d+) \([AB] ¶\d+(?:, (indirect|not cited))?\)", cell)
            assert [claim for claim, _ in found] == list(claims)
            for claim, how in found:
                assert (how == "") == (claim in spoken.direct)
                assert (how == "indirect") == (claim in spoken.indirect)


def test_sources_say_who_and_when_in_words() -> None:
    """A date is written out; words in its place stay as they are."""
    first, second = source_points(subject_of(IRAN))

    assert (first.lead, second.lead) == ("A", "B")
    assert "Author: not named in the text." in first.text
    assert "Published: 24 February 2026." in second.text


def test_without_a_register_there_is_no_source() -> None:
    """A set that names no source lists none."""
    assert source_points(subject_of(DRUGS)) == ()
