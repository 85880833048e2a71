"""Claims as the sheets of a score and of an option show them: what is said, where and by whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from steelyard.results.evidence_basis import source_title
from steelyard.results.words.evidence import claim_words
from steelyard.results.words.text import plain

if TYPE_CHECKING:
    from steelyard.results.result import Result

CHANGED: Final = (
    "The text beside this register differs in this paragraph from the one that was read, so the "
    "paragraph is not shown."
)
ABSENT: Final = (
    "The text of this source is not on this computer, so only the number of the paragraph can "
    "be given."
)

SHEET_TEXTS: Final = {
    "score": "Score",
    "decides": "Does it decide?",
    "why": "Why",
    "evidence": "Evidence",
    "readings": "Other readings",
    "dispute": "Dispute",
    "what": "What it is",
    "needs": "Needs",
    "scores": "Scores",
    "rivals": "Rivals",
    "for": "For a good score",
    "against": "Against",
    "open": "No side noted here",
    "nobody": "Nobody says so.",
    "reason": "Your reason, kept with the link and the exports",
    "dispute_at": "Dispute at {score}",
    "back_to": "Back to {score}",
    "yours": "Your score",
    "write": "Write into the file …",
    "link": "Copy link",
    "copied": "Copied",
    "previous": "Previous",
    "next": "Next",
    "compare": "Hold the leader against it on Compare",
}
"""Headings and buttons of the sheets."""


@dataclass(frozen=True)
class ClaimLine:
    """A claim as one entry of a list.

    `place`: its source. `button`: the words that unfold its paragraph. `facts`: form, speaker,
    id and, where it is so, that it is struck out. `paragraph`: its text, or why it is missing.
    """

    says: str
    place: str
    button: str
    facts: str
    note: str
    paragraph: str


@dataclass(frozen=True)
class ClaimGroup:
    """Claims of one kind: those for a good score, those against, those without a side here."""

    heading: str
    for_: tuple[ClaimLine, ...]
    against: tuple[ClaimLine, ...]
    open_: tuple[ClaimLine, ...]
    is_folded: bool = False


def claim_lines(result: Result, claims: Iterable[str]) -> tuple[ClaimLine, ...]:
    """Return claims as entries of a list, in their order; ids that no register has are left out."""
    lines = []
    for claim in claims:
        register, entry = result.loaded.register_of(claim), result.loaded.claims.get(claim)
        if register is None or register.register is None or entry is None:
            continue
        struck = "struck out by you" if claim in result.choice.struck else ""
        lines.append(
            ClaimLine(
                says=plain(entry.says),
                place=plain(source_title(result.loaded, register.id)),
                button=f"paragraph {entry.paragraph}",
                facts=" · ".join(filter(None, (plain(claim_words(entry)), claim, struck))),
                note=plain(entry.note),
                paragraph=plain(paragraph_text(result, claim)),
            )
        )
    return tuple(lines)


def paragraph_text(result: Result, claim: str) -> str:
    """Return the paragraph of a claim as its source has it, or a sentence why it is missing."""
    register, entry = result.loaded.register_of(claim), result.loaded.claims[claim]
    if register is None:
        return ABSENT
    paragraph = register.text.paragraph(entry.paragraph)
    if paragraph is not None:
        return f"“{paragraph}”"
    text = register.text
    is_changed = text.state == "differs" and (
        entry.paragraph in text.changed or not text.paragraphs
    )
    return CHANGED if is_changed else ABSENT
