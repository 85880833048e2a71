"""What scores do not show: conditions that options need, objectives that are left out."""

from __future__ import annotations

import streamlit as st

from steelyard.analysis.totals import Evaluation
from steelyard.model import CriteriaSet
from steelyard.results.words.text import listing
from steelyard.views.session.safe_text import as_text

STATES = {"yes": "met", "no": "not met", "open": "open"}


def show_conditions(criteria_set: CriteriaSet, evaluation: Evaluation) -> None:
    """Show every condition with its state, the options that need it and what is known."""
    st.markdown("## Which conditions does each option need?", anchors=False)
    if not criteria_set.conditions:
        st.markdown("This file names no conditions, that is, nothing that an option has to have.")
        return
    st.caption(
        "A condition is a requirement that scores cannot make up for. It is shown beside the "
        "result and changes no total."
    )
    st.markdown(condition_table(criteria_set, evaluation))
    free = [option for option in evaluation.ranking if not criteria_set.options[option].needs]
    if free:
        names = listing(criteria_set.options[option].label for option in free)
        st.markdown(f"None of them is needed by: {as_text(names)}.")
    notes = [
        f"- **{as_text(condition.name)}.** {as_text(condition.note)}"
        for condition in criteria_set.conditions.values()
        if condition.note
    ]
    if notes:
        st.markdown("\n".join(notes))


def show_left_out(criteria_set: CriteriaSet) -> None:
    """List the objectives that the file leaves out, with the reason for each."""
    st.markdown("## What do these criteria leave out?", anchors=False)
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
        cells = (f"**{as_text(entry.name)}**", STATES[entry.state], as_text(names))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)
