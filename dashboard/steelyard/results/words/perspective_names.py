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


def shorten_perspectives(perspectives: Perspectives) -> Perspectives:
    """Return the same cases named by what sets them apart, so that names fit over columns.

    Where a page is seen under a reading or a scenario, the first case keeps its full name
    and stands for what all have in common; the others leave that out.
    """
    first, *others = perspectives.evaluations
    short = {
        seen: Perspective(
            *(part if part != common else None for part, common in zip(seen, first, strict=True))
        )
        for seen in others
    }
    return Perspectives(
        {short.get(seen, seen): found for seen, found in perspectives.evaluations.items()}
    )


def short_names(criteria_set: CriteriaSet, perspectives: Perspectives) -> dict[Perspective, str]:
    """Return case → name fit to print, the cases named as by `shorten_perspectives`."""
    pairs = zip(
        perspectives.evaluations, shorten_perspectives(perspectives).evaluations, strict=True
    )
    return {seen: perspective_name(criteria_set, short) for seen, short in pairs}


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
