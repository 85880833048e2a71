"""Tests of the regret grid."""

from __future__ import annotations

import pandas as pd
import pytest
from charts.decisions import HOSTILE, decide, hostile_decision
from charts.drawn import is_inside
from charts.spec_parts import assert_labels_are_data, lengths, marks_of, rows_of, sheet_of, texts_of

from steelyard.analysis.perspectives.perspectives import through_scenarios
from steelyard.analysis.perspectives.regret import find_regret
from steelyard.charts.perspectives.perspective_table import (
    REGRET,
    regret_alt,
    regret_rows,
    regret_title,
)
from steelyard.model import CriteriaSet
from steelyard.results.words.perspectives import worst_labels

RAIN = {"rain": {"name": "Rain", "shifts": {"o0": {"c0": -70}}}}
OUTING = decide([[80], [60], [20]], [1], options=["Beach", "Museum", "Home"], scenarios=RAIN)


def _title(criteria_set: CriteriaSet) -> str:
    seen = through_scenarios(criteria_set)
    return regret_title(criteria_set, seen, find_regret(seen))


def _texts(criteria_set: CriteriaSet, width: float = 1000) -> list[str]:
    seen = through_scenarios(criteria_set)
    return texts_of(sheet_of(REGRET, criteria_set, seen, find_regret(seen), width=width))


def test_the_title_has_the_least_worst_regret() -> None:
    """Museum: 20 behind in the file's case, best in rain. Beach: 50 behind in rain."""
    assert _title(OUTING) == (
        "Museum has the mildest worst case: 20.0 points behind the best, as "
        "things stand and in 1 scenario"
    )


def test_an_option_without_regret_leads_everywhere() -> None:
    """Only then is it said to lead in every one."""
    mild = {k: {"name": k, "shifts": {"o0": {"c0": -5}}} for k in ("drizzle", "wind")}
    criteria_set = decide([[80], [60]], [1], scenarios=mild)
    assert _title(criteria_set) == (
        "Option A leads as things stand and in every one of the 2 scenarios"
    )


def test_a_file_without_scenarios_says_so() -> None:
    """There is one column, the file's own."""
    assert _title(decide([[80], [60]], [1])) == "The file has no other case to compare with"


def test_numbers_are_the_regrets() -> None:
    """Own case: 0, 20, 60. Rain takes the beach to 10: 50, 0, 40. Rows by the worst."""
    texts = _texts(OUTING)
    assert texts.count("best") == 2
    seen = through_scenarios(OUTING)
    names = marks_of(sheet_of(REGRET, OUTING, seen, find_regret(seen)), "text", "name")
    downwards = sorted(names, key=lambda name: name["y"])
    assert [name["text"] for name in downwards] == ["Museum", "Beach", "Home"]
    for number in ("20.0", "50.0", "60.0", "40.0"):
        assert number in texts


def test_worst_regrets_have_a_decimal() -> None:
    """As totals have."""
    shift = {"s": {"name": "S", "shifts": {"o0": {"c0": -14.5}}}}
    criteria_set = decide([[60], [52.6]], [1], scenarios=shift)
    labels = worst_labels(find_regret(through_scenarios(criteria_set)))
    assert labels == {"o0": "7.1", "o1": "7.4"}


def test_less_than_half_a_tenth_is_not_best() -> None:
    """It is written as less than a tenth."""
    criteria_set = decide([[60], [59.98]], [1])
    assert "<0.1" in _texts(criteria_set)


def test_the_best_of_each_case_are_outlined() -> None:
    """One in each of two columns."""
    seen = through_scenarios(OUTING)
    chart = sheet_of(REGRET, OUTING, seen, find_regret(seen), mode="dark")
    assert len(marks_of(chart, "rect", "best")) == 2
    assert len(rows_of(chart)["rows"]) == 6


def test_the_narrow_form_names_the_worst_case() -> None:
    """Below 560 pixels each option is a bar of its worst regret."""
    texts = _texts(OUTING, 350)
    assert {"Rain", "50.0", "60.0"} <= set(texts)
    seen = through_scenarios(OUTING)
    chart = sheet_of(REGRET, OUTING, seen, find_regret(seen), width=350)
    assert lengths(marks_of(chart, "bar", "grey-bar")) == pytest.approx(
        [350 * 20 / 60, 350 * 50 / 60, 350], abs=0.1
    )


@pytest.mark.parametrize("width", [1000, 350])
def test_labels_are_only_ever_data(width: float) -> None:
    """No user's text outside the rows; nothing off the sheet."""
    named = decide(
        [[1]], [1], scenarios={f"s{i}": {"name": name} for i, name in enumerate(HOSTILE)}
    )
    criteria_set = hostile_decision().model_copy(update={"scenarios": named.scenarios})
    seen = through_scenarios(criteria_set)
    chart = sheet_of(REGRET, criteria_set, seen, find_regret(seen), width=width)
    assert_labels_are_data(chart)
    assert is_inside(chart)


def test_rows_and_words() -> None:
    """One row per option and case, by the worst; the words name the worst case."""
    seen = through_scenarios(OUTING)
    frame = pd.DataFrame(regret_rows(OUTING, seen, find_regret(seen)))
    assert list(frame["regret"]) == [20, 0, 0, 50, 60, 40]
    assert list(frame["scenario_id"]) == ["", "rain"] * 3
    words = regret_alt(OUTING, seen, find_regret(seen))
    assert words.endswith(
        "Museum 20.0 (As things stand); Beach 50.0 (Rain); Home 60.0 (As things stand)."
    )
