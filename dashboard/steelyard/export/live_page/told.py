"""What the page's scripts are told: the instrument's data, dark colours, the address's terms.

The same numbers as the plain part of the page, from the same evaluation. No claim and no
reason is in here: those stand in the page itself, where `page_data.js` looks for them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from steelyard.analysis.totals import frame_criteria
from steelyard.charts.theme import option_colours
from steelyard.export.live_page.columns import find_places, in_columns
from steelyard.export.provenance import origin_line
from steelyard.instrument.problem import instrument_data
from steelyard.results.address import HASH_DIGITS, MAX_SWING
from steelyard.results.result import Result


def tell(result: Result) -> dict[str, Any]:
    """Return everything the scripts need, ready for JSON; the same result, the same data."""
    criteria_set, choice = result.criteria_set, result.choice
    instrument = instrument_data(criteria_set, result.name, choice, "light", 0, "")
    return {
        "instrument": {
            **instrument,
            "problem": _problem(instrument["problem"], option_colours(criteria_set, "dark")),
            "lenses": in_columns(instrument["lenses"]),
            "texts": _without(instrument["texts"], "simulations"),
        },
        "address": _address(result),
        "origin": _origin(result),
    }


def _problem(problem: dict[str, Any], dark: dict[str, str]) -> dict[str, Any]:
    """Return a copy told shorter, with dark colours, without the reasons of swings."""
    options = [{**option, "dark": dark[option["id"]]} for option in problem["options"]]
    criteria = [_without(criterion, "swingReason") for criterion in problem["criteria"]]
    return {
        **problem,
        "options": in_columns(options),
        "criteria": in_columns(criteria),
        "unknown": find_places(problem["unknown"]),
    }


def _without(entry: dict[str, Any], key: str) -> dict[str, Any]:
    """Return a copy without what the plain part of the page holds already."""
    return {name: value for name, value in entry.items() if name != key}


def _address(result: Result) -> dict[str, Any]:
    """Return the part of the address that no hand moves on this page, and what is allowed."""
    criteria_set, choice, evaluation = result.criteria_set, result.choice, result.evaluation
    opening, _ = frame_criteria(criteria_set, None)
    fixed = {
        "frame": choice.frame if choice.frame != opening else None,
        "reading": choice.reading,
        "scenario": choice.scenario,
        "struck": "~".join(choice.struck),
    }
    seen = set(evaluation.criteria)
    return {
        "set": result.name,
        "file": result.loaded.sha256[:HASH_DIGITS],
        "fixed": {key: value or "" for key, value in fixed.items()},
        "opening": opening,
        "criteria": list(criteria_set.criteria),
        "most": MAX_SWING,
        "hidden": {
            "swings": {c: s for c, s in choice.swings.items() if c not in seen},
            "locks": [c for c in choice.locks if c not in seen],
            "disputes": [
                [option, criterion, value]
                for (option, criterion), value in choice.disputes.items()
                if criterion not in seen
            ],
        },
    }


def _origin(result: Result) -> dict[str, Any]:
    """Return the line of origin in two halves: between them stands whose the weights are."""
    kept = replace(
        result.choice, lens=None, swings={}, disputes={}, locks=(), rival=None, struck=()
    )
    marker = f" · frame {result.evaluation.frame} · "
    line = origin_line(Result(result.loaded, kept))
    # No id holds a blank, so the last one found is not part of a file's name.
    before, _, after = line.rpartition(f"{marker}weights of the file · ")
    return {
        "before": before + marker,
        "after": f" · {after}",
        "struck": len(result.choice.struck),
    }
