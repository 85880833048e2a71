"""Rules on the cells of the frame: whether they are scored, and on what claims they rest."""

from __future__ import annotations

from steelyard.analysis.evidence.coverage import support_of
from steelyard.results.appraisal.case import Case
from steelyard.results.appraisal.finding import (
    ICD_ASSUMPTIONS,
    MCA_STAGES,
    PRIMER_QUALITY,
    Finding,
    Rule,
    cell_id,
    subjects,
)
from steelyard.results.words.numbers import all_of, counted
from steelyard.results.words.text import some


def check_scored(case: Case) -> Finding:
    """Report cells without a known score: open if any, failed if an option has no known score.

    Also failed if more than a quarter of the frame's cells are unknown.
    """
    rule = Rule("scored", "Every cell is scored", "Is every cell scored?", (MCA_STAGES,))
    evaluation, cells = case.evaluation, case.cells
    gaps = [cell for cell in cells if cell in evaluation.unknown]
    figures = {"cells": float(len(cells)), "unknown": float(len(gaps))}
    if not gaps:
        are = "is" if len(cells) == 1 else "are"
        return rule.finding(
            "passed",
            f"{all_of(len(cells), 'cell')} of this frame {are} scored.",
            figures=figures,
        )
    empty = [o for o in evaluation.options if all((o, c) in gaps for c in evaluation.criteria)]
    failed = bool(empty) or len(gaps) > len(cells) / 4
    nothing = f" Of {some([case.option(o) for o in empty])} nothing is known." if empty else ""
    return rule.finding(
        "failed" if failed else "open",
        f"{len(gaps)} of {counted(len(cells), 'cell')} in this frame "
        f"{'is' if len(gaps) == 1 else 'are'} unknown, and taken in the middle.{nothing}",
        "Ask first whether any score could change the leader; where it could, find out or give "
        "a wide range.",
        subjects("cell", (cell_id(*cell) for cell in gaps)),
        tuple(case.cell(*cell) for cell in gaps),
        figures,
    )


def check_support(case: Case) -> Finding:
    """Report the scored cells of the frame that rest only on indirect claims or on none.

    Failed if they are more than half of the scored cells, open if more than a quarter.
    """
    rule = Rule(
        "support",
        "Most scores rest on direct claims",
        "Do most scores rest on direct claims?",
        (ICD_ASSUMPTIONS, PRIMER_QUALITY),
    )
    scored = case.scored
    kinds = {cell: support_of(assessment) for cell, assessment in scored.items()}
    indirect = [cell for cell in scored if kinds[cell] == "indirect"]
    unsupported = [cell for cell in scored if kinds[cell] == "none"]
    silent = [cell for cell in unsupported if not scored[cell].reason.strip()]
    thin = [*indirect, *unsupported]
    figures = {
        "scored": float(len(scored)),
        "indirect": float(len(indirect)),
        "none": float(len(unsupported)),
        "without_reason": float(len(silent)),
    }
    silence = f", {len(silent)} of these without a reason" if silent else ""
    carried = f"{len(indirect)} on indirect claims alone, " if indirect else ""
    found = (
        f"{counted(len(scored), 'scored cell')}: {carried}{len(unsupported)} on no claim{silence}."
    )
    if len(thin) * 4 <= len(scored):
        return rule.finding("passed", found, figures=figures)
    return rule.finding(
        "failed" if len(thin) * 2 > len(scored) else "open",
        found,
        "Look for claims about these cells first, widen their ranges, and write a reason where "
        "there is none.",
        subjects("cell", (cell_id(*cell) for cell in thin)),
        tuple(f"{case.cell(*cell)}: {kinds[cell]}" for cell in thin),
        figures,
    )
