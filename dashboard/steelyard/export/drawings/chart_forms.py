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

from steelyard.export.drawings.chart_stamps import stamp_csv, stamp_png, stamp_spec, stamp_svg
from steelyard.export.drawings.glyphs import missing_in
from steelyard.export.drawings.images import spec_of, to_pdf, to_png, to_svg
from steelyard.export.drawings.origin_foot import with_foot
from steelyard.export.drawings.pdf_order import in_fixed_order
from steelyard.export.provenance import origin_line, provenance
from steelyard.export.tables import to_csv
from steelyard.pictures.picture import Picture
from steelyard.results.result import Result

SCREEN_PPI, PRINT_PPI = 144, 300
PRINT_SCALE = 72 / 96
"""On paper as large as on a screen, where 96 pixels are taken for an inch."""

PICTURE, DRAWN, FORM, DRAWN_WITH = "Picture", "Drawn as", "Form", "Drawn with"
"""Entries of the stamp: what the picture is called, and how to draw the very same again."""

_DRAWN_FORMS = ("svg", "pdf", "png", "print")

# pypdf mends the tables of the PDF files that it is given, and says so each time.
logging.getLogger("pypdf").setLevel(logging.ERROR)


@dataclass(frozen=True)
class Exhibit:
    """One picture on its way out of the house.

    `width` in pixels; `drawn_as`: the picture's key in the gallery, empty for one that a
    visitor has put together and that cannot be drawn again from the stamp alone.
    """

    result: Result
    picture: Picture
    width: float
    drawn_as: str = ""

    def origin(self, form: str) -> dict[str, str]:
        """Return the provenance of the result, and which picture in which form this is.

        With the version of what drew it, where it is drawn: another may draw other bytes.
        """
        own = {PICTURE: self.picture.name, DRAWN: self.drawn_as, FORM: form}
        own |= {DRAWN_WITH: drawn_with() if form in _DRAWN_FORMS else ""}
        return {**provenance(self.result), **{key: text for key, text in own.items() if text}}

    def spec(self) -> dict[str, Any]:
        """Return the chart with its origin at the foot, as the specification that is drawn."""
        chart = spec_of(self.picture.draw("light", self.width))
        return with_foot(chart, origin_line(self.result), "light")


def drawn_with() -> str:
    """Return the version of the program that draws; empty without the extra `images`."""
    try:
        return f"vl-convert {version('vl-convert-python')}"
    except PackageNotFoundError:
        return ""


def exhibit_svg(exhibit: Exhibit) -> bytes:
    """Return the picture as SVG, for whoever sets or redraws it."""
    return stamp_svg(to_svg(exhibit.spec()), exhibit.origin("svg"))


def exhibit_png(exhibit: Exhibit) -> bytes:
    """Return the picture as PNG for screens and slides, 144 pixels to the inch."""
    return stamp_png(to_png(exhibit.spec(), SCREEN_PPI), exhibit.origin("png"))


def exhibit_print(exhibit: Exhibit) -> bytes:
    """Return the picture as PNG for print, 300 dots to the inch."""
    return stamp_png(to_png(exhibit.spec(), PRINT_PPI, scale=PRINT_SCALE), exhibit.origin("print"))


def exhibit_pdf(exhibit: Exhibit) -> bytes:
    """Return the picture as PDF with text that can be selected and an embedded typeface."""
    # What reads PDF files is long in coming, and every page that has a chart offers them.
    from steelyard.export.pdf_stamp import stamp_pdf

    spec = exhibit.spec()
    title = " ".join(spec.get("title", {}).get("text", [])) or exhibit.picture.name
    return stamp_pdf(in_fixed_order(to_pdf(spec)), exhibit.origin("pdf"), title)


def exhibit_vega(exhibit: Exhibit) -> bytes:
    """Return the picture as a Vega-Lite specification with its data inside."""
    return stamp_spec(exhibit.spec(), exhibit.origin("vega"))


def exhibit_csv(exhibit: Exhibit) -> bytes:
    """Return the numbers of the picture as CSV."""
    return stamp_csv(to_csv(exhibit.picture.rows()), exhibit.origin("csv"))


def missing_letters(exhibit: Exhibit) -> str:
    """Return the characters of a picture that its typeface lacks."""
    return missing_in(exhibit.spec())


@dataclass(frozen=True)
class ChartForm:
    """One form of a picture: its id, the end of its file's name, and what makes it."""

    id: str
    name: str
    ending: str
    mime: str
    purpose: str
    make: Callable[[Exhibit], bytes]
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
            exhibit_svg,
            "images",
        ),
        ChartForm(
            "pdf",
            "PDF",
            ".pdf",
            "application/pdf",
            "Sharp in print, its text can be selected and searched.",
            exhibit_pdf,
            "report",
        ),
        ChartForm(
            "png",
            "PNG",
            ".png",
            "image/png",
            "An image for screens, slides and messages.",
            exhibit_png,
            "images",
        ),
        ChartForm(
            "print",
            "PNG for print",
            "-print.png",
            "image/png",
            "The same image with 300 dots to the inch.",
            exhibit_print,
            "images",
        ),
        ChartForm(
            "vega",
            "Vega-Lite",
            ".vl.json",
            "application/json",
            "The drawing with its data, to be changed in any Vega editor.",
            exhibit_vega,
        ),
        ChartForm(
            "csv",
            "CSV",
            ".csv",
            "text/csv",
            "The numbers behind the picture, unrounded.",
            exhibit_csv,
        ),
    )
}
"""Every form of a picture, by id."""
