"""Rules on how well the criteria separate the options, and how far they differ from each other.

Values that correlate can mean that one impression coloured every score (halo), or that the
correlation is real; either way, weights then change little.
"""

from __future__ import annotations

import itertools
import math

import numpy as np

from steelyard.analysis.arguments import FloatArray
from steelyard.analysis.ties import TIE
from steelyard.results.appraisal.case import Case
from steelyard.results.appraisal.finding import (
    MCA_CRITERIA,
    MCA_STAGES,
    PRIMER_ASSUMPTIONS,
    Finding,
    Rule,
    subjects,
)
from steelyard.results.words.numbers import counted, of_hundred_points, points, two_decimals, whole
from steelyard.results.words.text import some

LEAST_SPREAD = 5.0
"""Points of value: a criterion with less spread than this hardly distinguishes the options."""

MOST_ALIKE = 0.9
"""A correlation above this is called halo until a reason is given for it."""

FEWEST_OPTIONS = 3
"""Two points always lie on a line, so correlations over fewer options than this mean nothing."""


def check_spread(case: Case) -> Finding:
    """Fail if the known values of a criterion lie within less than five points.

    Unknown cells are not counted. Fewer than two known values leave nothing to compare;
    if that is the case for every criterion, the rule stays open.
    """
    rule = Rule(
        "spread",
        "Every criterion tells options apart",
        "Does every criterion tell options apart?",
        (MCA_STAGES,),
    )
    spreads = case.spreads
    flat = [criterion for criterion, spread in spreads.items() if spread < LEAST_SPREAD - TIE]
    if not spreads:
        return rule.finding(
            "open", "No criterion has two known scores to compare.", "Score at least two options."
        )
    if not flat:
        least = min(spreads, key=lambda criterion: spreads[criterion])
        return rule.finding(
            "passed",
            f"The narrowest is {case.criterion(least)}: "
            f"its values span {of_hundred_points(spreads[least])}.",
            figures=spreads,
        )
    names = some([case.criterion(criterion) for criterion in flat])
    verb = "tells" if len(flat) == 1 else "tell"
    return rule.finding(
        "failed",
        f"{names} hardly {verb} the options apart: all values lie within {points(LEAST_SPREAD)}.",
        "Narrow the scale to what could really happen and lower its swing to match, leave the "
        "criterion out of this frame, or look again at its scores.",
        subjects("criterion", flat),
        tuple(f"{case.criterion(c)}: {_points_apart(spreads[c])}" for c in flat),
        spreads,
    )


def check_halo(case: Case) -> Finding:
    """Fail if the values of two criteria correlate above 0.9 over the options.

    Only options with known values on every criterion of the frame count; with fewer than three
    of them, or fewer than two criteria that vary, the rule stays open. Criteria that move
    in opposite directions are a trade-off, not a halo. Open if the file says that several people
    scored independently and criterion by criterion, since nothing more could then be done.
    Source: the halo effect, Thorndike (1920); the coefficient is Pearson's.
    """
    rule = Rule(
        "halo",
        "Criteria are judged apart",
        "Were the criteria judged apart?",
        (MCA_CRITERIA, PRIMER_ASSUMPTIONS),
    )
    criteria, table = _varying(case)
    if len(criteria) < 2:
        return rule.finding("open", _too_few(case))
    matrix = correlations(table)
    pairs = {
        (criteria[i], criteria[j]): float(matrix[i, j])
        for i, j in itertools.combinations(range(len(criteria)), 2)
    }
    figures = {f"{a}/{b}": figure for (a, b), figure in pairs.items()}
    alike = sorted((pair for pair in pairs if pairs[pair] > MOST_ALIKE), key=lambda p: -pairs[p])
    names = {pair: " and ".join(map(case.criterion, pair)) for pair in pairs}
    closest = max(pairs, key=lambda pair: pairs[pair])
    if not alike:
        return rule.finding(
            "passed", f"The two that move together most: {names[closest]}.", figures=figures
        )
    asked = case.criteria_set.elicitation.scores
    in_order = asked.order == "by_criterion"
    several = in_order and bool(asked.independent) and (asked.people or 0) > 1
    return rule.finding(
        "open" if several else "failed",
        f"{len(alike)} of {counted(len(pairs), 'pair')} of criteria move almost in step over "
        f"{counted(len(table), 'option')}; closest: {names[alike[0]]}.",
        _halo_advice(in_order, several),
        subjects("criterion", [c for c in criteria if any(c in pair for pair in alike)]),
        tuple(
            f"{names[pair]}: correlation {two_decimals(pairs[pair])}, 1 being in step"
            for pair in alike
        ),
        figures,
    )


