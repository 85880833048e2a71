"""Scenarios on a page: totals, regret, and the choice to see everything under one of them."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from steelyard.analysis.perspectives.scenario_changes import ScenarioChange
from steelyard.charts.chart import HALF
from steelyard.charts.perspectives import perspective_table
from steelyard.model import CriteriaSet
from steelyard.results.choice import Choice
from steelyard.results.words.cells import score_name, signed_score
from steelyard.results.words.numbers import integer, signed_tenth
from steelyard.results.words.perspectives import pairing_sentences, regret_sentences
from steelyard.results.words.scores import score_in_words
from steelyard.views.cells.cell_links import Link, LinkedText, show_link_table
from steelyard.views.cells.cell_picking import ShownScore
from steelyard.views.charts.charts import show_picture
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session, current_session, put_choice

SCENARIO_KEY = "chosen_scenario"
SHIFT_HEADS = ("Score", "Without it", "Shift", "Value", "Adds to total")
NONE = ""
"""The id of no scenario in a list of scenarios."""


def show_scenarios(session: Session) -> None:
    """Show totals and regret in every scenario, and what each scenario supposes."""
    criteria_set, result = session.criteria_set, session.result
    st.markdown("## What if the world turns out differently?", anchors=False)
    if criteria_set.scenarios:
        st.caption("A scenario shifts scores and never weights. How likely it is does not enter.")
        _choose_scenario(session)
        show_picture(perspective_table.TOTALS_BY_SCENARIO.of(result))
        with st.expander("What each scenario supposes"):
            st.markdown(_suppositions(criteria_set))
        st.markdown("## Which scores does a scenario move?", anchors=False)
        _show_shifts(session)
        st.markdown("## Which option can go least wrong?", anchors=False)
        show_picture(perspective_table.REGRET.of(result))
        sentences = regret_sentences(criteria_set, result.scenarios, result.regret_in_scenarios)
    else:
        st.markdown("This file has no scenarios, that is, no named shifts of its scores.")
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
    st.markdown("\n".join(f"- {as_text(sentence)}" for sentence in sentences))


@st.fragment
def _show_shifts(session: Session) -> None:
    """Show every score that a chosen scenario shifts, the largest effect first."""
    criteria_set = session.criteria_set
    scenarios = list(criteria_set.scenarios)
    opening = session.choice.scenario
    scenario: str = st.selectbox(
        "Scores under the scenario",
        scenarios,
        index=scenarios.index(opening) if opening in scenarios else 0,
        key=f"shifts_of:{session.name}:{opening or NONE}",
        format_func=lambda name: criteria_set.scenarios[name].name,
        persist_state="session",
        width=HALF,
    )
    changes = session.result.scenario_changes(scenario)
    if not changes:
        st.markdown("This scenario moves no score that is in view.")
        return
    seen = replace(session.choice, scenario=scenario)
    name = f"{len(changes)} scores that the scenario moves"
    show_link_table("shifts", SHIFT_HEADS, shift_rows(criteria_set, changes, seen), name)
    st.caption(
        "Scores are on each criterion’s own scale, where a shift stops at the ends. Values run "
        f"from 0 to 100, and 100 is always {as_text(criteria_set.measure.top)}. The last number is "
        "what the shift adds to the option’s total, in points, with the weights as they are."
    )


def shift_rows(
    criteria_set: CriteriaSet, changes: tuple[ScenarioChange, ...], seen: Choice
) -> list[list[LinkedText]]:
    """Return the changes as rows to be read; each leads to its score as `seen` has it."""
    return [
        [
            (Link(score_name(criteria_set, cell), (ShownScore(cell, "", seen),)),),
            (score_in_words(change.score),),
            (signed_score(change.shift),),
            (f"{integer(change.value_before)} to {integer(change.value_after)}",),
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


def _choose_scenario(session: Session) -> None:
    criteria_set = session.criteria_set
    st.session_state[SCENARIO_KEY] = session.choice.scenario or NONE
    st.selectbox(
        "See every page under the scenario",
        [NONE, *criteria_set.scenarios],
        key=SCENARIO_KEY,
        format_func=lambda name: criteria_set.scenarios[name].name if name else "No scenario",
        on_change=_take_scenario,
        width=HALF,
    )


def _take_scenario() -> None:
    put_choice(replace(current_session().choice, scenario=st.session_state[SCENARIO_KEY] or None))
