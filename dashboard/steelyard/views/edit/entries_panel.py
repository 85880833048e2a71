"""Options and criteria: add, name, describe, rename and remove them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from steelyard.files.editing.anchors import anchors_text, put_anchors
from steelyard.files.editing.entry_edits import (
    add_criterion,
    add_option,
    remove_criterion,
    remove_option,
    rename_criterion,
    rename_option,
)
from steelyard.files.editing.score_sheet import (
    ScoreSheet,
    find_node,
    parse_typed_number,
    put_field,
    put_swing,
)
from steelyard.files.editing.value_edits import put_value
from steelyard.files.problems import format_number
from steelyard.files.spreadsheet.draft_reading import make_id
from steelyard.model.criteria_set import UNITS
from steelyard.views.edit.drafts import Draft
from steelyard.views.edit.widgets import (
    change,
    show_check_field,
    show_line_field,
    show_list_field,
    show_segment_field,
    show_text_field,
)

HUGE = 1e300


def show_options(draft: Draft, sheet: ScoreSheet) -> None:
    """Show one option's names and summary, and what adds, renames and removes one."""
    option = _choose(draft.name, "option", sheet.options)
    if option:
        at = ("options", option)
        key = f"entry:{draft.name}:{option}"
        _ask_names(draft, at, key)
        show_text_field(
            draft.name,
            "Summary",
            f"{key}:summary",
            _text(draft, *at, "summary"),
            partial(_put_text, (*at, "summary")),
            90,
        )
        show_check_field(
            draft.name,
            "The reference: what happens if nothing is chosen",
            f"{key}:reference",
            _plain(draft, *at, "reference") is True,
            lambda text, is_on: put_field(text, (*at, "reference"), is_on or None),
        )
        _offer_id_and_removal(draft, "option", option, rename_option, remove_option)
    _offer_new(draft, "option", sheet.options, add_option)


def show_criteria(draft: Draft, sheet: ScoreSheet) -> None:
    """Show one criterion's names, scale, anchors and swing, and what adds or removes one."""
    criterion = _choose(draft.name, "criterion", sheet.criteria)
    if criterion:
        at = ("criteria", criterion)
        key = f"entry:{draft.name}:{criterion}"
        _ask_names(draft, at, key)
        show_text_field(
            draft.name,
            "Question",
            f"{key}:question",
            _text(draft, *at, "question"),
            partial(_put_text, (*at, "question")),
            70,
        )
        _ask_scale(draft, at, key)
        show_text_field(
            draft.name,
            "Anchors: one line each, a number of the scale, a colon, what it means",
            f"{key}:anchors",
            anchors_text(_plain(draft, *at, "anchors")),
            lambda text, typed: put_anchors(text, criterion, str(typed)),
            130,
        )
        show_line_field(
            draft.name,
            "Swing: how much going from worst to best matters, 0 to 100",
            f"{key}:swing",
            _number_text(_plain(draft, *at, "swing")),
            lambda text, typed: put_swing(text, criterion, str(typed)),
        )
        show_text_field(
            draft.name,
            "Reason for the swing",
            f"{key}:swing_reason",
            _text(draft, *at, "swing_reason"),
            partial(_put_text, (*at, "swing_reason")),
            70,
        )
        _offer_id_and_removal(draft, "criterion", criterion, rename_criterion, remove_criterion)
    _offer_new(draft, "criterion", sheet.criteria, add_criterion)


def _ask_names(draft: Draft, at: tuple[str, str], key: str) -> None:
    left, right = st.columns([2, 1])
    with left:
        show_line_field(
            draft.name,
            "Name",
            f"{key}:name",
            _text(draft, *at, "name"),
            partial(_put_name, (*at, "name")),
        )
    with right:
        show_line_field(
            draft.name,
            "Short name",
            f"{key}:short",
            _text(draft, *at, "short"),
            partial(_put_text, (*at, "short")),
            "Stands where there is little room.",
        )


