"""Made-up decisions for the tests of the charts: small, round numbers, easy to follow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from steelyard.files.criteria_files import LoadedSet
from steelyard.model import CriteriaSet
from steelyard.results.choice import Choice
from steelyard.results.result import Result, find_result

HOSTILE = (
    "</script><script>alert(1)</script>",
    "datum.x",
    "datum['total'] > 0 ? 'a' : 'b'",
    "a.b[0].c",
    "{{option}} ${option} %(option)s",
    "![x](http://example.invalid/x.png)",
    "=HYPERLINK(1)",
    "W" * 300,
    "\u202eshalom \u05e9\u05dc\u05d5\u05dd\u202c",
    "line\nbreak\tand tab",
    "'\"\\`",
    "&amp; <b>",
)


def decide(
    scores: Sequence[Sequence[Any]],
    swings: Sequence[float],
    *,
    options: Sequence[str] = (),
    criteria: Sequence[str] = (),
    **more: Mapping[str, Any],
) -> CriteriaSet:
    """Return a decision with one row of `scores` per option, one column per swing.

    Options are called Option A, Option B …, criteria Criterion 1, Criterion 2 …, unless
    named; their ids are `o0`, `o1` … and `c0`, `c1` ….
    """
    option_names = list(options) or [
        f"Option {chr(65 + i) if i < 26 else i}" for i in range(len(scores))
    ]
    criterion_names = list(criteria) or [f"Criterion {j + 1}" for j in range(len(swings))]
    return CriteriaSet.model_validate(
        {
            "format": 1,
            "title": "Made up",
            "criteria": {
                f"c{j}": {"name": name, "swing": swing}
                for j, (name, swing) in enumerate(zip(criterion_names, swings, strict=True))
            },
            "options": {f"o{i}": {"name": name} for i, name in enumerate(option_names)},
            "assessments": {
                f"o{i}": {f"c{j}": score for j, score in enumerate(row)}
                for i, row in enumerate(scores)
            },
            **more,
        }
    )


def result_of(criteria_set: CriteriaSet, choice: Choice | None = None) -> Result:
    """Return a set that is in no file, seen one way."""
    loaded = LoadedSet(Path("made-up.yaml"), "0" * 64, "", criteria_set, ())
    return find_result(loaded, choice or Choice())


def hostile_decision() -> CriteriaSet:
    """Return a decision whose every label tries to be something other than a label."""
    count = len(HOSTILE)
    return decide(
        [[(7 * i + 13 * j) % 101 for j in range(count)] for i in range(count)],
        [1 + j for j in range(count)],
        options=HOSTILE,
        criteria=HOSTILE,
    )
