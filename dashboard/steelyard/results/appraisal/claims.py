"""Rules on claims: double counting, and claims against the leader.

Claims are arguments, never votes: these figures describe the evidence and change no score.
"""

from __future__ import annotations

from steelyard.results.appraisal.case import Case
from steelyard.results.appraisal.finding import (
    MCA_CRITERIA,
    PRIMER_ADVOCATE,
    Finding,
    Rule,
    subjects,
)
from steelyard.results.appraisal.leaning import lean
from steelyard.results.words.numbers import counted
from steelyard.results.words.text import some


def check_double_counting(case: Case) -> Finding:
    """Report claims cited for one option under several criteria of the frame.

    Only direct citations count. Open if a claim is cited under two criteria, since it may say
    two things; failed if one is cited under three or more.
    """
    rule = Rule(
        "double-counting", "No claim counts twice", "Does any claim count twice?", (MCA_CRITERIA,)
    )
    uses = _uses(case)
    cited = {claim for claim, _ in uses}
    twice = {use: criteria for use, criteria in uses.items() if len(criteria) > 1}
    claims = list(dict.fromkeys(claim for claim, _ in twice))
    figures = {"cited": float(len(cited)), "several": float(len(claims))}
    if not claims:
        return rule.finding(
            "passed",
            "No claim is cited for one option under two criteria."
            if cited
            else "No cell of this frame cites a claim.",
            figures=figures,
        )
    most = max(len(criteria) for criteria in twice.values())
    counts = "counts" if len(claims) == 1 else "count"
    return rule.finding(
        "failed" if most > 2 else "open",
        f"{len(claims)} of {counted(len(cited), 'claim')} cited {counts} for one option under "
        f"several criteria, at most under {most}: {some(claims)}.",
        "Keep each claim where it says most. Where it truly says two things, split it in two.",
        subjects("claim", claims),
        tuple(
            f"{claim} for {case.option(option)}: {', '.join(map(case.criterion, criteria))}"
            for (claim, option), criteria in twice.items()
        ),
        figures,
    )


def check_contrary_claims(case: Case) -> Finding:
    """Fail if no directly cited claim speaks against a leader on any criterion of the frame.

    Direction is the register's `bears_on`. A claim against the leader that its cell on that
    criterion does not cite directly is either cited indirectly or disregarded, and is only
    counted in the details. Not applicable without claims.
    """
    rule = Rule(
        "contrary-claims",
        "The leader’s scores cite a claim against it directly",
        "Do the leader’s scores cite a claim against it directly?",
        (PRIMER_ADVOCATE,),
    )
    if not case.evidence.claims:
        return rule.finding_without_claims()
    leanings = {
        leader: lean(case.evidence.claims.items(), [leader], case.evaluation.criteria)
        for leader in case.evaluation.leaders
    }
    details = tuple(f"{case.option(o)}: {one.in_words()}" for o, one in leanings.items())
    heard = {leader: _cited_against(case, leader) for leader in leanings}
    figures = {f"{leader}/cited_against": float(len(claims)) for leader, claims in heard.items()}
    unopposed = [leader for leader, claims in heard.items() if not claims]
    if unopposed:
        names = some([case.option(leader) for leader in unopposed])
        leads = "it leads" if len(unopposed) == 1 else "they lead"
        silent = not any(leanings[leader].against for leader in unopposed)
        speaks = "speaks" if silent else "that a cell cites directly speaks"
        return rule.finding(
            "failed",
            f"No claim {speaks} against {names} on these criteria, and {leads}.",
            "Look for the strongest case against the leader before relying on it, enter it in a "
            "register, and cite it where it bears.",
            subjects("option", unopposed),
            details,
            figures,
        )
    found = "Cited directly against the leader: " + "; ".join(
        f"{case.option(leader)}: {counted(len(claims), 'claim')}"
        for leader, claims in heard.items()
    )
    return rule.finding("passed", f"{found}.", details=details, figures=figures)


def _cited_against(case: Case, option: str) -> list[str]:
    """Return the claims against an option that its cells in the frame cite directly."""
    claims: dict[str, None] = {}
    for criterion in case.evaluation.criteria:
        assessment = case.assessment((option, criterion))
        for claim in assessment.claims if assessment is not None else ():
            entry = case.evidence.claims.get(claim)
            bearing = entry.bears_on.get(criterion) if entry is not None else None
            if bearing is not None and option in bearing.against:
                claims[claim] = None
    return list(claims)


def _uses(case: Case) -> dict[tuple[str, str], list[str]]:
    """Return (claim, option) → the criteria of the frame under which it is cited."""
    uses: dict[tuple[str, str], list[str]] = {}
    for option in case.evaluation.options:
        row = case.criteria_set.assessments.get(option, {})
        for criterion in case.evaluation.criteria:
            for claim in dict.fromkeys(row[criterion].claims if criterion in row else ()):
                uses.setdefault((claim, option), []).append(criterion)
    return uses
