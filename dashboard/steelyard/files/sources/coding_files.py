"""A second person's claims of a text, read from `seeds/codings/<id>/<coder>.yaml`."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Final

from steelyard.files.editing.open_text import EditError
from steelyard.files.library import list_criteria_files
from steelyard.files.problems import Problem, name_as_text
from steelyard.files.registers import load_register, looks_like_register
from steelyard.files.sources.claim_edits import add_claim, change_claim
from steelyard.files.yaml.decoding import read_inside
from steelyard.files.yaml.documents import build_valid_parts
from steelyard.files.yaml.meant import read_as_meant
from steelyard.files.yaml.yaml_tree import Tree, read_tree
from steelyard.model import Claim, Coding, Register


def load_coding(path: Path) -> tuple[Coding | None, tuple[Problem, ...]]:
    """Return the claims of a coding or of a whole register, and the problems of its shape.

    `None` where nothing of it can be used. Never raises for a faulty file.
    """
    name = name_as_text(f"{path.parent.name}/{path.name}")
    try:
        raw = read_inside(path, path.parent)
    except OSError as error:
        said = error.strerror or "an error of the disk"
        problem = Problem("S001", name, 0, 0, (), said, "a coding", "allow reading, or copy it")
        return None, (problem,)
    tree = read_tree(name, raw)
    if looks_like_register(tree.text) and "fingerprints:" in tree.text:
        loaded = load_register(path)
        register = loaded.register
        return (_as_coding(register) if register is not None else None), loaded.problems
    return _read_coding(tree)


def read_coding(name: str, raw: bytes) -> tuple[Coding | None, tuple[Problem, ...]]:
    """Return the claims of a coding or of a whole register from its bytes, as `load_coding`.

    `name` is that of the file, for its problems.
    """
    tree = read_tree(name_as_text(name), raw)
    if looks_like_register(tree.text) and "fingerprints:" in tree.text:
        meant = read_as_meant(tree, Register)
        register = meant.whole if isinstance(meant.whole, Register) else None
        problems = (*tree.problems, *meant.problems)
        return (_as_coding(register) if register is not None else None), problems
    return _read_coding(tree)


def _as_coding(register: Register) -> Coding:
    return Coding(sha256=register.sha256, claims=register.claims)


def _read_coding(tree: Tree) -> tuple[Coding | None, tuple[Problem, ...]]:
    meant = read_as_meant(tree, Coding)
    coding = meant.whole if isinstance(meant.whole, Coding) else None
    plain = tree.root.plain() if tree.root is not None and coding is None else None
    if isinstance(plain, dict):
        coding = build_valid_parts(plain, Coding, {})
    return coding, (*tree.problems, *meant.problems)


TAKEN: Final = ("voice", "by", "form", "hedge", "bears_on")
"""The keys whose values are replaced by the second person's when a claim of both is taken over."""


def list_codings(register_file: Path) -> list[Path]:
    """Return the second codings beside a register, by name."""
    return list_criteria_files(register_file.parent / "codings" / register_file.stem)


def take_claim(
    text: str, entry: Claim, claim: str, register: Register, keys: Collection[str] = TAKEN
) -> str:
    """Return a register's text with a claim of the second person's taken over under an id.

    A claim that is there already gets the other's content of some keys; a new one is added
    whole. Raises EditError as `add_claim` does, and for a paragraph the text does not have.
    """
    if entry.paragraph > len(register.fingerprints):
        raise EditError(
            f"{claim} cannot be taken: its paragraph is {entry.paragraph}, and the text has "
            f"{len(register.fingerprints)}."
        )
    fields = entry.model_dump(by_alias=True, exclude_defaults=True, exclude_none=True)
    if claim not in register.claims:
        return add_claim(text, claim, fields)
    whole = entry.model_dump(by_alias=True, exclude_none=False)
    whole["bears_on"] = fields.get("bears_on")
    return change_claim(text, claim, {key: whole[key] for key in TAKEN if key in keys})
