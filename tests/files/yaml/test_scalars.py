"""Unquoted values mean what YAML 1.2 says, and nothing more."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.files.yaml.yaml_tree import resolve_plain

# fmt: off
LOOKALIKES = [
    "no", "yes", "on", "Off", "y", "N", "12:30", "1:2:3",
    "2026-02-24", "2026-02-30", "1_000", "1,5", "40%", "0b101", "-0x1F", "0xG",
    "٤٠", "１２", "Infinity", "nan", "inf", ".5.", "1e", "e3",
    "--1", "TRue", "nULL", "+.nan", "=", "0o8", "unknown",
]
# fmt: on

NUMBERS = {
    "1e3": 1000.0,
    "1E+3": 1000.0,
    ".5": 0.5,
    "5.": 5.0,
    "-2.5": -2.5,
    "40": 40,
    "+5": 5,
    "0777": 777,
    "0o17": 15,
    "0x1F": 31,
    "-0": 0,
    "5e-324": 5e-324,
    "1e-400": 0.0,
}


@pytest.mark.parametrize("text", [*LOOKALIKES, "1 000", "no space"])
def test_what_only_looks_like_something_else_stays_text(text: str) -> None:
    """Words, times, dates and foreign digits are never turned into another kind of value."""
    assert resolve_plain(text) == text


@pytest.mark.parametrize(("text", "meant"), NUMBERS.items())
def test_numbers_are_those_of_the_core_schema(text: str, meant: float) -> None:
    """Decimals, 0o and 0x are numbers; a leading zero changes nothing."""
    assert resolve_plain(text) == meant
    assert type(resolve_plain(text)) is type(meant)


@pytest.mark.parametrize("text", ["true", "True", "TRUE"])
def test_true_in_three_spellings(text: str) -> None:
    """Only these three spellings are true."""
    assert resolve_plain(text) is True


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_nothing_in_five_spellings(text: str) -> None:
    """Only these five spellings are nothing."""
    assert resolve_plain(text) is None


@pytest.mark.parametrize("text", [".inf", "-.Inf", "+.INF", "1e999", "9" * 5000])
def test_what_no_number_can_hold_becomes_infinite(text: str) -> None:
    """Infinities are kept as such, for the fields to refuse with a line."""
    found = resolve_plain(text)
    assert isinstance(found, float)
    assert math.isinf(found)


@given(st.floats(allow_nan=False, allow_infinity=False))
@settings(max_examples=100, deadline=None)
def test_a_written_number_is_read_back_exactly(number: float) -> None:
    """No bit of a number is lost between the file and the model."""
    assert resolve_plain(repr(number)) == number


@given(st.integers(-(10**15), 10**15))
@settings(max_examples=100, deadline=None)
def test_a_written_whole_number_is_read_back_exactly(number: int) -> None:
    """Whole numbers of up to sixteen characters stay whole."""
    assert resolve_plain(str(number)) == number
