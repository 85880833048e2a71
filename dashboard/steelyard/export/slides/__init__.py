"""A view as three slides that can be edited in PowerPoint: native charts, real tables, notes."""

from __future__ import annotations

import io

from steelyard.export.brief.content import brief_of
from steelyard.export.slides.deck import Deck
from steelyard.export.slides.matrix import add_matrix
from steelyard.export.slides.story import add_change, add_ranking
from steelyard.export.stamps.office_stamp import stamp_office
from steelyard.export.stamps.provenance import provenance
from steelyard.results.result import Result

__all__ = ["to_slides"]


def to_slides(result: Result) -> bytes:
    """Return a view as a PPTX file, 16:9, stamped; the same bytes every time.

    The ranking, what would change the leader, and whose weights and scores decide. Titles state the
    findings, speaker notes repeat them in sentences, and no text overflows its box however long the
    names are. A slide with nothing to compare is left out: with one option there is only the first.
    Raises ImportError, saying what to install, without the extra `office`.
    """
    brief = brief_of(result)
    deck = Deck(brief.origin)
    add_ranking(deck, result, brief)
    add_change(deck, result, brief)
    add_matrix(deck, brief)
    buffer = io.BytesIO()
    deck.raw.save(buffer)
    return stamp_office(buffer.getvalue(), provenance(result), brief.title)
