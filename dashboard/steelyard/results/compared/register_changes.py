"""Differences between two versions of a register: claims added, removed, changed; and its text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from steelyard.model import Register

_OF_TEXT = ("sha256", "fingerprints", "origin")
_OF_PLACE = ("paragraph", "passage", "print", "selector")


@dataclass(frozen=True)
class RegisterComparison:
    """An earlier and a later version of one register."""

    old: Register
    new: Register

    @cached_property
    def added(self) -> tuple[str, ...]:
        """The claims that only the later version has, in its order."""
        return tuple(claim for claim in self.new.claims if claim not in self.old.claims)

    @cached_property
    def gone(self) -> tuple[str, ...]:
        """The claims that only the earlier version has, in its order."""
        return tuple(claim for claim in self.old.claims if claim not in self.new.claims)

    @cached_property
    def changed(self) -> dict[str, tuple[str, ...]]:
        """Claim of both → the keys that differ; claims that are alike are left out."""
        found = {}
        for claim, before in self.old.claims.items():
            after = self.new.claims.get(claim)
            keys = tuple(
                type(before).model_fields[key].alias or key
                for key in type(before).model_fields
                if after is not None and getattr(before, key) != getattr(after, key)
            )
            if keys:
                found[claim] = keys
        return found

    @cached_property
    def moved(self) -> tuple[str, ...]:
        """The claims for which only the place in the text differs."""
        return tuple(claim for claim, keys in self.changed.items() if set(keys) <= set(_OF_PLACE))

    @cached_property
    def described(self) -> tuple[str, ...]:
        """The keys of the register itself that differ, other than its text and claims."""
        return tuple(
            key
            for key in Register.model_fields
            if key not in (*_OF_TEXT, "claims") and getattr(self.old, key) != getattr(self.new, key)
        )

    @property
    def is_other_text(self) -> bool:
        """Whether the text itself differs."""
        return self.old.fingerprints != self.new.fingerprints

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return self.old == self.new

    @property
    def data(self) -> dict[str, Any]:
        """Everything as plain data for JSON."""
        return {
            "added": list(self.added),
            "gone": list(self.gone),
            "changed": {claim: list(keys) for claim, keys in self.changed.items()},
            "described": list(self.described),
            "other_text": self.is_other_text,
        }
