"""Linchpins and striking out: which claims hold up the lead, and who leads without some."""

from __future__ import annotations

import streamlit as st

from steelyard.analysis.evidence.linchpins import (
    Survival,
    find_linchpins,
    judge_sources,
    judge_survival,
)
from steelyard.analysis.totals import Evaluation, evaluate
from steelyard.model import CriteriaSet
from steelyard.results.evidence_basis import evidence_of, source_title
from steelyard.results.words.evidence import freed_words, linchpin_words, survival_words
from steelyard.results.words.names import option_names
from steelyard.results.words.numbers import integer
from steelyard.results.words.verdict import judge
from steelyard.views.cells.claim_panel import claim_facts
from steelyard.views.charts.plain_table import show_table
from steelyard.views.evidence.strike_controls import offer_strike, put_struck, show_tick_boxes
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session


def show_linchpins(session: Session) -> None:
    """Show every claim whose loss alone can cost the leader the lead."""
    whole, loaded = session.whole, session.shown
    assert whole is not None
    st.markdown("## Which single claims hold up the lead?", anchors=False)
    leader = evaluate(whole, session.choice.view).ranking[0]
    found = find_linchpins(whole, session.choice.view)
    name = as_text(whole.options[leader].label)
    if not found:
        st.markdown(
            f"No single claim does: whichever one is struck out, {name} leads for certain. "
            "Exact, for every place its scores could take."
        )
        return
    count = "1 claim" if len(found) == 1 else f"{len(found)} claims"
    st.markdown(
        f"{count} of {len(loaded.claims)} can cost {name} the lead by falling away alone. "
        "Exact: a score that loses its last claim may stand anywhere on its scale."
    )
    for linchpin in found:
        entry, register = loaded.claims.get(linchpin.claim), loaded.register_of(linchpin.claim)
        with st.container(border=True, key=f"linchpin_{linchpin.claim}"):
            if entry is not None and register is not None and register.register is not None:
                place = f"{register.register.title}, paragraph {entry.paragraph}"
                st.markdown(f"**{as_text(linchpin.claim)}** · {as_text(entry.says)}")
                st.caption(as_text(f"{place} · {claim_facts(entry)}"))
            st.markdown(as_text(linchpin_words(whole, leader, linchpin)))
            offer_strike(session, f"linchpin:{linchpin.claim}", [linchpin.claim], linchpin.claim)


def show_striking(session: Session, evaluation: Evaluation) -> None:
    """Show what is left of the lead, and beside it everything that can be struck out."""
    assert session.whole is not None
    st.markdown("## Who leads without some of the evidence?", anchors=False)
    with st.container(key="pair_striking"):
        left, right = st.columns(2, gap="medium")
    with left, st.container(key="survival"):
        _show_answer(session, evaluation)
    with right:
        _show_sources(session)
        show_tick_boxes(session)


def _show_answer(session: Session, evaluation: Evaluation) -> None:
    whole, struck = session.whole, tuple(dict.fromkeys(session.choice.struck))
    assert whole is not None
    before = evaluate(whole, session.choice.view)
    sentence = judge(whole, before).sentence
    if not struck:
        st.markdown(f"Nothing is struck out. **{as_text(sentence)}.**")
        st.markdown(
            "Strike out a claim or a source that you do not trust. A score left without any "
            "claim then counts as unknown, here and on every other page."
        )
        return
    survival = judge_survival(whole, struck, session.choice.view)
    count = "1 claim is" if len(struck) == 1 else f"{len(struck)} claims are"
    st.markdown(f"{count} struck out. **{as_text(survival_words(whole, survival))}.**")
    st.markdown(as_text(freed_words(whole, survival.freed)))
    if survival.rivals:
        rivals = as_text(option_names(whole, survival.rivals))
        st.markdown(f"Who could draw level or get ahead: {rivals}.")
    now = judge(whole, evaluation).sentence
    st.markdown(f"Verdict with all claims: {as_text(sentence)}.  \nVerdict now: {as_text(now)}.")
    show_table("before_after", *_before_after(whole, before, evaluation))
    st.caption(as_text(describe_survival(whole, survival)))
    st.button("Undo all", key="undo_struck", on_click=put_struck, args=((),))


def describe_survival(criteria_set: CriteriaSet, survival: Survival) -> str:
    """Return how the totals now are meant, and how simulations were drawn if any were."""
    middle = "In the table an unknown score counts at the middle of its scale."
    if not survival.rivals:
        return f"{middle} That nobody can draw level is exact, without any sampling."
    return (
        f"{middle} Simulations: {criteria_set.simulations.draws:,} drawn, seed 0; only the scores left without "
        "a claim vary, over their full ranges, and weights stay. A share is exact to about "
        f"{integer(max(1.0, 100 * survival.error))} points and is not the chance of being right."
    )


def _before_after(
    criteria_set: CriteriaSet, before: Evaluation, now: Evaluation
) -> tuple[list[str], list[list[str]]]:
    heads = ["Rank now", "Option", "Total now", "Total before", "Rank before"]
    return heads, [
        [
            str(now.ranks[option]),
            criteria_set.options[option].label,
            integer(now.totals[option]),
            integer(before.totals[option]),
            str(before.ranks[option]),
        ]
        for option in now.ranking
    ]


def _show_sources(session: Session) -> None:
    """Show what each source's loss as a whole would do, with a button to do it."""
    whole = session.whole
    assert whole is not None
    sources = evidence_of(session.shown).sources
    for source, survival in judge_sources(whole, sources, session.choice.view).items():
        claims = [claim for claim, owner in sources.items() if owner == source]
        with st.container(border=True, key=f"source_{source}"):
            st.markdown(
                f"**{as_text(source_title(session.shown, source))}**  \nWithout its {len(claims)} "
                f"claims: {as_text(survival_words(whole, survival))}. "
                f"{as_text(freed_words(whole, survival.freed))}"
            )
            offer_strike(session, f"source:{source}", claims, "the whole source")
