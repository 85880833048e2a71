"""An evidence register as read, checked against the text of its source where that is present.

The texts are other people's work and never part of the project: `seeds/texts/<id>.txt` is
read if it is there, shown beside its claims, and never changed or sent anywhere.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from steelyard.files.problem_texts import ProblemText
from steelyard.files.problems import Problem, echo, name_as_text
from steelyard.files.yaml.decoding import RefusedError, decode, read_inside
from steelyard.files.yaml.documents import build_valid_parts, place_problem
from steelyard.files.yaml.meant import read_as_meant
from steelyard.files.yaml.yaml_tree import Tree, read_tree
from steelyard.model import Register


@dataclass(frozen=True)
class LoadedRegister:
    """A register as read: its id, its valid parts, its problems, and its text if present.

    `claim_ids` are those of all claims in the file, faulty ones too, so that a fault in a
    register is not reported again at every place that cites the claim.
    """

    id: str
    path: Path
    register: Register | None
    text: SourceText
    problems: tuple[Problem, ...]
    claim_ids: tuple[str, ...] = ()


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
    tree = read_tree(name, raw)
    fallback = {"format": 1, "title": path.stem, "sha256": "0" * 64, "fingerprints": ["0" * 16]}
    meant = read_as_meant(tree, Register)
    problems = [*tree.problems, *meant.problems]
    register = meant.whole if isinstance(meant.whole, Register) else None
    plain = tree.root.plain() if tree.root is not None and register is None else None
    if isinstance(plain, dict):
        register = build_valid_parts(plain, Register, fallback)
    text = SourceText("absent")
    # Without valid fingerprints no paragraph can be checked.
    if register is not None and register.fingerprints != fallback["fingerprints"]:
        text = read_source_text(path, register)
        problems += _check_against_text(meant.tree, len(register.fingerprints), text)
    problems.sort(key=lambda problem: (problem.line, problem.column))
    root = meant.tree.root
    claims = root.child("claims") if root is not None else None
    claim_ids = tuple(key for key, _ in claims.entries()) if claims is not None else ()
    return LoadedRegister(path.stem, path, register, text, tuple(problems), claim_ids)


def _check_against_text(tree: Tree, paragraphs: int, text: SourceText) -> Iterator[Problem]:
    """Yield what disagrees with the text; claims with other faults are checked all the same."""
    if text.state == "differs":
        yield place_problem(tree, ("fingerprints",), _differing(text), at_key=True)
    claims = tree.root.child("claims") if tree.root is not None else None
    for claim, entry in claims.entries() if claims is not None else ():
        node, quoted = entry.child("paragraph"), entry.child("quote")
        number = node.content if node is not None else None
        if not isinstance(number, int) or isinstance(number, bool) or number < 1:
            continue
        if number > paragraphs:
            yield place_problem(
                tree,
                ("claims", claim, "paragraph"),
                ProblemText(
                    "R001",
                    str(number),
                    f"1 to {paragraphs}",
                    "use the number of a paragraph of the text; headings count",
                ),
            )
            continue
        quote = quoted.content if quoted is not None else None
        paragraph = text.paragraph(number)
        if not isinstance(quote, str) or paragraph is None or _contains(paragraph, quote):
            continue
        yield place_problem(
            tree,
            ("claims", claim, "quote"),
            ProblemText(
                "R003",
                echo(quote),
                f"words of paragraph {number}, exactly",
                "copy the words again, or correct the paragraph",
            ),
        )


def _differing(text: SourceText) -> ProblemText:
    if not text.paragraphs:
        found = "a text that is empty, larger than 2 MiB, or not in UTF-8"
        fix = "save the text as UTF-8, or take it away"
        return ProblemText("R002", found, "the text that was read for this register", fix)
    shown = ", ".join(str(number) for number in text.changed[:8])
    more = f" and {len(text.changed) - 8} more" if len(text.changed) > 8 else ""
    return ProblemText(
        "R002",
        f"another text in paragraph{'s' if len(text.changed) > 1 else ''} {shown}{more}",
        "the text that was read for this register",
        "put the original text back, or read it again and renew the fingerprints",
    )


def _contains(paragraph: str, quote: str) -> bool:
    return _folded(quote) in _folded(paragraph)


def _folded(text: str) -> str:
    """Return a text with single spaces: in the register a quote may be wrapped over lines."""
    return re.sub(r"\s+", " ", text).strip()


State = Literal["absent", "matches", "differs"]


@dataclass(frozen=True)
class SourceText:
    """The paragraphs of a source, from 1, and whether they are those of the register.

    `changed` are the numbers of paragraphs that differ from their fingerprints, and of
    those that one side lacks.
    """

    state: State
    paragraphs: tuple[str, ...] = ()
    changed: tuple[int, ...] = ()

    def paragraph(self, number: int) -> str | None:
        """Return a paragraph whose fingerprint matches, else `None`."""
        if not 1 <= number <= len(self.paragraphs) or number in self.changed:
            return None
        return self.paragraphs[number - 1]


def split_paragraphs(text: str) -> tuple[str, ...]:
    """Return the stripped, non-empty lines of a text: its paragraphs, counted from 1.

    >>> split_paragraphs("One. \\n\\n  Two.")
    ('One.', 'Two.')
    """
    return tuple(stripped for piece in text.split("\n") if (stripped := piece.strip()))


def fingerprint(paragraph: str) -> str:
    """Return the first 16 hex digits of the paragraph's SHA-256.

    >>> fingerprint("One.")
    '70277bfc409b5021'
    """
    return hashlib.sha256(paragraph.encode("utf-8")).hexdigest()[:16]


def read_source_text(register_file: Path, register: Register) -> SourceText:
    """Return the text beside a register, and which paragraphs are not what it describes.

    A text that cannot be decoded differs in every paragraph and has none to show; a link out
    of `texts/` is no text.
    """
    text_file = register_file.parent / "texts" / f"{register_file.stem}.txt"
    try:
        paragraphs = split_paragraphs(decode(read_inside(text_file, text_file.parent)))
    except OSError:
        return SourceText("absent")
    except RefusedError:
        paragraphs = ()
    expected = register.fingerprints
    changed = tuple(
        number
        for number in range(1, max(len(paragraphs), len(expected)) + 1)
        if number > len(paragraphs)
        or number > len(expected)
        or fingerprint(paragraphs[number - 1]) != expected[number - 1]
    )
    return SourceText("differs" if changed else "matches", paragraphs, changed)
