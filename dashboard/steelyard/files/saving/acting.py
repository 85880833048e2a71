"""The current user, for permission checks.

On a laptop it is the one person there. A server registers its own lookup, which returns the
visitor whose page is being drawn; where there is none, as in a background thread, it is nobody.
"""

from __future__ import annotations

from collections.abc import Callable

from steelyard.model.people import ANYBODY, NOBODY, Person

_finders: list[Callable[[], Person | None]] = []


def find_people_by(finder: Callable[[], Person | None] | None) -> None:
    """Look the current user up with `finder`; `None` restores the one user of a laptop."""
    _finders[:] = [finder] if finder is not None else []


def acting_person() -> Person:
    """Return the current user."""
    if not _finders:
        return ANYBODY
    return _finders[0]() or NOBODY
