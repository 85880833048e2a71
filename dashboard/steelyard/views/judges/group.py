"""The group's result after a closed round: the rule named, the other beside, each judge's own."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from steelyard.analysis.cache_key import ByIdentity
from steelyard.charts.judges import group_totals
from steelyard.files.judgements.rounds import LoadedRound
from steelyard.results.judges.group_result import GroupResult, RoundComparison
from steelyard.results.words.judge_rounds import CONVERGENCE, comparison_lines
from steelyard.results.words.judges import (
    POOLED,
    RULE_WORDS,
    group_because,
    group_heading,
    judge_lines,
    notices,
    rules_words,
    whose_words,
)
from steelyard.views.charts.charts import show_picture
from steelyard.views.judges.rounds_shown import chosen_group
from steelyard.views.judges.style import show_judges_table
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session
from steelyard.views.session.tabs import show_finding


def show_group(session: Session, closed: Sequence[LoadedRound]) -> None:
    """Show what the group makes of the options, by the rule that was fixed at opening."""
    found = chosen_group(session, closed)
    if found is None:
        return
    show_finding("What does the group make of it?", group_heading(found))
    st.markdown(as_text(f"{group_because(found)} {whose_words(found)}"))
    for notice in notices(found):
        st.info(as_text(notice))
    left, right = st.columns([1.6, 1], gap="large")
    with left:
        _show_totals(session, found)
    with right:
        _show_rule(found)
        _show_leaders(found)
        _show_comparison(session, found, closed)


def _show_totals(session: Session, found: GroupResult) -> None:
    show_picture(group_totals.CHART.of(session.result, ByIdentity(found)), has_title=False)
    st.caption(as_text(POOLED))


def _show_rule(found: GroupResult) -> None:
    with st.container(border=True, key="rule_card"):
        st.markdown(f"**{as_text(RULE_WORDS[found.group.rule])}** Fixed when the round was opened.")
        show = st.warning if found.rules_differ else st.caption
        show(as_text(rules_words(found)))
        st.caption(as_text(RULE_WORDS[found.other.rule]))


def _show_leaders(found: GroupResult) -> None:
    """Show who leads under each judge."""
    _, *lines = judge_lines(found)
    rows = [[line[0], line[-2], line[-1]] for line in lines]
    show_judges_table("leaders", "Each judge's own leader", ["Judge", "Leader", "by"], rows,
                      amounts=(2,))  # fmt: skip


def _show_comparison(session: Session, found: GroupResult, closed: Sequence[LoadedRound]) -> None:
    """Show what moved since the round before."""
    earlier = [one for one in closed if one.number < found.round.number]
    if not earlier:
        return
    before = session.result.group_after(earlier[-1])
    st.markdown("## What changed between the rounds", anchors=False)
    for line in comparison_lines(RoundComparison(before, found)):
        st.markdown(as_text(line))
    st.caption(CONVERGENCE)
