"""Readings and scenarios on a page: totals, regret, and what each changes.

For a reading also how far one has to go along with it; every page can be shown under a reading.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from steelyard.analysis.perspectives.cell_effects import ReadingChange, ScenarioChange
from steelyard.charts.chart import HALF
from steelyard.charts.perspectives import mix_lines, perspective_table
from steelyard.model import CriteriaSet, Reading, Scenario
from steelyard.results.result import Result
from steelyard.results.words.findings import mix_label
from steelyard.results.words.glossary import MEANINGS, READING
from steelyard.results.words.names import OWN
from steelyard.results.words.numbers import counted, percent, signed_tenth
from steelyard.results.words.perspectives import (
    SET_ASIDE,
    mix_sentences,
    pairing_sentences,
    regret_sentences,
)
from steelyard.results.words.scores.cells import score_name, signed_score, unknown_note
from steelyard.results.words.scores.ranking import score_in_words
from steelyard.views.cells.cell_links import Link, LinkedText, show_link_table
from steelyard.views.charts.charts import show_picture
from steelyard.views.session.safe_text import as_text, with_terms
from steelyard.views.session.session import Session
from steelyard.views.session.tabs import choose_one

CHANGE_HEADS = ("Score", "In the file", "In the reading", "Adds to total", "Reason")
NONE = ""
"""Stands for the file's own assessments among readings, and for no scenario among scenarios."""

Cases = Mapping[str, Reading] | Mapping[str, Scenario]


def show_readings(session: Session) -> None:
    """Show totals under each reading, the mix of the file with one, and every changed score."""
    criteria_set = session.criteria_set
    if not criteria_set.readings:
        st.markdown(with_terms("This file has no second reading, that is, no rival set of scores."))
        return
    with st.container(key="pair_readings"):
        left, right = st.columns(2, gap="medium")
    with left:
        st.caption(with_terms(f"Reading: {MEANINGS[READING]}"))
        show_picture(perspective_table.TOTALS_BY_READING.of(session.result))
        with st.expander("Whose readings these are"):
            _show_readers(session.result)
    with right:
        _show_mix(session)


@st.fragment
def _show_mix(session: Session) -> None:
    """Show who leads as the file's scores are mixed with a reading's, and where that changes."""
    criteria_set = session.criteria_set
    second = _pick_reading(session, mix_label(session.result), "mix_with")
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
    lines = [*mix_sentences(criteria_set, mix), unknown_note(mix.evaluation).strip()]
    st.markdown("\n".join(f"- {as_text(line)}" for line in lines if line))
    show_picture(mix_lines.CHART.of(session.result, mixture))
    with st.expander("Which scores it sees differently"):
        _show_changes(session, second)


def _show_changes(session: Session, reading: str) -> None:
    """Show every score of a reading beside the file's, the largest effect first."""
    changes = session.result.reading_changes(reading)
    if not changes:
        st.markdown("This reading changes no score that is in view.")
        return
    show_link_table(
        "changes",
        CHANGE_HEADS,
        change_rows(session.criteria_set, changes),
        f"{counted(len(changes), 'score')} as things stand and in the reading",
    )
    st.caption(
        "Scores are on each criterion's own scale, with their range. The last number is what the "
        "change adds to the option's total, in points, with the weights as they are."
    )


def change_rows(
    criteria_set: CriteriaSet, changes: tuple[ReadingChange, ...]
) -> list[list[LinkedText]]:
    """Return the changes as rows to be read; each leads to the sheet of its score."""
    return [
        [
            (Link(score_name(criteria_set, cell), cell),),
            (score_in_words(change.before),),
            (score_in_words(change.after),),
            (signed_tenth(change.points),),
            (" ".join(change.reason.split()),),
        ]
        for change in changes
        for cell in [(change.option, change.criterion)]
    ]


def _show_readers(result: Result) -> None:
    """Show for each reading its author, its summary and the verdict under it."""
    criteria_set = result.criteria_set
    for perspective, evaluation in result.readings.evaluations.items():
        reading = criteria_set.readings.get(perspective.reading or NONE)
        if reading is None:
            name, by, summary = OWN, criteria_set.judged_by, ""
        else:
            name, by, summary = reading.name, reading.by or "", reading.summary
        scored = f" Scored by {as_text(by).rstrip('.')}." if by else ""
        leads = as_text(result.judge_evaluation(evaluation).sentence)
        st.markdown(f"- **{as_text(name)}.**{scored} {as_text(summary)} *{leads}.*")


