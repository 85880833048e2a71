"""A tree as its author meant it, and every problem of its shape.

A key that can only mean one right key is read as that key, so that what is below it is checked
like the rest; a value that is repeated is checked too. Only checks use this tree: what is shown
is made of what is written.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from steelyard.files.nearest import Speller, is_clear_misspelling, is_one_slip
from steelyard.files.problem_texts import ProblemText, describe_error, is_about_key
from steelyard.files.problems import ODD_SPACES, Problem, echo_id
from steelyard.files.schema import allowed_keys
from steelyard.files.yaml.documents import (
    Path,
    clean_path,
    merged,
    node_at,
    not_a_mapping,
    place_problem,
)
from steelyard.files.yaml.yaml_tree import Node, Tree

_MOST_ROUNDS = 8
"""A misspelt key may hide others below it; criteria sets are five levels deep."""


@dataclass(frozen=True)
class Meant:
    """A tree with right keys, the problems of its shape, and the values under unknown keys.

    `unexplained` holds, by the path of a mapping, the values under unknown keys that resemble no
    right one: what the mapping seems to lack may be among them. `misread` are the paths, as
    written, of numbers that mean something else to YAML than to people, such as `{swing: 1,5}`;
    `uncertain` are the same paths with their right keys. `whole` is the model of a tree whose
    shape has no problem, else `None`.
    """

    tree: Tree
    problems: tuple[Problem, ...]
    unexplained: Mapping[Path, list[Node]]
    misread: tuple[Path, ...] = ()
    uncertain: frozenset[Path] = frozenset()
    whole: BaseModel | None = None


def read_as_meant(tree: Tree, model: type[BaseModel]) -> Meant:
    """Return a tree as its author meant it; no problem is hidden by a misspelt key above it."""
    if tree.root is None:
        return Meant(tree, (), {})
    if not isinstance(tree.root.content, dict):
        return Meant(tree, (not_a_mapping(tree),), {})
    if tree.problems:
        tree = replace(tree, root=_with_repeats(tree.root))
    reading = _Reading(tree, model)
    details = reading.errors()
    if not details and not tree.problems:
        return Meant(tree, (), {}, whole=reading.whole)
    if details and reading.mend_decimal_commas():
        details = reading.errors()
    for _ in range(_MOST_ROUNDS):
        unknown = [detail for detail in details if detail["type"] == "extra_forbidden"]
        if not unknown:
            break
        missing = {clean_path(detail) for detail in details if detail["type"] == "missing"}
        reading.mend_keys([clean_path(detail) for detail in unknown], missing)
        details = reading.errors()
    reading.report(details)
    return Meant(
        reading.tree,
        tuple(reading.problems),
        reading.unexplained,
        tuple(reading.misread),
        frozenset(reading.uncertain),
    )


@dataclass
class _Reading:
    """A tree while it is being mended, and the problems found on the way."""

    tree: Tree
    model: type[BaseModel]
    problems: list[Problem] = field(default_factory=list)
    whole: BaseModel | None = None
    unexplained: dict[Path, list[Node]] = field(default_factory=dict)
    misread: list[Path] = field(default_factory=list)
    uncertain: list[Path] = field(default_factory=list)
    renamed: set[Path] = field(default_factory=set)
    misspelt: set[Path] = field(default_factory=set)
    speller: Speller = field(default_factory=Speller)

    def errors(self) -> list[ErrorDetails]:
        """Return pydantic's errors in the tree as it is now."""
        assert self.tree.root is not None
        try:
            self.whole = self.model.model_validate(
                self.tree.root.plain(), by_alias=True, by_name=False
            )
        except ValidationError as error:
            return error.errors(include_url=False)
        return []

    def mend_decimal_commas(self) -> bool:
        """Report and join numbers that a decimal comma has split; return whether there are any."""
        assert self.tree.root is not None
        found = dict(_decimal_commas(self.tree.text, self.tree.root, ()))
        for path, number in found.items():
            written = number.replace(".", ",")
            code = "C013" if path[0] in ("assessments", "readings") else "C003"
            complaint = ProblemText(code, written, "a number", f"write {number}, with a point")
            self.problems.append(place_problem(self.tree, path, complaint))
        self.misread += found
        self.uncertain += found
        self.tree = replace(self.tree, root=_with_numbers(self.tree.root, found, ()))
        return bool(found)

    def mend_keys(self, unknown: Iterable[Path], missing: Collection[Path]) -> None:
        """Report unknown keys; rename those that can mean only one right key, remove the others."""
        changes: dict[Path, str | None] = {}
        for path in unknown:
            above, key = path[:-1], str(path[-1])
            keys = allowed_keys(self.model, above)
            # Of two right keys that are equally near, such as `name` and `note`, the missing one.
            lacking = (each for each in keys if (*above, each) in missing)
            meant = next((each for each in lacking if is_one_slip(key, each)), "")
            nearest = meant or self.speller.find(key, keys, tuple(keys))
            right: Path = (*above, nearest)
            is_taken = node_at(self.tree, right) is not None
            complaint = _unknown_key(path, nearest, keys, is_taken=is_taken)
            self.problems.append(place_problem(self.tree, path, complaint, at_key=True))
            self.misspelt.add(right)
            if not is_taken and right not in self.renamed and is_clear_misspelling(key, nearest):
                self.renamed.add(right)
                changes[path] = nearest
                self.uncertain = [
                    (*right, *other[len(path) :]) if other[: len(path)] == path else other
                    for other in self.uncertain
                ]
            else:
                if (node := node_at(self.tree, path)) is not None:
                    self.unexplained.setdefault(above, []).append(node)
                changes[path] = None
        assert self.tree.root is not None
        self.tree = replace(self.tree, root=_with_keys(self.tree.root, changes))

    def report(self, details: Iterable[ErrorDetails]) -> None:
        """Add a problem for each error; a missing key that is misspelt is one problem, not two."""
        for detail in details:
            path = clean_path(detail)
            if detail["type"] == "extra_forbidden":
                continue
            if detail["type"] == "missing" and path in self.misspelt:
                continue
            if path in self.renamed and _is_of_another_kind(detail):
                # The renamed key may have meant something else after all.
                continue
            complaint = describe_error(detail, path, allowed_keys(self.model, path[:-1]))
            at_key = is_about_key(detail) or detail["type"] == "missing"
            self.problems.append(place_problem(self.tree, path, complaint, at_key=at_key))


