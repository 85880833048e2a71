"""How firm a lead is, as lists of sentences: weights moving together, and wrong scores."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from steelyard.analysis.sensitivity.robustness import (
    find_flips,
    find_score_changes,
    find_score_changes_together,
)
from steelyard.analysis.totals import Evaluation
from steelyard.model import CriteriaSet
from steelyard.results.words.numbers import plain
from steelyard.results.words.scores import score_change_sentences, score_set_sentences
from steelyard.results.words.weights import flip_sentences
from steelyard.views.cells.cell_links import as_line, show_links
from steelyard.views.session.safe_text import as_text


def show_heading(question: str) -> None:
    """Show the question that the picture below it answers; any text of a file is only text."""
    st.markdown(f"## {as_text(plain(question))}", anchors=False)


def show_joint_heading() -> None:
    """Ask how little all weights together have to move, and say what is meant."""
    show_heading("How little weight has to move?")
    st.caption(
        "All weights may move at once; these are the smallest movements that bring each rival "
        "level. Scores stay as they are."
    )


def show_joint_flips(criteria_set: CriteriaSet, evaluation: Evaluation) -> None:
    """List the smallest movements of all weights that bring each rival level."""
    _show_list(flip_sentences(criteria_set, find_flips(evaluation)))


def show_score_flips(criteria_set: CriteriaSet, evaluation: Evaluation) -> None:
    """List the single scores whose change would bring a rival level; each leads to its basis."""
    show_heading("Which single score carries the lead?")
    st.caption("One score at a time is changed, the nearest first; everything else stays.")
    if len(evaluation.leaders) > 1:
        _show_list(["Several options are level: any change to a score of theirs parts them."])
        return
    said = score_change_sentences(criteria_set, find_score_changes(criteria_set, evaluation))
    said = said or [("No single score, anywhere on its scale, takes the lead away.",)]
    show_links("score_flips", [as_line(sentence) for sentence in said])


def show_score_sets(criteria_set: CriteriaSet, evaluation: Evaluation) -> None:
    """List the fewest scores that bring each rival level within their ranges, likewise."""
    show_heading("How many scores would have to be wrong at once?")
    st.caption("The fewest that bring a rival level, each staying within the range the file gives.")
    said = score_set_sentences(criteria_set, find_score_changes_together(criteria_set, evaluation))
    show_links("score_sets", [as_line(sentence) for sentence in said])


def _show_list(sentences: Sequence[str]) -> None:
    st.markdown("\n".join(f"- {as_text(plain(sentence))}" for sentence in sentences))
