"""The criteria set that a draft will be, straight from what was understood: no text in between.

Reading a large file back takes longer than a preview may; a test holds that both are the same.
"""

from __future__ import annotations

from functools import lru_cache

from steelyard.files.spreadsheet.draft_writing import (
    anchors_of,
    head_entries,
    key_names,
    plain_name,
    plain_text,
)
from steelyard.files.spreadsheet.model import FoundCriterion, PlainScore, Understanding
from steelyard.model import Assessment, CriteriaSet


def draft_set(found: Understanding) -> CriteriaSet:
    """Return the set, without what is unconfirmed about single criteria."""
    groups = key_names([*dict.fromkeys(c.group for c in found.criteria if c.group)], "group")
    criteria = key_names([criterion.name for criterion in found.criteria], "criterion")
    options = key_names([option.name for option in found.options], "option")
    group_of = dict(
        zip(dict.fromkeys(c.group for c in found.criteria if c.group), groups, strict=True)
    )
    lenses = key_names([*found.lenses], "lens")
    plain: dict[str, object] = {
        "format": 1,
        **{key: value for key, value in head_entries(found).items() if value},
        "groups": {key: {"name": plain_name(name)} for name, key in group_of.items()},
        "criteria": {
            key: _criterion(criterion, group_of)
            for key, criterion in zip(criteria, found.criteria, strict=True)
        },
        "options": {
            key: {"name": plain_name(option.name), "summary": plain_text(option.summary)}
            | ({"family": plain_name(option.family)} if option.family else {})
            for key, option in zip(options, found.options, strict=True)
        },
        "assessments": {
            key: dict(zip(criteria, map(_cell, row), strict=True))
            for key, row in zip(options, found.scores, strict=True)
        },
        "lenses": {
            key: {
                "name": plain_name(name),
                "swings": dict(zip(criteria, map(float, swings), strict=True)),
            }
            for key, (name, swings) in zip(lenses, found.lenses.items(), strict=True)
        },
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
