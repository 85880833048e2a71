"""What is wrong with the open file, or with the address: said on the page, never in its place."""

from __future__ import annotations

import streamlit as st

from steelyard.files.problems import SHOWN_AT_MOST, Problem
from steelyard.views.session.live_reload import is_gone
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session


def show_problems(session: Session) -> None:
    """List the problems of the file with line and fix; nothing where there are none."""
    problems = session.now.problems
    if not problems or is_gone(session.now):
        return
    count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
    st.error(f"{as_text(session.now.path.name)} has {count}. {_what_is_shown(session)}")
    with st.expander(f"Show the {count}", expanded=session.criteria_set is None):
        for problem in problems[:SHOWN_AT_MOST]:
            st.markdown(_as_markdown(problem))
        if len(problems) > SHOWN_AT_MOST:
            st.markdown(f"and {len(problems) - SHOWN_AT_MOST} more")


def show_notices(session: Session) -> None:
    """Say what of the address was left out, and what evidence the visitor has struck out."""
    if session.choice.struck:
        count = len(session.choice.struck)
        claims = "1 claim is" if count == 1 else f"{count} claims are"
        st.info(
            f"{claims} struck out. A score left without any claim takes its full range, on "
            "every page; undo it under Evidence."
        )
    if session.notices:
        st.warning(f"About this address: {as_text('; '.join(session.notices))}.")


def _what_is_shown(session: Session) -> str:
    if session.criteria_set is None:
        return "Nothing in it can be shown until it is mended."
    if session.now.criteria_set is None:
        return "Below is its last good state."
    return "Below are its good parts; a faulty entry is left out, a faulty score is unknown."


def _as_markdown(problem: Problem) -> str:
    place = f"line {problem.line}, column {problem.column}" if problem.line else "the file"
    where = f" · {as_text(problem.path)}" if problem.where else ""
    lines = [
        f"**{as_text(problem.file)}, {place}** · {problem.code} {as_text(problem.title)}{where}",
        f"found: {as_text(problem.found)}",
        f"allowed: {as_text(problem.allowed)}" if problem.allowed else "",
        f"fix: {as_text(problem.fix)}",
    ]
    return "  \n".join(line for line in lines if line)
