"""The dialog that writes disputes and moved weights into the file, with a name and a reason.

One button on Compare, Edit and wherever scores are disputed opens it. Scores become a reading
or take the place of the file's; weights become a lens or the file's own. Either goes into the
draft, to be looked over on the page Edit, or is saved at once where nothing else is unsaved.
The sheet of a score asks for both itself, and saves a single dispute without the dialog.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import replace
from typing import Final

import streamlit as st

from steelyard.files.editing.own_view import Author, put_lens, put_reading, put_scores, put_swings
from steelyard.files.saving.acting import acting_person
from steelyard.files.spreadsheet.entry_ids import make_id
from steelyard.results.choice import Choice
from steelyard.results.own_view import (
    disputed_scores,
    moved_swings,
    own_swings,
    own_view_lines,
)
from steelyard.results.words.sheets.claim_lines import NAME_AND_REASON
from steelyard.views.edit.own_view_kept import keep_own_view
from steelyard.views.edit.saving.drafts import change_draft, draft_of, own_problems
from steelyard.views.edit.saving.save_panel import (
    last_outcome,
    note_outcome,
    save,
    why_saving_is_off,
)
from steelyard.views.session.partial_run import rerun_only
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session, current_session, go_to

WRITE: Final = "Write into the file …"
"""The label of the button that opens the dialog, shown wherever something differs from the file."""
OWN_VIEW_KEY: Final = "own_view"
MOST_OF_A_NAME: Final = 200
_NAME: Final = "own_name"
_REQUESTED: Final = "own_view_asked"
AS_READING, AS_SCORES = "As a reading beside them", "In place of the file’s scores"
AS_LENS, AS_SWINGS = "As a lens beside them", "In place of the file’s weights"


def request_own_view(reason: str = "", *, beside: Collection[str] = ()) -> None:
    """Open the dialog that writes disputes and moved weights into the file; for callbacks.

    `reason`: what the reader has already written. `beside`: keys of fragments that are rerun with
    it.
    """
    st.session_state[_REQUESTED] = True
    if reason:
        st.session_state["own_reason"] = reason
    rerun_only(*beside, OWN_VIEW_KEY)


def known_name() -> str:
    """Return the name the visitor gave earlier, else that of their login, else an empty text."""
    return str(st.session_state.get(_NAME) or acting_person().name)


def keep_name(name: str) -> None:
    """Remember the name the visitor gave for the next dispute; for callbacks."""
    st.session_state[_NAME] = name.strip()[:MOST_OF_A_NAME]


def why_not_at_once(session: Session) -> str:
    """Return in a sentence why a view cannot be saved at once; empty if it can."""
    draft = draft_of(session.name, session.now)
    if why_not := why_saving_is_off(session.name, session.now):
        return why_not
    if draft.is_changed:
        return "The draft has other unsaved changes, so look it over before saving."
    if own_problems(session.now):
        return "The file has problems, so look the draft over before saving."
    return ""


def save_as_reading(reason: str) -> bool:
    """Save the one disputed score as a reading under the known name; for callbacks.

    Returns whether it was saved. If anything else differs from the file, or something is missing or
    refused, the caller has to open the dialog.
    """
    session, name = current_session(), known_name()
    choice = session.choice
    is_single = len(choice.disputes) == 1 and not choice.swings
    if not (is_single and name and reason.strip()) or why_not_at_once(session):
        return False
    return not _put_and_save(session, name, reason, as_scores=False, as_swings=False)


def offer_own_view(session: Session) -> None:
    """Show the button that opens the dialog, where anything differs from the file."""
    if _differs(session):
        st.button(WRITE, key="write_own_view", on_click=request_own_view)


@st.fragment(key=OWN_VIEW_KEY)
def show_requested_own_view() -> None:
    """Show the dialog where it was requested."""
    session = current_session()
    if st.session_state.pop(_REQUESTED, False) and _differs(session):
        reasons = "\n".join(dict.fromkeys(session.choice.reasons.values()))
        if reasons and not st.session_state.get("own_reason"):
            st.session_state["own_reason"] = reasons
        st.dialog("Write your view into the file", width=620, position="right")(_show)(session)


def show_saved_view() -> None:
    """Show how saving the view went, on every page but Edit, which shows it itself."""
    name = st.session_state.pop("own_view_saved", None)
    if name is not None and (outcome := last_outcome(name)):
        st.toast(as_text(outcome), duration="long")


def _differs(session: Session) -> bool:
    return session.is_usable and bool(session.choice.disputes or session.choice.swings)


def _show(session: Session) -> None:
    st.session_state.setdefault(_NAME, known_name())
    try:
        scores, swings = own_view_lines(session.whole, session.choice)
    except ValueError as refusal:
        st.error(as_text(str(refusal)))
        return
    as_scores = _ask("Scores you dispute", scores, [AS_READING, AS_SCORES], "own_scores")
    as_swings = _ask("Weights you moved", swings, [AS_LENS, AS_SWINGS], "own_swings")
    with st.form("own_view_form", border=False):
        name = st.text_input(
            "Your name", key=_NAME, persist_state="session", max_chars=MOST_OF_A_NAME
        )
        reason = st.text_area("Your reason", key="own_reason", height=90, max_chars=4000)
        why_not = why_not_at_once(session)
        with st.container(horizontal=True):
            saves = st.form_submit_button(
                "Save to the file", type="primary", key="own_view_save", disabled=bool(why_not)
            )
            drafts = st.form_submit_button("Put into the draft", key="own_view_draft")
        if why_not:
            st.caption(why_not)
    if saves or drafts:
        _write(session, name, reason, as_scores == AS_SCORES, as_swings == AS_SWINGS, saves=saves)


def _ask(heading: str, lines: list[str], ways: list[str], key: str) -> str:
    """List what differs and ask how to write it; show nothing if nothing differs."""
    if not lines:
        return ""
    st.markdown(f"**{heading}**\n\n" + "\n".join(f"- {as_text(line)}" for line in lines))
    chosen = st.segmented_control(
        f"How to write: {heading}",
        ways,
        default=ways[0],
        required=True,
        key=key,
        label_visibility="collapsed",
    )
    return chosen or ways[0]


def _write(
    session: Session, name: str, reason: str, as_scores: bool, as_swings: bool, *, saves: bool
) -> None:
    if not name.strip() or not reason.strip():
        st.error(NAME_AND_REASON)
        return
    put = _put_and_save if saves else _put
    if refusal := put(session, name, reason, as_scores=as_scores, as_swings=as_swings):
        st.error(as_text(f"Not taken: {refusal}"))
        return
    if not saves:
        said = "Your view is in the draft. Look it over below, then save."
        note_outcome(session.name, "good", said)
        go_to("edit")
    st.rerun()


def _put(session: Session, name: str, reason: str, *, as_scores: bool, as_swings: bool) -> str:
    """Put the view into the draft; return why it was refused, or an empty text."""
    author = Author(name.strip(), reason.strip(), datetime.date.today().isoformat())
    after, refusal = put_own_view(session, author, as_scores=as_scores, as_swings=as_swings)
    if not refusal:
        keep_own_view(session.name, session.choice, after)
    return refusal


def _put_and_save(
    session: Session, name: str, reason: str, *, as_scores: bool, as_swings: bool
) -> str:
    """Put the view into the draft and save it; return why it was refused, or an empty text."""
    refusal = _put(session, name, reason, as_scores=as_scores, as_swings=as_swings)
    if not refusal:
        save(session.name, session.now.path)
        st.session_state["own_view_saved"] = session.name
    return refusal


def put_own_view(
    session: Session, author: Author, *, as_scores: bool, as_swings: bool
) -> tuple[Choice, str]:
    """Put disputes and moved weights into the draft as a single undo step.

    `as_scores`, `as_swings`: in place of the file's own, not as a reading or a lens. Returns the
    choice that shows the same view once the draft is saved, and why the change was refused, if so.
    """
    criteria_set, choice = session.whole, session.choice
    after = choice

    def put(text: str) -> str:
        nonlocal after
        after = choice
        if scores := disputed_scores(criteria_set, choice):
            after = replace(after, disputes={}, reasons={})
            if as_scores:
                text = put_scores(text, scores, author, choice.reasons)
            else:
                called = _free_name(author.name, [r.name for r in criteria_set.readings.values()])
                reading = make_id(called, criteria_set.readings, "reading")
                text = put_reading(
                    text, reading, called, scores, author, choice.reading, choice.reasons
                )
                after = replace(after, reading=reading)
        if moved := moved_swings(criteria_set, choice):
            after = replace(after, swings={}, lens=None)
            if as_swings:
                text = put_swings(text, moved, author)
            else:
                called = _free_name(author.name, [one.name for one in criteria_set.lenses.values()])
                lens = make_id(called, criteria_set.lenses, "lens")
                text = put_lens(text, lens, called, own_swings(criteria_set, choice), author)
                after = replace(after, lens=lens)
        return text

    draft_of(session.name, session.now)
    refusal = change_draft(session.name, put)
    return after, refusal


def _free_name(name: str, taken: Collection[str]) -> str:
    """Return the name, with a number where another entry has it already."""
    number = 2
    called = name
    while called in taken:
        called = f"{name} {number}"
        number += 1
    return called
