"""How far a register covers its text, whatever criteria set it serves."""

from __future__ import annotations

from steelyard.analysis.evidence.claim_coverage import ParagraphState, cover_paragraphs
from steelyard.files.registers import LoadedRegister


def cover_register(loaded: LoadedRegister) -> tuple[ParagraphState, ...]:
    """Return the paragraphs of a text with how many claims each has; none if it is unreadable."""
    return cover_paragraphs(loaded.register) if loaded.register is not None else ()
