"""Moving labels and marks apart where they would lie on one another.

Pure geometry in pixels; knows nothing of what is labelled.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

Point = tuple[float, float]
ROUNDS = 200


def spread_along(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return places at least `gap` apart, in the order of `wanted` and near to it.

    Neighbours that are too close form a block around their mean. All lie between `low` and
    `high`, where there is room; a smaller gap is taken where there is not. Ties keep the
    order given.

    >>> spread_along([10, 11, 40], 10, 0, 100)
    [5.5, 15.5, 40.0]
    """
    if not wanted:
        return []
    count = len(wanted)
    gap = min(gap, (high - low) / max(count - 1, 1))
    order = sorted(range(count), key=lambda i: wanted[i])
    blocks: list[tuple[float, int]] = []
    for index in order:
        block = (min(max(wanted[index], low), high), 1)
        while blocks and block[0] - blocks[-1][0] < gap * (block[1] + blocks[-1][1]) / 2:
            before = blocks.pop()
            size = before[1] + block[1]
            middle = (before[0] * before[1] + block[0] * block[1]) / size
            half = gap * (size - 1) / 2
            block = (min(max(middle, low + half), high - half), size)
        blocks.append(block)
    places = [m + gap * (k - (size - 1) / 2) for m, size in blocks for k in range(size)]
    result = [0.0] * count
    for index, place in zip(order, places, strict=True):
        result[index] = place
    return result


def spread_apart(wanted: Sequence[Point], gap: float) -> list[Point]:
    """Return points moved until no two are nearer than `gap`, or after 200 rounds.

    Points in the same place part in a fixed direction, so that the result is repeatable.

    >>> spread_apart([(0.0, 0.0), (0.0, 50.0)], 10)
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
