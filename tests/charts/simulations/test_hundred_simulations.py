"""Tests of the hundred simulations: a hundred squares, counts that add up, what is stated."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import pandas as pd
import pytest
from charts.decisions import decide, hostile_decision
from charts.spec_parts import assert_labels_are_data, marks_of, sheet_of, texts_of
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.analysis.simulations.sampling import Simulations, sample_simulations
from steelyard.analysis.totals import evaluate
from steelyard.charts.drawing.vega import Spec
from steelyard.charts.simulations.hundred_simulations import (
    CHART,
    count_squares,
    hundred_simulations_alt,
    hundred_simulations_rows,
    hundred_simulations_title,
)
from steelyard.results.words.simulations import describe_simulations

FOUR = decide([[80], [70], [60], [50]], [1])


def _simulations(*shares: float, spans: Sequence[tuple[float, float]] = ()) -> Simulations:
    """Return simulations with these lead shares, and these spans or none beyond the share."""
    sampled = sample_simulations(FOUR, evaluate(FOUR), draws=100)
    changed = replace(sampled, lead_shares={f"o{i}": share for i, share in enumerate(shares)})
    ends = spans or [(share, share) for share in shares]
    vars(changed)["spans"] = {f"o{i}": pair for i, pair in enumerate(ends)}
    return changed


def squares_of(chart: Spec) -> list[tuple[str, tuple[int, int]]]:
    """Return colour, column and row of every square; those of an option are one mark."""
    return [
        (mark["fill"], (int(column), int(row)))
        for mark in marks_of(chart, "point")
        for column, row in re.findall(r"M(\d),(\d)h0.9v0.9h-0.9z", mark["shape"])
    ]


def test_a_share_short_of_all_is_not_printed_as_all() -> None:
    """The number beside the name is that of the title and of the ranking."""
    simulations = _simulations(0.999, 0.001, 0, 0)
    texts = texts_of(sheet_of(CHART, FOUR, evaluate(FOUR), simulations))
    assert ">99" in texts
    assert "100" not in texts
    assert "Counts: Option A >99." in hundred_simulations_alt(FOUR, evaluate(FOUR), simulations)


def test_ranges_are_not_said_to_leave_open_what_they_cannot() -> None:
    """No score of the set has a range."""
    subtitle = CHART.subtitle(FOUR, evaluate(FOUR), _simulations(1, 0, 0, 0), 620.0)
    assert "says what weights leave open" in subtitle
    ranges = decide([[[20, 60, 80]], [[40, 50, 60]]], [1])
    simulations = sample_simulations(ranges, evaluate(ranges), draws=100)
    subtitle = CHART.subtitle(ranges, evaluate(ranges), simulations, 620.0)
    assert "says what weights and ranges leave open" in subtitle


def test_the_title_gives_the_first_two_counts() -> None:
    """Counts, not a verdict, and never a chance."""
    spans = [(0.52, 0.61), (0.33, 0.4), (0.05, 0.08), (0.0, 0.0)]
    simulations = _simulations(0.52, 0.4, 0.08, 0, spans=spans)
    assert hundred_simulations_title(FOUR, evaluate(FOUR), simulations) == (
        "Option A comes first in 52 to 61 of 100 simulations, depending on how errors go together; "
        "Option B in 33–40"
    )
    assert hundred_simulations_title(FOUR, evaluate(FOUR), _simulations(0.999, 0.001, 0, 0)) == (
        "Option A comes first in more than 99 of 100 simulations"
    )


def test_the_title_names_all_that_come_next_alike() -> None:
    """No rival is left out of the title that has as many squares as the one it names."""
    simulations = _simulations(0.6, 0.2, 0.2, 0)
    assert hundred_simulations_title(FOUR, evaluate(FOUR), simulations) == (
        "Option A comes first in 60 of 100 simulations; Option B and Option C each in 20"
    )
    spans = [(0.6, 0.6), (0.2, 0.3), (0.1, 0.2), (0.0, 0.0)]
    simulations = _simulations(0.6, 0.2, 0.2, 0, spans=spans)
    assert hundred_simulations_title(FOUR, evaluate(FOUR), simulations).endswith(
        "; Option B in 20–30; Option C in 10–20"
    )


def test_which_case_is_drawn_is_said_where_the_title_has_a_span() -> None:
    """Of 52 to 61 the squares show one, that of the file's own setting."""
    spans = [(0.52, 0.61), (0.33, 0.4), (0.05, 0.08), (0.0, 0.02)]
    simulations = _simulations(0.52, 0.4, 0.08, 0, spans=spans)
    assert (
        " Drawn: Option A first in 52, with errors independent of each other, the file’s setting. "
        in CHART.subtitle(FOUR, evaluate(FOUR), simulations, 640)
    )
    shared = replace(simulations, spec=replace(simulations.spec, shared_error=0.5))
    vars(shared)["spans"] = simulations.spans
    half = " Drawn: Option A first in 52, with 50% of an error shared by the option, the file’s "
    assert half in CHART.subtitle(FOUR, evaluate(FOUR), shared, 640)
    alone = CHART.subtitle(FOUR, evaluate(FOUR), _simulations(0.6, 0.4, 0, 0), 640)
    assert "Drawn" not in alone
    texts = " ".join(texts_of(sheet_of(CHART, FOUR, evaluate(FOUR), simulations)))
    assert "None in this drawing: 1 of 4 options" in texts
    assert "In no simulation" not in texts


