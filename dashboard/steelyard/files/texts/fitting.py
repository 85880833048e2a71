"""Whether a file holds the text that a register was made from, checked by fingerprints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from steelyard.files.texts.dividing import Division, TextPart
from steelyard.files.texts.kept_text import fingerprint

_MOST_JOINED: Final = 4
_MOST_SKIPPED: Final = 12


@dataclass(frozen=True)
class Fit:
    """A division of a file, the number of a register's paragraphs found in it, and their total."""

    division: Division
    found: int
    wanted: int

    @property
    def is_whole(self) -> bool:
        """Whether the division is that text, paragraph by paragraph."""
        return self.found == self.wanted == len(self.division.texts)


def fit(division: Division, fingerprints: Sequence[str]) -> Fit:
    """Return the division of a file that has most of a register's paragraphs.

    It tries the division as it is, with all suggestions taken, and one that follows the
    fingerprints: pieces are split, joined and left out wherever that gives a paragraph.
    """
    taken = division.take_all()
    tries = [division, taken]
    best = max((_judge(one, fingerprints) for one in tries), key=lambda one: one.found)
    if best.is_whole:
        return best
    mended = division
    for one in division.open_suggestions:
        mended = mended.take(one) if one.kind == "mend" else mended
    led = [_judge(_follow(one, fingerprints), fingerprints) for one in (division, mended)]
    return max([best, *led], key=lambda one: (one.found, -len(one.division.texts)))


def _judge(division: Division, fingerprints: Sequence[str]) -> Fit:
    there = {fingerprint(text) for text in division.texts}
    found = sum(one in there for one in fingerprints)
    return Fit(division, found, len(fingerprints))


def _follow(division: Division, fingerprints: Sequence[str]) -> Division:
    """Return the division split, joined and left out so that its paragraphs are those wanted."""
    at, start = 1, 0
    last = len(division.pieces)
    for wanted in fingerprints:
        for skipped in range(_MOST_SKIPPED + 1):
            piece = at + skipped
            if piece > last:
                break
            led = division
            for number in range(at, piece):
                led = led.leave_out(TextPart(number, start if number == at else 0))
            step = _match(led, piece, start if skipped == 0 else 0, wanted)
            if step is not None:
                division, at, start = step
                break
    if start:
        at += 1
    for number in range(at, last + 1):
        division = division.leave_out(TextPart(number))
    return division


def _match(
    division: Division, piece: int, begin: int, wanted: str
) -> tuple[Division, int, int] | None:
    """Return the division with a paragraph that begins there, and where the next piece begins."""
    text = division.pieces[piece - 1].text
    part = TextPart(piece, begin)
    for end in (n for n in range(begin + 1, len(text)) if text[n] == " " and n > begin):
        if text[end - 1] in ".?!:”’\"')" and fingerprint(text[begin:end].strip()) == wanted:
            return division.split(piece, end + 1), piece, end + 1
    joined = division
    for following in range(piece, min(piece + _MOST_JOINED, len(division.pieces) + 1)):
        if following > piece:
            joined = joined.join(part, TextPart(following))
        found = next((one for one in joined.paragraphs if one.parts[0] == part), None)
        if found is not None and fingerprint(found.text) == wanted:
            return joined, following + 1, 0
    return None