def check_independence(case: Case) -> Finding:
    """Report the effective number of independent criteria among those of the frame.

    Failed if it is below 1.5 for three or more criteria; open if it is below half of the
    criteria. Criteria on which all options are equal add nothing.
    """
    rule = Rule(
        "independence",
        "Every criterion adds something",
        "Does every criterion add something?",
        (MCA_CRITERIA,),
    )
    criteria, table = _varying(case)
    if not criteria:
        return rule.finding("open", _too_few(case))
    number = effective_number(correlations(table))
    figures = {"criteria": float(len(case.evaluation.criteria)), "effective": number}
    as_many = f"{whole(number)} unrelated to each other" if whole(number) > 1 else "a single one"
    found = (
        f"The {counted(len(case.evaluation.criteria), 'criterion', 'criteria')} tell the options "
        f"apart about as well as {as_many} would."
    )
    if len(case.evaluation.criteria) >= 3 and number < 1.5:
        return rule.finding(
            "failed",
            found,
            "Expect weights to matter little here. Look for a question on which the options would "
            "rank in another order, and add it.",
            figures=figures,
        )
    if number < len(case.evaluation.criteria) / 2:
        return rule.finding(
            "open",
            found,
            "Ask which criteria are means to others, and leave out those in another frame.",
            figures=figures,
        )
    return rule.finding("passed", found, figures=figures)


def correlations(table: FloatArray) -> FloatArray:
    """Return the n × n correlations of an m × n table whose columns all vary; each in −1..1.

    Pearson's coefficient, m options at least 2. Columns are scaled by their largest
    deviation first, so that tiny ones do not vanish when squared.

    >>> correlations(np.array([[0.0, 5.0], [1.0, 7.0], [2.0, 9.0]])).round(6).tolist()
    [[1.0, 1.0], [1.0, 1.0]]
    """
    deviations = table - table.mean(axis=0)
    deviations = deviations / np.abs(deviations).max(axis=0)
    units = deviations / np.sqrt((deviations**2).sum(axis=0))
    matrix: FloatArray = np.clip(units.T @ units, -1.0, 1.0)
    return matrix


def effective_number(matrix: FloatArray) -> float:
    """Return the participation ratio of a correlation matrix's eigenvalues, 1..n.

    (sum of eigenvalues)² / sum of their squares. The eigenvalues of n correlated columns
    add to n and their squares to the sum of all squared correlations, so none has to be
    computed. n unrelated columns give n, n identical ones 1.

    >>> effective_number(np.eye(3)), effective_number(np.ones((3, 3)))
    (3.0, 1.0)
    """
    return len(matrix) ** 2 / math.fsum((matrix**2).ravel().tolist())


def _halo_advice(in_order: bool, several: bool) -> str:
    """Return advice on halo, given how the file says that scoring was done."""
    if several:
        return (
            "They were scored criterion by criterion by several people on their own, so things "
            "may be like that: weights cannot change much, dispute the scores."
        )
    if in_order:
        return (
            "The file says that scoring went criterion by criterion already. Have somebody else "
            "score on their own, without seeing scores or totals, or leave out one of each pair."
        )
    return (
        "Score again criterion by criterion, all options on one before the next, by somebody who "
        "does not see the totals. If they still agree, weights cannot change much: dispute the "
        "scores."
    )


def _varying(case: Case) -> tuple[list[str], FloatArray]:
    """Return the criteria that vary, and the values of the options without unknown cells."""
    evaluation = case.evaluation
    rows = [
        [evaluation.values[option][criterion] for criterion in evaluation.criteria]
        for option in evaluation.options
        if not any((option, criterion) in evaluation.unknown for criterion in evaluation.criteria)
    ]
    if len(rows) < FEWEST_OPTIONS:
        return [], np.empty((0, 0))
    table = np.array(rows)
    varies = np.ptp(table, axis=0) > TIE
    return [c for c, does in zip(evaluation.criteria, varies, strict=True) if does], table[
        :, varies
    ]


def _too_few(case: Case) -> str:
    if len(case.evaluation.options) < FEWEST_OPTIONS:
        return f"With fewer than {FEWEST_OPTIONS} options nothing can be said."
    if case.evaluation.unknown:
        return "Too many scores are unknown to say."
    return "Fewer than 2 criteria vary over the options, so nothing can be compared."


def _points_apart(spread: float) -> str:
    return (
        "all options are level"
        if spread <= TIE
        else f"values span {of_hundred_points(max(1.0, spread))}"
    )
