"""Options and criteria: add, name, describe, rename and remove them; and one cell in full."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

import streamlit as st

from steelyard.files.criteria_files import LoadedSet
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
    put_cell_field,
    put_field,
    put_score,
    put_swing,
)
from steelyard.files.editing.value_edits import put_value
from steelyard.files.problems import format_number
from steelyard.files.spreadsheet.entry_ids import make_id
from steelyard.model.criteria_set import REFERENCE_WORDS
from steelyard.model.units import UNITS
from steelyard.results.words.evidence import DIRECT_CLAIMS, STRETCHED_CLAIMS
from steelyard.results.words.scores.ranking import HOW_TO_WRITE
from steelyard.views.edit.drafts import Draft
from steelyard.views.edit.widgets import Fields, Put, change, note_content, widget_for
from steelyard.views.session.safe_text import as_text

HUGE = 1e300


class Entry(NamedTuple):
    """An option or criterion of a draft, and the keys under which the file has it."""

    draft: Draft
    at: tuple[str, str]

    @property
    def fields(self) -> Fields:
        """Its fields on the page."""
        return Fields(self.draft.name, f"entry:{self.draft.name}:{self.at[1]}")

    def plain(self, *keys: str) -> object:
        """Return what the file has below it, or `None`."""
        node = find_node(self.draft.text, *self.at, *keys)
        return node.plain() if node is not None else None

    def text(self, *keys: str) -> str:
        """Return a text below it, empty where there is none."""
        found = self.plain(*keys)
        return found if isinstance(found, str) else ""

    def number(self, *keys: str) -> str:
        """Return a number below it as written, empty where there is none."""
        found = self.plain(*keys)
        return "" if found is None else format_number(found)

    def put(self, *keys: str) -> Put:
        """Return what puts a content below it, and nothing where it is empty."""
        return lambda text, content: put_field(text, (*self.at, *keys), content)

    def show_text(self, field: str, label: str, height: int) -> None:
        """Show a text below it in a box so many pixels high."""
        self.fields.text(field, label, self.text(field), self.put(field), height)


def show_options(draft: Draft, sheet: ScoreSheet) -> None:
    """Show one option's names and summary, and what adds, renames and removes one."""
    option = _choose(draft.name, "option", sheet.options)
    if option:
        entry = Entry(draft, ("options", option))
        _ask_names(entry)
        entry.show_text("summary", "Summary", 90)
        entry.fields.segment(
            "reference",
            "Others are measured by it as",
            entry.text("reference"),
            tuple(REFERENCE_WORDS),
            lambda text, kind: put_field(text, (*entry.at, "reference"), kind or None),
            lambda kind: REFERENCE_WORDS[kind].capitalize(),
        )
        _offer_id_and_removal(draft, "option", option, rename_option, remove_option)
    _offer_new(draft, "option", sheet.options, add_option)


def show_criteria(draft: Draft, sheet: ScoreSheet) -> None:
    """Show one criterion's names, scale, anchors and swing, and what adds or removes one."""
    criterion = _choose(draft.name, "criterion", sheet.criteria)
    if criterion:
        entry = Entry(draft, ("criteria", criterion))
        _ask_names(entry)
        entry.show_text("question", "Question", 70)
        _ask_scale(entry)
        entry.fields.text(
            "anchors",
            "Anchors: one line each, a number of the scale, a colon, what it means",
            anchors_text(entry.plain("anchors")),
            lambda text, typed: put_anchors(text, criterion, str(typed)),
            130,
        )
        entry.fields.line(
            "swing",
            "Swing: how much going from worst to best matters, 0 to 100",
            entry.number("swing"),
            lambda text, typed: put_swing(text, criterion, str(typed)),
        )
        entry.show_text("swing_reason", "Reason for the swing", 70)
        _offer_id_and_removal(draft, "criterion", criterion, rename_criterion, remove_criterion)
    _offer_new(draft, "criterion", sheet.criteria, add_criterion)


def _ask_names(entry: Entry) -> None:
    left, right = st.columns([2, 1])
    with left:
        put = partial(_put_name, (*entry.at, "name"))
        entry.fields.line("name", "Name", entry.text("name"), put)
    with right:
        hint = "Stands where there is little room."
        entry.fields.line("short", "Short name", entry.text("short"), entry.put("short"), hint)


