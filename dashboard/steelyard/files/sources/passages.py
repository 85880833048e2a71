"""A passage of a text: where it is, how a register records it, and how it is found again.

A register holds neither a passage nor more than four words beside it: a fingerprint and the
words just before and after are enough to know it again.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from steelyard.files.editing.yaml_writing import PlainValue
from steelyard.files.texts.copied_words import LONGEST_ALLOWED, compared_words
from steelyard.files.texts.kept_text import fingerprint
from steelyard.model import Claim, Selector

_LEAST_ALIKE: Final = 0.5


@dataclass(frozen=True, order=True)
class Anchor:
    """A passage: paragraph from 1, first character and the one after the last, from 0."""

    paragraph: int
    start: int
    end: int


def anchor_fields(paragraphs: Sequence[str], anchor: Anchor) -> dict[str, PlainValue]:
    """Return what a claim records of its passage: paragraph, passage, print and selector."""
    paragraph = paragraphs[anchor.paragraph - 1]
    selector = selector_of(paragraph, anchor.start, anchor.end)
    return {
        "paragraph": anchor.paragraph,
        "passage": [anchor.start, anchor.end],
        "print": fingerprint(paragraph[anchor.start : anchor.end]),
        "selector": {"prefix": selector.prefix, "suffix": selector.suffix},
    }


def selector_of(paragraph: str, start: int, end: int) -> Selector:
    """Return at most four words before and after a passage, as the paragraph has them.

    >>> selector_of("In all of the years nobody came by that road.", 20, 26).prefix
    'all of the years '
    """
    before = [begin for _, begin, _ in compared_words(paragraph[:start])][-LONGEST_ALLOWED:]
    after = [finish for _, _, finish in compared_words(paragraph[end:])][:LONGEST_ALLOWED]
    prefix = paragraph[before[0] : start] if before else ""
    suffix = paragraph[end : end + after[-1]] if after else ""
    return Selector(prefix=prefix[-200:], suffix=suffix[:200])


def passage_of(claim: Claim) -> Anchor | None:
    """Return the passage of a claim, or `None` where it records only a paragraph."""
    if claim.passage is None or claim.passage[0] >= claim.passage[1]:
        return None
    return Anchor(claim.paragraph, claim.passage[0], claim.passage[1])


def words_at(paragraphs: Sequence[str], anchor: Anchor) -> str:
    """Return the words of a passage; empty where the text has no such place."""
    if not 1 <= anchor.paragraph <= len(paragraphs):
        return ""
    return paragraphs[anchor.paragraph - 1][anchor.start : anchor.end]


def find_words(paragraphs: Sequence[str], words: str) -> tuple[Anchor, ...]:
    """Return every place where words stand exactly; where none is, up to their typography.

    Quotation marks, dashes, ligatures and spaces may then differ.
    """
    return tuple(_exact(paragraphs, words)) or tuple(_folded(paragraphs, words))


def _exact(paragraphs: Sequence[str], words: str) -> Iterator[Anchor]:
    for number, paragraph in enumerate(paragraphs, 1):
        start = paragraph.find(words) if words else -1
        while start >= 0:
            yield Anchor(number, start, start + len(words))
            start = paragraph.find(words, start + 1)


_ALIKE: Final = {
    **dict.fromkeys("‘’ʼ`´", "'"),
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("‐‑‒–—−", "-"),
}


def _fold(text: str) -> tuple[str, list[int]]:
    """Return a text without its typography, and for each character the offset it came from."""
    folded, origins = "", []
    for at, character in enumerate(text):
        plain = _ALIKE.get(character) or unicodedata.normalize("NFKC", character)
        if plain.isspace():
            plain = "" if folded.endswith(" ") else " "
        folded += plain
        origins += [at] * len(plain)
    return folded, origins


def _folded(paragraphs: Sequence[str], words: str) -> Iterator[Anchor]:
    wanted = _fold(words.strip())[0]
    for number, paragraph in enumerate(paragraphs, 1) if wanted else ():
        folded, origins = _fold(paragraph)
        start = folded.find(wanted)
        while start >= 0:
            yield Anchor(number, origins[start], origins[start + len(wanted) - 1] + 1)
            start = folded.find(wanted, start + 1)


def find_print(paragraphs: Sequence[str], mark: str, length: int) -> tuple[Anchor, ...]:
    """Return every place whose characters have this fingerprint; used if no older text is kept."""
    return tuple(
        Anchor(number, start, start + length)
        for number, paragraph in enumerate(paragraphs, 1)
        for start in range(len(paragraph) - length + 1)
        if fingerprint(paragraph[start : start + length]) == mark
    )


def beside_it(paragraphs: Sequence[str], anchor: Anchor, selector: Selector) -> bool:
    """Return whether the words before and after a place are those of a selector."""
    paragraph = paragraphs[anchor.paragraph - 1]
    before, after = paragraph[: anchor.start].rstrip(), paragraph[anchor.end :].lstrip()
    prefix, suffix = selector.prefix.rstrip(), selector.suffix.lstrip()
    return before.endswith(prefix) and after.startswith(suffix) and bool(prefix or suffix)


@dataclass(frozen=True)
class Likeness:
    """A place similar to a passage, and how similar: the share of its letters found there.

    Counted in whole words, so that short words, which stand everywhere, count for little.
    """

    anchor: Anchor
    share: float


def find_alike(
    paragraphs: Sequence[str], words: str, near: int = 0, reach: int = 3
) -> Likeness | None:
    """Return the place most like a passage, with words of at least half its letters; else `None`.

    Of two equally similar places, the one nearer to the paragraph `near` within `reach`.
    """
    wanted = [match[0].casefold() for match in re.finditer(r"\w+", words)]
    best: tuple[float, int, Likeness] | None = None
    for number, paragraph in enumerate(paragraphs, 1) if wanted else ():
        found = _most_alike(paragraph, wanted)
        if found is None or found[0] < _LEAST_ALIKE:
            continue
        share, start, end = found
        distance = -min(abs(number - near), reach) if near else 0
        if best is None or (share, distance) > best[:2]:
            best = (share, distance, Likeness(Anchor(number, start, end), share))
    return best[2] if best is not None else None


def _most_alike(paragraph: str, wanted: list[str]) -> tuple[float, int, int] | None:
    """Return share, start and end of the stretch of a paragraph with most of some words."""
    spans = [match.span() for match in re.finditer(r"\w+", paragraph)]
    there = [paragraph[a:b].casefold() for a, b in spans]
    best, best_at = 0, 0
    needed, letters = Counter(wanted), sum(map(len, wanted))
    for at in range(max(1, len(there) - len(wanted) + 1)):
        window = Counter(there[at : at + len(wanted)])
        common = _letters(needed & window)
        if common > best:
            best, best_at = common, at
    if best < _LEAST_ALIKE * letters:
        return None
    first = max(0, best_at - len(wanted) // 2)
    stretch = there[first : best_at + len(wanted) + len(wanted) // 2 + 1]
    blocks = [
        block
        for block in SequenceMatcher(None, wanted, stretch, autojunk=False).get_matching_blocks()
        if block.size
    ]
    if not blocks:
        return None
    found = (word for block in blocks for word in wanted[block.a : block.a + block.size])
    share = sum(map(len, found)) / letters
    # Words before the first match and after the last were changed; they belong to the place too.
    head = blocks[0].a
    tail = len(wanted) - blocks[-1].a - blocks[-1].size
    low = max(0, first + blocks[0].b - head)
    high = min(len(spans) - 1, first + blocks[-1].b + blocks[-1].size - 1 + tail)
    return share, spans[low][0], spans[high][1]


def _letters(words: Counter[str]) -> int:
    return sum(len(word) * count for word, count in words.items())


def nearest_paragraph(paragraphs: Sequence[str], older: str) -> int:
    """Return the number of the paragraph that has most of another one's words; 0 for none.

    At least a third of its letters, counted in whole words, have to be there.
    """
    wanted = Counter(match[0].casefold() for match in re.finditer(r"\w+", older))
    best, best_number = _letters(wanted) / 3, 0
    for number, paragraph in enumerate(paragraphs, 1):
        there = Counter(match[0].casefold() for match in re.finditer(r"\w+", paragraph))
        common = _letters(wanted & there)
        if wanted and common > best:
            best, best_number = common, number
    return best_number
