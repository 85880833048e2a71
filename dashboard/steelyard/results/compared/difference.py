"""Two versions of a criteria set side by side, and their differences in words and as data.

The edit page shows what a save would change; `steelyard diff` compares two files.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from steelyard.model import CriteriaSet
from steelyard.results.words import difference as words

if TYPE_CHECKING:
    from steelyard.analysis.difference.comparison import Difference, TotalChange
    from steelyard.analysis.difference.moves import Move


@dataclass(frozen=True)
class Comparison:
    """An old and a new version, compared in one frame and through one lens.

    `frame` and `lens`: ids; by default the first frame and the files' own swings. Reading
    any attribute except `moves` raises ValueError for a frame or lens that neither has.
    """

    old: CriteriaSet
    new: CriteriaSet
    frame: str | None = None
    lens: str | None = None

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """The judgements that differ."""
        from steelyard.analysis.difference.moves import find_moves

        return find_moves(self.old, self.new)

    @cached_property
    def difference(self) -> Difference:
        """The moves with the change of every total and of the leader's margin."""
        from steelyard.analysis.difference.comparison import compare_sets

        return compare_sets(self.old, self.new, self.frame, self.lens)

    @property
    def counting(self) -> tuple[str, ...]:
        """The moves that can change a number, each in a sentence."""
        return self._describe(move for move in self.moves if move.counts)

    @property
    def wording(self) -> tuple[str, ...]:
        """The moves that change no number (texts, claims and marks), each in a sentence."""
        return self._describe(move for move in self.moves if not move.counts)

    @property
    def notes(self) -> tuple[str, ...]:
        """Why no totals are compared, or which frame is used instead of another."""
        return tuple(words.describe_lack(lack) for lack in self.difference.lacks)

    @property
    def moved_totals(self) -> dict[str, TotalChange]:
        """Option → its change, for those whose total or rank differs."""
        return {
            option: change
            for option, change in self.difference.totals.items()
            if change.before != change.after or change.rank_before != change.rank_after
        }

    @property
    def margin(self) -> str:
        """The change of the leader's margin in a sentence; empty if there is none."""
        margin = self.difference.margin
        return words.describe_margin(self.old, self.new, margin) if margin else ""

    @property
    def parts(self) -> tuple[tuple[float, str], ...]:
        """The points that each moved judgement adds to the margin, largest first, in words."""
        margin = self.difference.margin
        return tuple(
            (part.effect, words.describe_part(self.old, self.new, self.difference, part))
            for part in (margin.parts if margin else ())
        )

    @property
    def effect(self) -> tuple[str, ...]:
        """Sentences on what the moves do to leaders, margin and totals, and the notes."""
        if self.difference.frames is None:
            return self.notes
        options = {**self.old.options, **self.new.options}
        totals = [
            f"{options[option].label}: {words.describe_total(change)}"
            for option, change in self.moved_totals.items()
        ]
        leaders = words.describe_leaders(self.old, self.new, self.difference)
        sentences = (leaders, self.margin, *(totals or [words.NO_TOTAL_CHANGES]), *self.notes)
        return tuple(filter(None, sentences))

    @property
    def data(self) -> dict[str, Any]:
        """Everything but the file names as plain dictionaries, lists and numbers, for programs."""
        found, margin = self.difference, self.difference.margin
        return {
            "frames": list(found.frames) if found.frames else None,
            "lens": found.lens,
            "differs": not found.is_empty,
            "moves": [
                {
                    "what": move.what,
                    "where": list(move.where),
                    "counts": move.counts,
                    "sentence": words.describe_move(self.old, self.new, move),
                }
                for move in found.moves
            ],
            "totals": {option: asdict(change) for option, change in found.totals.items()},
            "leaders": {"before": list(found.leaders_before), "after": list(found.leaders_after)},
            "margin": margin
            and {
                "option": margin.option,
                "rival": margin.rival,
                "before": margin.before,
                "after": margin.after,
                "change": margin.change,
                "parts": [
                    asdict(part) | {"sentence": sentence}
                    for part, (_, sentence) in zip(margin.parts, self.parts, strict=True)
                ],
                "rest": margin.rest,
            },
            "notes": list(self.notes),
        }

    def _describe(self, moves: Iterable[Move]) -> tuple[str, ...]:
        return tuple(words.describe_move(self.old, self.new, move) for move in moves)


@dataclass(frozen=True)
class FileChanges:
    """The differences between two versions of a file in sentences: judgements, texts, effect."""

    counting: tuple[str, ...] = ()
    wording: tuple[str, ...] = ()
    effect: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """How many judgements and texts differ."""
        return len(self.counting) + len(self.wording)


def describe_changes(
    old: CriteriaSet | None, new: CriteriaSet | None, frame: str | None, lens: str | None
) -> FileChanges:
    """Return the differences between two versions; none if one of them cannot be read.

    >>> from steelyard.analysis.difference.example import soup_or_cake
    >>> describe_changes(soup_or_cake(40), soup_or_cake(60), None, None).counting
    ('Taste of Soup: 40 → 60',)
    """
    if old is None or new is None:
        return FileChanges()
    found = Comparison(old, new, frame, lens)
    return FileChanges(found.counting, found.wording, _effect(found) if found.counting else ())


def _effect(found: Comparison) -> tuple[str, ...]:
    try:
        return found.effect
    except ValueError:
        # Neither version has the frame or lens in view.
        return Comparison(found.old, found.new).effect
