"""The dots of the judges: every answer and no name, what decides first, nothing off the sheet."""

from __future__ import annotations

import json
from pathlib import Path

import altair as alt
import pytest
from charts.drawn import is_inside
from charts.made_sets import judged_result
from charts.spec_parts import assert_labels_are_data, marks_of, sheet_of, texts_of
from judged_sets import judged

from steelyard.charts.chart import NARROW, AnyChart, pictures_of
from steelyard.charts.judges import disagreement, group_totals
from steelyard.charts.judges.closed_group import dodge
from steelyard.files.criteria_files import load_criteria_file
from steelyard.results.choice import Choice
from steelyard.results.judges.group_result import GroupResult
from steelyard.results.result import find_result

CHARTS = (disagreement.CHART, group_totals.CHART)


def lunch_group(folder: Path, judges: tuple[str, ...] = ("alder", "birch", "cedar")) -> GroupResult:
    """Return the group of a small set: two put cake first, one soup."""
    made = judged(folder, judges)
    return GroupResult(made.criteria_set, made.rounds[0])


def shipped_group() -> GroupResult:
    """Return the simulated judges of the shipped set."""
    found = judged_result().group
    assert found is not None
    return found


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.id)
@pytest.mark.parametrize("width", [NARROW, disagreement.DISAGREEMENT_WIDTH])
def test_the_drawing_is_valid_and_stays_on_its_sheet(chart: AnyChart, width: float) -> None:
    """At the width of a page and of a phone; the set's own words are in the rows alone."""
    spec = sheet_of(chart, shipped_group(), width=width)
    alt.TopLevelLayerSpec.from_dict(spec, validate=True)
    assert is_inside(spec)
    assert_labels_are_data(spec)


def test_a_row_for_every_answer_and_for_nobody(tmp_path: Path) -> None:
    """Twelve answers on four cells, those that decide first; no row names a judge."""
    rows = disagreement.disagreement_rows(lunch_group(tmp_path))
    assert len(rows) == 12
    assert [row["place"] for row in rows[::3]] == [1, 2, 3, 4]
    decides = [row["decides"] for row in rows]
    assert decides == sorted(decides, reverse=True)
    taste = [row["value"] for row in rows if (row["option"], row["criterion"]) == ("Soup", "Taste")]
    assert taste == [30, 55, 60]
    assert "alder" not in json.dumps(rows).lower()


def test_every_dot_of_the_cells_on_show_is_drawn(tmp_path: Path) -> None:
    """Twelve dots on the small set, and the words on what each spread could do."""
    spec = sheet_of(
        disagreement.CHART, lunch_group(tmp_path), width=disagreement.DISAGREEMENT_WIDTH
    )
    assert len(marks_of(spec, "point", "dot")) == 12
    assert sum(text.startswith("If all took") for text in texts_of(spec)) == 4


def test_only_the_first_cells_are_drawn_and_all_are_rows() -> None:
    """The shipped set has 78 cells with six answers each, of which a dozen cells are drawn."""
    found = shipped_group()
    spec = sheet_of(disagreement.CHART, found, width=disagreement.DISAGREEMENT_WIDTH)
    assert len(spec["datasets"]["rows"]) == 6 * 78
    assert len(marks_of(spec, "point", "dot")) == 6 * disagreement.FEWEST_LINES


def test_a_judges_total_for_each_option(tmp_path: Path) -> None:
    """Two options and three judges: six rings, a mean each, what the table prints beside it."""
    found = lunch_group(tmp_path)
    rows = group_totals.totals_rows(found)
    assert [row["answer"] for row in rows] == [1, 2, 3, 1, 2, 3]
    for row in rows:
        own = [e.totals[row["option_id"]] for e in found.panel.evaluations.values()]
        assert row["total"] == pytest.approx(sum(own) / 3)
        assert row["judge_total"] == sorted(own)[row["answer"] - 1]
    spec = sheet_of(group_totals.CHART, found, width=group_totals.WIDTH)
    assert len(marks_of(spec, "point", "ring")) == 6
    assert "alder" not in json.dumps(rows).lower()


def test_made_up_judges_are_in_no_catalogue_unless_chosen() -> None:
    """The shipped example has both charts where its round is chosen, and says whose it is."""
    path = judged_result().loaded.path
    plain = pictures_of(find_result(load_criteria_file(path), Choice()))
    chosen = pictures_of(judged_result())
    ids = {chart.id for chart in CHARTS}
    assert not ids & {*plain}
    assert ids <= {*chosen}
    assert all(chosen[id_].title.startswith("Simulated judges: ") for id_ in ids)


@pytest.mark.parametrize(
    ("values", "places"),
    [
        ([10, 50], [0, 0]),
        ([10, 10], [-4.5, 4.5]),
        ([10, 11, 12, 80], [-9, 0, 9, 0]),
        ([], []),
        ([5] * 5, [-15, -7.5, 0, 7.5, 15]),
    ],
)
def test_dots_that_would_hide_each_other_stand_apart(
    values: list[float], places: list[float]
) -> None:
    """On a line of 200 pixels; five on one place are pressed together into 30 pixels."""
    assert dodge(values, 200, 9, 30) == places
