"""The pictures of single scores and of what totals are made of, with words and numbers."""

from __future__ import annotations

from steelyard.analysis.sensitivity.weight_map import Part
from steelyard.analysis.simulations.sampling import Simulations
from steelyard.analysis.totals import Evaluation
from steelyard.charts.scores.consequence_table import (
    consequence_table,
    consequence_table_alt,
    consequence_table_rows,
)
from steelyard.charts.scores.group_bars import group_bars, group_bars_alt, group_bars_rows
from steelyard.charts.scores.pareto import pareto, pareto_alt, pareto_rows
from steelyard.charts.scores.scorecard import scorecard, scorecard_alt, scorecard_rows
from steelyard.model import CriteriaSet
from steelyard.pictures.picture import Picture

NAMES, CELL = 140, 30
"""Pixels that a table of values needs at least: for names and totals, and for each column."""


def picture_scorecard(
    criteria_set: CriteriaSet, evaluation: Evaluation, simulations: Simulations
) -> Picture:
    """Return who leads, by how much, and what every total is made of."""
    shares, ranges = simulations.lead_shares, simulations.ranges
    return Picture(
        "Scorecard",
        lambda mode, width: scorecard(
            criteria_set, evaluation, mode, width=width, lead_shares=shares, total_ranges=ranges
        ),
        scorecard_alt(criteria_set, evaluation, shares),
        lambda: scorecard_rows(criteria_set, evaluation, shares),
    )


def picture_values(
    criteria_set: CriteriaSet, evaluation: Evaluation, reading: str | None
) -> Picture:
    """Return all values in view, with the confidence that the reading states.

    Never narrower than its numbers need; on a phone many columns scroll in their frame.
    """
    least = NAMES + CELL * len(evaluation.criteria)
    return Picture(
        "Values",
        lambda mode, width: consequence_table(
            criteria_set, evaluation, mode, width=max(width, least), reading=reading
        ),
        consequence_table_alt(criteria_set, evaluation),
        lambda: consequence_table_rows(criteria_set, evaluation, reading),
        (reading,),
    )


def picture_pareto(
    criteria_set: CriteriaSet, evaluation: Evaluation, across: Part, up: Part
) -> Picture:
    """Return the options by their values on two criteria or groups."""
    return Picture(
        "Two aims",
        lambda mode, width: pareto(criteria_set, evaluation, across, up, mode, width=width),
        pareto_alt(criteria_set, evaluation, across, up),
        lambda: pareto_rows(criteria_set, evaluation, across, up),
    )


def picture_groups(criteria_set: CriteriaSet, evaluation: Evaluation) -> Picture:
    """Return what each group of criteria adds to every total."""
    return Picture(
        "Totals by group",
        lambda mode, width: group_bars(criteria_set, evaluation, mode, width=width),
        group_bars_alt(criteria_set, evaluation),
        lambda: group_bars_rows(criteria_set, evaluation),
        (),
    )
