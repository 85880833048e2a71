"""Linchpins and striking out: which claims hold up the lead, and who leads without some.

Whatever is struck out becomes part of the choice, so that it stands in the address and
counts on every page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import streamlit as st

from steelyard.analysis.linchpins import (
    Survival,
    find_linchpins,
    judge_sources,
    judge_survival,
)
from steelyard.analysis.totals import Evaluation, evaluate
from steelyard.analysis.verdict import judge
from steelyard.analysis.wording import integer
from steelyard.model import CriteriaSet
from steelyard.views.address import Choice
from steelyard.views.claim_panel import claim_facts
from steelyard.views.evidence_basis import evidence_of, source_title
from steelyard.views.evidence_words import (
    freed_words,
    linchpin_words,
    option_list,
    survival_words,
)
from steelyard.views.plain_table import show_table
from steelyard.views.safe_text import as_text
from steelyard.views.state import Desk, put_choice

MOST_FOUND = 25
"""More claims than these are not listed by a search."""


def show_linchpins(desk: Desk) -> None:
    """Show every claim whose loss alone can cost the leader the lead."""
    whole, loaded = desk.whole, desk.shown
    assert whole is not None
    st.markdown("## Which single claims hold up the lead?", anchors=False)
    leader = evaluate(whole, desk.choice.view).ranking[0]
    found = find_linchpins(whole, desk.choice.view)
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
            _offer_strike(desk, f"linchpin:{linchpin.claim}", [linchpin.claim], linchpin.claim)


def show_striking(desk: Desk, evaluation: Evaluation) -> None:
    """Show what is left of the lead, and beside it everything that can be struck out."""
    assert desk.whole is not None
    st.markdown("## Who leads without some of the evidence?", anchors=False)
    with st.container(key="pair_striking"):
        left, right = st.columns(2, gap="medium")
    with left, st.container(key="survival"):
        _show_answer(desk, evaluation)
    with right:
        _show_sources(desk)
        _show_tick_boxes(desk)


def _show_answer(desk: Desk, evaluation: Evaluation) -> None:
    whole, struck = desk.whole, desk.choice.struck
    assert whole is not None
    before = evaluate(whole, desk.choice.view)
    sentence = judge(whole, before).sentence
    if not struck:
        st.markdown(f"Nothing is struck out. **{as_text(sentence)}.**")
        st.markdown(
            "Strike out a claim or a source that you do not trust. A score left without any "
            "claim then counts as unknown, here and on every other page."
        )
        return
    survival = judge_survival(whole, struck, desk.choice.view)
    count = "1 claim is" if len(struck) == 1 else f"{len(struck)} claims are"
    st.markdown(f"{count} struck out. **{as_text(survival_words(whole, survival))}.**")
    st.markdown(as_text(freed_words(whole, survival.freed)))
    if survival.rivals:
        rivals = as_text(option_list(whole, survival.rivals))
        st.markdown(f"Who could draw level or get ahead: {rivals}.")
    now = judge(whole, evaluation).sentence
    st.markdown(f"Verdict with all claims: {as_text(sentence)}.  \nVerdict now: {as_text(now)}.")
    show_table("before_after", *_before_after(whole, before, evaluation))
    st.caption(as_text(describe_survival(whole, survival)))
    st.button("Undo all", key="undo_struck", on_click=_put_struck, args=((),))


def describe_survival(decision: CriteriaSet, survival: Survival) -> str:
    """Return how the totals now are meant, and how worlds were drawn if any were."""
    middle = "In the table an unknown score counts at the middle of its scale."
    if not survival.rivals:
        return f"{middle} That nobody can draw level is exact, without any sampling."
    return (
        f"{middle} Worlds: {decision.worlds.draws:,} drawn, seed 0; only the scores left without "
        "a claim vary, over their full ranges, and weights stay. A share is exact to about "
        f"{integer(max(1.0, 100 * survival.error))} points and is no chance of being right."
    )


def _before_after(
    decision: CriteriaSet, before: Evaluation, now: Evaluation
) -> tuple[list[str], list[list[str]]]:
    heads = ["Rank now", "Option", "Total now", "Total before", "Rank before"]
    return heads, [
        [
            str(now.ranks[option]),
            decision.options[option].label,
            integer(now.totals[option]),
            integer(before.totals[option]),
            str(before.ranks[option]),
        ]
        for option in now.ranking
    ]


def _show_sources(desk: Desk) -> None:
    """Show what each source's loss as a whole would do, with a button to do it."""
    whole = desk.whole
    assert whole is not None
    sources = evidence_of(desk.shown).sources
    for source, survival in judge_sources(whole, sources, desk.choice.view).items():
        claims = [claim for claim, owner in sources.items() if owner == source]
        with st.container(border=True, key=f"source_{source}"):
            st.markdown(
                f"**{as_text(source_title(desk.shown, source))}**  \nWithout its {len(claims)} "
                f"claims: {as_text(survival_words(whole, survival))}. "
                f"{as_text(freed_words(whole, survival.freed))}"
            )
            _offer_strike(desk, f"source:{source}", claims, "the whole source")


