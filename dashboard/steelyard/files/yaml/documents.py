"""A tree of nodes becomes a model: all problems at once, and the valid parts all the same.

Pydantic finds the errors; here they get our words and their lines, and the smallest entry that
contains an error is left out until the rest is valid. References between entries are checked
in `references`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from steelyard.files.nearest import Speller, find_nearest
from steelyard.files.problem_texts import ProblemText, describe_error, is_about_key
from steelyard.files.problems import Problem, echo, echo_id
from steelyard.files.schema import allowed_keys
from steelyard.files.yaml.yaml_tree import Node, Tree

Path = tuple[str | int | float, ...]
Model = TypeVar("Model", bound=BaseModel)

ENTRY_DEPTH: Mapping[str, int] = {
    "criteria": 2,
    "groups": 2,
    "frames": 2,
    "options": 2,
    "conditions": 2,
    "assessments": 3,
    "lenses": 2,
    "readings": 2,
    "scenarios": 2,
    "left_out": 2,
    "claims": 2,
}
"""How many keys lead to one entry of each section; a faulty entry is left out whole."""

MEANING_KEYS = frozenset({"better", "scale", "value", "swing", "swings", "score", "shifts"})
"""Keys that change numbers: an entry in which one of these is misspelt is left out whole."""

OLD_KEYS: Mapping[str, str] = {"gates": "conditions", "worlds": "simulations"}
"""Keys of the top level that have been renamed, and what they are called now."""

MAX_ROUNDS = 60


def rename_old_keys(tree: Tree) -> tuple[Tree, list[Problem]]:
    """Return the tree of a criteria set with today's keys, and a problem for each old one.

    A section under an old key is read as if it had the new one, so that nothing in it or
    referring to it is a problem. An entry under both keys counts as the new key has it.
    """
    root = tree.root
    if root is None or not isinstance(root.content, dict):
        return tree, []
    old_keys = [key for key in root.content if key in OLD_KEYS]
    if not old_keys:
        return tree, []
    problems = []
    for old in old_keys:
        is_free = OLD_KEYS[old] not in root.content
        complaint = _old_key(old, is_free=is_free)
        problems.append(place_problem(tree, (old,), complaint, at_key=True))
    content: dict[str, Node] = {}
    keys: dict[str, Node] = {}
    # An old key first and then, over its entries, those of the new one.
    for written in sorted(root.content, key=lambda key: key not in OLD_KEYS):
        key, node = OLD_KEYS.get(written, written), root.content[written]
        content[key] = _merged(content[key], node) if key in content else node
        keys[key] = replace(root.keys[written], content=key)
    order = dict.fromkeys(OLD_KEYS.get(key, key) for key in root.content)
    whole = replace(root, content={key: content[key] for key in order}, keys=keys)
    return replace(tree, root=whole), problems


def _old_key(old: str, *, is_free: bool) -> ProblemText:
    new = OLD_KEYS[old]
    if is_free:
        return ProblemText("C025", old, f"{new}, the new name of {old}", f"write {new}", new)
    fix = f"delete {old}: here, after moving what is below it to {new}:"
    return ProblemText("C025", old, f"{new}, the new name of {old}", fix)


def _merged(old: Node, new: Node) -> Node:
    """Return a section with the entries of another that it lacks."""
    if not isinstance(old.content, dict) or not isinstance(new.content, dict):
        return new
    return replace(new, content=old.content | new.content, keys=old.keys | new.keys)


def build_model(
    tree: Tree, model: type[Model], fallback: Mapping[str, object]
) -> tuple[Model | None, list[Problem]]:
    """Return the model of the valid parts of a tree, and every problem of its shape.

    `fallback` fills required keys of the top level that are missing or faulty, so that
    the rest can still be shown; their absence is a problem all the same. The model is
    `None` if nothing useful is left.
    """
    if tree.root is None:
        return None, []
    if not isinstance(tree.root.content, dict):
        return None, [_not_a_mapping(tree)]
    plain = tree.root.plain()
    assert isinstance(plain, dict)
    built, details = build_from_plain(plain, model, fallback)
    return built, _as_problems(tree, model, details)


def build_from_plain(
    plain: dict[str, Any], model: type[Model], fallback: Mapping[str, object]
) -> tuple[Model | None, list[ErrorDetails]]:
    """Return the model of the valid parts of plain data, and pydantic's first list of errors.

    Leaving an entry out can break another (an assessment without its score, a set
    without options), so this is repeated until the rest is valid or nothing is left.
    """
    model_of: type[BaseModel] = model
    first: list[ErrorDetails] = []
    for round_number in range(MAX_ROUNDS):
        try:
            # By alias alone: `from_` is the name of an attribute and not a key of the format.
            return model.model_validate(plain, by_alias=True, by_name=False), first
        except ValidationError as error:
            details = error.errors(include_url=False)
        first = details if round_number == 0 else first
        plain = _without_faults(plain, model_of, details, fallback)
    return None, first


def remove_entries(
    plain: dict[str, Any], paths: Iterable[Path], unknown: Iterable[Path] = ()
) -> dict[str, Any]:
    """Return a copy without the values at `paths`; missing paths are no error.

    The cells at the paths in `unknown` become unknown scores instead: without its cell a
    reading would have the base score there, under the reading's name.
    """
    kept = deepcopy(plain)
    for path in unknown:
        _remove(kept, path, blank=True)
    # Later elements of a list first, so that the numbers of earlier ones stay right.
    for path in sorted(paths, key=lambda p: [(isinstance(s, int), s) for s in p], reverse=True):
        _remove(kept, path)
    return kept


def place_problem(
    tree: Tree, path: Path, complaint: ProblemText, *, at_key: bool = False
) -> Problem:
    """Return a problem at the deepest node that the path reaches."""
    node, reached = tree.root, 0
    key_node: Node | None = None
    for step in path:
        child = node.child(step) if node is not None else None
        if child is None or node is None:
            break
        key_node = node.key_node(step)
        node, reached = child, reached + 1
    # A key that is missing has no place of its own: point at the mapping that lacks it.
    is_missing = reached < len(path) and node is not None and isinstance(node.content, dict)
    is_at_key = is_missing or (at_key and reached == len(path))
    target = key_node if is_at_key and key_node is not None else node
    line, column = tree.places.find(target.start) if target is not None else (0, 0)
    return Problem(
        complaint.code,
        tree.file,
        line,
        column,
        tuple(echo(step + 1 if isinstance(step, int) else step) for step in path),
        complaint.found,
        complaint.allowed,
        complaint.fix,
        complaint.nearest,
    )


def _not_a_mapping(tree: Tree) -> Problem:
    assert tree.root is not None
    line, column = tree.places.find(tree.root.start)
    return Problem(
        "S009",
        tree.file,
        line,
        column,
        (),
        echo(tree.root.plain()),
        "keys such as title:, each with a value",
        "start from the file that `steelyard new` writes, or from a shipped one",
    )


def _as_problems(tree: Tree, model: type[BaseModel], details: list[ErrorDetails]) -> list[Problem]:
    """Return pydantic's errors as problems; a missing key that is misspelt is one problem."""
    misspelt: set[Path] = set()
    problems: list[Problem] = []
    speller = Speller()
    for detail in details:
        path = _clean_path(detail)
        if detail["type"] != "extra_forbidden":
            continue
        keys = allowed_keys(model, path[:-1])
        nearest = speller.find(str(path[-1]), keys, tuple(keys))
        misspelt.add((*path[:-1], nearest))
        is_taken = _has(tree, (*path[:-1], nearest))
        complaint = _unknown_key(path, nearest, keys, is_taken=is_taken)
        problems.append(place_problem(tree, path, complaint, at_key=True))
    for detail in details:
        path = _clean_path(detail)
        if detail["type"] == "extra_forbidden" or (
            detail["type"] == "missing" and path in misspelt
        ):
            continue
        complaint = describe_error(detail, path, allowed_keys(model, path[:-1]))
        is_key = is_about_key(detail) or detail["type"] in ("missing", "anchor_twice")
        problems.append(place_problem(tree, path, complaint, at_key=is_key))
    return problems


