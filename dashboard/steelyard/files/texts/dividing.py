"""How a text is divided into paragraphs: pieces as read, then split, joined and left out by hand.

Nothing is changed in place, and every step names a piece by its number as read, so that steps
can be given in any order and taken back one by one.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal, get_args

from steelyard.files.texts.pieces import TextPiece, is_divided

_Kind = Literal["split", "join", "leave_out", "mend", "keep"]


class DividingError(ValueError):
    """A step that cannot be made; the message is one sentence for the user."""


@dataclass(frozen=True, order=True)
class TextPart:
    """A piece, from 1, or what follows in it from the offset at which it was split."""

    piece: int
    start: int = 0

    def __str__(self) -> str:
        return f"{self.piece}:{self.start}" if self.start else str(self.piece)


@dataclass(frozen=True)
class DividingStep:
    """One thing done: split before `part`, join `part` to `after`, leave it out, mend it.

    `mend` takes away the hyphens at line ends of a piece. `keep` decides that a suggestion for
    a part is not followed, and changes nothing.
    """

    kind: _Kind
    part: TextPart
    after: TextPart | None = None
    suggestion: str = ""


@dataclass(frozen=True)
class Suggestion:
    """A doubtful place: the steps that would settle it, and why they may be right."""

    id: str
    steps: tuple[DividingStep, ...]
    why: str

    @property
    def kind(self) -> _Kind:
        """The kind of step it suggests."""
        return self.steps[0].kind

    @property
    def pieces(self) -> tuple[int, ...]:
        """The pieces it is about, in order."""
        both = (part for step in self.steps for part in (step.after, step.part) if part)
        return tuple(dict.fromkeys(part.piece for part in both))


@dataclass(frozen=True)
class Paragraph:
    """A paragraph and the parts that make it up; the parts left out make no paragraph."""

    text: str
    parts: tuple[TextPart, ...]


@dataclass(frozen=True)
class Division:
    """Pieces, the suggestions for them, and what was done: one tuple of steps for each choice.

    Every method that changes something returns another division and raises DividingError with
    a sentence where there is nothing to change.
    """

    pieces: tuple[TextPiece, ...]
    suggestions: tuple[Suggestion, ...] = ()
    choices: tuple[tuple[DividingStep, ...], ...] = ()

    # --- what was done --------------------------------------------------------------------

    @property
    def steps(self) -> list[DividingStep]:
        """Every step of every choice, in order."""
        return [step for choice in self.choices for step in choice]

    @property
    def open_suggestions(self) -> tuple[Suggestion, ...]:
        """The suggestions not yet decided: neither taken nor declined, nor done by hand."""
        done = {(step.kind, step.part, step.after) for step in self.steps}
        kept = {step.suggestion for step in self.steps}
        return tuple(
            one
            for one in self.suggestions
            if one.id not in kept
            and not all((step.kind, step.part, step.after) in done for step in one.steps)
        )

    @cached_property
    def _cuts(self) -> dict[int, list[int]]:
        cuts: dict[int, set[int]] = {}
        for step in self.steps:
            if step.kind == "split":
                cuts.setdefault(step.part.piece, set()).add(step.part.start)
        return {piece: sorted(found) for piece, found in cuts.items()}

    @property
    def parts(self) -> tuple[TextPart, ...]:
        """All parts in reading order, those left out too."""
        return tuple(
            TextPart(number, start)
            for number in range(1, len(self.pieces) + 1)
            for start in (0, *self._cuts.get(number, ()))
        )

    @property
    def left_out(self) -> frozenset[TextPart]:
        """The parts that are left out."""
        return frozenset(step.part for step in self.steps if step.kind == "leave_out")

    @property
    def counts(self) -> dict[str, int]:
        """How many parts were joined, split and left out, as a register records it."""
        kinds = [step.kind for step in dict.fromkeys(self.steps)]
        return {
            "joined": kinds.count("join"),
            "split": kinds.count("split"),
            "left_out": len(self.left_out),
        }

    # --- what comes of it -----------------------------------------------------------------

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs in order: what is joined stands where its first part does."""
        above = {
            step.part: self._end_of(step.after, step.part)
            for step in self.steps
            if step.kind == "join" and step.after is not None
        }
        grown: dict[TextPart, list[TextPart]] = {}
        for part in self.parts:
            if part in self.left_out:
                continue
            head = part
            while head in above:
                head = above[head]
            # What was to be joined to a part that is left out stands for itself.
            grown.setdefault(head if head not in self.left_out else part, []).append(part)
        found = (Paragraph(self._glued(parts), tuple(parts)) for parts in grown.values())
        return tuple(one for one in found if one.text)

    def _end_of(self, part: TextPart, follower: TextPart) -> TextPart:
        """Return what a later piece is joined to: for a piece named as a whole, its last part."""
        if part.start or part.piece == follower.piece:
            return part
        return TextPart(part.piece, [0, *self._cuts.get(part.piece, ())][-1])

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of the paragraphs, in order."""
        return tuple(paragraph.text for paragraph in self.paragraphs)

    def text_of(self, part: TextPart) -> str:
        """Return the text of a part, mended where that was decided."""
        piece = self.pieces[part.piece - 1]
        end = min((cut for cut in self._cuts.get(part.piece, ()) if cut > part.start), default=None)
        hyphens = set(piece.hyphens) if self._is_mended(part.piece) else set()
        kept = (
            character
            for at, character in enumerate(piece.text[part.start : end], part.start)
            if at not in hyphens
        )
        return "".join(kept).strip()

    def _is_mended(self, piece: int) -> bool:
        return any(step.kind == "mend" and step.part.piece == piece for step in self.steps)

    def _glued(self, parts: list[TextPart]) -> str:
        whole = ""
        for part in parts:
            text = self.text_of(part)
            if whole and is_divided(whole, text):
                whole = whole[:-1] if self._is_mended(part.piece) else whole
            elif whole:
                whole += " "
            whole += text
        return whole

    # --- steps ----------------------------------------------------------------------------

    def split(self, piece: int, at: int) -> Division:
        """Return the division with a piece split before the character at an offset, from 0."""
        text = self._piece(piece).text
        if not (text[:at].strip() and text[at:].strip()) or at < 1:
            raise DividingError(
                f"Piece {piece} has {len(text)} characters; it can be split between two of them."
            )
        return self._with(DividingStep("split", TextPart(piece, at)))

    def join(self, first: TextPart, second: TextPart) -> Division:
        """Return the division with a part joined to an earlier one.

        A piece that was split is joined by its last part to what follows. What stands between
        the two and is not left out comes after both.
        """
        self._piece(first.piece)
        self._piece(second.piece)
        for part in (first, second):
            self._check(part)
        if first >= second:
            raise DividingError(f"{second} cannot be joined to {first}: it does not follow it.")
        return self._with(DividingStep("join", second, first))

    def leave_out(self, part: TextPart) -> Division:
        """Return the division without a part."""
        self._piece(part.piece)
        self._check(part)
        return self._with(DividingStep("leave_out", part))

    def without(self, kind: _Kind, part: TextPart) -> Division:
        """Return the division without the steps of a kind for a part, and what depended on them."""
        left = tuple(
            tuple(step for step in choice if (step.kind, step.part) != (kind, part))
            for choice in self.choices
        )
        made = replace(self, choices=tuple(choice for choice in left if choice))
        there = {*made.parts}
        kept = tuple(
            tuple(step for step in choice if {step.part, step.after or step.part} <= there)
            for choice in made.choices
        )
        return replace(self, choices=tuple(choice for choice in kept if choice))

    def offset_in_piece(self, part: TextPart, at: int) -> int:
        """Return where in its piece a character of a part's text stands; both from 0."""
        piece = self.pieces[part.piece - 1]
        hyphens = set(piece.hyphens) if self._is_mended(part.piece) else set()
        text = piece.text[part.start :]
        first = part.start + len(text) - len(text.lstrip())
        shown = (n for n in range(first, len(piece.text)) if n not in hyphens)
        return next(itertools.islice(shown, at, None), len(piece.text))

    def take(self, suggestion: Suggestion) -> Division:
        """Return the division after the steps of a suggestion, as one choice."""
        return replace(
            self,
            choices=(
                *self.choices,
                tuple(replace(step, suggestion=suggestion.id) for step in suggestion.steps),
            ),
        )

    def keep(self, suggestion: Suggestion) -> Division:
        """Return the division with a suggestion declined: everything there stays as read."""
        return self._with(DividingStep("keep", suggestion.steps[0].part, suggestion=suggestion.id))

    def take_all(self) -> Division:
        """Return the division after every suggestion that is still open."""
        division = self
        for suggestion in self.open_suggestions:
            division = division.take(suggestion)
        return division

    def undo(self) -> Division:
        """Return the division before the last choice; with none, itself."""
        return replace(self, choices=self.choices[:-1])

    def _with(self, step: DividingStep) -> Division:
        return replace(self, choices=(*self.choices, (step,)))

    def _piece(self, number: int) -> TextPiece:
        if not 1 <= number <= len(self.pieces):
            raise DividingError(f"There is no piece {number}; there are {len(self.pieces)}.")
        return self.pieces[number - 1]

    def _check(self, part: TextPart) -> None:
        if part not in self.parts:
            raise DividingError(f"Piece {part.piece} is not split at {part.start}.")


