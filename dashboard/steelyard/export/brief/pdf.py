"""The brief as two pages of PDF, tagged for screen readers (PDF/UA-1).

Typeset by typst in this process, in the brief's own typeface: of the machine's fonts only those
with characters it lacks are used, and the clock is never read. The content comes from `content`;
whatever does not fit is cut by `fitting`. All drawings are made by typst from the data of the
brief: numbers and names are text that can be searched, copied and read aloud, bars are artefacts.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from steelyard.charts import theme
from steelyard.export.brief.columns import SHORT_HEAD, column_widths, place_narrow
from steelyard.export.brief.content import brief_of
from steelyard.export.brief.fitting import fit_pages, omission_words
from steelyard.export.brief.parts import (
    Brief,
    BriefTable,
    Cards,
    Matrix,
    Ranking,
    Section,
    Strips,
)
from steelyard.export.brief.printable import NAME_LENGTHS, Letters, shorten_result
from steelyard.export.drawings.machine_faces import FACES, faces_for, named_faces
from steelyard.export.drawings.renderer import face_files
from steelyard.export.stamps.pdf_stamp import INSTALL, stamp_pdf
from steelyard.export.stamps.provenance import provenance
from steelyard.results.result import Result
from steelyard.results.words.basis import CARE
from steelyard.results.words.brief.change import BriefPoint
from steelyard.results.words.brief.top import BRIEF, TO_CHECK, WEIGHT_WORD, about_words

DOCUMENT = "Document"
"""The entry of the stamp with the kind of document it is in."""

TEMPLATE = Path(__file__).with_name("brief.typ")
_MARGIN = 39.7
"""Points: margins of 14 mm."""

_STRIPS, _OPTIONS, _LEFT = ("strips", "scenarios"), ("options",), ("conditions", "left_out")
"""Sections set side by side on the second page, across both columns, and in the left column."""

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
    without the extra `report`; ValueError if nothing in the file can be compared.
    """
    return set_brief(result).data


def set_brief(result: Result) -> BriefFile:
    """Return the same as `to_brief_pdf`, with a note on characters it could not print."""
    if typst is None:
        raise ImportError(INSTALL)
    setting, brief = _fitted(result)
    title = setting.letters.printable(f"{brief.title}: {brief.sentence}")
    pdf: bytes = typst.compile(
        setting.files(brief), format="pdf", font_paths=setting.fonts(), pdf_standards=["ua-1"],
        timestamp=0,
    )  # fmt: skip
    origin = {**provenance(result), DOCUMENT: "brief"}
    if setting.letters.borrowed:
        origin[FACES] = named_faces(frozenset(setting.letters.borrowed))
    return BriefFile(stamp_pdf(pdf, origin, title), setting.letters.note())


def _fitted(result: Result) -> tuple[_Setting, Brief]:
    """Return the brief fitted to two pages; names are shortened more if all other cuts fail."""
    for longest in NAME_LENGTHS:
        setting = _Setting()
        short, is_cut = shorten_result(result, longest)
        ends = f"the ends of names longer than {longest} characters, and of long texts"
        whole = replace(brief_of(short), left_out=(ends,) if is_cut else ())
        brief = fit_pages(whole, setting.pages_taken)
        if all(setting.pages_taken(brief, page) <= 1 for page in (1, 2)):
            break
    return setting, brief


@dataclass
class _Setting:
    """Converts briefs into input for typst."""

    letters: Letters = field(default_factory=Letters)

    def pages_taken(self, brief: Brief, page: int) -> int:
        """Return how many pages the sections of page 1 or 2 take."""
        files = self.files(replace(brief, sections=brief.on_page(page)))
        found = typst.query(files, "<pages>", field="value", one=True, font_paths=self.fonts())
        first, second, end = json.loads(found)
        return int(first if page == 1 else end - second + 1)

    def fonts(self) -> Any:
        """Return the faces needed by the texts so far: our own, and borrowed ones."""
        return _fonts(faces_for(frozenset(self.letters.borrowed)))

    def files(self, brief: Brief) -> dict[str, bytes]:
        """Return the input files for typst by name: the template, and the content as data."""
        data = json.dumps(self._words(brief), ensure_ascii=True, allow_nan=False).encode()
        return {"main": TEMPLATE.read_bytes(), "brief.json": data}

    def _words(self, brief: Brief) -> dict[str, Any]:
        said = self.letters.printable
        colours = theme.palette("light")
        second = brief.on_page(2)
        beside = [s for s in second if s.key in _STRIPS]
        after = [s for s in second if s.key not in ("matrix", *_STRIPS, *_OPTIONS)]
        notes = [self.letters.note(), omission_words(brief.left_out)]
        title, *rest = brief.identity
        words = {
            "title": f"{brief.title}: {brief.sentence}",
            "date": [int(part) for part in brief.as_of.split("-")] if brief.as_of else None,
            "kind": BRIEF,
            "identity": [title, *rest],
            "second-identity": [title, *rest[:1], *([brief.question] if brief.question else [])],
            "question": brief.question,
            "sentence": brief.sentence,
            "tiles": [
                {"about": about_words(tile), "says": tile.says, "text": tile.text, "colour": colour}
                for tile, colour in zip(brief.tiles, brief.tile_colours, strict=True)
            ],
            "opening": brief.opening,
            "care-head": CARE,
            "care": brief.care,
            "whose": brief.whose,
            "exploratory": brief.exploratory,
            "origin": f"{brief.origin} · {TO_CHECK}",
            "margin": _MARGIN,
            "colours": {
                "ink": colours.ink, "sub": colours.sub, "rule": colours.rule,
                "track": colours.track, "warning": colours.warning, "field": colours.track,
            },
            "first": [_section(section) for section in brief.on_page(1)],
            "wide": [_section(section) for section in second if section.key == "matrix"],
            "strips": [_section(section) for section in beside],
            "options": [_section(section) for section in second if section.key in _OPTIONS],
            "left": [_section(section) for section in after if section.key in _LEFT],
            "right": [_section(section) for section in after if section.key not in _LEFT],
            "notes": [note for note in notes if note],
        }  # fmt: skip
        ranking = brief.section("ranking")
        if ranking is not None and isinstance(ranking.drawing, Ranking):
            words["name-width"] = column_widths(ranking.drawing).name
        return {key: _each(part, said) for key, part in words.items()}


