"""The brief as two pages of PDF, tagged for readers that speak (PDF/UA-1).

Set by typst in this process, in the brief's own typeface: of the machine's fonts only those are
looked at that lend characters it lacks, and no clock is. The content comes from `content`; what
does not fit is cut by `fitting`. Pictures are drawn at the width they will have, without title
or margin: what a chart's title says is in the text of the brief, where it can be found, copied
and read aloud. One pixel of a chart is a little more than half a point on paper, so that its
labels print at nearly eight points and its smallest type at more than six.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from steelyard.charts import theme
from steelyard.charts.drawing.heading import with_heading
from steelyard.export.brief.content import brief_of
from steelyard.export.brief.fitting import fit_pages, omission_words
from steelyard.export.brief.parts import Brief, BriefPicture, BriefTable, Section
from steelyard.export.brief.printable import LONGEST_NAME, Letters, shorten_result
from steelyard.export.drawings.images import MARGIN as _CHART_MARGIN
from steelyard.export.drawings.images import to_svg
from steelyard.export.drawings.machine_faces import FACES, faces_for, named_faces
from steelyard.export.drawings.renderer import face_files
from steelyard.export.stamps.pdf_stamp import INSTALL, stamp_pdf
from steelyard.export.stamps.provenance import provenance
from steelyard.results.result import Result
from steelyard.results.words.basis import CARE
from steelyard.results.words.text import date_words

DOCUMENT = "Document"
"""The entry of the stamp that says what kind of document it is in."""

ENDS_OF_NAMES = f"the ends of names longer than {LONGEST_NAME} characters, and of long texts"

WITHOUT_STANDARD = (
    "A face of this machine joins letters of this file in a way that cannot be read aloud from a "
    "picture: the brief is tagged, and yet not PDF/UA-1."
)

TEMPLATE = Path(__file__).with_name("brief.typ")
_PAGE_WIDTH, _MARGIN, _GUTTER = 595.276, 43.0, 18.0
_FIRST_SIZE, _SECOND_SIZE = 8.7, 7.8
"""Points of type: the second page is for looking things up."""
_FULL = _PAGE_WIDTH - 2 * _MARGIN
_HALF = (_FULL - _GUTTER) / 2
_LEFT, _RIGHT = ("change", "dissent"), ("sure",)
"""The sections side by side at the foot of the first page."""

try:
    import typst as _typst
except ImportError:  # pragma: no cover - the extra `report` is not installed
    typst: Any = None
else:
    # Its type hints do not know that it also takes files by name.
    typst = _typst


@dataclass(frozen=True)
class BriefFile:
    """A brief ready to be written, and a note for the person who writes it; may be empty."""

    data: bytes
    note: str = ""


def to_brief_pdf(result: Result) -> bytes:
    """Return the brief of a result as a stamped PDF file of two pages.

    The same result gives the same bytes. Raises ImportError, saying what to install,
    without the extra `report`; ValueError where nothing in the file can be compared.
    """
    return set_brief(result).data


def set_brief(result: Result) -> BriefFile:
    """Return the same as `to_brief_pdf`, with a note on characters it could not print."""
    if typst is None:
        raise ImportError(INSTALL)
    setting = _Setting()
    short, is_cut = shorten_result(result)
    whole = replace(brief_of(short), left_out=(ENDS_OF_NAMES,) if is_cut else ())
    brief = fit_pages(whole, setting.pages_taken)
    title = setting.letters.printable(f"{brief.title}: {brief.sentence}")
    files, fonts = setting.files(brief), setting.fonts()
    note = setting.letters.note()
    try:
        pdf = _compiled(files, fonts, ["ua-1"])
    except typst.TypstError:
        # Of letters that a borrowed face joins in a picture it cannot always say which they are.
        if not setting.letters.borrowed:
            raise
        pdf = _compiled(files, fonts, [])
        note = f"{note} {WITHOUT_STANDARD}".strip()
    origin = {**provenance(result), DOCUMENT: "brief"}
    if setting.letters.borrowed:
        origin[FACES] = named_faces(frozenset(setting.letters.borrowed))
    return BriefFile(stamp_pdf(pdf, origin, title), note)


def _compiled(files: dict[str, bytes], fonts: Any, standards: list[str]) -> bytes:
    pdf: bytes = typst.compile(
        files, format="pdf", font_paths=fonts, pdf_standards=standards, timestamp=0
    )
    return pdf


@dataclass
class _Setting:
    """Turns briefs into what typst reads, drawing each picture once."""

    letters: Letters = field(default_factory=Letters)
    drawn: dict[BriefPicture, PrintedPicture] = field(default_factory=dict)

    def pages_taken(self, brief: Brief, page: int) -> int:
        """Return how many pages the sections of page 1 or 2 take."""
        files = self.files(replace(brief, sections=brief.on_page(page)), is_trial=True)
        found = typst.query(files, "<pages>", field="value", one=True, font_paths=self.fonts())
        first, second, end = json.loads(found)
        return int(first if page == 1 else end - second + 1)

    def fonts(self) -> Any:
        """Return the faces that the texts so far need: our own, and those that are borrowed."""
        return _fonts(faces_for(frozenset(self.letters.borrowed)))

    def files(self, brief: Brief, *, is_trial: bool = False) -> dict[str, bytes]:
        """Return the template, the words as data, and the pictures, by name.

        In a trial the pictures are empty: they take as much room and far less time.
        """
        pictures: dict[str, PrintedPicture] = {}
        words = {**self._words(brief, pictures), "is_trial": is_trial}
        data = json.dumps(words, ensure_ascii=True, allow_nan=False).encode()
        shown = {
            name: drawn.blank if is_trial else self.letters.covered_only(drawn.svg)
            for name, drawn in pictures.items()
        }
        encoded = {name: svg.encode() for name, svg in shown.items()}
        return {"main": TEMPLATE.read_bytes(), "brief.json": data, **encoded}

    def _words(self, brief: Brief, pictures: dict[str, PrintedPicture]) -> dict[str, Any]:
        said = self.letters.printable

        def set_all(sections: list[Section]) -> list[dict[str, Any]]:
            return [self._section(section, pictures) for section in sections]

        first, second = list(brief.on_page(1)), list(brief.on_page(2))
        left = [section for section in first if section.key in _LEFT]
        right = [section for section in first if section.key in _RIGHT]
        pair = [*left, *right]
        wide = [s for s in second if s.is_wide or (s.picture is not None and s.picture.is_wide)]
        colours = theme.palette("light")
        as_of = f"as of {date_words(brief.as_of)}" if brief.as_of else ""
        kicker = [part for part in (brief.title, as_of) if part]
        length = len(brief.sentence)
        words = {
            "title": said(f"{brief.title}: {brief.sentence}"),
            "date": [int(part) for part in brief.as_of.split("-")] if brief.as_of else None,
            "kicker": said(" · ".join(kicker)),
            "state": said(brief.state[:1].upper() + brief.state[1:]),
            "sentence": said(brief.sentence),
            "headlines": [22, 21, 20, 19, 18, 17],
            "headline": 19 if length <= 110 else 15 if length <= 220 else 11,
            "lead": 10.8 if len(brief.because) <= 220 else 8.7,
            "because": said(brief.because),
            "further": [said(one) for one in (brief.packages, brief.frames) if one],
            "care_head": CARE,
            "care": said(brief.care),
            "exploratory": said(brief.exploratory),
            "question_head": "The question:",
            "question": said(brief.question),
            "whose": said(brief.whose),
            "origin": said(brief.origin),
            "margin": _MARGIN,
            "colours": {"ink": colours.ink, "sub": colours.sub, "rule": colours.rule},
            "first": set_all([section for section in first if section not in pair]),
            "left": set_all(left),
            "right": set_all(right),
            "wide": set_all(wide),
            "flow": set_all([section for section in second if section not in wide]),
        }
        notes = [self.letters.note(), omission_words(brief.left_out)]
        return {**words, "notes": [said(note) for note in notes if note]}

    def _section(self, section: Section, pictures: dict[str, PrintedPicture]) -> dict[str, Any]:
        said = self.letters.printable
        drawn = None if section.picture is None else self._draw(section.picture)
        name = f"{section.key}.svg"
        if drawn is not None:
            pictures[name] = drawn
        return {
            "heading": said(section.heading),
            "caption": "" if drawn is None else said(drawn.caption),
            "picture": None if drawn is None else name,
            "words": "" if drawn is None else said(drawn.words),
            "sentences": [said(sentence) for sentence in section.sentences],
            "size": _FIRST_SIZE if section.page == 1 else _SECOND_SIZE,
            "is_list": section.is_list,
            # A table that says the same as the picture above it is for those without it.
            "table": self._table(section),
        }

    def _table(self, section: Section) -> dict[str, Any] | None:
        table = section.table
        if table is None or (section.key == "ranking" and section.picture is not None):
            return None
        said = self.letters.printable
        kept = _filled(table)
        return {
            "heads": [said(table.heads[column]) for column in kept],
            "rows": [[said(row[column]) for column in kept] for row in table.rows],
            "numbers": [kept.index(column) for column in table.numbers if column in kept],
            "wide": [table.wide[column] for column in kept],
            "below": said(table.below),
            "is_places": section.key == "sources",
            "strong": kept.index(1) if section.key == "ranking" else 0,
        }

    def _draw(self, drawing: BriefPicture) -> PrintedPicture:
        if drawing not in self.drawn:
            self.drawn[drawing] = draw(drawing, _FULL if drawing.is_wide else _HALF)
        return self.drawn[drawing]


def _filled(table: BriefTable) -> list[int]:
    """Return the columns that are not empty."""
    return [
        column
        for column in range(len(table.heads))
        if any(row[column] for row in table.rows) or not table.rows
    ]


@cache
def _fonts(others: tuple[Path, ...]) -> Any:
    """Return our four faces, whose package holds each of them twice, and some others."""
    folder = Path(tempfile.mkdtemp(prefix="steelyard-typst-"))
    for file in (*face_files(), *others):
        shutil.copy(file, folder)
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
    )


_WIDE, _COLUMN, _DENSE = 0.6, 0.64, 0.53
"""Points on paper for a pixel: of a picture over the page, in a column, and where many rows
leave no other way."""

_SIZE = re.compile(r'<svg\b[^>]*?\bwidth="([\d.]+)" height="([\d.]+)" viewBox="[^"]*"[^>]*>')


@dataclass(frozen=True)
class PrintedPicture:
    """A chart as SVG, the small line its own heading had below the title, and what it is."""

    svg: str
    caption: str
    words: str

    @property
    def blank(self) -> str:
        """A picture of the same size with nothing in it: enough to see what fits."""
        return f"{self.svg[: self.svg.index('>') + 1]}</svg>"


def draw(drawing: BriefPicture, points: float) -> PrintedPicture:
    """Return a picture drawn to be set `points` wide.

    Raises ImportError, saying what to install, without the extra `images`.
    """
    pixel = _DENSE if drawing.is_dense else _WIDE if drawing.is_wide else _COLUMN
    width, picture = points / pixel, drawing.picture
    chart = with_heading(picture.draw("light", width), "", "", picture.words)
    said = f"{picture.subtitle(width)} {drawing.note}".strip()
    return PrintedPicture(_cropped(to_svg(chart).decode()), said, drawing.words)


def _cropped(svg: str) -> str:
    """Return an SVG file without the margin that pictures have when they stand alone."""
    found = _SIZE.search(svg)
    if found is None:
        return svg
    width, height = (float(number) - 2 * _CHART_MARGIN for number in found.groups())
    head = (
        '<svg xmlns="http://www.w3.org/2000/svg" version="1.1" '
        f'width="{width:g}" height="{height:g}" '
        f'viewBox="{_CHART_MARGIN} {_CHART_MARGIN} {width:g} {height:g}">'
    )
    return svg[: found.start()] + head + svg[found.end() :]
