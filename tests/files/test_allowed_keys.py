"""The keys allowed at a place are those of the model's class for it."""

from __future__ import annotations

import pytest

from steelyard.files.schema import allowed_keys
from steelyard.model import CriteriaSet, Register


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        (("criteria", "a", "scale"), ["from", "to", "unit"]),
        (("frames", "a"), ["name", "criteria", "note"]),
        (("measure",), ["name", "top"]),
        (("lenses", "a"), ["name", "seat", "asked", "swings", "reason"]),
        (("readings", "a"), ["name", "by", "summary", "assessments"]),
        (("criteria",), []),
        (("assessments", "a"), []),
        (("sources", 0), []),
        (("nothing", "of", "this"), []),
        (("title", "a"), []),
    ],
)
def test_keys_of_a_set(path: tuple[str | int, ...], keys: list[str]) -> None:
    """Named keys where there is a class; none where keys are ids or there is nothing."""
    assert allowed_keys(CriteriaSet, path) == keys


def test_keys_of_a_register() -> None:
    """Python's own word `for` is a key; the attribute `for_` is not."""
    assert allowed_keys(Register, ("claims", "a", "bears_on", "b")) == ["for", "against"]
    assert "fingerprints" in allowed_keys(Register, ())
