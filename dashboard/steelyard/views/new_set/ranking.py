"""The first ranking of a set that is not written yet, live beside what makes it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from steelyard.files.criteria_files import LoadedSet
from steelyard.instrument.script_modules import join_as_module, read_packaged
from steelyard.model import CriteriaSet
from steelyard.results.choice import Choice
from steelyard.results.result import Result
from steelyard.results.words.numbers import integer, span
from steelyard.results.words.scores.ranking import rank_labels
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
                "shown": integer(evaluation.totals[option]),
                "total": evaluation.totals[option],
                "low": evaluation.ranges[option][0],
                "high": evaluation.ranges[option][1],
                "range": span(*evaluation.ranges[option]),
            }
            for option in evaluation.ranking[:_MOST]
        ]
        _mount()(key="first_ranking", data=rows)
        if len(evaluation.ranking) > _MOST:
            st.caption(f"and {len(evaluation.ranking) - _MOST} more")


@lru_cache
def _mount() -> Any:
    return st.components.v2.component(
        "steelyard_first_ranking",
        html='<div class="first-ranking" data-ranking="">\n</div>',
        css=read_packaged("views/new_set/browser/ranking.css"),
        js=join_as_module("views/new_set/browser/ranking.js"),
    )