@pytest.mark.parametrize("width", [350, 640])
@settings(max_examples=20, deadline=None)
@given(shares=st.lists(st.integers(0, 1000), min_size=4, max_size=4).filter(any))
def test_there_are_a_hundred_squares(width: float, shares: list[int]) -> None:
    """As many of each colour as its count."""
    simulations = _simulations(*(share / sum(shares) for share in shares))
    chart = sheet_of(CHART, FOUR, evaluate(FOUR), simulations, width=width)
    colours = Counter(colour for colour, _ in squares_of(chart))
    counts = count_squares(evaluate(FOUR), simulations)
    assert sum(colours.values()) == 100
    assert sorted(colours.values()) == sorted(count for count in counts.values() if count)


def test_squares_do_not_overlap() -> None:
    """A hundred different places."""
    chart = sheet_of(CHART, FOUR, evaluate(FOUR), _simulations(0.5, 0.3, 0.2, 0))
    assert {place for _, place in squares_of(chart)} == set(product(range(10), range(10)))


def test_those_without_a_square_are_accounted_for() -> None:
    """Too few for a square is told apart from no simulation."""
    simulations = _simulations(0.6, 0.397, 0.003, 0)
    texts = " ".join(texts_of(sheet_of(CHART, FOUR, evaluate(FOUR), simulations)))
    assert "Too few for a square: Option C." in texts
    assert "In no simulation: 1 of 4 options" in texts


def test_draws_and_seed_are_stated() -> None:
    """What varied, how many draws, which seed, and that a share is no chance."""
    subtitle = CHART.subtitle(FOUR, evaluate(FOUR), _simulations(1, 0, 0, 0), 640)
    assert "100 simulations with weights around those in view" in subtitle
    assert "seed 0" in subtitle
    assert "spread 0.35" in subtitle
    assert "not the chance of being right" in subtitle


def test_how_weights_were_drawn_is_said() -> None:
    """Any weights, weights nearby, or the present ones."""
    evaluation = evaluate(FOUR)
    uniform = sample_simulations(FOUR, evaluation, draws=100, uniform=True)
    fixed = sample_simulations(FOUR, evaluation, draws=100, fixed=True)
    assert "any weights at all" in describe_simulations(uniform)
    assert "the weights in view" in describe_simulations(fixed)


def test_scores_without_any_range_are_not_said_to_vary() -> None:
    """Where no score has a range only weights vary, and that is said."""
    said = describe_simulations(_simulations(1, 0, 0, 0))
    assert "scores as they are, since none has a range, seed 0" in said
    ranged = decide([[[10, 80, 90]], [70]], [1])
    drawn = sample_simulations(ranged, evaluate(ranged), draws=100)
    assert "scores within their ranges" in describe_simulations(drawn)


def test_the_rows_carry_what_is_needed_to_draw_again() -> None:
    """Shares unrounded, with draws and seed."""
    frame = pd.DataFrame(
        hundred_simulations_rows(FOUR, evaluate(FOUR), _simulations(0.2, 0.4, 0.25, 0.15))
    )
    assert list(frame["option_id"]) == ["o1", "o2", "o0", "o3"]
    assert list(frame["squares"]) == [40, 25, 20, 15]
    assert set(frame["draws"]) == {100}
    assert set(frame["seed"]) == {0}


def test_the_words_list_the_counts() -> None:
    """Most first."""
    words = hundred_simulations_alt(FOUR, evaluate(FOUR), _simulations(0.2, 0.4, 0.25, 0.15))
    assert "Counts: Option B 40, Option C 25, Option A 20 and Option D 15." in words


def test_one_option_has_them_all() -> None:
    """Alone, it leads in every simulation."""
    criteria_set = decide([[50]], [1])
    evaluation = evaluate(criteria_set)
    simulations = sample_simulations(criteria_set, evaluation, draws=100)
    chart = sheet_of(CHART, criteria_set, evaluation, simulations, mode="dark")
    assert len(squares_of(chart)) == 100


@pytest.mark.parametrize("width", [350, 640])
def test_labels_are_only_ever_data(width: float) -> None:
    """Names that try to be code stay names."""
    criteria_set = hostile_decision()
    evaluation = evaluate(criteria_set)
    simulations = sample_simulations(criteria_set, evaluation, draws=100, uniform=True)
    assert_labels_are_data(sheet_of(CHART, criteria_set, evaluation, simulations, width=width))
