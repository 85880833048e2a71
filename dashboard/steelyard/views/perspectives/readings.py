"""Readings on a page: rival scores, what they change, and how far one would have to go along."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from steelyard.analysis.perspectives.reading_changes import ReadingChange
from steelyard.charts.chart import HALF
from steelyard.charts.perspectives import mix_lines, perspective_table
from steelyard.model import CriteriaSet
from steelyard.results.choice import Choice
from steelyard.results.result import Result
from steelyard.results.words.cells import score_name
from steelyard.results.words.names import OWN
from steelyard.results.words.numbers import percent, signed_tenth
from steelyard.results.words.perspectives import mix_sentences
from steelyard.results.words.scores import score_in_words
from steelyard.views.cells.cell_links import Link, LinkedText, show_link_table
from steelyard.views.cells.cell_picking import ShownScore
from steelyard.views.charts.charts import show_picture
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session, current_session, put_choice

READING_KEY = "chosen_reading"
CHANGE_HEADS = ("Score", "In the file", "In the reading", "Adds to total", "Reason")
BASE = ""
"""The id of the file's own assessments in a list of readings."""


def show_readings(session: Session) -> None:
    """Show totals under each reading, the way from one to another, and every changed score."""
    criteria_set = session.criteria_set
    st.markdown("## What if somebody else had given the scores?", anchors=False)
    if not criteria_set.readings:
        st.markdown("This file has no second reading, that is, no rival set of scores.")
        return
    st.caption("A reading is one party's scores, laid over those of the file; weights stay.")
    _show_readers(session.result)
    _choose_reading(session)
    with st.container(key="pair_readings"):
        left, right = st.columns(2, gap="medium")
    with left:
        st.markdown("## What total does each option get under each reading?", anchors=False)
        show_picture(perspective_table.TOTALS_BY_READING.of(session.result))
    with right:
        st.markdown("## How far would you have to come round?", anchors=False)
        _show_mix(session)
    st.markdown("## Which scores do they see differently?", anchors=False)
    _show_changes(session)


@st.fragment
def _show_mix(session: Session) -> None:
    """Show who leads as the file's scores are mixed with a reading's, and where that changes."""
    criteria_set = session.criteria_set
    second = _pick_reading(session, "Reading to come round to", "mix_with")
    percentage = st.slider(
        "How far you go along with it, in percent",
        0,
        100,
        0,
        format="%d%%",
        key=f"mix:{session.name}:{second}",
        persist_state="session",
        width=HALF,
    )
    mixture = mix_lines.Mixture(second, percentage / 100)
    mix = session.result.mix(mixture.reading, mixture.share)
    sentence = session.result.judge_evaluation(mix.evaluation).sentence
    st.markdown(f"At {percent(percentage / 100)}: **{as_text(sentence)}.**")
    st.markdown("\n".join(f"- {as_text(line)}" for line in mix_sentences(criteria_set, mix)))
    show_picture(mix_lines.CHART.of(session.result, mixture))


@st.fragment
def _show_changes(session: Session) -> None:
    """Show every score of a reading beside the file's, the largest effect first."""
    criteria_set = session.criteria_set
    reading = _pick_reading(session, "Compare with", "changes_of")
    changes = session.result.reading_changes(reading)
    if not changes:
        st.markdown("This reading changes no score that is in view.")
        return
    show_link_table(
        "changes",
        CHANGE_HEADS,
        change_rows(criteria_set, changes, session.choice, reading),
        f"{len(changes)} scores as in the file and in the reading",
    )
    st.caption(
        "Scores are on each criterion's own scale, with their range. The last number is what the "
        "change adds to the option's total, in points, with the weights as they are."
    )


def change_rows(
    criteria_set: CriteriaSet, changes: tuple[ReadingChange, ...], choice: Choice, reading: str
) -> list[list[LinkedText]]:
    """Return the changes as rows to be read; each leads to both assessments side by side."""
    sides = (
        (OWN, replace(choice, reading=None)),
        (criteria_set.readings[reading].name, replace(choice, reading=reading)),
    )
    return [
        [
            (
                Link(
                    score_name(criteria_set, cell := (change.option, change.criterion)),
                    tuple(ShownScore(cell, named, seen) for named, seen in sides),
                ),
            ),
            (score_in_words(change.before),),
            (score_in_words(change.after),),
            (signed_tenth(change.points),),
            (" ".join(change.reason.split()),),
        ]
        for change in changes
    ]


def _show_readers(result: Result) -> None:
    """Show for each reading its author, its summary and the verdict under it."""
    criteria_set = result.criteria_set
    for perspective, evaluation in result.readings.evaluations.items():
        reading = criteria_set.readings.get(perspective.reading or BASE)
        if reading is None:
            name, by, summary = OWN, criteria_set.judged_by, ""
        else:
            name, by, summary = reading.name, reading.by or "", reading.summary
        scored = f" Scored by {as_text(by).rstrip('.')}." if by else ""
        leads = as_text(result.judge_evaluation(evaluation).sentence)
        st.markdown(f"- **{as_text(name)}.**{scored} {as_text(summary)} *{leads}.*")


def _choose_reading(session: Session) -> None:
    criteria_set = session.criteria_set
    st.session_state[READING_KEY] = session.choice.reading or BASE
    st.selectbox(
        "See every page under the scores of",
        [BASE, *criteria_set.readings],
        key=READING_KEY,
        format_func=lambda name: criteria_set.readings[name].name if name else OWN,
        on_change=_take_reading,
        width=HALF,
    )


def _take_reading() -> None:
    put_choice(replace(current_session().choice, reading=st.session_state[READING_KEY] or None))


def _pick_reading(session: Session, label: str, what: str) -> str:
    """Return the reading to compare with the file's own; chosen only where there are several."""
    criteria_set = session.criteria_set
    readings = list(criteria_set.readings)
    if len(readings) == 1:
        return readings[0]
    opening = session.choice.reading
    chosen: str = st.selectbox(
        label,
        readings,
        index=readings.index(opening) if opening in readings else 0,
        key=f"{what}:{session.name}:{opening or BASE}",
        format_func=lambda name: criteria_set.readings[name].name,
        persist_state="session",
        width=HALF,
    )
    return chosen
