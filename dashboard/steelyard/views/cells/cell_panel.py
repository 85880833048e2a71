"""One cell on demand: its score in words, the reason, and the claims under and around it."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from steelyard.analysis.evidence.bearing import find_bearers
from steelyard.analysis.evidence.strike_out import Cell
from steelyard.analysis.totals import Evaluation, find_assessment
from steelyard.files.problems import format_number
from steelyard.model import Assessment, CriteriaSet, Criterion
from steelyard.results.evidence_basis import evidence_of
from steelyard.results.words.numbers import integer, listing, span
from steelyard.views.cells.cell_picking import PANEL, answer_calls, cell_keys, take_asked
from steelyard.views.cells.claim_panel import Follow, show_claim
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session


def show_cell(
    session: Session,
    evaluation: Evaluation,
    on_follow: Follow | None = None,
    height: int | Literal["content"] = "content",
) -> None:
    """Let the reader pick a cell and show everything the file says about it.

    With `on_follow`, every claim has a button that hands over its id. With a `height` in
    pixels, what is shown scrolls by itself.
    """
    criteria_set = session.criteria_set
    assert criteria_set is not None
    option_key, criterion_key = cell_keys(session, evaluation)
    take_asked((option_key, criterion_key))
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
            show_one_cell(session, evaluation, (option, criterion), on_follow)
        show_option(criteria_set, option)
    names = criteria_set.options[option].name, criteria_set.criteria[criterion].name
    answer_calls(" on ".join(names))


def show_cell_alone(session: Session, evaluation: Evaluation) -> None:
    """Show the same as a part of the page that is drawn again by itself."""
    st.fragment(key=PANEL)(show_cell)(session, evaluation)


def show_one_cell(
    session: Session, evaluation: Evaluation, cell: Cell, on_follow: Follow | None = None
) -> None:
    """Show a cell in view: score, reason, what it rests on, and what else bears on it."""
    criteria_set = session.criteria_set
    assert criteria_set is not None
    option, criterion = cell
    assessment = find_assessment(criteria_set, option, criterion, session.choice.reading)
    _show_score(criteria_set, evaluation, option, criterion, assessment)
    if told := who_and_when(criteria_set, cell, session.choice.reading):
        st.caption(as_text(told))
    _say_what_moves_it(session, cell)
    _say_what_is_struck(session, cell)
    if assessment is not None:
        _show_claims(session, assessment, on_follow)
    _show_bearers(session, cell, assessment, on_follow)


def _show_score(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    option: str,
    criterion: str,
    assessment: Assessment | None,
) -> None:
    entry = criteria_set.criteria[criterion]
    st.markdown(
        f"**{as_text(criteria_set.options[option].name)}** on **{as_text(entry.name)}**  \n"
        f"{as_text(entry.question)}"
    )
    if assessment is None or not assessment.score.known:
        st.markdown("Score: **unknown**. The full range of the scale is taken.")
    else:
        st.markdown(_score_line(criteria_set, evaluation, (option, criterion), assessment))
    if assessment is None:
        return
    if assessment.reason:
        st.markdown(f"**Why.** {as_text(assessment.reason)}")


def who_and_when(criteria_set: CriteriaSet, cell: Cell, reading: str | None) -> str:
    """Return how sure, whose and of when a score is; what it does not say is its file's.

    A score of a reading is by whoever the reading is by. Plain text, empty without a score.
    """
    assessment = find_assessment(criteria_set, *cell, reading)
    if assessment is None:
        return ""
    rival = criteria_set.readings.get(reading or "")
    is_rival = rival is not None and cell[1] in rival.assessments.get(cell[0], {})
    author = rival.by if rival is not None and is_rival else criteria_set.judged_by
    who, when = assessment.by or author, assessment.as_of or criteria_set.as_of
    facts = [
        f"Confidence in the evidence: {assessment.confidence}" if assessment.confidence else "",
        f"Judged by {who.rstrip('. ')}" if who else "",
        f"As of {when}" if when else "",
    ]
    return " · ".join(fact for fact in facts if fact)


def _score_line(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    cell: tuple[str, str],
    assessment: Assessment,
) -> str:
    option, criterion = cell
    entry, score = criteria_set.criteria[criterion], assessment.score
    likely = format_number(score.likely)
    extent = (
        f" (range {format_number(score.low)} to {format_number(score.high)})"
        if score.low < score.high
        else ""
    )
    top = as_text(criteria_set.measure.top)
    good = f"{'low' if entry.better == 'lower' else 'high'} is {top}"
    ends = f"{format_number(entry.scale.from_)} to {format_number(entry.scale.to)}"
    value = integer(evaluation.values[option][criterion])
    values = span(evaluation.lows[option][criterion], evaluation.highs[option][criterion])
    spread = f" ({values})" if values != value else ""
    return (
        f"Score: **{likely}**{extent} on a scale of {ends} {as_text(entry.scale.unit)}, "
        f"where {good}. As a value: **{value}**{spread}, 100 always being {top}.  \n"
        f"{_anchor_line(entry, score.likely)}"
    )


def _anchor_line(entry: Criterion, likely: float) -> str:
    """Return the worded anchors on either side of a score."""
    below = [number for number in entry.anchors if number <= likely]
    above = [number for number in entry.anchors if number > likely]
    near = ([max(below)] if below else []) + ([min(above)] if above else [])
    if likely in entry.anchors:
        near = [likely]
    return "  \n".join(f"*{format_number(n)}*: {as_text(entry.anchors[n])}" for n in near)


def _say_what_moves_it(session: Session, cell: Cell) -> None:
    """Say it where the value is not that of the score: disputed, or shifted by a scenario."""
    criteria_set, choice = session.criteria_set, session.choice
    assert criteria_set is not None
    if cell in choice.disputes:
        st.markdown("You dispute this score: the value above is yours and not the file’s.")
    elif choice.scenario is not None:
        scenario = criteria_set.scenarios[choice.scenario]
        shift = scenario.shifts.get(cell[0], {}).get(cell[1], 0.0)
        if shift:
            st.markdown(
                f"The scenario {as_text(scenario.name)} moves the score by "
                f"{as_text(format_number(shift))}; the value above has that in it."
            )


def _say_what_is_struck(session: Session, cell: Cell) -> None:
    """Say which of the claims that the file cites here are struck out."""
    assert session.whole is not None
    whole = find_assessment(session.whole, *cell, session.choice.reading)
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
        ("Claims about this very cell", list(direct)),
        ("Claims about something else, stretched to it", stretched),
    ):
        if claims:
            st.markdown(f"**{heading}**")
        for claim in claims:
            show_claim(session.shown, claim, "cited", on_follow)


def _show_bearers(
    session: Session, cell: Cell, assessment: Assessment | None, on_follow: Follow | None
) -> None:
    """Show the claims for and against the option here: those cited by id, the others in full."""
    criteria_set = session.criteria_set
    assert criteria_set is not None
    claims = evidence_of(session.shown, session.choice.struck).claims
    if not claims:
        return
    option = as_text(criteria_set.options[cell[0]].label)
    cited = {*assessment.claims, *assessment.inferred_from} if assessment is not None else set()
    found = find_bearers(claims, cell[0], [cell[1]])
    for side, bearers in (("for", found.for_), ("against", found.against)):
        known = [claim for claim in bearers if claim in cited]
        others = [claim for claim in bearers if claim not in cited]
        told = f"Of those above: {as_text(listing(known))}." if known else ""
        none = "" if bearers else "None in the registers."
        st.markdown(f"**Claims that speak {side} {option} here.** {told}{none}")
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
