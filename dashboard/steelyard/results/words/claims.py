"""Claims in words: who makes one, how many scores rest on them, what striking them out means.

Everything here is plain text; pages make it safe.
"""

from __future__ import annotations

from steelyard.analysis.evidence.coverage import Coverage
from steelyard.analysis.evidence.linchpins import Survival
from steelyard.model import Claim, CriteriaSet
from steelyard.results.words.numbers import integer, listing

_VOICES = {"reported": "reported by", "quoted": "quoted from"}


def claim_facts(entry: Claim) -> str:
    """Return who makes a claim, in which form and how guardedly.

    >>> claim_facts(Claim(paragraph=1, says="Dear.", voice="quoted", by="A. Cook", hedge="may"))
    'quoted from A. Cook · form: generalisation · hedge: may'
    """
    if entry.voice == "assertion":
        who = f"{entry.by} says" if entry.by else "the author says"
    else:
        who = f"{_VOICES[entry.voice]} {entry.by or 'somebody not named'}"
    facts = [who, f"form: {entry.form.replace('_', ' ')}"]
    if entry.hedge:
        facts.append(f"hedge: {entry.hedge}")
    return " · ".join(facts)


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
            f"{_verb(found.indirect, 'rest')} only on claims stretched to it from elsewhere",
        ),
        (found.none, f"{_verb(found.none, 'cite')} no claim at all"),
        (found.unknown, f"{'is' if found.unknown == 1 else 'are'} not known"),
    ]
    counted = listing(f"{count} {words}" for count, words in parts if count)
    return f"Of the {found.cells} scores in the file, {counted}."


def describe_survival(criteria_set: CriteriaSet, survival: Survival) -> str:
    """Return how totals with struck-out claims are meant, and how simulations were drawn."""
    middle = "In the table an unknown score counts at the middle of its scale."
    if not survival.rivals:
        return f"{middle} That nobody can draw level is exact, without any sampling."
    return (
        f"{middle} Simulations: {criteria_set.simulations.draws:,} drawn, seed 0; only the scores "
        "left without a claim vary, over their full ranges, and weights stay. A share is exact to "
        f"about {integer(max(1.0, 100 * survival.error))} points and is not the chance of being "
        "right."
    )


def _verb(count: int, verb: str) -> str:
    return f"{verb}s" if count == 1 else verb
