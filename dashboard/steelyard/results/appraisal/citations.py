"""Rules on citations: claims stretched to a cell, claims about other options, conditions.

A claim is about the options and criteria that its register lists under `bears_on`. These rules
never change a score.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from steelyard.model import Assessment, Bearing, Cell
from steelyard.results.appraisal.case import Case
from steelyard.results.appraisal.finding import (
    ICD_ASSUMPTIONS,
    MCA_CRITERIA,
    PRIMER_QUALITY,
    Finding,
    Rule,
    Subject,
    cell_id,
    subjects,
)
from steelyard.results.words.numbers import counted
from steelyard.results.words.text import some

Citation = tuple[Cell, str]
"""A cell and one claim that it cites."""

MOST_STRETCHED = 4
"""The rule fails if more than one in this many indirect citations has no bearing on its cell."""


def check_stretched_claims(case: Case) -> Finding:
    """Report indirect citations whose claim has no registered bearing on the cell.

    Failed for more than a quarter of the frame's indirect citations, open for fewer, and
    not applicable without claims. Citations of claims that no register has are not counted.
    """
    rule = Rule(
        "stretched-claims",
        "Indirect claims bear on their cells",
        "Do the indirect claims bear on their cells?",
        (ICD_ASSUMPTIONS, PRIMER_QUALITY),
    )
    if not case.evidence.claims:
        return rule.finding_without_claims()
    cited = list(_citations(case, lambda one: one.inferred_from))
    stretched = [(cell, claim) for cell, claim in cited if cell[0] not in _named(case, cell, claim)]
    figures = {"indirect": float(len(cited)), "stretched": float(len(stretched))}
    if not stretched:
        return rule.finding(
            "passed",
            "Every indirect citation is of a claim that bears on its cell."
            if cited
            else "No cell of this frame cites a claim indirectly.",
            figures=figures,
        )
    return rule.finding(
        "failed" if len(stretched) * MOST_STRETCHED > len(cited) else "open",
        f"{len(stretched)} of {counted(len(cited), 'indirect citation')} "
        f"{'is of a claim' if len(stretched) == 1 else 'are of claims'} with no bearing on the "
        "cell in the register.",
        "Enter under `bears_on` what the claim says of that option, or drop the citation.",
        _cells_of(stretched),
        _listed(case, stretched),
        figures,
    )


def check_mismatched_claims(case: Case) -> Finding:
    """Fail if a cell directly cites a claim that, on its criterion, is only about other options.

    The register then names options for that criterion, but not this one: the citation, the
    register or the definition of the option is wrong. Not applicable without claims.
    """
    rule = Rule(
        "mismatched-claims",
        "Direct claims are about the option they are cited for",
        "Are the direct claims about the option they are cited for?",
        (ICD_ASSUMPTIONS, PRIMER_QUALITY),
    )
    if not case.evidence.claims:
        return rule.finding_without_claims()
    cited = list(_citations(case, lambda one: one.claims))
    others = [
        (cell, claim)
        for cell, claim in cited
        if (named := _named(case, cell, claim)) and cell[0] not in named
    ]
    figures = {"direct": float(len(cited)), "mismatched": float(len(others))}
    if not others:
        return rule.finding(
            "passed",
            "No direct citation is of a claim about other options only."
            if cited
            else "No cell of this frame cites a claim directly.",
            figures=figures,
        )
    return rule.finding(
        "failed",
        f"{len(others)} of {counted(len(cited), 'direct citation')} "
        f"{'is of a claim' if len(others) == 1 else 'are of claims'} whose register names only "
        f"other options on that criterion: {some([case.cell(*cell) for cell, _ in others])}.",
        "See whether the claim is about this option as it is defined. If it is, say so under "
        "`bears_on`; if not, cite it as indirect or drop it.",
        _cells_of(others),
        _listed(case, others),
        figures,
    )


def check_conditions_once(case: Case) -> Finding:
    """Report claims cited both by a condition of an option and directly by one of its scores.

    Failed if such a claim speaks against the option on that criterion: scores assume that the
    condition is met, so the obstacle would also lower the score. Open otherwise. Only cells of
    the frame count.
    """
    rule = Rule(
        "conditions-once",
        "No condition counts twice",
        "Does any condition count twice?",
        (MCA_CRITERIA,),
    )
    conditions, options = case.criteria_set.conditions, case.criteria_set.options
    if not any(options[option].needs for option in case.evaluation.options):
        return rule.finding("passed", "No option needs a condition.")
    shared = {
        (cell, claim): condition
        for cell, claim in _citations(case, lambda one: one.claims)
        for condition in options[cell[0]].needs
        if condition in conditions and claim in conditions[condition].claims
    }
    if not shared:
        return rule.finding(
            "passed", "No claim stands under a condition and under a score of the same option."
        )
    against = [one for one in shared if _is_against(case, *one)]
    shown = against or list(shared)
    cells = [case.cell(*cell) for cell in dict.fromkeys(cell for cell, _ in shown)]
    cites = "cites" if len(cells) == 1 else "cite"
    what = "a claim against the option" if against else "a claim"
    return rule.finding(
        "failed" if against else "open",
        f"{counted(len(cells), 'cell')} directly {cites} {what} that also stands under a condition "
        f"which the option needs: {some(cells)}.",
        "Score the option as if the condition were met, and cite the claim in one of the places.",
        _cells_of(shown),
        tuple(
            f"{case.cell(*cell)}: {claim}, also under {conditions[shared[cell, claim]].name}"
            for cell, claim in shown
        ),
        {"shared": float(len(shared)), "against": float(len(against))},
    )


def _citations(case: Case, cited: Callable[[Assessment], list[str]]) -> Iterator[Citation]:
    """Yield each citation of a claim that a register has, or every citation without registers."""
    known = case.evidence.claims
    for cell in case.cells:
        assessment = case.assessment(cell)
        for claim in dict.fromkeys(cited(assessment) if assessment is not None else ()):
            if claim in known or not known:
                yield cell, claim


def _bearing(case: Case, cell: Cell, claim: str) -> Bearing:
    entry = case.evidence.claims.get(claim)
    return entry.bears_on.get(cell[1], Bearing()) if entry is not None else Bearing()


def _named(case: Case, cell: Cell, claim: str) -> set[str]:
    """Return the options that a claim is about on a cell's criterion."""
    bearing = _bearing(case, cell, claim)
    return {*bearing.for_, *bearing.against}


def _is_against(case: Case, cell: Cell, claim: str) -> bool:
    return cell[0] in _bearing(case, cell, claim).against


def _cells_of(citations: list[Citation]) -> tuple[Subject, ...]:
    return subjects("cell", dict.fromkeys(cell_id(*cell) for cell, _ in citations))


def _listed(case: Case, citations: list[Citation]) -> tuple[str, ...]:
    """Return one line per cell, with its claims."""
    claims: dict[Cell, list[str]] = {}
    for cell, claim in citations:
        claims.setdefault(cell, []).append(claim)
    return tuple(f"{case.cell(*cell)}: {', '.join(ids)}" for cell, ids in claims.items())
