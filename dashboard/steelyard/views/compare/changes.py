"""What would change the leader, sent to the list below the weights after each movement."""

from __future__ import annotations

import streamlit as st

from steelyard.results.words.glossary import define, split_terms
from steelyard.results.words.lead.changes import WHAT_CHANGES, leader_changes
from steelyard.views.session.browser_component import as_bytes, component
from steelyard.views.session.session import Session


def tell_changes(session: Session) -> None:
    """Send the sentences about what would change the leader to the list in the browser."""
    result = session.result
    lines = [
        {
            "what": change.what,
            "isOnTop": change.says == result.verdict.packages,
            "pieces": [
                (piece.text, define(piece.term) if piece.term else "")
                for piece in split_terms(change.says)
            ],
        }
        for change in leader_changes(result)
    ]
    data = {
        "heading": WHAT_CHANGES,
        "meaning": define("flip"),
        "verdict": result.verdict.sentence,
        "lines": lines,
    }
    with st.container(key="unseen_changes"):
        component("views/compare/changes")(key="changes", data=as_bytes(data))
