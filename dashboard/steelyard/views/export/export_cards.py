"""One form of export as a card: what it is for, a button that makes it, then its size.

Nothing is made before somebody asks for it. What was made is kept for a while (`made_files`),
so that leaving the page and coming back costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from steelyard.export.forms import has_extra, lack_of
from steelyard.export.writing import spoken_size
from steelyard.results.result import Result
from steelyard.views.export.made_files import MadeFiles, made_files
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import moved_session

Tell = Callable[[int, int], None]


@dataclass(frozen=True)
class Card:
    """What a card offers: one file, made from the result on screen.

    `make(result, tell)` may tell how much of it is done.
    """

    id: str
    name: str
    purpose: str
    file_name: str
    mime: str
    make: Callable[[Result, Tell], bytes]
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
        session = moved_session()
        kept, result = made_files(session), session.result
        data = kept.get(card.id)
        if data is None and place.button(
            f"Make {as_text(card.name)}", key=f"make_{card.id}", icon=":material/build:"
        ):
            data = _make(card, result, kept, place)
        if data is not None:
            place.download_button(
                f"Download {as_text(card.name)}, {spoken_size(len(data))}",
                data=_taker(card, result, kept),
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

    def tell(done: int, of: int) -> None:
        bar.progress(done / of, f"Making {as_text(card.name)}: {done} of {of} files")

    try:
        data = card.make(result, tell)
    except ArithmeticError:
        place.warning("This could not be worked out: the solver gave up on these numbers.")
    except (ImportError, ValueError) as error:
        place.warning(as_text(str(error)))
    else:
        kept.put(card.id, data)
        return data
    return None


def _taker(card: Card, result: Result, kept: MadeFiles) -> Callable[[], bytes]:
    """Return what hands over the file of the view the button was drawn for.

    Streamlit would keep the bytes of a button for as long as its page is open. One that was
    let go meanwhile is made again.
    """

    def take() -> bytes:
        found = kept.get(card.id)
        return found if found is not None else card.make(result, lambda _done, _of: None)

    return take
