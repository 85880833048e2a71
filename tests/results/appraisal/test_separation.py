"""Rules on the criteria's scores side by side: spread, halo, and how many truly count."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_sets import make_set

from steelyard.analysis.totals import evaluate
from steelyard.model import CriteriaSet
from steelyard.results.appraisal.case import Case, Evidence
from steelyard.results.appraisal.separation import (
    check_halo,
    check_independence,
    check_spread,
    correlations,
    effective_number,
)


def case_of(criteria_set: CriteriaSet) -> Case:
    """Return a case without evidence."""
    return Case(criteria_set, evaluate(criteria_set), Evidence())


def columns(**scores: list[float]) -> CriteriaSet:
    """Return a set whose criteria are the columns given."""
    number = len(next(iter(scores.values())))
    return make_set(
        {f"o{i}": {c: column[i] for c, column in scores.items()} for i in range(number)}
    )


@pytest.mark.parametrize(("top", "state"), [(44.9, "failed"), (45.0, "passed"), (40.0, "failed")])
def test_spread(top: float, state: str) -> None:
    """Values less than five points apart do not tell options apart; five do."""
    found = check_spread(case_of(columns(taste=[40.0, top], price=[0.0, 100.0])))
    assert found.state == state
    assert [one.id for one in found.about] == (["taste"] if state == "failed" else [])


def test_spread_leaves_out_the_unknown() -> None:
    """An unknown cell, taken at 50, makes no spread; with nothing known the rule is open."""
    criteria_set = make_set({"a": {"x": 10}, "b": {"x": 12}, "c": {"x": "unknown"}})
    assert check_spread(case_of(criteria_set)).figures == {"x": 2.0}
    empty = make_set({"a": {"x": "unknown"}, "b": {"x": 12}})
    assert check_spread(case_of(empty)).state == "open"


def test_halo_golden() -> None:
    """Two columns that correlate at 0.99 are reported with that figure, a third is not.

    x: 0 1 2 3 and y: 0 2 3 5 about their means: Σxy = 8, Σxx = 5, Σyy = 13, so
    r = 8 / √65 = 0.9923. z: 3 0 3 0 has Σxz = −3 and Σzz = 9: r = −3 / √45 = −0.4472.
    """
    found = check_halo(case_of(columns(x=[0, 1, 2, 3], y=[0, 2, 3, 5], z=[3, 0, 3, 0])))
    assert found.state == "failed"
    assert found.details == ("X and Y: correlation 0.99, 1 being in step",)
    assert found.figures["x/y"] == pytest.approx(8 / 65**0.5, abs=1e-12)
    assert found.figures["x/z"] == pytest.approx(-3 / 45**0.5, abs=1e-12)
    assert [one.id for one in found.about] == ["x", "y"]


@pytest.mark.parametrize(
    ("scores", "state", "advice"),
    [
        ({}, "failed", "Score again criterion by criterion"),
        ({"order": "by_option", "people": 3, "independent": True}, "failed", "Score again"),
        ({"order": "by_criterion"}, "failed", "The file says that scoring went criterion by"),
        ({"order": "by_criterion", "people": 1, "independent": True}, "failed", "The file says"),
        ({"order": "by_criterion", "people": 3, "independent": True}, "open", "They were scored"),
    ],
)
def test_halo_advice_that_was_followed(scores: dict[str, Any], state: str, advice: str) -> None:
    """What the file says was done is not advised again; several on their own leave it open."""
    table = {f"o{i}": {"x": i, "y": i} for i in range(4)}
    found = check_halo(case_of(make_set(table, elicitation={"scores": scores})))
    assert found.state == state
    assert found.advice.startswith(advice)


def test_opposites_are_no_halo() -> None:
    """A perfect trade-off passes: a halo makes criteria agree."""
    assert check_halo(case_of(columns(x=[0, 1, 2], y=[9, 5, 1]))).state == "passed"


@pytest.mark.parametrize(
    "criteria_set",
    [
        columns(x=[0, 9], y=[0, 9]),
        columns(x=[0, 5, 9]),
        columns(x=[0, 5, 9], y=[7, 7, 7]),
        make_set({o: {"x": "unknown", "y": i} for i, o in enumerate("abc")}),
    ],
)
def test_halo_too_little_to_say(criteria_set: CriteriaSet) -> None:
    """Two options, one criterion, or nothing that varies: the rule stays open."""
    assert check_halo(case_of(criteria_set)).state == "open"


def test_independence_golden() -> None:
    """Three criteria in step count as one, and that fails; two that are unrelated count two.

    In step: 3² / 9 = 1. Unrelated: 2² / 2 = 2.
    """
    steps = columns(x=[0, 1, 2], y=[0, 2, 4], z=[1, 2, 3])
    found = check_independence(case_of(steps))
    assert (found.state, found.figures["effective"]) == ("failed", pytest.approx(1.0))
    assert found.found.endswith("tell the options apart about as well as a single one would.")
    crossed = columns(x=[0, 0, 9, 9], y=[0, 9, 0, 9])
    found = check_independence(case_of(crossed))
    assert (found.state, found.figures["effective"]) == ("passed", pytest.approx(2.0))


tables = st.integers(2, 5).flatmap(
    lambda n: st.lists(
        st.lists(st.integers(0, 20).map(float), min_size=n, max_size=n), min_size=3, max_size=8
    )
)


@given(tables)
@settings(max_examples=80, deadline=None)
def test_equals_the_eigenvalues(rows: list[list[float]]) -> None:
    """The closed form equals the ratio of numpy's correlations' eigenvalues."""
    table = np.array(rows)
    table = table[:, np.ptp(table, axis=0) > 0]
    if table.shape[1] < 2:
        return
    matrix = correlations(table)
    assert matrix == pytest.approx(np.corrcoef(table.T), abs=1e-12)
    eigenvalues = np.linalg.eigvalsh(matrix)
    expected = eigenvalues.sum() ** 2 / (eigenvalues**2).sum()
    assert effective_number(matrix) == pytest.approx(expected, abs=1e-9)
    assert 1 - 1e-12 <= effective_number(matrix) <= len(matrix) + 1e-9


def test_tiny_columns_do_not_vanish() -> None:
    """Values a hair apart correlate like their multiples."""
    matrix = correlations(np.array([[0.0, 0.0], [1e-160, 1.0], [2e-160, 2.0]]))
    assert matrix[0, 1] == pytest.approx(1.0)
