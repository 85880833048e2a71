"""The text of a source, where somebody has put it, checked against its fingerprints.

The texts are other people's work and never part of the project: `seeds/texts/<id>.txt`
is read if it is there, shown beside its claims, and never changed or sent anywhere.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from steelyard.files.yaml.decoding import RefusedError, decode, read_bounded
from steelyard.model import Register

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

    A text that cannot be decoded differs in every paragraph and has none to show.
    """
    text_file = register_file.parent / "texts" / f"{register_file.stem}.txt"
    try:
        paragraphs = split_paragraphs(decode(read_bounded(text_file)))
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
