"""Small random criteria sets with everything one can look through: lenses, readings, scenarios.

For the tests of what compares several views of one decision; claims are cited at random,
often one to a cell, so that striking one out frees some.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from small_sets import Cell, make_set

from steelyard.model import CriteriaSet

CLAIMS = ("k1", "k2", "k3", "k4")
# Whole tens make ties, the others do not.
NUMBERS = st.integers(0, 10).map(lambda tenth: tenth * 10.0) | st.floats(0, 100)
SWINGS = st.integers(0, 100).map(float)
SHIFTS = st.integers(-12, 12).map(lambda step: step * 5.0) | st.floats(-80, 80)


@st.composite
def assessments(draw: st.DrawFn) -> dict[str, Any]:
    """A score, at times a range or unknown, resting on none to two claims."""
    low, likely, high = sorted(draw(st.tuples(NUMBERS, NUMBERS, NUMBERS)))
    scores: list[Cell] = [likely, [low, likely, high], [low, likely, high], "unknown"]
    claims = draw(st.lists(st.sampled_from(CLAIMS), max_size=2, unique=True))
    cut = draw(st.integers(0, len(claims)))
    return {
        "score": draw(st.sampled_from(scores)),
        "claims": claims[:cut],
        "inferred_from": claims[cut:],
    }


@st.composite
def viewed_sets(draw: st.DrawFn, most_scenarios: int = 4) -> CriteriaSet:
    """One to four options, one to three criteria, and a few of everything to look through."""
    options = [f"o{i}" for i in range(draw(st.integers(1, 4)))]
    criteria = [f"c{j}" for j in range(draw(st.integers(1, 3)))]
    cells = [(option, criterion) for option in options for criterion in criteria]
    scenarios = [f"s{k}" for k in range(draw(st.integers(0, most_scenarios)))]
    extras = [
        {"better": "higher"},
        {"better": "lower"},
        {"value": [[0, 0], [30, 70], [100, 100]]},
        {"value": [[0, 20], [50, 90], [100, 40]]},
    ]
    return make_set(
        {o: {c: draw(assessments()) for c in criteria} for o in options},
        swings={c: draw(SWINGS) for c in criteria},
        criteria={c: draw(st.sampled_from(extras)) for c in criteria},
        lenses={
            f"l{k}": {"name": "Lens", "swings": {c: draw(SWINGS) for c in criteria}}
            for k in range(draw(st.integers(0, 3)))
        },
        readings={
            f"r{k}": {"name": "Reading", "assessments": draw(some_cells(cells, assessments()))}
            for k in range(draw(st.integers(0, 2)))
        },
        scenarios={
            scenario: {
                "name": "Scenario",
                "shifts": draw(some_cells(cells, SHIFTS)),
                "opposite": draw(st.none() | st.sampled_from(scenarios)),
            }
            for scenario in scenarios
        },
    )


@st.composite
def some_cells(
    draw: st.DrawFn, cells: list[tuple[str, str]], contents: st.SearchStrategy[Any]
) -> dict[str, dict[str, Any]]:
    """Contents for some of the cells, as the nested mapping of a file."""
    rows: dict[str, dict[str, Any]] = {}
    for option, criterion in draw(st.lists(st.sampled_from(cells), max_size=5, unique=True)):
        rows.setdefault(option, {})[criterion] = draw(contents)
    return rows
