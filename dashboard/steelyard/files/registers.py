"""An evidence register as read, checked against the text of its source where that is present.

The texts are other people's work and never part of the project: `seeds/texts/<id>.txt` is
read if it is there, shown beside its claims, and never changed or sent anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from steelyard.files.problems import Problem, name_as_text
from steelyard.files.sources.claim_rules import find_claim_faults
from steelyard.files.texts.kept_text import SourceText, read_older_text, read_source_text
from steelyard.files.yaml.decoding import read_bounded, read_inside
from steelyard.files.yaml.documents import build_valid_parts
from steelyard.files.yaml.meant import read_as_meant
from steelyard.files.yaml.yaml_tree import read_tree
from steelyard.model import Claim, Register


@dataclass(frozen=True)
class LoadedRegister:
    """A register as read: its id, its valid parts, its problems, and its text if present.

    `claim_ids` are those of all claims in the file, faulty ones too, so that a fault in a
    register is not reported again at every place that cites the claim. `older` are the kept
    paragraphs of earlier texts that claims are about, by the mark the claims name them with.
    """

    id: str
    path: Path
    register: Register | None
    text: SourceText
    problems: tuple[Problem, ...]
    claim_ids: tuple[str, ...] = ()
    older: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def paragraph_of(self, entry: Claim) -> str | None:
        """Return the paragraph of a claim; `None` where it is not here as it was read."""
        if entry.older_text is None:
            return self.text.paragraph(entry.paragraph)
        older = self.older.get(entry.older_text, ())
        return older[entry.paragraph - 1] if entry.paragraph <= len(older) else None


def load_register(path: Path) -> LoadedRegister:
    """Read a register; never raises for a faulty file, nor for a link that leads elsewhere."""
    name = name_as_text(f"{path.parent.name}/{path.name}")
    try:
        raw = read_inside(path, path.parent)
    except OSError:
        problem = Problem(
            "S001",
            name,
            0,
            0,
            (),
            "no permission to read it, or not a file",
            "a register",
            "allow reading, or copy the file",
        )
        return LoadedRegister(path.stem, path, None, SourceText("absent"), (problem,))
    return read_register(raw, path)


def read_register(raw: bytes, path: Path) -> LoadedRegister:
    """Read the bytes of a register that is, or would be, at `path`."""
    name = name_as_text(f"{path.parent.name}/{path.name}")
    register, problems, claim_ids = _read(name, path.stem, raw)
    text = SourceText("absent")
    # Without valid fingerprints no paragraph can be checked.
    if register is not None and register.fingerprints != _NO_FINGERPRINTS:
        text = read_source_text(path, register)
        problems += _claim_faults(name, raw, len(register.fingerprints), text)
    ordered = tuple(sorted(problems, key=lambda problem: (problem.line, problem.column)))
    named = register.claims.values() if register is not None else ()
    marks = {entry.older_text for entry in named if entry.older_text is not None}
    older = {mark: read_older_text(path, mark) for mark in sorted(marks)}
    return LoadedRegister(path.stem, path, register, text, ordered, claim_ids, older)


# Cached: a register is read in the list of registers, and again with each set that names it.


@lru_cache(maxsize=16)
def _read(
    name: str, title: str, raw: bytes
) -> tuple[Register | None, tuple[Problem, ...], tuple[str, ...]]:
    """Return the valid parts of a register, the problems of its shape, and the ids of claims."""
    tree = read_tree(name, raw)
    fallback = {"format": 1, "title": title, "sha256": "0" * 64, "fingerprints": _NO_FINGERPRINTS}
    meant = read_as_meant(tree, Register)
    register = meant.whole if isinstance(meant.whole, Register) else None
    plain = tree.root.plain() if tree.root is not None and register is None else None
    if isinstance(plain, dict):
        register = build_valid_parts(plain, Register, fallback)
    root = meant.tree.root
    claims = root.child("claims") if root is not None else None
    claim_ids = tuple(key for key, _ in claims.entries()) if claims is not None else ()
    return register, (*tree.problems, *meant.problems), claim_ids


@lru_cache(maxsize=16)
def _claim_faults(name: str, raw: bytes, paragraphs: int, text: SourceText) -> tuple[Problem, ...]:
    tree = read_as_meant(read_tree(name, raw), Register).tree
    return tuple(find_claim_faults(tree, paragraphs, text))


_NO_FINGERPRINTS = ["0" * 16]


_OF_REGISTERS = re.compile(r"^(?:fingerprints|claims|stance)[ \t]*:", re.MULTILINE)
_OF_SETS = re.compile(r"^(?:criteria|options|assessments|frames|lenses)[ \t]*:", re.MULTILINE)


def looks_like_register(text: str) -> bool:
    """Return whether the text of a file has the keys of a register and none of a criteria set.

    It need not be valid YAML.

    >>> looks_like_register("claims: {"), looks_like_register("options: {}")
    (True, False)
    """
    return bool(_OF_REGISTERS.search(text)) and not _OF_SETS.search(text)


def is_register(path: Path) -> bool:
    """Return whether a file holds a register; false for what cannot be read."""
    try:
        return looks_like_register(read_bounded(path).decode("utf-8", "replace"))
    except OSError:
        return False


def withdrawn_claims(registers: Iterable[LoadedRegister]) -> dict[str, str]:
    """Return the claims that no longer count, with the reason each register gives."""
    return {
        claim: entry.withdrawn
        for loaded in registers
        if loaded.register is not None
        for claim, entry in loaded.register.claims.items()
        if entry.withdrawn is not None
    }
