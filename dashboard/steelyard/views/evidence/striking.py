"""Linchpins and striking out: which claims hold up the lead, and who leads without some.

Whatever is struck out becomes part of the choice, so that it is part of the address and
counts on every page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import streamlit as st

from steelyard.analysis.evidence.linchpins import Linchpin
from steelyard.analysis.totals import Evaluation
from steelyard.model import CriteriaSet
from steelyard.results.evidence_basis import source_title
from steelyard.results.words.evidence import (
    claim_words,
    describe_survival,
    freed_words,
    linchpin_words,
    more_claims,
    survival_words,
    without_claims,
)
from steelyard.results.words.names import option_names
from steelyard.results.words.numbers import one_decimal
from steelyard.views.joining.passages import show_passage
from steelyard.views.session.safe_text import as_text, show_table
from steelyard.views.session.session import Session, current_session, put_choice

MOST_IN_FULL = 4
"""Number of linchpins shown in full; the rest are folded away."""

MOST_FOUND = 25
"""Number of claims that a search lists at most."""


def show_linchpins(session: Session) -> None:
    """Show every claim whose loss alone can cost the leader the lead."""
    result = session.result.unstruck
    whole = result.criteria_set
    leader, found = result.evaluation.ranking[0], result.linchpins
    name = as_text(whole.options[leader].label)
    if not found:
        st.markdown(
            f"No single claim does: whichever one is struck out, {name} leads for certain. "
            "Exact, for every place its scores could take."
        )
        return
    st.markdown(
        "A score that loses its last claim may stand anywhere on its scale. What follows is exact, "
        "for every place it could take."
    )
    for linchpin in found[:MOST_IN_FULL]:
        _show_linchpin(session, linchpin)
    rest = found[MOST_IN_FULL:]
    if rest:
        box = st.expander(
            more_claims(len(rest)), key=f"other_linchpins:{session.name}", on_change="rerun"
        )
        if box.open:
            with box:
                for linchpin in rest:
                    _show_linchpin(session, linchpin)


def _show_linchpin(session: Session, linchpin: Linchpin) -> None:
    """Show what a claim says, how the lead depends on it, and a button that strikes it out."""
    result, loaded = session.result.unstruck, session.shown
    entry, register = loaded.claims.get(linchpin.claim), loaded.register_of(linchpin.claim)
    with st.container(border=True, key=f"linchpin_{linchpin.claim}"):
        if entry is not None and register is not None and register.register is not None:
            place = f"{register.register.title}, paragraph {entry.paragraph}"
            st.markdown(f"**{as_text(linchpin.claim)}** · {as_text(entry.says)}")
            st.caption(as_text(f"{place} · {claim_words(entry)}"))
            show_passage(loaded, linchpin.claim)
        leader = result.evaluation.ranking[0]
        st.markdown(as_text(linchpin_words(result.criteria_set, leader, linchpin)))
        _offer_strike(session, f"linchpin:{linchpin.claim}", [linchpin.claim], linchpin.claim)


def show_striking(session: Session) -> None:
    """Show what is left of the lead, and beside it everything that can be struck out."""
    with st.container(key="pair_striking"):
        left, right = st.columns(2, gap="medium")
    with left, st.container(key="survival"):
        _show_survival(session)
    with right:
        _show_sources(session)
        _show_tick_boxes(session)


def _show_survival(session: Session) -> None:
    result, unstruck = session.result, session.result.unstruck
    whole, struck = unstruck.criteria_set, tuple(dict.fromkeys(session.choice.struck))
    sentence = unstruck.verdict_on_totals.sentence
    if not struck:
        st.markdown(f"Nothing is struck out. **{as_text(sentence)}.**")
        st.markdown(
            "Strike out a claim or a source that you do not trust. A score that loses its last "
            "claim then counts as unknown, here and on every other page."
        )
        return
    survival = unstruck.judge_survival(struck)
    count = "1 claim is" if len(struck) == 1 else f"{len(struck)} claims are"
    st.markdown(f"{count} struck out. **{as_text(survival_words(whole, survival))}.**")
    st.markdown(as_text(freed_words(whole, survival.freed)))
    if survival.rivals:
        rivals = as_text(option_names(whole, survival.rivals))
        st.markdown(f"Who could draw level or get ahead: {rivals}.")
    now = unstruck.judge_evaluation(result.evaluation).sentence
    st.markdown(f"Verdict with all claims: {as_text(sentence)}.  \nVerdict now: {as_text(now)}.")
    show_table("before_after", *_before_after(whole, unstruck.evaluation, result.evaluation))
    st.caption(as_text(describe_survival(whole, survival)))
    st.button("Undo all", key="undo_struck", on_click=_put_struck, args=((),))


def _before_after(
    criteria_set: CriteriaSet, before: Evaluation, now: Evaluation
) -> tuple[list[str], list[list[str]]]:
    heads = ["Rank now", "Option", "Total now", "Total before", "Rank before"]
    return heads, [
        [
            str(now.ranks[option]),
            criteria_set.options[option].label,
            one_decimal(now.totals[option]),
            one_decimal(before.totals[option]),
            str(before.ranks[option]),
        ]
        for option in now.ranking
    ]


def _show_sources(session: Session) -> None:
    """Show the effect of striking out each source as a whole, with a button that does so."""
    result = session.result.unstruck
    whole, sources = result.criteria_set, result.evidence.sources
    for source, survival in result.source_survivals.items():
        claims = [claim for claim, owner in sources.items() if owner == source]
        with st.container(border=True, key=f"source_{source}"):
            st.markdown(
                f"**{as_text(source_title(session.shown, source))}**  \n"
                f"{without_claims(len(claims))}: {as_text(survival_words(whole, survival))}. "
                f"{as_text(freed_words(whole, survival.freed))}"
            )
            _offer_strike(session, f"source:{source}", claims, "the whole source")


def _offer_strike(session: Session, place: str, claims: list[str], what: str) -> None:
    """Offer to strike out some claims, or to restore them if all of them are struck out."""
    is_struck = set(claims) <= set(session.choice.struck)
    st.button(
        f"Take {as_text(what)} back" if is_struck else f"Strike out {as_text(what)}",
        key=f"strike:{place}",
        on_click=_take_back if is_struck else _strike,
        args=(claims,),
    )


def _show_tick_boxes(session: Session) -> None:
    """Show every claim with a box to strike it out, by source or as a search finds them."""
    loaded = session.shown
    words = st.text_input(
        "Find a claim to strike out",
        key=f"find_claim:{session.name}",
        placeholder="a word it says, or its id",
    )
    if words and words.strip():
        _show_found(session, words.strip().casefold())
        return
    for source, register in loaded.registers.items():
        if register.register is None:
            continue
        claims = list(register.register.standing)
        struck = sum(claim in session.choice.struck for claim in claims)
        box = st.expander(
            f"{as_text(source_title(loaded, source))}: {struck} of {len(claims)} struck out",
            key=f"claims_of:{session.name}:{source}",
            on_change="rerun",
        )
        if box.open:
            with box:
                for claim in claims:
                    _show_tick_box(session, claim)


def _show_found(session: Session, words: str) -> None:
    found = [
        claim
        for claim, entry in session.shown.claims.items()
        if words in f"{claim} {entry.says} {entry.by or ''}".casefold()
    ]
    for claim in found[:MOST_FOUND]:
        _show_tick_box(session, claim)
    if not found:
        st.markdown("No claim says that. Try another word, or a part of one.")
    elif len(found) > MOST_FOUND:
        st.markdown(f"and {len(found) - MOST_FOUND} more; another word narrows it down.")


def _show_tick_box(session: Session, claim: str) -> None:
    entry = session.shown.claims[claim]
    key = f"tick:{session.name}:{claim}"
    st.session_state[key] = claim in session.choice.struck
    st.checkbox(
        f"**{as_text(claim)}**, paragraph {entry.paragraph}: {as_text(entry.says)}",
        key=key,
        on_change=_take_tick,
        args=(claim, key),
    )
    show_passage(session.shown, claim)


def _take_tick(claim: str, key: str) -> None:
    (_strike if st.session_state[key] else _take_back)([claim])


def _strike(claims: Iterable[str]) -> None:
    _put_struck((*current_session().choice.struck, *claims))


def _take_back(claims: Iterable[str]) -> None:
    back = set(claims)
    _put_struck(claim for claim in current_session().choice.struck if claim not in back)


def _put_struck(claims: Iterable[str]) -> None:
    """Strike out exactly these claims and no others."""
    put_choice(replace(current_session().choice, struck=tuple(dict.fromkeys(claims))))
