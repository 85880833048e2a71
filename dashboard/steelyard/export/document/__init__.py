"""A view as a document to be edited on: the brief with real headings, tables and pictures."""

from __future__ import annotations

import io

from steelyard.charts.theme import palette
from steelyard.export.brief.content import brief_of
from steelyard.export.brief.headline import date_words
from steelyard.export.document.blocks import add_section
from steelyard.export.document.page import new_document, shade
from steelyard.export.office_stamp import stamp_office
from steelyard.export.office_text import as_label
from steelyard.export.provenance import provenance
from steelyard.results.result import Result

__all__ = ["to_document"]


def to_document(result: Result) -> bytes:
    """Return the whole brief as a DOCX file, stamped; nothing cut, the same bytes every time.

    Raises ImportError, saying what to install, without the extra `office`.
    """
    brief = brief_of(result)
    document = new_document(brief.title, brief.origin)
    document.add_paragraph(as_label(brief.title), style="Title")
    if brief.question:
        document.add_paragraph(as_label(brief.question), style="Subtitle")
    if brief.exploratory:
        banner = document.add_paragraph(as_label(brief.exploratory))
        shade(banner._p.get_or_add_pPr(), palette("light").regret_ramp[0])
    document.add_heading(as_label(brief.sentence), level=1)
    state = document.add_paragraph()
    state.add_run(f"{as_label(brief.state).capitalize()}. ").bold = True
    state.add_run(as_label(brief.because))
    about = [as_label(brief.whose), *([f"As of {date_words(brief.as_of)}."] if brief.as_of else [])]
    document.add_paragraph(" ".join(text for text in about if text))
    for section in brief.sections:
        add_section(document, section)
    buffer = io.BytesIO()
    document.save(buffer)
    return stamp_office(buffer.getvalue(), provenance(result), brief.title)
