"""Evidence in sentences: what the lead rests on, and the effect of striking claims out."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from steelyard.analysis.evidence.coverage import Coverage
from steelyard.analysis.evidence.linchpins import Linchpin, Survival
from steelyard.model import Cell, Claim, CriteriaSet
from steelyard.results.words.names import cell_names, leads, option_names, the_lead
from steelyard.results.words.numbers import (
    counted,
    integer,
    span_of_hundred,
    tenth_in_words,
    whole,
)
from steelyard.results.words.simulations import DEPENDING
from steelyard.results.words.text import listing, plain

if TYPE_CHECKING:
    from steelyard.results.result import Result

_VOICE_WORDS = {"reported": "reported by", "quoted": "quoted from"}

DIRECT_CLAIMS = "Claims about this very cell"
STRETCHED_CLAIMS = "Claims about something else, carried over"
OTHER_CLAIMS = "Claims for or against it here on which the score does not draw"
"""Headings of the claims of a cell: those it cites, directly or not, and those it does not."""

MOST_RULE = (
    "Not in most simulations: in half of them or fewer, with errors that go together as the file "
    "says; a span has other cases too."
)
"""The rule for a lead that is not one in most simulations, though its span may exceed half."""

MOST_LISTED_CELLS = 6
"""If there are more scores than this, they are counted instead of listed."""


def survival_words(criteria_set: CriteriaSet, survival: Survival) -> str:
    """Return how often the leader leads with and without some evidence, and the worst case.

    A lead in half of the simulations or fewer is described as not one in most; see `MOST_RULE`.
    The word *survives* is used only for a lead that is certain, since it would contradict a
    worst case in which the lead is lost.
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
    how = f"{leads(criteria_set)} in {now} simulations"
    if survival.survives == "not":
        how = f"does not {leads(criteria_set, 2)} in most simulations but in {now}"
    return f"{leader} {how} ({before} with all the evidence){depending}; {worst}"


def without_claims(count: int) -> str:
    """Return the opening *Without its … claims* for a source that is left out.

    >>> without_claims(1), without_claims(72)
    ('Without its only claim', 'Without its 72 claims')
    """
    return "Without its only claim" if count == 1 else f"Without its {count:,} claims"


def more_claims(count: int) -> str:
    """Return the number of further claims that are collapsed.

    >>> more_claims(1), more_claims(46)
    ('1 more claim', '46 more claims')
    """
    return counted(count, "more claim")


def freed_words(criteria_set: CriteriaSet, freed: Collection[Cell]) -> str:
    """Return how many scores lose their last claim, with their names if they are few."""
    if not freed:
        return "No score that counts here loses its last claim."
    named = f": {cell_names(criteria_set, freed)}" if len(freed) <= MOST_LISTED_CELLS else ""
    lose = "loses its last claim and may stand anywhere on its scale"
    if len(freed) > 1:
        lose = "lose their last claims and may stand anywhere on their scales"
    return f"{counted(len(freed), 'score')} {lose}{named}."


def linchpin_words(criteria_set: CriteriaSet, leader: str, linchpin: Linchpin) -> str:
    """Return how the loss of one claim could affect the lead, and through which scores."""
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
    'hedged (may), quoted from A. Cook'
    """
    facts = [entry.form.replace("_", " ")] if entry.form != "generalisation" else []
    if entry.hedge and entry.hedge != "none":
        facts.append(f"hedged ({entry.hedge})")
    if entry.voice != "assertion":
        facts.append(f"{_VOICE_WORDS[entry.voice]} {entry.by or 'somebody not named'}")
    elif entry.by:
        facts.append(f"said by {entry.by}")
    return ", ".join(facts)


def coverage_sentence(found: Coverage, struck: int = 0) -> str:
    """Return how many of the file's scores rest on each kind of claim.

    `struck`: the number of claims that are struck out and so do not count.

    >>> coverage_sentence(Coverage(cells=3, direct=0, indirect=0, none=3, unknown=0))
    'None of the 3 scores in the file cites a claim of a source.'
    """
    without = f"With {counted(struck, 'claim')} struck out, " if struck else ""
    if found.direct + found.indirect + found.unknown == 0:
        none = "none" if without else "None"
        return f"{without}{none} of the {found.cells} scores in the file cites a claim of a source."
    parts = [
        (found.direct, f"{_verb(found.direct, 'rest')} on a claim about that very cell"),
        (
            found.indirect,
            f"{_verb(found.indirect, 'rest')} only on claims about something else",
        ),
        (found.none, f"{_verb(found.none, 'cite')} no claim at all"),
        (found.unknown, f"{'is' if found.unknown == 1 else 'are'} not known"),
    ]
    kinds = listing(f"{count} {words}" for count, words in parts if count)
    return f"{without}{'of' if without else 'Of'} the {found.cells} scores in the file, {kinds}."


def no_claims_note(result: Result) -> str:
    """Return the note of a file without claims on where its scores come from."""
    note = plain(result.criteria_set.note)
    if not note:
        return "Nor has the file a note on where its scores come from."
    return f"The note of the file: {note}"


def no_claims_words(result: Result) -> str:
    """Return why there is no claim to show: none was entered, or all are struck out."""
    if not result.loaded.registers:
        return "No text is entered for this set."
    if not result.loaded.claims:
        return "The texts of this set have no claims yet."
    return "All claims of this set are struck out."


def describe_survival(criteria_set: CriteriaSet, survival: Survival) -> str:
    """Return how to interpret totals with claims struck out, and how simulations were drawn."""
    middle = "In the table an unknown score counts in the middle of its scale."
    if not survival.rivals or survival.leads is None:
        if survival.rivals:
            return f"{middle} With so many options no simulations can be sampled."
        return f"{middle} That nobody can draw level is exact, without any sampling."
    rule = f"{MOST_RULE} " if survival.survives == "not" else ""
    return (
        f"{middle} {rule}Simulations: the page’s {criteria_set.simulations.draws:,}, seed 0, "
        "weights and ranges varying as there; a score that loses its last claim may stand anywhere "
        "on its scale. "
        f"A share is accurate to about {integer(max(1.0, 100 * survival.leads.error))} points and "
        "is not the chance of being right. The worst case takes known scores at their likely "
        "values."
    )


def _verb(count: int, verb: str) -> str:
    return f"{verb}s" if count == 1 else verb
