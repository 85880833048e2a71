"""What a result rests on, in sentences: sources, claims, the appraisal."""

from __future__ import annotations

import re

from files.lunch import LUNCH
from files.lunch import load as load_lunch
from small_sets import ROOT

from steelyard.files.criteria_files import load_criteria_file
from steelyard.model import Claim
from steelyard.results.choice import Choice
from steelyard.results.result import Result
from steelyard.results.words import basis

IRAN = ROOT / "criteria" / "iran-2026.yaml"


def test_without_claims_nothing_can_be_struck_out() -> None:
    """For a set without claims one sentence says that nothing is traced to a text."""
    lunch = Result(load_lunch(LUNCH), Choice())

    assert basis.without_evidence_sentences(lunch) == [
        "No score in view cites a claim, so nothing can be struck out."
    ]
    assert basis.sidedness_sentences(lunch) == [
        "No text is entered, so nothing here can be traced to one."
    ]


def test_sources_are_struck_out_in_turn() -> None:
    """Every source has its sentence: how many scores it leaves, and what then happens."""
    iran = Result(load_criteria_file(IRAN), Choice())
    said = basis.without_evidence_sentences(iran)

    for survival, sentence in zip(iran.source_survivals.values(), said, strict=False):
        free = "lose their last claims and may stand anywhere on their scales"
        assert f" {len(survival.freed)} scores {free}; " in sentence
    letters = basis.source_letters(iran)
    assert list(letters.values()) == ["A", "B"]
    assert any(re.match(r"Source A, .*: \d+ claims bear on", one) for one in _sided(iran))


def _sided(iran: Result) -> list[str]:
    return basis.sidedness_sentences(iran)


def test_what_all_sources_argue_is_said_by_family() -> None:
    """Both registers speak against force in more than four claims of five; of talks they differ."""
    iran = Result(load_criteria_file(IRAN), Choice())
    (said,) = basis.one_way_sentences(iran)
    counts = []
    for source in basis.source_letters(iran):
        claims = [
            c
            for c, entry in iran.evidence.claims.items()
            if _is_about_force(iran, c, entry) and iran.evidence.sources[c] == source
        ]
        against = [
            c for c in claims if _is_about_force(iran, c, iran.evidence.claims[c], "against")
        ]
        counts.append(f"{len(against)} of {len(claims)}")
    assert (
        said == f"Both sources argue against force: {' and '.join(counts)} of their claims on it."
    )


def _is_about_force(iran: Result, claim: str, entry: Claim, way: str = "") -> bool:
    """Return whether a claim speaks for or against an option of force, or in one way."""
    force = {o for o, one in iran.criteria_set.options.items() if one.family == "force"}
    ways = (way,) if way else ("for_", "against")
    return any(force & set(getattr(b, w)) for b in entry.bears_on.values() for w in ways)


def test_the_appraisal_is_counted() -> None:
    """Every check is counted once, as failed, open or passed, or as one that does not apply."""
    iran = Result(load_criteria_file(IRAN), Choice())
    for result in (iran, Result(load_lunch(LUNCH), Choice())):
        counts = [int(n) for n in re.findall(r"\d+", basis.appraisal_sentence(result.findings))]
        assert counts[0] == sum(counts[1:]) == len(result.findings)
    assert basis.limits_sentences(iran)[-1].startswith("For you to judge: ")
    told = {finding.state: basis.answered(finding) for finding in iran.findings}
    assert told["failed"].startswith("Not met: “")
    assert told["open"].endswith("?")
    assert not told["passed"].startswith("Not met")


def test_what_a_set_has_nothing_of_is_not_left_to_judge() -> None:
    """Checks of claims do not apply to a set without any, and are not listed as open."""
    lunch = Result(load_lunch(LUNCH), Choice())
    moot = [finding for finding in lunch.findings if finding.state == "not applicable"]
    assert {"sources", "contrary-claims"} <= {finding.rule for finding in moot}
    assert basis.counted_states(lunch.findings).endswith(f", {len(moot)} do not apply")
    said = " ".join(basis.limits_sentences(lunch))
    assert not any(finding.title in said for finding in moot)
