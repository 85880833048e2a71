"""Value functions as formulas that Excel, LibreOffice and Numbers all understand.

They say what `analysis.values` says, in a spreadsheet's words, so that a changed score moves
its value there too. Nothing newer than Excel 2010 is used, and no array formulas.
"""

from __future__ import annotations

import itertools

from steelyard.model import Criterion

_LARGEST = 1e100
"""Beyond this a difference of two ends may be more than a spreadsheet can hold."""

MOST_LETTERS = 8_000
"""Excel takes a formula of 8,192 letters at most."""


def has_formula(criterion: Criterion) -> bool:
    """Return whether the values of a criterion can be computed in a cell."""
    if max(abs(criterion.scale.from_), abs(criterion.scale.to)) > _LARGEST:
        return False
    points = criterion.value
    heights = [height for _, height in points]
    rises = heights in (sorted(heights), sorted(heights, reverse=True))
    apart = all(first[0] < last[0] for first, last in itertools.pairwise(points))
    return rises and apart and len(value_formula(criterion, "$AA$9999", "A1", "A1")) < MOST_LETTERS


def value_formula(criterion: Criterion, score: str, worst: str, best: str) -> str:
    """Return the formula for the value, 0–100, of the score in a cell.

    `score`, `worst` and `best` are addresses, the last two of the ends of the scale; a
    piecewise function has its corners in the formula itself, and adds up what each stretch
    contributes. Scores beyond an end take that end's value.

    >>> value_formula(Criterion(name="Risk"), "G5", "D5", "E5")
    'MAX(0,MIN(100,100*(G5-D5)/(E5-D5)))'
    >>> bent = Criterion(name="Risk", value=[(0, 0), (50, 70), (100, 100)])
    >>> value_formula(bent, "G5", "D5", "E5")
    '0+70*MAX(0,MIN(1,(G5-0)/50))+30*MAX(0,MIN(1,(G5-50)/50))'
    """
    if not criterion.value:
        return f"MAX(0,MIN(100,100*({score}-{worst})/({best}-{worst})))"
    parts = [
        f"{_number(y1 - y0)}*MAX(0,MIN(1,({score}-{_number(x0)})/{_number(x1 - x0)}))"
        for (x0, y0), (x1, y1) in itertools.pairwise(criterion.value)
    ]
    return "+".join([_number(criterion.value[0][1]), *parts])


def _number(number: float) -> str:
    """Return a number as a formula takes it; a negative one in brackets."""
    text = repr(int(number)) if float(number).is_integer() and abs(number) < 1e15 else repr(number)
    return f"({text})" if number < 0 else text
