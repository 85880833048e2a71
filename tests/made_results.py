"""Results of criteria sets that no file was read for."""

from __future__ import annotations

from pathlib import Path

from steelyard.files.criteria_files import LoadedSet
from steelyard.model import CriteriaSet
from steelyard.results.choice import Choice
from steelyard.results.result import Result, find_result


def result_of(criteria_set: CriteriaSet, choice: Choice | None = None) -> Result:
    """Return the result of a criteria set seen with a choice, as if a file held it."""
    loaded = LoadedSet(Path("made.yaml"), "0" * 64, "", criteria_set, ())
    return find_result(loaded, choice if choice is not None else Choice())
