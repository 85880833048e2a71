"""Cache keys that compare objects by identity.

For objects that never change and are slow to compare: comparing two criteria sets takes longer
than most computations with one of them.
"""

from __future__ import annotations

from typing import Generic, TypeVar

Kept = TypeVar("Kept")


class ByIdentity(Generic[Kept]):
    """Wraps an object that never changes; equal only to a wrapper of that very object.

    >>> soup, other = ["soup"], ["soup"]
    >>> ByIdentity(soup) == ByIdentity(soup), ByIdentity(soup) == ByIdentity(other)
    (True, False)
    >>> hash(ByIdentity(soup)) == hash(ByIdentity(soup))
    True
    """

    __slots__ = ("kept",)

    def __init__(self, kept: Kept) -> None:
        self.kept = kept

    def __hash__(self) -> int:
        return id(self.kept)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ByIdentity) and other.kept is self.kept
