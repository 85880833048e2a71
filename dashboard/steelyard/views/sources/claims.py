"""Claims: a text at the left, and the claim being made from it at the right."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from steelyard.files.registers import LoadedRegister
from steelyard.results.words.texts.desks import aims_words, short_title
from steelyard.results.words.texts.sources import coverage_words, texts_finding
from steelyard.views.edit.saving.kept_drafts import slot_of
from steelyard.views.joining.leaning import show_leaning
from steelyard.views.session.browser_component import component_key
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session, place, put_place
from steelyard.views.session.tabs import show_finding
from steelyard.views.sources.claim_taking import take_claim_message
from steelyard.views.sources.claim_view import desk_data
from steelyard.views.sources.outbox import desk_component, last_taken, take_each
from steelyard.views.sources.picking import Picking
from steelyard.views.sources.register_files import (
    last_done,
    registers_at_hand,
    why_register_is_not_saved,
)
from steelyard.views.sources.renaming import show_renaming


def show_claims(session: Session) -> None:
    """Show how far the texts of the open set have been read, and the desk for one of them."""
    registers = session.shown.registers
    if not registers:
        show_finding("What do the texts claim?", texts_finding([]))
        with st.container(key="claims_none"):
            st.button("Add a text", on_click=open_evidence_view, args=("texts",), type="primary")
        return
    source = place().get("text", "")
    source = source if source in registers else next(iter(registers))
    covered = coverage_words(session.result.cover_paragraphs(source))
    show_finding("What do the texts claim?", covered.partition(":")[0].rstrip("."))
    with st.container(horizontal=True, vertical_alignment="center", key="claims_head"):
        st.caption(as_text(aims_words(registers, source)))
        _choose_text(registers, source)
    show_desk(session, registers, source)
    show_renaming(session, registers[source])
    show_leaning(session.result)


def open_evidence_view(view: str, text: str | None = None) -> None:
    """Open another view of the page, with a text; for callbacks."""
    put_place(view=view, tab=None, text=text)


def _choose_text(registers: Mapping[str, LoadedRegister], source: str) -> None:
    if len(registers) < 2:
        return
    key = f"claims_text:{source}"
    st.session_state[key] = source

    def follow() -> None:
        put_place(text=str(st.session_state[key]))

    st.segmented_control(
        "Text",
        list(registers),
        key=key,
        required=True,
        format_func=lambda one: as_text(short_title(registers[one])),
        on_change=follow,
        label_visibility="collapsed",
    )


def show_desk(
    session: Session,
    registers: Mapping[str, LoadedRegister],
    source: str,
    picking: Picking | None = None,
) -> None:
    """Show a text with its claims, and the card of a claim.

    `picking`: name options or criteria from its passages, instead of making claims.
    """
    loaded = registers[source]
    register = loaded.register
    if register is None:
        st.warning(as_text(f"{loaded.path.name} cannot be read; see its problems above."))
        return
    others = {**registers_at_hand(), **registers}
    key = component_key("claim_desk", f"{session.name}:{source}")
    done = last_done()
    state = {
        "slot": f"{slot_of(loaded.path)}:{source}",
        "why": why_register_is_not_saved(loaded.path) if picking is None else "",
        "taken": last_taken(key),
        "outcome": st.session_state.get(f"{key}:outcome"),
        "picks": picking.data if picking is not None else None,
        "undo": done.words if done is not None else "",
    }
    take = (
        take_claim_message(key, loaded, others, session.now.path)
        if picking is None
        else picking.taker(key, register)
    )
    desk_component("claim_desk")(
        key=key,
        data=desk_data(loaded, register, session.whole, others, state),
        on_sent_change=lambda: take_each(key, take),
    )
