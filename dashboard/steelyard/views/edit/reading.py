"""A draft read like a file: its good parts and its problems, kept as long as it is the same."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from steelyard.files.criteria_files import LoadedSet, read_criteria
from steelyard.files.problems import Problem
from steelyard.views.session.open_files import Stamp, stamp_of


def read_draft(text: str, path: Path) -> LoadedSet:
    """Return what a text would be as the file at `path`, read again only if it differs."""
    return _read(text, path, stamp_of(path))


def own_problems(loaded: LoadedSet) -> tuple[Problem, ...]:
    """Return the problems of the text itself, without those of its registers."""
    return tuple(one for one in loaded.problems if one.file == loaded.path.name)


@lru_cache(maxsize=32)
def _read(text: str, path: Path, stamp: Stamp) -> LoadedSet:  # noqa: ARG001 - part of the key
    return read_criteria(text.encode("utf-8", "surrogatepass"), path, path.name)
