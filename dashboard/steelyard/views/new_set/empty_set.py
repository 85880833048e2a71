"""A set typed in: title, question, options, criteria with direction and scale, and scores.

It takes the same path as a set from a spreadsheet, so that both are written alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from steelyard.files.problems import echo, format_number
from steelyard.files.saving.save import SaveError
from steelyard.files.spreadsheet.draft_set import draft_set
from steelyard.files.spreadsheet.draft_writing import write_draft
from steelyard.files.spreadsheet.entry_ids import make_id
from steelyard.files.spreadsheet.model import (
    FoundCriterion,
    FoundOption,
    PlainScore,
    Understanding,
)
from steelyard.files.spreadsheet.notation.numbers import read_column
from steelyard.files.spreadsheet.notation.written import tidy
from steelyard.results.words.scores.ranking import REFUSALS
from steelyard.results.words.text import listing
from steelyard.views.new_set.ranking import show_ranking
from steelyard.views.new_set.writing import (
    forget_name,
    note_fault,
    show_fault,
    show_name,
    why_set_is_not_written,
    write_set,
)
from steelyard.views.session.safe_text import as_spoken, as_text
from steelyard.views.session.undisturbed import undisturbed

_MOST: Final = 20
_LOW, _HIGH = "Low is best", "High is best"
_NOT_SAID: Final = "nobody has said it yet"
_KEYS: Final = "new_set_typed"


def show_empty_set() -> None:
    """Show the form, and the first ranking beside it as soon as two options can be compared."""
    form, beside = st.columns([1.9, 1], gap="medium")
    with form:
        title = _line("title", "Title")
        question = _line("question", "Question: what is to be decided?")
        left, right = st.columns(2)
        with left:
            options = _list("options", "Options, one on each line")
        with right:
            criteria = _list("criteria", "Criteria, one on each line")
        found, faults = _read(title, question, options, criteria)
    with beside:
        if len(options) < 2 or not criteria:
            st.info("Name two options and one criterion: the first comparison stands here then.")
            return
        for fault in faults:
            st.warning(as_text(fault))
        if unsaid := [entry.name for entry in found.criteria if entry.why_better]:
            names = listing(unsaid)
            st.info(as_text(f"Which end is best is not said for {names}; high is taken for now."))
        show_ranking(draft_set(found))
        with st.container(border=True):
            show_name(make_id(title or "My question", (), "set"))
            show_fault()
            if why := why_set_is_not_written():
                st.info(why)
            else:
                st.button("Create set", type="primary", on_click=_create, args=(found,))


def _line(key: str, label: str) -> str:
    text = st.text_input(label, key=f"{_KEYS}:{key}", persist_state="session")
    return " ".join(text.split())


def _list(key: str, label: str) -> list[str]:
    text = st.text_area(label, key=f"{_KEYS}:{key}", height=140, persist_state="session")
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return [*dict.fromkeys(line for line in lines if line)][:_MOST]


def _read(
    title: str, question: str, options: Sequence[str], criteria: Sequence[str]
) -> tuple[Understanding, list[str]]:
    """Show the fields of every criterion; return what was typed, and the faults found in it."""
    faults: list[str] = []
    entries: list[FoundCriterion] = []
    columns: list[list[PlainScore]] = []
    if options and criteria:
        st.caption(f"{REFUSALS['ways']} An empty score is unknown.")
    for criterion in criteria:
        entry, scores = _show_criterion(criterion, options, faults)
        entries.append(entry)
        columns.append(scores)
    found = Understanding(
        source="",
        sheet="",
        area="",
        is_turned=False,
        criteria=tuple(entries),
        options=tuple(FoundOption(option, "") for option in options),
        scores=tuple(tuple(column[i] for column in columns) for i in range(len(options))),
        title=title,
        question=question,
    )
    return found, faults


def _show_criterion(
    name: str, options: Sequence[str], faults: list[str]
) -> tuple[FoundCriterion, list[PlainScore]]:
    """Show direction, ends of the scale, swing and scores of one criterion; return them."""
    key, spoken = f"{_KEYS}:{name}", as_spoken(name)
    with st.container(border=True):
        st.markdown(f"**{as_text(name)}**")
        better, low, high, swing = st.columns([1.6, 1, 1, 1])
        with better:
            best = st.segmented_control(
                f"{spoken}: which end is best",
                [_LOW, _HIGH],
                key=f"{key}:better",
                persist_state="session",
                label_visibility="collapsed",
            )
        ends = (
            _number(low, f"{key}:from", "Scale from", 0.0, f"{spoken}: lower end of the scale"),
            _number(high, f"{key}:to", "to", 100.0, f"{spoken}: upper end of the scale"),
        )
        weight = _number(swing, f"{key}:swing", "Swing", 100.0, f"{spoken}: swing")
        typed = [""] * len(options)
        for start in range(0, len(options), 4):
            for at, column in enumerate(st.columns(4), start):
                if at < len(options):
                    typed[at] = column.text_input(
                        as_spoken(options[at]),
                        key=f"{key}:score:{options[at]}",
                        persist_state="session",
                    )
    if not ends[0] < ends[1]:
        faults.append(f"{echo(name)}: the scale has to rise from its lower to its upper end.")
        ends = (0.0, 100.0)
    if weight < 0:
        faults.append(f"{echo(name)}: a swing is never below 0.")
    scores = _scores(name, typed, options, ends, faults)
    entry = FoundCriterion(
        name=name,
        place="",
        better="lower" if best == _LOW else "higher",
        why_better="" if best else _NOT_SAID,
        scale=(tidy(ends[0]), tidy(ends[1])),
        swing=tidy(max(weight, 0.0)),
    )
    return entry, scores


def _number(column: object, key: str, label: str, start: float, spoken: str) -> float:
    with column:  # type: ignore[attr-defined]
        value = st.number_input(
            label, value=start, key=key, help=spoken, persist_state="session", format="%g"
        )
    return float(value)


def _scores(
    name: str,
    typed: Sequence[str],
    options: Sequence[str],
    ends: tuple[float, float],
    faults: list[str],
) -> list[PlainScore]:
    read = read_column([text.strip() or None for text in typed], ".", False)
    scores: list[PlainScore] = []
    for at, score in enumerate(read.scores):
        where = f"{echo(options[at])}, {echo(name)}"
        if at in read.said:
            faults.append(f"{where}: found {echo(typed[at])}; {read.said[at]}.")
        numbers = score if isinstance(score, list) else [score]
        outside = [n for n in numbers if not isinstance(n, str) and not ends[0] <= n <= ends[1]]
        scores.append("unknown" if outside else score)
        if outside:
            span = f"{format_number(ends[0])} to {format_number(ends[1])}"
            faults.append(f"{where}: {format_number(outside[0])} lies outside the scale of {span}.")
    return scores


@undisturbed
def _create(found: Understanding) -> None:
    try:
        write_set(write_draft(found))
    except SaveError as error:
        note_fault(str(error))
        return
    note_fault("")
    forget_name()
    for key in [key for key in st.session_state if str(key).startswith(f"{_KEYS}:")]:
        del st.session_state[key]
