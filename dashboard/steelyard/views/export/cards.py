"""One form of export as a card: what it is for, a button that makes it, then its size.

A file is made when its button is pressed and then kept for a while (`made_files`), so that
leaving the page and coming back costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from steelyard.export.forms import has_extra, lack_of
from steelyard.export.writing import spoken_size
from steelyard.results.result import Result
from steelyard.results.words.lead import GAVE_UP
from steelyard.views.export.made_files import MadeFiles, made_files
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import current_session

ReportProgress = Callable[[int, int], None]
"""Called with how many of how many files are done."""


@dataclass(frozen=True)
class Card:
    """What a card offers: one file, made from the result on screen.

    `make(result, report)` may report its progress.
    """

    id: str
    name: str
    purpose: str
    file_name: str
    mime: str
    make: Callable[[Result, ReportProgress], bytes]
    extra: str = ""


@st.fragment
def show_card(card: Card) -> None:
    """Show one card; only the card is drawn again when its button is pressed."""
    with st.container(border=True, key=f"export_{card.id}", height="stretch"):
        st.markdown(f"**{as_text(card.name)}**")
        st.caption(as_text(card.purpose))
        if not has_extra(card.extra):
            st.caption(as_text(f"{lack_of(card.name, card.extra)}."))
            return
        place = st.empty()
        session = current_session()
        kept, result = made_files(session), session.result
        data = kept.get(card.id)
        if data is None and place.button(
            f"Make {as_text(card.name)}", key=f"make_{card.id}", icon=":material/build:"
        ):
            data = _make(card, result, kept, place)
        if data is not None:
            place.download_button(
                f"Download {as_text(card.name)}, {spoken_size(len(data))}",
                data=_file_of_view(card, result, kept),
                file_name=card.file_name,
                mime=card.mime,
                on_click="ignore",
                key=f"download_{card.id}",
                icon=":material/download:",
            )


def _make(
    card: Card, result: Result, kept: MadeFiles, place: st.delta_generator.DeltaGenerator
) -> bytes | None:
    """Make the file and keep it; say plainly what went wrong if it cannot be made."""
    bar = place.progress(0.0, f"Making {as_text(card.name)} …")

    def report(done: int, of: int) -> None:
        bar.progress(done / of, f"Making {as_text(card.name)}: {done} of {of} files")

    try:
        data = card.make(result, report)
    except ArithmeticError:
        place.warning(GAVE_UP)
    except (ImportError, ValueError) as error:
        place.warning(as_text(str(error)))
    else:
        kept.put(card.id, data)
        return data
    return None


def _file_of_view(card: Card, result: Result, kept: MadeFiles) -> Callable[[], bytes]:
    """Return a function that returns the file of the view the button was drawn for.

    Given the bytes themselves, Streamlit would hold them for as long as its page is open. A
    file that was released meanwhile is made again.
    """

    def find_or_make() -> bytes:
        found = kept.get(card.id)
        return found if found is not None else card.make(result, lambda _done, _of: None)

    return find_or_make
