"""Judges' sheets and rounds read on their own, wherever they are stored."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeVar

from steelyard.files.judgements.shelf import ROUND_FILE
from steelyard.files.problems import Problem, name_as_text
from steelyard.files.yaml.decoding import read_bounded
from steelyard.files.yaml.meant import read_as_meant
from steelyard.files.yaml.yaml_tree import read_tree
from steelyard.model import JudgeSheet, Round

_SIGNED = re.compile(rb"(?m)^judge:[ \t]*\S")
_SEALS = re.compile(rb"(?m)^(judges|sealed|ask|sees):")
_DIGEST = re.compile(rb"(?m)^digest:[ \t]*\S")
File = TypeVar("File", bound=JudgeSheet | Round)


def kind_of_judgements(path: Path) -> type[JudgeSheet] | type[Round] | None:
    """Return whether a file is a judge's sheet or a round; `None` for any other, or none."""
    try:
        raw = read_bounded(path)
    except OSError:
        return None
    if _DIGEST.search(raw) is None:
        return None
    if _SIGNED.search(raw):
        return JudgeSheet
    return Round if _SEALS.search(raw) else None


def read_judgements(path: Path, kind: type[File]) -> tuple[File | None, tuple[Problem, ...]]:
    """Return a sheet or round as it stands, and its problems; `None` where it has faults.

    Raises OSError where it cannot be read.
    """
    tree = read_tree(name_as_text(path), read_bounded(path))
    meant = read_as_meant(tree, kind)
    whole = meant.whole if isinstance(meant.whole, kind) else None
    return whole, (*tree.problems, *meant.problems)


def is_in_open_round(path: Path) -> bool:
    """Return whether a sheet is in the folder of a round that is open or cannot be read."""
    file = path.resolve().parent / ROUND_FILE
    if path.name == ROUND_FILE or not file.is_file():
        return False
    found, _ = read_judgements(file, Round)
    return found is None or found.state == "open"
