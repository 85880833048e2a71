"""Files for the tests of the brief: hostile texts in every place, and a long one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from steelyard.files.criteria_files import load_criteria_file
from steelyard.results.choice import Choice
from steelyard.results.result import Result

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


def subject_of(file: Path, choice: Choice | None = None) -> Result:
    """Return a file seen one way."""
    return Result(load_criteria_file(file), choice or Choice())


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
    return written_as(folder / "made.yaml", content)


def cited_file(folder: Path, sources: int, claims: int, title: str = "A source") -> Path:
    """Write a set of twelve options with this many sources of so many claims; return its path."""
    options, criteria = [f"o{i}" for i in range(12)], ["c0", "c1", "c2", "c3"]
    for place in range(sources):
        register = {
            "format": 1,
            "title": title,
            "author": title,
            "sha256": f"{place:064x}",
            "fingerprints": [f"{number:016x}" for number in range(80)],
            "claims": {
                f"k{place}-{number:02d}": {
                    "paragraph": 1 + (7 * number + place) % 80,
                    "says": title,
                    "bears_on": {
                        "c0": {"for": [options[(place + number) % 12]]},
                        "c1": {"against": [options[(3 * place + 5 * number + 1) % 12]]},
                    },
                }
                for number in range(claims)
            },
        }
        written_as(folder / "seeds" / f"s{place}.yaml", register)
    content = {
        "format": 1,
        "title": "Cited",
        "sources": [f"s{place}" for place in range(sources)],
        "criteria": {c: {"name": f"Criterion {c}"} for c in criteria},
        "options": {
            o: {"name": f"Option {o}", "summary": f"What {o} is. And more of it.", "needs": ["g"]}
            for o in options
        },
        "conditions": {"g": {"name": "A way in", "state": "open"}},
        "assessments": {
            o: {
                c: {
                    "score": [10, 30 + (7 * i + 11 * j) % 50, 95],
                    "claims": [f"k{(i + j) % sources}-{i % claims:02d}"],
                }
                for j, c in enumerate(criteria)
            }
            for i, o in enumerate(options)
        },
    }
    return written_as(folder / "criteria" / "cited.yaml", content)


def written_as(file: Path, content: dict[str, Any]) -> Path:
    """Write something as a file (JSON is YAML) and return its path."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return file
