"""Tests of the rank shares: segments are the shares, in the order of the mean rank."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from charts.decisions import decide, hostile_decision
from charts.spec_parts import assert_labels_are_data, lengths, marks_of, sheet_of, texts_of

from steelyard.analysis.simulations.sampling import Simulations, sample_simulations
from steelyard.analysis.totals import evaluate
from steelyard.charts.simulations.rank_shares import (
    CHART,
    rank_shares_alt,
    rank_shares_rows,
    rank_shares_title,
)

THREE = decide([[80], [70], [60]], [1])


def _simulations() -> Simulations:
    """A first in 60 %, else second; B first in 40 %, second in 30 %, third in 30 %."""
    return replace(
        sample_simulations(THREE, evaluate(THREE), draws=100),
        rank_shares={"o0": (0.6, 0.4, 0), "o1": (0.4, 0.3, 0.3), "o2": (0, 0.3, 0.7)},
        expected_ranks={"o0": 1.4, "o1": 1.9, "o2": 2.7},
    )


def test_the_title_says_how_often_first_and_how_low() -> None:
    """Option A was counted in no simulation below second."""
    simulations = _simulations()
    assert rank_shares_title(THREE, evaluate(THREE), simulations) == (
        "Option A ranks first in 60 of 100 simulations, never below 2nd"
    )
    assert rank_shares_title(THREE, evaluate(THREE), replace(simulations, mode="uniform")) == (
        "With any weights at all, Option A ranks first in 60 of 100 simulations, never below 2nd"
    )


def test_the_title_says_the_span_of_a_share_that_depends_on_errors() -> None:
    """Ranges that overlap: the share with none, half and 0.8 of an error in common."""
    ranges = decide([[[20, 60, 80], [20, 60, 80]], [[40, 50, 60], [40, 50, 60]]], [1, 1])
    simulations = sample_simulations(ranges, evaluate(ranges), draws=2000)
    low, high = simulations.spans["o0"]
    assert high - low > 0.02
    assert rank_shares_title(ranges, evaluate(ranges), simulations) == (
        f"Option A ranks first in {100 * low:.0f} to {100 * high:.0f} of 100 simulations, "
        "depending on how errors go together"
    )
    drawn = round(100 * simulations.rank_shares["o0"][0])
    assert (
        f" Drawn: Option A first in {drawn}, with errors independent of each other, the file’s "
        "setting. " in CHART.subtitle(ranges, evaluate(ranges), simulations, 640)
    )


def test_always_first_is_said_of_the_draws() -> None:
    """Exact scores and one criterion: the same ranks in all 100 simulations."""
    simulations = sample_simulations(THREE, evaluate(THREE), draws=100)
    assert rank_shares_title(THREE, evaluate(THREE), simulations) == (
        "Option A ranks first in all 100 simulations"
    )


@pytest.mark.parametrize("width", [350, 640, 1000])
def test_segments_are_the_shares(width: float) -> None:
    """Seven ranks are taken at all; each is as long as its share."""
    chart = sheet_of(CHART, THREE, evaluate(THREE), _simulations(), width=width)
    drawn = lengths(marks_of(chart, "bar"))
    whole = drawn[0] / 0.6
    shares = [0.6, 0.4, 0.4, 0.3, 0.3, 0.3, 0.7]
    assert drawn == pytest.approx([share * whole for share in shares], abs=0.1)


def test_small_segments_have_no_label() -> None:
    """Below seven in a hundred nothing is written."""
    simulations = replace(
        _simulations(), rank_shares={"o0": (0.94, 0.06, 0), "o1": (0.06, 0.94, 0), "o2": (0, 0, 1)}
    )
    texts = texts_of(sheet_of(CHART, THREE, evaluate(THREE), simulations))
    assert "1st: 94" in texts
    assert not any("6%" in text for text in texts)


def test_the_rows_have_every_rank() -> None:
    """Three options by three ranks, the best mean rank first."""
    frame = pd.DataFrame(rank_shares_rows(THREE, evaluate(THREE), _simulations()))
    assert len(frame) == 9
    assert list(frame["share"][:3]) == [0.6, 0.4, 0]


def test_the_words_give_the_most_frequent_rank() -> None:
    """With its share and the mean."""
    words = rank_shares_alt(THREE, evaluate(THREE), _simulations())
    assert "Option C most often 3rd (70 of 100), mean 2.7" in words


def test_one_option_has_one_rank() -> None:
    """Alone it is first in every simulation."""
    criteria_set = decide([[50]], [1])
    evaluation = evaluate(criteria_set)
    simulations = sample_simulations(criteria_set, evaluation, draws=100)
    assert "1st: 100" in texts_of(
        sheet_of(CHART, criteria_set, evaluation, simulations, mode="dark")
    )


@pytest.mark.parametrize("width", [350, 1000])
def test_labels_are_only_ever_data(width: float) -> None:
    """Names that try to be code stay names."""
    criteria_set = hostile_decision()
    evaluation = evaluate(criteria_set)
    simulations = sample_simulations(criteria_set, evaluation, draws=100, uniform=True)
    assert_labels_are_data(sheet_of(CHART, criteria_set, evaluation, simulations, width=width))
