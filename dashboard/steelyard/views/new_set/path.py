"""A new set from texts: seven steps, each of which leaves a valid file and can be opened again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

import streamlit as st

from steelyard.files.criteria_files import LoadedSet
from steelyard.files.editing.form_fields import NO, YES, fields_of
from steelyard.files.editing.open_text import EditError
from steelyard.files.editing.score_sheet import names_of
from steelyard.files.saving.save import SaveError
from steelyard.files.sources.first_set import begin_set, is_beginning, put_names
from steelyard.files.sources.scale_ends import put_end, scale_ends
from steelyard.files.spreadsheet.entry_ids import make_id
from steelyard.results.path_steps import STEPS, PathStep, find_steps
from steelyard.results.words.texts.desks import PATH, TESTED
from steelyard.views.edit.entry_panel import choose_entry, show_place_and_removal
from steelyard.views.edit.form import EntryForm
from steelyard.views.edit.grid import take_all_entries
from steelyard.views.edit.saving.changes_panel import show_conflict
from steelyard.views.edit.saving.drafts import Draft, draft_of, own_problems, read_draft
from steelyard.views.edit.saving.kept_drafts import keep_draft_in_browser, show_kept_drafts
from steelyard.views.edit.saving.save_panel import (
    save,
    show_buttons,
    show_draft_state,
    show_outcome,
    why_saving_is_off,
)
from steelyard.views.edit.widgets import Fields, change_entry
from steelyard.views.joining.cells import show_cells
from steelyard.views.new_set.writing import (
    forget_name,
    note_fault,
    open_written,
    show_fault,
    show_name,
    why_set_is_not_written,
    write_set,
)
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session, current_session, place, put_place
from steelyard.views.session.streamlit_parts import CAPTION
from steelyard.views.session.undisturbed import undisturbed
from steelyard.views.sources.claims import show_claims
from steelyard.views.sources.picking import Picking
from steelyard.views.sources.reading_aside import show_texts_aside
from steelyard.views.sources.texts import show_texts

_TITLE, _QUESTION, _ASKED = "path_title", "path_question", "path_asked"
_WIDTH: Final = 720
"""Pixels: a title is rarely longer than a line of this width."""
_NAMES: Final = {step: step.capitalize() for step in STEPS}
_ASKED_OF: Final[Mapping[str, Sequence[Mapping[str, float]]]] = {
    "options": ({"name": 1, "short": 1}, {"summary": 1}, {"reference": 1}),
    "criteria": (
        {"name": 1, "short": 1},
        {"question": 1},
        {"better": 2, "scale.from": 1, "scale.to": 1, "scale.unit": 1.4},
    ),
}
"""Section → the fields of an entry that the path asks for, in rows, with their widths; the page
Edit has the others."""
PATH_STYLE = """<style>
.st-key-path_steps { gap: 0; }
:has(> .st-key-path_next), .st-key-path_next { margin-left: auto; z-index: 1; }
.st-key-path_steps button { justify-content: flex-start; text-align: left; min-height: 1.9rem; }
.st-key-path_steps CAPTION { margin: -.6rem 0 -.2rem 1.2rem; }
/* A step with a heading of its own has the button beside it. */
@media (min-width: 760px) {
  :has(> .st-key-path_next_alone) { margin-bottom: -3.4rem; }
}
@media (max-width: 760px) {
  :is(.st-key-path_steps CAPTION, .st-key-path_valid) { display: none; }
  .st-key-path_steps { flex-flow: row wrap; }
  .st-key-path_steps > * { width: auto !important; flex: none; }
}
</style>""".replace("CAPTION", CAPTION)


def show_beginning() -> None:
    """Show the first step for a new set, and offer to continue with the open one."""
    if st.session_state.pop(_ASKED, False):
        st.rerun()
    st.markdown(PATH["begin"])
    with st.container(width=_WIDTH):
        title = _show_line("Title", _TITLE)
        _show_line("Question: what is to be decided?", _QUESTION)
        if title.strip():
            show_name(make_id(title, (), "set"))
        show_fault()
    if why := why_set_is_not_written():
        st.info(why)
    else:
        st.button("Next: texts", type="primary", on_click=_begin)
    session: Session | None = st.session_state.get("session")
    if session is not None and session.is_usable and session.shown.registers:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"Or go on with **{as_text(session.criteria_set.title)}**, which is open.")
            st.button("Go on with it", on_click=_open_texts)


def _show_line(label: str, key: str) -> str:
    # Typing clears the message about what was missing.
    return st.text_input(label, key=key, on_change=note_fault, args=("",), persist_state="session")


@undisturbed
def _begin() -> None:
    title, question = (" ".join(str(st.session_state[key]).split()) for key in (_TITLE, _QUESTION))
    if not title or not question:
        note_fault(PATH["unasked"])
        return
    try:
        write_set(begin_set(title, question), goes_on=True)
    except SaveError as error:
        note_fault(str(error))
        return
    note_fault("")
    forget_name()
    for key in (_TITLE, _QUESTION):
        st.session_state.pop(key, None)
    _open_texts()


def _open_texts() -> None:
    """Open the texts step, and request a run of the whole page: a fragment cannot show it."""
    open_step("texts")
    st.session_state[_ASKED] = True


def path_session() -> Session | None:
    """Return the open set if the address names a step of the path for it."""
    session: Session | None = st.session_state.get("session")
    if place().get("view") not in STEPS or session is None or not session.is_usable:
        return None
    return current_session()


def open_step(step: str) -> None:
    """Open a step of the path; for callbacks."""
    put_place(view=step, tab=None, text=None)


def show_path(session: Session) -> None:
    """Show the list of steps with the state of each, and the step that is open."""
    st.html(PATH_STYLE)
    steps = find_steps(session.result)
    here = place()["view"]
    left, right = st.columns([1, 5.4], gap="large")
    with left:
        _show_steps(session, steps, here)
    with right:
        head = "path_head" if here in PATH else "path_next_alone"
        with st.container(horizontal=True, vertical_alignment="center", key=head):
            if here in PATH:
                st.markdown(f"# {PATH[here]}", anchors=False)
            _show_next(session, here)
        _DRAWN[here](session)


def _show_steps(session: Session, steps: Mapping[str, PathStep], here: str) -> None:
    done = sum(step.is_done for step in steps.values())
    st.markdown(f"**{as_text(session.criteria_set.title)}**")
    st.caption(f"{done} of {len(steps)} steps done. Each can be opened again.")
    with st.container(key="path_steps"):
        for number, (name, step) in enumerate(steps.items(), 1):
            mark = "✓" if step.is_done else str(number)
            st.button(
                f"**{mark} {_NAMES[name]}**" if name == here else f"{mark} {_NAMES[name]}",
                key=f"step:{name}",
                type="tertiary",
                on_click=partial(_leave, session.name, name),
            )
            st.caption(as_text(step.words))
    with st.container(key="path_valid"):
        st.caption(PATH["valid"])


def _show_next(session: Session, here: str) -> None:
    after = STEPS[STEPS.index(here) + 1 :]
    if after:
        label, act = f"Next: {after[0]}", partial(_leave, session.name, after[0])
        st.button(label, type="primary", on_click=act, key="path_next")
    else:
        act = partial(_open_in_compare, session.name)
        st.button("Open it in Compare", type="primary", on_click=act, key="path_next")


@undisturbed
def _open_in_compare(name: str) -> None:
    _save_draft(name)
    open_written(name)


@undisturbed
def _leave(name: str, step: str) -> None:
    """Save the draft if possible, and open another step."""
    _save_draft(name)
    open_step(step)


def _save_draft(name: str) -> None:
    session = current_session()
    take_all_entries(name)
    draft = draft_of(name, session.now)
    is_sound = not own_problems(read_draft(draft.text, session.now.path))
    if draft.is_changed and is_sound and not why_saving_is_off(name, session.now):
        save(name, session.now.path)


# --- the steps ------------------------------------------------------------------------------------


def _with_draft(show: Callable[[Session, Draft], None]) -> Callable[[Session], None]:
    """Return a function that draws a step which edits the open file, with state and buttons."""

    def draw(session: Session) -> None:
        draft = draft_of(session.name, session.now)
        loaded = read_draft(draft.text, session.now.path)
        show_kept_drafts(draft, session.now.path)
        show(session, draft)
        may_save = show_draft_state(draft, loaded, session.now, 0, lists_problems=True)
        with st.container(horizontal=True, key="edit_buttons"):
            show_buttons(draft, session.now, may_save)
        show_outcome(draft)
        show_conflict(draft, session.now)
        keep_draft_in_browser(draft, session.now.path)

    return draw


def _show_question(session: Session, draft: Draft) -> None:
    loaded = read_draft(draft.text, session.now.path)
    form = EntryForm(draft, loaded, (), ())
    for field in fields_of():
        if field.key in ("title", "question", "as_of", "judged_by"):
            form.show_field(field)


def _show_section(section: str, session: Session, draft: Draft) -> None:
    loaded = read_draft(draft.text, session.now.path)
    form, aside = st.columns([1.8, 1], gap="large")
    with form:
        st.caption(PATH[f"{section}_asked"])
        names = names_of(draft.text, section)
        if all(is_beginning(section, entry, name) for entry, name in names.items()):
            _ask_names(session.name, section)
        else:
            _show_entry(draft, loaded, section)
    with aside:
        keep = partial(_save_draft, session.name)
        show_texts_aside(session, Picking(session.name, section, draft.text, keep))


def _show_entry(draft: Draft, loaded: LoadedSet, section: str) -> None:
    """Show the fields of the chosen option or criterion that a first comparison needs."""
    names = names_of(draft.text, section)
    entry = choose_entry(draft, section, names)
    form = EntryForm(draft, loaded, (section,), (section, entry))
    fields = {field.key: field for field in fields_of(section)}
    for row in _ASKED_OF[section]:
        for column, key in zip(st.columns([*row.values()]), row, strict=True):
            with column:
                form.show_field(fields[key])
    if section == "criteria":
        _show_ends(draft, entry)
        for key, (_, doubtful, advice) in TESTED.items():
            field = fields[f"tested.{key}"]
            form.show_field(field)
            if field.read(draft.text, form.at) == (YES if doubtful else NO):
                st.caption(advice)
    show_place_and_removal(draft, loaded, section, entry, names)


def _show_ends(draft: Draft, criterion: str) -> None:
    """Show fields for the wording of both ends of a criterion's scale."""
    fields = Fields(draft.name, f"ends:{draft.name}:{criterion}")
    columns = st.columns(2)
    for column, end in zip(columns, scale_ends(draft.text, criterion), strict=True):
        with column:
            label = f"{end.label} thinkable: {end.number}"
            fields.line(end.label, label, end.words, partial(put_end, criterion, end.number))
            fields.show_refusal(end.label)


