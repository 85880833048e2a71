"""What saving will change: in words, on the ranking, and line by line."""

from __future__ import annotations

import streamlit as st

from steelyard.files.criteria_files import LoadedSet
from steelyard.files.saving.text_difference import text_difference
from steelyard.results.choice import Choice
from steelyard.results.difference import FileChanges, describe_changes
from steelyard.views.edit.drafts import Draft
from steelyard.views.session.safe_text import as_text

MOST_CHANGES = 25


def show_changes(draft: Draft, before: LoadedSet, after: LoadedSet, choice: Choice) -> None:
    """Show the difference between the file the work began with and the draft."""
    st.markdown("## What saving will change", anchors=False)
    if not draft.is_changed:
        st.markdown("Nothing yet. Change a score in the table, or anything in the text.")
        return
    changes = describe_changes(before.criteria_set, after.criteria_set, choice.frame, choice.lens)
    if after.criteria_set is None:
        st.markdown("The text cannot be read as a criteria file, so only its lines are compared.")
    elif before.criteria_set is None:
        st.markdown("The file could not be read before; only lines are compared.")
    elif changes.number == 0:
        st.markdown("No judgement changes: only layout, comments or order.")
    _list("", changes.counting)
    _list("Words, claims and marks", changes.wording)
    _show_effect(changes)
    with st.expander("Line by line"):
        difference = text_difference(draft.base, draft.text, after.path.name)
        st.code(difference, language="diff", wrap_lines=True)


def _show_effect(changes: FileChanges) -> None:
    if changes.effect:
        st.markdown("**What that does to the ranking**")
        _list("", changes.effect)


def _list(heading: str, sentences: tuple[str, ...]) -> None:
    if not sentences:
        return
    shown = [f"- {as_text(sentence)}" for sentence in sentences[:MOST_CHANGES]]
    if len(sentences) > MOST_CHANGES:
        shown.append(f"- and {len(sentences) - MOST_CHANGES} more")
    start = f"**{heading}**\n\n" if heading else ""
    st.markdown(start + "\n".join(shown))
