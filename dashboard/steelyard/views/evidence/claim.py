"""From a claim to every score it feeds, and from a score back to its claims, side by side."""

from __future__ import annotations

import streamlit as st

from steelyard.analysis.evidence.strike_out import Cell
from steelyard.model import Claim, CriteriaSet
from steelyard.results.words.evidence import claim_words, freed_words, survival_words
from steelyard.results.words.names import cell_name, claim_label, option_names
from steelyard.results.words.numbers import integer
from steelyard.results.words.scores.ranking import scale_words, score_words
from steelyard.views.cells.cell_panel import show_cell, show_paragraph
from steelyard.views.cells.cell_picking import chooser_keys
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session

PANEL_HEIGHT = 640
"""Height of both panels in pixels, each with its own scroll bar; not so on a phone."""
_SCORE_HEADING = "## Which claims does a score rest on?"


def show_claims_and_cells(session: Session) -> None:
    """Show one claim with its scores, and one score with its claims, each leading to the other."""
    if not session.shown.claims:
        st.markdown(_SCORE_HEADING, anchors=False)
        show_cell(session)
        return
    with st.container(key="pair_claims"):
        left, right = st.columns(2, gap="medium")
    with left:
        st.markdown("## Which scores does a claim feed?", anchors=False)
        claim = _choose_claim(session)
        if claim is not None:
            with st.container(height=PANEL_HEIGHT, border=False, key="panel_claim"):
                show_whole_claim(session, claim)
                _show_cells(session, claim)
    with right:
        st.markdown(_SCORE_HEADING, anchors=False)
        key = _claim_key(session)
        show_cell(session, lambda chosen: _put_claim(key, chosen), PANEL_HEIGHT)


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
    show_paragraph(register, entry)
    if entry.note:
        st.caption(f"Note: {as_text(entry.note)}")
    _show_directions(whole, entry)
    survival = session.result.unstruck.judge_survival([claim])
    st.markdown(
        f"**Without this claim alone:** {as_text(survival_words(whole, survival))}. "
        f"{as_text(freed_words(whole, survival.freed))}"
    )


def _choose_claim(session: Session) -> str | None:
    claims, key = session.shown.claims, _claim_key(session)
    if st.session_state.get(key) not in claims:
        linchpins = session.result.unstruck.linchpins
        known = [linchpin.claim for linchpin in linchpins if linchpin.claim in claims]
        # Without a linchpin the claim on which most scores rest: there is most to see.
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
    """Show for which options the claim speaks for or against a good result, by criterion."""
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
            name = criteria_set.criteria[criterion].name
            lines.append(f"- **{as_text(name)}** ({as_text(scale)}): {as_text('; '.join(sides))}")
    if lines:
        st.markdown("**Speaks for or against a good result on**\n" + "\n".join(lines))
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
    keys = chooser_keys(session)
    with st.container(key="fed_scores", gap=None):
        for cell, is_direct in uses:
            entry = whole.criteria[cell[1]]
            score = score_words(unstruck.find_assessment(*cell))
            how = "cited directly" if is_direct else "carried over"
            label = cell_name(whole, cell)
            if cell[1] not in evaluation.criteria:
                st.caption(f"{as_text(label)}: score {as_text(score)}, {how}, not in this frame")
                continue
            st.button(
                f"{as_text(label)}",
                key=f"to_cell:{cell[0]}:{cell[1]}",
                on_click=_put_cell,
                args=(keys, cell, label),
                type="tertiary",
                icon=":material/arrow_forward:",
            )
            value = integer(evaluation.values[cell[0]][cell[1]])
            now = "now unknown, its value taken" if cell in evaluation.unknown else "value now"
            scale = as_text(scale_words(whole, entry))
            st.caption(
                f"{how} · score {as_text(score)} on {scale} · {now} {value}, where 100 is "
                f"{as_text(whole.measure.top)}"
            )


def _claim_key(session: Session) -> str:
    return f"claim:{session.name}"


def _put_claim(key: str, claim: str) -> None:
    st.session_state[key] = claim
    st.toast(f"{as_text(claim)} is shown under “Which scores does a claim feed?”.")


def _put_cell(keys: tuple[str, str], cell: Cell, name: str) -> None:
    st.session_state[keys[0]], st.session_state[keys[1]] = cell
    st.toast(f"{as_text(name)} is shown under “Which claims does a score rest on?”.")
