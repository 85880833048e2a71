"""Names that are cut: two that differ, if only at the end, never become the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from charts.made_sets import made_result

from steelyard.charts.chart import NARROW, Picture, pictures_of
from steelyard.charts.drawing.heads import HEADS
from steelyard.charts.drawing.vega import ROWS, cut_names
from steelyard.charts.theme import LABEL

SHORT_NAMES = {
    "option_lines": "option_id",
    "option_label": "option_id",
    "end_label": "option_id",
    "criterion_lines": "criterion_id",
    "criterion_label": "criterion_id",
    "lens_lines": "lens_id",
    "across_lines": "across",
    "up_lines": "up",
    "key_label": "option_ids",
}
"""Column with a name that may be cut → the column that says whose name it is."""

LONG = ("long-names", "many-long-names")
NOT_NAMES = {("support", "end_label"), ("regret", "end_label"), ("totals-by", "end_label")}
"""Charts whose column of that name holds numbers."""


def cut_columns(picture: Picture, width: float) -> Iterator[tuple[str, dict[Any, str]]]:
    """Yield each column of names, and what stands there of whom."""
    rows = picture.draw("light", width)["datasets"][ROWS]
    for column, of in SHORT_NAMES.items():
        is_name = not any(
            picture.chart.id.startswith(chart) and column == other for chart, other in NOT_NAMES
        )
        if is_name and column in rows[0] and of in rows[0]:
            yield column, {row[of]: row[column] for row in rows if row[column]}


@pytest.mark.parametrize("name", LONG)
def test_names_that_differ_at_the_end_stay_different(name: str) -> None:
    """Sixty letters, the last of which differ: every chart keeps them apart in both forms."""
    found = 0
    for picture in pictures_of(made_result(name)).values():
        for width in (picture.width, NARROW):
            for column, names in cut_columns(picture, width):
                assert len(set(names.values())) == len(names), (picture.id, width, column, names)
                found += any("…" in text for text in names.values())
    assert found > 20


@pytest.mark.parametrize("width", [620, NARROW])
def test_corners_of_a_map_stay_different(width: float) -> None:
    """What stands below the left corner of the triangle is not what stands below the right one."""
    drawing = pictures_of(made_result("long-names"))["map-of-leaders"].draw("light", width)
    row = drawing["datasets"][ROWS][0]
    assert "…" in row["left_lines"] + row["right_lines"]
    assert row["left_lines"] != row["right_lines"]


@pytest.mark.parametrize("name", LONG)
def test_heads_of_columns_stay_different(name: str) -> None:
    """Two criteria, lenses or scenarios have the same letters over their columns nowhere."""
    for picture in pictures_of(made_result(name)).values():
        heads = picture.draw("light", picture.width)["datasets"].get(HEADS, [])
        texts = [head["name_lines"] for head in heads]
        assert len(set(texts)) == len(texts), (picture.id, texts)


def test_a_name_alone_is_cut_at_its_end() -> None:
    """Only names that would become the same show what they end with."""
    names = {1: "Supply-chain controls alone", 2: "Supply-chain controls with talks", 3: "Hold" * 9}
    assert cut_names(names, 110, LABEL) == {
        1: "Sup…alone",
        2: "Sup…with talks",
        3: "HoldHoldHoldH…",
    }
    assert cut_names(names, 70, LABEL, most=2) == {
        1: "Supply-c…\nalone",
        2: "Supply-c…\nwith talks",
        3: "HoldHold…",
    }
