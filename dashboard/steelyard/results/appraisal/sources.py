"""The rule on sources: how one-sided the evidence is, by source, voice and direction.

It counts claims and never weighs them; a single good source can be right against many.
"""

from __future__ import annotations

from collections import Counter

from steelyard.results.appraisal.case import Case
from steelyard.results.appraisal.finding import (
    ICD_SOURCES,
    PRIMER_QUALITY,
    Finding,
    Rule,
    Subject,
    subjects,
)
from steelyard.results.appraisal.leaning import Leaning, lean
from steelyard.results.words.numbers import all_of, counted
from steelyard.results.words.text import some

FEWEST_CLAIMS = 5
"""With fewer claims than this, their direction says nothing about the sources."""

MOST_ONE_WAY = 0.8
"""Share of claims in one direction above which the sources count as one-sided."""

_VOICES = {"assertion": "asserted by the author", "reported": "reported", "quoted": "quoted"}


def check_sources(case: Case) -> Finding:
    """Fail if most claims on a family of options speak in one direction.

    All claims of the registers count, on all criteria of the set, not only those of the frame.
    They are counted by family, or by option if the file has no families. More than four fifths of
    at least five claims in one direction fail. With one source the rule cannot pass; without
    claims it is not applicable. The details list every source by voice and direction.
    """
    rule = Rule(
        "sources",
        "The sources are not one-sided",
        "Are the sources one-sided?",
        (ICD_SOURCES, PRIMER_QUALITY),
    )
    claims, sources = case.evidence.claims, sorted({*case.evidence.sources.values()})
    if not claims:
        return rule.finding_without_claims()
    sides = _sides(case)
    one_sided = [name for name, (_, leaning) in sides.items() if is_one_sided(leaning)]
    details = (
        *(f"{name}: {leaning.in_words()}" for name, (_, leaning) in sides.items()),
        *(_describe_source(case, source) for source in sources),
    )
    figures = _figures(sides)
    advice = (
        "Add a source that argues the other way. Until then say beside the result whose case it "
        "rests on."
    )
    if one_sided:
        worst = max(one_sided, key=lambda name: sides[name][1].share)
        found = f"{_one_direction(worst, sides[worst][1])}."
        others = [name for name in one_sided if name != worst]
        if others:
            found = f"{found} The same holds, less strongly, for {some(others)}."
        about = tuple(sides[name][0] for name in one_sided)
        return rule.finding("failed", found, advice, about, details, figures)
    if len(sources) < 2:
        about = subjects("source", sources)
        come = "comes" if len(claims) == 1 else "come"
        return rule.finding(
            "open",
            f"{all_of(len(claims), 'claim')} {come} from one source.",
            advice,
            about,
            details,
            figures,
        )
    return rule.finding(
        "passed",
        f"{counted(len(claims), 'claim')} from {len(sources)} sources; none of the families they "
        "speak of is judged almost wholly from one side.",
        details=details,
        figures=figures,
    )


def _sides(case: Case) -> dict[str, tuple[Subject, Leaning]]:
    """Return name → subject and leaning, for each family, or each option without families."""
    claims, criteria = case.evidence.claims.items(), case.criteria_set.criteria
    families = case.families
    if families:
        return {
            f"the family “{family}”": (Subject("family", family), lean(claims, members, criteria))
            for family, members in families.items()
        }
    return {
        case.option(option): (Subject("option", option), lean(claims, [option], criteria))
        for option in case.criteria_set.options
    }


def is_one_sided(leaning: Leaning) -> bool:
    """Return whether more than four fifths of at least five claims speak in one direction."""
    return leaning.claims >= FEWEST_CLAIMS and leaning.share > MOST_ONE_WAY


def _one_direction(name: str, leaning: Leaning) -> str:
    direction = "against" if leaning.against >= leaning.for_ else "for"
    larger = max(leaning.against, leaning.for_)
    return f"{larger} of {leaning.claims} claims on {name} speak {direction} it"


def _describe_source(case: Case, source: str) -> str:
    own = [
        (claim, entry)
        for claim, entry in case.evidence.claims.items()
        if case.evidence.sources.get(claim) == source
    ]
    voices: Counter[str] = Counter(entry.voice for _, entry in own)
    spoken = ", ".join(
        f"{voices[voice]} {words}" for voice, words in _VOICES.items() if voices[voice]
    )
    leaning = lean(own, case.criteria_set.options, case.criteria_set.criteria)
    return (
        f"source {source}: {counted(len(own), 'claim')} ({spoken}); of {leaning.claims} that bear "
        f"on an option {leaning.for_} speak for one and {leaning.against} against one"
    )


def _figures(sides: dict[str, tuple[Subject, Leaning]]) -> dict[str, float]:
    figures: dict[str, float] = {}
    for subject, leaning in sides.values():
        figures[f"{subject.id}/claims"] = float(leaning.claims)
        figures[f"{subject.id}/for"] = float(leaning.for_)
        figures[f"{subject.id}/against"] = float(leaning.against)
    return figures
