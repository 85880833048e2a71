"""Rules on options: packages compared with their parts, and options that are identical."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from steelyard.analysis.sensitivity.package_test import hold_packages
from steelyard.analysis.ties import TIE
from steelyard.model import Cell
from steelyard.results.appraisal.case import Case
from steelyard.results.appraisal.finding import (
    GREEN_BOOK,
    ICD_ASSUMPTIONS,
    MCA_OPTIONS,
    Finding,
    Rule,
    cell_id,
    subjects,
)
from steelyard.results.words.lead.packages import describe_packages
from steelyard.results.words.numbers import counted, points, whole
from steelyard.results.words.text import some


def check_packages(case: Case) -> Finding:
    """Fail if a package exceeds its better part without a claim, or the lead depends on premiums.

    The lead depends on them if another option is level or ahead once every package is limited to
    its better part. A reason without a claim is not enough; indirect claims do not count.
    Likely values in the frame are compared; unknown cells are left out.
    """
    rule = Rule(
        "packages",
        "Packages are no better than argued",
        "Are packages better than argued?",
        (ICD_ASSUMPTIONS,),
    )
    packages = [o for o in case.evaluation.options if case.criteria_set.options[o].parts]
    if not packages:
        return rule.finding("passed", "No option is a package of others.")
    above = _above_their_parts(case, packages)
    thin = {cell: gain for cell, gain in above.items() if not _has_claim(case, cell)}
    test = hold_packages(case.criteria_set, case.evaluation)
    if test is not None and test.least_factor is not None:
        sentences = [describe_packages(case.criteria_set, case.evaluation), _above(case, thin)]
        return rule.finding(
            "failed",
            " ".join(filter(None, sentences)),
            "Say beside the lead that it rests on what the parts do for each other, with claims "
            "about the package itself, or lower its scores to those of the better part.",
            subjects("cell", (cell_id(*cell) for cell in test.premiums)),
            tuple(f"{case.cell(*cell)}: {_higher(size)}" for cell, size in test.premiums.items()),
        )
    if not thin:
        cells = counted(len(above), "cell")
        return rule.finding(
            "passed",
            f"A package is above its better part in {cells}, each with a claim of its own."
            if above
            else "No package is valued above its better part.",
        )
    return rule.finding(
        "failed",
        _above(case, thin),
        "Say what the parts do for each other on that criterion and cite a claim, or lower the "
        "score to that of the better part.",
        subjects("cell", (cell_id(*cell) for cell in thin)),
        tuple(f"{case.cell(*cell)}: {_higher(gain)}" for cell, gain in thin.items()),
    )


def _above(case: Case, thin: Mapping[Cell, float]) -> str:
    """Return a sentence naming the cells above the better part without a claim; empty for none."""
    if not thin:
        return ""
    stands = "stands" if len(thin) == 1 else "stand"
    return (
        f"{counted(len(thin), 'cell')} of a package {stands} above the better part without a "
        f"claim of its own: {some([case.cell(*cell) for cell in thin])}."
    )


def check_twins(case: Case) -> Finding:
    """Fail if two options have the same values and ranges on every criterion of the frame.

    Differences up to 1e-9 are ignored. Options without any known score are left out, since
    another rule reports them as unknown.
    """
    rule = Rule(
        "twins",
        "No two options are the same",
        "Are any two options the same?",
        (GREEN_BOOK, MCA_OPTIONS),
    )
    evaluation = case.evaluation
    known = [
        option
        for option in evaluation.options
        if any((option, criterion) not in evaluation.unknown for criterion in evaluation.criteria)
    ]
    pairs = [pair for pair in itertools.combinations(known, 2) if _are_same(case, *pair)]
    if not pairs:
        return rule.finding("passed", "No two options have the same scores throughout.")
    names = [" and ".join(map(case.option, pair)) for pair in pairs]
    return rule.finding(
        "failed",
        f"{counted(len(pairs), 'pair')} of options cannot be told apart on these criteria: "
        f"{'; '.join(names[:3])}{'; and others' if len(names) > 3 else ''}.",
        "Score what sets them apart, add the criterion on which they differ, or merge them.",
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
