"""A new version of a text: which claims are where they were, which are found again, which not.

Paragraphs with equal fingerprints align in order; a passage that stands exactly once is found
again; everything else is for a person to decide, with the place that is most like it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from steelyard.files.editing.open_text import Keys
from steelyard.files.editing.value_edits import put_value, put_values
from steelyard.files.editing.yaml_writing import PlainValue
from steelyard.files.sources.claim_rules import contains
from steelyard.files.sources.passages import (
    Anchor,
    anchor_fields,
    beside_it,
    find_alike,
    find_print,
    find_words,
    nearest_paragraph,
    passage_of,
    words_at,
)
from steelyard.files.texts.kept_text import fingerprint, text_bytes
from steelyard.model import Claim, Register

_State = Literal["same", "found", "decide"]


@dataclass(frozen=True)
class Reanchored:
    """A claim in a new version of its text.

    *same*: its paragraph has not changed, though its number may have; *found*: its passage
    stands once in another paragraph; *decide*: neither. `paragraph` is its new paragraph, of
    one to decide that of the most similar place, 0 where nothing is like it. `anchor` is the new
    passage or the proposed one. `was` and `now` are the words; empty where they are not known.
    `nearest` is, where nothing is like the passage, the paragraph most like its old one, or 0.
    """

    claim: str
    state: _State
    was_paragraph: int
    paragraph: int
    anchor: Anchor | None = None
    was: str = ""
    now: str = ""
    nearest: int = 0


@dataclass(frozen=True)
class TextUpdate:
    """What a new version does to a register: its claims, in order, and its paragraphs.

    `new` are the numbers, in the new text, of paragraphs that are not identical to any old one;
    `lost` those of the old text that are gone or changed.
    """

    paragraphs: tuple[str, ...]
    claims: tuple[Reanchored, ...]
    new: tuple[int, ...]
    lost: tuple[int, ...]
    aligned: Mapping[int, int]

    @property
    def is_other_text(self) -> bool:
        """Whether hardly anything is as before: no paragraph, and no claim's passage."""
        return not self.aligned and not self.of("found")

    def of(self, state: _State) -> tuple[Reanchored, ...]:
        """Return the claims in a state, in the order of the register."""
        return tuple(one for one in self.claims if one.state == state)


def update_text(
    register: Register, paragraphs: Sequence[str], older: Sequence[str] = ()
) -> TextUpdate:
    """Return what becomes of a register's claims in new paragraphs.

    `older` are the paragraphs the register was made from, empty where they are not kept: then
    passages are found by their fingerprints, and nothing similar can be proposed. Claims about
    an even older text, and withdrawn ones, are left as they are.
    """
    new = [fingerprint(paragraph) for paragraph in paragraphs]
    matcher = SequenceMatcher(None, register.fingerprints, new, autojunk=False)
    aligned = {
        block.a + i + 1: block.b + i + 1
        for block in matcher.get_matching_blocks()
        for i in range(block.size)
    }
    # A paragraph that was moved is out of order, and still the same if there is only one like it.
    for number, mark in enumerate(register.fingerprints, 1):
        if number not in aligned and new.count(mark) == 1 == register.fingerprints.count(mark):
            aligned[number] = new.index(mark) + 1
    claims = tuple(
        _reanchor(claim, entry, paragraphs, older, aligned)
        for claim, entry in register.claims.items()
        if entry.withdrawn is None and entry.older_text is None
    )
    taken = set(aligned.values())
    return TextUpdate(
        tuple(paragraphs),
        claims,
        tuple(number for number in range(1, len(new) + 1) if number not in taken),
        tuple(n for n in range(1, len(register.fingerprints) + 1) if n not in aligned),
        aligned,
    )


def _reanchor(
    claim: str,
    entry: Claim,
    paragraphs: Sequence[str],
    older: Sequence[str],
    aligned: Mapping[int, int],
) -> Reanchored:
    anchor, number = passage_of(entry), entry.paragraph
    was = words_at(older, anchor) if anchor is not None else ""
    if number in aligned:
        moved = Anchor(aligned[number], anchor.start, anchor.end) if anchor is not None else None
        now = words_at(paragraphs, moved) if moved is not None else ""
        return Reanchored(claim, "same", number, aligned[number], moved, was or now, now)
    found = _find_again(entry, anchor, was, paragraphs)
    if found is not None and _keeps_quote(entry, paragraphs, found):
        now = words_at(paragraphs, found)
        return Reanchored(claim, "found", number, found.paragraph, found, was or now, now)
    near = _near(number, aligned)
    if not was and 1 <= number <= len(older):
        was = older[number - 1]
    alike = find_alike(paragraphs, was, near)
    if alike is None:
        around = older[number - 1] if 1 <= number <= len(older) else ""
        nearest = nearest_paragraph(paragraphs, around)
        return Reanchored(claim, "decide", number, 0, None, was, nearest=nearest)
    place = alike.anchor
    return Reanchored(
        claim,
        "decide",
        number,
        place.paragraph,
        place if anchor is not None else None,
        was,
        words_at(paragraphs, place),
    )


