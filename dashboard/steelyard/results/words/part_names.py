"""What a part of the criteria is called: its group, its only criterion, or the rest."""

from __future__ import annotations

from steelyard.analysis.sensitivity.weight_map import Part
from steelyard.model import CriteriaSet
from steelyard.results.words.numbers import plain

REST = "the rest"


def part_name(criteria_set: CriteriaSet, part: Part) -> str:
    """Return the name of a part, fit to print; several criteria without a group are the rest.

    >>> lunch = CriteriaSet.model_validate({"format": 1, "title": "Lunch",
    ...     "criteria": {"taste": {"name": "Taste"}}, "options": {"soup": {"name": "Soup"}}})
    >>> part_name(lunch, Part(("taste",)))
    'Taste'
    """
    if part.group is not None:
        return plain(criteria_set.groups[part.group].name)
    if len(part.criteria) == 1:
        return plain(criteria_set.criteria[part.criteria[0]].label)
    return REST
