"""Results that the tests of sheets share: a lunch worked out by hand, and the set on Iran."""

from __future__ import annotations

from pathlib import Path

from made_results import result_of
from small_sets import make_set

from steelyard.files.criteria_files import load_criteria_file
from steelyard.results.choice import Choice
from steelyard.results.result import Result, find_result

ROOT = Path(__file__).parents[2]
IRAN = find_result(load_criteria_file(ROOT / "criteria" / "iran-2026.yaml"), Choice(frame="four"))


def lunch(**choice: object) -> Result:
    """Return soup (70 of 100 for taste, 2 of 10 euros) ahead of cake (60, 4)."""
    made = make_set(
        {
            "soup": {"taste": [40, 70, 80], "price": 2},
            "cake": {"taste": 60, "price": [3, 4, 6]},
            "bread": {"taste": 0, "price": 10},
        },
        criteria={
            "taste": {"anchors": {50: "fair"}, "swing": 60},
            "price": {"better": "lower", "scale": {"from": 0, "to": 10, "unit": "eur"},
                      "swing": 40},
        },
        readings={
            "child": {"name": "Child", "assessments": {"soup": {"taste": 20}}},
            "cook": {"name": "Cook", "assessments": {"soup": {"taste": 75}}},
        },
    )  # fmt: skip
    return result_of(made, Choice(**choice))  # type: ignore[arg-type]
