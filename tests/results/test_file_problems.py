"""A verdict on a file with problems says so, in its sentence and as data."""

from __future__ import annotations

from pathlib import Path

import pytest
from files.lunch import load, lunch

from steelyard.instrument.problem import instrument_data
from steelyard.results.choice import Choice
from steelyard.results.data import numbers_data, robustness_data, score_data
from steelyard.results.result import Result, find_result


def lunch_with_swing(swing: str, folder: Path) -> Result:
    """Return the result of a file in which the swing of the price is written like this."""
    text = lunch(old="to: 20}, swing: 40}", new=f"to: 20}}, swing: {swing}}}")
    return find_result(load(text, folder), Choice())


@pytest.mark.parametrize("swing", ["1e10", "-1", ".nan"])
def test_a_swing_that_is_not_usable(swing: str, tmp_path: Path) -> None:
    """The criterion is dropped, so cake is best on taste alone; the sentence names the problem."""
    result = lunch_with_swing(swing, tmp_path)
    assert "price" not in result.evaluation.criteria
    end = ", as far as the file can be read (1 problem)"
    assert result.verdict_on_totals.sentence == f"Cake leads Menu by 10.0 points{end}"
    assert result.verdict.sentence == f"Cake leads Menu by 10.0 points{end}"
    for found in (score_data(result), numbers_data(result, "lunch.yaml"), robustness_data(result)):
        (problem,) = found["problems"]
        assert (problem["code"], problem["line"]) == ("C007", 5)
        assert problem["where"] == ["criteria", "price", "swing"]
        assert found["verdict"]["sentence"].endswith(end)
    assert instrument_data(result, "light", 0, "")["problem"]["problems"] == 1


def test_a_file_without_problems(tmp_path: Path) -> None:
    """Neither sentence nor data speak of problems where there are none."""
    result = lunch_with_swing("40", tmp_path)
    assert result.verdict.sentence == "Cake leads Menu by 14.0 points"
    assert score_data(result)["problems"] == []
