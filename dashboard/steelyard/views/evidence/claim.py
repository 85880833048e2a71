"""From a claim to every score it feeds."""

from __future__ import annotations

import streamlit as st

from steelyard.model import Claim, CriteriaSet
from steelyard.results.words.evidence import claim_words, freed_words, survival_words
from steelyard.results.words.joined.cells import wished_result
from steelyard.results.words.names import cell_name, claim_label, criterion_name, option_names
from steelyard.results.words.scores.ranking import scale_words, score_words
from steelyard.views.joining.passages import show_passage
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session
from steelyard.views.sheets.opening import open_score


def show_claim_and_scores(session: Session) -> None:
    """Let the reader choose a claim; show what it says and every score that cites it."""
    claim = _choose_claim(session)
    if claim is None:
        return
    with st.container(key="pair_claim"):
        left, right = st.columns(2, gap="medium")
    with left:
        show_whole_claim(session, claim)
    with right:
        _show_cells(session, claim)


def show_whole_claim(session: Session, claim: str) -> None:
    """Show what a claim says, its author, paragraph and direction, and the lead without it."""
    loaded, whole = session.shown, session.whole
    register, entry = loaded.register_of(claim), loaded.claims.get(claim)
    if register is None or register.register is None or entry is None:
        return
    struck = " (struck out)" if claim in session.choice.struck else ""
    st.markdown(f"**{as_text(claim)}**{struck} · {as_text(entry.says)}")
    place = f"{register.register.title}, paragraph {entry.paragraph}"
    st.caption(as_text(f"{place} · {claim_words(entry)}"))
    show_passage(loaded, claim)
    if entry.note:
        st.caption(f"Note: {as_text(entry.note)}")
    _show_directions(whole, entry)
    survival = session.result.unstruck.judge_survival([claim])
    st.markdown(
        f"**Without this claim alone:** {as_text(survival_words(whole, survival))}. "
        f"{as_text(freed_words(whole, survival.freed))}"
    )


def _choose_claim(session: Session) -> str | None:
    claims, key = session.shown.claims, f"claim:{session.name}"
    if st.session_state.get(key) not in claims:
        linchpins = session.result.unstruck.linchpins
        known = [linchpin.claim for linchpin in linchpins if linchpin.claim in claims]
        # Without a linchpin, start with the claim that most scores cite.
        base = session.result.change(reading=None, struck=())
        by_uses = sorted(claims, key=lambda claim: -len(base.find_uses(claim)))
        st.session_state[key] = [*known, *by_uses][0]
    chosen: str | None = st.selectbox(
        "Claim",
        list(claims),
        key=key,
        format_func=lambda claim: claim_label(claim, claims[claim]),
        persist_state="session",
    )
    return chosen


def _show_directions(criteria_set: CriteriaSet, entry: Claim) -> None:
    """Show for which options the claim speaks, and against which, by criterion."""
    lines = []
    for criterion, bearing in entry.bears_on.items():
        if criterion not in criteria_set.criteria:
            continue
        known = [
            [o for o in side if o in criteria_set.options]
            for side in (bearing.for_, bearing.against)
        ]
        sides = [
            f"{word} {option_names(criteria_set, side)}"
            for word, side in zip(("for", "against"), known, strict=True)
            if side
        ]
        if sides:
            scale = scale_words(criteria_set, criteria_set.criteria[criterion])
            name = criterion_name(criteria_set, criterion)
            lines.append(f"- **{as_text(name)}** ({as_text(scale)}): {as_text('; '.join(sides))}")
    if lines:
        wished = wished_result(criteria_set)
        st.markdown(f"**Speaks for or against {wished} on**\n" + "\n".join(lines))
    else:
        st.markdown("It speaks for or against no option of this set.")


def _show_cells(session: Session, claim: str) -> None:
    """List every score that cites the claim; those in view lead to the score."""
    unstruck, evaluation = session.result.unstruck, session.result.evaluation
    whole = unstruck.criteria_set
    uses = unstruck.find_uses(claim)
    if not uses:
        st.markdown("**No score of this set cites it.**")
        return
    scores = "1 score cites it" if len(uses) == 1 else f"{len(uses)} scores cite it"
    st.markdown(f"**{scores}**")
    with st.container(key="fed_scores", gap=None):
        for cell, is_direct in uses:
            score = score_words(unstruck.find_assessment(*cell))
            how = "cited directly" if is_direct else "carried over"
            label = cell_name(whole, cell)
            if cell[1] not in evaluation.criteria:
                st.caption(f"{as_text(label)}: score {as_text(score)}, {how}, not in this frame")
                continue
            now = ", now unknown" if cell in evaluation.unknown else ""
            st.button(
                f"{as_text(label)}: {as_text(score)}, {how}{now}",
                key=f"to_cell:{cell[0]}:{cell[1]}",
                on_click=open_score,
                args=(cell,),
                type="tertiary",
            )
