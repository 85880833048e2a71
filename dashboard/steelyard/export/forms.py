"""The registry of all export forms, with the purpose of each.

Page, command line and ZIP offer the forms of this list and no others. The module that makes a form
is imported when the form is first made, or earlier by `import_makers`; a missing extra is reported
as an ImportError of one sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Generic, TypeVar

from steelyard.results.result import Result

EXTRAS: Mapping[str, tuple[str, ...]] = {
    "images": ("vl_convert", "font_source_sans_pro"),
    "report": ("vl_convert", "font_source_sans_pro", "typst", "pypdf"),
    "office": ("xlsxwriter", "openpyxl", "pptx", "docx", "vl_convert", "font_source_sans_pro"),
}
"""Extra → the modules it installs."""


Given = TypeVar("Given")
Returned = TypeVar("Returned")


@dataclass(frozen=True)
class Deferred(Generic[Given, Returned]):
    """A function whose module is imported on the first call, or earlier by `load`.

    `load` returns the function; it raises ImportError, saying what to install, without the extra.
    """

    load: Callable[[], Callable[[Given], Returned]]

    def __call__(self, given: Given) -> Returned:
        """Call the function and return its result."""
        return self.load()(given)


@dataclass(frozen=True)
class ExportForm:
    """One form of file about a whole result: its id, the suffix of its name, its purpose.

    Command, page, ZIP and `verify` all use it, so a new form needs a module, an entry below and a
    test. `is_to_read`: for people, not for programs. `office_part`: the folder or part by which an
    Office file of this form is recognised; empty for all other files. `figures`: reads option id →
    total back from such a file.
    """

    id: str
    name: str
    ending: str
    mime: str
    purpose: str
    make: Deferred[Result, bytes]
    extra: str = ""
    is_to_read: bool = True
    office_part: str = ""
    figures: Deferred[bytes, Mapping[str, float]] | None = None

    def file_name(self, result: Result) -> str:
        """Return the name of the file."""
        return f"{result.name}{self.ending}"


def has_extra(extra: str) -> bool:
    """Return whether the packages that a form needs are installed.

    >>> has_extra("")
    True
    """
    return all(find_spec(module) is not None for module in EXTRAS.get(extra, ()))


def lack_of(name: str, extra: str) -> str:
    """Return the sentence about a form whose extra is not installed.

    >>> lack_of("Slides", "office")
    "Slides need the extra `office`: pip install 'steelyard[office]'"
    """
    verb = "need" if name.endswith("s") else "needs"
    return f"{name} {verb} the extra `{extra}`: pip install 'steelyard[{extra}]'"


def _to_brief_pdf() -> Callable[[Result], bytes]:
    from steelyard.export.brief.pdf import to_brief_pdf

    return to_brief_pdf


def _to_live_page() -> Callable[[Result], bytes]:
    from steelyard.export.live_page.page import to_live_page

    return to_live_page


def _to_slides() -> Callable[[Result], bytes]:
    from steelyard.export.slides import to_slides

    return to_slides


def _to_document() -> Callable[[Result], bytes]:
    from steelyard.export.document import to_document

    return to_document


def _to_brief_markdown() -> Callable[[Result], bytes]:
    from steelyard.export.brief.markdown import to_brief_markdown

    return to_brief_markdown


def _to_workbook() -> Callable[[Result], bytes]:
    from steelyard.export.workbook import to_workbook

    return to_workbook


def _to_ods() -> Callable[[Result], bytes]:
    from steelyard.export.workbook import to_ods

    return to_ods


def _figures_of_workbook() -> Callable[[bytes], Mapping[str, float]]:
    from steelyard.export.back_in.figures_reading import figures_of_workbook

    return figures_of_workbook


def _to_numbers_csv() -> Callable[[Result], bytes]:
    from steelyard.export.numbers import to_numbers_csv

    return to_numbers_csv


def _figures_of_numbers_csv() -> Callable[[bytes], Mapping[str, float]]:
    from steelyard.export.back_in.figures_reading import figures_of_numbers_csv

    return figures_of_numbers_csv


def _to_numbers_json() -> Callable[[Result], bytes]:
    from steelyard.export.numbers import to_numbers_json

    return to_numbers_json


def _figures_of_numbers_json() -> Callable[[bytes], Mapping[str, float]]:
    from steelyard.export.back_in.figures_reading import figures_of_numbers_json

    return figures_of_numbers_json


def _to_dmsy() -> Callable[[Result], bytes]:
    from steelyard.export.dmsy import to_dmsy

    return to_dmsy


_OFFICE = "application/vnd.openxmlformats-officedocument"

FORMS: Mapping[str, ExportForm] = {
    form.id: form
    for form in (
        ExportForm(
            "brief",
            "Brief",
            "-brief.pdf",
            "application/pdf",
            "Two pages to print or send: the verdict, what would change it and what it rests on.",
            Deferred(_to_brief_pdf),
            "report",
        ),
        ExportForm(
            "live",
            "Live page",
            ".html",
            "text/html",
            "One file that opens in any browser, without a network: weights can still be moved.",
            Deferred(_to_live_page),
        ),
        ExportForm(
            "slides",
            "Slides",
            ".pptx",
            f"{_OFFICE}.presentationml.presentation",
            "Three slides for PowerPoint and the like: real charts and tables, with notes.",
            Deferred(_to_slides),
            "office",
            office_part="ppt/",
        ),
        ExportForm(
            "document",
            "Document",
            ".docx",
            f"{_OFFICE}.wordprocessingml.document",
            "For Word and the like: the whole brief with headings, tables and pictures.",
            Deferred(_to_document),
            "office",
            office_part="word/",
        ),
        ExportForm(
            "markdown",
            "Brief as text",
            "-brief.md",
            "text/markdown",
            "The whole brief in Markdown, without a layout, for further editing.",
            Deferred(_to_brief_markdown),
        ),
        ExportForm(
            "xlsx",
            "Workbook",
            ".xlsx",
            f"{_OFFICE}.spreadsheetml.sheet",
            "A spreadsheet with live formulas, for calculations of your own.",
            Deferred(_to_workbook),
            "office",
            is_to_read=False,
            office_part="xl/",
            figures=Deferred(_figures_of_workbook),
        ),
        ExportForm(
            "ods",
            "Workbook as ODS",
            ".ods",
            "application/vnd.oasis.opendocument.spreadsheet",
            "The same spreadsheet for LibreOffice and other programs that read OpenDocument.",
            Deferred(_to_ods),
            is_to_read=False,
            office_part="content.xml",
            figures=Deferred(_figures_of_workbook),
        ),
        ExportForm(
            "numbers-csv",
            "Numbers as CSV",
            "-numbers.csv",
            "text/csv",
            "Every score, value, weight and contribution in one table, unrounded.",
            Deferred(_to_numbers_csv),
            is_to_read=False,
            figures=Deferred(_figures_of_numbers_csv),
        ),
        ExportForm(
            "numbers-json",
            "Numbers as JSON",
            "-numbers.json",
            "application/json",
            "Every number of this view, for programs.",
            Deferred(_to_numbers_json),
            is_to_read=False,
            figures=Deferred(_figures_of_numbers_json),
        ),
        ExportForm(
            "dmsy",
            "DMSY file",
            ".dmsy",
            "application/yaml",
            "Scores, directions and weights as DMSY, for scikit-criteria and its many methods.",
            Deferred(_to_dmsy),
            is_to_read=False,
        ),
    )
}
"""Every form that is one file about the whole result, by id, the most requested first."""


def import_makers(forms: Iterable[ExportForm]) -> None:
    """Import the modules that make these forms, so that no two threads do so at once.

    A form whose extra is not installed is skipped: making it reports what is missing.
    """
    for form in forms:
        if has_extra(form.extra):
            form.make.load()
