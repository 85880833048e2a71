"""A picture in every form: origin seen, stamp kept, the same bytes each time."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from export.lunch_result import MOVED, lunch_result
from PIL import Image

from steelyard.charts.chart import Picture, pictures_of
from steelyard.export.drawings import chart_forms
from steelyard.export.drawings.chart_forms import CHART_FORMS, missing_letters
from steelyard.export.drawings.images import (
    read_csv_stamp,
    read_png_stamp,
    read_spec_stamp,
    read_svg_stamp,
)
from steelyard.export.stamps.pdf_stamp import read_pdf_stamp
from steelyard.export.stamps.provenance import Stamp, provenance

READ: dict[str, Callable[[bytes], Stamp]] = {
    "svg": read_svg_stamp,
    "pdf": read_pdf_stamp,
    "png": read_png_stamp,
    "print": read_png_stamp,
    "vega": read_spec_stamp,
    "csv": read_csv_stamp,
}


def shown_picture(folder: Path, key: str = "scorecard") -> Picture:
    """Return one picture of the small set with everything moved."""
    result = lunch_result(folder, MOVED)
    return pictures_of(result)[key]


@pytest.mark.parametrize("form", CHART_FORMS)
def test_every_form_says_where_it_comes_from(form: str, tmp_path: Path) -> None:
    """The stamp of every form holds the whole provenance, picture and form, and is intact."""
    shown = shown_picture(tmp_path)
    stamp = READ[form](CHART_FORMS[form].make(shown))

    assert stamp.is_intact
    assert stamp.origin.items() >= provenance(shown.result).items()
    assert (stamp.origin["Drawn as"], stamp.origin["Form"]) == ("scorecard", form)


@pytest.mark.parametrize("form", ["svg", "vega"])
def test_the_origin_is_seen_in_the_picture(form: str, tmp_path: Path) -> None:
    """File, exploratory view and version stand in the drawing as text."""
    made = CHART_FORMS[form].make(shown_picture(tmp_path)).decode()

    assert "lunch.yaml" in made
    assert "Child”, moved (Price at " in made
    if form == "svg":
        texts = [element.text or "" for element in ET.fromstring(made).iter()]
        assert any("lunch.yaml" in text and not text.startswith("{") for text in texts)


def test_the_text_of_a_pdf_can_be_selected(tmp_path: Path) -> None:
    """Title and origin come out of the PDF as text, in an embedded face."""
    reader = pypdf.PdfReader(io.BytesIO(CHART_FORMS["pdf"].make(shown_picture(tmp_path))))
    text = reader.pages[0].extract_text()

    assert "lunch.yaml" in text
    assert "Menu" in text
    assert reader.metadata.title.startswith("Soup leads")
    fonts = reader.pages[0]["/Resources"]["/Font"]
    faces = [fonts[name]["/DescendantFonts"][0]["/FontDescriptor"] for name in fonts]
    assert all("SourceSansPro" in face["/FontName"] and "/FontFile2" in face for face in faces)


def test_a_print_is_as_large_on_paper_as_on_the_screen(tmp_path: Path) -> None:
    """300 dots to the inch, and 96 pixels of the chart on every inch."""
    shown = shown_picture(tmp_path)
    screen = Image.open(io.BytesIO(CHART_FORMS["png"].make(shown)))
    paper = Image.open(io.BytesIO(CHART_FORMS["print"].make(shown)))

    assert paper.info["dpi"] == pytest.approx((300, 300), abs=0.1)
    assert screen.info["dpi"] == pytest.approx((144, 144), abs=0.1)
    assert paper.width / 300 * 96 == pytest.approx(screen.width / 2, rel=0.01)


def test_a_specification_holds_its_data(tmp_path: Path) -> None:
    """It opens in any editor: nothing is fetched, every layer names data that are inside."""
    spec = json.loads(CHART_FORMS["vega"].make(shown_picture(tmp_path)))

    assert "vega-lite" in spec["$schema"]
    named = {layer.get("data", spec["data"])["name"] for layer in spec["layer"]}
    assert named == set(spec["datasets"])
    assert "url" not in json.dumps(spec["layer"])


def test_letters_the_typeface_lacks_are_told(tmp_path: Path) -> None:
    """A name in Chinese is reported letter by letter; without it nothing is."""
    from files.lunch import LUNCH

    assert missing_letters(shown_picture(tmp_path)) == ""
    text = LUNCH.replace("name: Cake", "name: 蛋糕 Cake")
    result = lunch_result(tmp_path, text=text)
    shown = pictures_of(result)["values"]
    assert missing_letters(shown) == "".join(sorted("蛋糕"))


MAKE = """
import hashlib, sys
from pathlib import Path
from export.lunch_result import MOVED, lunch_result
from steelyard.charts.chart import pictures_of
from steelyard.export.drawings.chart_forms import CHART_FORMS
result = lunch_result(Path(sys.argv[1]), MOVED)
for key, shown in sorted(pictures_of(result).items()):
    forms = CHART_FORMS if key in ("scorecard", "why") else ("svg", "pdf", "vega", "csv")
    for form in forms:
        print(key, form, hashlib.sha256(CHART_FORMS[form].make(shown)).hexdigest())
"""


def test_the_same_view_gives_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    """Two processes that hash names differently make every picture in the same bytes."""
    made = []
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        environment["PYTHONPATH"] = os.pathsep.join(sys.path)
        done = subprocess.run(
            [sys.executable, "-c", MAKE, str(tmp_path)],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        made.append(done.stdout)
    assert made[0] == made[1]
    assert len(made[0].splitlines()) > 60


def test_without_an_extra_the_version_of_what_draws_is_empty(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing is claimed of a program that is not there."""

    def missing(name: str) -> str:
        raise chart_forms.PackageNotFoundError(name)

    monkeypatch.setattr(chart_forms, "version", missing)
    assert chart_forms.drawn_with() == ""
