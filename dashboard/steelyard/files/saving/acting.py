"""Who acts at this moment, wherever something asks whether they may.

On a laptop it is the one person there. A server names its own way to find out, which looks at the
visitor whose page is being drawn; where there is none, in a thread of its own, nobody acts.
"""

from __future__ import annotations

from collections.abc import Callable

from steelyard.model.people import ANYBODY, NOBODY, Person

_finders: list[Callable[[], Person | None]] = []


def find_people_by(finder: Callable[[], Person | None] | None) -> None:
    """Have `finder` say who acts, `None` for nobody; without a finder it is the one at a laptop."""
    _finders[:] = [finder] if finder is not None else []


def acting_person() -> Person:
    """Return who acts now."""
    if not _finders:
        return ANYBODY
    return _finders[0]() or NOBODY
