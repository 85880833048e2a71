"""A register of the essay on the orchard, made by the functions under test."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import yaml
from files.texts.six_forms import paragraphs

from steelyard.files.sources.claim_edits import add_claim
from steelyard.files.sources.passages import Anchor, anchor_fields
from steelyard.files.sources.register_writing import write_register
from steelyard.model import Register

ORCHARD = tuple(paragraphs())


def empty_register(texts: Sequence[str] = ORCHARD) -> str:
    """Return a register without claims, as text."""
    return write_register(texts, {"title": "The orchard"}, prefix="or", aim=30)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield first character and the one after the last of each sentence."""
    for match in re.finditer(r"\S.*?(?:[.?!](?= |$)|$)", text):
        yield match.span()


def with_claims(anchors: Sequence[Anchor], texts: Sequence[str] = ORCHARD) -> str:
    """Return a register with a claim for each passage, or-01 and so on, as text."""
    text = empty_register(texts)
    first = {"says": "Number one.", **anchor_fields(texts, anchors[0])}
    text = add_claim(text, "or-01", first)
    lines = []
    for number, anchor in enumerate(anchors[1:], 2):
        fields = {"says": f"Number {number}.", **anchor_fields(texts, anchor)}
        flow = yaml.safe_dump(fields, default_flow_style=True, width=9**9).strip()
        lines.append(f"  or-{number:02}: {flow}\n")
    return text + "".join(lines)


def as_register(text: str) -> Register:
    """Return a register as the model reads it."""
    return Register.model_validate(yaml.safe_load(text))
