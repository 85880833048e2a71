"""Finds numbers that follow from others in a table: totals, averages, ranks, weighted copies.

A total that is counted as a criterion counts everything twice. Whatever is found here by
arithmetic alone has to fit in every row.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

Vector = Sequence[float | None]

_EXACT: Final = 1e-6
_MOST_TRIED: Final = 80
_FIRST: Final = 8


def decimals_of(values: Vector) -> int:
    """Return how many decimals the numbers have at most, up to 6."""
    most = 0
    for value in values:
        if value is not None:
            while most < 6 and abs(round(value, most) - value) > 1e-9 * max(1.0, abs(value)):
                most += 1
    return most


def agree(found: Vector, computed: Vector, *, is_loose: bool = False) -> bool:
    """Return whether two columns are the same wherever both are known, in at least two rows.

    `is_loose` allows for the first being rounded to the decimals it has.
    """
    pairs = [
        (a, b) for a, b in zip(found, computed, strict=True) if a is not None and b is not None
    ]
    if len(pairs) < 2 or len(pairs) < 0.6 * sum(a is not None for a in found):
        return False
    slack = 0.5000001 * 10.0 ** -decimals_of(found) if is_loose else 0.0
    return all(abs(a - b) <= slack + _EXACT * max(1.0, abs(a)) for a, b in pairs)


def explain_total(
    target: Vector, others: Mapping[str, Vector], weights: Mapping[str, float], *, is_named: bool
) -> str:
    """Return how a column follows from others, such as `weighted sums`; empty if nothing fits.

    `weights` may be empty. A column that is not named as a total has to fit exactly, in three
    rows with two different numbers, or in two where weights are involved.
    """
    known = [value for value in target if value is not None]
    is_varied = any(round(value, 9) != round(known[0], 9) for value in known)
    if len(known) < 2 or (not is_named and (not is_varied or len(known) < 3)):
        return ""
    if len(others) < 2 or len(others) > _MOST_TRIED:
        return ""
    # Nearly every column is found to be no total by its first rows.
    first = [i for i, value in enumerate(target) if value is not None][:_FIRST]
    beginning = {name: [values[i] for i in first] for name, values in others.items()}
    likely = {
        i
        for i, (_, computed) in enumerate(_totals(beginning, weights))
        if agree([target[i] for i in first], computed, is_loose=is_named)
    }
    if not likely:
        return ""
    for i, (what, computed) in enumerate(_totals(others, weights)):
        if i in likely and agree(target, computed, is_loose=is_named):
            return what
    return ""


def _totals(
    others: Mapping[str, Vector], weights: Mapping[str, float]
) -> Iterator[tuple[str, Vector]]:
    rows = list(zip(*others.values(), strict=True))
    shares = [weights.get(name) for name in others]
    if weights and any(share is not None for share in shares):
        factors = [share or 0.0 for share in shares]
        whole = math.fsum(factors)
        weighted = [_combined(row, factors) for row in rows]
        yield "weighted sums", weighted
        for divisor in (whole, 100.0, 10.0):
            if divisor > 0:
                yield "weighted sums", _divided(weighted, divisor)
        most = max((v for row in rows for v in row if v is not None), default=0.0)
        for top in (most, 5.0, 10.0):
            if top > 0 and whole > 0:
                scaled = _divided(weighted, whole * top)
                yield "weighted sums", scaled
                yield "weighted sums", [v * 100 if v is not None else None for v in scaled]
    sums = [_combined(row, [1.0] * len(row)) for row in rows]
    yield "sums of the others", sums
    yield "averages of the others", _divided(sums, float(len(others)))


def _combined(row: Sequence[float | None], factors: Sequence[float]) -> float | None:
    parts = [f * v if v is not None else None for f, v in zip(factors, row, strict=True) if f]
    known = [part for part in parts if part is not None]
    return math.fsum(known) if len(known) == len(parts) and parts else None


def _divided(values: Vector, by: float) -> list[float | None]:
    return [value / by if value is not None else None for value in values]


def explain_part_sum(target: Vector, others: Mapping[str, Vector]) -> str:
    """Return the two to four columns right before a column that it is the sum or mean of."""
    known = [value for value in target if value is not None]
    if len(known) < 3 or len({round(value, 9) for value in known}) < 3:
        return ""
    names = list(others)
    for count in range(4, 1, -1):
        chosen = names[-count:]
        if len(chosen) < count or len(chosen) == len(names):
            continue
        first = [_combined([others[name][i] for name in chosen], [1.0] * count) for i in range(3)]
        if not agree(target[:3], first):
            continue
        rows = list(zip(*(others[name] for name in chosen), strict=True))
        sums = [_combined(row, [1.0] * count) for row in rows]
        if agree(target, sums):
            return " and ".join(chosen) if count == 2 else ", ".join(chosen)
    return ""


def explain_product(target: Vector, others: Mapping[str, Vector]) -> str:
    """Return the two columns of which a column is the product in every row, or nothing.

    >>> explain_product([10, 12, 4], {"impact": [5, 3, 4], "likelihood": [2, 4, 1]})
    'impact and likelihood'
    """
    if len(target) < 3 or any(value is None for value in target) or len({*target}) < 3:
        return ""
    whole = {name: v for name, v in [*others.items()][:_MOST_TRIED] if None not in v}
    for (first, a), (second, b) in itertools.combinations(whole.items(), 2):
        pairs = zip(target, a, b, strict=True)
        if all(abs((t or 0) - (x or 0) * (y or 0)) <= _EXACT * max(1, abs(t or 0))
               for t, x, y in pairs):  # fmt: skip
            # A column of ones would make any copy a product.
            return f"{first} and {second}" if len({*a}) > 1 and len({*b}) > 1 else ""
    return ""


def is_copy(target: Vector, source: Vector, weight: float | None, *, is_named: bool) -> bool:
    """Return whether a column is another times its weight, or times any number if named so."""
    if not is_named and not weight:
        return False
    pairs = [(a, b) for a, b in zip(target, source, strict=True) if a is not None and b is not None]
    if len(pairs) < 2 or not any(b for _, b in pairs):
        return False
    if weight and weight != 1:
        for factor in (weight, weight / 100):
            if all(abs(a - factor * b) <= _EXACT * max(1.0, abs(a)) for a, b in pairs):
                return is_named or len({a for a, _ in pairs}) > 1
    ratios = {round(a / b, 4) for a, b in pairs if b}
    return is_named and len(ratios) == 1 and len(pairs) >= 2


def is_ranking(values: Vector) -> bool:
    """Return whether numbers are ranks: whole, from 1, none above the number of rows.

    >>> is_ranking([2, 1, 3]), is_ranking([1, 1, 3]), is_ranking([5, 1, 3])
    (True, True, False)
    """
    known = [value for value in values if value is not None]
    whole = all(value.is_integer() for value in map(float, known))
    if len(known) < 2 or not whole or min(known) != 1:
        return False
    ordered = sorted(known)
    return all(value <= place for place, value in enumerate(ordered, 1)) and max(known) > 1


def is_numbering(values: Vector) -> bool:
    """Return whether numbers count the rows: each is one more than the one before."""
    known = [value for value in values if value is not None]
    return len(known) >= 2 and all(b - a == 1 for a, b in itertools.pairwise(known))


def turned_by(
    shares: Sequence[Vector], weights: Sequence[float], wanted: Vector
) -> tuple[int, ...] | None:
    """Return the criteria any one of which, turned round alone, gives the wanted order.

    `shares` holds for each criterion where each option stands between worst, 0, and best, 1;
    `wanted` a total for each option, the highest first. Unknown counts as the middle; options
    without a total do not count. `None` where the order is as wanted, or too few are known.
    """
    known = [i for i, total in enumerate(wanted) if total is not None]
    if len(known) < 3 or len({wanted[i] for i in known}) < 3:
        return None
    table = [[0.5 if row[i] is None else row[i] for i in known] for row in shares]
    totals = [wanted[i] or 0.0 for i in known]
    sums = [
        sum(w * (row[i] or 0.0) for w, row in zip(weights, table, strict=True))
        for i in range(len(known))
    ]
    if _same_order(sums, totals):
        return None
    return tuple(
        place
        for place, (weight, row) in enumerate(zip(weights, table, strict=True))
        if _same_order(
            [s + weight * (1 - 2 * (share or 0.0)) for s, share in zip(sums, row, strict=True)],
            totals,
        )
    )


def _same_order(first: Sequence[float], second: Sequence[float]) -> bool:
    """Return whether one list orders all pairs that the other orders, and the same way."""
    return all(
        (a - b) * (c - d) > 0
        for (a, c), (b, d) in itertools.combinations(zip(first, second, strict=True), 2)
        if c != d
    )
