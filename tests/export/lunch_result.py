"""A small criteria_set on the disk, seen one way, for the tests of what leaves the house."""

from __future__ import annotations

from pathlib import Path

from files.lunch import LUNCH

from steelyard.files.criteria_files import load_criteria_file
from steelyard.results.choice import Choice
from steelyard.results.result import Result

MOVED = Choice(
    lens="child",
    swings={"price": 30.0},
    reading="gourmet",
    scenario="rain",
    disputes={("cake", "taste"): 33.5},
    rival="soup",
)
"""A view with one of everything in it."""


def lunch_file(folder: Path, text: str = LUNCH) -> Path:
    """Write the set into `folder`/criteria and return its path."""
    path = folder / "criteria" / "lunch.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def lunch_result(folder: Path, choice: Choice | None = None, text: str = LUNCH) -> Result:
    """Return the set below `folder` seen one way."""
    return Result(load_criteria_file(lunch_file(folder, text)), choice or Choice())
