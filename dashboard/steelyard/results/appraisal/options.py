"""Rules on single options: packages against their parts, and options that are the same."""

from __future__ import annotations

import itertools

from steelyard.analysis.evidence.strike_out import Cell
from steelyard.analysis.sensitivity.package_test import PackageTest, hold_packages
from steelyard.analysis.ties import TIE
from steelyard.results.appraisal.case import Case
from steelyard.results.appraisal.finding import (
    GREEN_BOOK,
    ICD_ASSUMPTIONS,
    MCA_OPTIONS,
    Finding,
    cell_id,
    subjects,
)
from steelyard.results.words.lead.packages import describe_packages
from steelyard.results.words.numbers import counted, points, whole
from steelyard.results.words.text import some


def check_packages(case: Case) -> Finding:
    """Fail where a package is above its better part without a claim, or the lead rests on that.

    The lead rests on it where another option is level or ahead once every package is held to
    its better part. A reason alone is the judge's word for it; indirect claims do not count.
    Compared on likely values in the frame; cells not known are left out.

    >>> from steelyard.results.appraisal.example import lunch
    >>> check_packages(lunch()).found
    'No option is a package of others.'
    """
    rule, title, guidance = "packages", "Packages are no better than argued", (ICD_ASSUMPTIONS,)
    packages = [o for o in case.evaluation.options if case.criteria_set.options[o].parts]
    if not packages:
        return Finding(
            rule, title, "passed", "No option is a package of others.", guidance=guidance
        )
    above = _above_their_parts(case, packages)
    thin = {cell: gain for cell, gain in above.items() if not _has_claim(case, cell)}
    test = hold_packages(case.criteria_set, case.evaluation)
    if test is not None and test.least_factor is not None:
        return _deciding(case, test, thin)
    if not thin:
        cells = counted(len(above), "cell")
        found = (
            f"A package is above its better part in {cells}, each with a claim of its own."
            if above
            else "No package is valued above its better part."
        )
        return Finding(rule, title, "passed", found, guidance=guidance)
    stands = "stands" if len(thin) == 1 else "stand"
    return Finding(
        rule,
        title,
        "failed",
        f"{counted(len(thin), 'cell')} of a package {stands} above the better part without a claim "
        f"of its own: {some([case.cell(*cell) for cell in thin])}.",
        "Say what the parts do for each other on that criterion and cite a claim, or lower the "
        "score to that of the better part.",
        guidance,
        subjects("cell", (cell_id(*cell) for cell in thin)),
        tuple(f"{case.cell(*cell)}: {_higher(gain)}" for cell, gain in thin.items()),
    )


def _deciding(case: Case, test: PackageTest, thin: dict[Cell, float]) -> Finding:
    """Return the finding that the lead rests on premiums, and which of them have no claim."""
    sentences = [describe_packages(case.criteria_set, case.evaluation)]
    if thin:
        stands = "stands" if len(thin) == 1 else "stand"
        cells = some([case.cell(*cell) for cell in thin])
        sentences.append(
            f"{counted(len(thin), 'cell')} of a package {stands} above the better part without a "
            f"claim of its own: {cells}."
        )
    return Finding(
        "packages",
        "Packages are no better than argued",
        "failed",
        " ".join(sentences),
        "Say beside the lead that it rests on what the parts do for each other, with claims about "
        "the package itself, or lower its scores to those of the better part.",
        (ICD_ASSUMPTIONS,),
        subjects("cell", (cell_id(*cell) for cell in test.premiums)),
        tuple(f"{case.cell(*cell)}: {_higher(size)}" for cell, size in test.premiums.items()),
    )


def check_twins(case: Case) -> Finding:
    """Fail where two options have the same values and ranges on every criterion of the frame.

    Differences up to 1e-9 do not count. Options without any known score are left out: they are
    reported as unknown.

    >>> from steelyard.results.appraisal.example import lunch
    >>> check_twins(lunch()).state
    'passed'
    """
    rule, title = "twins", "No two options are the same"
    guidance = (GREEN_BOOK, MCA_OPTIONS)
    evaluation = case.evaluation
    known = [
        option
        for option in evaluation.options
        if any((option, criterion) not in evaluation.unknown for criterion in evaluation.criteria)
    ]
    pairs = [pair for pair in itertools.combinations(known, 2) if _are_same(case, *pair)]
    if not pairs:
        found = "No two options have the same scores throughout."
        return Finding(rule, title, "passed", found, guidance=guidance)
    names = [" and ".join(map(case.option, pair)) for pair in pairs]
    return Finding(
        rule,
        title,
        "failed",
        f"{counted(len(pairs), 'pair')} of options cannot be told apart on these criteria: "
        f"{'; '.join(names[:3])}{'; and others' if len(names) > 3 else ''}.",
        "Score what sets them apart, add the criterion on which they differ, or merge them.",
        guidance,
        subjects("option", dict.fromkeys(option for pair in pairs for option in pair)),
        tuple(names),
    )


def _above_their_parts(case: Case, packages: list[str]) -> dict[Cell, float]:
    evaluation = case.evaluation
    above: dict[Cell, float] = {}
    for package, criterion in itertools.product(packages, evaluation.criteria):
        rows = [package, *case.criteria_set.options[package].parts]
        if any((option, criterion) in evaluation.unknown for option in rows):
            continue
        own, *parts = (evaluation.values[option][criterion] for option in rows)
        if own > max(parts) + TIE:
            above[package, criterion] = own - max(parts)
    return above


def _has_claim(case: Case, cell: Cell) -> bool:
    assessment = case.assessment(cell)
    return assessment is not None and bool(assessment.claims)


def _higher(gain: float) -> str:
    amount = points(gain) if whole(gain) else "less than 1 point"
    return f"{amount} above the better part"


def _are_same(case: Case, first: str, second: str) -> bool:
    evaluation = case.evaluation
    return all(
        abs(table[first][criterion] - table[second][criterion]) <= TIE
        for table in (evaluation.lows, evaluation.values, evaluation.highs)
        for criterion in evaluation.criteria
    )