def _pick(session: Session, label: str, what: str, entries: Cases, opening: str | None) -> str:
    """Show a list of readings or scenarios; return the chosen one, initially the one in view."""
    names = list(entries)
    chosen: str = st.selectbox(
        label,
        names,
        index=names.index(opening) if opening is not None and opening in entries else 0,
        key=f"{what}:{session.name}:{opening or NONE}",
        format_func=lambda name: entries[name].name,
        persist_state="session",
        width=HALF,
    )
    return chosen


def _pick_reading(session: Session, label: str, what: str) -> str:
    """Return the reading to compare with the file's own; listed only if there are several."""
    readings = session.criteria_set.readings
    if len(readings) == 1:
        return next(iter(readings))
    return _pick(session, label, what, readings, session.choice.reading)


BEHIND, TOTALS = "How far behind", "Every total"
SHIFTS = "Scores a scenario shifts"
SHIFT_HEADS = ("Score", "Without it", "Shift", "Adds to total")


def show_scenarios(session: Session) -> None:
    """Show totals and regret in every scenario, and what each scenario supposes."""
    criteria_set, result = session.criteria_set, session.result
    if criteria_set.scenarios:
        st.caption(
            with_terms("A scenario shifts scores, never weights. Nobody says how likely it is.")
        )
        _show_scenario_view(session)
        sentences = regret_sentences(criteria_set, result.scenarios, result.regret_in_scenarios)
    else:
        st.markdown(
            with_terms("This file has no scenarios, that is, no named shifts of its scores.")
        )
        sentences = []
    if criteria_set.readings and criteria_set.lenses and len(criteria_set.options) > 1:
        sentences.append(
            pairing_sentences(
                criteria_set,
                result.readings_and_lenses,
                result.regret_in_readings_and_lenses,
                result.swaying,
            )
        )
        if session.choice.swings:
            sentences[-1] += f" {SET_ASIDE}"
    with st.container(gap="xsmall"):
        if criteria_set.scenarios:
            with st.expander("What each scenario supposes"):
                st.markdown(_suppositions(criteria_set))
        if sentences:
            with st.expander("Which option falls behind least, in words"):
                st.markdown("\n".join(f"- {as_text(sentence)}" for sentence in sentences))


@st.fragment
def _show_scenario_view(session: Session) -> None:
    """Show how far behind each option falls, its totals, or what one scenario shifts."""
    shown = choose_one("Scenarios", [BEHIND, TOTALS, SHIFTS], f"scenario_view:{session.name}")
    if shown == SHIFTS:
        _show_shifts(session)
    elif shown == TOTALS:
        show_picture(perspective_table.TOTALS_BY_SCENARIO.of(session.result))
    else:
        show_picture(perspective_table.REGRET.of(session.result))


def _show_shifts(session: Session) -> None:
    """Show every score that a chosen scenario shifts, the largest effect first."""
    criteria_set = session.criteria_set
    entries = criteria_set.scenarios
    label = "Scores under the scenario"
    scenario = _pick(session, label, "shifts_of", entries, session.choice.scenario)
    changes = session.result.scenario_changes(scenario)
    if not changes:
        st.markdown("This scenario moves no score that is in view.")
        return
    name = f"{counted(len(changes), 'score')} that the scenario moves"
    show_link_table("shifts", SHIFT_HEADS, shift_rows(criteria_set, changes), name)
    st.caption(
        "Scores are on each criterion’s own scale, where a shift stops at the ends. The last "
        "number is what the shift adds to the option’s total, in points, with the weights as they "
        "are."
    )


def shift_rows(
    criteria_set: CriteriaSet, changes: tuple[ScenarioChange, ...]
) -> list[list[LinkedText]]:
    """Return the changes as rows to be read; each leads to the sheet of its score."""
    return [
        [
            (Link(score_name(criteria_set, cell), cell),),
            (score_in_words(change.score),),
            (signed_score(change.shift),),
            (signed_tenth(change.points),),
        ]
        for change in changes
        for cell in [(change.option, change.criterion)]
    ]


def _suppositions(criteria_set: CriteriaSet) -> str:
    lines = []
    for scenario in criteria_set.scenarios.values():
        opposite = criteria_set.scenarios.get(scenario.opposite or "")
        against = f" The opposite of “{as_text(opposite.name)}”." if opposite is not None else ""
        lines.append(f"- **{as_text(scenario.name)}.** {as_text(scenario.summary)}{against}")
    return "\n".join(lines)