def _ask_scale(draft: Draft, at: tuple[str, str], key: str) -> None:
    ends = st.columns([1.4, 1, 1, 1.4])
    with ends[0]:
        show_segment_field(
            draft.name,
            "Better end",
            f"{key}:better",
            _text(draft, *at, "better") or "higher",
            ("lower", "higher"),
            lambda text, end: put_value(text, (*at, "better"), str(end)) if end else text,
        )
    for column, end, otherwise in ((ends[1], "from", "0"), (ends[2], "to", "100")):
        with column:
            show_line_field(
                draft.name,
                f"Scale {end}",
                f"{key}:{end}",
                _number_text(_plain(draft, *at, "scale", end)) or otherwise,
                partial(_put_end, (*at, "scale", end)),
            )
    with ends[3]:
        show_list_field(
            draft.name,
            "Unit",
            f"{key}:unit",
            _text(draft, *at, "scale", "unit") or "points",
            UNITS,
            lambda text, unit: put_value(text, (*at, "scale", "unit"), str(unit)),
        )


def _offer_id_and_removal(
    draft: Draft,
    noun: str,
    entry: str,
    rename: Callable[[str, str, str], str],
    remove: Callable[[str, str], str],
) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = f"entry_id:{draft.name}:{entry}"
        st.session_state.setdefault(key, entry)
        st.text_input(
            "Id in the file",
            key=key,
            on_change=_rename,
            args=(draft.name, noun, entry, key, rename),
            help="Changed wherever the file names it. Old links to this view may lose it.",
            width=260,
        )
        with st.popover(f"Remove this {noun}"):
            st.markdown(
                f"Removes the {noun} with its scores and wherever else the file names it. "
                "Undo brings it back."
            )
            st.button(
                "Remove",
                key=f"remove:{draft.name}:{entry}",
                on_click=_remove,
                args=(draft.name, entry, remove),
            )


def _offer_new(
    draft: Draft, noun: str, taken: Mapping[str, str], add: Callable[[str, str, str], str]
) -> None:
    with (
        st.form(f"new:{noun}:{draft.name}", clear_on_submit=True, border=False),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        key = f"new_name:{noun}:{draft.name}"
        st.text_input(f"Name of a new {noun}", key=key, width=260)
        st.form_submit_button(
            f"Add {noun}", on_click=_add, args=(draft.name, noun, key, taken, add)
        )


def _add(
    name: str,
    noun: str,
    key: str,
    taken: Mapping[str, str],
    add: Callable[[str, str, str], str],
) -> None:
    wanted = str(st.session_state[key]).strip()
    if not wanted:
        return
    entry = make_id(wanted, taken, noun)
    if change(name, lambda text: add(text, entry, wanted)):
        st.session_state[f"entry_chosen:{name}:{noun}"] = entry


def _remove(name: str, entry: str, remove: Callable[[str, str], str]) -> None:
    change(name, lambda text: remove(text, entry))


def _rename(
    name: str, noun: str, entry: str, key: str, rename: Callable[[str, str, str], str]
) -> None:
    wanted = str(st.session_state[key]).strip()
    if wanted == entry:
        return
    if change(name, lambda text: rename(text, entry, wanted)):
        st.session_state[f"entry_chosen:{name}:{noun}"] = wanted
    else:
        st.session_state[key] = entry


def _choose(name: str, noun: str, names: Mapping[str, str]) -> str:
    key = f"entry_chosen:{name}:{noun}"
    if not names:
        return ""
    if st.session_state.get(key) not in names:
        st.session_state[key] = next(iter(names))
    chosen: str = st.selectbox(
        noun.capitalize(), list(names), key=key, format_func=lambda one: names[one]
    )
    return chosen


def _put_text(keys: tuple[str, ...], text: str, content: object) -> str:
    return put_field(text, keys, content)


def _put_name(keys: tuple[str, ...], text: str, content: object) -> str:
    if not str(content).strip():
        raise ValueError("A name cannot be empty.")
    return put_value(text, keys, str(content).strip())


def _put_end(keys: tuple[str, ...], text: str, content: object) -> str:
    return put_value(text, keys, parse_typed_number(str(content), -HUGE, HUGE))


def _plain(draft: Draft, *keys: str) -> object:
    node = find_node(draft.text, *keys)
    return node.plain() if node is not None else None


def _text(draft: Draft, *keys: str) -> str:
    found = _plain(draft, *keys)
    return found if isinstance(found, str) else ""


def _number_text(plain: object) -> str:
    return "" if plain is None else format_number(plain)
