"""The criteria set of a draft, built directly from what was understood, without text in between.

Reading a large file back takes longer than a preview may; a test ensures that both are the same.
"""

from __future__ import annotations

from functools import lru_cache

from steelyard.files.spreadsheet.draft_writing import (
    anchors_of,
    group_keys,
    head_entries,
    key_names,
    lens_entries,
    option_entries,
    plain_name,
    plain_text,
)
from steelyard.files.spreadsheet.model import FoundCriterion, PlainScore, Understanding
from steelyard.model import Assessment, CriteriaSet


def draft_set(found: Understanding) -> CriteriaSet:
    """Return the set, without what is unconfirmed about single criteria."""
    groups, options = group_keys(found), option_entries(found)
    criteria = key_names([criterion.name for criterion in found.criteria], "criterion")
    plain: dict[str, object] = {
        "format": 1,
        **{key: value for key, value in head_entries(found).items() if value},
        "groups": {key: {"name": plain_name(name)} for name, key in groups.items()},
        "criteria": {
            key: _criterion(criterion, groups)
            for key, criterion in zip(criteria, found.criteria, strict=True)
        },
        "options": options,
        "assessments": {
            key: dict(zip(criteria, map(_cell, row), strict=True))
            for key, row in zip(options, found.scores, strict=True)
        },
        "lenses": lens_entries(found, criteria),
    }
    return CriteriaSet.model_validate(plain, by_alias=True, by_name=False)


def _cell(score: PlainScore) -> Assessment:
    return _assessment(tuple(score) if isinstance(score, list) else score)


@lru_cache(maxsize=2**14)
def _assessment(score: tuple[float, ...] | float | str) -> Assessment:
    """Return a score as an assessment, the same one for the same score: most occur many times."""
    plain = list(score) if isinstance(score, tuple) else score
    return Assessment.model_validate({"score": plain}, by_alias=True, by_name=False)


def _criterion(criterion: FoundCriterion, groups: dict[str, str]) -> dict[str, object]:
    low, high = criterion.scale
    scale: dict[str, object] = {"from": low, "to": high}
    if criterion.unit:
        scale["unit"] = criterion.unit
    entry: dict[str, object] = {
        "name": plain_name(criterion.name),
        "better": criterion.better,
        "scale": scale,
        "anchors": anchors_of(criterion),
        "swing": 100 if criterion.swing is None else criterion.swing,
        "note": plain_text(criterion.note),
    }
    return entry | ({"group": groups[criterion.group]} if criterion.group else {})
