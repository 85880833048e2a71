"""Loads a criteria set with its evidence registers, and never raises an exception.

The result has the hash of the file's bytes, its valid parts and its problems; the page and the
command line show both.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from steelyard.files.guesses import GUESS, find_guesses
from steelyard.files.library import find_register
from steelyard.files.number_rules import find_bad_numbers
from steelyard.files.problem_texts import ProblemText
from steelyard.files.problems import Problem, name_as_text, visible_text
from steelyard.files.references import (
    REFERENCE_RULES,
    Breach,
    find_dangling,
    find_unknown_claims,
    find_withdrawn_claims,
    is_lost,
)
from steelyard.files.registers import LoadedRegister, load_register, withdrawn_claims
from steelyard.files.yaml.decoding import MAX_BYTES, OutsideError, read_bounded, read_inside
from steelyard.files.yaml.documents import (
    Path as Keys,
)
from steelyard.files.yaml.documents import (
    build_valid_parts,
    entry_of,
    is_cell_of_reading,
    place_problem,
    remove_entries,
    rename_old_keys,
)
from steelyard.files.yaml.meant import Meant, read_as_meant
from steelyard.files.yaml.yaml_tree import Tree, read_tree
from steelyard.model import Claim, CriteriaSet
from steelyard.model.entry import is_id


@dataclass(frozen=True)
class LoadedSet:
    """A criteria file as read: the hash of its bytes, valid parts, problems and registers.

    `criteria_set` is `None` where nothing could be read. `problems` are in the order of the
    file, those of its registers after them.
    """

    path: Path
    sha256: str
    text: str
    criteria_set: CriteriaSet | None
    problems: tuple[Problem, ...]
    registers: Mapping[str, LoadedRegister] = field(default_factory=dict)

    @property
    def guesses(self) -> int:
        """How many of the problems are guesses that nobody has confirmed."""
        return sum(problem.code == GUESS for problem in self.problems)

    @property
    def faults(self) -> int:
        """How many of the problems are faults: everything but unconfirmed guesses."""
        return len(self.problems) - self.guesses

    @property
    def claims(self) -> dict[str, Claim]:
        """Every claim of the set's sources, by id."""
        return {
            claim: entry
            for register in self.registers.values()
            if register.register is not None
            for claim, entry in register.register.standing.items()
        }

    def register_of(self, claim: str) -> LoadedRegister | None:
        """Return the register that holds a claim."""
        for loaded in self.registers.values():
            if loaded.register is not None and claim in loaded.register.claims:
                return loaded
        return None


def load_criteria_file(
    path: Path, shown_as: str | None = None, *, within: Path | None = None
) -> LoadedSet:
    """Read a criteria file and the registers of its sources.

    `shown_as` is the name used in problems; the path as given by default. `within` is a folder
    that the path must not lead out of, not even by a link made since it was listed. Never raises
    for a missing, unreadable or faulty file: those are problems.
    """
    name = name_as_text(shown_as if shown_as is not None else path)
    try:
        raw = read_bounded(path) if within is None else read_inside(path, within)
    except OSError as error:
        return LoadedSet(path, "", "", None, (_unreadable(name, error),))
    return read_criteria(raw, path, name)


def read_criteria(raw: bytes, path: Path, name: str) -> LoadedSet:
    """Read the bytes of a criteria file that is, or would be, at `path`."""
    # Only the beginning of a file that is too large has been read, so it has no hash.
    sha256 = hashlib.sha256(raw).hexdigest() if len(raw) <= MAX_BYTES else ""
    tree, old_keys = rename_old_keys(read_tree(name, raw))
    meant = read_as_meant(tree, CriteriaSet)
    problems = [*tree.problems, *old_keys, *meant.problems]
    registers = _load_registers(meant.tree, path, problems)
    breaches = list(_find_breaches(meant, registers))
    problems += [breach.problem for breach in breaches if breach.problem is not None]
    criteria_set = _valid_parts(tree, meant, breaches, _stand_ins(path))
    problems += find_guesses(tree, criteria_set) if criteria_set is not None else ()
    ordered = sorted(problems, key=lambda problem: (problem.line, problem.column))
    for loaded in registers.values():
        ordered.extend(loaded.problems)
    return LoadedSet(path, sha256, tree.text, criteria_set, tuple(ordered), registers)


