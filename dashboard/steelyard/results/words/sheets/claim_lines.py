"""Claims as shown on the sheet of a score and the card of an option: text, place, speaker."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from steelyard.files.sources.passages import passage_of
from steelyard.results.evidence_basis import source_title
from steelyard.results.words.evidence import claim_words
from steelyard.results.words.text import plain, printable

if TYPE_CHECKING:
    from steelyard.files.registers import LoadedRegister
    from steelyard.model import Claim
    from steelyard.results.result import Result

CHANGED: Final = (
    "The text beside this register differs in this paragraph from the one that was read, so the "
    "paragraph is not shown. Evidence, Changes takes over a new version."
)
ABSENT: Final = (
    "The text of this source is not on this computer, so only the number of the paragraph can "
    "be given. Add it on Evidence, Texts, or as seeds/texts/{source}.txt."
)
OLDER: Final = (
    "This claim is about an earlier version of the text, which is not kept on this computer."
)

NAME_AND_REASON: Final = "Name and reason are needed: without them nobody can weigh a judgement."
"""Shown if one of the two is missing."""
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
    "low": "low",
    "high": "high",
    "colour": "Colour: who leads there.",
    "write": "Write into the file …",
    "name": "Your name, kept with the reason in the file",
    "save": "Save to the file",
    "saved_as": "Saved as a reading beside the file’s scores, which stay as they are.",
    "needed": NAME_AND_REASON,
    "link": "Copy link",
    "copied": "Copied",
    "previous": "Previous",
    "next": "Next",
    "compare": "Compare it with the leader",
}
"""Headings and buttons of the sheets."""


@dataclass(frozen=True)
class MarkedParagraph:
    """The printable paragraph of a claim in three parts, the second of which is its passage.

    Without a passage, all of it is `before`. If the paragraph cannot be shown, `missing` says why
    and where to add the text.
    """

    before: str = ""
    passage: str = ""
    after: str = ""
    missing: str = ""


@dataclass(frozen=True)
class ClaimLine:
    """A claim as one entry of a list.

    `place`: its source. `button`: the words that unfold its paragraph. `facts`: form, speaker,
    id and, if applicable, that it is struck out. `paragraph`: its text, or why it is missing.
    """

    says: str
    place: str
    button: str
    facts: str
    note: str
    paragraph: MarkedParagraph


@dataclass(frozen=True)
class ClaimGroup:
    """Claims of one kind: those for a good score, those against, those without a side here."""

    heading: str
    for_: tuple[ClaimLine, ...]
    against: tuple[ClaimLine, ...]
    open_: tuple[ClaimLine, ...]
    is_folded: bool = False


def claim_lines(result: Result, claims: Iterable[str]) -> tuple[ClaimLine, ...]:
    """Return claims as entries of a list, in the given order; ids in no register are left out."""
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
                paragraph=mark_paragraph(register, entry),
            )
        )
    return tuple(lines)


def mark_paragraph(register: LoadedRegister, entry: Claim) -> MarkedParagraph:
    """Return the paragraph of a claim with its passage marked, or why it is missing."""
    paragraph = register.paragraph_of(entry)
    if paragraph is None:
        return MarkedParagraph(missing=_why_missing(register, entry))
    passage = passage_of(entry)
    start, end = (passage.start, passage.end) if passage is not None else (len(paragraph),) * 2
    parts = paragraph[:start], paragraph[start:end], paragraph[end:]
    return MarkedParagraph(*map(printable, parts))


def _why_missing(register: LoadedRegister, entry: Claim) -> str:
    text = register.text
    if entry.older_text is not None:
        return OLDER
    is_changed = text.state == "differs" and (
        entry.paragraph in text.changed or not text.paragraphs
    )
    return CHANGED if is_changed else ABSENT.format(source=plain(register.id))