def divide(
    division: Division,
    *,
    joins: Iterable[tuple[TextPart, ...]] = (),
    splits: Iterable[tuple[int, int]] = (),
    left_out: Iterable[TextPart] = (),
) -> Division:
    """Return a division after steps as the command line names them: splits, joins, leaving out.

    Each join is a row of parts that become one paragraph. Raises DividingError.
    """
    for piece, at in splits:
        division = division.split(piece, at)
    for row in joins:
        for first, second in itertools.pairwise(row):
            division = division.join(first, second)
    for part in left_out:
        division = division.leave_out(part)
    return division


def choices_data(division: Division) -> list[list[dict[str, Any]]]:
    """Return what was decided as plain data, for a browser or a draft that survives a restart."""
    return [
        [
            {
                "kind": step.kind,
                "part": [step.part.piece, step.part.start],
                "after": [step.after.piece, step.after.start] if step.after is not None else None,
                "suggestion": step.suggestion,
            }
            for step in choice
        ]
        for choice in division.choices
    ]


def take_choices(division: Division, data: object) -> Division:
    """Return a division after choices as `choices_data` returns them.

    Raises DividingError for data of another form, and for steps that cannot be made in these
    pieces.
    """
    if not isinstance(data, list):
        raise DividingError("These choices cannot be read; begin again.")
    try:
        choices = [tuple(_read_step(step) for step in choice) for choice in data]
    except (TypeError, KeyError, ValueError, IndexError):
        raise DividingError("These choices cannot be read; begin again.") from None
    made = division
    for steps in choices:
        for step in steps:
            made._piece(step.part.piece)
            if step.kind == "split":
                made.split(step.part.piece, step.part.start)
        made = replace(made, choices=(*made.choices, steps))
        for step in steps:
            for part in (step.part, step.after):
                if part is not None and step.kind != "keep":
                    made._check(part)
    return made


def _read_step(data: Any) -> DividingStep:
    kind, after = data["kind"], data["after"]
    if kind not in get_args(_Kind) or (kind == "join") != (after is not None):
        raise ValueError(kind)
    part = TextPart(int(data["part"][0]), int(data["part"][1]))
    earlier = TextPart(int(after[0]), int(after[1])) if after is not None else None
    if earlier is not None and earlier >= part:
        raise ValueError("a part is joined to one before it")
    return DividingStep(kind, part, earlier, str(data["suggestion"]))
