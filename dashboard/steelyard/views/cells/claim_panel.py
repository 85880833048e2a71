"""One claim in full: what it says, whose it is, how sure, and the paragraph it comes from."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from steelyard.files.criteria_files import LoadedSet
from steelyard.files.registers import LoadedRegister
from steelyard.model import Claim
from steelyard.results.words.evidence import claim_words
from steelyard.views.session.safe_text import as_text

Follow = Callable[[str], None]
"""Called with the id of a claim whose scores the reader wants to see."""


def show_claim(loaded: LoadedSet, claim: str, place: str, on_follow: Follow | None = None) -> None:
    """Show a claim as one item of a list, its paragraph one press away if the text is there.

    `place` differs between places of one page that show the same claim.
    """
    register, entry = loaded.register_of(claim), loaded.claims.get(claim)
    if register is None or register.register is None or entry is None:
        return
    where = f"{as_text(register.register.title)}, paragraph {entry.paragraph}"
    st.markdown(
        f"- {as_text(entry.says)}  \n  {as_text(claim)} · {where} · {as_text(claim_words(entry))}"
    )
    if entry.note:
        st.caption(f"Note: {as_text(entry.note)}")
    if on_follow is not None:
        st.button(
            f"Follow {as_text(claim)}",
            key=f"follow:{place}:{claim}",
            on_click=on_follow,
            args=(claim,),
            type="tertiary",
            icon=":material/arrow_back:",
        )
    paragraph = register.text.paragraph(entry.paragraph)
    if paragraph is not None:
        with st.expander(f"Paragraph {entry.paragraph} of the source"):
            st.markdown(as_text(paragraph))
    elif is_changed(register, entry):
        st.caption(CHANGED)


CHANGED = (
    "The text beside this register differs in this paragraph from the one that was read, so the "
    "paragraph is not shown."
)
ABSENT = (
    "The text of this source is not on this computer, so only the number of the paragraph can "
    "be given."
)


def show_paragraph(register: LoadedRegister, entry: Claim) -> None:
    """Show the paragraph of a claim, or say why it cannot be shown."""
    paragraph = register.text.paragraph(entry.paragraph)
    if paragraph is not None:
        with st.container(border=True, key="paragraph"):
            st.caption(f"Paragraph {entry.paragraph}, as the source has it")
            st.markdown(as_text(paragraph))
    else:
        st.caption(CHANGED if is_changed(register, entry) else ABSENT)


def is_changed(register: LoadedRegister, entry: Claim) -> bool:
    """Return whether there is a text, but with another paragraph at this number."""
    return register.text.state == "differs" and (
        entry.paragraph in register.text.changed or not register.text.paragraphs
    )
