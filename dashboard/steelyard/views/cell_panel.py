"""One cell on demand: its score in words, the reason, and the claims it rests on."""

from __future__ import annotations

import streamlit as st

from steelyard.analysis.totals import Evaluation, find_assessment
from steelyard.analysis.wording import integer, span
from steelyard.files.criteria_files import LoadedSet
from steelyard.files.problems import format_number
from steelyard.model import Assessment, Claim, CriteriaSet, Criterion
from steelyard.views.safe_text import as_text
from steelyard.views.state import Desk

_VOICES = {"assertion": "the author says", "reported": "reported by", "quoted": "quoted from"}


def show_cell(desk: Desk, evaluation: Evaluation) -> None:
    """Let the reader pick a cell and show everything the file says about it."""
    decision = desk.decision
    assert decision is not None
    with st.container(horizontal=True, key="cell_choosers"):
        option = st.selectbox(
            "Option",
            evaluation.ranking,
            key=f"cell_option:{desk.name}",
            format_func=lambda name: decision.options[name].name,
        )
        criterion = st.selectbox(
            "Criterion",
            evaluation.criteria,
            key=f"cell_criterion:{desk.name}:{evaluation.frame}",
            format_func=lambda name: decision.criteria[name].name,
        )
    if option is None or criterion is None:
        return
    assessment = find_assessment(decision, option, criterion)
    with st.container(border=True, key="cell"):
        _show_score(decision, evaluation, option, criterion, assessment)
        if assessment is not None:
            _show_claims(desk.shown, assessment)
    _show_option(decision, option)


def _show_score(
    decision: CriteriaSet,
    evaluation: Evaluation,
    option: str,
    criterion: str,
    assessment: Assessment | None,
) -> None:
    entry = decision.criteria[criterion]
    st.markdown(
        f"**{as_text(decision.options[option].name)}** on **{as_text(entry.name)}**  \n"
        f"{as_text(entry.question)}"
    )
    if assessment is None or not assessment.score.known:
        st.markdown("Score: **unknown**. The full range of the scale is taken.")
    else:
        st.markdown(_score_line(decision, evaluation, (option, criterion), assessment))
    if assessment is None:
        return
    if assessment.reason:
        st.markdown(f"**Why.** {as_text(assessment.reason)}")
    facts = [
        f"Confidence in the evidence: {assessment.confidence}" if assessment.confidence else "",
        f"Judged by {as_text(assessment.by)}" if assessment.by else "",
        f"As of {as_text(assessment.as_of)}" if assessment.as_of else "",
    ]
    if any(facts):
        st.caption(" · ".join(fact for fact in facts if fact))


def _score_line(
    decision: CriteriaSet,
    evaluation: Evaluation,
    cell: tuple[str, str],
    assessment: Assessment,
) -> str:
    option, criterion = cell
    entry, score = decision.criteria[criterion], assessment.score
    likely = format_number(score.likely)
    extent = (
        f" (range {format_number(score.low)} to {format_number(score.high)})"
        if score.low < score.high
        else ""
    )
    top = as_text(decision.measure.top)
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


def _show_claims(loaded: LoadedSet, assessment: Assessment) -> None:
    if not assessment.claims and not assessment.inferred_from:
        st.markdown("No claim of a source stands behind this score.")
        return
    for heading, claims in (
        ("Claims about this very cell", assessment.claims),
        ("Claims about something else, stretched to it", assessment.inferred_from),
    ):
        if claims:
            st.markdown(f"**{heading}**")
        for claim in claims:
            entry = loaded.claims.get(claim)
            if entry is not None:
                _show_claim(loaded, claim, entry)


def _show_claim(loaded: LoadedSet, claim: str, entry: Claim) -> None:
    register = loaded.register_of(claim)
    if register is None or register.register is None:
        return
    who = _VOICES[entry.voice] + (f" {as_text(entry.by)}" if entry.by else "")
    if entry.voice == "assertion":
        who = f"{as_text(entry.by)} says" if entry.by else "the author says"
    details = [who, f"form: {as_text(entry.form.replace('_', ' '))}"]
    if entry.hedge:
        details.append(f"hedge: {as_text(entry.hedge)}")
    place = f"{as_text(register.register.title)}, paragraph {entry.paragraph}"
    st.markdown(f"- {as_text(entry.says)}  \n  {as_text(claim)} · {place} · {' · '.join(details)}")
    if entry.note:
        st.caption(f"Note: {as_text(entry.note)}")
    paragraph = register.text.paragraph(entry.paragraph)
    if paragraph is not None:
        with st.expander(f"Paragraph {entry.paragraph} of the source"):
            st.markdown(as_text(paragraph))
    elif register.text.state == "differs" and entry.paragraph in register.text.changed:
        st.caption("The text beside this register differs from the one that was read.")


def _show_option(decision: CriteriaSet, option: str) -> None:
    entry = decision.options[option]
    if entry.summary:
        st.markdown(f"**{as_text(entry.name)}.** {as_text(entry.summary)}")
    for gate in entry.needs:
        needed = decision.gates[gate]
        state = {"yes": "met", "no": "not met", "open": "open"}[needed.state]
        note = f": {as_text(needed.note)}" if needed.note else ""
        st.markdown(f"- Needs **{as_text(needed.name)}** ({state}){note}")
