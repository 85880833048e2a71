"""A picture in every form in which it can be exported, each with its origin and stamp.

A picture of a result, in the light theme and at its own width, gives the same bytes on every run:
it does not depend on time, place or chance. A small line at the foot of the chart states where its
numbers come from; it is part of the chart, so that every form shows it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from steelyard.charts.chart import Picture
from steelyard.charts.drawing.heading import margin, whole_width
from steelyard.charts.drawing.text import wrap
from steelyard.charts.theme import REGULAR, SMALL, Mode, palette
from steelyard.export.drawings.images import (
    drawing_spec,
    stamp_csv,
    stamp_png,
    stamp_spec,
    stamp_svg,
    to_pdf,
    to_png,
    to_svg,
)
from steelyard.export.drawings.lettering import missing_in
from steelyard.export.drawings.pdf_order import in_fixed_order
from steelyard.export.safe_text import to_csv
from steelyard.export.stamps.provenance import origin_line, provenance
from steelyard.results.words.text import plain

SCREEN_PPI, PRINT_PPI = 144, 300
PRINT_SCALE = 72 / 96
"""Scale at which print has the same size as a screen with 96 pixels to the inch."""

PICTURE, DRAWN, FORM, DRAWN_WITH = "Picture", "Drawn as", "Form", "Drawn with"
"""Entries of the stamp: the name of the picture, and what is needed to draw it identically."""

FOOT_LAYER = "origin"
"""The name of the foot's data in a specification."""
_FOOT_GAP, _FOOT_STEP = 14.0, 14.0
"""Pixels: below the chart, and from one line of the foot to the next."""

_DRAWN_FORMS = ("svg", "pdf", "png", "print")

# pypdf repairs the tables of the PDF files it is given, and logs a warning each time.
logging.getLogger("pypdf").setLevel(logging.ERROR)


def origin_of(picture: Picture, form: str) -> dict[str, str]:
    """Return the provenance of a picture's result with the picture and its form.

    A drawn form also names the drawing program and its version, since another version may produce
    different bytes.
    """
    own = {PICTURE: picture.name, DRAWN: picture.id, FORM: form}
    own |= {DRAWN_WITH: drawn_with() if form in _DRAWN_FORMS else ""}
    return {**provenance(picture.result), **{key: text for key, text in own.items() if text}}


def exported_spec(picture: Picture) -> dict[str, Any]:
    """Return the specification that all drawn forms are made from: with heading and origin."""
    chart = drawing_spec(picture.draw_with_heading("light", picture.width))
    return with_foot(chart, origin_line(picture.result), "light")


def with_foot(spec: Mapping[str, Any], line: str, mode: Mode) -> dict[str, Any]:
    """Return a chart's specification with `line` below it, broken to the chart's width.

    The chart is one of ours: layers, with width and height in pixels.

    >>> spec = {"width": 300, "height": 90, "layer": []}
    >>> with_foot(spec, "lunch.yaml", "light")["layer"][0]["mark"]["text"]
    ['lunch.yaml']
    """
    lines = wrap(plain(line), whole_width(spec), SMALL)
    foot: dict[str, Any] = {
        "data": {"name": FOOT_LAYER},
        "mark": {
            "type": "text", "text": lines, "align": "left", "baseline": "top", "fontSize": SMALL,
            "fontWeight": REGULAR, "lineHeight": _FOOT_STEP, "color": palette(mode).faint,
            "aria": False,
        },
        "encoding": {
            "x": {"value": -margin(spec, "left")},
            "y": {"value": {"expr": f"height + {margin(spec, 'below') + _FOOT_GAP}"}},
        },
    }  # fmt: skip
    datasets = {**spec.get("datasets", {}), FOOT_LAYER: [{}]}
    return {**spec, "layer": [*spec["layer"], foot], "datasets": datasets}


def drawn_with() -> str:
    """Return the version of the program that draws; empty without the extra `images`."""
    try:
        return f"vl-convert {version('vl-convert-python')}"
    except PackageNotFoundError:
        return ""


def as_svg(picture: Picture) -> bytes:
    """Return the picture as SVG, for designers and web pages."""
    return stamp_svg(to_svg(exported_spec(picture)), origin_of(picture, "svg"))


def as_png(picture: Picture) -> bytes:
    """Return the picture as PNG for screens and slides, 144 pixels to the inch."""
    return stamp_png(to_png(exported_spec(picture), SCREEN_PPI), origin_of(picture, "png"))


def as_print(picture: Picture) -> bytes:
    """Return the picture as PNG for print, 300 dots to the inch."""
    return stamp_png(
        to_png(exported_spec(picture), PRINT_PPI, scale=PRINT_SCALE), origin_of(picture, "print")
    )


def as_pdf(picture: Picture) -> bytes:
    """Return the picture as PDF with text that can be selected and an embedded typeface."""
    # pypdf takes long to import, and every page with a chart offers this form.
    from steelyard.export.stamps.pdf_stamp import stamp_pdf

    spec = exported_spec(picture)
    return stamp_pdf(in_fixed_order(to_pdf(spec)), origin_of(picture, "pdf"), picture.title)


def as_vega(picture: Picture) -> bytes:
    """Return the picture as a Vega-Lite specification with its data inside."""
    return stamp_spec(exported_spec(picture), origin_of(picture, "vega"))


def as_csv(picture: Picture) -> bytes:
    """Return the numbers of the picture as CSV."""
    return stamp_csv(to_csv(picture.rows()), origin_of(picture, "csv"))


def missing_letters(picture: Picture) -> str:
    """Return the characters of a picture that its typeface lacks."""
    return missing_in(exported_spec(picture))


@dataclass(frozen=True)
class ChartForm:
    """One form of a picture: its id, the suffix of its file name, and what makes it."""

    id: str
    name: str
    ending: str
    mime: str
    purpose: str
    make: Callable[[Picture], bytes]
    extra: str = ""


CHART_FORMS: Mapping[str, ChartForm] = {
    form.id: form
    for form in (
        ChartForm(
            "svg",
            "SVG",
            ".svg",
            "image/svg+xml",
            "Sharp at any size, every word still text: for designers and web pages.",
            as_svg,
            "images",
        ),
        ChartForm(
            "pdf",
            "PDF",
            ".pdf",
            "application/pdf",
            "Sharp in print, its text can be selected and searched.",
            as_pdf,
            "report",
        ),
        ChartForm(
            "png",
            "PNG",
            ".png",
            "image/png",
            "An image for screens, slides and messages.",
            as_png,
            "images",
        ),
        ChartForm(
            "print",
            "PNG for print",
            "-print.png",
            "image/png",
            "The same image with 300 dots per inch.",
            as_print,
            "images",
        ),
        ChartForm(
            "vega",
            "Vega-Lite",
            ".vl.json",
            "application/json",
            "The chart with its rows, to be restyled or given other rows in any Vega editor.",
            as_vega,
        ),
        ChartForm(
            "csv", "CSV", ".csv", "text/csv", "The numbers behind the picture, unrounded.", as_csv
        ),
    )
}
"""Every form of a picture, by id."""


def import_chart_makers(forms: Iterable[ChartForm]) -> None:
    """Run the deferred imports of these forms now, so that no two threads do so at once."""
    if any(form.id == "pdf" for form in forms):
        from steelyard.export.stamps.pdf_stamp import stamp_pdf

        _ = stamp_pdf
