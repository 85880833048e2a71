"""Where a label can stand: beside a point without touching others, or inside a shape.

Pure geometry in pixels, y growing downwards; knows nothing of what is labelled.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

Point = tuple[float, float]
STEPS = 10


class Box(NamedTuple):
    """A rectangle from (`x`, `y`), its upper left corner, to (`x2`, `y2`)."""

    x: float
    y: float
    x2: float
    y2: float


def place_beside(
    at: Point, width: float, height: float, reach: float, taken: Sequence[Box], within: Box
) -> Box:
    """Return the box beside a point that covers least of what is taken; ties go rightwards.

    Tried in turn, `reach` away: right, left, above, below, the four corners, then all of
    these further out. Boxes that leave `within` are the last resort.

    >>> place_beside((50, 50), 20, 10, 5, [Box(55, 40, 90, 60)], Box(0, 0, 100, 100))
    Box(x=25, y=45.0, x2=45, y2=55.0)
    """
    best, least = Box(0, 0, 0, 0), math.inf
    for far in (reach, 2 * reach, 3.2 * reach):
        for box in _around(at, width, height, far):
            outside = box.x < within.x or box.y < within.y
            outside = outside or box.x2 > within.x2 or box.y2 > within.y2
            cost = sum(_overlap(box, other) for other in taken) + (1e6 if outside else 0)
            if cost < least - 1e-9:
                best, least = box, cost
        if least <= 0:
            break
    return best


def place_inside(
    corners: Sequence[Point], width: float, height: float, taken: Sequence[Box]
) -> Point | None:
    """Return where the middle of a label fits into a convex shape, or `None`.

    Of the places tried on a grid, the one farthest from the edges and from what is taken;
    of several, the one nearest to the middle.

    >>> place_inside([(0, 0), (40, 0), (40, 40), (0, 40)], 20, 10, [])
    (20.0, 20.0)
    """
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    top, bottom = min(y for _, y in corners), max(y for _, y in corners)
    middle = ((left + right) / 2, (top + bottom) / 2)
    best: Point | None = None
    most = (0.0, 0.0)
    for i in range(1, 2 * STEPS):
        for j in range(1, 2 * STEPS):
            x, y = left + (right - left) * i / STEPS / 2, top + (bottom - top) * j / STEPS / 2
            box = Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
            room = _room_inside(corners, box)
            if room < most[0]:
                continue
            room = min([room, *(_distance(box, other) for other in taken)])
            # Of places with the same room, the one nearest to the middle.
            candidate = (round(room, 6), -math.dist(middle, (x, y)))
            if candidate > most and room > 0:
                best, most = (x, y), candidate
    return best


def _around(at: Point, width: float, height: float, reach: float) -> list[Box]:
    x, y = at
    half, side = height / 2, reach * 0.75
    starts = [
        (x + reach, y - half), (x - reach - width, y - half),
        (x - width / 2, y - reach - height), (x - width / 2, y + reach),
        (x + side, y - side - height), (x + side, y + side),
        (x - side - width, y - side - height), (x - side - width, y + side),
    ]  # fmt: skip
    return [Box(left, top, left + width, top + height) for left, top in starts]


def _overlap(first: Box, second: Box) -> float:
    across = min(first.x2, second.x2) - max(first.x, second.x)
    down = min(first.y2, second.y2) - max(first.y, second.y)
    return across * down if across > 0 and down > 0 else 0.0


def _distance(first: Box, second: Box) -> float:
    """Return how far two boxes are apart; negative where they overlap."""
    across = max(second.x - first.x2, first.x - second.x2)
    down = max(second.y - first.y2, first.y - second.y2)
    return max(across, down)


def _room_inside(corners: Sequence[Point], box: Box) -> float:
    """Return how far a box stays from the nearest edge of a convex shape; negative outside."""
    ends = [(box.x, box.y), (box.x2, box.y), (box.x2, box.y2), (box.x, box.y2)]
    signed = _turn(corners)
    room = math.inf
    for index, (x2, y2) in enumerate(corners):
        x, y = corners[index - 1]
        length = math.hypot(x2 - x, y2 - y)
        if length < 1e-6:
            continue
        for end_x, end_y in ends:
            across = (x2 - x) * (end_y - y) - (y2 - y) * (end_x - x)
            room = min(room, signed * across / length)
    return room


def _turn(corners: Sequence[Point]) -> float:
    """Return 1 where the corners run one way round, −1 where the other."""
    doubled = math.fsum(
        corners[i - 1][0] * y - x * corners[i - 1][1] for i, (x, y) in enumerate(corners)
    )
    return 1.0 if doubled > 0 else -1.0
