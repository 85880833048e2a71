"""What the user says of the numbers of single criteria: direction, ends of the scale, words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from steelyard.files.problems import echo, format_number
from steelyard.files.spreadsheet.model import (
    FoundCriterion,
    RecipeMisfit,
    Understanding,
    Wishes,
)
from steelyard.files.spreadsheet.notation.words import WordScale
from steelyard.files.spreadsheet.notation.written import is_unknown, tidy
from steelyard.files.spreadsheet.opening.cells import CellValue
from steelyard.files.spreadsheet.understanding.meaning import Column
from steelyard.files.spreadsheet.vocabulary import folded

_T = TypeVar("_T")
_Ends = tuple[float, float]


def unread_words(cells: Sequence[CellValue], column: Column) -> tuple[str, ...]:
    """Return the different texts of a column that were taken as unknown and do not say so."""
    known = column.words.numbers if column.words is not None else {}
    found = [
        cell
        for cell, score in zip(cells, column.scores, strict=True)
        if isinstance(cell, str) and score == "unknown" and cell not in known
        and not is_unknown(cell)
    ]  # fmt: skip
    return tuple(dict.fromkeys(found))


def settle_again(found: Understanding, wishes: Wishes, at: int, key: str) -> Understanding:
    """Return what reading again would give, with the user's direction or scale of one criterion.

    `at` is its number, `key` its id. No cell is read again: on a sheet without totals nothing else
    depends on them.
    """
    said = SaidMeaning(wishes)
    column = Column([row[at] for row in found.scores])
    criteria = [*found.criteria]
    criteria[at] = said.settle(criteria[at], key, column)
    return replace(found, criteria=tuple(criteria), misfits=(*found.misfits, *said.misfits))


@dataclass
class SaidMeaning:
    """What the user says by criterion, consumed one by one; whatever is left over does not fit."""

    wishes: Wishes
    misfits: list[RecipeMisfit] = field(default_factory=list)
    _taken: set[tuple[str, str]] = field(default_factory=set)

    def _take(self, key: str, said: Mapping[str, _T], criterion: tuple[str, str]) -> _T | None:
        names = {folded(name) for name in criterion}
        for name, value in said.items():
            if folded(name) in names or name == criterion[0]:
                self._taken.add((key, name))
                return value
        return None

    def put_words(
        self, column: Column, cells: Sequence[CellValue], criterion: tuple[str, str]
    ) -> bool:
        """Put the numbers of words that the user says into a column; return whether there are any.

        `criterion`: its name and its id.
        """
        said = self._take("words", self.wishes.words, criterion)
        if said is None:
            return False
        # Beside numbers a word counts on their scale; words alone have one of their own.
        has_numbers = column.words is None and bool(column.numbers)
        fitting = dict(self._fitting(said, cells, criterion[1], is_bounded=not has_numbers))
        read = column.words.numbers if column.words is not None else {}
        known: dict[str, float | None] = {**read, **fitting}
        for i, cell in enumerate(cells):
            if not isinstance(cell, str) or (has_numbers and cell not in fitting):
                continue
            number = known.get(cell)
            column.scores[i] = "unknown" if number is None else tidy(number)
            if cell in fitting:
                column.said.pop(i, None)
        column.__dict__.pop("likely", None)
        if has_numbers or not fitting:
            return False
        is_judged = column.words is not None and column.words.is_judged
        kept = {word: number for word, number in known.items() if number is not None}
        column.words = WordScale(kept, is_judged=is_judged)
        return True

    def _fitting(
        self,
        said: Mapping[str, float | None],
        cells: Sequence[CellValue],
        criterion: str,
        *,
        is_bounded: bool,
    ) -> Iterator[tuple[str, float | None]]:
        """Yield the user's words that occur in a cell and have a valid number; note the others."""
        here = {cell for cell in cells if isinstance(cell, str)}
        for word, number in said.items():
            keys = ("words", criterion, word)
            if word not in here:
                self.misfits.append(
                    RecipeMisfit(keys, f"no cell holds {echo(word)}", "words as written")
                )
            elif is_bounded and number is not None and not 0 <= number <= 100:
                says = f"{format_number(number)} for {echo(word)}"
                self.misfits.append(RecipeMisfit(keys, says, "a number of 0 to 100"))
            else:
                yield word, number

    def settle(self, found: FoundCriterion, key: str, column: Column) -> FoundCriterion:
        """Return a criterion with the direction and the scale that the user says."""
        names = (found.name, key)
        better = self._take("better", self.wishes.better, names)
        if better is not None:
            found = replace(found, better=better, why_better="")
        ends = self._take("scales", self.wishes.scales, names)
        if ends is None:
            return found
        low, high = ends
        outside = [n for n in column.numbers if not low <= n <= high]
        if not low < high:
            says = f"{format_number(low)} is not below {format_number(high)}"
            self.misfits.append(RecipeMisfit(("scales", key), says, "from below to"))
        elif outside:
            shown = f"{format_number(low)} to {format_number(high)}"
            span = f"{format_number(min(column.numbers))} to {format_number(max(column.numbers))}"
            says = f"a scale of {shown}, while its numbers go from {span}"
            self.misfits.append(RecipeMisfit(("scales", key), says, "ends that hold every number"))
        elif found.words and (low, high) != (0, 100):
            says = "words stand on a scale of 0 to 100"
            self.misfits.append(RecipeMisfit(("scales", key), says, "0 to 100"))
        else:
            found = replace(found, scale=(tidy(low), tidy(high)), why_scale="")
        return found

    def close(self, ids: Sequence[str]) -> list[RecipeMisfit]:
        """Return everything that did not fit; `ids` are those of the criteria."""
        for key, said in (
            ("better", self.wishes.better),
            ("scales", self.wishes.scales),
            ("words", self.wishes.words),
        ):
            for name in said:
                if (key, name) not in self._taken:
                    says = f"{echo(name)} is no criterion of the sheet"
                    self.misfits.append(RecipeMisfit((key, name), says, ", ".join(ids[:20])))
        return self.misfits
