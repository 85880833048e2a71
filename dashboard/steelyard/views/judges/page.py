"""Judges: several people score independently, and what their disagreement decides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import streamlit as st

from steelyard.files.judgements.rounds import LoadedRound
from steelyard.files.judgements.shelf import shelf
from steelyard.files.problems import problems_as_text
from steelyard.files.saving.acting import acting_person
from steelyard.model.people import may_facilitate, may_judge
from steelyard.results.judges.judge_results import is_closed
from steelyard.results.words.judge_pages import SIMULATED_VIEW
from steelyard.results.words.numbers import counted
from steelyard.views.judges.disagreement import show_disagreement
from steelyard.views.judges.group import show_group
from steelyard.views.judges.opening import show_next_round
from steelyard.views.judges.progress import show_progress
from steelyard.views.judges.round_files import show_what_was_done
from steelyard.views.judges.style import JUDGES_STYLE
from steelyard.views.judging.my_judgements import show_my_judgements
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session, current_session, place
from steelyard.views.session.tabs import Tab, show_views

_TO_GO: Final = ("J005", "J010")
"""Problems of a sheet with gaps: answers and reasons that are missing."""


def show_page() -> None:
    """Draw the page with the views available at this stage of the rounds."""
    st.html(JUDGES_STYLE)
    session = current_session()
    if place().get("judge") and not shelf().is_sealed:
        show_my_judgements(session)
        return
    if fault := shelf().find_fault():
        st.error(as_text(fault))
        return
    asked = session.result.asked_rounds
    views = _views(session, asked) if asked else _views_before(session)
    show_what_was_done()
    if asked and asked[-1].round is None:
        st.error("The file of the last round cannot be used. Mend it, or take its folder away.")
        _show_problems(asked[-1])
    elif len(views) == 1:
        next(iter(views.values())).draw()
    else:
        show_views(*_shown_first(views, asked))
        if asked:
            _show_problems(asked[-1])


def _shown_first(
    views: dict[str, Tab], asked: tuple[LoadedRound, ...]
) -> tuple[str, dict[str, Tab], str]:
    """Return the key of the view picker, the views, and the one shown first.

    The key differs at each stage of the rounds: a value that the browser still sends for the old
    picker while a round is being closed must not select that view again.
    """
    if not asked:
        return "judges", views, next(iter(views))
    last = asked[-1]
    if last.is_open:
        return f"judges_{last.number}_open", views, "mine" if _is_for_answering() else "progress"
    return f"judges_{last.number}_closed", views, "disagreement"


def _is_for_answering() -> bool:
    """Return whether the current user is here to answer rather than to run the round."""
    person = acting_person()
    return shelf().is_sealed and may_judge(person) and not may_facilitate(person)


def _views_before(session: Session) -> dict[str, Tab]:
    """Return the views of a set without rounds; a made-up example is shown only if chosen."""
    views = {"opening": Tab("Open a round", lambda: show_next_round(session, ()))}
    simulated = [found for found in session.result.rounds if is_closed(found)]
    if simulated:
        views["disagreement"] = Tab(
            "Simulated example: disagreement",
            lambda: _show_simulated(lambda: show_disagreement(session, simulated)),
        )
        views["result"] = Tab(
            "Simulated example: group result",
            lambda: _show_simulated(lambda: show_group(session, simulated)),
        )
    return views


def _show_simulated(draw: Callable[[], None]) -> None:
    st.warning(SIMULATED_VIEW)
    draw()


def _views(session: Session, asked: tuple[LoadedRound, ...]) -> dict[str, Tab]:
    """Return the views of a set that has rounds."""
    closed, last = [found for found in asked if is_closed(found)], asked[-1]
    views = {"progress": Tab("Progress", lambda: show_progress(session, last))}
    if last.is_open:
        views["mine"] = Tab("My judgements", lambda: show_my_judgements(session))
    if closed:
        views["disagreement"] = Tab("Disagreement", lambda: show_disagreement(session, closed))
    if not last.is_open:
        label = f"Round {last.number + 1}"
        views["opening"] = Tab(label, lambda: show_next_round(session, asked))
    if closed:
        views["result"] = Tab("Group result", lambda: show_group(session, closed))
    return views


def _show_problems(found: LoadedRound) -> None:
    """Show the problems of a round and of its sheets; while it is open they reveal no answer.

    Missing answers on a sheet that is not handed in are progress, not a problem.
    """
    begun = [one for one in found.sheets.values() if found.is_open and not one.is_sealed]
    to_go = [problem for one in begun for problem in one.problems if problem.code in _TO_GO]
    problems = [problem for problem in found.problems if problem not in to_go]
    if not problems:
        return
    count = counted(len(problems), "problem")
    with st.expander(f"{count} in the files of round {found.number}", key="round_problems"):
        st.code(problems_as_text(problems), language=None, wrap_lines=True)


if __name__ == "__main__":
    show_page()
