"""Labels beside the ends of lines: moved apart until none covers another.

Knows only heights in pixels; what the labels say is for the charts.
"""

from __future__ import annotations

from collections.abc import Sequence


def spread(wanted: Sequence[float], step: float, top: float, foot: float) -> list[float]:
    """Return heights near the wanted ones, at least `step` apart, between `top` and `foot`.

    Labels that would overlap form a block centred on what they want. The order is kept;
    equal ones keep their own. Where not all fit, they are spaced evenly from top to foot.

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
    """Return where a block of labels begins: centred on its wishes, inside the bounds."""
    length = step * (len(block) - 1)
    centred = sum(block) / len(block) - length / 2 if len(block) > 1 else block[0]
    return min(max(centred, top), max(foot - length, top))


def _in_place(order: Sequence[int], heights: Sequence[float]) -> list[float]:
    placed = [0.0] * len(order)
    for index, height in zip(order, heights, strict=True):
        placed[index] = height
    return placed
