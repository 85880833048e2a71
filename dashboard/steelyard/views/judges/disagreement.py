"""Disagreement of a closed round: which spreads can change the leader, and who leads for whom."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from steelyard.analysis.cache_key import ByIdentity
from steelyard.charts.judges import disagreement
from steelyard.files.judgements.rounds import LoadedRound
from steelyard.results.judges.group_result import GroupResult
from steelyard.results.words.judge_pages import (
    OWN_SCALES,
    TOGETHER,
    again_words,
    criterion_rows,
    frame_words,
    reason_rows,
    reasons_note,
    settled_rows,
    spread_rows,
)
from steelyard.results.words.judges import (
    DECIDES,
    agreement_words,
    disagreement_heading,
    division_words,
    firsts_words,
    judge_lines,
    notices,
    settlement_words,
    whose_words,
)
from steelyard.results.words.names import cell_name
from steelyard.results.words.numbers import counted
from steelyard.results.words.text import as_sentence, plain
from steelyard.views.charts.charts import show_picture
from steelyard.views.judges.rounds_shown import chosen_group
from steelyard.views.judges.style import show_judges_table
from steelyard.views.session.safe_text import as_text, with_terms
from steelyard.views.session.session import Session, put_place
from steelyard.views.session.tabs import Tab, show_finding, show_tabs

_MOST_SETTLED = 20
"""Number of cells to settle listed at once; the rest are folded away."""


def show_disagreement(session: Session, closed: Sequence[LoadedRound]) -> None:
    """Show where the judges of a closed round disagree, starting with what decides the leader."""
    found = chosen_group(session, closed)
    if found is None:
        return
    show_finding("Where do they disagree, and does it matter?", disagreement_heading(found))
    said = (as_sentence(firsts_words(found)), whose_words(found), frame_words(found))
    st.markdown(with_terms(" ".join(said)))
    for notice in notices(found):
        st.info(as_text(notice))
    tabs = {
        "cells": Tab("What decides", lambda: _show_cells(session, found, closed[-1])),
        "judges": Tab("The judges", lambda: _show_judges(found)),
    }
    if found.concordance is not None:
        tabs["criteria"] = Tab("Criteria", lambda: _show_criteria(found))
    tabs["settle"] = Tab("What to settle", lambda: _show_settlement(found))
    tabs["all"] = Tab("All cells", lambda: _show_all(found))
    show_tabs("disagreement", tabs)


def _show_cells(session: Session, found: GroupResult, last: LoadedRound) -> None:
    """Show the cells that matter most, and the reasons given for one of them."""
    picture = disagreement.CHART.of(session.result, ByIdentity(found))
    left, right = st.columns([1.5, 1], gap="medium")
    with left:
        show_picture(picture, has_title=False)
        st.caption(as_text(DECIDES))
    with right:
        _show_reasons(session, found)
        if found.loaded is last is session.result.rounds[-1] and not found.round.simulated:
            st.caption(as_text(again_words(found)))
            label = f"Round {found.round.number + 1}"
            st.button(label, on_click=put_place, kwargs={"view": "opening", "tab": None})


def _show_reasons(session: Session, found: GroupResult) -> None:
    """Show the answers on a chosen cell, without names."""
    spreads = {"/".join(spread.cell): spread for spread in found.spreads}
    made = found.criteria_set
    chosen = st.selectbox(
        "Reasons on",
        list(spreads),
        key=f"reasons:{session.name}:{found.round.number}",
        format_func=lambda key: (
            plain(cell_name(made, spreads[key].cell)) if key in spreads else key
        ),
        persist_state="session",
    )
    if chosen is None or not found.shows_answers:
        return
    rows = reason_rows(found, spreads[chosen])
    name = "Reasons without names, from the lowest judgement to the highest"
    show_judges_table("reasons", name, ["Low / likely / high", "Reason"], rows)
    st.caption(as_text(reasons_note(found, spreads[chosen].cell)))


def _show_judges(found: GroupResult) -> None:
    """Show every judge's leader and weights, and whether scores or weights divide them."""
    heads, *rows = judge_lines(found)
    heads = [head[:1].upper() + head[1:] for head in heads]
    amounts = range(2, len(heads))
    show_judges_table(
        "weights", "Who leads for whom, and the weights", heads, rows, amounts=amounts
    )
    if divided := division_words(found):
        st.markdown(as_text(divided))


def _show_criteria(found: GroupResult) -> None:
    """Show how far the judges agree on each criterion."""
    for sentence in agreement_words(found):
        st.markdown(as_text(sentence))
    heads = ["Criterion", "Mean spread", "Kendall’s W", "Cells that decide"]
    rows = criterion_rows(found)
    show_judges_table("criteria", "Agreement on each criterion", heads, rows, amounts=(1, 2, 3))
    st.caption(
        "Mean spread: highest less lowest likely value, in points of 0 to 100, on average over "
        "the options. Kendall’s W: how far the judges put the options in one order there."
    )


def _show_settlement(found: GroupResult) -> None:
    """Show what would have to be settled for the leader to be certain."""
    st.markdown(as_text(settlement_words(found, names_cells=False)))
    rows = settled_rows(found)
    if not rows:
        return
    heads = ["Cell", "The group’s score", "The judges’ scores"]
    name = "The fewest cells to be settled"
    show_judges_table("settle", name, heads, rows[:_MOST_SETTLED], amounts=(1, 2))
    if rest := rows[_MOST_SETTLED:]:
        with st.expander(f"{counted(len(rest), 'more cell')} to be settled", key="more_settled"):
            show_judges_table("settle_rest", name, heads, rest, amounts=(1, 2))
    st.caption(as_text(OWN_SCALES))


def _show_all(found: GroupResult) -> None:
    """Show every cell as a table."""
    heads = ["Cell", "Alone", "Together with others", "Spread", "The group’s score"]
    rows = [dict(zip(heads, row, strict=True)) for row in spread_rows(found)]
    st.dataframe(
        # A number, so that a click on the column head sorts numerically.
        [row | {"Spread": float(row["Spread"])} for row in rows],
        column_config={"Spread": st.column_config.NumberColumn(format="%.1f")},
        hide_index=True,
        width="stretch",
        alt="Every cell with its spread and what it could do to the leader",
    )
    st.caption(as_text(f"{DECIDES} {TOGETHER} {OWN_SCALES}"))
