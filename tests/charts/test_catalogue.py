"""Every chart module declares its chart, and the catalogue finds all of them by itself."""

from __future__ import annotations

import importlib
import sys
from collections import Counter
from pathlib import Path

import pytest
from charts.decisions import decide, hostile_decision, result_of
from export.lunch_result import MOVED, lunch_result
from hypothesis import HealthCheck, given, settings
from viewed_sets import viewed_sets

from steelyard.charts import chart as declaring
from steelyard.charts import scores
from steelyard.charts.chart import all_charts, chart_modules, declared_in, pictures_of
from steelyard.files.criteria_files import load_criteria_file
from steelyard.model import CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.names import criterion_name

CRITERIA = Path(__file__).resolve().parents[2] / "criteria"
DRAWS_ONLY = {
    "closed_group", "contrast", "grid", "heading", "heads", "pareto_words", "placing",
    "scatter_labels", "scorecard_spec", "text", "total_lines", "vega",
}  # fmt: skip
"""Modules of the chart rooms that several charts share, or that only place or word things."""

ONE_OPTION = """\
format: 1
title: Alone
criteria: {taste: {name: Taste}, price: {name: Price}}
options: {soup: {name: Soup}}
assessments: {soup: {taste: 40}}
"""
ONE_CRITERION = """\
format: 1
title: Narrow
criteria: {taste: {name: Taste}}
options: {soup: {name: Soup}, cake: {name: Cake}}
"""

NEW_CHART = '''
"""How many options there are."""

import altair as alt

from steelyard.charts.chart import HALF, Chart, always, no_choice
from steelyard.charts.drawing.vega import DrawingForm, finished


def _spec(form):
    return finished([alt.Chart().mark_bar().encode(x="options:Q")], form, 20)


CHART = Chart(
    id="how-many",
    name="How many",
    place=999,
    width=HALF,
    read=lambda result, _: (len(result.evaluation.options),),
    title=lambda count: f"There are {count} options",
    subtitle=lambda count, width: "Counted",
    words=lambda count: f"{count} options",
    rows=lambda count: [{"options": count}],
    form=lambda count, width: DrawingForm(width),
    spec=_spec,
    applies=always,
    opening=no_choice,
)
'''


def test_every_chart_module_declares_a_chart() -> None:
    """Those that declare none are the few that draw for others."""
    silent = {name.rsplit(".", 1)[1] for name in chart_modules() if not declared_in(name)}
    assert silent == DRAWS_ONLY
    declared = [chart for module in chart_modules() for chart in declared_in(module)]
    assert Counter(map(id, declared)) == Counter(map(id, all_charts()))


def test_charts_have_ids_names_and_places_of_their_own() -> None:
    """Ids are fit for file names, and begin no other id, so that variants keep apart."""
    charts = all_charts()
    for field in ("id", "name", "place"):
        assert len({getattr(chart, field) for chart in charts}) == len(charts)
    assert [chart.place for chart in charts] == sorted(chart.place for chart in charts)
    ids = [chart.id for chart in charts]
    assert all(id_.replace("-", "").isalnum() and id_ == id_.lower() for id_ in ids)
    families = [chart.id for chart in charts if chart.variants]
    assert not any(id_.startswith(f"{family}-") for family in families for id_ in ids)
    for chart in charts:
        # The picture of the scores keeps the id by which scripts know it.
        slug = {"scores": "values"}.get(chart.name.lower(), chart.name.lower().replace(" ", "-"))
        assert chart.variants or chart.id == slug


def test_a_new_chart_needs_only_its_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Written into a chart room, it is in the catalogue and in every list made from it."""
    (tmp_path / "how_many.py").write_text(NEW_CHART, encoding="utf-8")
    monkeypatch.setattr(scores, "__path__", [*scores.__path__, str(tmp_path)])
    all_charts.cache_clear()
    try:
        pictures = pictures_of(result_of(decide([[80], [60]], [1])))
        assert list(pictures)[-1] == "how-many"
        assert pictures["how-many"].title == "There are 2 options"
        assert pictures["how-many"].draw("light", 300)["datasets"] == {"rows": [{"options": 2}]}
    finally:
        sys.modules.pop("steelyard.charts.scores.how_many", None)
        all_charts.cache_clear()
    monkeypatch.undo()
    assert "how-many" not in pictures_of(result_of(decide([[80], [60]], [1])))


def test_two_charts_with_one_id_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file name would be given twice."""
    why = "steelyard.charts.scores.why"
    monkeypatch.setattr(declaring, "chart_modules", lambda: [why, why])
    all_charts.cache_clear()
    try:
        with pytest.raises(ValueError, match="two charts have the same id"):
            all_charts()
    finally:
        all_charts.cache_clear()


