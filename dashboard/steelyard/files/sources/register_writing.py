"""A register written for a text that was divided: what it is, its checksums, and no claim yet."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Final

from steelyard.files.editing.yaml_writing import Manner, PlainValue, write_entry
from steelyard.files.texts.kept_text import fingerprint, text_bytes
from steelyard.files.texts.reading import OpenedText

DESCRIBED: Final = ("title", "author", "published", "accessed", "url", "stance", "limits")
"""What a person says of a text, in the order in which it is written."""

_SCHEMA_LINE: Final = "# yaml-language-server: $schema=register.schema.json\n"
_HEAD: Final = "# What one text claims, paragraph by paragraph, in our own words.\n"


def write_register(
    paragraphs: Sequence[str],
    described: Mapping[str, str],
    *,
    prefix: str,
    aim: int | None = None,
    origin: Mapping[str, PlainValue] | None = None,
    with_schema: bool = False,
) -> str:
    """Return the text of a register without claims for paragraphs that are decided.

    `described` has values for keys of `DESCRIBED`; empty ones are left out, and a title there
    must be. `prefix` begins the ids of its claims.
    """
    entries: dict[str, PlainValue] = {"format": 1}
    entries |= {key: described[key].strip() for key in DESCRIBED if described.get(key, "").strip()}
    entries["prefix"] = prefix
    if aim is not None:
        entries["aim"] = aim
    if origin is not None:
        entries["origin"] = {**origin}
    entries["sha256"] = hashlib.sha256(text_bytes(paragraphs)).hexdigest()
    lines: list[str] = []
    for key, value in entries.items():
        lines += write_entry(key, value, Manner(indent=0))
    lines += ["fingerprints:", *(f'  - "{fingerprint(paragraph)}"' for paragraph in paragraphs)]
    lines += ["no_claim: {}"]
    return (_SCHEMA_LINE if with_schema else "") + _HEAD + "\n".join(lines) + "\n"


def text_origin(opened: OpenedText, counts: Mapping[str, int]) -> dict[str, PlainValue]:
    """Return what a register records of the file a text came from, and of its dividing."""
    origin: dict[str, PlainValue] = {"file": opened.name[:300], "sha256": opened.sha256}
    return origin | {key: count for key, count in counts.items() if count}


def propose_prefix(source: str, taken: Sequence[str] = ()) -> str:
    """Return the first letters of the words of an id, with a number where they are taken.

    >>> propose_prefix("flood-meadows"), propose_prefix("flood-meadows", ["fm"])
    ('fm', 'fm2')
    """
    words = [word for word in source.replace("_", "-").split("-") if word]
    letters = "".join(word[0] for word in words if word[0].isalpha()) if len(words) > 1 else ""
    start = letters or source[:2]
    number = 1
    while (start if number == 1 else f"{start}{number}") in taken:
        number += 1
    return start if number == 1 else f"{start}{number}"
