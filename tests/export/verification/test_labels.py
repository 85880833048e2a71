"""An export is told by what it is, whatever the texts in it look like."""

from __future__ import annotations

from pathlib import Path

import pytest
from export.lunch_result import lunch_result
from files.lunch import LUNCH

from steelyard.charts.chart import pictures_of
from steelyard.export.drawings.chart_forms import CHART_FORMS
from steelyard.export.forms import FORMS
from steelyard.export.verification.kinds import kind_of
from steelyard.export.verification.verify import Verifier

TEXTS = (
    "<svg a",
    "%PDF-1.7",
    "PK",
    "<!doctype html>",
    "{",
    "\\n<!-- steelyard: x",
    "# steelyard: x",
)
TEXT_FORMS = ("markdown", "numbers-csv", "numbers-json", "live")
CHARTS = ("svg", "csv", "vega")


@pytest.mark.parametrize("text", TEXTS)
def test_a_genuine_export_agrees_whatever_its_labels(text: str, tmp_path: Path) -> None:
    """Titles, options and criteria that look like the beginning of another kind of file."""
    source = LUNCH.replace("title: Lunch", f'title: "{text}"')
    for name in ("Soup", "Taste", "Cake"):
        source = source.replace(f"name: {name}", f'name: "{text} {name}"')
    result = lunch_result(tmp_path, text=source)
    assert result.loaded.problems == ()
    shown = pictures_of(result)["scorecard"]
    made = {key: FORMS[key].make(result) for key in TEXT_FORMS}
    made |= {key: CHART_FORMS[key].make(shown) for key in CHARTS}
    for key, data in made.items():
        found = Verifier().check(data, key, [tmp_path / "criteria"])
        assert (key, found.outcome, found.sentence) == (key, "agrees", found.sentence)


def test_a_picture_may_begin_with_a_declaration() -> None:
    """Another program may have put a declaration and a comment before it."""
    head = b'<?xml version="1.0"?>\n<!-- made by\n another -->\n<!DOCTYPE svg PUBLIC "-//W3C">\n'
    assert kind_of(head + b"<svg></svg>").name == "SVG picture"
