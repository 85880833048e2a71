"""Texts: which registers there are, whether their texts are on this machine, and adding one."""

from __future__ import annotations

from steelyard.results.words.sources import aim_words, text_state_words, texts_finding
from steelyard.views.session.safe_text import show_table
from steelyard.views.session.session import Session
from steelyard.views.session.tabs import show_finding


def show_texts(session: Session) -> None:
    """Show every register of the open set and the state of its text."""
    registers = [*session.shown.registers.values()]
    show_finding("Which texts does it rest on?", texts_finding(registers))
    rows = [
        [
            loaded.register.title if loaded.register is not None else loaded.id,
            aim_words(loaded.register) if loaded.register is not None else "",
            text_state_words(loaded),
        ]
        for loaded in registers
    ]
    if rows:
        show_table("texts", ["Text", "Claims", "On this machine"], rows)
