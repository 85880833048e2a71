"""Compare: who leads, with weights beside the result, and what every number rests on."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from steelyard.analysis.totals import Evaluation
from steelyard.export.stamps.provenance import origin_line
from steelyard.model import CriteriaSet
from steelyard.results.address import with_swing
from steelyard.results.words.glossary import ABOUT_LENSES
from steelyard.results.words.lead.frames import ABOUT_THESE_CRITERIA, frame_line, frame_note
from steelyard.results.words.names import FILE_WEIGHTS, criterion_name
from steelyard.results.words.numbers import percents
from steelyard.results.words.simulations import simulations_note
from steelyard.results.words.view import JUMPS, MOVED_SINCE, WHOSE_WEIGHTS
from steelyard.views.charts.fragments import forget_fragments, show_fragment
from steelyard.views.compare.changes import tell_changes
from steelyard.views.compare.first_verdict import note_verdict_shown
from steelyard.views.compare.instrument import show_instrument
from steelyard.views.session.browser_component import has_components
from steelyard.views.session.pickers import picked, picker_key
from steelyard.views.session.safe_text import as_spoken, as_text
from steelyard.views.session.session import (
    Session,
    current_session,
    put_choice,
    wants_plain_controls,
)


def show_page() -> None:
    """Draw the page."""
    session = current_session()
    has_instrument = has_components() and not wants_plain_controls()
    forget_fragments()
    if has_instrument:
        show_instrument(session)
        with st.container(key="jumps"):
            links = "".join(f'<a href="#go-{to}">{name}</a>' for to, name in JUMPS.items())
            st.html(f'<nav aria-label="Parts of this page">{links}</nav>')
    else:
        _show_verdict(session)
    note_verdict_shown()
    # Imported late: the chart libraries load slowly, and the verdict does not need them.
    from steelyard.views.compare.below_instrument import offer_scorecard, show_below

    if not has_instrument:
        _show_plain_controls(session)
    below, foot = st.container(key="below"), st.container(key="origin")
    # Drawn first although it is at the foot: the changes it sends are read on the first screen.
    with foot:
        show_fragment("foot", _show_foot)
    with below:
        if has_instrument:
            offer_scorecard()
        show_below(session)


def _show_foot(session: Session) -> None:
    """Show where the numbers come from, for print, and send what would change the leader.

    One fragment for both: a second one would cost as much again at every movement.
    """
    st.caption(as_text(origin_line(session.result)))
    if has_components() and not wants_plain_controls():
        tell_changes(session)


def _show_plain_controls(session: Session) -> None:
    """Show Streamlit's own sliders and a scorecard in place of the instrument."""
    from steelyard.views.compare.below_instrument import show_scorecard

    with st.container(key="lenses"):
        show_lenses(session)
    with st.container(key="desk"):
        result, weights = st.columns([2.9, 1], gap="medium")
        with result:
            show_scorecard(session)
            st.caption(simulations_note(session.result.simulations))
        with weights, st.container(key="weights"):
            show_weights(session)


def _show_verdict(session: Session) -> None:
    verdict = session.result.verdict
    st.markdown(f"# {as_text(verdict.sentence)}", anchors=False)
    notes = [verdict.because]
    if session.result.evaluation.is_unweighted:
        notes.append("Every weight is 0, so all criteria count the same.")
    st.markdown(as_text(" ".join(note for note in notes if note)))
    if verdict.packages:
        st.markdown(as_text(verdict.packages))
    if line := frame_line(session.result):
        st.markdown(as_text(line))
    if note := frame_note(session.result):
        with st.expander(ABOUT_THESE_CRITERIA):
            st.markdown(as_text(note))


FILE_SWINGS = ""
"""The id of the file's own swings in the list of lenses."""


def show_lenses(session: Session) -> None:
    """Show one button per lens, which sets that lens's weights."""
    criteria_set = session.criteria_set
    if not criteria_set.lenses:
        return
    lenses = [FILE_SWINGS, *criteria_set.lenses]
    key = picker_key("lens", session.name, session.choice.lens or FILE_SWINGS)
    st.pills(
        WHOSE_WEIGHTS,
        lenses,
        key=key,
        format_func=lambda lens: (
            as_text(criteria_set.lenses[lens].name) if lens in criteria_set.lenses else FILE_WEIGHTS
        ),
        required=True,
        on_change=_take_lens,
        args=(session.name, key),
        help=ABOUT_LENSES,
    )
    if session.choice.lens is not None:
        lens = criteria_set.lenses[session.choice.lens]
        name = as_text(lens.name)
        whose = MOVED_SINCE.format(lens=name) if session.choice.swings else name
        st.caption(f"{whose}: {as_text(lens.reason or lens.seat)}")


def show_weights(session: Session) -> None:
    """Show a slider for every criterion in view, its share of the whole, and a reset."""
    criteria_set, evaluation = session.criteria_set, session.result.evaluation
    top = _slider_top(criteria_set, evaluation)
    shares = percents([evaluation.weights[c] for c in evaluation.criteria])
    for criterion, share in zip(evaluation.criteria, shares, strict=True):
        entry, name = criteria_set.criteria[criterion], criterion_name(criteria_set, criterion)
        kind = f"swing of {criterion}"
        key = picker_key(kind, session.name, float(evaluation.swings[criterion]))
        why = as_text(entry.swing_reason or entry.question) or None
        st.markdown(f"{as_text(name)} · **{as_text(share)}**", help=why)
        st.slider(
            f"{as_spoken(name)}, now {share}",
            0.0,
            top,
            step=1.0,
            format="%g",
            key=key,
            on_change=_take_swing,
            args=(criterion, kind, session.name, key),
            label_visibility="collapsed",
        )
        st.caption(as_text(_first_sentence(entry.swing_reason) or entry.question))
    st.button(
        "Reset weights",
        on_click=_reset,
        disabled=not session.choice.swings and session.choice.lens is None,
        help="Back to the weights of the file",
    )


def _slider_top(criteria_set: CriteriaSet, evaluation: Evaluation) -> float:
    """Return the right end of the sliders: 100, or the largest swing of the file and its lenses."""
    lenses = [swing for lens in criteria_set.lenses.values() for swing in lens.swings.values()]
    own = [criterion.swing for criterion in criteria_set.criteria.values()]
    return max(100.0, *own, *lenses, *evaluation.swings.values())


def _first_sentence(text: str) -> str:
    head, dot, rest = text.partition(". ")
    return head + dot.strip() if rest else text


def _take_lens(name: str, key: str) -> None:
    lens = picked("lens", name, key)
    if lens is not None:
        put_choice(replace(current_session().choice, lens=lens or None, swings={}))


def _take_swing(criterion: str, kind: str, name: str, key: str) -> None:
    session, swing = current_session(), picked(kind, name, key)
    if swing is not None:
        put_choice(with_swing(session.whole, session.choice, criterion, float(swing)))


def _reset() -> None:
    put_choice(replace(current_session().choice, lens=None, swings={}))


if __name__ == "__main__":
    show_page()
