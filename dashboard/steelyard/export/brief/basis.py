"""What the scores rest on: claims counted, who argues for what, and what the lead owes to it.

Counts are of arguments and not of observations; the sentences say so.
"""

from __future__ import annotations

from steelyard.analysis.diagnosis import Finding
from steelyard.analysis.diagnosis.leaning import lean
from steelyard.analysis.linchpins import Survival, judge_sources
from steelyard.analysis.source_support import SourceSupport, find_source_support
from steelyard.charts.coverage_map import coverage_map_title
from steelyard.export.evidence_basis import source_title
from steelyard.export.evidence_words import survival_words
from steelyard.export.subject import Subject

Supports = dict[tuple[str, str], SourceSupport]

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def supports_of(subject: Subject) -> Supports:
    """Return what every score in view rests on."""
    criteria, reading = subject.evaluation.criteria, subject.choice.reading
    return find_source_support(subject.decision, criteria, subject.evidence.sources, reading)


def evidence_sentences(
    subject: Subject, supports: Supports, findings: tuple[Finding, ...]
) -> tuple[str, ...]:
    """Return how much is covered, how one-sided it is, and what the lead owes to each source."""
    coverage = f"{coverage_map_title(subject.evaluation, supports)}."
    if not subject.evidence.claims:
        return (coverage, "No source is entered, so nothing here can be traced to a text.")
    sided = [f.found for f in findings if f.rule == "sources" and f.state != "passed"]
    return (
        coverage,
        "Claims are arguments made in texts and not observations: many on one side prove nothing.",
        *sided,
        *_by_source(subject),
    )


def source_letters(subject: Subject) -> dict[str, str]:
    """Return a letter for each source, in the order of the file; beyond Z a number."""
    sources = dict.fromkeys(subject.evidence.sources.values())
    return {
        source: _LETTERS[place] if place < len(_LETTERS) else f"S{place + 1}"
        for place, source in enumerate(sources)
    }


def _by_source(subject: Subject) -> list[str]:
    decision, evidence = subject.decision, subject.evidence
    survivals = judge_sources(
        decision, evidence.sources, subject.choice.view, draws=subject.worlds.draws
    )
    said = []
    for source, letter in source_letters(subject).items():
        own = [(c, entry) for c, entry in evidence.claims.items() if evidence.sources[c] == source]
        leaning = lean(own, decision.options, decision.criteria)
        both = f", {leaning.both} of them both" if leaning.both else ""
        bear = "claim bears" if leaning.claims == 1 else "claims bear"
        said.append(
            f"Source {letter}, {source_title(subject.loaded, source)}: {leaning.claims} {bear} on "
            f"an option, {leaning.for_} for one and {leaning.against} against one{both}."
        )
        if source in survivals and survivals[source].freed:
            said.append(_without(subject, letter, survivals[source]))
    return said


def _without(subject: Subject, letter: str, survival: Survival) -> str:
    """Say what the lead owes to a source; only what it leaves without a claim may then move."""
    freed = len(survival.freed)
    counted = "1 score has no claim" if freed == 1 else f"{freed} scores have no claim"
    lost = f"Without {letter}, {counted} left and may be anything"
    if survival.survives == "for certain":
        return f"{lost}; {survival_words(subject.decision, survival)}."
    return f"{lost}; if nothing else moves, {survival_words(subject.decision, survival)}."


def own_scores(subject: Subject, supports: Supports, option: str) -> str:
    """Return how many of an option's scores in view rest on a claim about it, as *2 of 4*."""
    criteria = subject.evaluation.criteria
    own = sum(supports[option, c] in ("several sources", "one source") for c in criteria)
    return f"{own} of {len(criteria)}"
