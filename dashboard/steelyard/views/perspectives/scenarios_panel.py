"""Scenarios on a page: totals, regret, and the choice to see everything under one of them."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from steelyard.analysis.dominance import TIE
from steelyard.analysis.perspectives.perspectives import (
    Perspectives,
    through_readings_and_lenses,
)
from steelyard.analysis.perspectives.regret import Regret, find_regret, find_swaying
from steelyard.analysis.perspectives.scenario_changes import ScenarioChange, find_scenario_changes
from steelyard.charts.chart import HALF
from steelyard.charts.perspectives import perspective_table, regret
from steelyard.files.problems import format_number
from steelyard.model import CriteriaSet
from steelyard.results.choice import Choice
from steelyard.results.words.names import perspective_name
from steelyard.results.words.numbers import MINUS, integer, listing, signed_tenth
from steelyard.results.words.perspectives import shorten_perspectives, swaying_sentences
from steelyard.results.words.regret import worst_labels
from steelyard.views.cells.cell_links import Line, Link, show_link_table
from steelyard.views.cells.cell_picking import Sight
from steelyard.views.charts.charts import show_picture
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session, put_choice
from steelyard.views.table.score_table import score_in_words, score_name

SCENARIO_KEY = "chosen_scenario"
SHIFT_HEADS = ("Score", "Without it", "Shift", "Value", "Adds to total")
NONE = ""
"""Stands for no scenario, where ids are asked for."""


def show_scenarios(session: Session) -> None:
    """Show totals and regret in every scenario, and what each scenario supposes."""
    criteria_set = session.criteria_set
    assert criteria_set is not None
    st.markdown("## What if the world turns out differently?", anchors=False)
    if criteria_set.scenarios:
        st.caption("A scenario shifts scores and never weights. How likely it is does not enter.")
        _choose_scenario(session)
        show_picture(perspective_table.TOTALS_BY_SCENARIO.of(session.result))
        with st.expander("What each scenario supposes"):
            st.markdown(_suppositions(criteria_set))
        st.markdown("## Which scores does a scenario move?", anchors=False)
        show_shifts(session)
        st.markdown("## Which option can go least wrong?", anchors=False)
        show_picture(regret.CHART.of(session.result))
        sentences = regret_sentences(criteria_set, session.result.scenarios)
    else:
        st.markdown("This file has no scenarios, that is, no named shifts of its scores.")
        sentences = []
    sentences += pairing_sentences(session)
    st.markdown("\n".join(f"- {as_text(sentence)}" for sentence in sentences))


@st.fragment
def show_shifts(session: Session) -> None:
    """Show every score that a chosen scenario shifts, the most telling first."""
    criteria_set = session.criteria_set
    assert criteria_set is not None
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
    changes = find_scenario_changes(criteria_set, scenario, session.choice.view)
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
) -> list[list[Line]]:
    """Return the changes as rows to be read; each leads to its score as `seen` has it."""
    return [
        [
            (Link(score_name(criteria_set, cell), (Sight(cell, "", seen),)),),
            (score_in_words(change.score),),
            (_signed(change.shift),),
            (f"{integer(change.value_before)} to {integer(change.value_after)}",),
            (signed_tenth(change.points),),
        ]
        for change in changes
        for cell in [(change.option, change.criterion)]
    ]


def _signed(shift: float) -> str:
    return f"{'+' if shift > 0 else MINUS}{format_number(abs(shift))}"


def regret_sentences(criteria_set: CriteriaSet, perspectives: Perspectives) -> list[str]:
    """Return who can go least wrong and which pairing goes worst, as plain text."""
    found = find_regret(shorten_perspectives(perspectives))
    if len(perspectives.options) < 2:
        return ["There is only one option, so no choice can be regretted."]
    safest = listing(criteria_set.options[option].label for option in found.safest)
    first = found.safest[0]
    if found.worst[first] <= TIE:
        sentences = [f"Least to regret: {safest}, in front in every case."]
    else:
        amount = _behind(worst_labels(found)[first])
        where = _cases(criteria_set, found, first)
        sentences = [f"Least to regret: {safest}, at worst {amount} behind the leader, {where}."]
    worst = max(found.worst, key=lambda option: found.worst[option])
    if found.worst[worst] > TIE:
        amount, where = _behind(worst_labels(found)[worst]), _cases(criteria_set, found, worst)
        name = criteria_set.options[worst].label
        sentences.append(f"The worst pairing: {name} falls {amount} behind, {where}.")
    return sentences


def pairing_sentences(session: Session) -> list[str]:
    """Return who can go least wrong over all pairings of a reading with a lens."""
    criteria_set = session.criteria_set
    assert criteria_set is not None
    if not (criteria_set.readings and criteria_set.lenses) or len(criteria_set.options) < 2:
        return []
    pairings = through_readings_and_lenses(criteria_set, session.choice.view)
    sentences = regret_sentences(criteria_set, pairings)
    sentences += swaying_sentences(criteria_set, find_swaying(pairings))
    count = len(pairings.evaluations)
    opening = f"Over all {count} pairings of somebody's scores with somebody's weights."
    return [" ".join([opening, *sentences])]


def _cases(criteria_set: CriteriaSet, found: Regret, option: str) -> str:
    names = [f"“{perspective_name(criteria_set, seen)}”" for seen in found.worst_in[option]]
    more = len(names) - 2
    return f"under {listing([*names[:2], f'{more} more'] if more > 0 else names)}"


def _behind(label: str) -> str:
    return f"{label} point{'' if label == '1' else 's'}"


def _suppositions(criteria_set: CriteriaSet) -> str:
    lines = []
    for scenario in criteria_set.scenarios.values():
        opposite = criteria_set.scenarios.get(scenario.opposite or "")
        against = f" The opposite of “{as_text(opposite.name)}”." if opposite is not None else ""
        lines.append(f"- **{as_text(scenario.name)}.** {as_text(scenario.summary)}{against}")
    return "\n".join(lines)


def _choose_scenario(session: Session) -> None:
    criteria_set = session.criteria_set
    assert criteria_set is not None
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
    put_choice(replace(st.session_state["choice"], scenario=st.session_state[SCENARIO_KEY] or None))
