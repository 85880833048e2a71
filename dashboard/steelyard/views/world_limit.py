"""Says plainly what cannot be shown of a file with more options than worlds are sampled for.

Three pages stand on sampled worlds from their first line. Everything else of such a file is
shown: scores, reasons, perspectives, and the file itself for editing.
"""

from __future__ import annotations

import streamlit as st

from steelyard.analysis.world_spec import MOST_OPTIONS
from steelyard.model import CriteriaSet

NEEDS_WORLDS = frozenset({"Compare", "Robustness", "Export"})
"""Titles of the pages that cannot be drawn without sampled worlds."""


def has_too_many_options(decision: CriteriaSet | None) -> bool:
    """Return whether a set has more options than worlds are sampled for."""
    return decision is not None and len(decision.options) > MOST_OPTIONS


def show_limit(decision: CriteriaSet, page: str, file_name: str) -> None:
    """Say why the page of this title is not shown, and where to go instead."""
    st.markdown(f"# {page}", anchors=False)
    st.warning(
        f"This file has {len(decision.options)} options. This page stands on sampled worlds, and "
        f"those are sampled for {MOST_OPTIONS} options at most. Take some options out to see it. "
        "Perspectives, Table, Evidence and Edit are there as ever; on the command line this gives "
        "the ranking:"
    )
    st.code(f"steelyard score {file_name}", language=None)
