"""Where labels and dots go so that none covers another: pure geometry, in pixels.

Labels go beside a point, inside a shape or in a column at the ends of lines; dots are moved
apart. y grows downwards.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

Point = tuple[float, float]
STRAY = 200.0
"""Penalty per pixel by which a label is nearer to another point, in square pixels covered."""

_STEPS = 10


class Box(NamedTuple):
    """A rectangle from (`x`, `y`), its upper left corner, to (`x2`, `y2`)."""

    x: float
    y: float
    x2: float
    y2: float


def place_beside(
    at: Point, width: float, height: float, reach: float, taken: Sequence[Box], within: Box,
    others: Sequence[Point] = (),
) -> Box:  # fmt: skip
    """Return the box beside a point that covers the least of `taken`; the first tried wins ties.

    Tried in turn, `reach` away: right, left, above, below, the four corners, then all of
    these further out. Boxes that leave `within` are the last resort. A box nearer to one of the
    `others`, to which it would seem to belong, counts as covering more.

    >>> place_beside((50, 50), 20, 10, 5, [Box(55, 40, 90, 60)], Box(0, 0, 100, 100))
    Box(x=25, y=45.0, x2=45, y2=55.0)
    """
    best, least = Box(0, 0, 0, 0), math.inf
    for far in (reach, 2 * reach, 3.2 * reach, 4.5 * reach):
        for box in _around(at, width, height, far):
            outside = box.x < within.x or box.y < within.y
            outside = outside or box.x2 > within.x2 or box.y2 > within.y2
            nearest = min((_away(box, other) for other in others if other != at), default=math.inf)
            stray = max(0.0, _away(box, at) - nearest)
            cost = sum(_overlap(box, other) for other in taken) + 1e6 * outside + STRAY * stray
            if cost < least - 1e-9:
                best, least = box, cost
        if least <= 0:
            break
    return best


def is_clear(box: Box, at: Point, taken: Sequence[Box], others: Sequence[Point]) -> bool:
    """Return whether a box covers nothing, and no other point is nearer to it than its own.

    >>> [is_clear(Box(5, 0, 9, 4), (2, 2), [], [other]) for other in ((30, 2), (10, 2))]
    [True, False]
    """
    is_free = not any(_overlap(box, other) for other in taken)
    return is_free and all(_away(box, at) <= _away(box, other) for other in others)


def place_inside(
    corners: Sequence[Point], width: float, height: float, taken: Sequence[Box]
) -> Point | None:
    """Return where the middle of a label fits into a convex shape, or `None`.

    Of the places tried on a grid, the one farthest from the edges and from `taken`; of
    several, the one nearest to the middle.

    >>> place_inside([(0, 0), (40, 0), (40, 40), (0, 40)], 20, 10, [])
    (20.0, 20.0)
    """
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    top, bottom = min(y for _, y in corners), max(y for _, y in corners)
    middle = ((left + right) / 2, (top + bottom) / 2)
    best: Point | None = None
    most = (0.0, 0.0)
    for i in range(1, 2 * _STEPS):
        for j in range(1, 2 * _STEPS):
            x, y = left + (right - left) * i / _STEPS / 2, top + (bottom - top) * j / _STEPS / 2
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


def _away(box: Box, point: Point) -> float:
    """Return how far a point is from a box."""
    x, y = point
    return math.hypot(max(box.x - x, 0, x - box.x2), max(box.y - y, 0, y - box.y2))


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
    """Return how far a box is from the nearest edge of a convex shape; negative outside."""
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


def spread(wanted: Sequence[float], step: float, top: float, foot: float) -> list[float]:
    """Return heights near the wanted ones, at least `step` apart, between `top` and `foot`.

    Labels that would overlap form a block centred on the heights they want. The order is kept,
    also among equal heights. Where not all fit, they are spaced evenly from top to foot.

    >>> spread([10, 50, 52], 10, 0, 100)
    [10, 46.0, 56.0]
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    if len(order) > 1 and step * (len(order) - 1) > foot - top:
        even = (foot - top) / (len(order) - 1)
        return _in_place(order, [top + even * place for place in range(len(order))])
    blocks: list[list[float]] = []
    for index in order:
        blocks.append([wanted[index]])
        while len(blocks) > 1 and _start(blocks[-2], step, top, foot) + step * len(
            blocks[-2]
        ) > _start(blocks[-1], step, top, foot):
            last = blocks.pop()
            blocks[-1].extend(last)
    heights = [
        _start(block, step, top, foot) + step * place
        for block in blocks
        for place in range(len(block))
    ]
    return _in_place(order, heights)


def _start(block: Sequence[float], step: float, top: float, foot: float) -> float:
    """Return where a block of labels begins: centred on the heights wanted, inside the bounds."""
    length = step * (len(block) - 1)
    centred = sum(block) / len(block) - length / 2 if len(block) > 1 else block[0]
    return min(max(centred, top), max(foot - length, top))


def _in_place(order: Sequence[int], heights: Sequence[float]) -> list[float]:
    placed = [0.0] * len(order)
    for index, height in zip(order, heights, strict=True):
        placed[index] = height
    return placed


ROUNDS = 200


def move_apart(wanted: Sequence[Point], gap: float) -> list[Point]:
    """Return points moved until no two are nearer than `gap`, or after 200 rounds.

    Points in the same place are separated in a fixed direction, so the result is repeatable.

    >>> move_apart([(0.0, 0.0), (0.0, 50.0)], 10)
    [(0.0, 0.0), (0.0, 50.0)]
    """
    points = [list(point) for point in wanted]
    for _ in range(ROUNDS):
        is_settled = True
        for i in range(len(points)):
            for j in range(i):
                across, down = points[i][0] - points[j][0], points[i][1] - points[j][1]
                distance = math.hypot(across, down)
                if distance >= gap - 0.05:
                    continue
                is_settled = False
                if distance < 1e-6:
                    across, down, distance = math.cos(i * 2.4), math.sin(i * 2.4), 1.0
                    push = gap / 2
                else:
                    push = (gap - distance) / 2
                for axis, part in enumerate((across, down)):
                    points[i][axis] += part / distance * push
                    points[j][axis] -= part / distance * push
        if is_settled:
            break
    return [(x, y) for x, y in points]
