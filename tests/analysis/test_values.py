"""Scores become values: linear, in straight pieces, turned round, and never off 0 to 100."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from steelyard.analysis.values import ValueSpan, value_of, value_span
from steelyard.model import UNKNOWN, Criterion, Score

finite = st.floats(allow_nan=False, allow_infinity=False)


def criterion(**entry: Any) -> Criterion:
    """A criterion called X with this entry, as a file would write it."""
    return Criterion.model_validate({"name": "X", **entry})


@st.composite
def bent_criteria(draw: st.DrawFn) -> Criterion:
    """A criterion with a value function that rises or falls through up to six corners."""
    better = draw(st.sampled_from(["higher", "lower"]))
    scores = sorted(draw(st.lists(st.floats(-1e9, 1e9), min_size=2, max_size=6, unique=True)))
    size = len(scores)
    values = sorted(draw(st.lists(st.floats(0, 100), min_size=size, max_size=size)))
    if better == "lower":
        values.reverse()
    corners = [list(corner) for corner in zip(scores, values, strict=True)]
    return criterion(better=better, scale={"from": scores[0], "to": scores[-1]}, value=corners)


def exact_value(entry: Criterion, number: float) -> Fraction:
    """The value of a number on the scale, in fractions."""
    start, end = entry.scale.from_, entry.scale.to
    rising = entry.better == "higher"
    corners = entry.value or [(start, 0.0 if rising else 100.0), (end, 100.0 if rising else 0.0)]
    for (x0, y0), (x1, y1) in pairwise(corners):
        if x0 <= number <= x1:
            along = (Fraction(number) - Fraction(x0)) / (Fraction(x1) - Fraction(x0))
            return Fraction(y0) + along * (Fraction(y1) - Fraction(y0))
    raise AssertionError(f"{number} is off the scale")


@pytest.mark.parametrize(
    ("entry", "number", "value"),
    [
        # On 0 to 100 the value is the score, or what is left to 100.
        ({}, 37, 37),
        ({"better": "lower"}, 37, 63),
        # From −20 to 60 is 80 long; 0 is 20 along, and 20 / 80 is 25 of 100.
        ({"scale": {"from": -20, "to": 60}}, 0, 25),
        ({"scale": {"from": -20, "to": 60}, "better": "lower"}, 0, 75),
        # Off the scale the nearer end counts.
        ({}, -5, 0),
        ({}, 100.5, 100),
        ({"better": "lower"}, 101, 0),
        # Corners: 25 is half way from 0 to 50, so half way from 0 to 80.
        ({"value": [[0, 0], [50, 80], [100, 100]]}, 25, 40),
        ({"value": [[0, 0], [50, 80], [100, 100]]}, 50, 80),
        # 75 is half way from 50 to 100, so half way from 80 to 100.
        ({"value": [[0, 0], [50, 80], [100, 100]]}, 75, 90),
        # A flat piece has one value; a steep one is read like any other.
        ({"value": [[0, 0], [10, 50], [90, 50], [100, 100]]}, 33, 50),
        ({"better": "lower", "value": [[0, 100], [1, 20], [100, 0]]}, 0.5, 60),
    ],
)
def test_golden_values(entry: dict[str, Any], number: float, value: float) -> None:
    """Values are those of the arithmetic done by hand."""
    assert value_of(criterion(**entry), number) == value


@pytest.mark.parametrize("better", ["higher", "lower"])
def test_whole_scores_keep_every_bit(better: str) -> None:
    """On 0 to 100 each whole score has exactly its whole value."""
    entry = criterion(better=better)
    expected = [float(n if better == "higher" else 100 - n) for n in range(101)]
    assert [value_of(entry, n) for n in range(101)] == expected


@given(
    st.one_of(bent_criteria(), st.sampled_from([criterion(), criterion(better="lower")])), st.data()
)
@settings(max_examples=60, deadline=None)
def test_equals_fractions(entry: Criterion, data: st.DataObject) -> None:
    """Every value equals that of exact arithmetic on fractions."""
    number = data.draw(st.floats(entry.scale.from_, entry.scale.to))
    assert value_of(entry, number) == pytest.approx(float(exact_value(entry, number)), abs=1e-9)


@given(bent_criteria(), st.data())
@settings(max_examples=60, deadline=None)
def test_a_better_score_never_has_a_lower_value(entry: Criterion, data: st.DataObject) -> None:
    """Along the scale values only rise, or only fall, and stay between 0 and 100."""
    on_scale = st.floats(entry.scale.from_, entry.scale.to)
    numbers = sorted(data.draw(st.lists(on_scale, min_size=2, max_size=8)))
    values = [value_of(entry, number) for number in numbers]
    assert values == sorted(values, reverse=entry.better == "lower")
    assert all(0 <= value <= 100 for value in values)


@given(finite, finite, finite, st.sampled_from(["higher", "lower"]))
@settings(max_examples=60, deadline=None)
def test_any_finite_scale_gives_a_finite_value(a: float, b: float, x: float, better: str) -> None:
    """Scales of any finite size and place give values between 0 and 100, exact at both ends."""
    assume(a != b)
    low, high = sorted((a, b))
    entry = criterion(scale={"from": low, "to": high}, better=better)
    ends = [value_of(entry, low), value_of(entry, high)]
    assert ends == ([0, 100] if better == "higher" else [100, 0])
    assert 0 <= value_of(entry, x) <= 100


@pytest.mark.parametrize("size", [1e-300, 1e-8, 1.0, 1e8, 1e300, 8e307])
def test_scales_of_all_sizes_read_alike(size: float) -> None:
    """A quarter along the scale is 25, from the smallest scales to the largest."""
    entry = criterion(scale={"from": -2 * size, "to": 2 * size})
    assert value_of(entry, -size) == pytest.approx(25, abs=1e-12)
    bent = criterion(
        scale={"from": -2 * size, "to": 2 * size},
        value=[[-2 * size, 0], [2 * size, 100]],
    )
    assert value_of(bent, -size) == pytest.approx(25, abs=1e-12)


@pytest.mark.parametrize(
    ("low", "high", "first", "last"),
    [(2.6, 4.1, 0, 100), (0.4, 26.4, 1.2, 7.0), (-3.5, 21.9, 2.8, 8.1)],
)
def test_the_end_of_a_scale_has_exactly_its_value(
    low: float, high: float, first: float, last: float
) -> None:
    """Scales on which plain division misses the last bit still reach their end's value."""
    assert first + (high - low) * (last - first) / (high - low) < last
    bent = criterion(scale={"from": low, "to": high}, value=[[low, first], [high, last]])
    assert value_of(bent, high) == last
    assert value_of(criterion(scale={"from": low, "to": high}), high) == 100


