"""A view as six slides that go on living in PowerPoint: native charts, real tables, notes."""

from __future__ import annotations

import io

from steelyard.export.brief.content import brief_of
from steelyard.export.slides.deck import Deck
from steelyard.export.slides.story import (
    add_basis,
    add_bottom_line,
    add_change,
    add_ranking,
    add_sure,
    add_why,
)
from steelyard.export.stamps.office_stamp import stamp_office
from steelyard.export.stamps.provenance import provenance
from steelyard.results.result import Result

__all__ = ["to_slides"]


def to_slides(result: Result) -> bytes:
    """Return a view as a PPTX file, 16:9, stamped; the same bytes every time.

    Titles are what was found, speaker notes say where the figures come from, and no text
    leaves its box however long the names are. With one option there is nothing to compare
    with, and three slides. Raises ImportError, saying what to install, without the extra
    `office`.
    """
    brief = brief_of(result)
    deck = Deck(brief.origin)
    add_bottom_line(deck, result, brief)
    add_ranking(deck, result, brief)
    add_why(deck, result, brief)
    add_change(deck, result, brief)
    add_sure(deck, result, brief)
    add_basis(deck, brief)
    buffer = io.BytesIO()
    deck.raw.save(buffer)
    return stamp_office(buffer.getvalue(), provenance(result), brief.title)
