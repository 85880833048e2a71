"""What the cells of a line are, whatever stands before them: codes, directions, shares."""

from __future__ import annotations

from collections.abc import Sequence

from steelyard.files.spreadsheet.notation.numbers import read_weight
from steelyard.files.spreadsheet.notation.words import is_scale_word
from steelyard.files.spreadsheet.notation.written import take_apart
from steelyard.files.spreadsheet.opening.cells import CellValue, Figure
from steelyard.files.spreadsheet.vocabulary import read_direction


def are_codes(cells: Sequence[CellValue]) -> bool:
    """Return whether cells are short and all different.

    >>> are_codes(["A1", "A2"]), are_codes(["A1", "A1"])
    (True, False)
    """
    texts = [str(cell) for cell in cells]
    return len(set(texts)) == len(texts) and all(len(text) <= 8 for text in texts)


def are_directions(cells: Sequence[CellValue]) -> bool:
    """Return whether each cell says which end is best, and none may be a score.

    >>> are_directions(["max", "minimise"]), are_directions(["high", "low"])
    (True, False)
    """
    return len(cells) >= 1 and all(
        isinstance(cell, str)
        and bool(read_direction(cell))
        and not is_scale_word(cell)
        and take_apart(cell) is None
        for cell in cells
    )


def are_shares(cells: Sequence[CellValue]) -> bool:
    """Return whether cells are percentages that add up to 100, or numbers with that sum behind.

    >>> are_shares(["(30%)", "(70%)"]), are_shares(["30", "70"]), are_shares(["30", "70", "100"])
    (True, False, True)
    """
    are_signed = all(isinstance(cell, Figure) or "%" in str(cell) for cell in cells)
    shares = [read_weight(cell) or 0 for cell in cells]
    if len(cells) > 2 and shares[-1] in (1, 100) and abs(sum(shares) - 2 * shares[-1]) < 1e-9:
        return True
    return len(cells) > 1 and are_signed and abs(sum(shares) - 100) < 0.6


def plain_number(cell: CellValue) -> float | None:
    """Return a cell as a plain number such as `3` or `3.`, or `None`."""
    try:
        return float(str(cell).rstrip("."))
    except ValueError:
        return None
