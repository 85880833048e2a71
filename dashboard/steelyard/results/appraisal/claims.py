"""Rules on claims: counted for one thing only, and somebody to speak against the leader.

Claims are arguments and are never counted as votes: these figures describe the evidence
and change no score.
"""

from __future__ import annotations

from steelyard.results.appraisal.case import Case
from steelyard.results.appraisal.finding import (
    MCA_CRITERIA,
    PRIMER_ADVOCATE,
    Finding,
    count,
    some,
    subjects,
)
from steelyard.results.appraisal.leaning import lean


def check_double_counting(case: Case) -> Finding:
    """Report claims cited for one option under several criteria of the frame.

    Only direct citations count. Open under two criteria, since a claim may say two
    things; failed where one is cited under three or more.

    >>> from steelyard.results.appraisal.example import lunch
    >>> check_double_counting(lunch()).state
    'passed'
    """
    rule, title = "double-counting", "No claim counts twice"
    guidance = (MCA_CRITERIA,)
    uses = _uses(case)
    cited = {claim for claim, _ in uses}
    twice = {use: criteria for use, criteria in uses.items() if len(criteria) > 1}
    claims = list(dict.fromkeys(claim for claim, _ in twice))
    figures = {"cited": float(len(cited)), "several": float(len(claims))}
    if not claims:
        found = (
            "No claim is cited for one option under two criteria."
            if cited
            else "No cell of this frame cites a claim."
        )
        return Finding(rule, title, "passed", found, guidance=guidance, figures=figures)
    most = max(len(criteria) for criteria in twice.values())
    counts = "counts" if len(claims) == 1 else "count"
    return Finding(
        rule,
        title,
        "failed" if most > 2 else "open",
        f"{len(claims)} of {count(len(cited), 'claim')} cited {counts} for one option under "
        f"several criteria, at most under {most}: {some(claims)}.",
        "Keep each claim where it says most. Where it truly says two things, split it in two.",
        guidance,
        subjects("claim", claims),
        tuple(
            f"{claim} for {case.option(option)}: {', '.join(map(case.criterion, criteria))}"
            for (claim, option), criteria in twice.items()
        ),
        figures,
    )


def check_contrary_claims(case: Case) -> Finding:
    """Fail where no claim speaks against a leader on any criterion of the frame.

    Direction is the register's `bears_on`, not what the cells cite. Without claims in the
    registers the rule stays open.

    >>> from steelyard.results.appraisal.example import lunch
    >>> check_contrary_claims(lunch()).found
    'There is no register of claims to look in.'
    """
    rule, title = "contrary-claims", "Somebody speaks against the leader"
    guidance = (PRIMER_ADVOCATE,)
    if not case.evidence.claims:
        found = "There is no register of claims to look in."
        advice = "Name the sources and enter their claims under `seeds/`."
        return Finding(rule, title, "open", found, advice, guidance)
    leanings = {
        leader: lean(case.evidence.claims.items(), [leader], case.evaluation.criteria)
        for leader in case.evaluation.leaders
    }
    unopposed = [leader for leader, leaning in leanings.items() if not leaning.against]
    details = tuple(f"{case.option(o)}: {one.in_words()}" for o, one in leanings.items())
    if unopposed:
        return Finding(
            rule,
            title,
            "failed",
            f"No claim speaks against {some([case.option(o) for o in unopposed])} on these "
            "criteria, and it leads.",
            "Look for the strongest case against the leader before relying on it, and enter it "
            "in a register.",
            guidance,
            subjects("option", unopposed),
            details,
        )
    found = "Claims on the leader: " + "; ".join(details) + "."
    return Finding(rule, title, "passed", found, guidance=guidance, details=details)


def _uses(case: Case) -> dict[tuple[str, str], list[str]]:
    """Return (claim, option) → the criteria of the frame under which it is cited."""
    uses: dict[tuple[str, str], list[str]] = {}
    for option in case.evaluation.options:
        row = case.criteria_set.assessments.get(option, {})
        for criterion in case.evaluation.criteria:
            for claim in dict.fromkeys(row[criterion].claims if criterion in row else ()):
                uses.setdefault((claim, option), []).append(criterion)
    return uses
