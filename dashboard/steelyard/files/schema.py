"""The formats of the files, read off the model's classes: JSON Schema, and the keys at a path.

With the schema any editor completes and checks a file while typing. The short forms that
the model's validators accept and pydantic cannot describe are added here.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from steelyard.model import CriteriaSet, JudgeSheet, Register, Round

SCHEMA_NAME = "criteria.schema.json"
"""The name of the schema file that is stored beside criteria sets."""
SCHEMA_LINE = f"# yaml-language-server: $schema={SCHEMA_NAME}\n"
"""First line of a criteria set, by which an editor finds the schema stored beside it."""


def with_schema_line(text: str, folder: Path) -> str:
    """Return the text of a new criteria set, with a line naming the schema if its folder has it."""
    return (SCHEMA_LINE if (folder / SCHEMA_NAME).exists() else "") + text


SCORE: dict[str, Any] = {
    "description": "a number on the criterion's scale, [low, likely, high], or unknown",
    "anyOf": [
        {"type": "number"},
        {"type": "array", "items": {"type": "number"}, "minItems": 3, "maxItems": 3},
        {"const": "unknown"},
    ],
}
ANSWER: dict[str, Any] = {
    "description": "[low, likely, high] on the criterion's scale, a number, or cannot_judge",
    "anyOf": [*SCORE["anyOf"][:2], {"const": "cannot_judge"}],
}
_SHORT_FORMS: dict[str, dict[str, Any]] = {
    "#/$defs/Assessment": SCORE,
    "#/$defs/JudgedScore": ANSWER,
    "#/$defs/Ask": {"const": "all"},
}
"""Reference to a class → what may stand in place of its keys."""


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


def round_schema() -> str:
    """Return the JSON Schema of a round of judgements, as text that ends with a line break.

    >>> '"sealed"' in round_schema()
    True
    """
    return _as_text(Round, "Steelyard round of judgements")


def judge_schema() -> str:
    """Return the JSON Schema of a judge's sheet, as text that ends with a line break.

    >>> '"cannot_judge"' in judge_schema()
    True
    """
    return _as_text(JudgeSheet, "Steelyard judge's sheet")


def recipe_schema() -> str:
    """Return the JSON Schema of a recipe for a spreadsheet, as text that ends with a line break.

    >>> '"criteria_in"' in recipe_schema()
    True
    """
    from steelyard.files.spreadsheet.recipe.recipe_file import Recipe

    return _as_text(Recipe, "Steelyard import recipe")


def _as_text(model: type[BaseModel], title: str) -> str:
    schema = _with_short_forms(model.model_json_schema(by_alias=True))
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
    return json.dumps({**schema, **dialect}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _with_short_forms(node: Any) -> Any:
    """Return a schema that also allows the short forms, and three forms of a score."""
    if isinstance(node, dict) and (short := _SHORT_FORMS.get(node.get("$ref", ""))):
        rest = {key: each for key, each in node.items() if key != "$ref"}
        return {**rest, "anyOf": [{"$ref": node["$ref"]}, short]}
    if isinstance(node, list):
        return [_with_short_forms(each) for each in node]
    if not isinstance(node, dict):
        return node
    changed = {key: _with_short_forms(each) for key, each in node.items()}
    if "score" in changed.get("properties", {}):
        form = ANSWER if "was" in changed["properties"] else SCORE
        scores = {key: form for key in ("score", "was") if key in changed["properties"]}
        changed["properties"] = {**changed["properties"], **scores}
    return changed


def allowed_keys(model: type[BaseModel], path: tuple[str | int | float, ...]) -> list[str]:
    """Return the keys allowed in the mapping at `path`; empty where keys are free ids.

    >>> from steelyard.model import CriteriaSet
    >>> allowed_keys(CriteriaSet, ("criteria", "risk", "scale"))
    ['from', 'to', 'unit']
    """
    kind: Any = model
    for step in path:
        kind = _step_into(kind, step)
    kind = _unwrap(kind)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return [field.alias or name for name, field in kind.model_fields.items()]
    return []


def _step_into(kind: Any, step: str | int | float) -> Any:
    kind = _unwrap(kind)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        for name, field in kind.model_fields.items():
            if step in (name, field.alias):
                return field.annotation
        return None
    arguments = get_args(kind)
    return arguments[-1] if get_origin(kind) in (dict, list, tuple) and arguments else None


def _unwrap(kind: Any) -> Any:
    """Return the type inside `Annotated[...]` or `... | None`."""
    origin = get_origin(kind)
    if origin is Annotated:
        return _unwrap(get_args(kind)[0])
    is_union = origin is Union or type(kind).__name__ == "UnionType"
    if is_union:
        rest = [argument for argument in get_args(kind) if argument is not type(None)]
        return _unwrap(rest[0]) if len(rest) == 1 else kind
    return kind
