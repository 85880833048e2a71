"""Gates on a page: conditions that no weight can buy off, and the options that need them."""

from __future__ import annotations

import streamlit as st

from steelyard.analysis.totals import Evaluation
from steelyard.analysis.wording import listing
from steelyard.model import CriteriaSet
from steelyard.views.safe_text import as_text

STATES = {"yes": "met", "no": "not met", "open": "open"}


def show_gates(decision: CriteriaSet, evaluation: Evaluation) -> None:
    """Show every gate with its state, who needs it and what is known."""
    st.markdown("## Which conditions does each option need?", anchors=False)
    if not decision.gates:
        st.markdown("This file names no gates, that is, no conditions that an option needs.")
        return
    st.caption(
        "A gate is a condition that scores cannot make up for. It is shown beside the "
        "result and changes no total."
    )
    st.markdown(gate_table(decision, evaluation))
    free = [option for option in evaluation.ranking if not decision.options[option].needs]
    if free:
        names = listing(decision.options[option].label for option in free)
        st.markdown(f"None of them is needed by: {as_text(names)}.")
    notes = [
        f"- **{as_text(gate.name)}.** {as_text(gate.note)}"
        for gate in decision.gates.values()
        if gate.note
    ]
    if notes:
        st.markdown("\n".join(notes))


def gate_table(decision: CriteriaSet, evaluation: Evaluation) -> str:
    """Return gates as a table in Markdown, with all text from the file made safe."""
    lines = ["| Gate | State | Needed by |", "|---|---|---|"]
    for gate, entry in decision.gates.items():
        needing = [o for o in evaluation.ranking if gate in decision.options[o].needs]
        names = listing(decision.options[option].label for option in needing) or "no option"
        cells = (f"**{as_text(entry.name)}**", STATES[entry.state], as_text(names))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)
