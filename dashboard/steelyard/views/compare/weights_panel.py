"""The controls beside the result: file, frame, lens, and a slider for every weight."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from steelyard.analysis.totals import ALL_CRITERIA, Evaluation, frame_criteria
from steelyard.model import CriteriaSet
from steelyard.results.address import with_swing
from steelyard.results.choice import Choice
from steelyard.results.words.numbers import whole_shares
from steelyard.views.session.safe_text import as_spoken, as_text
from steelyard.views.session.session import Session, last_criteria_set, put_choice, put_file

FILE_KEY, FRAME_KEY, LENS_KEY = "file", "frame", "lens"
FILE_SWINGS = ""
"""The lens that stands for the swings of the file itself."""


def show_choosers(session: Session) -> None:
    """Show the pickers of file and frame."""
    criteria_set = session.criteria_set
    st.session_state[FILE_KEY] = session.name
    st.selectbox(
        "Criteria set",
        session.names,
        key=FILE_KEY,
        format_func=lambda name: _file_label(session, name),
        on_change=_take_file,
        width=300,
    )
    if criteria_set is None:
        return
    frames = {frame: entry.name for frame, entry in criteria_set.frames.items()}
    if len(frames) > 1:
        st.session_state[FRAME_KEY] = frame_criteria(criteria_set, session.choice.frame)[0]
        st.segmented_control(
            "Which criteria count",
            list(frames),
            key=FRAME_KEY,
            format_func=lambda frame: as_text(frames.get(frame, ALL_CRITERIA)),
            required=True,
            on_change=_take_frame,
        )


def show_lenses(session: Session) -> None:
    """Show one button per lens: somebody's weights at one press."""
    criteria_set = session.criteria_set
    if criteria_set is None or not criteria_set.lenses:
        return
    lenses = [FILE_SWINGS, *criteria_set.lenses]
    st.session_state[LENS_KEY] = session.choice.lens or FILE_SWINGS
    st.pills(
        "Whose weights",
        lenses,
        key=LENS_KEY,
        format_func=lambda lens: (
            as_text(criteria_set.lenses[lens].name)
            if lens in criteria_set.lenses
            else "As in the file"
        ),
        required=True,
        on_change=_take_lens,
        help="A lens is one kind of reader's weights. It never changes a score.",
    )
    if session.choice.lens is not None:
        lens = criteria_set.lenses[session.choice.lens]
        moved = " (moved by you since)" if session.choice.swings else ""
        st.caption(f"{as_text(lens.name)}{moved}: {as_text(lens.reason or lens.seat)}")


def show_weights(session: Session, evaluation: Evaluation) -> None:
    """Show a slider for every criterion in view, its share of the whole, and a reset."""
    criteria_set = session.criteria_set
    assert criteria_set is not None
    top = _slider_top(criteria_set, evaluation)
    shares = whole_shares([evaluation.weights[c] for c in evaluation.criteria])
    for criterion, share in zip(evaluation.criteria, shares, strict=True):
        entry = criteria_set.criteria[criterion]
        key = f"swing:{session.name}:{criterion}"
        st.session_state[key] = float(evaluation.swings[criterion])
        why = as_text(entry.swing_reason or entry.question) or None
        st.markdown(f"{as_text(entry.name)} · **{share} %**", help=why)
        st.slider(
            f"{as_spoken(entry.name)}, now {share} %",
            0.0,
            top,
            step=1.0,
            format="%g",
            key=key,
            on_change=_take_swing,
            args=(criterion, key),
            label_visibility="collapsed",
        )
        st.caption(as_text(_first_sentence(entry.swing_reason) or entry.question))
    st.button(
        "Reset weights",
        on_click=_reset,
        disabled=not session.choice.swings and session.choice.lens is None,
        help="Back to the weights of the file",
    )


def _file_label(session: Session, name: str) -> str:
    """Return the title of the open file, and the file name of the others."""
    criteria_set = session.criteria_set
    return criteria_set.title if criteria_set is not None and name == session.name else name


def _slider_top(criteria_set: CriteriaSet, evaluation: Evaluation) -> float:
    """Return the right end of the sliders: 100, or the largest swing anybody has."""
    lenses = [swing for lens in criteria_set.lenses.values() for swing in lens.swings.values()]
    own = [criterion.swing for criterion in criteria_set.criteria.values()]
    return max(100.0, *own, *lenses, *evaluation.swings.values())


def _first_sentence(text: str) -> str:
    head, dot, rest = text.partition(". ")
    return head + dot.strip() if rest else text


def _take_file() -> None:
    put_file(st.session_state[FILE_KEY])


def _take_frame() -> None:
    put_choice(replace(_choice(), frame=st.session_state[FRAME_KEY]))


def _take_lens() -> None:
    put_choice(replace(_choice(), lens=st.session_state[LENS_KEY] or None, swings={}))


def _take_swing(criterion: str, key: str) -> None:
    criteria_set = last_criteria_set()
    if criteria_set is not None:
        put_choice(with_swing(criteria_set, _choice(), criterion, float(st.session_state[key])))


def _reset() -> None:
    put_choice(replace(_choice(), lens=None, swings={}))


def _choice() -> Choice:
    choice: Choice = st.session_state.get("choice", Choice())
    return choice
