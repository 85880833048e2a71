"""Rounds of judgements for `steelyard check`: each with its problems, including its sheets."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from steelyard.commands.outcome import WrongUseError
from steelyard.files.criteria_files import load_criteria_file
from steelyard.files.judgements.rounds import (
    JUDGEMENTS,
    LoadedRound,
    criteria_file_of,
    load_rounds,
)
from steelyard.files.judgements.shelf import ROUND_FILE
from steelyard.files.problems import Problem, name_as_text, problems_as_text

CheckedRound = tuple[Path, tuple[Problem, ...]]
"""The folder of a round, and the problems of its file and sheets."""


def rounds_at(place: Path) -> list[CheckedRound] | None:
    """Return the rounds in a file or folder of judgements; `None` for any other path.

    For a single file only its own problems. Raises WrongUseError if a round's set is missing.
    """
    here = place.resolve()
    if here.is_file():
        if not (here.parent / ROUND_FILE).is_file():
            return None
        name = "/".join(here.parts[-3:])
        found = _rounds_in([here.parent])
        return [(here, tuple(p for p in problems if p.file == name)) for _, problems in found]
    if JUDGEMENTS not in here.parts:
        return None
    depths = (ROUND_FILE, f"*/{ROUND_FILE}", f"*/*/{ROUND_FILE}")
    folders = sorted({file.parent for depth in depths for file in here.glob(depth)})
    if not folders:
        raise WrongUseError(f"there is no round of judgements in {place}")
    return _rounds_in(folders)


def rounds_of(files: Iterable[Path]) -> list[CheckedRound]:
    """Return the rounds of criteria files."""
    return [(one.path, one.problems) for file in files for one in _load(file)]


def _rounds_in(folders: list[Path]) -> list[CheckedRound]:
    files = []
    for folder in folders:
        file = criteria_file_of(folder)
        if file is None:
            name = name_as_text(folder.parent.name)
            raise WrongUseError(f"there is no criteria file {name}.yaml for {folder.name}")
        if file not in files:
            files.append(file)
    return [one for one in rounds_of(files) if one[0].resolve() in folders]


def _load(file: Path) -> tuple[LoadedRound, ...]:
    criteria_set = load_criteria_file(file).criteria_set
    return load_rounds(file, criteria_set) if criteria_set is not None else ()


def round_as_text(checked: CheckedRound) -> str:
    """Return a round's problems for a terminal."""
    path, problems = checked
    said = [problems_as_text(problems)] if problems else []
    count = "no problems" if not problems else f"{len(problems)} problem"
    return "\n".join([*said, f"{name_as_text(path)}: {count}{'s' if len(problems) > 1 else ''}"])


def round_as_data(checked: CheckedRound) -> dict[str, object]:
    """Return a round's problems as plain data."""
    path, problems = checked
    return {"round": name_as_text(path), "problems": [each.as_dict() for each in problems]}
