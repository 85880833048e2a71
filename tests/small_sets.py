"""Criteria sets for tests: small ones from a table of scores, and those that are shipped.

One way to make a set up, so that a test shows only the numbers it is about. The shipped
files are read without `files`, so that its faults are not those of the arithmetic.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from steelyard.model import CriteriaSet

ROOT = Path(__file__).resolve().parents[1]

Cell = float | str | list[float]


def shipped(name: str) -> CriteriaSet:
    """Return a set of `criteria/` as the model reads it."""
    text = (ROOT / "criteria" / f"{name}.yaml").read_text(encoding="utf-8")
    return CriteriaSet.model_validate(yaml.safe_load(text))


def make_set(
    scores: Mapping[str, Mapping[str, Cell]],
    swings: Mapping[str, float] | None = None,
    criteria: Mapping[str, Mapping[str, Any]] | None = None,
    **rest: Any,
) -> CriteriaSet:
    """Return a set with these scores, option → criterion → score as a file would write it.

    Names are the ids, capitalised. `criteria` adds to a criterion's entry, `rest` to the set.
    """
    ids = list(dict.fromkeys(criterion for row in scores.values() for criterion in row))
    entries = {c: {"name": c.capitalize(), **(criteria or {}).get(c, {})} for c in ids}
    for criterion, swing in (swings or {}).items():
        entries[criterion]["swing"] = swing
    return CriteriaSet.model_validate(
        {
            "format": 1,
            "title": "Made up",
            "criteria": entries,
            "options": {option: {"name": option.capitalize()} for option in scores},
            "assessments": scores,
            **rest,
        }
    )


def lunch_with_views() -> CriteriaSet:
    """Return soup (60) and cake (40), a reading that prefers the cake, and a scenario."""
    return make_set(
        {"soup": {"taste": [50, 60, 70]}, "cake": {"taste": 40}},
        lenses={"child": {"name": "Child", "swings": {"taste": 10}}},
        readings={
            "sweet": {
                "name": "Sweet",
                "assessments": {"cake": {"taste": {"score": 80, "reason": "So\nsweet"}}},
            }
        },
        scenarios={"spilt": {"name": "Spilt", "shifts": {"soup": {"taste": -30}}}},
    )


@st.composite
def score_cells(draw: st.DrawFn, numbers: st.SearchStrategy[float]) -> Cell:
    """Draw scores: a number, a range or unknown."""
    low, likely, high = sorted(draw(st.tuples(numbers, numbers, numbers)))
    cells: Sequence[Cell] = [likely, [low, likely, high], "unknown"]
    return draw(st.sampled_from(cells))


@st.composite
def criteria_sets(draw: st.DrawFn, most_options: int = 5, most_criteria: int = 4) -> CriteriaSet:
    """Any small set: whole or odd scores, ranges, unknown cells, swings from 0 to 1e9."""
    options = [f"o{i}" for i in range(draw(st.integers(1, most_options)))]
    criteria = [f"c{j}" for j in range(draw(st.integers(1, most_criteria)))]
    numbers = st.integers(0, 10).map(lambda tenth: tenth * 10.0) | st.floats(0, 100)
    scores = {o: {c: draw(score_cells(numbers)) for c in criteria} for o in options}
    swing = st.just(0.0) | st.integers(1, 100).map(float) | st.floats(1e-3, 1e9)
    better = st.sampled_from([{"better": "higher"}, {"better": "lower"}])
    return make_set(
        scores,
        swings={c: draw(swing) for c in criteria},
        criteria={c: draw(better) for c in criteria},
    )
