"""The keys of the file format, for completion: read off the model, so that none is forgotten."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from steelyard.model import CriteriaSet


@lru_cache
def known_keys() -> tuple[str, ...]:
    """Return every key of a criteria file, in the alphabet's order.

    >>> {"criteria", "swing", "reason"} <= set(known_keys())
    True
    """
    return tuple(sorted(set(_properties(CriteriaSet.model_json_schema(by_alias=True)))))


def _properties(node: Any) -> list[str]:
    if isinstance(node, list):
        return [key for each in node for key in _properties(each)]
    if not isinstance(node, dict):
        return []
    own = node.get("properties")
    keys = list(own) if isinstance(own, dict) else []
    return keys + [key for each in node.values() for key in _properties(each)]
