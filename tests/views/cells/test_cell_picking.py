"""A click on a cell: which one it was, and where the page looks for it."""

from __future__ import annotations

import altair as alt
import pytest
import streamlit as st
from charts.spec_parts import sheet_of
from small_sets import shipped

from steelyard.analysis.sensitivity.weight_map import Part
from steelyard.analysis.totals import evaluate
from steelyard.charts.drawing.vega import Spec
from steelyard.charts.scores import consequence_table, coverage_map, pareto, scorecard
from steelyard.views.cells import cell_picking
from steelyard.views.cells.cell_picking import (
    clicked,
    is_pickable,
    pickable,
    picker,
)

IRAN = shipped("iran-2026")
EVALUATION = evaluate(IRAN)
CELLS = [(option, criterion) for option in EVALUATION.options for criterion in EVALUATION.criteria]


def support(width: float) -> Spec:
    """Return the map of support, with nothing known of it."""
    return sheet_of(coverage_map.CHART, IRAN, EVALUATION, dict.fromkeys(CELLS, "none"), width=width)


@pytest.mark.parametrize(
    "spec",
    [
        sheet_of(consequence_table.CHART, IRAN, EVALUATION, dict.fromkeys(CELLS), {}),
        support(1000),
        sheet_of(scorecard.CHART, IRAN, EVALUATION, None, None, None, ""),
    ],
)
def test_every_cell_of_a_table_can_be_clicked(spec: Spec) -> None:
    """Each has its ids, and what listens for clicks is sound and changes nothing else."""
    places = {row["cell"] for row in spec["datasets"]["rows"]}
    assert places == {f"{option}.{criterion}" for option, criterion in CELLS}

    heard = pickable(spec)
    alt.TopLevelLayerSpec.from_dict(heard, validate=True)
    assert [layer["params"][0]["name"] for layer in heard["layer"] if "params" in layer] == [
        cell_picking.PICKED
    ]
    assert "params" not in str(spec["layer"])


def test_a_chart_without_cells_is_not_for_clicking() -> None:
    """On a phone the map of support has a bar for each option and nothing to pick."""
    assert not is_pickable(support(358))


@pytest.mark.parametrize(
    ("before", "now", "cells"),
    [
        ([], ["a.b"], (("a", "b"),)),
        (["a.b"], ["a.b", "c.d"], (("c", "d"),)),
        (["a.b", "c.d"], ["c.d"], (("a", "b"),)),
        ([], ["a.b c.b"], (("a", "b"), ("c", "b"))),
        (["a.b"], ["a.b"], ()),
        ([], ["None"], ()),
    ],
)
def test_the_cell_that_changed_was_clicked(
    before: list[str], now: list[str], cells: tuple[tuple[str, str], ...]
) -> None:
    """A second click takes a cell out of those picked, and counts as well."""
    assert clicked(before, now) == cells


@pytest.mark.parametrize("sent", [None, [], [{"place": 3}], "x", [None, {"place": "hold"}]])
def test_what_is_malformed_opens_nothing(monkeypatch: pytest.MonkeyPatch, sent: object) -> None:
    """Whatever a browser sends, only a place with two ids is a cell."""
    opened: list[object] = []
    monkeypatch.setattr(st, "session_state", {"chart": {"selection": {"picked": sent}}})
    monkeypatch.setattr(cell_picking, "open_score", opened.append)
    picker("chart")()

    assert opened == []


def test_of_a_place_of_two_scores_the_first_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bar made of two scores leads to that of the leader; what is no place leads nowhere."""
    opened: list[object] = []
    monkeypatch.setattr(cell_picking, "open_score", opened.append)

    for place in ("soup.taste", "bread.taste cake.taste", "nothing"):
        sent = {"selection": {"picked": [{"cell": place}]}}
        monkeypatch.setattr(st, "session_state", {"chart": sent})
        picker("chart")()
    assert opened == [("soup", "taste"), ("bread", "taste")]


def test_only_dots_of_two_single_criteria_can_be_clicked() -> None:
    """A dot of two criteria knows both scores; one of a group has no score to show."""
    single = Part(("escalation_risk",)), Part(("allied_support",))
    spec = sheet_of(pareto.CHART, IRAN, EVALUATION, *single)
    assert {row["cell"] for row in spec["datasets"]["rows"]} == {
        f"{option}.escalation_risk {option}.allied_support" for option in EVALUATION.options
    }
    group = Part(("escalation_risk", "allied_support"))
    rest = Part(("intelligence_visibility",))
    assert not is_pickable(sheet_of(pareto.CHART, IRAN, EVALUATION, group, rest))
