"""Everything in a criteria file but its base scores, section by section, as forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from steelyard.files.criteria_files import LoadedSet
from steelyard.files.editing.entry_edits import NOUNS, list_citations, rename_claim
from steelyard.files.editing.open_text import Keys
from steelyard.files.editing.score_sheet import TablePath, find_node, names_of, read_score_sheet
from steelyard.files.editing.value_edits import put_value, take_out
from steelyard.files.editing.yaml_writing import PlainValue
from steelyard.results.words.forms import (
    ABOUT,
    FILE,
    ORIGIN,
    RULES,
    SECTIONS,
    guesses_sentence,
    weight_sentence,
)
from steelyard.views.edit.cell_form import show_cell
from steelyard.views.edit.entry_panel import (
    choose_entry,
    chosen_key,
    show_place_and_removal,
)
from steelyard.views.edit.form import EntryForm
from steelyard.views.edit.grid import show_grid
from steelyard.views.edit.saving.drafts import Draft, own_problems
from steelyard.views.edit.widgets import change_entry
from steelyard.views.session.safe_text import as_text

_TABLES: Final = {"lenses": "swings", "readings": "assessments", "scenarios": "shifts"}
"""Section → the key of its entries that is a table."""


def choose_section(draft: Draft) -> str:
    """Show the list of sections, and return the chosen one."""
    with st.container(key="edit_sections"):
        chosen = st.pills(
            "Part of the file",
            list(SECTIONS),
            default=FILE,
            required=True,
            key=f"edit_section:{draft.name}",
            persist_state="session",
            format_func=lambda one: _section_words(draft.text, one),
            label_visibility="collapsed",
        )
    return chosen or FILE


def show_section(draft: Draft, loaded: LoadedSet, section: str) -> None:
    """Show the forms of a section, but not the table that its entries may have."""
    if about := ABOUT.get(section, ""):
        st.caption(about)
    if section == RULES:
        for place in (("verdict",), ("simulations",)):
            EntryForm(draft, loaded, place, place).show()
    elif section == ORIGIN:
        EntryForm(draft, loaded, ("elicitation",), ("elicitation",)).show()
        _show_comparisons(draft, loaded)
    elif section in NOUNS:
        _show_entries(draft, loaded, section)
    else:
        EntryForm(draft, loaded, (), ()).show()
        _offer_other_claim(draft, loaded)


def _offer_other_claim(draft: Draft, loaded: LoadedSet) -> None:
    """Offer to cite one claim in place of another, wherever the file cites that."""
    cited = list_citations(draft.text)
    if not cited:
        return
    old, new = (f"claim_{one}:{draft.name}" for one in ("old", "new"))
    for key, known in ((old, set(cited)), (new, set(loaded.claims))):
        if st.session_state.get(key) not in known:
            st.session_state[key] = None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        hint = "a claim"
        st.selectbox("Wherever the file cites", sorted(cited), key=old, width=220, placeholder=hint)
        st.selectbox("cite instead", [*loaded.claims], key=new, width=220, placeholder=hint)
        st.button(
            "Replace",
            key="replace_claim",
            disabled=None in (st.session_state[old], st.session_state[new]),
            on_click=_replace_claim,
            args=(draft.name, old, new),
        )


def _replace_claim(name: str, old: str, new: str) -> None:
    claims = str(st.session_state[old]), str(st.session_state[new])
    change_entry(name, lambda text: rename_claim(text, *claims))


def _section_words(text: str, section: str) -> str:
    """Return a section's name, with the number of its entries where it has entries."""
    count = len(names_of(text, section)) if section in NOUNS else 0
    return f"{SECTIONS[section]} {count}" if count else SECTIONS[section]


def _show_entries(draft: Draft, loaded: LoadedSet, section: str) -> None:
    names = names_of(draft.text, section, is_short=section in ("options", "criteria"))
    entry = choose_entry(draft, section, names)
    if not entry:
        return
    after: dict[str, Callable[[], None]] = {}
    if section == "criteria":
        after["swing"] = lambda: _say_weight(loaded, entry)
        after["scale.to"] = lambda: _offer_to_confirm(draft, loaded, entry)
    EntryForm(draft, loaded, (section,), (section, entry)).show(after)
    show_place_and_removal(draft, loaded, section, entry, names)


def _say_weight(loaded: LoadedSet, criterion: str) -> None:
    criteria_set = loaded.criteria_set
    if criteria_set is not None and criterion in criteria_set.criteria:
        st.caption(as_text(weight_sentence(criteria_set, criterion)))


def _offer_to_confirm(draft: Draft, loaded: LoadedSet, criterion: str) -> None:
    """Show what a program guessed about a criterion, and offer to confirm it."""
    known = loaded.criteria_set.criteria if loaded.criteria_set is not None else {}
    guesses = known[criterion].guesses if criterion in known else ()
    if guesses:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(as_text(guesses_sentence(guesses)))
            st.button(
                "They are right",
                key="confirm_guesses",
                on_click=_take_out,
                args=(draft.name, ("criteria", criterion, "unconfirmed")),
            )


def show_section_table(draft: Draft, before: str, loaded: LoadedSet, section: str) -> None:
    """Show the table of the chosen entry, where the entries of a section have one.

    `before` is the text of the file the work began with.
    """
    entry = st.session_state.get(chosen_key(draft.name, section))
    if section not in _TABLES or entry not in names_of(draft.text, section):
        return
    place: TablePath = (section, entry, _TABLES[section])
    sheet = read_score_sheet(draft.text, own_problems(loaded), place)
    base = read_score_sheet(before, place=place)
    if sheet is None or not sheet.criteria:
        return
    show_grid(draft, "", loaded.criteria_set, sheet, base, place)
    if section == "readings":
        show_cell(draft, loaded, sheet, place)


def _show_comparisons(draft: Draft, loaded: LoadedSet) -> None:
    """Show the comparisons that test the weights, and the questions of independence."""
    for place, heading, noun in (
        (("elicitation", "weights", "checks"), "Comparisons beside the weights", "comparison"),
        (("independence",), "Is a step worth the same whatever the other scores are?", "question"),
    ):
        st.markdown(f"**{heading}**")
        node = find_node(draft.text, *place)
        count = len(list(node.elements())) if node is not None else 0
        for index in range(count):
            EntryForm(draft, loaded, place, (*place, index)).show()
            st.button(
                f"Remove this {noun}",
                key=f"remove:{'.'.join(place)}:{index}",
                on_click=_take_out,
                args=(draft.name, (*place, index)),
            )
        criteria = list(names_of(draft.text, "criteria"))
        if len(criteria) > 1:
            st.button(
                f"Add a {noun}",
                key=f"add:{'.'.join(place)}",
                on_click=_append,
                args=(draft.name, place, count, criteria[:2]),
            )


def _take_out(name: str, keys: Keys) -> None:
    change_entry(name, lambda text: take_out(text, keys))


def _append(name: str, place: tuple[str, ...], count: int, criteria: list[str]) -> None:
    first, second = criteria
    new: PlainValue = (
        {"criteria": [first, second]}
        if place == ("independence",)
        else {"more": [first], "less": [second]}
    )
    keys: Keys = (*place, count)
    change_entry(
        name,
        lambda text: put_value(text, place, [new]) if not count else put_value(text, keys, new),
    )
