"""Moving dots apart where they would lie on one another.

Pure geometry in pixels; knows nothing of what the dots stand for.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

Point = tuple[float, float]
ROUNDS = 200


def move_apart(wanted: Sequence[Point], gap: float) -> list[Point]:
    """Return points moved until no two are nearer than `gap`, or after 200 rounds.

    Points in the same place part in a fixed direction, so that the result is repeatable.

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
