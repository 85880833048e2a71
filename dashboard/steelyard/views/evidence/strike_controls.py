"""Buttons and boxes that strike out claims.

Whatever is struck out becomes part of the choice, so that it stands in the address and
counts on every page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import streamlit as st

from steelyard.results.choice import Choice
from steelyard.results.evidence_basis import source_title
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session, put_choice

MOST_FOUND = 25
"""More claims than these are not listed by a search."""
TICKS = 420
"""Pixels: the many claims of a source scroll by themselves; not so on a phone."""


def offer_strike(session: Session, place: str, claims: list[str], what: str) -> None:
    """Offer to strike out some claims, or to take them back where all of them are struck."""
    is_struck = set(claims) <= set(session.choice.struck)
    st.button(
        f"Take {as_text(what)} back" if is_struck else f"Strike out {as_text(what)}",
        key=f"strike:{place}",
        on_click=_take_back if is_struck else _strike,
        args=(claims,),
    )


def show_tick_boxes(session: Session) -> None:
    """Show every claim with a box to strike it out, by source or as a search finds them."""
    loaded = session.shown
    words = st.text_input(
        "Find a claim to strike out",
        key=f"find_claim:{session.name}",
        placeholder="a word it says, or its id",
    )
    if words and words.strip():
        _show_found(session, words.strip().casefold())
        return
    for source, register in loaded.registers.items():
        if register.register is None:
            continue
        claims = list(register.register.claims)
        struck = sum(claim in session.choice.struck for claim in claims)
        box = st.expander(
            f"{as_text(source_title(loaded, source))}: {struck} of {len(claims)} struck out",
            key=f"claims_of:{session.name}:{source}",
            on_change="rerun",
        )
        if box.open:
            with box, st.container(height=TICKS, border=False, key=f"panel_{source}"):
                for claim in claims:
                    _show_tick_box(session, claim)


def _show_found(session: Session, words: str) -> None:
    found = [
        claim
        for claim, entry in session.shown.claims.items()
        if words in f"{claim} {entry.says} {entry.by or ''}".casefold()
    ]
    for claim in found[:MOST_FOUND]:
        _show_tick_box(session, claim)
    if not found:
        st.markdown("No claim says that. Try another word, or a part of one.")
    elif len(found) > MOST_FOUND:
        st.markdown(f"and {len(found) - MOST_FOUND} more; another word narrows it down.")


def _show_tick_box(session: Session, claim: str) -> None:
    entry = session.shown.claims[claim]
    key = f"tick:{session.name}:{claim}"
    st.session_state[key] = claim in session.choice.struck
    st.checkbox(
        f"**{as_text(claim)}**, paragraph {entry.paragraph}: {as_text(entry.says)}",
        key=key,
        on_change=_take_tick,
        args=(claim, key),
    )


def _take_tick(claim: str, key: str) -> None:
    (_strike if st.session_state[key] else _take_back)([claim])


def _strike(claims: Iterable[str]) -> None:
    put_struck((*_choice().struck, *claims))


def _take_back(claims: Iterable[str]) -> None:
    back = set(claims)
    put_struck(claim for claim in _choice().struck if claim not in back)


def put_struck(claims: Iterable[str]) -> None:
    """Strike out exactly these claims and no others."""
    put_choice(replace(_choice(), struck=tuple(dict.fromkeys(claims))))


def _choice() -> Choice:
    choice: Choice = st.session_state.get("choice", Choice())
    return choice