def _find_again(
    entry: Claim, anchor: Anchor | None, was: str, paragraphs: Sequence[str]
) -> Anchor | None:
    """Return the one place where a passage stands, by the words beside it if there are several."""
    if anchor is None:
        return None
    if was:
        places = find_words(paragraphs, was)
    elif entry.print is not None:
        places = find_print(paragraphs, entry.print, anchor.end - anchor.start)
    else:
        places = ()
    if len(places) > 1 and entry.selector is not None:
        selector = entry.selector
        places = tuple(place for place in places if beside_it(paragraphs, place, selector))
    return places[0] if len(places) == 1 else None


def _keeps_quote(entry: Claim, paragraphs: Sequence[str], found: Anchor) -> bool:
    return not entry.quote or contains(paragraphs[found.paragraph - 1], entry.quote)


def _near(number: int, aligned: Mapping[int, int]) -> int:
    """Return roughly where an old paragraph would be in the new text; 0 where nothing aligns."""
    before = max((old for old in aligned if old < number), default=None)
    if before is not None:
        return aligned[before] + number - before
    after = min((old for old in aligned if old > number), default=None)
    return max(1, aligned[after] - (after - number)) if after is not None else 0


@dataclass(frozen=True)
class Resolution:
    """What a person has decided about a claim that was not found.

    *still_right* at `anchor`, or in `paragraph` as a whole; *withdraw* for a `reason`; *keep_old*:
    it stays a claim about the older text.
    """

    kind: Literal["still_right", "withdraw", "keep_old"]
    anchor: Anchor | None = None
    paragraph: int = 0
    reason: str = ""


class UndecidedError(ValueError):
    """A claim that was not found has no resolution; the message names it."""


def write_update(
    text: str, register: Register, update: TextUpdate, resolutions: Mapping[str, Resolution]
) -> str:
    """Return the register's text for the new version; unchanged where nothing has changed.

    Raises UndecidedError where a claim has no resolution, and EditError as `put_value` does.
    """
    values: dict[Keys, PlainValue] = {}
    for one in update.claims:
        entry = register.claims[one.claim]
        here: Keys = ("claims", one.claim)
        if one.state == "decide":
            values |= _decided(one, entry, register, update, resolutions)
        elif one.state == "found" and one.anchor is not None:
            values |= _fields(here, update.paragraphs, one.anchor)
        elif one.paragraph != entry.paragraph:
            values[*here, "paragraph"] = one.paragraph
    sha256 = hashlib.sha256(text_bytes(update.paragraphs)).hexdigest()
    marks = [fingerprint(paragraph) for paragraph in update.paragraphs]
    if marks != register.fingerprints:
        values[("sha256",)] = sha256
        text = put_value(text, ("fingerprints",), [*marks])
        if register.no_claim:
            kept = {
                str(update.aligned[number]): reason
                for number, reason in register.no_claim.items()
                if number in update.aligned
            }
            text = put_value(text, ("no_claim",), {**kept})
    return put_values(text, values)


def _fields(here: Keys, paragraphs: Sequence[str], anchor: Anchor) -> dict[Keys, PlainValue]:
    return {(*here, key): value for key, value in anchor_fields(paragraphs, anchor).items()}


def _decided(
    one: Reanchored,
    entry: Claim,
    register: Register,
    update: TextUpdate,
    resolutions: Mapping[str, Resolution],
) -> dict[Keys, PlainValue]:
    here: Keys = ("claims", one.claim)
    resolution = resolutions.get(one.claim)
    if resolution is None:
        raise UndecidedError(f"{one.claim} is not found in the new text; decide what becomes of it")
    if resolution.kind == "withdraw":
        return {
            (*here, "withdrawn"): resolution.reason or "not in the new version of the text",
            (*here, "older_text"): register.sha256[:8],
        }
    if resolution.kind == "keep_old":
        return {(*here, "older_text"): register.sha256[:8]}
    anchor = resolution.anchor or (one.anchor if not resolution.paragraph else None)
    if anchor is not None:
        return _fields(here, update.paragraphs, anchor)
    number = resolution.paragraph or one.paragraph
    if not 1 <= number <= len(update.paragraphs):
        raise UndecidedError(f"{one.claim} is like nothing in the new text; name its paragraph")
    del entry
    return {(*here, "paragraph"): number}
