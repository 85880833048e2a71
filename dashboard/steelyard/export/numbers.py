"""The numbers of a view as data: one tidy table as CSV, and everything as JSON.

In full precision and with the words of the criteria file as keys, for whoever goes on
computing elsewhere. Both carry the stamp, so that they can be checked later. Weights and
shares are 0–1; values, contributions, totals, margins and points are 0–100.
"""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from steelyard import __version__
from steelyard.analysis.sensitivity.robustness import (
    find_flips,
    find_score_changes,
    track_weights,
)
from steelyard.analysis.totals import find_assessment
from steelyard.export.drawings.chart_stamps import stamp_csv, stamp_spec
from steelyard.export.office_text import as_label
from steelyard.export.provenance import provenance
from steelyard.export.tables import to_csv
from steelyard.model import UNKNOWN
from steelyard.results.plain_data import (
    flip_data,
    score_change_data,
    totals_data,
    track_data,
    verdict_data,
)
from steelyard.results.result import Result

Data = dict[str, Any]

TOTAL: Final = "option total"
COLUMNS: Final = (
    "option", "option name", "criterion", "criterion name", "unit", "low", "likely", "high",
    "value low", "value", "value high", "swing", "weight", "contribution", "confidence", "note",
    TOTAL, "option rank", "option lead share",
)  # fmt: skip
"""The columns of the table; what belongs to an option stands on each of its rows."""


def to_numbers_csv(result: Result) -> bytes:
    """Return one row for every option and criterion in view, as CSV in UTF-8.

    Scores are on their own scales as the view counts them, before a scenario's shift, and
    empty where they are unknown; values are after it. The stamp is a comment at the end.
    Text that looks like a formula gets an apostrophe in front.
    """
    rows = [
        _row(result, option, criterion)
        for option in result.evaluation.options
        for criterion in result.evaluation.criteria
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return stamp_csv(to_csv(table), provenance(result))


def _row(result: Result, option: str, criterion: str) -> list[object]:
    criteria_set, evaluation = result.criteria_set, result.evaluation
    found = find_assessment(criteria_set, option, criterion, result.choice.reading)
    score = found.score if found is not None else UNKNOWN
    entry = criteria_set.criteria[criterion]
    return [
        option, criteria_set.options[option].name, criterion, entry.name, entry.scale.unit,
        *(score[:3] if score.known else (None, None, None)),
        evaluation.lows[option][criterion],
        evaluation.values[option][criterion],
        evaluation.highs[option][criterion],
        evaluation.swings[criterion],
        evaluation.weights[criterion],
        evaluation.contributions[option][criterion],
        (found and found.confidence) or "",
        _note(result, option, criterion),
        evaluation.totals[option],
        evaluation.ranks[option],
        result.simulations.lead_shares[option],
    ]  # fmt: skip


def _note(result: Result, option: str, criterion: str) -> str:
    choice, criteria_set = result.choice, result.criteria_set
    if (option, criterion) in choice.disputes:
        return "value disputed"
    notes = []
    if choice.reading and criterion in criteria_set.readings[choice.reading].assessments.get(
        option, {}
    ):
        notes.append("of the reading")
    if choice.scenario:
        shifts = criteria_set.scenarios[choice.scenario].shifts.get(option, {})
        if shifts.get(criterion):
            notes.append(f"shifted by {shifts[criterion]:g}")
    if (option, criterion) in result.evaluation.unknown:
        notes.append("unknown: value in the middle")
    return ", ".join(notes)


def to_numbers_json(result: Result) -> bytes:
    """Return every number of a view as JSON in UTF-8, with the keys of `steelyard score --json`.

    Of robustness it holds what the page shows, under the keys of `steelyard robustness
    --json`; `null` stands where there is no answer. No number is infinite.
    """
    return stamp_spec(numbers_of(result), provenance(result))


def numbers_of(result: Result) -> Data:
    """Return every number of a view as plain data, keyed by id in the order of the file."""
    evaluation, criteria_set, choice = result.evaluation, result.criteria_set, result.choice
    return {
        "file": as_label(result.loaded.path.name),
        "sha256": result.loaded.sha256,
        "version": __version__,
        "title": criteria_set.title,
        "options": {option: entry.name for option, entry in criteria_set.options.items()},
        "criteria": {c: criteria_set.criteria[c].name for c in evaluation.criteria},
        "frame": evaluation.frame,
        "lens": choice.lens,
        "reading": choice.reading,
        "scenario": choice.scenario,
        "disputes": {f"{o}/{c}": value for (o, c), value in sorted(choice.disputes.items())},
        "struck": list(choice.struck),
        "exploratory": choice.is_exploratory,
        **totals_data(evaluation),
        "scores": _scores(result),
        "lows": evaluation.lows,
        "highs": evaluation.highs,
        "verdict": verdict_data(result.verdict),
        "robustness": _robustness(result),
    }


def _scores(result: Result) -> Data:
    """Return option → criterion → low, likely, high on its own scale; `null` if unknown."""
    criteria_set, evaluation = result.criteria_set, result.evaluation
    scores: Data = {}
    for option in evaluation.options:
        row: Data = {}
        for criterion in evaluation.criteria:
            found = find_assessment(criteria_set, option, criterion, result.choice.reading)
            row[criterion] = list(found.score[:3]) if found and found.score.known else None
        scores[option] = row
    return scores


def _robustness(result: Result) -> Data:
    evaluation, simulations = result.evaluation, result.simulations
    changes = find_score_changes(result.criteria_set, evaluation)
    return {
        "one_way": {c: track_data(track) for c, track in track_weights(evaluation).items()},
        "flips": {option: flip_data(flip) for option, flip in find_flips(evaluation).items()},
        "nearest_score": score_change_data(changes[0]) if changes else None,
        "lead_share": {
            "sampled": simulations.lead_shares,
            "error": 100 * simulations.error,
            "draws": simulations.draws,
            "seed": simulations.seed,
            "mode": simulations.mode,
            "spread": simulations.spread,
        },
        "rank_shares": {option: list(row) for option, row in simulations.rank_shares.items()},
        "pairwise": simulations.ahead_shares,
        "expected_rank": simulations.expected_ranks,
        "ranges": {option: list(ends) for option, ends in simulations.ranges.items()},
        "central_weights": simulations.central_weights,
    }
