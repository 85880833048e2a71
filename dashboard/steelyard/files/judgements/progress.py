"""How much each judge has answered in a round, never what was answered.

Where a server seals the rounds, nobody receives another judge's sheet; the answers in it are
counted here, and the sheet is not passed on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from steelyard.files.judgements.rounds import LoadedRound, read_sheet
from steelyard.files.judgements.sheet_rules import Asked, missing_swings
from steelyard.files.judgements.shelf import shelf
from steelyard.files.yaml.yaml_tree import read_tree
from steelyard.model import JudgeSheet

_MOST_KEPT: Final = 1000
_kept: dict[tuple[str, str, str], AnswerCount] = {}


@dataclass(frozen=True)
class AnswerCount:
    """How many of the requested scores and swings a judge has given, and whether handed in."""

    scores: int = 0
    swings: int = 0
    is_sealed: bool = False


def count_answers(loaded: LoadedRound, asked: Asked) -> Mapping[str, AnswerCount]:
    """Return judge → how much is answered, in the order of the round. Needs a readable round."""
    found = {}
    for judge in asked.round.judges:
        sheet = loaded.sheets.get(judge)
        if sheet is not None:
            found[judge] = _counted(sheet.usable, asked, is_sealed=sheet.is_sealed)
        elif shelf().is_sealed:
            found[judge] = _count_unread(loaded, asked, judge)
        else:
            found[judge] = AnswerCount()
    return found


def _counted(sheet: JudgeSheet | None, asked: Asked, *, is_sealed: bool) -> AnswerCount:
    if sheet is None:
        return AnswerCount(is_sealed=is_sealed)
    scores = sum(cell in sheet.cells for cell in asked.cells)
    swings = len(asked.swings) - len(missing_swings(sheet, asked.swings))
    return AnswerCount(scores, swings, is_sealed)


def _count_unread(loaded: LoadedRound, asked: Asked, judge: str) -> AnswerCount:
    is_sealed = judge in asked.round.sealed

    def counted(raw: bytes) -> AnswerCount:
        key = (asked.digest, f"{asked.round.number} {is_sealed}", hashlib.sha256(raw).hexdigest())
        if key not in _kept:
            if len(_kept) >= _MOST_KEPT:
                _kept.clear()
            path = loaded.path / f"{judge}.yaml"
            usable = read_sheet(read_tree(path.name, raw), raw, path, asked).usable
            _kept[key] = _counted(usable, asked, is_sealed=is_sealed)
        return _kept[key]

    found = shelf().count(loaded.path / f"{judge}.yaml", counted)
    return found if found is not None else AnswerCount(is_sealed=is_sealed)
