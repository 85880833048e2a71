"""Table: every score, what it rests on, what options need, and what is left out."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from steelyard.analysis.sensitivity.weight_map import Part
from steelyard.analysis.totals import Evaluation
from steelyard.charts.scores import consequence_table, group_bars, pareto
from steelyard.charts.weights.two_way_maps import parts_of
from steelyard.model import CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.evidence import coverage_sentence
from steelyard.results.words.names import part_label
from steelyard.results.words.numbers import counted
from steelyard.results.words.scores.ranking import (
    describe_profile,
    rank_labels,
    scale_words,
    score_words,
)
from steelyard.results.words.text import listing
from steelyard.views.cells.cell_links import Link, LinkedText, show_link_table
from steelyard.views.cells.cell_picking import CLICK_HINT
from steelyard.views.charts.charts import show_picture
from steelyard.views.session.notices import show_view
from steelyard.views.session.safe_text import as_text, with_terms
from steelyard.views.session.session import Session, current_session
from steelyard.views.session.tabs import Tab, choose_one, show_finding, show_tabs

MOST_ON_A_PAGE = 20
"""With more options than these the picture needs a page of paper of its own to be legible."""

VALUES, SCORES = "Scores, shaded", "Scores with unit and range"


def show_page() -> None:
    """Draw the page."""
    session = current_session()
    result = session.result
    finding = describe_profile(result.criteria_set, result.evaluation)
    show_finding("What are the scores, and what do they rest on?", finding)
    show_view(session)
    struck = len(session.choice.struck)
    st.markdown(with_terms(coverage_sentence(result.coverage, struck)))
    _show_table(session)
    tabs = {
        "needs": Tab(
            "What options need", lambda: show_conditions(result.criteria_set, result.evaluation)
        ),
        "aims": Tab("Two aims at once", lambda: _show_two_aims(session)),
    }
    if result.evaluation.subtotals:
        tabs["parts"] = Tab(
            "What totals are made of", lambda: show_picture(group_bars.CHART.of(result))
        )
    tabs["left"] = Tab("What is left out", lambda: show_left_out(result.criteria_set))
    show_tabs("table", tabs)


@st.fragment
def _show_table(session: Session) -> None:
    """Show scores shaded by how good they are, or with their units and ranges."""
    evaluation = session.result.evaluation
    if choose_one("Numbers shown", [VALUES, SCORES], f"numbers:{session.name}") == VALUES:
        # Its own frame scrolls where the columns need more room than a phone has.
        # On paper the picture of a usual set fits below the heading, on the same page.
        is_low = len(evaluation.options) <= MOST_ON_A_PAGE
        with st.container(key="low_values_frame_only" if is_low else "values_frame_only"):
            show_picture(
                consequence_table.CHART.of(session.result), picks_cells=True, has_title=False
            )
        return
    table = score_table(session.result)
    st.caption(CLICK_HINT)
    criteria = counted(len(evaluation.criteria), "criterion", "criteria")
    name = f"Scores of {counted(len(table), 'option')} on {criteria}"
    show_link_table("scores", [*map(str, table.columns)], score_lines(table, evaluation), name)
    if session.choice.scenario is not None or session.choice.disputes:
        st.caption("These are the scores before the scenario and before what you disputed.")


@st.fragment
def _show_two_aims(session: Session) -> None:
    """Show which options no other surpasses on both of two chosen aims."""
    evaluation = session.result.evaluation
    if len(evaluation.options) < 2:
        st.markdown("There is only one option, so nothing can surpass it.")
        return
    parts = parts_of(session.result)
    if len(parts) < 2:
        st.markdown("There is only one criterion in view, so no two aims to hold side by side.")
        return
    first, second = pareto.opening_aims(session.result)
    with st.container(horizontal=True, key="aims"):
        across = _choose_aim(session, parts, "From left to right", first)
        up = _choose_aim(session, parts, "From bottom to top", second)
    if across == up:
        st.markdown("Choose two different aims.")
        return
    aims = pareto.Aims(parts[across], parts[up])
    show_picture(pareto.CHART.of(session.result, aims), picks_cells=True)


def _choose_aim(session: Session, parts: dict[str, Part], label: str, opening: str) -> str:
    chosen: str = st.selectbox(
        label,
        list(parts),
        index=list(parts).index(opening),
        key=f"{label}:{session.name}:{session.result.evaluation.frame}",
        format_func=lambda name: part_label(session.criteria_set, parts[name]),
        persist_state="session",
        width=310,
    )
    return chosen


_STATES = {"yes": "met", "no": "not met", "open": "open"}


def show_conditions(criteria_set: CriteriaSet, evaluation: Evaluation) -> None:
    """Show every condition with its state, the options that need it, and its note."""
    if not criteria_set.conditions:
        st.markdown(
            with_terms(
                "This file names no conditions, that is, nothing that an option has to have."
            )
        )
        return
    st.caption(
        with_terms(
            "A condition is a requirement that scores cannot make up for. It is shown beside the "
            "result and changes no total."
        )
    )
    st.markdown(condition_table(criteria_set, evaluation))
    free = [option for option in evaluation.ranking if not criteria_set.options[option].needs]
    if free:
        names = listing(criteria_set.options[option].label for option in free)
        st.markdown(f"{as_text(names)} {'needs' if len(free) == 1 else 'need'} none of them.")
    notes = [
        f"- **{as_text(condition.name)}.** {as_text(condition.note)}"
        for condition in criteria_set.conditions.values()
        if condition.note
    ]
    if notes:
        st.markdown("\n".join(notes))


def show_left_out(criteria_set: CriteriaSet) -> None:
    """List the objectives that the file leaves out, with the reason for each."""
    if not criteria_set.left_out:
        st.markdown("The file names nothing that it leaves out. That does not mean it is complete.")
        return
    st.markdown(
        "\n".join(
            f"- **{as_text(entry.name)}.** {as_text(entry.reason)}"
            for entry in criteria_set.left_out.values()
        )
    )


def condition_table(criteria_set: CriteriaSet, evaluation: Evaluation) -> str:
    """Return conditions as a table in Markdown, with all text from the file made safe."""
    lines = ["| Condition | State | Needed by |", "|---|---|---|"]
    for condition, entry in criteria_set.conditions.items():
        needing = [o for o in evaluation.ranking if condition in criteria_set.options[o].needs]
        names = listing(criteria_set.options[option].label for option in needing) or "no option"
        cells = (f"**{as_text(entry.name)}**", _STATES[entry.state], as_text(names))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def score_table(result: Result) -> pd.DataFrame:
    """Return one row per option, best first, one column per criterion.

    Scores are those of the reading in view where it has one, without scenario or disputes,
    each with its range. Heads name scale and better end; equal heads get a number.
    """
    criteria_set, evaluation = result.criteria_set, result.evaluation
    columns: dict[str, list[str]] = {
        "Option": [criteria_set.options[option].label for option in evaluation.ranking],
        "Rank": [rank_labels(evaluation)[option] for option in evaluation.ranking],
    }
    for criterion in evaluation.criteria:
        entry = criteria_set.criteria[criterion]
        head = _free(f"{entry.label}, {scale_words(criteria_set, entry)}", columns)
        columns[head] = [
            score_words(result.find_assessment(option, criterion)) for option in evaluation.ranking
        ]
    return pd.DataFrame(columns)


def score_lines(table: pd.DataFrame, evaluation: Evaluation) -> list[list[LinkedText]]:
    """Return the rows of a score table as text in which every score links to its basis."""
    return [
        [
            (option,),
            (rank,),
            *(
                (Link(score, (row, criterion)),)
                for criterion, score in zip(evaluation.criteria, scores, strict=True)
            ),
        ]
        for row, (option, rank, *scores) in zip(
            evaluation.ranking, table.itertuples(index=False, name=None), strict=True
        )
    ]


def _free(head: str, taken: dict[str, list[str]]) -> str:
    """Return a head no other column has: two criteria may have the same name."""
    number = 1
    while (found := head if number == 1 else f"{head} ({number})") in taken:
        number += 1
    return found


if __name__ == "__main__":
    show_page()