def draw_all(result: Result, width: float | None = None) -> None:
    """Fail unless every picture of a result has a drawing, a heading, words and rows."""
    for id_, picture in pictures_of(result).items():
        assert picture.id == id_
        assert id_.replace("-", "").replace("_", "").isalnum()
        wanted = width or picture.width
        plain = picture.draw("light", wanted)
        headed = picture.draw_with_heading("light", wanted)
        assert {"title", "description"}.isdisjoint(plain)
        assert headed["title"]["text"]
        assert headed["description"] == picture.words != ""
        assert picture.title
        assert picture.subtitle(wanted)
        assert picture.full_name
        rows = picture.rows()
        assert len(rows.columns) > 1
        assert len(rows)


@pytest.mark.parametrize("name", ["iran-2026", "drug-harms-2010"])
def test_every_chart_of_the_shipped_sets_can_be_drawn(name: str) -> None:
    """Each has a drawing, a heading, words and rows, wide and on a phone."""
    result = Result(load_criteria_file(CRITERIA / f"{name}.yaml"))
    assert len(pictures_of(result)) > 20
    draw_all(result)
    draw_all(result, 350)


@pytest.mark.parametrize(
    "criteria_set",
    [decide([[50]], [1]), decide([[50], [50]], [0]), hostile_decision()],
    ids=["one cell", "all level", "hostile"],
)
def test_every_chart_of_an_odd_set_can_be_drawn(criteria_set: CriteriaSet) -> None:
    """One option, options that are level without weights, and names that are no names."""
    draw_all(result_of(criteria_set))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(viewed_sets())
def test_every_chart_of_a_tiny_set_can_be_drawn(criteria_set: CriteriaSet) -> None:
    """Also where options are level, scores unknown and weights nothing."""
    draw_all(result_of(criteria_set))


def test_the_small_set_shows_its_groups_readings_and_scenarios(tmp_path: Path) -> None:
    """What the file has is there: also one chart per criterion and per reading."""
    ids = set(pictures_of(lunch_result(tmp_path, MOVED)))

    assert ids >= {"scorecard", "values", "difference", "simulations", "regret", "ranks-by-lens"}
    assert ids >= {"totals-over-taste", "totals-over-price", "mix-with-gourmet"}
    assert "map-of-leaders" not in ids


def test_what_cannot_be_shown_is_left_out(tmp_path: Path) -> None:
    """One option has nobody to lead; one criterion has no weight to move."""
    alone = set(pictures_of(lunch_result(tmp_path / "a", text=ONE_OPTION)))
    narrow = set(pictures_of(lunch_result(tmp_path / "b", text=ONE_CRITERION)))

    assert alone == {"scorecard", "values"}
    assert narrow == {"scorecard", "values", "difference", "simulations", "ranks", "weights-needed"}


def test_nothing_is_computed_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Listing the charts samples no simulations and solves nothing."""
    for module, name in (
        ("steelyard.analysis.simulations.sampling", "sample_simulations"),
        ("steelyard.analysis.sensitivity.robustness", "find_beliefs"),
        ("steelyard.analysis.sensitivity.weight_map", "map_weights"),
    ):
        loaded = importlib.import_module(module)
        monkeypatch.setattr(loaded, name, lambda *_, **__: pytest.fail("computed"))
    assert "simulations" in pictures_of(lunch_result(tmp_path))


def test_the_rival_that_was_chosen_is_the_one_in_the_picture(tmp_path: Path) -> None:
    """The chart of the difference holds the leader against the option of the choice."""
    assert "Soup" in pictures_of(lunch_result(tmp_path, MOVED))["difference"].words


def test_every_title_says_that_the_file_has_problems(tmp_path: Path) -> None:
    """As the verdict does, and once: in pictures that are taken away nothing else says it."""
    path = tmp_path / "lunch.yaml"
    text = (CRITERIA / "drug-harms-2010.yaml").read_text(encoding="utf-8")
    assert "as far as" not in next(iter(pictures_of(load_result(path, text)).values())).title
    faulty = load_result(path, text.replace("    crime: 50", "    crime: 150", 1))
    count = len(faulty.loaded.problems)
    assert count == 1
    for id_, picture in pictures_of(faulty).items():
        assert picture.title.count("as far as the file can be read (1 problem)") == 1, id_


def load_result(path: Path, text: str) -> Result:
    """Return the result of a file with that text."""
    path.write_text(text, encoding="utf-8")
    return Result(load_criteria_file(path))


def test_a_chart_that_moves_locked_weights_says_so_in_its_title() -> None:
    """Those on which all weights are free name the locked one; the others leave it alone."""
    free = Result(load_criteria_file(CRITERIA / "drug-harms-2010.yaml"))
    criterion = free.evaluation.criteria[0]
    name = criterion_name(free.criteria_set, criterion)
    locked = free.change(locks=(criterion,))
    said = {
        picture.chart.id
        for picture in pictures_of(locked).values()
        if f"if {name} may move too, which you have locked" in picture.title
    }
    assert said == {
        "weights-needed", "map-of-leaders", "maps-of-two-weights", "simulations", "ranks",
    }  # fmt: skip
    assert not any("locked" in picture.title for picture in pictures_of(free).values())
