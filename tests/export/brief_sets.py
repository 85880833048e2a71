"""Files for the tests of the brief: hostile texts in every place, and a long one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from steelyard.export.subject import Subject
from steelyard.files.criteria_files import load_criteria_file
from steelyard.instrument.address import Choice

ROOT = Path(__file__).resolve().parents[2]
IRAN = ROOT / "criteria" / "iran-2026.yaml"
DRUGS = ROOT / "criteria" / "drug-harms-2010.yaml"

HOSTILE = (
    '#strong[Boo] *b* $x$ @ref <label> // #read("/etc/passwd")',
    "<script>alert(1)</script> | pipe ![i](http://example.org/x.png)",
    "X" * 300,
    "very long name " * 19,
    "Line\nbreak\tand = + - signs \\n {{x}} `code` ]]",
    '</text><image href="http://example.org/y"/> & "quotes"',
)


def subject_of(file: Path, choice: Choice | None = None) -> Subject:
    """Return a file seen one way."""
    return Subject(load_criteria_file(file), choice or Choice())


def hostile_set(names: tuple[str, ...] = HOSTILE) -> dict[str, Any]:
    """Return a set with these texts as its every name."""
    criteria = {
        f"c{j}": {"name": name, "question": name, "better": "lower" if j % 2 else "higher"}
        for j, name in enumerate(names[:4])
    }
    options = {f"o{i}": {"name": name, "summary": name} for i, name in enumerate(names)}
    return {
        "format": 1,
        "title": names[0],
        "question": names[1],
        "judged_by": names[1],
        "criteria": criteria,
        "options": options,
        "assessments": {
            o: {c: [10, 30 + (7 * i + 11 * j) % 50, 95] for j, c in enumerate(criteria)}
            for i, o in enumerate(options)
        },
        "lenses": {
            "l": {"name": names[0], "swings": {c: 10.0 * j for j, c in enumerate(criteria)}}
        },
        "readings": {"r": {"name": names[1], "by": "x", "assessments": {"o0": {"c0": 99}}}},
    }


def written(folder: Path, content: dict[str, Any]) -> Path:
    """Write a set as a file (JSON is YAML) and return its path."""
    file = folder / "made.yaml"
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return file
