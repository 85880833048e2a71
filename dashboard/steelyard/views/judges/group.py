"""The group's result after a closed round, by its rule and the other one, and each judge's own."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from steelyard.analysis.cache_key import ByIdentity
from steelyard.charts.judges import group_totals
from steelyard.files.judgements.rounds import LoadedRound
from steelyard.results.judges.group_result import GroupResult, RoundComparison
from steelyard.results.words.judge_pages import frame_words
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
from steelyard.results.words.judging.compared_rounds import (
    CONVERGENCE,
    comparison_lines,
    figure_rows,
    lead_note,
    lead_rows,
    moved_rows,
)
from steelyard.views.charts.charts import show_picture
from steelyard.views.judges.adopting import show_adopting
from steelyard.views.judges.rounds_shown import chosen_group
from steelyard.views.judges.style import show_judges_table
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.screen import is_narrow
from steelyard.views.session.session import Session
from steelyard.views.session.tabs import Tab, show_finding, show_tabs

_MOST_MOVED = 12
"""Number of changes listed at once; the rest are folded away."""


def show_group(session: Session, closed: Sequence[LoadedRound]) -> None:
    """Show the group's result for the options, by the rule fixed when the round was opened."""
    found = chosen_group(session, closed)
    if found is None:
        return
    show_finding("What does the group make of it?", group_heading(found))
    said = (group_because(found), whose_words(found), frame_words(found))
    st.markdown(as_text(" ".join(part for part in said if part)))
    for notice in notices(found):
        st.info(as_text(notice))
    if found.rules_differ:
        st.warning(as_text(rules_words(found)))
    tabs = {"totals": Tab("Totals", lambda: _show_both(session, found))}
    earlier = [one for one in closed if one.number < found.round.number]
    if earlier:
        before = session.result.group_after(earlier[-1])
        compared = RoundComparison(before, found)
        tabs["moved"] = Tab("Rounds compared", lambda: _show_comparison(compared))
        show_tabs("group", tabs)
    else:
        _show_both(session, found)


def _show_both(session: Session, found: GroupResult) -> None:
    left, right = st.columns([1.5, 1], gap="medium")
    with left:
        _show_totals(session, found)
    with right:
        _show_rule(found)
        _show_leaders(found)
    show_adopting(session, found)


def _show_totals(session: Session, found: GroupResult) -> None:
    show_picture(group_totals.CHART.of(session.result, ByIdentity(found)), has_title=False)
    # On a narrow page the picture leaves this column out.
    if not is_narrow():
        st.caption(as_text(POOLED))


def _show_rule(found: GroupResult) -> None:
    with st.container(border=True, key="rule_card"):
        st.markdown(f"**{as_text(RULE_WORDS[found.group.rule])}** Fixed when the round was opened.")
        other = RULE_WORDS[found.other.rule]
        st.caption(as_text(other if found.rules_differ else f"{rules_words(found)} {other}"))


def _show_leaders(found: GroupResult) -> None:
    """Show who leads under each judge."""
    _, *lines = judge_lines(found)
    rows = [line[:3] for line in lines]
    show_judges_table("leaders", "Each judge’s own leader", ["Judge", "Leader", "by"], rows,
                      amounts=(2,))  # fmt: skip


def _show_comparison(compared: RoundComparison) -> None:
    """Show what moved since the previous round, towards whom, and why; never as proof."""
    before, after = compared.before.round.number, compared.after.round.number
    said, *_ = comparison_lines(compared)
    st.markdown(as_text(f"{said} {CONVERGENCE}"))
    left, right = st.columns([1, 1.25], gap="large")
    with left:
        heads = ["", f"Round {before}", f"Round {after}"]
        rows = figure_rows(compared)
        show_judges_table("figures", "What changed between the rounds", heads, rows, amounts=(1, 2))
        rows = lead_rows(compared)
        if rows:
            show_judges_table(
                "lead", "What moved the lead", ["Cause", "Points"], rows, amounts=(1,)
            )
        st.caption(as_text(lead_note(compared)))
    with right:
        rows = moved_rows(compared)
        heads = ["Cell", "Was", "Is", "The others", "Reason"]
        name = "Changed likely scores without names, largest changes first"
        show_judges_table("moved", name, heads, rows[:_MOST_MOVED], amounts=(1, 2))
        if rest := rows[_MOST_MOVED:]:
            with st.expander(f"{len(rest)} smaller changes", key="smaller_changes"):
                show_judges_table("moved_rest", "Smaller changes", heads, rest, amounts=(1, 2))
