"""Checks across entries: ids that exist, ids listed once, claims that the registers hold.

Each rule walks the nodes of the tree, which have their places in the text, and reports every
breach. What a broken reference makes meaningless is returned as a path, to be left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from steelyard.files.nearest import SEARCHES_AT_MOST, Speller, find_nearest, is_clear_misspelling
from steelyard.files.problem_texts import ProblemText
from steelyard.files.problems import Problem, echo, echo_id
from steelyard.files.schema import allowed_keys
from steelyard.files.yaml.documents import Path, node_at, place_problem
from steelyard.files.yaml.yaml_tree import Node, Tree
from steelyard.model import CriteriaSet
from steelyard.model.entry import is_id


@dataclass(frozen=True)
class Breach:
    """A problem, and the path of what has to be left out, or made unknown, because of it.

    `problem` is `None` where the cause is reported at another place.
    """

    problem: Problem | None
    leave_out: Path
    is_unknown: bool = False


@dataclass(frozen=True)
class IdReference:
    """One place where an id is written, and the section that should define it.

    `leave_out` is the path that becomes invalid with an unknown id: the id itself, or the
    whole lens or scenario, whose meaning would change without it.
    """

    path: Path
    found: object
    section: str
    at_key: bool
    spoils: Path | None = None

    @property
    def leave_out(self) -> Path:
        """The path to leave out if no entry defines the id."""
        return self.spoils if self.spoils is not None else self.path


def find_broken_references(tree: Tree) -> Iterator[Breach]:
    """Yield each id that no entry of the file defines, with the nearest one that exists.

    Ids count as defined if their key is in the file, even where the entry itself is
    faulty, and if the name of their whole section is misspelt: one fault is one problem.
    If several places agree on an id and only its definition is misspelt, that is one problem
    too, at the definition.
    """
    if tree.root is None:
        return
    known = {section: dict(_section(tree.root, section)) for section in _SECTIONS}
    lost = {section for section in _SECTIONS if is_lost(tree.root, section)}
    speller = Speller()
    references = list(list_references(tree.root))
    misspelt = _misspelt_definitions(references, known, speller)
    for (section, right), (written, count) in misspelt.items():
        if section not in lost:
            yield Breach(_misspelt_definition(tree, section, written, right, count), ())
    for reference in references:
        section = reference.section
        if section in lost or reference.found in known[section]:
            continue
        found = str(reference.found)
        nearest = speller.find(found, known[section], section)
        if (section, found) in misspelt:
            yield Breach(None, reference.leave_out)
            continue
        if nearest and not is_id(nearest):
            # The slip is in the definition, where it is reported.
            continue
        hint = f"did you mean {nearest}? If not, " if nearest else ""
        fix = f"{hint}add it under {section}:, or delete it here"
        allowed = _listing(list(known[section]), section)
        complaint = ProblemText("C010", echo_id(found), allowed, fix, nearest)
        problem = place_problem(tree, reference.path, complaint, at_key=reference.at_key)
        yield Breach(problem, reference.leave_out)


def _misspelt_definitions(
    references: Sequence[IdReference], known: Mapping[str, Collection[str]], speller: Speller
) -> dict[tuple[str, str], tuple[str, int]]:
    """Return definitions that nothing uses, where several places use a similar id instead.

    (section, id that is used) → (id as defined, number of places that use the other).
    """
    uses = Counter((reference.section, str(reference.found)) for reference in references)
    found: dict[tuple[str, str], tuple[str, int]] = {}
    for (section, used), count in uses.items():
        if count < 2 or used in known[section] or not is_id(used):
            continue
        written = speller.find(used, known[section], section)
        is_free = is_id(written) and not uses[section, written]
        is_new = (written, section) not in {(other, at[0]) for at, (other, _) in found.items()}
        if is_free and is_new and is_clear_misspelling(used, written):
            found[section, used] = (written, count)
    return found


def _misspelt_definition(tree: Tree, section: str, written: str, right: str, count: int) -> Problem:
    complaint = ProblemText(
        "C010",
        echo_id(written),
        f"{echo(right)}, the id that {count} places use; none uses {echo(written)}",
        f"did you mean {echo(right)}? If not, write {echo(written)} wherever {echo(right)} is used",
        right,
    )
    return place_problem(tree, (section, written), complaint, at_key=True)


def is_lost(root: Node, section: str) -> bool:
    """Return whether a section has a misspelt name or is not a mapping or list as it should be."""
    node = root.child(section)
    if node is not None:
        return not isinstance(node.content, list if section == "sources" else dict)
    keys = allowed_keys(CriteriaSet, ())
    unknown = [key for key, _ in root.entries() if key not in keys][:SEARCHES_AT_MOST]
    return any(find_nearest(key, keys) == section for key in unknown)


def find_dangling(tree: Tree, criteria_set: CriteriaSet) -> Iterator[Path]:
    """Yield the path of each reference to an entry that was itself left out.

    The fault of that entry is reported already, so these are left out without a problem.
    """
    if tree.root is None:
        return
    kept: dict[str, Collection[str]] = {
        "criteria": criteria_set.criteria,
        "groups": criteria_set.groups,
        "options": criteria_set.options,
        "conditions": criteria_set.conditions,
        "scenarios": criteria_set.scenarios,
    }
    for reference in list_references(tree.root):
        if reference.found not in kept[reference.section]:
            yield reference.path


def find_repeats(tree: Tree) -> Iterator[Breach]:
    """Yield each id that occurs twice in one list: a frame's criteria, an option's needs."""
    if tree.root is None:
        return
    for path in _lists_of_ids(tree.root):
        node = node_at(tree, path)
        seen: set[object] = set()
        for index, element in node.elements() if node is not None else ():
            if isinstance(element.content, str) and element.content in seen:
                complaint = ProblemText(
                    "C020", echo(element.content), "each id once", "delete one of the two"
                )
                yield Breach(place_problem(tree, (*path, index), complaint), (*path, index))
            if isinstance(element.content, str):
                seen.add(element.content)


def find_unknown_claims(tree: Tree, claims: Collection[str]) -> Iterator[Breach]:
    """Yield each claim that none of the registers holds, with the nearest one that exists.

    One problem for each, at the first place that cites it; the other places are left out too.
    """
    if tree.root is None:
        return
    unknown: dict[str, list[Path]] = {}
    for path, node in _walk(tree.root, ()):
        if path and path[-1] in ("claims", "inferred_from"):
            for index, element in node.elements():
                if isinstance(element.content, str) and element.content not in claims:
                    unknown.setdefault(element.content, []).append((*path, index))
    speller = Speller()
    sound = [claim for claim in claims if is_id(claim)]
    allowed = (
        f"one of the {len(claims)} claims in the registers under sources:"
        if claims
        else "none yet: no register is named under sources:"
    )
    remedy = "add it to a register in seeds/" if claims else "name its register there"
    for claim, (first, *others) in unknown.items():
        nearest = speller.find(claim, sound, "claims")
        hint = f"did you mean {nearest}? If not, " if nearest else ""
        count = f"{len(others)} more place{'s' if len(others) > 1 else ''}"
        also = f" and in {count} that cite{'s' if len(others) == 1 else ''} it" if others else ""
        fix = f"{hint}{remedy}, or delete it here{also}"
        complaint = ProblemText("C012", echo_id(claim), allowed, fix, nearest)
        yield Breach(place_problem(tree, first, complaint), first)
        yield from (Breach(None, other) for other in others)


def find_withdrawn_claims(tree: Tree, withdrawn: Mapping[str, str]) -> Iterator[Breach]:
    """Yield each place that cites a withdrawn claim; there is one problem for each claim."""
    if tree.root is None or not withdrawn:
        return
    reported: set[str] = set()
    for path, node in _walk(tree.root, ()):
        if not path or path[-1] not in ("claims", "inferred_from"):
            continue
        for index, element in node.elements():
            claim = element.content
            if not isinstance(claim, str) or claim not in withdrawn:
                continue
            at = (*path, index)
            complaint = ProblemText(
                "C027",
                f"{echo(claim)}, withdrawn: {echo(withdrawn[claim])}",
                "claims that still count",
                "delete it here, and look whether the score still stands",
            )
            yield Breach(None if claim in reported else place_problem(tree, at, complaint), at)
            reported.add(claim)


_SECTIONS = ("criteria", "groups", "options", "conditions", "scenarios")


def _section(root: Node, name: str) -> Iterator[tuple[str, Node]]:
    section = root.child(name)
    if section is not None:
        yield from section.entries()


def list_references(root: Node) -> Iterator[IdReference]:
    """Yield every place where an id is used that another section defines, known or not."""
    yield from _in_criteria_and_frames(root)
    yield from _in_options(root)
    yield from _in_cells(root, ("assessments",), "assessments")
    for lens, node in _section(root, "lenses"):
        swings = node.child("swings")
        for name, _ in swings.entries() if swings is not None else ():
            here: Path = ("lenses", lens, "swings", name)
            yield IdReference(here, name, "criteria", at_key=True, spoils=here[:2])
    for reading, node in _section(root, "readings"):
        yield from _in_cells(node, ("readings", reading, "assessments"), "assessments")
    yield from _in_comparisons(root)
    for scenario, node in _section(root, "scenarios"):
        whole: Path = ("scenarios", scenario)
        yield from _in_cells(node, (*whole, "shifts"), "shifts", spoils=whole)
        yield from _scalar(node, ("scenarios", scenario), "opposite", "scenarios")


def _in_criteria_and_frames(root: Node) -> Iterator[IdReference]:
    for criterion, node in _section(root, "criteria"):
        yield from _scalar(node, ("criteria", criterion), "group", "groups")
    for frame, node in _section(root, "frames"):
        yield from _elements(node, ("frames", frame), "criteria", "criteria")


def _in_options(root: Node) -> Iterator[IdReference]:
    for option, node in _section(root, "options"):
        yield from _elements(node, ("options", option), "needs", "conditions")
        yield from _elements(node, ("options", option), "parts", "options")


def _in_comparisons(root: Node) -> Iterator[IdReference]:
    """Yield the criteria that were compared; a comparison without one of them is meaningless."""
    weights = (root.child("elicitation") or root).child("weights")
    lists = (
        (("elicitation", "weights", "checks"), weights and weights.child("checks")),
        (("independence",), root.child("independence")),
    )
    for path, listed in lists:
        for index, node in listed.elements() if listed is not None else ():
            for key in ("more", "less", "criteria"):
                for reference in _elements(node, (*path, index), key, "criteria"):
                    yield replace(reference, spoils=(*path, index))


def _in_cells(
    node: Node, path: Path, key: str, spoils: Path | None = None
) -> Iterator[IdReference]:
    cells = node.child(key)
    for option, row in cells.entries() if cells is not None else ():
        here = (*path, option)
        yield IdReference(here, option, "options", at_key=True, spoils=spoils)
        for criterion, _ in row.entries():
            cell = (*here, criterion)
            yield IdReference(cell, criterion, "criteria", at_key=True, spoils=spoils)


def _elements(node: Node, path: Path, key: str, section: str) -> Iterator[IdReference]:
    listed = node.child(key)
    for index, element in listed.elements() if listed is not None else ():
        if isinstance(element.content, str):
            yield IdReference((*path, key, index), element.content, section, at_key=False)


def _scalar(node: Node, path: Path, key: str, section: str) -> Iterator[IdReference]:
    value = node.child(key)
    if value is not None and isinstance(value.content, str):
        yield IdReference((*path, key), value.content, section, at_key=False)


def _lists_of_ids(root: Node) -> Iterator[Path]:
    id_lists = ("criteria", "needs", "parts", "claims", "inferred_from", "sources", "more", "less")
    for path, node in _walk(root, ()):
        if path and path[-1] in id_lists and isinstance(node.content, list):
            yield path


def _walk(node: Node, path: Path) -> Iterator[tuple[Path, Node]]:
    yield path, node
    for key, child in node.entries():
        yield from _walk(child, (*path, key))
    for index, child in node.elements():
        yield from _walk(child, (*path, index))


def _listing(names: list[str], section: str) -> str:
    if not names:
        return f"nothing yet: there is no {section}:"
    shown = ", ".join(echo(name) for name in names[:8])
    return f"{shown}{f' and {len(names) - 8} more' if len(names) > 8 else ''}"


_Rule = Callable[[Tree], Iterator[Breach]]
REFERENCE_RULES: tuple[_Rule, ...] = (find_broken_references, find_repeats)
"""The rules that need nothing but the file itself."""
