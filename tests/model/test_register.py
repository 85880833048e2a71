"""A register identifies its text exactly."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from steelyard.model import Register

LEAST: dict[str, Any] = {
    "format": 1,
    "title": "Menu",
    "sha256": "a" * 64,
    "fingerprints": ["b" * 16],
}


def test_a_claim_bears_for_and_against() -> None:
    """`for` is a key of the file."""
    claim = {"paragraph": 1, "says": "Warm", "bears_on": {"taste": {"for": ["soup"]}}}
    register = Register.model_validate({**LEAST, "claims": {"m-1": claim}}, by_alias=True)
    assert register.claims["m-1"].bears_on["taste"].for_ == ["soup"]
    assert register.claims["m-1"].bears_on["taste"].against == []


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"sha256": "A" * 64}, "match pattern"),
        ({"sha256": "a" * 63}, "match pattern"),
        ({"fingerprints": []}, "at least 1 item"),
        ({"fingerprints": ["b" * 17]}, "match pattern"),
        ({"claims": {"m-1": {"paragraph": 0, "says": "x"}}}, "greater than or equal to 1"),
        ({"claims": {"m-1": {"paragraph": 1.0, "says": "x"}}}, "valid integer"),
        ({"claims": {"m-1": {"paragraph": 1, "says": "x", "voice": "shouted"}}}, "assertion"),
        ({"claims": {"m-1": {"paragraph": 1}}}, "Field required"),
    ],
)
def test_a_register_is_strict(parts: dict[str, Any], message: str) -> None:
    """Hashes in lower case and full length, paragraphs from 1, voices from the list."""
    with pytest.raises(ValidationError, match=message):
        Register.model_validate({**LEAST, **parts})