def test_a_range_turns_with_the_better_end() -> None:
    """Where low is better, the low end of the score is the high end of the value."""
    assert value_span(criterion(better="lower"), Score(10, 20, 60)) == ValueSpan(40, 80, 90)
    assert value_span(criterion(), Score(10, 20, 60)) == ValueSpan(10, 20, 60)


def test_unknown_takes_the_full_range_and_its_middle() -> None:
    """An unknown score spans the scale, in the middle, and is marked."""
    assert value_span(criterion(), UNKNOWN) == ValueSpan(0, 50, 100, known=False)
    # The function only spans 20 to 70: the middle is 45.
    narrow = criterion(better="lower", value=[[0, 70], [30, 60], [100, 20]])
    assert value_span(narrow, UNKNOWN) == ValueSpan(20, 45, 70, known=False)


def test_a_hump_between_the_ends_counts() -> None:
    """Where a function turns inside a range, its highest corner is the range's high end."""
    # Such a function is refused in files; the arithmetic still has to hold.
    hump = criterion(value=[[0, 0], [50, 100], [100, 20]])
    assert value_span(hump, Score(25, 40, 100)) == ValueSpan(20, 80, 100)


@given(bent_criteria(), st.data())
@settings(max_examples=60, deadline=None)
def test_the_likely_value_lies_within_its_range(entry: Criterion, data: st.DataObject) -> None:
    """Low, likely and high stay in order as values."""
    on_scale = st.floats(entry.scale.from_, entry.scale.to)
    low, likely, high = sorted(data.draw(st.tuples(on_scale, on_scale, on_scale)))
    for score in (Score(low, likely, high), UNKNOWN):
        span = value_span(entry, score)
        assert 0 <= span.low <= span.likely <= span.high <= 100
        assert all(math.isfinite(value) for value in span)
