"""The first ranking of a set that is not written yet, live beside the form that makes it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from steelyard.files.criteria_files import LoadedSet
from steelyard.model import CriteriaSet
from steelyard.results.choice import Choice
from steelyard.results.result import Result
from steelyard.results.words.numbers import one_decimal, span
from steelyard.results.words.scores.ranking import rank_labels
from steelyard.views.new_set.browser_views import new_set_component
from steelyard.views.session.safe_text import as_text

_MOST = 12


def show_ranking(criteria_set: CriteriaSet) -> None:
    """Show the verdict on totals and the best options, with the range of each total."""
    # Nothing is read from a file here, so it has no hash and no problems.
    loaded = LoadedSet(Path("new.yaml"), "", "", criteria_set, ())
    result = Result(loaded, Choice())
    evaluation = result.evaluation
    labels = rank_labels(evaluation)
    with st.container(border=True):
        st.markdown("**First ranking**")
        st.markdown(f"{as_text(result.verdict_on_totals.sentence)}.")
        rows = [
            {
                "rank": labels[option],
                "name": criteria_set.options[option].label,
                "shown": one_decimal(evaluation.totals[option]),
                "total": evaluation.totals[option],
                "low": evaluation.ranges[option][0],
                "high": evaluation.ranges[option][1],
                "range": span(*evaluation.ranges[option]),
            }
            for option in evaluation.ranking[:_MOST]
        ]
        new_set_component("first_ranking")(key="first_ranking", data=rows)
        if len(evaluation.ranking) > _MOST:
            st.caption(f"and {len(evaluation.ranking) - _MOST} more")
