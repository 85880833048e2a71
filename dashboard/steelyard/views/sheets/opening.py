"""Which score or option is open beside the page; it is part of the address.

The place is `score=option.criterion` or `option=id`, in addition to the rest of the address, on
any page. Opening one writes a new address, so that the browser's Back button closes it again.
"""

from __future__ import annotations

import streamlit as st

from steelyard.model import Cell
from steelyard.views.session.partial_run import rerun_only
from steelyard.views.session.session import current_session, place, put_place

SHEET_KEY = "sheet"
"""Key of the fragment of every page that shows what is open."""


def open_score(cell: Cell) -> None:
    """Open the sheet of a score; for callbacks. Does nothing for a score that is not in view."""
    if _is_in_view(cell):
        put_place(score=".".join(cell), option=None)
        _draw()


def open_option(option: str) -> None:
    """Open the card of an option; for callbacks. Does nothing for an unknown option."""
    if option in current_session().result.evaluation.options:
        put_place(score=None, option=option)
        _draw()


def close_sheet() -> None:
    """Close whatever is open; for callbacks. If nothing is, draw the page as a whole.

    A sheet that is closed in the middle of a run of the page may stay visible: a run of the
    sheet's fragment alone does not remove what the page's run has drawn.
    """
    if not place().keys() & {"score", "option"}:
        st.rerun()
    put_place(score=None, option=None)
    _draw()


def opened_score() -> Cell | None:
    """Return the score whose sheet is open, if it is in view."""
    return score_in_view(place().get("score"))


def opened_option() -> str | None:
    """Return the option whose card is open, if there is one of this name."""
    option = place().get("option")
    return option if option in current_session().result.evaluation.options else None


def score_in_view(named: object) -> Cell | None:
    """Return the score that is named as `option.criterion`, if it is in view; else `None`."""
    if not isinstance(named, str):
        return None
    option, dot, criterion = named.partition(".")
    cell = (option, criterion)
    return cell if dot and _is_in_view(cell) else None


def _is_in_view(cell: Cell) -> bool:
    evaluation = current_session().result.evaluation
    return cell[0] in evaluation.options and cell[1] in evaluation.criteria


def _draw() -> None:
    """Draw only the sheet again; a page without the fragment is drawn again as a whole."""
    rerun_only(SHEET_KEY)