def _has(tree: Tree, path: Path) -> bool:
    node = tree.root
    for step in path:
        node = node.child(step) if node is not None else None
    return node is not None


def _unknown_key(path: Path, nearest: str, keys: list[str], *, is_taken: bool) -> ProblemText:
    key = str(path[-1])
    if any(character in key for character in "\u00a0\u2007\u202f\u3000\u200b\ufeff"):
        fix = "delete the characters shown with a backslash; type a space where one is meant"
    elif re.match(r"[\w-]+:", key):
        fix = "write a space after the colon"
    elif nearest and not is_taken:
        fix = f"did you mean {nearest}? If so, write that; otherwise delete the line"
    elif nearest:
        fix = f"delete the line; did you mean {nearest}? That key is already there"
    else:
        fix = "delete the line, or turn it into a comment with # in front"
    return ProblemText("C001", echo_id(path[-1]), ", ".join(keys), fix, nearest)


def _clean_path(detail: ErrorDetails) -> Path:
    """Return the path of an error without the mark pydantic adds where a key itself is wrong."""
    return detail["loc"][:-1] if is_about_key(detail) else detail["loc"]


def _without_faults(
    plain: dict[str, Any],
    model: type[BaseModel],
    details: list[ErrorDetails],
    fallback: Mapping[str, object],
) -> dict[str, Any]:
    paths = [_faulty_entry(detail, model) for detail in details]
    bad_ids = {_clean_path(detail) for detail in details if is_about_key(detail)}
    unknown = {path for path in paths if _is_cell_of_reading(path) and path not in bad_ids}
    kept = remove_entries(plain, [path for path in paths if path not in unknown], unknown)
    for path in paths:
        if len(path) == 1 and path[0] in fallback and path[0] not in kept:
            kept[str(path[0])] = fallback[str(path[0])]
    return kept


def _faulty_entry(detail: ErrorDetails, model: type[BaseModel]) -> Path:
    """Return the path of the smallest entry that has to go for this error."""
    path = _clean_path(detail)
    if detail["type"] == "extra_forbidden" and not _may_mean_numbers(path, model):
        return path
    depth = ENTRY_DEPTH.get(str(path[0]) if path else "", 1)
    # One cell of a reading can be unknown; with a whole row gone it would be another reading.
    if _is_cell_of_reading(path[:5]):
        depth = 5
    return path[:depth]


def _may_mean_numbers(path: Path, model: type[BaseModel]) -> bool:
    """Return whether an unknown key could be a misspelt one that changes numbers."""
    keys = allowed_keys(model, path[:-1])
    meant = [key for key in keys if key in MEANING_KEYS]
    return bool(meant) and find_nearest(str(path[-1]), keys) in MEANING_KEYS


def _is_cell_of_reading(path: Path) -> bool:
    return len(path) == 5 and path[0] == "readings" and path[2] == "assessments"


def _remove(container: Any, path: Path, *, blank: bool = False) -> None:
    for step in path[:-1]:
        if isinstance(container, dict):
            container = container.get(step)
        elif isinstance(container, list) and isinstance(step, int) and step < len(container):
            container = container[step]
        else:
            return
    last = path[-1] if path else None
    if isinstance(container, dict) and last in container:
        if blank:
            container[last] = "unknown"
        else:
            del container[last]
    elif isinstance(container, list) and isinstance(last, int) and last < len(container):
        del container[last]