def _is_of_another_kind(detail: ErrorDetails) -> bool:
    """Return whether a value is a container in place of a scalar, or the other way round."""
    kind, found = detail["type"], detail["input"]
    if kind in ("dict_type", "model_type", "list_type"):
        return not isinstance(found, dict | list)
    if kind == "literal_error":
        return not isinstance(found, str)
    is_scalar = kind in ("string_type", "float_type", "int_type", "bool_type")
    return is_scalar and isinstance(found, dict | list)


def _decimal_commas(text: str, node: Node, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield path and number where `{a: 1,5}` is read as an `a` of 1 and a key 5 without value."""
    before: tuple[str, Node] | None = None
    for key, child in node.entries():
        start = node.keys[key].start
        if before is not None and child.content is None and re.fullmatch("[0-9]+", key):
            number = text[before[1].start : before[1].end]
            is_joined = text[before[1].end : start] == ","
            if is_joined and re.fullmatch("[-+]?[0-9]+", number):
                yield (*path, before[0]), f"{number}.{key}"
        before = (key, child)
        yield from _decimal_commas(text, child, (*path, key))
    for index, child in node.elements():
        yield from _decimal_commas(text, child, (*path, index))


def _with_numbers(node: Node, numbers: Mapping[Path, str], path: Path) -> Node:
    """Return a node with each number in one piece again."""
    if isinstance(node.content, list):
        elements = [_with_numbers(child, numbers, (*path, i)) for i, child in node.elements()]
        return replace(node, content=elements)
    if not isinstance(node.content, dict):
        return node
    content: dict[str, Node] = {}
    is_joined = False
    for key, child in node.entries():
        if not is_joined:
            content[key] = _with_numbers(child, numbers, (*path, key))
        is_joined = (*path, key) in numbers
        if is_joined:
            content[key] = replace(child, content=float(numbers[*path, key]))
    return replace(node, content=content, _numbers=None)


def _with_keys(node: Node, changes: Mapping[Path, str | None]) -> Node:
    """Return a node with the keys at some paths below it renamed, or removed where `None`."""
    here = {path[0]: key for path, key in changes.items() if len(path) == 1}
    below: dict[object, dict[Path, str | None]] = {}
    for path, key in changes.items():
        if len(path) > 1:
            below.setdefault(path[0], {})[path[1:]] = key
    if isinstance(node.content, list):
        elements = [
            _with_keys(child, below[index]) if index in below else child
            for index, child in node.elements()
        ]
        return replace(node, content=elements)
    content: dict[str, Node] = {}
    keys: dict[str, Node] = {}
    for written, child in node.entries():
        key = here.get(written, written)
        if key is None:
            continue
        content[key] = _with_keys(child, below[written]) if written in below else child
        keys[key] = replace(node.keys[written], content=key)
    return replace(node, content=content, keys=keys, _numbers=None)


def _with_repeats(node: Node) -> Node:
    """Return a node in which a key written twice holds the entries of both places."""
    if isinstance(node.content, list):
        return replace(node, content=[_with_repeats(child) for _, child in node.elements()])
    if not isinstance(node.content, dict):
        return node
    content = dict(node.content)
    for key, again in node.repeats:
        content[key] = merged(again, content[key])
    return replace(
        node, content={key: _with_repeats(child) for key, child in content.items()}, repeats=()
    )


def _unknown_key(path: Path, nearest: str, keys: list[str], *, is_taken: bool) -> ProblemText:
    key = str(path[-1])
    if any(character in ODD_SPACES for character in key):
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
