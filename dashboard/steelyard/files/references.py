"""Checks across entries: ids that exist, scores on their scales, lenses that are whole.

Each rule walks the nodes, so that it knows the line, and reports every breach. What a
broken reference makes meaningless is returned as a path, for the caller to leave out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from steelyard.files.complaints import Complaint
from steelyard.files.documents import Path, place_problem
from steelyard.files.nearest import find_nearest
from steelyard.files.problems import Problem, echo
from steelyard.files.yaml_tree import Node, Tree


@dataclass(frozen=True)
class Breach:
    """A problem, and the path of what has to be left out because of it."""

    problem: Problem
    leave_out: Path


@dataclass(frozen=True)
class _Reference:
    """One place where an id is written, and the section that should define it."""

    path: Path
    found: object
    section: str
    at_key: bool
    leave_out: Path


def find_broken_references(tree: Tree) -> Iterator[Breach]:
    """Yield each id that no entry of the file defines, with the nearest one that exists.

    Ids count as defined if their key is in the file, even where the entry itself is
    faulty: one fault is one problem.
    """
    if tree.root is None:
        return
    known = {section: [key for key, _ in _section(tree.root, section)] for section in _SECTIONS}
    for reference in _references(tree.root):
        if reference.found in known[reference.section]:
            continue
        found = str(reference.found)
        nearest = find_nearest(found, known[reference.section])
        fix = f"write {nearest}" if nearest else f"add it under {reference.section}:, or delete it"
        allowed = _listing(known[reference.section], reference.section)
        complaint = Complaint("C010", echo(found), allowed, fix, nearest)
        problem = place_problem(tree, reference.path, complaint, at_key=reference.at_key)
        yield Breach(problem, reference.leave_out)


def find_repeats(tree: Tree) -> Iterator[Breach]:
    """Yield each id that stands twice in one list: a frame's criteria, an option's needs."""
    if tree.root is None:
        return
    for path in _lists_of_ids(tree.root):
        node = _node_at(tree.root, path)
        seen: set[object] = set()
        for index, element in node.elements() if node is not None else ():
            if isinstance(element.content, str) and element.content in seen:
                complaint = Complaint(
                    "C020", echo(element.content), "each id once", "delete one of the two"
                )
                yield Breach(place_problem(tree, (*path, index), complaint), (*path, index))
            if isinstance(element.content, str):
                seen.add(element.content)


def find_unknown_claims(tree: Tree, claims: Mapping[str, object]) -> Iterator[Breach]:
    """Yield each claim that none of the registers holds; nothing is left out for it."""
    if tree.root is None:
        return
    for path, node in _walk(tree.root, ()):
        if not path or path[-1] not in ("claims", "inferred_from"):
            continue
        for index, element in node.elements():
            if not isinstance(element.content, str) or element.content in claims:
                continue
            nearest = find_nearest(element.content, claims)
            fix = f"write {nearest}" if nearest else "name a claim of a register, or delete it"
            complaint = Complaint(
                "C012",
                echo(element.content),
                f"one of the {len(claims)} claims in the registers of sources:",
                fix,
                nearest,
            )
            yield Breach(place_problem(tree, (*path, index), complaint), (*path, index))


_SECTIONS = ("criteria", "groups", "options", "gates", "scenarios")


def _section(root: Node, name: str) -> Iterator[tuple[str, Node]]:
    section = root.child(name)
    if section is not None:
        yield from section.entries()


def _references(root: Node) -> Iterator[_Reference]:
    yield from _in_criteria_and_frames(root)
    yield from _in_options(root)
    yield from _in_cells(root, ("assessments",), None)
    for lens, node in _section(root, "lenses"):
        yield from _keys(node, ("lenses", lens), "swings", "criteria")
    for reading, node in _section(root, "readings"):
        yield from _in_cells(node, ("readings", reading, "assessments"), "assessments")
    for scenario, node in _section(root, "scenarios"):
        yield from _in_cells(node, ("scenarios", scenario, "shifts"), "shifts")
        yield from _scalar(node, ("scenarios", scenario), "opposite", "scenarios")


def _in_criteria_and_frames(root: Node) -> Iterator[_Reference]:
    for criterion, node in _section(root, "criteria"):
        yield from _scalar(node, ("criteria", criterion), "group", "groups")
    for frame, node in _section(root, "frames"):
        yield from _elements(node, ("frames", frame), "criteria", "criteria")


def _in_options(root: Node) -> Iterator[_Reference]:
    for option, node in _section(root, "options"):
        yield from _elements(node, ("options", option), "needs", "gates")
        yield from _elements(node, ("options", option), "parts", "options")


def _in_cells(node: Node, path: Path, key: str | None) -> Iterator[_Reference]:
    cells = node.child(key) if key is not None else node.child(path[0])
    for option, row in cells.entries() if cells is not None else ():
        here = (*path, option)
        yield _Reference(here, option, "options", at_key=True, leave_out=here)
        for criterion, _ in row.entries():
            cell = (*here, criterion)
            yield _Reference(cell, criterion, "criteria", at_key=True, leave_out=cell)


def _elements(node: Node, path: Path, key: str, section: str) -> Iterator[_Reference]:
    listed = node.child(key)
    for index, element in listed.elements() if listed is not None else ():
        if isinstance(element.content, str):
            here = (*path, key, index)
            yield _Reference(here, element.content, section, at_key=False, leave_out=here)


def _keys(node: Node, path: Path, key: str, section: str) -> Iterator[_Reference]:
    mapping = node.child(key)
    for name, _ in mapping.entries() if mapping is not None else ():
        here = (*path, key, name)
        yield _Reference(here, name, section, at_key=True, leave_out=here)


def _scalar(node: Node, path: Path, key: str, section: str) -> Iterator[_Reference]:
    value = node.child(key)
    if value is not None and isinstance(value.content, str):
        here = (*path, key)
        yield _Reference(here, value.content, section, at_key=False, leave_out=here)


def _lists_of_ids(root: Node) -> Iterator[Path]:
    id_lists = ("criteria", "needs", "parts", "claims", "inferred_from", "sources")
    for path, node in _walk(root, ()):
        if path and path[-1] in id_lists and isinstance(node.content, list):
            yield path


def _walk(node: Node, path: Path) -> Iterator[tuple[Path, Node]]:
    yield path, node
    for key, child in node.entries():
        yield from _walk(child, (*path, key))
    for index, child in node.elements():
        yield from _walk(child, (*path, index))


def _node_at(root: Node, path: Path) -> Node | None:
    node: Node | None = root
    for step in path:
        node = node.child(step) if node is not None else None
    return node


def _listing(names: list[str], section: str) -> str:
    if not names:
        return f"nothing yet: there is no {section}:"
    shown = ", ".join(echo(name) for name in names[:8])
    return f"{shown}{f' and {len(names) - 8} more' if len(names) > 8 else ''}"


Rule = Callable[[Tree], Iterator[Breach]]
REFERENCE_RULES: tuple[Rule, ...] = (find_broken_references, find_repeats)
"""The rules that need nothing but the file itself."""
