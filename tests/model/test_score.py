"""A score is three numbers, or one, or unknown."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from steelyard.model import UNKNOWN, Assessment, Score


@pytest.mark.parametrize(
    ("written", "score"),
    [
        (40, Score(40.0, 40.0, 40.0)),
        (-2.5, Score(-2.5, -2.5, -2.5)),
        ([20, 40, 60], Score(20.0, 40.0, 60.0)),
        ([5, 5, 5], Score(5.0, 5.0, 5.0)),
        ("unknown", UNKNOWN),
        (Score.exactly(3), Score(3.0, 3.0, 3.0)),
    ],
)
def test_scores_are_read(written: object, score: Score) -> None:
    """A number, low-likely-high, the word unknown, or a score already made."""
    assert Assessment.model_validate({"score": written}).score == score


ODD: list[object] = [None, True, "40", "40%", "Unknown", {}, float("nan"), float("inf")]
ODD_LISTS: list[object] = [
    [],
    [1],
    [1, 2],
    [1, 2, 3, 4],
    [1, 2, "3"],
    [1, True, 3],
    [0, 1, float("inf")],
    ["unknown"],
]


@pytest.mark.parametrize("written", [*ODD, *ODD_LISTS])
def test_other_forms_are_refused(written: object) -> None:
    """Only numbers are accepted as numbers."""
    with pytest.raises(ValidationError, match="one number, three numbers or unknown"):
        Assessment.model_validate({"score": written})


@pytest.mark.parametrize("written", [[2, 1, 3], [1, 3, 2], [3, 2, 1]])
def test_the_order_is_low_likely_high(written: list[float]) -> None:
    """Numbers in the wrong order are refused rather than sorted silently."""
    with pytest.raises(ValidationError, match="out of order"):
        Assessment.model_validate({"score": written})


def test_unknown_is_not_zero() -> None:
    """Its numbers are zero and yet it differs from a score of zero."""
    assert Score.exactly(0) != UNKNOWN
    assert not UNKNOWN.known
