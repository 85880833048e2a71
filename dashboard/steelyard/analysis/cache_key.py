"""A thing as the key of a cache: it is the same only if it is the very object.

What never changes can be told apart by what it is instead of what is in it; comparing
two criteria sets would take longer than most answers about one. Knows nothing of either.
"""

from __future__ import annotations

from typing import Generic, TypeVar

Kept = TypeVar("Kept")


class ByIdentity(Generic[Kept]):
    """Holds an object that never changes, and is equal only to a holder of that object.

    >>> soup, other = ["soup"], ["soup"]
    >>> ByIdentity(soup) == ByIdentity(soup), ByIdentity(soup) == ByIdentity(other), hash(ByIdentity(soup)) == hash(ByIdentity(soup))
    (True, False, True)
    """

    __slots__ = ("kept",)

    def __init__(self, kept: Kept) -> None:
        self.kept = kept

    def __hash__(self) -> int:
        return id(self.kept)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ByIdentity) and other.kept is self.kept
