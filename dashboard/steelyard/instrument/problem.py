"""What the instrument is told: the numbers of a view, names, colours, and its words."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from steelyard.analysis.cache_key import Same
from steelyard.analysis.simulations.low_discrepancy import key_of
from steelyard.analysis.totals import (
    Evaluation,
    View,
    chosen_swings,
    evaluate,
    frame_criteria,
)
from steelyard.charts.theme import Mode, option_colours
from steelyard.model import CriteriaSet
from steelyard.results.choice import Choice
from steelyard.results.words.numbers import plain
from steelyard.results.words.verdict import TEMPLATES

SEED = 0


def instrument_data(
    criteria_set: CriteriaSet,
    name: str,
    choice: Choice,
    mode: Mode,
    revision: int,
    simulations: str,
) -> dict[str, Any]:
    """Return the data of the component: the undisputed numbers, and the visitor's state."""
    frame, criteria = frame_criteria(criteria_set, choice.frame)
    swings = chosen_swings(criteria_set, criteria, choice.view)
    parts = (name, frame, choice.reading or "", choice.scenario or "")
    return {
        "key": "/".join(parts),
        "rev": revision,
        "mode": mode,
        "problem": _undisputed(Same(criteria_set), frame, choice.reading, choice.scenario, mode),
        "fileSwings": _swings(criteria_set, criteria, View()),
        "lenses": [
            {
                "id": lens,
                "name": plain(entry.name),
                "reason": plain(entry.reason or entry.seat),
                "swings": _swings(criteria_set, criteria, View(lens=lens)),
            }
            for lens, entry in criteria_set.lenses.items()
        ],
        "state": {
            "lens": choice.lens,
            "swings": [swings[criterion] for criterion in criteria],
            "locks": [criterion in choice.locks for criterion in criteria],
            "disputes": [
                {"option": option, "criterion": criterion, "value": value}
                for (option, criterion), value in choice.disputes.items()
                if criterion in criteria
            ],
            "rival": choice.rival,
        },
        "texts": {
            "fileLens": "As in the file",
            "fileTick": "The weight in the file",
            "range": "line: 90% of simulations",
            "unweighted": "Every weight is 0, so all criteria count the same.",
            "moved": "Moved by you since.",
            "dispute": f"Value from 0 to 100; 100 is {plain(criteria_set.measure.top)}.",
            "simulations": simulations,
        },
    }


def problem_of(criteria_set: CriteriaSet, evaluation: Evaluation, mode: Mode) -> dict[str, Any]:
    """Return one evaluation as the engine takes it: arrays in the evaluation's order."""
    colours = option_colours(criteria_set, mode)
    cells = (evaluation.lows, evaluation.values, evaluation.highs)
    low, likely, high = ([[t[o][c] for c in evaluation.criteria] for o in t] for t in cells)
    return {
        "options": [
            {
                "id": option,
                "label": plain(criteria_set.options[option].label),
                "name": plain(criteria_set.options[option].name),
                "colour": colours[option],
            }
            for option in evaluation.options
        ],
        "criteria": [_criterion(criteria_set, criterion) for criterion in evaluation.criteria],
        "low": low,
        "likely": likely,
        "high": high,
        "unknown": [
            [(option, criterion) in evaluation.unknown for criterion in evaluation.criteria]
            for option in evaluation.options
        ],
        "spread": criteria_set.simulations.weight_spread,
        "draws": criteria_set.simulations.draws,
        "seed": SEED,
        "optionKeys": [key_of(option) for option in evaluation.options],
        "criterionKeys": [key_of(criterion) for criterion in evaluation.criteria],
        "closeCall": criteria_set.verdict.close_call,
        "robustShare": criteria_set.verdict.robust_share,
        "robustFlip": criteria_set.verdict.robust_flip,
        "measure": {
            "name": plain(criteria_set.measure.name),
            "top": plain(criteria_set.measure.top),
        },
        "templates": dict(TEMPLATES),
    }


@lru_cache(maxsize=32)
def _undisputed(
    same: Same[CriteriaSet], frame: str, reading: str | None, scenario: str | None, mode: Mode
) -> dict[str, Any]:
    """Return the problem of a view as the file has it: weights and disputes have no part in it."""
    view = View(frame=frame, reading=reading, scenario=scenario)
    return problem_of(same.kept, evaluate(same.kept, view), mode)


def _swings(criteria_set: CriteriaSet, criteria: tuple[str, ...], view: View) -> list[float]:
    return list(chosen_swings(criteria_set, criteria, view).values())


def _criterion(criteria_set: CriteriaSet, criterion: str) -> dict[str, Any]:
    entry = criteria_set.criteria[criterion]
    return {
        "id": criterion,
        "name": plain(entry.name),
        "label": plain(entry.label),
        "place": list(criteria_set.criteria).index(criterion),
        "swingReason": plain(entry.swing_reason or entry.question),
        "raw": {"from": entry.scale.from_, "to": entry.scale.to, "better": entry.better},
    }
