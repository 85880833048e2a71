"""Which keys the format allows at a place, read off the model's classes.

The model is the only list of keys there is; this finds the class that a path of keys
leads to.
"""

from __future__ import annotations

from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel


def known_keys(model: type[BaseModel], path: tuple[str | int | float, ...]) -> list[str]:
    """Return the keys allowed in the mapping at `path`; empty where keys are free ids.

    >>> from steelyard.model import CriteriaSet
    >>> known_keys(CriteriaSet, ("criteria", "risk", "scale"))
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
