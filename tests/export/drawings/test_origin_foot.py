"""The origin stands below a chart, within its width, as text and nothing else."""

from __future__ import annotations

from charts.decisions import decide
from charts.spec_parts import sheet_of

from steelyard.analysis.totals import evaluate
from steelyard.charts.drawing.heading import whole_width
from steelyard.charts.drawing.text import text_width
from steelyard.charts.scores.scorecard import CHART
from steelyard.charts.theme import SMALL, palette
from steelyard.export.drawings.chart_forms import FOOT_LAYER, with_foot
from steelyard.export.drawings.images import drawing_spec, to_svg

LINE = "lunch.yaml 12345678 · counting “four” · " + "weights of the file · " * 12 + "Steelyard"


def test_a_long_line_is_broken_to_the_width() -> None:
    """No line is wider than the chart, and no word is lost."""
    criteria_set = decide([[80, 40], [60, 80]], [75, 25])
    spec = with_foot(
        drawing_spec(sheet_of(CHART, criteria_set, evaluate(criteria_set), None, None, None, "")),
        LINE,
        "light",
    )
    foot = spec["layer"][-1]

    lines = foot["mark"]["text"]
    assert len(lines) > 1
    assert all(text_width(line, SMALL) <= whole_width(spec) for line in lines)
    assert " ".join(lines) == " ".join(LINE.split())
    assert foot["mark"]["color"] == palette("light").faint
    assert all(line in to_svg(spec).decode() for line in lines)


def test_the_chart_itself_is_not_changed() -> None:
    """A chart that is kept and drawn again has no foot twice."""
    criteria_set = decide([[80, 40], [60, 80]], [75, 25])
    spec = drawing_spec(sheet_of(CHART, criteria_set, evaluate(criteria_set), None, None, None, ""))
    before = len(spec["layer"])
    with_foot(spec, LINE, "light")
    assert len(spec["layer"]) == before
    assert FOOT_LAYER not in spec["datasets"]


def test_text_of_a_file_is_only_text() -> None:
    """What looks like an expression or markup is drawn as it stands."""
    criteria_set = decide([[80, 40], [60, 80]], [75, 25])
    spec = drawing_spec(sheet_of(CHART, criteria_set, evaluate(criteria_set), None, None, None, ""))
    made = to_svg(with_foot(spec, "datum.x <script>alert(1)</script> {signal: 'a'}", "light"))
    assert b"<script" not in made
    assert b"datum.x &lt;script&gt;" in made
