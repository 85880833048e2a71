"""Says plainly what cannot be shown of a file with more options than simulations are sampled for.

Three pages stand on simulations from their first line. Everything else of such a file is
shown: scores, reasons, perspectives, and the file itself for editing.
"""

from __future__ import annotations

import streamlit as st

from steelyard.analysis.simulations.specification import MOST_OPTIONS
from steelyard.model import CriteriaSet

NEEDS_SIMULATIONS = frozenset({"Compare", "Robustness", "Export"})
"""Titles of the pages that cannot be drawn without simulations."""


def has_too_many_options(criteria_set: CriteriaSet | None) -> bool:
    """Return whether a set has more options than simulations are sampled for."""
    return criteria_set is not None and len(criteria_set.options) > MOST_OPTIONS


def show_limit(criteria_set: CriteriaSet, page: str, file_name: str) -> None:
    """Say why the page of this title is not shown, and where to go instead."""
    st.markdown(f"# {page}", anchors=False)
    st.warning(
        f"This file has {len(criteria_set.options)} options. This page stands on simulations, and "
        f"those are sampled for {MOST_OPTIONS} options at most. Take some options out to see it. "
        "Perspectives, Table, Evidence and Edit are there as ever; on the command line this gives "
        "the ranking:"
    )
    st.code(f"steelyard score {file_name}", language=None)