def _each(part: Any, said: Any) -> Any:
    """Return data with every text made printable."""
    if isinstance(part, str):
        return said(part)
    if isinstance(part, dict):
        return {key: _each(one, said) for key, one in part.items()}
    return [_each(one, said) for one in part] if isinstance(part, list | tuple) else part


def _section(section: Section) -> dict[str, Any]:
    kinds = {Ranking: "ranking", Matrix: "matrix", Strips: "strips", Cards: "cards"}
    drawing = section.drawing
    return {
        "heading": section.heading,
        "note": section.note,
        "kind": "" if drawing is None else kinds[type(drawing)],
        "drawing": None if drawing is None else _drawing(drawing),
        "words": section.words,
        "is-wide": section.page == 1,
        "points": [_point(point) for point in section.points],
        "below": [_point(point) for point in section.below],
        "after": [_point(point) for point in section.after],
        "table": None if drawing is not None or section.table is None else _table(section.table),
    }


def _point(point: BriefPoint) -> dict[str, Any]:
    return {"lead": point.lead, "text": point.text, "is-bad": point.is_bad}


def _drawing(drawing: Ranking | Matrix | Strips | Cards) -> dict[str, Any]:
    """Return a drawing as data with the keys of the template."""
    found: dict[str, Any] = _hyphened(asdict(drawing))
    if isinstance(drawing, Matrix):
        found["rows"] = [
            {"name": name, "cells": [_hyphened(asdict(cell)) for cell in cells]}
            for name, cells in drawing.rows
        ]
    if isinstance(drawing, Cards):
        found["rivals"] = [
            {**rival._asdict(), "colours": colours}
            for rival, colours in zip(drawing.rivals, drawing.colours, strict=True)
        ]
    if isinstance(drawing, Ranking):
        widths = column_widths(drawing)
        found |= {
            "wide": widths.columns,
            "is-narrow": widths.is_narrow,
            "has-spans": any(row.span for row in drawing.rows),
        }
        for column, width in zip(found["columns"], widths.columns, strict=True):
            column["weight-said"] = f"{WEIGHT_WORD} {column['weight']}"
            if width < SHORT_HEAD:
                worst, _, best = column["ends"]
                column |= {"name": column["short"], "ends": (worst, "", best)}
                column |= {"weight-said": column["weight"]}
                column["best-end"] = column["best-end"].replace(" is ", " ")
        if widths.is_narrow:
            places = place_narrow(drawing, widths)
            found["columns"] = [
                {**column, **place} for column, place in zip(found["columns"], places, strict=True)
            ]
    return found


def _hyphened(found: Any) -> Any:
    """Return data with the underscores of its keys as hyphens, as typst writes names."""
    if isinstance(found, dict):
        return {key.replace("_", "-"): _hyphened(one) for key, one in found.items()}
    return [_hyphened(one) for one in found] if isinstance(found, list | tuple) else found


def _table(table: BriefTable) -> dict[str, Any]:
    return {
        "heads": table.heads,
        "rows": table.rows,
        "numbers": sorted(table.numbers),
        "wide": table.wide,
        "below": table.below,
    }


@cache
def _fonts(others: tuple[Path, ...]) -> Any:
    """Return our four faces, whose package holds each of them twice, and some others."""
    folder = Path(tempfile.mkdtemp(prefix="steelyard-typst-"))
    for file in (*face_files(), *others):
        shutil.copy(file, folder)
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
    )
