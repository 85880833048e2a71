"""What striking out evidence does, and what a score says, put into plain sentences.

Chooses words for results that `analysis` has found. Everything here is plain text, to be
made safe by whoever puts it on a page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from steelyard.analysis.evidence.linchpins import Linchpin, Survival
from steelyard.analysis.evidence.strike_out import Cell
from steelyard.files.problems import format_number
from steelyard.model import Assessment, Claim, CriteriaSet, Criterion
from steelyard.results.words.numbers import listing, of_hundred, points, whole

MOST_CELLS = 6
"""More scores than these are counted and not listed."""


def survival_words(criteria_set: CriteriaSet, survival: Survival) -> str:
    """Return in how many simulations the leader still leads, and what that is called."""
    leader = criteria_set.options[survival.leader].label
    if survival.survives == "for certain":
        return f"{leader} survives for certain: nobody can draw level, whatever is unknown"
    told = f"leads in {share_words(survival.share)} sampled simulations"
    if survival.survives == "not":
        return f"{leader} does not survive: it {told}"
    return f"{leader} {told}: it survives in most of them"


def share_words(share: float) -> str:
    """Return a share of 0 to 1 as so many of a hundred, never claiming all or none wrongly.

    >>> share_words(0.6425), share_words(0.999), share_words(0.001), share_words(0.0)
    ('64 of 100', 'more than 99 of 100', 'fewer than 1 of 100', '0 of 100')
    """
    return of_hundred(whole(100 * share), share)


def freed_words(criteria_set: CriteriaSet, freed: Collection[Cell]) -> str:
    """Return which scores are left without a claim, by name if they are few."""
    if not freed:
        return "No score that counts here loses its last claim."
    named = f": {cell_list(criteria_set, freed)}" if len(freed) <= MOST_CELLS else ""
    if len(freed) == 1:
        return f"1 score is left without a claim and takes its full range{named}."
    return f"{len(freed)} scores are left without a claim and take their full ranges{named}."


def linchpin_words(criteria_set: CriteriaSet, leader: str, linchpin: Linchpin) -> str:
    """Return what the loss of one claim could cost, and through which scores."""
    rivals = option_list(criteria_set, linchpin.rivals)
    behind = points(-linchpin.margin)
    end = "draw level" if whole(-linchpin.margin) == 0 else f"end up to {behind} ahead"
    rests = "rests" if len(linchpin.freed) == 1 else "rest"
    return (
        f"{cell_list(criteria_set, linchpin.freed)} {rests} on it alone. Without it {rivals} could "
        f"{end}, and {criteria_set.options[leader].label} lose the lead."
    )


def cell_name(criteria_set: CriteriaSet, cell: Cell) -> str:
    """Return a cell in words, such as *Price of Soup*."""
    return f"{criteria_set.criteria[cell[1]].name} of {criteria_set.options[cell[0]].label}"


def cell_list(criteria_set: CriteriaSet, cells: Iterable[Cell]) -> str:
    """Return several cells in one phrase."""
    return listing(cell_name(criteria_set, cell) for cell in cells)


def option_list(criteria_set: CriteriaSet, options: Iterable[str]) -> str:
    """Return several options in one phrase."""
    return listing(criteria_set.options[option].label for option in options)


def score_words(assessment: Assessment | None) -> str:
    """Return a score as its file has it, with its range.

    >>> score_words(Assessment.model_validate({"score": [20, 40, 60]}))
    '40 (20 to 60)'
    """
    if assessment is None or not assessment.score.known:
        return "unknown"
    score = assessment.score
    likely = format_number(score.likely)
    if score.low == score.high:
        return likely
    return f"{likely} ({format_number(score.low)} to {format_number(score.high)})"


def scale_words(criteria_set: CriteriaSet, criterion: Criterion) -> str:
    """Return the ends of a scale, and which of them is the good one."""
    scale = criterion.scale
    unit = scale.unit.replace("_", " ")
    good = "low" if criterion.better == "lower" else "high"
    ends = f"{format_number(scale.from_)} to {format_number(scale.to)}"
    return f"{ends} {unit}, {good} is {criteria_set.measure.top}"


def claim_label(claim: str, entry: Claim) -> str:
    """Return a claim as a list shows it: its id, then what it says."""
    return f"{claim} · {' '.join(entry.says.split())}"
