"""Below the instrument: its scorecard as files, why the leader is ahead, and what changes that."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from steelyard.charts.chart import HALF, NARROW, WIDE, Picture
from steelyard.charts.scores import scorecard, why
from steelyard.charts.simulations import hundred_simulations
from steelyard.charts.weights import nearest_flips
from steelyard.results.words.scores.pair import PAIR_TEMPLATES
from steelyard.views.cells.cell_picking import CLICK_HINT, is_pickable
from steelyard.views.charts.charts import drawn, offer, put_chart, show_live_chart
from steelyard.views.charts.fragments import show_fragment
from steelyard.views.robustness.sentence_lists import (
    show_joint_flips,
    show_joint_heading,
)
from steelyard.views.session.pickers import picked, picker_key
from steelyard.views.session.screen import is_narrow, mode
from steelyard.views.session.session import Session, current_session, put_choice
from steelyard.views.session.tabs import Tab, show_tabs


def show_below(session: Session) -> None:
    """Show why the leader is ahead, what would change that, and how often it comes first."""
    evaluation = session.result.evaluation
    if len(evaluation.options) < 2:
        st.markdown("There is only one option, so there is nothing to compare it with.")
        return
    tabs = {"why": Tab("Why it leads", _show_difference)}
    if len(evaluation.criteria) > 1:
        tabs["change"] = Tab("What would change the leader", _show_flips)
    show_tabs("compare", tabs)


def _show_difference() -> None:
    with st.container(key="pair_difference"):
        left, right = st.columns(2, gap="medium")
    with left:
        show_fragment("rival", _show_rival, lambda session: session.result.leader_and_rival)
        show_live_chart(why.CHART)
    with right:
        show_live_chart(hundred_simulations.CHART)


def _show_flips() -> None:
    with st.container(key="pair_flips"):
        left, right = st.columns(2, gap="medium")
    with left:
        show_live_chart(nearest_flips.CHART)
    with right:
        show_joint_heading()
        show_fragment("joint", _show_joint_flips)


def _show_joint_flips(session: Session) -> None:
    show_joint_flips(session.result)


def _show_rival(session: Session) -> None:
    criteria_set, evaluation = session.result.criteria_set, session.result.evaluation
    leader, rival = session.result.leader_and_rival
    # One list per leader, always in file order: if its entries changed, the browser would send its
    # value back as if the visitor had chosen it.
    kind = _rival_of(leader)
    key = picker_key(kind, session.name, rival)
    st.selectbox(
        PAIR_TEMPLATES["hold_against"],
        [option for option in evaluation.options if option != leader],
        key=key,
        format_func=lambda option: criteria_set.options[option].label,
        on_change=_take_rival,
        args=(kind, session.name, key),
        width=HALF,
    )


def _rival_of(leader: str) -> str:
    return f"rival of {leader}"


def _take_rival(kind: str, name: str, key: str) -> None:
    leader, present = current_session().result.leader_and_rival
    rival = picked(kind, name, key)
    # A request in flight when the leader changed still carries the value of the old leader's list.
    # Neither that nor the rival already shown counts as a choice.
    if kind == _rival_of(leader) and rival not in (None, present):
        put_choice(replace(current_session().choice, rival=rival))
        # The instrument is outside the fragments and needs a full run to show the rival.
        st.rerun()


def show_scorecard(session: Session) -> None:
    """Show the weighted scorecard without a heading: in full or, on a phone, without columns."""
    picture = scorecard.CHART.of(session.result)
    chart = drawn(picture, mode(), NARROW if is_narrow() else WIDE)
    picks_cells = is_pickable(chart.spec)
    if picks_cells:
        st.caption(CLICK_HINT)
    put_chart(picture.key, chart, has_heading=False, picks_cells=picks_cells)
    offer_scorecard()


def offer_scorecard() -> None:
    """Offer the scorecard, as it is at the time of download, as SVG, PDF, PNG and CSV."""

    def picture() -> Picture:
        return scorecard.CHART.of(current_session().result)

    offer(picture)