def _ask_scale(entry: Entry) -> None:
    ends, fields, at = st.columns([1.4, 1, 1, 1.4]), entry.fields, entry.at
    with ends[0]:
        fields.segment(
            "better",
            "Better end",
            entry.text("better") or "higher",
            ("lower", "higher"),
            lambda text, end: put_value(text, (*at, "better"), str(end)) if end else text,
        )
    for column, end, otherwise in ((ends[1], "from", "0"), (ends[2], "to", "100")):
        with column:
            now = entry.number("scale", end) or otherwise
            fields.line(end, f"Scale {end}", now, partial(_put_end, (*at, "scale", end)))
    with ends[3]:
        fields.choice(
            "unit",
            "Unit",
            entry.text("scale", "unit") or "points",
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
    name: str, noun: str, key: str, taken: Mapping[str, str], add: Callable[[str, str, str], str]
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


def _put_name(keys: tuple[str, ...], text: str, content: object) -> str:
    if not str(content).strip():
        raise ValueError("A name cannot be empty.")
    return put_value(text, keys, str(content).strip())


def _put_end(keys: tuple[str, ...], text: str, content: object) -> str:
    return put_value(text, keys, parse_typed_number(str(content), -HUGE, HUGE))


CONFIDENCE_LEVELS = ("low", "moderate", "high")


def show_cell_in_full(draft: Draft, loaded: LoadedSet, sheet: ScoreSheet) -> None:
    """Show the cell last chosen in the table, with lists to choose another."""
    if not sheet.options or not sheet.criteria:
        return
    option, criterion = _choose_cell(draft.name, sheet)
    cell, claims = _written(draft.text, option, criterion), loaded.claims
    fields = Fields(draft.name, f"cell:{draft.name}:{option}:{criterion}")

    def put(field: str) -> Put:
        return lambda text, content: put_cell_field(text, option, criterion, field, content)

    fields.line(
        "score",
        "Score",
        sheet.cells[option, criterion].text,
        lambda text, typed: put_score(text, option, criterion, str(typed)),
        HOW_TO_WRITE,
    )
    if problem := sheet.cells[option, criterion].problem:
        st.markdown(f"**{as_text(problem)}**")
    confidence = _text_of(cell, "confidence")
    label = "Confidence in the evidence"
    fields.segment("confidence", label, confidence, CONFIDENCE_LEVELS, put("confidence"))
    fields.text("reason", "Reason", _text_of(cell, "reason"), put("reason"), 140)
    for field, label in (
        ("claims", DIRECT_CLAIMS),
        ("inferred_from", STRETCHED_CLAIMS),
    ):
        cited = _list(cell, field)
        fields.several(field, label, cited, claims, put(field), lambda c: _claim_words(loaded, c))
    if not claims:
        st.caption("This file names no source, so there are no claims to attach.")
    left, right = st.columns(2)
    with left:
        fields.line("by", "Judged by", _text_of(cell, "by"), put("by"))
    with right:
        hint = "A date: year-month-day."
        fields.line("as_of", "As of", _text_of(cell, "as_of"), put("as_of"), hint)


def _choose_cell(name: str, sheet: ScoreSheet) -> tuple[str, str]:
    """Return the chosen cell: the one last touched in the table, or picked from the lists."""
    key = f"edit_cell:{name}"
    option, criterion = st.session_state.get(key, ("", ""))
    option = option if option in sheet.options else next(iter(sheet.options))
    criterion = criterion if criterion in sheet.criteria else next(iter(sheet.criteria))
    left, right = st.columns(2)
    with left:
        option = _choose_one("Option", key, option, sheet.options)
    with right:
        criterion = _choose_one("Criterion", key, criterion, sheet.criteria)
    st.session_state[key] = (option, criterion)
    return option, criterion


def _choose_one(label: str, key: str, now: str, names: Mapping[str, str]) -> str:
    logical = f"{key}:{label}"
    own, start = widget_for(logical, now)
    chosen: str | None = st.selectbox(
        label,
        list(names),
        index=list(names).index(start) if start in names else 0,
        key=own,
        format_func=lambda one: names[one],
    )
    note_content(logical, chosen)
    return chosen or now


def _written(text: str, option: str, criterion: str) -> Mapping[str, object]:
    """Return a cell's entries as written; nothing but its score in the short form."""
    node = find_node(text, "assessments", option, criterion)
    plain = node.plain() if node is not None else None
    return plain if isinstance(plain, dict) else {}


def _text_of(cell: Mapping[str, object], key: str) -> str:
    found = cell.get(key)
    return found if isinstance(found, str) else ""


def _list(cell: Mapping[str, object], key: str) -> list[str]:
    found = cell.get(key)
    return [str(one) for one in found] if isinstance(found, list) else []


def _claim_words(loaded: LoadedSet, claim: str) -> str:
    entry = loaded.claims.get(claim)
    return f"{claim} · {entry.says}" if entry is not None else f"{claim} (not in the registers)"
