"""Tests of the sentences about struck claims, scores and scales."""

from __future__ import annotations

import re

import pytest
from small_sets import make_set

from steelyard.analysis.evidence.linchpins import Linchpin, find_linchpins, judge_survival
from steelyard.model import Assessment, Claim, CriteriaSet, Criterion, Scale
from steelyard.results.words.evidence import (
    MOST_LISTED_CELLS,
    MOST_RULE,
    claim_words,
    describe_survival,
    freed_words,
    linchpin_words,
    survival_words,
)
from steelyard.results.words.names import claim_label
from steelyard.results.words.numbers import span_of_hundred, whole
from steelyard.results.words.scores.ranking import scale_words, score_words

LUNCH = make_set(
    {
        "soup": {"taste": {"score": 40, "claims": ["a"]}, "price": 50},
        "cake": {"taste": 75, "price": {"score": 50, "claims": ["b", "c"]}},
    },
    simulations={"weight_spread": 0},
)


def test_a_leader_that_survives_for_certain() -> None:
    """Without b alone every score still has a claim, so nothing moves."""
    survival = judge_survival(LUNCH, ["b"])
    assert survival_words(LUNCH, survival) == (
        "Cake survives for certain: nobody can draw level, whatever is unknown"
    )
    assert freed_words(LUNCH, survival.freed) == "No score that counts here loses its last claim."


def test_a_leader_that_survives_in_most_simulations() -> None:
    """Soup's taste may be anywhere from 0 to 100 and overtakes beyond 75: cake leads in 3 of 4."""
    survival = judge_survival(LUNCH, ["a"], draws=4096)
    assert survival_words(LUNCH, survival) == (
        "Cake leads in 75 of 100 simulations (100 of 100 with all the evidence); at worst Soup "
        "ends 12.5 points ahead"
    )
    assert freed_words(LUNCH, survival.freed) == (
        "1 score loses its last claim and may stand anywhere on its scale: Taste of Soup."
    )


def test_a_leader_that_does_not_survive() -> None:
    """Of 80 against 40, the 80 gone: above 40 it leads, in 3 of 5 simulations; of 20 less so."""
    close = make_set({"soup": {"taste": 70}, "cake": {"taste": {"score": 75, "claims": ["a"]}}})
    survival = judge_survival(close, ["a"], draws=4096)
    assert survival_words(close, survival) == (
        "Cake does not lead in most simulations but in 30 of 100 (100 of 100 with all the "
        "evidence); at worst Soup ends 70.0 points ahead"
    )
    assert MOST_RULE in describe_survival(close, survival)


def test_both_shares_say_on_what_they_depend() -> None:
    """Where scores have ranges, shares with and without the evidence run from … to."""
    soup, cake = [40, 60, 80], {"score": [50, 65, 75], "claims": ["a"]}
    own = make_set(
        {
            "soup": {"taste": soup, "price": soup, "speed": soup},
            "cake": {"taste": cake, "price": [50, 65, 75], "speed": [50, 65, 75]},
        }
    )
    survival = judge_survival(own, ["a"])
    assert re.fullmatch(
        r"Cake does not lead in most simulations but in \d+ to \d+ of 100 \(\d+ to \d+ of 100 "
        r"with all the evidence\), depending on how errors go together; at worst .*",
        survival_words(own, survival),
    )


def test_many_freed_scores_are_counted() -> None:
    """Beyond the limit no names are given."""
    cells = [("soup", "taste"), ("cake", "taste")] * MOST_LISTED_CELLS
    assert freed_words(LUNCH, cells) == (
        f"{len(cells)} scores lose their last claims and may stand anywhere on their scales."
    )


def test_what_a_linchpin_could_cost() -> None:
    """Soup at 100 on taste has (100 + 50) / 2 = 75, cake (75 + 50) / 2 = 62.5: 12.5 behind."""
    (found,) = find_linchpins(LUNCH)
    assert linchpin_words(LUNCH, "cake", found) == (
        "Taste of Soup rests on it alone. Without it Soup could end up to 12.5 points ahead, "
        "which would cost Cake the lead."
    )


def test_a_linchpin_that_only_levels() -> None:
    """A worst lead of nothing is worded as a tie, not as a lead of the rival."""
    level = Linchpin("a", (("soup", "taste"), ("cake", "taste")), 0.0, ("soup",))
    assert "rest on it alone. Without it Soup could draw level" in linchpin_words(
        LUNCH, "cake", level
    )


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.5, "50 of 100"),
        (1.0, "100 of 100"),
        (0.9999, "more than 99 of 100"),
        (0.994, "99 of 100"),
    ],
)
def test_shares_never_claim_all_or_none_wrongly(share: float, words: str) -> None:
    """Only a share of exactly one is all of a hundred."""
    assert span_of_hundred(whole(100 * share), share, share) == words


def test_scores_and_scales_say_both_directions() -> None:
    """A score stands as the file has it; its scale says which end is good."""
    assert score_words(None) == "unknown"
    assert score_words(Assessment(score=40)) == "40"
    price = Criterion(name="Price", better="lower", scale=Scale(from_=0, to=20, unit="usd_million"))
    assert scale_words(LUNCH, price) == "0 to 20 usd million, low is best"
    harm = CriteriaSet.model_validate(
        {**LUNCH.model_dump(by_alias=True, exclude={"assessments"}), "measure": {"top": "worst"}}
    )
    assert scale_words(harm, Criterion(name="Harm")) == "0 to 100 points, high is worst"


def test_a_claim_in_a_list_and_its_facts() -> None:
    """Line breaks are removed; where nobody is named the facts say so."""
    claim = Claim(paragraph=3, says="It is\n dear.", voice="reported", form="opposing_case")
    assert claim_label("c-1", claim) == "c-1 · It is dear."
    assert claim_words(claim) == "opposing case, reported by somebody not named"
