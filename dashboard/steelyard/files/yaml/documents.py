"""Builds a model from the valid parts of plain data, and places problems in the text.

The smallest entry that contains an error is left out until the rest is valid. The errors
themselves are reported in `meant`, references between entries are checked in `references`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from steelyard.files.nearest import find_nearest
from steelyard.files.problem_texts import ProblemText, is_about_key
from steelyard.files.problems import Problem, echo
from steelyard.files.schema import allowed_keys
from steelyard.files.yaml.yaml_tree import Node, Tree
from steelyard.model.criteria_set import REFERENCE_WORDS, is_number_text

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
    "no_claim": 2,
    "swings": 2,
    "ranks": 2,
    "scores": 3,
    "unfinished": 3,
}
"""How many keys lead to one entry of each section; a faulty entry is left out whole."""

MEANING_KEYS = frozenset({"better", "scale", "value", "swing", "swings", "rank", "score", "shifts"})
"""Keys that change numbers: an entry in which one of these is misspelt is left out whole."""

OLD_KEYS: Mapping[str, str] = {"gates": "conditions", "worlds": "simulations"}
"""Keys of the top level that have been renamed, and what they are called now."""

MAX_ROUNDS = 60


def rename_old_keys(tree: Tree) -> tuple[Tree, list[Problem]]:
    """Return the tree of a criteria set with the present keys, and a problem for each old one.

    A section under an old key is read as if it had the new one, so that nothing in it or
    referring to it is a problem. An entry under both keys counts as the new key has it. An
    option's `reference: true` is read as business as usual, `false` as if it were not there.
    """
    root = tree.root
    if root is None or not isinstance(root.content, dict):
        return tree, []
    tree, problems = _mend_references(tree, root)
    root = tree.root or root
    assert isinstance(root.content, dict)
    old_keys = [key for key in root.content if key in OLD_KEYS]
    if not old_keys:
        return tree, problems
    for old in old_keys:
        is_free = OLD_KEYS[old] not in root.content
        complaint = _old_key(old, is_free=is_free)
        problems.append(place_problem(tree, (old,), complaint, at_key=True))
    content: dict[str, Node] = {}
    keys: dict[str, Node] = {}
    # An old key first and then, over its entries, those of the new one.
    for written in sorted(root.content, key=lambda key: key not in OLD_KEYS):
        key, node = OLD_KEYS.get(written, written), root.content[written]
        content[key] = merged(content[key], node) if key in content else node
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


def _mend_references(tree: Tree, root: Node) -> tuple[Tree, list[Problem]]:
    """Return the tree with the present words for true and false after `reference`, and problems."""
    options = root.child("options")
    problems, mended = list[Problem](), dict[str, Node]()
    for option, entry in options.entries() if options is not None else ():
        found = entry.child("reference")
        if found is None or not isinstance(found.content, bool):
            continue
        written = tree.text[found.start : found.end]
        complaint = replace(_OLD_REFERENCES[found.content], found=written)
        problems.append(place_problem(tree, ("options", option, "reference"), complaint))
        word = replace(found, content=complaint.nearest or None)
        mended[option] = replace(entry, content=dict(entry.entries()) | {"reference": word})
    if options is None or not mended:
        return tree, problems
    options = replace(options, content=dict(options.entries()) | mended)
    whole = replace(root, content=dict(root.entries()) | {"options": options})
    return replace(tree, root=whole), problems


_REFERENCES = ", ".join(REFERENCE_WORDS)
_OLD_REFERENCES = {
    True: ProblemText(
        "C006",
        "true",
        _REFERENCES,
        "write business_as_usual if things go on as now, do_minimum if only the minimum is done",
        "business_as_usual",
    ),
    False: ProblemText("C006", "false", _REFERENCES, "delete reference: here"),
}
"""The problem of each old value of `reference`, which used to be true or false."""


def merged(old: Node, new: Node) -> Node:
    """Return the new section with those entries of the old one that it lacks."""
    if not isinstance(old.content, dict) or not isinstance(new.content, dict):
        return new
    return replace(new, content=old.content | new.content, keys=old.keys | new.keys)


def build_valid_parts(
    plain: dict[str, Any], model: type[Model], fallback: Mapping[str, object]
) -> Model | None:
    """Return the model of the valid parts of plain data; `None` if nothing useful is left.

    `fallback` fills required keys of the top level that are missing or faulty, so that the
    rest can still be shown. Leaving an entry out can break another (an assessment without
    its score, a set without options), so this is repeated until the rest is valid.
    """
    model_of: type[BaseModel] = model
    for _ in range(MAX_ROUNDS):
        try:
            # By alias alone: `from_` is the name of an attribute and not a key of the format.
            return model.model_validate(plain, by_alias=True, by_name=False)
        except ValidationError as error:
            details = error.errors(include_url=False)
        plain = _without_faults(plain, model_of, details, fallback)
    return None


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
    # Later elements of a list first, so that the indices of earlier ones stay right.
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
    # A missing key has no position of its own: point at the mapping that lacks it.
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


def node_at(tree: Tree, path: Path) -> Node | None:
    """Return the node at a path, or `None`."""
    node = tree.root
    for step in path:
        node = node.child(step) if node is not None else None
    return node


def not_a_mapping(tree: Tree) -> Problem:
    """Return the problem of a file that is a list or a single value."""
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


def clean_path(detail: ErrorDetails) -> Path:
    """Return the path of an error without the mark pydantic adds where a key itself is wrong."""
    return detail["loc"][:-1] if is_about_key(detail) else detail["loc"]


def _without_faults(
    plain: dict[str, Any],
    model: type[BaseModel],
    details: list[ErrorDetails],
    fallback: Mapping[str, object],
) -> dict[str, Any]:
    paths = [_faulty_entry(detail, model) for detail in details]
    bad_ids = {clean_path(detail) for detail in details if is_about_key(detail)}
    unknown = {path for path in paths if is_cell_of_reading(path) and path not in bad_ids}
    kept = remove_entries(plain, [path for path in paths if path not in unknown], unknown)
    for path in paths:
        if len(path) == 1 and path[0] in fallback and path[0] not in kept:
            kept[str(path[0])] = fallback[str(path[0])]
    return kept


def _faulty_entry(detail: ErrorDetails, model: type[BaseModel]) -> Path:
    """Return the path of the smallest entry that has to go for this error."""
    path = clean_path(detail)
    if detail["type"] == "extra_forbidden" and not _may_mean_numbers(path, model):
        return path
    if path[:1] == ("criteria",) and path[2:3] == ("anchors",):
        return path[:4]
    return entry_of(path)


def entry_of(path: Path) -> Path:
    """Return the path of the entry that a path leads into."""
    depth = ENTRY_DEPTH.get(str(path[0]) if path else "", 1)
    # One cell of a reading can be unknown; with a whole row gone it would be another reading.
    if is_cell_of_reading(path[:5]):
        depth = 5
    return path[:depth]


def _may_mean_numbers(path: Path, model: type[BaseModel]) -> bool:
    """Return whether an unknown key could be a misspelt one that changes numbers."""
    keys = allowed_keys(model, path[:-1])
    meant = [key for key in keys if key in MEANING_KEYS]
    return bool(meant) and find_nearest(str(path[-1]), keys) in MEANING_KEYS


def is_cell_of_reading(path: Path) -> bool:
    """Return whether a path leads to one cell of a reading."""
    return len(path) == 5 and path[0] == "readings" and path[2] == "assessments"


def _remove(container: Any, path: Path, *, blank: bool = False) -> None:
    for step in path[:-1]:
        if isinstance(container, dict):
            container = container.get(step)
        elif isinstance(container, list) and isinstance(step, int) and step < len(container):
            container = container[step]
        else:
            return
    last: object = path[-1] if path else None
    if isinstance(container, dict) and last not in container:
        last = _same_number(container, last)
    if isinstance(container, dict) and last in container:
        if blank:
            container[last] = "unknown"
        else:
            del container[last]
    elif isinstance(container, list) and isinstance(last, int) and last < len(container):
        del container[last]


def _same_number(keys: Iterable[str], number: object) -> object:
    """Return the key that means the same number: `5e1` for 50.0."""
    text = str(number)
    if not is_number_text(text):
        return number
    same = (key for key in keys if is_number_text(str(key)) and float(key) == float(text))
    return next(same, number)
