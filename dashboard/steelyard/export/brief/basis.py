"""What the scores rest on: claims counted, who argues for what, and what the lead owes to it.

Counts are of arguments and not of observations; the sentences say so.
"""

from __future__ import annotations

from steelyard.analysis.evidence.linchpins import Survival, judge_sources
from steelyard.analysis.evidence.source_support import SourceSupport, find_source_support
from steelyard.charts.evidence import coverage_map
from steelyard.results.appraisal import Finding
from steelyard.results.appraisal.leaning import lean
from steelyard.results.evidence_basis import source_title
from steelyard.results.result import Result
from steelyard.results.words.evidence import survival_words

Supports = dict[tuple[str, str], SourceSupport]

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def supports_of(result: Result) -> Supports:
    """Return what every score in view rests on."""
    criteria, reading = result.evaluation.criteria, result.choice.reading
    return find_source_support(result.criteria_set, criteria, result.evidence.sources, reading)


def evidence_sentences(result: Result, findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """Return how much is covered, how one-sided it is, and what the lead owes to each source."""
    coverage = f"{coverage_map.CHART.of(result).title}."
    if not result.evidence.claims:
        return (coverage, "No source is entered, so nothing here can be traced to a text.")
    sided = [f.found for f in findings if f.rule == "sources" and f.state != "passed"]
    return (
        coverage,
        "Claims are arguments made in texts and not observations: many on one side prove nothing.",
        *sided,
        *_by_source(result),
    )


def source_letters(result: Result) -> dict[str, str]:
    """Return a letter for each source, in the order of the file; beyond Z a number."""
    sources = dict.fromkeys(result.evidence.sources.values())
    return {
        source: _LETTERS[place] if place < len(_LETTERS) else f"S{place + 1}"
        for place, source in enumerate(sources)
    }


def _by_source(result: Result) -> list[str]:
    criteria_set, evidence = result.criteria_set, result.evidence
    survivals = judge_sources(
        criteria_set, evidence.sources, result.choice.view, draws=result.simulations.draws
    )
    said = []
    for source, letter in source_letters(result).items():
        own = [(c, entry) for c, entry in evidence.claims.items() if evidence.sources[c] == source]
        leaning = lean(own, criteria_set.options, criteria_set.criteria)
        both = f", {leaning.both} of them both" if leaning.both else ""
        bear = "claim bears" if leaning.claims == 1 else "claims bear"
        said.append(
            f"Source {letter}, {source_title(result.loaded, source)}: {leaning.claims} {bear} on "
            f"an option, {leaning.for_} for one and {leaning.against} against one{both}."
        )
        if source in survivals and survivals[source].freed:
            said.append(_without(result, letter, survivals[source]))
    return said


def _without(result: Result, letter: str, survival: Survival) -> str:
    """Say what the lead owes to a source; only what it leaves without a claim may then move."""
    freed = len(survival.freed)
    counted = "1 score has no claim" if freed == 1 else f"{freed} scores have no claim"
    lost = f"Without {letter}, {counted} left and may be anything"
    if survival.survives == "for certain":
        return f"{lost}; {survival_words(result.criteria_set, survival)}."
    return f"{lost}; if nothing else moves, {survival_words(result.criteria_set, survival)}."


def own_scores(result: Result, supports: Supports, option: str) -> str:
    """Return how many of an option's scores in view rest on a claim about it, as *2 of 4*."""
    criteria = result.evaluation.criteria
    own = sum(supports[option, c] in ("several sources", "one source") for c in criteria)
    return f"{own} of {len(criteria)}"
