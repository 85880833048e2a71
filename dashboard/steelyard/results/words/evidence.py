"""Evidence in sentences: what the lead rests on, and what striking claims out does to it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from steelyard.analysis.evidence.coverage import Coverage
from steelyard.analysis.evidence.linchpins import Linchpin, Survival
from steelyard.analysis.evidence.strike_out import Cell
from steelyard.model import Claim, CriteriaSet
from steelyard.results.words.names import cell_names, leads, option_names, the_lead
from steelyard.results.words.numbers import (
    counted,
    integer,
    span_of_hundred,
    tenth_in_words,
    whole,
)
from steelyard.results.words.simulations import DEPENDING
from steelyard.results.words.text import listing

if TYPE_CHECKING:
    from steelyard.results.result import Result

_VOICE_WORDS = {"reported": "reported by", "quoted": "quoted from"}

DIRECT_CLAIMS = "Claims about this very cell"
STRETCHED_CLAIMS = "Claims about something else, carried over"
OTHER_CLAIMS = "Claims for or against it here on which the score does not draw"
"""Headings of the claims of a cell: those it cites, directly or not, and those it does not."""

MOST_CELLS = 6
"""More scores than these are counted and not listed."""


def survival_words(criteria_set: CriteriaSet, survival: Survival) -> str:
    """Return in how many simulations the leader still leads, with and without, and the worst.

    The word *survives* is used only for a lead that is certain: beside a worst case in which the
    lead is lost it would be a contradiction.
    """
    leader = criteria_set.options[survival.leader].label
    if survival.strongest is None or survival.margin is None:
        return f"{leader} survives for certain: nobody can draw level, whatever is unknown"
    rival = criteria_set.options[survival.strongest].label
    behind = -survival.margin
    ends = f"ends {tenth_in_words(behind)} points ahead" if whole(10 * behind) else "draws level"
    worst = f"at worst {rival} {ends}"
    if survival.leads is None or survival.before is None:
        return f"{leader} does not lead for certain: {worst}"
    now, before = (
        span_of_hundred(whole(100 * found.share), *found.span)
        for found in (survival.leads, survival.before)
    )
    depending = f", {DEPENDING}" if " to " in now + before else ""
    share = (
        f"{leads(criteria_set)} in {now} simulations ({before} with all the evidence){depending}"
    )
    does_not = "does not survive: it " if survival.survives == "not" else ""
    return f"{leader} {does_not}{share}; {worst}"


def without_claims(count: int) -> str:
    """Return that a source is left out, with the number of its claims.

    >>> without_claims(1), without_claims(72)
    ('Without its only claim', 'Without its 72 claims')
    """
    return "Without its only claim" if count == 1 else f"Without its {count:,} claims"


def more_claims(count: int) -> str:
    """Return how many further claims are folded away.

    >>> more_claims(1), more_claims(46)
    ('1 more claim', '46 more claims')
    """
    return counted(count, "more claim")


def freed_words(criteria_set: CriteriaSet, freed: Collection[Cell]) -> str:
    """Return which scores are left without a claim, by name if they are few."""
    if not freed:
        return "No score that counts here loses its last claim."
    named = f": {cell_names(criteria_set, freed)}" if len(freed) <= MOST_CELLS else ""
    ranges = "is left without a claim and takes its full range"
    if len(freed) > 1:
        ranges = "are left without a claim and take their full ranges"
    return f"{counted(len(freed), 'score')} {ranges}{named}."


def linchpin_words(criteria_set: CriteriaSet, leader: str, linchpin: Linchpin) -> str:
    """Return what the loss of one claim could cost, and through which scores."""
    rivals, name = option_names(criteria_set, linchpin.rivals), criteria_set.options[leader].label
    behind = tenth_in_words(-linchpin.margin)
    end = (
        f"draw level, so that {name} would no longer come first alone"
        if only_levels(linchpin)
        else f"end up to {behind} points ahead, which would cost {name} {the_lead(criteria_set)}"
    )
    rests = "rests" if len(linchpin.freed) == 1 else "rest"
    return (
        f"{cell_names(criteria_set, linchpin.freed)} {rests} on it alone. Without it {rivals} "
        f"could {end}."
    )


def only_levels(linchpin: Linchpin) -> bool:
    """Return whether the loss of a claim brings rivals level, as printed, and none ahead."""
    return whole(-10 * linchpin.margin) == 0


def claim_words(entry: Claim) -> str:
    """Return the form, the hedge and the speaker of a claim, in words.

    Empty for the usual case: a generalisation the author makes without a hedge.

    >>> claim_words(Claim(paragraph=1, says="Dear.", voice="quoted", by="A. Cook", hedge="may"))
    'hedged: may, quoted from A. Cook'
    """
    facts = [entry.form.replace("_", " ")] if entry.form != "generalisation" else []
    if entry.hedge and entry.hedge != "none":
        facts.append(f"hedged: {entry.hedge}")
    if entry.voice != "assertion":
        facts.append(f"{_VOICE_WORDS[entry.voice]} {entry.by or 'somebody not named'}")
    elif entry.by:
        facts.append(f"said by {entry.by}")
    return ", ".join(facts)


def coverage_sentence(found: Coverage) -> str:
    """Return how many of the file's own scores rest on which kind of claim.

    >>> coverage_sentence(Coverage(cells=3, direct=0, indirect=0, none=3, unknown=0))
    'None of the 3 scores in the file cites a claim of a source.'
    """
    if found.direct + found.indirect + found.unknown == 0:
        return f"None of the {found.cells} scores in the file cites a claim of a source."
    parts = [
        (found.direct, f"{_verb(found.direct, 'rest')} on a claim about that very cell"),
        (
            found.indirect,
            f"{_verb(found.indirect, 'rest')} only on claims about something else",
        ),
        (found.none, f"{_verb(found.none, 'cite')} no claim at all"),
        (found.unknown, f"{'is' if found.unknown == 1 else 'are'} not known"),
    ]
    counted = listing(f"{count} {words}" for count, words in parts if count)
    return f"Of the {found.cells} scores in the file, {counted}."


def no_claims_words(result: Result) -> str:
    """Return why there is no claim to show: none was entered, or all are struck out."""
    if not result.loaded.registers:
        return "No source is entered for this set."
    if not result.loaded.claims:
        return "The sources of this set have no claims yet."
    return "All claims of this set are struck out."


def describe_survival(criteria_set: CriteriaSet, survival: Survival) -> str:
    """Return how totals with struck-out claims are meant, and how simulations were drawn."""
    middle = "In the table an unknown score counts at the middle of its scale."
    if not survival.rivals or survival.leads is None:
        if survival.rivals:
            return f"{middle} With so many options no simulations can be sampled."
        return f"{middle} That nobody can draw level is exact, without any sampling."
    return (
        f"{middle} Simulations: the page’s {criteria_set.simulations.draws:,}, seed 0, weights and "
        "ranges varying as there; the scores left without a claim vary over their full ranges. "
        f"A share is accurate to about {integer(max(1.0, 100 * survival.leads.error))} points and "
        "is not the chance of being right. The worst case takes known scores at their likely "
        "values."
    )


def _verb(count: int, verb: str) -> str:
    return f"{verb}s" if count == 1 else verb
