"""The classes accept what a file may contain, refuse the rest, and are immutable."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from steelyard.model import CriteriaSet, Criterion, Scale


def lunch(**parts: Any) -> CriteriaSet:
    """Return the shortest set there can be, with other parts on top."""
    least = {
        "format": 1,
        "title": "Lunch",
        "criteria": {"taste": {"name": "Taste"}},
        "options": {"soup": {"name": "Soup"}},
    }
    return CriteriaSet.model_validate({**least, **parts}, by_alias=True, by_name=False)


def test_names_are_enough() -> None:
    """Everything else has a default: 0 to 100, higher is better, swing 100."""
    taste = lunch().criteria["taste"]
    assert (taste.scale.from_, taste.scale.to, taste.better, taste.swing) == (0, 100, "higher", 100)
    assert (taste.label, Criterion(name="Long", short="S").label) == ("Taste", "S")
    assert lunch().frames == {}


def test_nothing_can_be_changed() -> None:
    """Entries are frozen."""
    with pytest.raises(ValidationError, match="frozen"):
        lunch().title = "Dinner"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"format": 2}, "Input should be 1"),
        ({"format": True}, "Input should be 1"),
        ({"format": "1"}, "Input should be 1"),
        ({"title": ""}, "at least 1 character"),
        ({"title": " \t"}, "nothing but white space"),
        ({"title": "x" * 301}, "at most 300 characters"),
        ({"title": 5}, "valid string"),
        ({"title": "a\x1bb"}, "cannot be shown"),
        ({"note": "a\x00b"}, "cannot be shown"),
        ({"note": "x" * 8001}, "at most 8000 characters"),
        ({"as_of": "2026-02-30"}, "calendar date"),
        ({"as_of": "20260224"}, "calendar date"),
        ({"as_of": "2026-W09-2"}, "calendar date"),
        ({"as_of": "2026-2-4"}, "calendar date"),
        ({"as_of": "٢٠٢٦-٠٢-٢٤"}, "calendar date"),
        ({"criteria": {}}, "at least 1 item"),
        ({"criteria": {"Taste": {"name": "T"}}}, "match pattern"),
        ({"criteria": {"a\n": {"name": "T"}}}, "match pattern"),
        ({"criteria": {"x" * 61: {"name": "T"}}}, "at most 60 characters"),
        ({"criteria": {"a": {"name": "T", "swing": -1}}}, "greater than or equal to 0"),
        ({"criteria": {"a": {"name": "T", "swing": float("inf")}}}, "finite|less than or equal"),
        ({"criteria": {"a": {"name": "T", "swing": True}}}, "valid number"),
        ({"criteria": {"a": {"name": "T", "scale": {"from": 5, "to": 5}}}}, "from has to be below"),
        ({"criteria": {"a": {"name": "T", "scale": {"from_": 5}}}}, "Extra inputs"),
        ({"options": {"a": {"name": "T", "colour": "#12345g"}}}, "match pattern"),
        ({"options": {"a": {"name": "T", "reference": True}}}, "business_as_usual"),
        ({"sources": "menu"}, "valid list"),
        ({"surprise": 1}, "Extra inputs"),
    ],
)
def test_what_no_file_may_say_is_refused(parts: dict[str, Any], message: str) -> None:
    """Wrong kinds, lengths, bounds, dates, ids and unknown keys."""
    with pytest.raises(ValidationError, match=message):
        lunch(**parts)


@pytest.mark.parametrize(
    "text", ["two\nlines", "tab\there", "é 😀 \u202e =SUM(A1) <b>", "a\u2028b"]
)
def test_text_is_kept_as_it_is(text: str) -> None:
    """Line ends, other alphabets, markup and formulas are text like any other."""
    assert lunch(note=text, title=text).note == text


def test_anchors_are_keyed_by_number() -> None:
    """The file's keys are text; 0, 2.5 and 1e2 are numbers."""
    criterion = {"name": "T", "anchors": {"0": "a", "2.5": "b", "1e2": "c"}}
    assert lunch(criteria={"t": criterion}).criteria["t"].anchors == {0: "a", 2.5: "b", 100: "c"}


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("low", "is a number"),
        ("1_0", "is a number"),
        ("nan", "is a number"),
        ("1e999", "is a number"),
        ("٥", "is a number"),
        ("50.0", "same number"),
    ],
)
def test_other_anchors_are_refused(key: str, message: str) -> None:
    """Words, foreign digits, infinities, and one number in two spellings."""
    with pytest.raises(ValidationError, match=message):
        lunch(criteria={"t": {"name": "T", "anchors": {"50": "a", key: "b"}}})


def test_python_may_use_its_own_name_for_from() -> None:
    """`from` is a keyword of Python, so the attribute is called `from_`."""
    assert Scale(from_=1, to=2).from_ == 1.0
