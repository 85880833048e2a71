"""Judges: the sheet of one judge."""

from __future__ import annotations

from steelyard.views.judging.my_judgements import show_my_judgements
from steelyard.views.session.session import current_session


def show_page() -> None:
    """Draw the page."""
    show_my_judgements(current_session())


if __name__ == "__main__":
    show_page()
