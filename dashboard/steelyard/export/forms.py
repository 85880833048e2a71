"""The list of everything that can leave Steelyard, and what each form is for.

Page, command line and ZIP offer what stands here and nothing else. Whatever a form needs
is loaded only when it is made; a missing extra is an ImportError with one sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec

from steelyard.results.result import Result

EXTRAS: Mapping[str, tuple[str, ...]] = {
    "images": ("vl_convert", "font_source_sans_pro"),
    "report": ("vl_convert", "font_source_sans_pro", "typst", "pypdf"),
    "office": ("xlsxwriter", "openpyxl", "pptx", "docx", "vl_convert", "font_source_sans_pro"),
}
"""Extra → the modules it brings."""


@dataclass(frozen=True)
class Form:
    """One whole file about a result: its id, the end of its name, what it is for."""

    id: str
    name: str
    ending: str
    mime: str
    purpose: str
    make: Callable[[Result], bytes]
    extra: str = ""

    def file_name(self, result: Result) -> str:
        """Return what the file is called."""
        return f"{result.name}{self.ending}"


def has_extra(extra: str) -> bool:
    """Return whether what a form needs is installed.

    >>> has_extra("")
    True
    """
    return all(find_spec(module) is not None for module in EXTRAS.get(extra, ()))


def lack_of(name: str, extra: str) -> str:
    """Return the sentence about a form that cannot be made here.

    >>> lack_of("Slides", "office")
    "Slides need the extra `office`: pip install 'steelyard[office]'"
    """
    verb = "need" if name.endswith("s") else "needs"
    return f"{name} {verb} the extra `{extra}`: pip install 'steelyard[{extra}]'"


def _brief(result: Result) -> bytes:
    from steelyard.export.brief.pdf import to_brief_pdf

    return to_brief_pdf(result)


def _markdown(result: Result) -> bytes:
    from steelyard.export.brief.markdown import to_brief_markdown

    return to_brief_markdown(result)


def _live(result: Result) -> bytes:
    from steelyard.export.live_page import to_live_page

    return to_live_page(result)


def _workbook(result: Result) -> bytes:
    from steelyard.export.workbook import to_workbook

    return to_workbook(result)


def _slides(result: Result) -> bytes:
    from steelyard.export.slides import to_slides

    return to_slides(result)


def _document(result: Result) -> bytes:
    from steelyard.export.document import to_document

    return to_document(result)


def _numbers_csv(result: Result) -> bytes:
    from steelyard.export.numbers import to_numbers_csv

    return to_numbers_csv(result)


def _numbers_json(result: Result) -> bytes:
    from steelyard.export.numbers import to_numbers_json

    return to_numbers_json(result)


_OFFICE = "application/vnd.openxmlformats-officedocument"

FORMS: Mapping[str, Form] = {
    form.id: form
    for form in (
        Form(
            "brief",
            "Brief",
            "-brief.pdf",
            "application/pdf",
            "Two pages to print or send: the verdict, why, how firm it is and what it rests on.",
            _brief,
            "report",
        ),
        Form(
            "live",
            "Live page",
            ".html",
            "text/html",
            "One file that opens in any browser, without a network: weights can still be moved.",
            _live,
        ),
        Form(
            "slides",
            "Slides",
            ".pptx",
            f"{_OFFICE}.presentationml.presentation",
            "For PowerPoint and its kin: real charts and tables, to be put into your own design.",
            _slides,
            "office",
        ),
        Form(
            "document",
            "Document",
            ".docx",
            f"{_OFFICE}.wordprocessingml.document",
            "For Word and its kin: the whole brief with headings, tables and pictures.",
            _document,
            "office",
        ),
        Form(
            "markdown",
            "Brief as text",
            "-brief.md",
            "text/markdown",
            "The same brief in Markdown, whole and without a layout, to be edited on.",
            _markdown,
        ),
        Form(
            "xlsx",
            "Workbook",
            ".xlsx",
            f"{_OFFICE}.spreadsheetml.sheet",
            "A spreadsheet with live formulas, for those who want to compute on.",
            _workbook,
            "office",
        ),
        Form(
            "numbers-csv",
            "Numbers as CSV",
            "-numbers.csv",
            "text/csv",
            "Every score, value, weight and contribution in one table, unrounded.",
            _numbers_csv,
        ),
        Form(
            "numbers-json",
            "Numbers as JSON",
            "-numbers.json",
            "application/json",
            "Every number of this view, for programs.",
            _numbers_json,
        ),
    )
}
"""Every form that is one file about the whole result, by id, the most asked for first."""
