"""The numbers of a view as data: one tidy table as CSV, and everything as JSON.

In full precision and with the ids of the criteria file as keys, for use in other programs. Both
contain the stamp, so that they can be verified later. Weights and shares are 0–1; values,
contributions, totals, margins and points are 0–100.
"""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from steelyard.export.drawings.images import stamp_csv, stamp_spec
from steelyard.export.safe_text import as_label, to_csv
from steelyard.export.stamps.provenance import provenance
from steelyard.model import UNKNOWN
from steelyard.results.data import numbers_data
from steelyard.results.result import Result
from steelyard.results.words.numbers import as_written

OPTION_TOTAL: Final = "option total"
NUMBER_COLUMNS: Final = (
    "option", "option name", "criterion", "criterion name", "unit", "low", "likely", "high",
    "value low", "value", "value high", "swing", "weight", "contribution", "confidence", "note",
    OPTION_TOTAL, "option rank", "option lead share", "option lowest lead share",
    "option highest lead share",
)  # fmt: skip
"""The columns of the table; values of an option are repeated on each of its rows."""

JUDGES_COLUMNS: Final = (
    "judges", "judges' lowest likely", "judges' mean likely", "judges' highest likely",
    "option group total", "option group rank",
)  # fmt: skip
"""Additional columns if a group of judges is shown beside the result."""


def to_numbers_csv(result: Result) -> bytes:
    """Return one row for every option and criterion in view, as CSV in UTF-8.

    Scores are those of the view, on their own scales and before a scenario's shift, and empty if
    unknown; values are after it. The stamp is a comment at the end.
    Text that looks like a formula is prefixed with an apostrophe.
    """
    rows = [
        _row(result, option, criterion)
        for option in result.evaluation.options
        for criterion in result.evaluation.criteria
    ]
    columns = [*NUMBER_COLUMNS, *(JUDGES_COLUMNS if result.group is not None else ())]
    table = pd.DataFrame(rows, columns=columns)
    return stamp_csv(to_csv(table), provenance(result))


def _row(result: Result, option: str, criterion: str) -> list[object]:
    criteria_set, evaluation = result.criteria_set, result.evaluation
    found = result.find_assessment(option, criterion)
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
        *result.simulations.spans[option],
        *_of_judges(result, option, criterion),
    ]  # fmt: skip


def _of_judges(result: Result, option: str, criterion: str) -> list[object]:
    """Return the scores of the judges beside the result, and the group's total and rank.

    The scores are left out if those of single cells are not shown.
    """
    found = result.group
    if found is None:
        return []
    cell = (option, criterion)
    likely = [
        found.panel.evaluations[judge].scores[option][criterion].likely
        for judge in found.judges
        if cell in found.panel.scored[judge]
    ]
    is_shown = bool(likely) and found.shows_answers
    ends = (min(likely), sum(likely) / len(likely), max(likely)) if is_shown else (None,) * 3
    return [len(likely), *ends, found.group.totals[option], found.group.ranks[option]]


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
            notes.append(f"shifted by {as_written(shifts[criterion])}")
    if (option, criterion) in result.evaluation.unknown:
        notes.append("unknown: value in the middle")
    return ", ".join(notes)


def to_numbers_json(result: Result) -> bytes:
    """Return every number of a view as JSON in UTF-8, with the keys of `steelyard score --json`.

    It includes the robustness figures of the page, under the keys of `steelyard robustness
    --json`; `null` if there is no answer. No number is infinite.
    """
    return stamp_spec(numbers_of(result), provenance(result))


def numbers_of(result: Result) -> dict[str, Any]:
    """Return every number of a view as plain data, keyed by id in the order of the file."""
    return numbers_data(result, as_label(result.loaded.path.name))
