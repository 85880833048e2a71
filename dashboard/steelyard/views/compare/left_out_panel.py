"""What the scores rest on in numbers, and what the file knowingly leaves out."""

from __future__ import annotations

import streamlit as st

from steelyard.analysis.evidence.coverage import Coverage, count_support
from steelyard.model import CriteriaSet
from steelyard.results.words.numbers import listing
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session


def show_coverage(session: Session) -> None:
    """Say how many scores of the file, readings aside, rest on which kind of claim."""
    assert session.criteria_set is not None
    struck = " The claims you struck out do not count here." if session.choice.struck else ""
    st.markdown(f"{coverage_sentence(count_support(session.criteria_set))}{struck}")


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


def coverage_sentence(found: Coverage) -> str:
    """Return what the file's own scores, over all its criteria, rest on.

    >>> coverage_sentence(Coverage(cells=3, direct=0, indirect=0, none=3, unknown=0))
    'None of the 3 scores in the file cites a claim of a source.'
    """
    if found.direct + found.indirect + found.unknown == 0:
        return f"None of the {found.cells} scores in the file cites a claim of a source."
    parts = [
        (found.direct, f"{_verb(found.direct, 'rest')} on a claim about that very cell"),
        (
            found.indirect,
            f"{_verb(found.indirect, 'rest')} only on claims stretched to it from elsewhere",
        ),
        (found.none, f"{_verb(found.none, 'cite')} no claim at all"),
        (found.unknown, f"{'is' if found.unknown == 1 else 'are'} not known"),
    ]
    counted = listing(f"{count} {words}" for count, words in parts if count)
    return f"Of the {found.cells} scores in the file, {counted}."


def _verb(count: int, verb: str) -> str:
    return f"{verb}s" if count == 1 else verb
