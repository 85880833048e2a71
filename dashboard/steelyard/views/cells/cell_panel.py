"""One cell on demand: its score in words, the reason, and the claims under and around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any, Literal

import streamlit as st

from steelyard.analysis.evidence.strike_out import Cell
from steelyard.files.criteria_files import LoadedSet
from steelyard.files.problems import format_number
from steelyard.files.registers import LoadedRegister
from steelyard.instrument.script_modules import join_as_module
from steelyard.model import Assessment, Claim, CriteriaSet
from steelyard.results.words.basis import BASIS
from steelyard.results.words.evidence import DIRECT_CLAIMS, STRETCHED_CLAIMS, claim_words
from steelyard.results.words.scores.cells import anchors_near, describe_author, describe_score
from steelyard.results.words.text import listing
from steelyard.views.cells.cell_picking import (
    DRAWER_KEY,
    PANEL_KEY,
    ShownScore,
    choose_requested_cell,
    chooser_keys,
    show_panel_scroller,
    take_requested_scores,
)
from steelyard.views.session.browser_component import has_components
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session, current_session


def show_cell(
    session: Session, on_follow: Follow | None = None, height: int | Literal["content"] = "content"
) -> None:
    """Let the reader pick a cell and show everything the file says about it.

    With `on_follow`, every claim has a button that calls it with the claim's id. With a
    `height` in pixels, the cell scrolls by itself.
    """
    criteria_set, evaluation = session.criteria_set, session.result.evaluation
    keys = option_key, criterion_key = chooser_keys(session)
    choose_requested_cell(keys)
    with st.container(horizontal=True, key="cell_choosers"):
        option = st.selectbox(
            "Option",
            evaluation.ranking,
            key=option_key,
            format_func=lambda name: criteria_set.options[name].name,
        )
        criterion = st.selectbox(
            "Criterion",
            evaluation.criteria,
            key=criterion_key,
            format_func=lambda name: criteria_set.criteria[name].name,
        )
    if option is None or criterion is None:
        return
    with st.container(height=height, border=False, key="panel_cell"):
        with st.container(border=True, key="cell"):
            show_one_cell(session, (option, criterion), on_follow)
        show_option(criteria_set, option)
    names = criteria_set.options[option].name, criteria_set.criteria[criterion].name
    show_panel_scroller(" on ".join(names))


def show_cell_alone(session: Session) -> None:
    """Show the same as a part of the page that is drawn again by itself."""
    st.fragment(key=PANEL_KEY)(show_cell)(session)


def show_one_cell(session: Session, cell: Cell, on_follow: Follow | None = None) -> None:
    """Show a cell in view: score, reason, what it rests on, and what else bears on it."""
    assessment = session.result.find_assessment(*cell)
    _show_score(session, cell, assessment)
    if author := describe_author(session.criteria_set, cell, session.choice.reading):
        st.caption(as_text(author))
    _say_what_moves_it(session, cell)
    _say_what_is_struck(session, cell)
    if assessment is not None:
        _show_claims(session, assessment, on_follow)
    _show_bearers(session, cell, assessment, on_follow)


def _show_score(session: Session, cell: Cell, assessment: Assessment | None) -> None:
    criteria_set = session.criteria_set
    entry = criteria_set.criteria[cell[1]]
    st.markdown(
        f"**{as_text(criteria_set.options[cell[0]].name)}** on **{as_text(entry.name)}**  \n"
        f"{as_text(entry.question)}"
    )
    if assessment is None or not assessment.score.known:
        st.markdown("Score: **unknown**. The full range of the scale is taken.")
    else:
        st.markdown(_score_line(session, cell, assessment))
    if assessment is not None and assessment.reason:
        st.markdown(f"**Why.** {as_text(assessment.reason)}")


def _score_line(session: Session, cell: Cell, assessment: Assessment) -> str:
    criteria_set = session.criteria_set
    score = describe_score(criteria_set, session.result.evaluation, cell, assessment.score)
    near = anchors_near(criteria_set.criteria[cell[1]], assessment.score.likely)
    anchors = "  \n".join(f"*{number}*: {as_text(words)}" for number, words in near)
    return (
        f"Score: **{score.likely}**{score.extent} on a scale of {as_text(score.scale)}. "
        f"As a value: **{score.value}**{score.spread}, 100 always being "
        f"{as_text(criteria_set.measure.top)}.  \n{anchors}"
    )


def _say_what_moves_it(session: Session, cell: Cell) -> None:
    """Say it where the value is not that of the score: disputed, or shifted by a scenario."""
    choice = session.choice
    if cell in choice.disputes:
        st.markdown("You dispute this score: the value above is yours and not the file’s.")
    elif choice.scenario is not None:
        scenario = session.criteria_set.scenarios[choice.scenario]
        shift = scenario.shifts.get(cell[0], {}).get(cell[1], 0.0)
        if shift:
            st.markdown(
                f"The scenario {as_text(scenario.name)} moves the score by "
                f"{as_text(format_number(shift))}; the value above has that in it."
            )


def _say_what_is_struck(session: Session, cell: Cell) -> None:
    """Say which of the claims that the file cites here are struck out."""
    whole = session.result.unstruck.find_assessment(*cell)
    cited = (*whole.claims, *whole.inferred_from) if whole is not None else ()
    struck = [claim for claim in dict.fromkeys(cited) if claim in session.choice.struck]
    if struck:
        st.markdown(f"Struck out by you: {as_text(listing(struck))}.")


def _show_claims(session: Session, assessment: Assessment, on_follow: Follow | None) -> None:
    if not assessment.claims and not assessment.inferred_from:
        st.markdown("No claim of a source stands behind this score.")
        return
    direct = dict.fromkeys(assessment.claims)
    stretched = [claim for claim in dict.fromkeys(assessment.inferred_from) if claim not in direct]
    for heading, claims in (
        (DIRECT_CLAIMS, list(direct)),
        (STRETCHED_CLAIMS, stretched),
    ):
        if claims:
            st.markdown(f"**{heading}**")
        for claim in claims:
            show_claim(session.shown, claim, "cited", on_follow)


def _show_bearers(
    session: Session, cell: Cell, assessment: Assessment | None, on_follow: Follow | None
) -> None:
    """Show the claims for and against the option here: those cited by id, the others in full."""
    result = session.result
    if not result.evidence.claims:
        return
    option = as_text(result.criteria_set.options[cell[0]].label)
    cited = {*assessment.claims, *assessment.inferred_from} if assessment is not None else set()
    found = result.find_bearers(cell[0], [cell[1]])
    for side, bearers in (("for", found.for_), ("against", found.against)):
        known = [claim for claim in bearers if claim in cited]
        others = [claim for claim in bearers if claim not in cited]
        above = f"Of those above: {as_text(listing(known))}." if known else ""
        none = "" if bearers else "None in the registers."
        st.markdown(f"**Claims that speak {side} {option} here.** {above}{none}")
        if others:
            number = "1 more" if len(others) == 1 else f"{len(others)} more"
            with st.expander(f"{number} {side} it, not cited by this score"):
                for claim in others:
                    show_claim(session.shown, claim, side, on_follow)


def show_option(criteria_set: CriteriaSet, option: str) -> None:
    """Show what an option is, and the conditions it needs."""
    entry = criteria_set.options[option]
    if entry.summary:
        st.markdown(f"**{as_text(entry.name)}.** {as_text(entry.summary)}")
    for condition in entry.needs:
        needed = criteria_set.conditions[condition]
        state = {"yes": "met", "no": "not met", "open": "open"}[needed.state]
        note = f": {as_text(needed.note)}" if needed.note else ""
        st.markdown(f"- Needs **{as_text(needed.name)}** ({state}){note}")


ONE, SEVERAL = 600, 1040
"""Widths in pixels of a drawer with one score and with several."""


@st.fragment(key=DRAWER_KEY)
def show_requested_scores() -> None:
    """Show in a drawer the scores that were requested; nothing where none were."""
    scores = take_requested_scores()
    if scores:
        width = ONE if len(scores) == 1 else SEVERAL
        # The same title for every score: with another one the browser would rebuild the drawer
        # and lose the keyboard focus.
        st.dialog(BASIS, width=width, position="right")(_show_scores)(current_session(), scores)


def _show_scores(session: Session, scores: tuple[ShownScore, ...]) -> None:
    with st.container(key="cells_shown"):
        if len(scores) == 1:
            _show_one_score(session, scores[0])
            show_option(session.criteria_set, scores[0].cell[0])
        else:
            for column, score in zip(st.columns(len(scores), gap="large"), scores, strict=True):
                with column:
                    _show_one_score(session, score)
    if has_components():
        with st.container(key="unseen_scroller"):
            _mount()(key="cells_scroller")


def _show_one_score(session: Session, score: ShownScore) -> None:
    if score.choice is not None:
        session = replace(session, choice=score.choice)
    if score.named:
        st.markdown(f"### {as_text(score.named)}", anchors=False)
    show_one_cell(session, score.cell)


@lru_cache
def _mount() -> Any:
    return st.components.v2.component(
        "steelyard_cells_scroller", html="<i></i>", js=join_as_module("views/cells/cell_drawer.js")
    )


Follow = Callable[[str], None]
"""Called with the id of a claim whose scores the reader wants to see."""


def show_claim(loaded: LoadedSet, claim: str, place: str, on_follow: Follow | None = None) -> None:
    """Show a claim as one item of a list, its paragraph one press away if the text is there.

    `place` differs between places of one page that show the same claim.
    """
    register, entry = loaded.register_of(claim), loaded.claims.get(claim)
    if register is None or register.register is None or entry is None:
        return
    where = f"{as_text(register.register.title)}, paragraph {entry.paragraph}"
    st.markdown(
        f"- {as_text(entry.says)}  \n  {as_text(claim)} · {where} · {as_text(claim_words(entry))}"
    )
    if entry.note:
        st.caption(f"Note: {as_text(entry.note)}")
    if on_follow is not None:
        st.button(
            f"Follow {as_text(claim)}",
            key=f"follow:{place}:{claim}",
            on_click=on_follow,
            args=(claim,),
            type="tertiary",
            icon=":material/arrow_back:",
        )
    paragraph = register.text.paragraph(entry.paragraph)
    if paragraph is not None:
        with st.expander(f"Paragraph {entry.paragraph} of the source"):
            st.markdown(as_text(paragraph))
    elif is_changed(register, entry):
        st.caption(CHANGED)


CHANGED = (
    "The text beside this register differs in this paragraph from the one that was read, so the "
    "paragraph is not shown."
)
ABSENT = (
    "The text of this source is not on this computer, so only the number of the paragraph can "
    "be given."
)


def show_paragraph(register: LoadedRegister, entry: Claim) -> None:
    """Show the paragraph of a claim, or say why it cannot be shown."""
    paragraph = register.text.paragraph(entry.paragraph)
    if paragraph is not None:
        with st.container(border=True, key="paragraph"):
            st.caption(f"Paragraph {entry.paragraph}, as the source has it")
            st.markdown(as_text(paragraph))
    else:
        st.caption(CHANGED if is_changed(register, entry) else ABSENT)


def is_changed(register: LoadedRegister, entry: Claim) -> bool:
    """Return whether there is a text, but with another paragraph at this number."""
    return register.text.state == "differs" and (
        entry.paragraph in register.text.changed or not register.text.paragraphs
    )
