"""Doubtful places of a text as read: what to leave out, to join, to split and to mend, and why.

Nothing here changes the text; a suggestion is taken or declined by a person.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from steelyard.files.texts.dividing import DividingStep, Suggestion, TextPart
from steelyard.files.texts.pieces import TextPiece, is_divided

_CAPTION = re.compile(
    r"(?:figure|fig\.|table|chart|map|photo(?:graph)?|image|illustration|source)\s*"
    r"(?:\d+[a-z]?\s*[.:–—-]|:)|(?:photo(?:graph)?|image|credit)s?(?: by|:)\s",
    re.IGNORECASE,
)
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:page|p\.)?\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—\s]*", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_LONGEST_HEAD: Final = 100
_LONGEST_CAPTION: Final = 400


def suggest(pieces: Sequence[TextPiece]) -> tuple[Suggestion, ...]:
    """Return the suggestions for a text in reading order, each with an id that never changes.

    Running heads of several pages are one suggestion, and so are all words divided at the ends
    of lines.
    """
    heads = [*_heads(pieces)]
    gone = {step.part.piece for one in heads for step in one.steps}
    found = [*heads, *_captions_and_notes(pieces, gone)]
    out = {part.piece for one in found for part in (step.part for step in one.steps)}
    found += [*_joins(pieces, out), *_splits(pieces, out)]
    joined = {step.part.piece for one in found if one.kind == "join" for step in one.steps}
    found += _hyphens(pieces, joined)
    return tuple(sorted(found, key=lambda one: (one.kind == "mend", one.pieces[0])))


def _leave_out(numbers: Sequence[int], why: str) -> Suggestion:
    steps = tuple(DividingStep("leave_out", TextPart(number)) for number in numbers)
    return Suggestion(f"leave_out-{numbers[0]}", steps, why)


def _heads(pieces: Sequence[TextPiece]) -> Iterator[Suggestion]:
    """Yield what stands apart at the top or bottom of pages: repeated, a number, or short.

    What is repeated, and page numbers, are one suggestion for the whole text.
    """
    apart = {
        number: re.sub(r"\d+", "#", piece.text.casefold()).strip()
        for number, piece in enumerate(pieces, 1)
        if piece.place and len(piece.text) <= _LONGEST_HEAD
    }
    counts = Counter(apart.values())
    repeated = [
        number
        for number, words in apart.items()
        if counts[words] > 1 or _PAGE_NUMBER.fullmatch(pieces[number - 1].text)
    ]
    if repeated:
        pages = len({pieces[number - 1].page for number in repeated})
        first = pieces[repeated[0] - 1]
        where = f"{pages} pages" if pages > 1 else f"page {first.page}"
        yield _leave_out(repeated, f"Page headings or numbers stand at the edge of {where}.")
    for number in apart:
        piece = pieces[number - 1]
        is_other = number in repeated or _is_note(piece) or piece.page == 1
        if not is_other and not _SENTENCE_END.search(piece.text):
            why = f"It stands at the {piece.place} of page {piece.page} and looks like a heading."
            yield _leave_out([number], why)


def _is_note(piece: TextPiece) -> bool:
    return piece.role == "footnote"


def _captions_and_notes(pieces: Sequence[TextPiece], gone: set[int]) -> Iterator[Suggestion]:
    notes = [n for n, piece in enumerate(pieces, 1) if _is_note(piece) and n not in gone]
    if notes:
        said = "They are" if len(notes) > 1 else "It is"
        yield _leave_out(notes, f"{said} marked as, or printed like, a footnote.")
    for number, piece in enumerate(pieces, 1):
        if number in notes or number in gone:
            continue
        is_short = len(piece.text) <= _LONGEST_CAPTION
        if piece.role == "caption" or (is_short and _CAPTION.match(piece.text)):
            yield _leave_out([number], "It reads like the words below a picture or table.")


def _joins(pieces: Sequence[TextPiece], out: set[int]) -> Iterator[Suggestion]:
    """Yield neighbours of which the first ends in mid-sentence, leaving out what is to go.

    Pages that end so and go on in small letters are one suggestion for the whole text.
    """
    kept = [number for number in range(1, len(pieces) + 1) if number not in out]
    across: list[DividingStep] = []
    for first, second in itertools.pairwise(kept):
        before, after = pieces[first - 1], pieces[second - 1]
        is_apart = {"heading", "item"} & {before.role, after.role}
        if is_apart or _SENTENCE_END.search(before.text):
            continue
        step = DividingStep("join", TextPart(second), TextPart(first))
        is_new_page = before.page != after.page
        goes_on = after.text[:1].islower() or is_divided(before.text, after.text)
        if goes_on and is_new_page:
            across.append(step)
        elif goes_on or (is_new_page and len(before.text) > _LONGEST_HEAD):
            where = f"Page {before.page}" if is_new_page else f"Piece {first}"
            yield Suggestion(f"join-{second}", (step,), f"{where} ends in mid-sentence.")
    if across:
        pages = [pieces[step.after.piece - 1].page for step in across if step.after]
        where = f"{len(pages)} pages end" if len(pages) > 1 else f"Page {pages[0]} ends"
        yield Suggestion(f"join-{across[0].part}", tuple(across), f"{where} in mid-sentence.")


def _splits(pieces: Sequence[TextPiece], out: set[int]) -> Iterator[Suggestion]:
    for number, piece in enumerate(pieces, 1):
        for mark in piece.marks if number not in out else ():
            yield Suggestion(
                f"split-{number}-{mark}",
                (DividingStep("split", TextPart(number, mark)),),
                "The next line begins like the start of a paragraph.",
            )


def _hyphens(pieces: Sequence[TextPiece], joined: set[int]) -> Iterator[Suggestion]:
    """Yield one suggestion for all pieces with a word that was divided at the end of a line."""
    numbers = [number for number, piece in enumerate(pieces, 1) if piece.hyphens]
    count = sum(len(pieces[number - 1].hyphens) for number in numbers)
    for number in sorted(joined):
        if is_divided(pieces[number - 2].text, pieces[number - 1].text) and number not in numbers:
            numbers.append(number)
            count += 1
    if numbers:
        words = "A word is" if count == 1 else f"{count} words are"
        yield Suggestion(
            "mend",
            tuple(DividingStep("mend", TextPart(number)) for number in sorted(numbers)),
            f"{words} divided at the end of a line.",
        )
