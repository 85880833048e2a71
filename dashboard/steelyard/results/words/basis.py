"""Sentences about what a result rests on: sources, claims, the appraisal and the method.

All sentences are about a whole result. Claims are counted as arguments, not observations, and the
sentences say so. Brief, slides, workbook and command line use them and compose none of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from steelyard.results.appraisal import Case, is_one_sided, lean
from steelyard.results.evidence_basis import source_title
from steelyard.results.words.evidence import linchpin_words, survival_words
from steelyard.results.words.numbers import all_of, counted
from steelyard.results.words.text import MOST_NAMES, listing, plain, some

if TYPE_CHECKING:
    from steelyard.analysis.evidence.linchpins import Survival
    from steelyard.results.appraisal import Finding
    from steelyard.results.result import Result

ARGUMENTS = (
    "Claims are arguments made in texts and not observations: many on one side prove nothing."
)

CARE = "Read with care."
"""Introduces the sentences about the sources and about the confidence in scores."""

BASIS = "What it rests on"
"""The title of the evidence for a score, and the text of links to it."""

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


# --- evidence ---------------------------------------------------------------------------------


def source_letters(result: Result) -> dict[str, str]:
    """Return source → its letter, in the order of the file; after Z a number."""
    sources = dict.fromkeys(result.evidence.sources.values())
    return {
        source: _LETTERS[index] if index < len(_LETTERS) else f"S{index + 1}"
        for index, source in enumerate(sources)
    }


def sidedness_sentences(result: Result) -> list[str]:
    """Return sentences on how one-sided the sources are, and how the lead depends on each."""
    if not result.evidence.claims:
        return ["No text is entered, so nothing here can be traced to one."]
    sided = [f.found for f in result.findings if f.rule == "sources" and f.state != "passed"]
    return [ARGUMENTS, *sided, *_by_source(result)]


def one_way_sentences(result: Result) -> list[str]:
    """Return one sentence per family of options on which every source argues the same way.

    That is the case if, on all criteria of the file, more than four fifths of at least five claims
    of each source go in one direction. Empty with fewer than two sources.
    """
    criteria_set, evidence = result.criteria_set, result.evidence
    sources = list(source_letters(result))
    if len(sources) < 2:
        return []
    sentences = []
    for family, members in Case(criteria_set, result.evaluation, evidence).families.items():
        leanings = [
            lean(
                [(c, entry) for c, entry in evidence.claims.items() if evidence.sources[c] == one],
                members,
                criteria_set.criteria,
            )
            for one in sources
        ]
        ways = {"against" if leaning.against >= leaning.for_ else "for" for leaning in leanings}
        if len(ways) == 1 and all(map(is_one_sided, leanings)):
            who = all_of(len(sources), "source")
            counts = listing(
                f"{max(leaning.against, leaning.for_)} of {leaning.claims}" for leaning in leanings
            )
            sentences.append(
                f"{who} argue {ways.pop()} {plain(family)}: {counts} of their claims on it."
            )
    return sentences


def _by_source(result: Result) -> list[str]:
    criteria_set, evidence, sentences = result.criteria_set, result.evidence, list[str]()
    for source, letter in source_letters(result).items():
        own = [(c, entry) for c, entry in evidence.claims.items() if evidence.sources[c] == source]
        leaning = lean(own, criteria_set.options, criteria_set.criteria)
        both = f", {leaning.both} of them both" if leaning.both else ""
        bear = "claim bears" if leaning.claims == 1 else "claims bear"
        sentences.append(
            f"Source {letter}, {source_title(result.loaded, source)}: {leaning.claims} {bear} on "
            f"an option, {leaning.for_} for one and {leaning.against} against one{both}."
        )
        survival = result.source_survivals[source]
        if survival.freed:
            sentences.append(without_sentence(result, letter, survival))
    return sentences


def without_sentence(result: Result, name: str, survival: Survival) -> str:
    """Return how the lead depends on a source; without it, scores that lose their last claim vary.

    `name`: the name of the source, such as its letter or title.
    """
    if not survival.freed:
        return f"Without {name}, no score loses its last claim, so nothing changes."
    freed = len(survival.freed)
    lose = "loses its last claim and may stand anywhere on its scale"
    if freed > 1:
        lose = "lose their last claims and may stand anywhere on their scales"
    lost = f"Without {name}, {counted(freed, 'score')} {lose}"
    return f"{lost}; {survival_words(result.criteria_set, survival)}."


def without_evidence_sentences(result: Result) -> list[str]:
    """Return whether the leader survives without each source, and the claims it depends on."""
    if set(result.source_support.values()) <= {"none", "unknown"}:
        return ["No score in view cites a claim, so nothing can be struck out."]
    sentences = [
        without_sentence(result, source_title(result.loaded, source), survival)
        for source, survival in result.source_survivals.items()
    ]
    if not result.linchpins:
        return [*sentences, "No single claim holds the lead up by itself."]
    leader = result.evaluation.ranking[0]
    sentences.append("Claims whose loss alone could cost the lead:")
    sentences += [
        f"  {linchpin.claim}: {linchpin_words(result.criteria_set, leader, linchpin)}"
        for linchpin in result.linchpins[:MOST_NAMES]
    ]
    more = len(result.linchpins) - MOST_NAMES
    return [*sentences, f"  and {more} more"] if more > 0 else sentences


# --- appraisal --------------------------------------------------------------------------------


def appraisal_sentence(findings: tuple[Finding, ...]) -> str:
    """Return how many checks failed, are open and passed, and what that means."""
    return (
        f"{len(findings)} checks from published guidance: {counted_states(findings)}. None says "
        "that the result is wrong; each says what it leans on."
    )


def counted_states(findings: Iterable[Finding]) -> str:
    """Return how many checks failed, are open, passed and do not apply."""
    counts = Counter(finding.state for finding in findings)
    said = f"{counts['failed']} failed, {counts['open']} open, {counts['passed']} passed"
    moot = counts["not applicable"]
    return f"{said}, {moot} {'does' if moot == 1 else 'do'} not apply" if moot else said


def answered(finding: Finding) -> str:
    """Return the title of a check with its answer: “Not met: …”, plain if met, else a question.

    Some titles are negative; a “no” after them would be a double negative.
    """
    if finding.state == "failed":
        return f"Not met: “{finding.title}”."
    return f"{finding.title}." if finding.state == "passed" else finding.question


def limits_sentences(result: Result) -> list[str]:
    """Return the most important findings of the appraisal, one check per line."""
    failed = [finding for finding in result.findings if finding.state == "failed"]
    still_open = [finding for finding in result.findings if finding.state == "open"]
    sentences = [f"{answered(finding)} {finding.found}" for finding in failed]
    if still_open:
        sentences.append(f"For you to judge: {some(f'“{f.title}”' for f in still_open)}.")
    return sentences or ["None of the rules of the appraisal found anything."]


# --- method -------------------------------------------------------------------------------


def method_sentences(result: Result) -> tuple[str, ...]:
    """Return how the figures are computed, in four sentences."""
    simulations = result.simulations
    return (
        "On each criterion an option gets a value of 0 to 100 between two ends that the file "
        "fixes, so adding an option never moves the others.",
        "A total is the sum of weight times value; a weight is a criterion’s swing as a share of "
        "all swings.",
        f"{simulations.draws:,} simulations vary weights and scores within what the file "
        f"allows, always the same ones (seed {simulations.seed}).",
        "Flips, crossings and who could lead at all are worked out exactly and not sampled.",
    )
