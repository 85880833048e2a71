"""The controls of a section's entries: choose, add, rename, move and remove one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from steelyard.files.criteria_files import LoadedSet
from steelyard.files.editing.entry_edits import (
    NOUNS,
    add_entry,
    find_mentions,
    move_entry,
    remove_entry,
    rename_entry,
)
from steelyard.files.editing.score_sheet import names_of
from steelyard.files.spreadsheet.entry_ids import make_id
from steelyard.results.words.forms import mentions_sentence
from steelyard.views.edit.saving.drafts import Draft
from steelyard.views.edit.widgets import LONG, change_entry, is_typed, note_content, widget_for
from steelyard.views.session.safe_text import as_spoken, as_text


def choose_entry(draft: Draft, section: str, names: Mapping[str, str]) -> str:
    """Show the list of a section's entries and a form to add one; return the chosen id, if any."""
    key = chosen_key(draft.name, section)
    if st.session_state.get(key) not in names:
        st.session_state[key] = next(iter(names), None)
    if max(map(len, names.values()), default=0) > LONG:
        left, right = st.container(), st.container()
    else:
        left, right = st.columns([1, 1.2], vertical_alignment="bottom")
    chosen = ""
    with left:
        if names:
            chosen = st.selectbox(
                NOUNS[section].capitalize(),
                list(names),
                key=key,
                format_func=lambda one: as_spoken(names.get(one, one)),
            )
        else:
            st.markdown(f"There is no {NOUNS[section]} yet.")
    with right:
        _offer_new(draft, section)
    return chosen


def show_place_and_removal(
    draft: Draft, loaded: LoadedSet, section: str, entry: str, names: Mapping[str, str]
) -> None:
    """Show an entry's id, the buttons that move and remove it, and what removal would affect."""
    ids = list(names)
    with st.container(horizontal=True, vertical_alignment="bottom", key="entry_place"):
        key = f"entry_id:{draft.name}:{section}:{entry}"
        own, start = widget_for(key, entry)
        st.text_input(
            "Id in the file",
            start,
            key=own,
            on_change=_rename,
            args=(draft.name, section, entry, key, own),
            help="Changed wherever the file names it. Old links to this view may lose it.",
            width=240,
        )
        for label, by, is_possible in (
            ("Move up", -1, entry != ids[0]),
            ("Move down", 1, entry != ids[-1]),
        ):
            st.button(
                label,
                key=f"move:{by}",
                disabled=not is_possible,
                on_click=_change,
                args=(draft.name, lambda text, by=by: move_entry(text, (section, entry), by)),
            )
        removing = f"removing:{draft.name}"
        st.button(
            f"Remove this {NOUNS[section]} …",
            key="remove_entry",
            on_click=_set,
            args=(removing, (section, entry)),
        )
    if st.session_state.get(removing) == (section, entry):
        _confirm_removal(draft, loaded, section, entry, names[entry])


def chosen_key(name: str, section: str) -> str:
    """Return the session-state key of the chosen entry of a section."""
    return f"entry_chosen:{name}:{section}"


def _confirm_removal(draft: Draft, loaded: LoadedSet, section: str, entry: str, name: str) -> None:
    mentions = find_mentions(draft.text, section, entry)
    with st.container(border=True, key="confirm_removal"):
        bearing = _claims_about(loaded, section, entry)
        sentence = mentions_sentence(loaded.criteria_set, section, name, mentions, bearing)
        st.markdown(as_text(sentence))
        with st.container(horizontal=True):
            st.button(
                "Remove",
                key="remove_now",
                type="primary",
                on_click=_remove,
                args=(draft.name, section, entry),
            )
            st.button("Keep it", on_click=_set, args=(f"removing:{draft.name}", None))


def _claims_about(loaded: LoadedSet, section: str, entry: str) -> int:
    """Return how many claims of the registers bear on an option or a criterion."""
    if section == "criteria":
        return sum(entry in claim.bears_on for claim in loaded.claims.values())
    if section != "options":
        return 0
    return sum(
        any(entry in (*bearing.for_, *bearing.against) for bearing in claim.bears_on.values())
        for claim in loaded.claims.values()
    )


def _offer_new(draft: Draft, section: str) -> None:
    noun = NOUNS[section]
    with (
        st.form(f"new:{section}:{draft.name}", clear_on_submit=True, border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        key = f"new_name:{section}:{draft.name}"
        st.text_input(f"Name of a new {noun}", key=key, width=190)
        st.form_submit_button(f"Add {noun}", on_click=_add, args=(draft.name, section, key))


def _add(name: str, section: str, key: str) -> None:
    wanted = str(st.session_state[key]).strip()
    if not wanted:
        return
    added: list[str] = []

    def put(text: str) -> str:
        added.append(make_id(wanted, names_of(text, section), NOUNS[section].split("-")[0]))
        return add_entry(text, section, added[-1], wanted)

    if change_entry(name, put):
        st.session_state[chosen_key(name, section)] = added[-1]


def _remove(name: str, section: str, entry: str) -> None:
    st.session_state.pop(f"removing:{name}", None)
    change_entry(name, lambda text: remove_entry(text, section, entry))


def _rename(name: str, section: str, entry: str, key: str, own: str) -> None:
    wanted = str(st.session_state[own]).strip()
    if not is_typed(key, own) or wanted == entry:
        return
    if change_entry(name, lambda text: rename_entry(text, section, entry, wanted)):
        st.session_state[chosen_key(name, section)] = wanted
    else:
        # Replace the field by a new one with the unchanged id.
        note_content(key, None)


def _change(name: str, put: Callable[[str], str]) -> None:
    change_entry(name, put)


def _set(key: str, content: object) -> None:
    st.session_state[key] = content
