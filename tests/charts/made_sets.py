"""The sets for which every chart is looked at: those shipped, and two with long names."""

from __future__ import annotations

from functools import cache
from typing import Any

from charts.decisions import decide, result_of
from small_sets import shipped

from steelyard.files.criteria_files import load_criteria_file
from steelyard.files.library import shipped_criteria
from steelyard.model import CriteriaSet
from steelyard.results.choice import Choice
from steelyard.results.result import Result, find_result

SETS = ("iran-2026", "drug-harms-2010", "long-names", "many-long-names")
"""Names for `made_result`."""


@cache
def made_result(name: str) -> Result:
    """Return a set seen as its file has it."""
    if name == "long-names":
        return result_of(long_names(12, 9))
    if name == "many-long-names":
        return result_of(long_names(20, 16))
    return result_of(shipped(name))


@cache
def judged_result() -> Result:
    """Return the shipped set with its simulated judges beside it."""
    return find_result(load_criteria_file(shipped_criteria() / "iran-2026.yaml"), Choice(judges=1))


def long_names(options: int, criteria: int) -> CriteriaSet:
    """Return a set whose names have about sixty letters; some differ only at the end.

    Every tenth score is unknown, all others have ranges; there are groups, lenses, readings
    and scenarios.
    """

    def score(option: int, criterion: int) -> Any:
        likely = (37 * option + 53 * criterion + option * criterion) % 81 + 10
        if (option + 3 * criterion) % 10 == 9:
            return "unknown"
        stated = ("low", "moderate", "high")[(option + criterion) % 3]
        return {"score": [likely - 10, likely, likely + 10], "confidence": stated}

    made = decide(
        [[score(i, j) for j in range(criteria)] for i in range(options)],
        [100 - 5 * j for j in range(criteria)],
        options=[_long("option", i) for i in range(options)],
        criteria=[_long("criterion", j) for j in range(criteria)],
        lenses={
            f"l{k}": {"name": _long("lens", k), "swings": {f"c{k % criteria}": 300}}
            for k in range(8)
        },
        readings={
            f"r{k}": {"name": _long("reading", k), "assessments": {f"o{k + 1}": {"c0": 95}}}
            for k in range(3)
        },
        scenarios={
            f"s{k}": {"name": _long("scenario", k), "shifts": {f"o{k}": {"c1": -20}}}
            for k in range(6)
        },
        groups={key: {"name": _long("group", k)} for k, key in enumerate("abc")},
    )
    grouped = {
        id_: criterion.model_copy(update={"group": "abc"[number % 3]})
        for number, (id_, criterion) in enumerate(made.criteria.items())
    }
    return made.model_copy(update={"criteria": grouped})


def _long(kind: str, number: int) -> str:
    """Return a name of sixty letters; of four neighbours, two differ only at the end."""
    first = ("Slow", "Slow", "Open", "Strict")[number % 4]
    return f"{first} {kind} that says at length what is meant by it, number {number:02d}"
