"""One form of export as a card: what it is for, a button that makes it, then its size.

Nothing is made before somebody asks for it. What was made is kept until the view changes,
so that leaving the page and coming back costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from steelyard.export.forms import has_extra, lack_of
from steelyard.export.subject import Subject
from steelyard.export.writing import spoken_size
from steelyard.views.safe_text import as_text
from steelyard.views.state import moved_desk

Tell = Callable[[int, int], None]
_KEPT = "exports"


@dataclass(frozen=True)
class Card:
    """What a card offers: one file, made from the subject on screen.

    `make(subject, tell)` may tell how much of it is done.
    """

    id: str
    name: str
    purpose: str
    file_name: str
    mime: str
    make: Callable[[Subject, Tell], bytes]
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
        kept = _kept(moved_desk().subject)
        if card.id not in kept and place.button(
            f"Make {as_text(card.name)}", key=f"make_{card.id}", icon=":material/build:"
        ):
            _make(card, kept, place)
        if card.id in kept:
            place.download_button(
                f"Download {as_text(card.name)}, {spoken_size(len(kept[card.id]))}",
                data=kept[card.id],
                file_name=card.file_name,
                mime=card.mime,
                on_click="ignore",
                key=f"download_{card.id}",
                icon=":material/download:",
            )


def _make(card: Card, kept: dict[str, bytes], place: st.delta_generator.DeltaGenerator) -> None:
    """Make the file; say plainly what went wrong if it cannot be."""
    bar = place.progress(0.0, f"Making {as_text(card.name)} …")

    def tell(done: int, of: int) -> None:
        bar.progress(done / of, f"Making {as_text(card.name)}: {done} of {of} files")

    try:
        kept[card.id] = card.make(moved_desk().subject, tell)
    except ArithmeticError:
        place.warning("This could not be worked out: the solver gave up on these numbers.")
    except (ImportError, ValueError) as error:
        place.warning(as_text(str(error)))


def _kept(subject: Subject) -> dict[str, bytes]:
    """Return what was made of this very view, by card; another view begins with nothing."""
    view = (subject.loaded.sha256, subject.loaded.path, repr(subject.choice))
    if st.session_state.get(_KEPT, (None,))[0] != view:
        st.session_state[_KEPT] = (view, {})
    made: dict[str, bytes] = st.session_state[_KEPT][1]
    return made
