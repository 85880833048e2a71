"""Loading an evidence register, and checking it against its text where that is present."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from steelyard.files.complaints import Complaint
from steelyard.files.problems import Problem, echo
from steelyard.files.source_text import SourceText, read_source_text
from steelyard.files.yaml.decoding import read_bounded
from steelyard.files.yaml.documents import build_model, place_problem
from steelyard.files.yaml.yaml_tree import Tree, read_tree
from steelyard.model import Register


@dataclass(frozen=True)
class LoadedRegister:
    """A register as read: its id, its good parts, its problems, and its text if present.

    `claim_ids` are those of all claims in the file, also of faulty ones, so that a fault
    in a register is not reported again at every place that rests on it.
    """

    id: str
    path: Path
    register: Register | None
    text: SourceText
    problems: tuple[Problem, ...]
    claim_ids: tuple[str, ...] = ()


def load_register(path: Path) -> LoadedRegister:
    """Read a register; never raises for a faulty file."""
    name = f"{path.parent.name}/{path.name}"
    try:
        raw = read_bounded(path)
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
    tree = read_tree(name, raw)
    fallback = {"format": 1, "title": path.stem, "sha256": "0" * 64, "fingerprints": ["0" * 16]}
    register, shape_problems = build_model(tree, Register, fallback)
    problems = [*tree.problems, *shape_problems]
    text = SourceText("absent")
    # Without sound fingerprints no paragraph can be told right from wrong.
    if register is not None and register.fingerprints != fallback["fingerprints"]:
        text = read_source_text(path, register)
        problems += _check_against_text(tree, register, text)
    problems.sort(key=lambda problem: (problem.line, problem.column))
    claims = tree.root.child("claims") if tree.root is not None else None
    claim_ids = tuple(key for key, _ in claims.entries()) if claims is not None else ()
    return LoadedRegister(path.stem, path, register, text, tuple(problems), claim_ids)


def _check_against_text(tree: Tree, register: Register, text: SourceText) -> Iterator[Problem]:
    if text.state == "differs":
        yield place_problem(tree, ("fingerprints",), _differing(text), at_key=True)
    for claim, entry in register.claims.items():
        if entry.paragraph > len(register.fingerprints):
            yield place_problem(
                tree,
                ("claims", claim, "paragraph"),
                Complaint(
                    "R001",
                    str(entry.paragraph),
                    f"1 to {len(register.fingerprints)}",
                    "use the number of a paragraph of the text; headings count",
                ),
            )
            continue
        paragraph = text.paragraph(entry.paragraph)
        if entry.quote and paragraph is not None and not _contains(paragraph, entry.quote):
            yield place_problem(
                tree,
                ("claims", claim, "quote"),
                Complaint(
                    "R003",
                    echo(entry.quote),
                    f"words of paragraph {entry.paragraph}, exactly",
                    "copy the words again, or correct the paragraph",
                ),
            )


def _differing(text: SourceText) -> Complaint:
    if not text.paragraphs:
        found = "a text that is empty, larger than 2 MiB, or not in UTF-8"
        fix = "save the text as UTF-8, or take it away"
        return Complaint("R002", found, "the text that was read for this register", fix)
    shown = ", ".join(str(number) for number in text.changed[:8])
    more = f" and {len(text.changed) - 8} more" if len(text.changed) > 8 else ""
    return Complaint(
        "R002",
        f"another text in paragraph{'s' if len(text.changed) > 1 else ''} {shown}{more}",
        "the text that was read for this register",
        "put the original text back, or read it again and renew the fingerprints",
    )


def _contains(paragraph: str, quote: str) -> bool:
    return _folded(quote) in _folded(paragraph)


def _folded(text: str) -> str:
    """Fold white space: a quote may be wrapped over lines in the register."""
    return re.sub(r"\s+", " ", text).strip()
