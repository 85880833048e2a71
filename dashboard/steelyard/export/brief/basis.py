"""What the scores rest on: claims counted, who argues for what, and where it stands written.

Counts are of arguments and not of observations; the sentences say so.
"""

from __future__ import annotations

from steelyard.analysis.bearing import find_bearers
from steelyard.analysis.diagnosis import Finding
from steelyard.analysis.diagnosis.leaning import lean
from steelyard.analysis.linchpins import judge_sources
from steelyard.analysis.source_support import SourceSupport, find_source_support
from steelyard.analysis.totals import find_assessment
from steelyard.charts.coverage_map import coverage_map_title
from steelyard.export.brief.parts import Table
from steelyard.export.evidence_basis import source_title
from steelyard.export.evidence_words import survival_words
from steelyard.export.subject import Subject

Supports = dict[tuple[str, str], SourceSupport]

_MEANING = {"failed": "Failed", "open": "Open"}


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


def _by_source(subject: Subject) -> list[str]:
    decision, evidence = subject.decision, subject.evidence
    survivals = judge_sources(
        decision, evidence.sources, subject.choice.view, draws=subject.worlds.draws
    )
    said = []
    for source in dict.fromkeys(evidence.sources.values()):
        own = [(c, entry) for c, entry in evidence.claims.items() if evidence.sources[c] == source]
        leaning = lean(own, decision.options, decision.criteria)
        title = source_title(subject.loaded, source)
        said.append(
            f"{title}: of {leaning.claims} claims that bear on an option, {leaning.for_} speak "
            f"for one and {leaning.against} against one."
        )
        if source in survivals and survivals[source].freed:
            said.append(f"Without it, {survival_words(decision, survivals[source])}.")
    return said


def claims_on(subject: Subject, option: str) -> tuple[int, int]:
    """Return how many claims speak for and how many against an option on the criteria in view."""
    found = find_bearers(subject.evidence.claims, option, subject.evaluation.criteria)
    return len(found.for_), len(found.against)


def appraisal_sentences(findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """Return how many checks of published guidance failed, stay open and passed."""
    counts = {s: sum(f.state == s for f in findings) for s in ("failed", "open", "passed")}
    return (
        f"{len(findings)} checks from published guidance: {counts['failed']} failed, "
        f"{counts['open']} open, {counts['passed']} passed. None says that the result is wrong; "
        "each says what it leans on.",
    )


def appraisal_tables(findings: tuple[Finding, ...]) -> tuple[Table, ...]:
    """Return what failed and what is open, told in three lengths, the longest first.

    With what to do and whose guidance it is, without the guidance, and as found only; none
    where every check passed.
    """
    shown = [f for state in ("failed", "open") for f in findings if f.state == state]
    if not shown:
        return ()
    heads = ("Result", "What was found", "What to do")
    found = [(_MEANING[f.state], f"{f.title}. {f.found}") for f in shown]
    advice = [f.advice.replace("`", "") for f in shown]
    cited = [f" See {'; '.join(f.guidance)}." if f.guidance else "" for f in shown]
    whole = tuple((*row, f"{a}{c}".strip()) for row, a, c in zip(found, advice, cited, strict=True))
    brief = tuple((*row, a) for row, a in zip(found, advice, strict=True))
    return (
        Table(heads, whole, wide=(0, 4, 5)),
        Table(heads, brief, wide=(0, 5, 5)),
        Table(heads[:2], tuple(found), wide=(0, 1)),
    )


def source_sentences(subject: Subject) -> tuple[str, ...]:
    """Return each source with who wrote it and when, and where its author stands."""
    said = []
    for source in dict.fromkeys(subject.evidence.sources.values()):
        register = subject.loaded.registers[source].register
        if register is None:
            continue
        about = [f"author {register.author}"] if register.author else []
        about += [f"published {register.published}"] if register.published else []
        known = f" ({'; '.join(about)})" if about else ""
        stance = f" {_full_stop(register.stance)}" if register.stance else ""
        said.append(f"{register.title}{known}.{stance}")
    return tuple(said)


def _full_stop(text: str) -> str:
    stripped = " ".join(text.split())
    return stripped if stripped.endswith((".", "!", "?")) else f"{stripped}."


def sources_table(subject: Subject) -> Table | None:
    """Return the claims cited for each option in view, by paragraph of their source."""
    rows = tuple(
        (subject.decision.options[option].label, cited)
        for option in subject.evaluation.ranking
        if (cited := _cited(subject, option))
    )
    return (
        Table(("Option", "Claims it rests on, with paragraphs"), rows, wide=(2, 7))
        if rows
        else None
    )


def _cited(subject: Subject, option: str) -> str:
    direct: dict[str, None] = {}
    stretched: dict[str, None] = {}
    for criterion in subject.evaluation.criteria:
        found = find_assessment(subject.decision, option, criterion, subject.choice.reading)
        if found is not None:
            direct |= dict.fromkeys(found.claims)
            stretched |= dict.fromkeys(found.inferred_from)
    inferred = [claim for claim in stretched if claim not in direct]
    parts = [_places(subject, list(direct)), _places(subject, inferred)]
    first, second = parts
    return "; ".join([*([first] if first else []), *([f"inferred: {second}"] if second else [])])


def _places(subject: Subject, claims: list[str]) -> str:
    entries = subject.evidence.claims
    return ", ".join(
        f"{claim} ¶{entries[claim].paragraph}" if claim in entries else claim for claim in claims
    )
