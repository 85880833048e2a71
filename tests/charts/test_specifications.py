"""What holds of every chart: its specification is pure, valid, without looks, fed by rows."""

from __future__ import annotations

import html
import io
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import altair as alt
import pandas as pd
import pytest
from charts.made_sets import SETS, judged_result, made_result

from steelyard.charts.chart import FULL, NARROW, Picture, all_charts, pictures_of
from steelyard.charts.drawing.vega import ROWS
from steelyard.export.drawings.chart_forms import as_csv, as_vega, exported_spec
from steelyard.export.drawings.converter import draw_svg

README = Path(__file__).parents[2] / "README.md"
WIDTHS = (FULL, NARROW)
SHIPPED = ("iran-2026", "drug-harms-2010")


@cache
def pictures(name: str) -> dict[str, Picture]:
    """Return the charts of a set, one of each with variants."""
    found = pictures_of(made_result(name))
    first = {picture.chart.id: id_ for id_, picture in reversed(found.items())}
    return {id_: found[id_] for id_ in first.values()}


def skeleton(picture: Picture, width: float, mode: Any = "light") -> dict[str, Any]:
    """Return the specification without rows and looks."""
    spec = picture.draw(mode, width)
    return {key: part for key, part in spec.items() if key not in ("datasets", "config")}


def cases(names: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return set and chart, for every chart of every set."""
    return [(name, id_) for name in names for id_ in pictures(name)]


@pytest.mark.parametrize(("name", "id_"), cases(SHIPPED))
def test_a_specification_is_valid_and_names_no_look(name: str, id_: str) -> None:
    """Vega-Lite's schema takes it; no colour and no type is in it but by the names of the theme."""
    for width in WIDTHS:
        sheet = pictures(name)[id_].draw("light", width)
        alt.TopLevelLayerSpec.from_dict(sheet, validate=True)
        text = json.dumps(skeleton(pictures(name)[id_], width))
        text = re.sub(r'"font(Size|Weight)": {"expr": "[^"]+ \? [a-z]+ : [a-z]+"}', "", text)
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b|fontSize|fontWeight|\"font\"", text)


@pytest.mark.parametrize(("name", "id_"), cases(SHIPPED))
def test_light_and_dark_differ_in_configuration_alone(name: str, id_: str) -> None:
    """The rows are the same as well."""
    light, dark = (pictures(name)[id_].draw(mode, FULL) for mode in ("light", "dark"))
    assert light.pop("config") != dark.pop("config")
    assert light == dark


@pytest.mark.parametrize(("name", "id_"), cases(SHIPPED))
def test_the_rows_are_those_of_the_table(name: str, id_: str) -> None:
    """Every column of the CSV file is there, every number unrounded, in the same order."""
    picture = pictures(name)[id_]
    table, rows = picture.rows(), picture.draw("light", FULL)["datasets"][ROWS]
    assert len(rows) == len(table)
    for column in map(str, table.columns):
        drawn = [row[column] for row in rows]
        told = [None if missing else cell for cell, missing in
                zip(table[column], table[column].isna(), strict=True)]  # fmt: skip
        assert drawn == told, column


@pytest.mark.parametrize(("name", "id_"), cases(SETS))
def test_no_text_of_a_file_is_in_a_specification(name: str, id_: str) -> None:
    """Whatever the file says is in the rows; our own words and fields are all that is left."""
    criteria_set = pictures(name)[id_].result.criteria_set
    text = json.dumps(skeleton(pictures(name)[id_], FULL), ensure_ascii=False)
    for group in (criteria_set.options, criteria_set.criteria, criteria_set.lenses):
        for entry in group.values():
            assert f'"{entry.name}' not in text


