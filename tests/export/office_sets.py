"""Subjects for the tests of what goes to Office: shipped, small, and hostile ones."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from steelyard.files.criteria_files import LoadedSet, load_criteria_file
from steelyard.model import CriteriaSet
from steelyard.results.choice import Choice
from steelyard.results.result import Result

ROOT = Path(__file__).resolve().parents[2]
IRAN = ROOT / "criteria" / "iran-2026.yaml"
DRUGS = ROOT / "criteria" / "drug-harms-2010.yaml"

HOSTILE = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    '=HYPERLINK("http://x.invalid","x")',
    "_x0041_",
    "two\nlines",
    "\u202eevil",
    "\u0627\u062e\u062a\u064a\u0627\u0631",
    "\u9009\u62e9",
    "\U0001f4a3\U0001f3fd",
    "<b>&amp;</b>]]>",
    "\"quotes\" & 'apostrophes'",
    "x" * 300,
    "http://x.invalid/",
    "00123",
    "#REF!",
)
"""Labels that look like formulas, links, numbers or markup, or are hard to set."""


def shipped_result(path: Path = IRAN, choice: Choice | None = None) -> Result:
    """Return a shipped file seen one way."""
    return Result(load_criteria_file(path), choice or Choice())


def subject_of(criteria_set: CriteriaSet, choice: Choice | None = None) -> Result:
    """Return a made-up set as if it had been read from a file."""
    loaded = LoadedSet(Path("made-up.yaml"), "0" * 64, "", criteria_set, ())
    return Result(loaded, choice or Choice())


def hostile_result(count: int = len(HOSTILE)) -> Result:
    """Return a set whose every text is hostile: names, reasons, questions."""
    names = HOSTILE[:count]
    criteria = {
        f"c{i}": {"name": name, "question": name, "swing": 10.0 * (i + 1), "swing_reason": name}
        for i, name in enumerate(names[:6])
    }
    criteria_set = CriteriaSet.model_validate(
        {
            "format": 1,
            "title": HOSTILE[0],
            "question": HOSTILE[5],
            "judged_by": HOSTILE[3],
            "measure": {"name": "=good", "top": 'so "good"'},
            "criteria": criteria,
            "options": {f"o{i}": {"name": name, "summary": name} for i, name in enumerate(names)},
            "assessments": {
                f"o{i}": {
                    c: {"score": (7 * i + 31 * j) % 101, "reason": name, "by": name}
                    for j, c in enumerate(criteria)
                }
                for i, name in enumerate(names)
            },
            "lenses": {"l": {"name": "=lens", "seat": "@seat", "swings": {"c0": 90.0}}},
        }
    )
    return subject_of(criteria_set)


def digests_of(call: str) -> set[str]:
    """Return the SHA-256 of the bytes of an expression, over three seeds of Python's hashes.

    `result` in it is the shipped file in its own view; each runs in a process of its own.
    """
    code = (
        "import hashlib; from export.office_sets import shipped_result; "
        "result = shipped_result(); "
        f"{call}; print(hashlib.sha256(made).hexdigest())"
    )
    paths = os.pathsep.join([str(ROOT / "dashboard"), str(ROOT / "tests")])
    return {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONPATH": paths, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        for seed in ("1", "2", "77")
    }