def _load_registers(tree: Tree, path: Path, problems: list[Problem]) -> dict[str, LoadedRegister]:
    sources = tree.root.child("sources") if tree.root is not None else None
    registers: dict[str, LoadedRegister] = {}
    for index, element in sources.elements() if sources is not None else ():
        source = element.content
        # A malformed id is reported with the shape of the file; no register is looked for.
        if not isinstance(source, str) or source in registers or not is_id(source):
            continue
        found = find_register(path, source)
        if found is not None:
            registers[source] = load_register(found)
            _report_shared_claims(tree, index, registers, source, problems)
            continue
        complaint = ProblemText(
            "C011",
            f"no file {source}.yaml in seeds/",
            "a register in seeds/ for every source",
            f"add {source}.yaml to seeds/ beside this folder, or delete the source",
        )
        problems.append(place_problem(tree, ("sources", index), complaint))
    return registers


def _report_shared_claims(
    tree: Tree,
    index: int,
    registers: Mapping[str, LoadedRegister],
    source: str,
    problems: list[Problem],
) -> None:
    for other, loaded in registers.items():
        shared = sorted({*loaded.claim_ids} & {*registers[source].claim_ids})
        if other != source and shared:
            found = f"{shared[0]} in {other}.yaml and in {source}.yaml"
            fix = "rename the claims of one register, or delete one of the two sources"
            complaint = ProblemText("C023", found, "each claim in one register", fix)
            problems.append(place_problem(tree, ("sources", index), complaint))


def _find_breaches(meant: Meant, registers: Mapping[str, LoadedRegister]) -> Iterator[Breach]:
    """Yield what is wrong between the entries of a file, including those that are set aside."""
    for rule in REFERENCE_RULES:
        yield from rule(meant.tree)
    claims = {claim for loaded in registers.values() for claim in loaded.claim_ids}
    if not _lacks_register(meant.tree, registers):
        yield from find_unknown_claims(meant.tree, claims)
    yield from find_withdrawn_claims(meant.tree, withdrawn_claims(registers.values()))
    yield from find_bad_numbers(meant)
    for path in map(entry_of, meant.misread):
        yield Breach(None, path, is_unknown=is_cell_of_reading(path))


def _stand_ins(path: Path) -> dict[str, object]:
    """Return the format and the title used where the file's own are missing or faulty."""
    return {"format": 1, "title": visible_text(path.stem).strip() or "Untitled"}


def _valid_parts(
    tree: Tree, meant: Meant, breaches: Collection[Breach], fallback: Mapping[str, object]
) -> CriteriaSet | None:
    if isinstance(meant.whole, CriteriaSet) and not breaches:
        # No reference dangles: that would be a breach.
        return meant.whole
    if tree.root is None or not isinstance(tree.root.content, dict):
        return None
    gone = {breach.leave_out for breach in breaches if not breach.is_unknown}
    unknown = {breach.leave_out for breach in breaches if breach.is_unknown}
    return _without_dangling(tree, gone, unknown, fallback)


def _lacks_register(tree: Tree, registers: Mapping[str, LoadedRegister]) -> bool:
    """Return whether a source has no readable register; its claims are then not reported as
    well."""
    if tree.root is not None and is_lost(tree.root, "sources"):
        return True
    sources = tree.root.child("sources") if tree.root is not None else None
    for _, element in sources.elements() if sources is not None else ():
        loaded = registers.get(str(element.content))
        if loaded is None or loaded.register is None:
            return True
    return False


def _without_dangling(
    tree: Tree, gone: set[Keys], unknown: set[Keys], fallback: Mapping[str, object]
) -> CriteriaSet | None:
    """Return the set without what is wrong and what refers to it, so that every reference is
    valid."""
    assert tree.root is not None
    plain = tree.root.plain()
    assert isinstance(plain, dict)
    while True:
        sound = remove_entries(plain, gone, unknown) if gone or unknown else plain
        whole = build_valid_parts(sound, CriteriaSet, fallback)
        if whole is None:
            return None
        dangling = set(find_dangling(tree, whole)) - gone
        if not dangling:
            return whole
        gone |= dangling


def _unreadable(name: str, error: OSError) -> Problem:
    kinds = {
        OutsideError: ("a link that leads out of its folder", "put the file itself in the folder"),
        FileNotFoundError: ("no such file", "check the name and the folder"),
        IsADirectoryError: ("a folder", "name a file in it"),
        PermissionError: ("no permission to read", "allow reading, or copy the file"),
    }
    found, fix = next(
        (words for kind, words in kinds.items() if isinstance(error, kind)),
        (error.strerror or "an error of the disk", "try again, or copy the file elsewhere"),
    )
    return Problem("S001", name, 0, 0, (), found, "a file that can be read", fix)