@pytest.mark.parametrize(("name", "id_"), cases(SHIPPED))
def test_a_chart_fed_with_other_rows_draws_the_other_set(name: str, id_: str) -> None:
    """The exported specification with the rows of the other set names the other set's options."""
    other = next(one for one in SHIPPED if one != name)
    mine, theirs = pictures(name)[id_], pictures(other).get(id_)
    if theirs is None:
        matching = [p for p in pictures(other).values() if p.chart is mine.chart]
        theirs = matching[0] if matching else mine
    spec = exported_spec(mine)
    fed = exported_spec(theirs)["datasets"]
    svg = draw_svg({**spec, "datasets": {**fed, "origin": spec["datasets"]["origin"]}})
    heading = mine.draw_with_heading("light", mine.width)["title"]
    drawn = [
        html.unescape(text)
        for text in re.findall(r"<(?:text|tspan)[^>]*>([^<]+)<", svg)
        if html.unescape(text) not in (*heading["text"], *heading["subtitle"])
    ]
    labels = {o.label for o in theirs.result.criteria_set.options.values()}
    assert any(label in text for label in labels for text in drawn)
    if theirs is not mine:
        gone = {o.label for o in mine.result.criteria_set.options.values()} - labels
        assert not any(label in text for label in gone for text in drawn)


def test_rows_of_a_csv_file_are_enough() -> None:
    """Without what we add for drawing, a chart draws another set's names and numbers."""
    mine, theirs = (pictures(name)["ranks"] for name in SHIPPED)
    table = pd.read_csv(io.BytesIO(as_csv(theirs)), comment="#")
    spec = exported_spec(mine)
    rows = json.loads(table.to_json(orient="records"))
    svg = draw_svg({**spec, "datasets": {**spec["datasets"], ROWS: rows}})
    assert all(f">{html.escape(name)}<" in svg for name in table["option"])
    assert ">67%<" in svg


def test_the_lines_of_the_readme_draw_the_other_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Run as they stand, on a chart and a table as they are exported."""
    mine, theirs = (pictures(name)["ranks"] for name in SHIPPED)
    (tmp_path / "mine-ranks.vl.json").write_bytes(as_vega(mine))
    (tmp_path / "yours-ranks.csv").write_bytes(as_csv(theirs))
    monkeypatch.chdir(tmp_path)
    shown: list[dict[str, Any]] = []
    monkeypatch.setattr(alt.TopLevelMixin, "show", lambda chart: shown.append(chart.to_dict()))
    (lines,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert lines.count("\n") == 3
    exec(lines, {"alt": alt, "pd": pd})
    svg = draw_svg(shown[0])
    names = {option.name for option in theirs.result.criteria_set.options.values()}
    assert all(f">{html.escape(name)}<" in svg for name in names)
    assert "#d7301f" in json.dumps(shown[0]["config"])


@pytest.mark.parametrize("chart", all_charts(), ids=lambda chart: chart.id)
def test_a_specification_is_kept(chart: Any) -> None:
    """The same form gives the same object: a page sends it once and then only rows."""
    results = [*map(made_result, SHIPPED), judged_result()]
    picture = chart.of(next(result for result in results if chart.applies(result)))
    form = chart.form(*picture._shown, FULL)
    assert chart.spec(form) is chart.spec(form)


@pytest.mark.parametrize("chart", all_charts(), ids=lambda chart: chart.id)
def test_channels_are_objects_of_their_classes(chart: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """For a bare shorthand or value Altair compares its whole schema: half the time of drawing."""
    results = [*map(made_result, SHIPPED), judged_result()]
    picture = chart.of(next(result for result in results if chart.applies(result)))
    searches: list[Any] = []
    look_up = alt.SchemaBase.from_dict.__func__

    def counted(cls: type, given: Any, *args: Any, **more: Any) -> Any:
        searches.append(given)
        return look_up(cls, given, *args, **more)

    monkeypatch.setattr(alt.SchemaBase, "from_dict", classmethod(counted))
    for width in WIDTHS:
        # Past what is kept, so that it is drawn here.
        chart.spec.__wrapped__(chart.form(*picture._shown, width))
    assert searches == []
