"""What a lens, a reading, a scenario or a pairing of them is called in a picture."""

from __future__ import annotations

from steelyard.analysis.perspectives.perspectives import Perspective, Perspectives
from steelyard.model import CriteriaSet
from steelyard.results.words.numbers import plain

OWN = "As in the file"


def perspective_name(criteria_set: CriteriaSet, seen: Perspective) -> str:
    """Return the names of a perspective's lens, reading and scenario, fit to print.

    >>> lunch = CriteriaSet.model_validate({"format": 1, "title": "Lunch",
    ...     "criteria": {"taste": {"name": "Taste"}}, "options": {"soup": {"name": "Soup"}}})
    >>> perspective_name(lunch, Perspective())
    'As in the file'
    """
    names = []
    if seen.lens is not None:
        names.append(plain(criteria_set.lenses[seen.lens].name))
    if seen.reading is not None:
        names.append(plain(criteria_set.readings[seen.reading].name))
    if seen.scenario is not None:
        names.append(plain(criteria_set.scenarios[seen.scenario].name))
    return ", ".join(names) or OWN


def perspective_kind(perspectives: Perspectives, count: int) -> str:
    """Return what the perspectives beside the file's own are, for a count of them.

    >>> perspective_kind(Perspectives({Perspective(): None, Perspective(lens="a"): None}), 2)
    'lenses'
    """
    seen = list(perspectives.evaluations)
    for field, one, many in (
        ("lens", "lens", "lenses"),
        ("reading", "reading", "readings"),
        ("scenario", "scenario", "scenarios"),
    ):
        others = {name for name in ("lens", "reading", "scenario") if name != field}
        varies = len({getattr(perspective, field) for perspective in seen}) > 1
        is_alone = all(len({getattr(p, other) for p in seen}) == 1 for other in others)
        if varies and is_alone:
            return one if count == 1 else many
    return "case" if count == 1 else "cases"


def few(count: int) -> str:
    """Return how many of several, so that a sentence need not say `0 of`.

    >>> few(0), few(3)
    ('none of the', '3 of the')
    """
    return f"{count or 'none'} of the"
