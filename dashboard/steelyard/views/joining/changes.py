"""Changes: new versions of a text, a second coding, claims from a table, earlier versions."""

from __future__ import annotations

import streamlit as st

from steelyard.files.registers import LoadedRegister
from steelyard.results.words.text import plain
from steelyard.results.words.texts.sources import texts_finding
from steelyard.views.joining.bars import note_refusal, take_refusal
from steelyard.views.joining.claim_tables import show_claim_tables
from steelyard.views.joining.earlier_versions import show_earlier_versions
from steelyard.views.joining.new_version import show_new_version
from steelyard.views.joining.two_codings import show_two_codings
from steelyard.views.session.safe_text import as_spoken, as_text
from steelyard.views.session.session import Session
from steelyard.views.session.tabs import choose_one, show_finding
from steelyard.views.sources.register_files import last_done, undo_last

VERSION, CODINGS, TABLE = "A new version of a text", "Two people’s coding", "Claims in a table"
EARLIER = "Earlier versions"
CHANGES_STYLE = """<style>
ul.parts { display: flex; gap: 4px; font-size: 14px; margin: 0; padding: 0; list-style: none; }
ul.parts > li { padding: .3rem .6rem; border-radius: 6px; flex: var(--count) 1 auto; margin: 0;
  background: color-mix(in srgb, currentColor 7%, transparent); }
ul.parts > li.main { background: color-mix(in srgb, var(--accent) 16%, transparent); }
ul.parts > li.open, p.changed mark { background: var(--waiting); }
p.changed { font-size: 15px; line-height: 1.4; margin: 0; }
p.changed mark { color: inherit; }
p.changed small { font-size: 14px; opacity: .8; display: inline-block; min-width: 5.5rem; }
[class*="st-key-coding_row_"] { flex-wrap: nowrap; align-items: center; }
[class*="st-key-coding_row_"] p { margin: 0; }
:is(.st-key-table_new_paragraphs, .st-key-table_found_again, .st-key-table_claims_in,
  .st-key-table_since) td {
  white-space: normal;
}
.stMainBlockContainer td:first-child { min-width: 3rem; }
/* What follows a heading does not cover the lower parts of its letters. */
.stMainBlockContainer h2 { padding-bottom: .8rem; }
.st-key-finding { padding-bottom: .5rem; }
.st-key-changes_way div { flex-wrap: wrap; }
@media (max-width: 760px) { ul.parts { flex-direction: column; } }
@media (min-width: 760px) {
  [class*="st-key-coding_row_"] button { min-height: 28px; padding: .1rem .6rem; }
}
</style>"""


def show_text_changes(session: Session) -> None:
    """Draw the view."""
    found = {
        source: loaded
        for source, loaded in session.shown.registers.items()
        if loaded.register is not None
    }
    if not found:
        show_finding("What has changed since the text was read?", texts_finding([]))
        return
    st.html(CHANGES_STYLE)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        way = choose_one("What changes", [VERSION, CODINGS, TABLE, EARLIER], "changes_way")
        loaded = _choose(session, found)
    _show_undo()
    if way == CODINGS:
        show_two_codings(session, loaded)
    elif way == EARLIER:
        show_earlier_versions(loaded)
    elif way == TABLE:
        show_claim_tables(session, loaded)
    else:
        show_new_version(session, loaded)


def _choose(session: Session, found: dict[str, LoadedRegister]) -> LoadedRegister:
    """Show the texts by their titles; return the register of the chosen one."""
    titles = {
        source: as_spoken(plain(loaded.register.title))
        for source, loaded in found.items()
        if loaded.register is not None
    }
    source = st.selectbox(
        "Text",
        [*found],
        key=f"changes_text:{session.name}",
        format_func=lambda one: titles.get(one, one),
        persist_state="session",
        label_visibility="collapsed",
        width=360,
    )
    return found[source]


def _show_undo() -> None:
    """Show what was done last with a button to undo it, or why something failed."""
    refusal, done = take_refusal(), last_done()
    if refusal:
        st.error(as_text(refusal))
    if done is not None:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(as_text(f"Done: {done.words}"))
            st.button("Undo", key="changes_undo", on_click=_undo)


def _undo() -> None:
    note_refusal(undo_last())