def _offer_strike(desk: Desk, place: str, claims: list[str], what: str) -> None:
    """Offer to strike out some claims, or to take them back where all of them are struck."""
    is_struck = set(claims) <= set(desk.choice.struck)
    st.button(
        f"Take {as_text(what)} back" if is_struck else f"Strike out {as_text(what)}",
        key=f"strike:{place}",
        on_click=_take_back if is_struck else _strike,
        args=(claims,),
    )


def _show_tick_boxes(desk: Desk) -> None:
    loaded = desk.shown
    words = st.text_input(
        "Find a claim to strike out",
        key=f"find_claim:{desk.name}",
        placeholder="a word it says, or its id",
    )
    if words and words.strip():
        _show_found(desk, words.strip().casefold())
        return
    for source, register in loaded.registers.items():
        if register.register is None:
            continue
        claims = list(register.register.claims)
        struck = sum(claim in desk.choice.struck for claim in claims)
        box = st.expander(
            f"{as_text(source_title(loaded, source))}: {struck} of {len(claims)} struck out",
            key=f"claims_of:{desk.name}:{source}",
            on_change="rerun",
        )
        if box.open:
            with box:
                for claim in claims:
                    _show_tick_box(desk, claim)


def _show_found(desk: Desk, words: str) -> None:
    found = [
        claim
        for claim, entry in desk.shown.claims.items()
        if words in f"{claim} {entry.says} {entry.by or ''}".casefold()
    ]
    for claim in found[:MOST_FOUND]:
        _show_tick_box(desk, claim)
    if not found:
        st.markdown("No claim says that. Try another word, or a part of one.")
    elif len(found) > MOST_FOUND:
        st.markdown(f"and {len(found) - MOST_FOUND} more; another word narrows it down.")


def _show_tick_box(desk: Desk, claim: str) -> None:
    entry = desk.shown.claims[claim]
    key = f"tick:{desk.name}:{claim}"
    st.session_state[key] = claim in desk.choice.struck
    st.checkbox(
        f"**{as_text(claim)}**, paragraph {entry.paragraph}: {as_text(entry.says)}",
        key=key,
        on_change=_take_tick,
        args=(claim, key),
    )


def _take_tick(claim: str, key: str) -> None:
    (_strike if st.session_state[key] else _take_back)([claim])


def _strike(claims: Iterable[str]) -> None:
    _put_struck((*_choice().struck, *claims))


def _take_back(claims: Iterable[str]) -> None:
    back = set(claims)
    _put_struck(claim for claim in _choice().struck if claim not in back)


def _put_struck(claims: Iterable[str]) -> None:
    put_choice(replace(_choice(), struck=tuple(dict.fromkeys(claims))))


def _choice() -> Choice:
    choice: Choice = st.session_state.get("choice", Choice())
    return choice
