"""Tests of pictures as files: drawn in the right face, labelled, and never dangerous."""

from __future__ import annotations

import io
import json
import sys
import xml.etree.ElementTree as ET

import altair as alt
import pytest
from charts.decisions import decide, hostile_decision, result_of
from PIL import Image, ImageChops

from steelyard.analysis.totals import evaluate
from steelyard.charts import theme
from steelyard.charts.chart import AnyChart
from steelyard.charts.drawing.heading import with_heading
from steelyard.charts.drawing.text import text_width
from steelyard.charts.drawing.vega import Spec
from steelyard.charts.scores import consequence_table, scorecard
from steelyard.charts.theme import Weight
from steelyard.export.drawings import converter, renderer
from steelyard.export.drawings.images import MARGIN, label_png, read_png_labels, to_png, to_svg
from steelyard.model import CriteriaSet
from steelyard.results.words.lead.verdict import judge
from steelyard.results.words.text import plain

SVG = "{http://www.w3.org/2000/svg}"


def _scorecard(criteria_set: CriteriaSet) -> Spec:
    """Return a scorecard without simulations under its heading."""
    evaluation = evaluate(criteria_set)
    shown = criteria_set, evaluation, None, None, None, judge(criteria_set, evaluation).finding
    chart = scorecard.CHART
    sheet = chart.draw(shown, "light", 1000)
    return with_heading(sheet, chart.title(*shown), "Of 100", chart.words(*shown))


def _chart() -> Spec:
    return _scorecard(decide([[80, 40], [60, 80]], [75, 25]))


def _drawn_width(text: str, weight: Weight) -> float:
    """Return the width of a text as drawn at 20 pixels, measured on its ink, in pixels."""
    mark = {"type": "text", "text": text, "fontSize": 20, "fontWeight": weight, "align": "left"}
    place = {"x": {"value": 10}, "y": {"value": 20}}
    layer = {"data": {"values": [{}]}, "mark": mark, "encoding": place}
    spec = {"width": 1200, "height": 40, "layer": [layer], "config": theme.config("light")}
    picture = Image.open(io.BytesIO(to_png(spec, ppi=288)))
    grey = picture.convert("L")
    box = ImageChops.invert(grey).getbbox()
    assert box is not None, "nothing was drawn"
    return float(box[2] - box[0]) / 4


@pytest.mark.parametrize("weight", [400, 600, 700])
def test_text_is_drawn_as_wide_as_it_was_measured(weight: Weight) -> None:
    """The right face in the right weight is drawn: its ink is within 3 % of our measure.

    A missing face, a family the exporter misreads, or another weight would be off by more.
    """
    text = "Containment and open talks leads by 4 points, 65–61 (76%)"
    assert _drawn_width(text, weight) == pytest.approx(text_width(text, 20, weight), rel=0.03)


def test_weights_are_really_different_faces() -> None:
    """Regular, semibold and bold are drawn with clearly different widths."""
    regular, semibold, bold = (_drawn_width("Unconditioned talks", w) for w in (400, 600, 700))
    assert regular < semibold < bold


def test_an_svg_says_what_it_shows() -> None:
    """Title, description and metadata are the first children of the root."""
    root = ET.fromstring(to_svg(_chart(), {"Weights": "c0 75%"}))
    first = [child.tag for child in root][:3]
    assert first == [f"{SVG}title", f"{SVG}desc", f"{SVG}metadata"]
    assert root[0].text == "Option A leads Option B by 5.0 points"
    assert json.loads(root[2].text or "") == {"Weights": "c0 75%"}


def test_a_png_says_what_it_shows() -> None:
    """What is written into a PNG file is read from it again, whatever the script."""
    labels = read_png_labels(to_png(_chart(), metadata={"Weights": "שלום 75%"}))
    assert labels["Title"] == "Option A leads Option B by 5.0 points"
    assert labels["Description"].startswith("Scorecard of 2 options")
    assert labels["Weights"] == "שלום 75%"


def test_another_programme_reads_the_labels() -> None:
    """An independent reader of PNG files accepts the chunks and finds the same text."""
    picture = Image.open(io.BytesIO(to_png(_chart(), metadata={"Weights": "75%"})))
    picture.load()
    assert picture.text["Weights"] == "75%"


def test_resolution_decides_the_size() -> None:
    """At 144 pixels to the inch a sheet 1000 wide with its margins is 2064 pixels wide."""
    picture = Image.open(io.BytesIO(to_png(_chart(), ppi=144)))
    assert picture.width == pytest.approx(2 * (1000 + 2 * MARGIN), abs=6)


@pytest.mark.parametrize("chart", [scorecard.CHART, consequence_table.CHART])
def test_hostile_labels_stay_text(chart: AnyChart) -> None:
    """An SVG file full of hostile labels is well formed, without script, link or handler."""
    picture = chart.of(result_of(hostile_decision()))
    root = ET.fromstring(to_svg(picture.draw_with_heading("light", 1000)))
    for element in root.iter():
        assert element.tag.removeprefix(SVG) not in ("script", "image", "a", "foreignObject")
        assert not any(name.startswith("on") or "href" in name for name in element.attrib)
    shown = {element.text for element in root.iter(f"{SVG}text")}
    assert {"datum.x", "a.b[0].c", "=HYPERLINK(1)", "&amp; <b>"} <= shown


def test_metadata_cannot_leave_its_element() -> None:
    """Text that looks like the end of the metadata comes back as it went in."""
    evil = {"Note": "</metadata><script>alert(1)</script>]]>"}
    root = ET.fromstring(to_svg(_chart(), evil))
    assert json.loads(root.findtext(f"{SVG}metadata") or "") == evil


def test_the_same_chart_gives_the_same_bytes() -> None:
    """Nothing of time, place or chance goes into a picture."""
    assert to_svg(_chart()) == to_svg(_chart())
    assert to_png(_chart()) == to_png(_chart())


def test_no_address_is_fetched() -> None:
    """A chart that asks for data from elsewhere is refused, not fetched."""
    chart = alt.Chart("http://example.invalid/data.csv").mark_bar().encode(x="a:Q")
    with pytest.raises(ValueError, match=r"example\.invalid"):
        to_svg(chart.to_dict())


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing exporter is an ImportError that names the extra."""
    renderer.load_vl_convert.cache_clear()
    converter._drawn.cache_clear()
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(ImportError, match=r"steelyard\[images\]"):
        to_svg(_chart())
    renderer.load_vl_convert.cache_clear()
    converter._drawn.cache_clear()


@pytest.mark.parametrize("key", ["", "k" * 80, "a\0b", "שלום"])
def test_impossible_keys_are_refused(key: str) -> None:
    """A key that a PNG file cannot hold is an error, not a broken file."""
    png = to_png(_chart())
    with pytest.raises(ValueError, match="not a key of PNG metadata"):
        label_png(png, {key: "x"})


def test_other_files_are_not_taken_for_png() -> None:
    """Neither writing nor reading labels touches a file of another kind, or a cut one."""
    with pytest.raises(ValueError, match="not a PNG file"):
        read_png_labels(b"GIF89a")
    with pytest.raises(ValueError, match="ends too early"):
        read_png_labels(to_png(_chart())[:60])


def test_the_pictures_label_their_words_plainly() -> None:
    """The title inside a hostile picture holds no control character."""
    title = read_png_labels(to_png(_scorecard(hostile_decision())))["Title"]
    assert title == plain(title)