def _ask_names(name: str, section: str) -> None:
    key = f"path_names:{name}:{section}"
    st.text_area(f"{section.capitalize()}, one on each line", key=key, height=170)
    st.button("Take these", type="primary", on_click=_take_names, args=(name, section, key))


@undisturbed
def _take_names(name: str, section: str, key: str) -> None:
    lines = [" ".join(line.split()) for line in str(st.session_state[key]).splitlines()]
    names = [*dict.fromkeys(line for line in lines if line)]

    def put(text: str) -> str:
        if not names:
            raise EditError(PATH["nameless"])
        return put_names(text, section, names)

    if change_entry(name, put):
        _save_draft(name)


def _show_weights(session: Session, draft: Draft) -> None:
    loaded = read_draft(draft.text, session.now.path)
    st.caption(PATH["weights_asked"])
    fields = {field.key: field for field in fields_of("criteria")}
    for criterion, name in names_of(draft.text, "criteria").items():
        form = EntryForm(draft, loaded, ("criteria",), ("criteria", criterion))
        st.markdown(f"**{as_text(name)}**")
        swing, reason = st.columns([1, 4])
        with swing:
            form.show_field(fields["swing"])
        with reason:
            form.show_field(fields["swing_reason"])


_DRAWN: Final[Mapping[str, Callable[[Session], None]]] = {
    "question": _with_draft(_show_question),
    "texts": show_texts,
    "options": _with_draft(partial(_show_section, "options")),
    "criteria": _with_draft(partial(_show_section, "criteria")),
    "claims": show_claims,
    "scores": show_cells,
    "weights": _with_draft(_show_weights),
}
