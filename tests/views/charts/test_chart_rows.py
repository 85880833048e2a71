"""Tests of the rows on their way to the browser."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from steelyard.views.charts.charts import pack_rows

LAYER = [{"encoding": {"x": {"field": "x"}}, "transform": [{"filter": "datum.text != ''"}]}]
"""A drawing that names two columns."""


def test_packed_rows_are_the_same_rows() -> None:
    """Every number and word comes out as it went in, and what is missing stays missing."""
    rows = [{"x": 1.5, "text": "Hold"}, {"x": 2, "text": None}]
    spec = pack_rows({"datasets": {"bars": rows}, "layer": LAYER, "width": 10})

    assert spec["width"] == 10
    assert pa.ipc.open_stream(spec["datasets"]["bars"]).read_all().to_pylist() == rows


def test_columns_that_a_drawing_does_not_name_stay_behind() -> None:
    """A column in an expression is one of the drawing; one that nothing names is not sent."""
    rows = [{"x": 1.5, "text": "Hold", "weight": 0.2}]
    packed = pack_rows({"datasets": {"bars": rows}, "layer": LAYER})["datasets"]["bars"]
    assert pa.ipc.open_stream(packed).read_all().column_names == ["x", "text"]


def test_rows_that_are_no_table_stay_rows() -> None:
    """A column of numbers and words is left for Streamlit to make something of."""
    rows: list[dict[str, Any]] = [{"x": 1}, {"x": "one"}]

    assert pack_rows({"datasets": {"odd": rows}, "layer": LAYER})["datasets"]["odd"] == rows


def test_a_specification_without_rows_is_left_alone() -> None:
    """Nothing is added to a chart that has no rows of its own."""
    assert pack_rows({"mark": "bar"}) == {"mark": "bar"}
