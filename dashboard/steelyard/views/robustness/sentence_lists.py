"""How firm a lead is, as lists of sentences: weights moving together, and wrong scores."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from steelyard.results.result import Result
from steelyard.results.words.scores.ranking import score_change_sentences, score_set_sentences
from steelyard.results.words.text import plain
from steelyard.results.words.weights import flip_sentences
from steelyard.views.cells.cell_links import as_line, show_links
from steelyard.views.session.safe_text import as_text


def show_heading(question: str) -> None:
    """Show the question that the picture below it answers; any text from a file is escaped."""
    st.markdown(f"## {as_text(plain(question))}", anchors=False)


def show_joint_heading() -> None:
    """Show the heading over the smallest joint movements of weights, and what they mean."""
    show_heading("Smallest movements of weight that bring a rival level with the leader")
    st.caption(
        "All weights may move at once; scores stay as they are. Others may then be ahead of both, "
        "except after the first, which changes the leader."
    )


def show_joint_flips(result: Result) -> None:
    """List the smallest movements of all weights that bring each rival level."""
    _show_list(flip_sentences(result.criteria_set, result.flips))


def show_score_flips(result: Result) -> None:
    """List the single scores whose change would bring a rival level; each links to its basis."""
    show_heading("Single scores that carry the lead")
    if len(result.evaluation.leaders) > 1:
        _show_list(["Several options are level: any change to a score of theirs parts them."])
        return
    said = score_change_sentences(result.criteria_set, result.score_changes)
    if said:
        st.caption("One score at a time is changed, the nearest first; everything else stays.")
    said = said or [("No single score, anywhere on its scale, takes the lead away.",)]
    show_links("score_flips", [as_line(sentence) for sentence in said])


def show_score_sets(result: Result) -> None:
    """List the fewest scores that bring each rival level within their ranges, with links too."""
    show_heading("The fewest scores that bring each rival level")
    if any(result.score_sets.values()):
        st.caption(
            "Each stays within the range the file gives; the rival that needs the fewest is at the "
            "top. Others may then be ahead of both."
        )
    said = score_set_sentences(result.criteria_set, result.score_sets)
    show_links("score_sets", [as_line(sentence) for sentence in said])


def _show_list(sentences: Sequence[str]) -> None:
    st.markdown("\n".join(f"- {as_text(plain(sentence))}" for sentence in sentences))
