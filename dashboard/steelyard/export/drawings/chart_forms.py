"""A picture in every form in which it can be taken away, each with its origin and stamp.

One picture of one result, seen in the light theme and at its own width, gives the same
bytes on every run: nothing of time, place or chance goes in.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from steelyard.charts.chart import Picture
from steelyard.export.drawings.chart_stamps import stamp_csv, stamp_png, stamp_spec, stamp_svg
from steelyard.export.drawings.glyphs import missing_in
from steelyard.export.drawings.images import spec_of, to_pdf, to_png, to_svg
from steelyard.export.drawings.origin_foot import with_foot
from steelyard.export.drawings.pdf_order import in_fixed_order
from steelyard.export.provenance import origin_line, provenance
from steelyard.export.tables import to_csv

SCREEN_PPI, PRINT_PPI = 144, 300
PRINT_SCALE = 72 / 96
"""On paper as large as on a screen, where 96 pixels are taken for an inch."""

PICTURE, DRAWN, FORM, DRAWN_WITH = "Picture", "Drawn as", "Form", "Drawn with"
"""Entries of the stamp: what the picture is called, and how to draw the very same again."""

_DRAWN_FORMS = ("svg", "pdf", "png", "print")

# pypdf mends the tables of the PDF files that it is given, and says so each time.
logging.getLogger("pypdf").setLevel(logging.ERROR)


def origin_of(picture: Picture, form: str) -> dict[str, str]:
    """Return the provenance of a picture's result, and which picture in which form this is.

    With the version of the program that draws, where one does: another may draw other bytes.
    """
    own = {PICTURE: picture.name, DRAWN: picture.id, FORM: form}
    own |= {DRAWN_WITH: drawn_with() if form in _DRAWN_FORMS else ""}
    return {**provenance(picture.result), **{key: text for key, text in own.items() if text}}


def exported_spec(picture: Picture) -> dict[str, Any]:
    """Return the specification of which all drawn forms are made: with heading and origin."""
    chart = spec_of(picture.draw_with_heading("light", picture.width))
    return with_foot(chart, origin_line(picture.result), "light")


def drawn_with() -> str:
    """Return the version of the program that draws; empty without the extra `images`."""
    try:
        return f"vl-convert {version('vl-convert-python')}"
    except PackageNotFoundError:
        return ""


def as_svg(picture: Picture) -> bytes:
    """Return the picture as SVG, for setting and redrawing."""
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
    # What reads PDF files is long in coming, and every page that has a chart offers them.
    from steelyard.export.pdf_stamp import stamp_pdf

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
    """One form of a picture: its id, the end of its file's name, and what makes it."""

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
            "The same image with 300 dots to the inch.",
            as_print,
            "images",
        ),
        ChartForm(
            "vega",
            "Vega-Lite",
            ".vl.json",
            "application/json",
            "The drawing with its data, to be changed in any Vega editor.",
            as_vega,
        ),
        ChartForm(
            "csv",
            "CSV",
            ".csv",
            "text/csv",
            "The numbers behind the picture, unrounded.",
            as_csv,
        ),
    )
}
"""Every form of a picture, by id."""
