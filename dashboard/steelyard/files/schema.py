"""The formats as JSON Schema, so that any editor completes and checks a file while typing.

Made from the model, never written by hand. Knows the short forms that the model's
readers take and pydantic cannot describe.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from steelyard.model import CriteriaSet, Register

SCHEMA_NAME = "criteria.schema.json"
"""The name under which the schema of criteria sets lies beside them."""
SCHEMA_LINE = f"# yaml-language-server: $schema={SCHEMA_NAME}\n"
"""First line of a criteria set by which an editor finds the schema that lies beside it."""
SCORE: dict[str, Any] = {
    "description": "a number on the criterion's scale, [low, likely, high], or unknown",
    "anyOf": [
        {"type": "number"},
        {"type": "array", "items": {"type": "number"}, "minItems": 3, "maxItems": 3},
        {"const": "unknown"},
    ],
}
_ASSESSMENT = {"$ref": "#/$defs/Assessment"}


def criteria_schema() -> str:
    """Return the JSON Schema of a criteria set, as text that ends with a line break.

    >>> '"criteria"' in criteria_schema()
    True
    """
    return _as_text(CriteriaSet, "Steelyard criteria set")


def register_schema() -> str:
    """Return the JSON Schema of an evidence register, as text that ends with a line break.

    >>> '"fingerprints"' in register_schema()
    True
    """
    return _as_text(Register, "Steelyard evidence register")


def _as_text(model: type[BaseModel], title: str) -> str:
    schema = _with_short_forms(model.model_json_schema(by_alias=True))
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
    return json.dumps({**schema, **dialect}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _with_short_forms(node: Any) -> Any:
    """Let a bare score stand for an assessment, and a score have its three forms."""
    if node == _ASSESSMENT:
        return {"anyOf": [_ASSESSMENT, SCORE]}
    if isinstance(node, list):
        return [_with_short_forms(each) for each in node]
    if not isinstance(node, dict):
        return node
    changed = {key: _with_short_forms(each) for key, each in node.items()}
    if "score" in changed.get("properties", {}):
        changed["properties"] = {**changed["properties"], "score": SCORE}
    return changed
