"""Notices above a page about the open file: its problems, its address, the view of it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from steelyard.analysis.simulations.limits import MOST_OPTIONS
from steelyard.files.problems import SHOWN_AT_MOST, Problem
from steelyard.model import CriteriaSet
from steelyard.results.words.scores.cells import UNKNOWN_COUNTS
from steelyard.results.words.simulations import unsampled_page_words
from steelyard.results.words.text import listing
from steelyard.results.words.view import describe_view
from steelyard.views.session.live_reload import is_gone
from steelyard.views.session.safe_text import as_text, with_terms
from steelyard.views.session.served_files import unusable_names
from steelyard.views.session.session import Session, current_session, put_choice

NEEDS_SIMULATIONS = frozenset({"Compare", "Robustness", "Export"})
"""Titles of the pages that cannot be drawn without sampled simulations."""


def show_problems(session: Session, *, is_edited: bool = False) -> None:
    """List the problems of the file with line and fix, if there are any.

    `is_edited`: on the page that edits the file, which lists the file's own problems itself;
    only those of its registers are listed here.
    """
    name = session.now.path.name
    problems = [one for one in session.now.problems if not (is_edited and one.file == name)]
    if not problems or is_gone(session.now):
        return
    count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
    named = [*dict.fromkeys(problem.file for problem in problems)]
    have = "has" if len(named) == 1 else "have"
    st.error(f"{as_text(listing(named))} {have} {count}. {_what_is_shown(session)}")
    with st.expander(f"Show the {count}", expanded=not session.is_usable):
        for problem in problems[:SHOWN_AT_MOST]:
            st.markdown(_as_markdown(problem))
        if len(problems) > SHOWN_AT_MOST:
            st.markdown(f"and {len(problems) - SHOWN_AT_MOST} more")


def show_unusable_names() -> None:
    """Warn of files in the folder that cannot be opened because of their names; say what to do."""
    for sentence in unusable_names():
        st.warning(as_text(sentence))


def show_notices(session: Session, *, is_edited: bool = False) -> None:
    """Show what of the address was ignored, and how many claims the visitor has struck out.

    `is_edited`: on the page that edits the file, which shows it with nothing struck out.
    """
    if session.choice.struck:
        count = len(session.choice.struck)
        claims = "1 claim is" if count == 1 else f"{count} claims are"
        st.info(
            f"{claims} struck out, on the other pages. This page shows the file, as it is with "
            "every claim."
            if is_edited
            else f"{claims} struck out. A score that loses its last claim counts as unknown, on "
            f"every page but Edit: {UNKNOWN_COUNTS}. Undo it under Evidence."
        )
    if session.notices:
        st.warning(f"About this address: {as_text('; '.join(session.notices))}.")


def show_view(session: Session) -> None:
    """Show which weights and scores a page is about, unless `show_other_scores` does."""
    if not _has_other_scores(session):
        st.caption(with_terms(_view_in_words(session)))


def show_other_scores(session: Session) -> None:
    """Show above every page that a reading or scenario is applied, with a button to go back."""
    if not session.is_usable or not _has_other_scores(session):
        return
    words = as_text(_view_in_words(session))
    with st.container(border=True, key="standing", horizontal=True, vertical_alignment="center"):
        st.markdown(f"**Not the file's own scores.** {words} This holds for every page.")
        st.button("Back to the file's own scores", on_click=_leave_other_scores, width="content")


def has_too_many_options(criteria_set: CriteriaSet) -> bool:
    """Return whether a set has more options than simulations are sampled for."""
    return len(criteria_set.options) > MOST_OPTIONS


def show_limit(reason: str, page: str, file_name: str) -> None:
    """Explain why the page of this title is not shown, and which others are.

    `reason`: why there are no simulations, as `Result.unsampled`.

    Everything that needs no sampled simulations is shown: scores, reasons, perspectives, and
    the file itself for editing.
    """
    st.markdown(f"# {page}", anchors=False)
    st.warning(unsampled_page_words(reason))
    st.code(f"steelyard robustness {file_name}", language=None)


def _has_other_scores(session: Session) -> bool:
    return session.choice.reading is not None or session.choice.scenario is not None


def _view_in_words(session: Session) -> str:
    return describe_view(session.criteria_set, session.choice, session.result.evaluation)


def _leave_other_scores() -> None:
    put_choice(replace(current_session().choice, reading=None, scenario=None))


def _what_is_shown(session: Session) -> str:
    if not session.is_usable:
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
