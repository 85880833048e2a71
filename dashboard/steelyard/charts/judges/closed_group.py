"""Shared by the charts of judges: the group they show, and the axis of answers from 0 to 100."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import altair as alt

from steelyard.analysis.cache_key import ByIdentity
from steelyard.results.judges.group_result import GroupResult
from steelyard.results.result import Result

GroupChoice = ByIdentity[GroupResult]
"""A group chosen on a page."""


def beside(result: Result) -> GroupChoice | None:
    """Return the group of judges that comes with a result; `None` where there is none."""
    found = result.group
    return ByIdentity(found) if found is not None else None


def has_group(result: Result) -> bool:
    """Return whether a result comes with a group of judges."""
    return result.group is not None


def read_group(_: Result, choice: GroupChoice | None) -> tuple[GroupResult]:
    """Return the chosen group. Raises ValueError where there is none."""
    if choice is None:
        raise ValueError("no round of judges is closed")
    return (choice.kept,)


def along_hundred(numbers: Sequence[int]) -> Callable[[str], alt.X]:
    """Return the channel of a column, 0 to 100, on an axis above the plot with these numbers."""
    axis = alt.Axis(
        orient="top", values=list(numbers), title=None, grid=True, domain=False, ticks=False,
        labelPadding=4,
    )  # fmt: skip
    scale = alt.Scale(domain=[0, 100], nice=False, zero=True)
    return lambda column: alt.X(f"{column}:Q", axis=axis, scale=scale)


def dodge(values: list[float], width: float, dot: float, most: float) -> list[float]:
    """Return how many pixels each dot is above or below its line, so that none hides another.

    `values`: in ascending order, 0–100, on a line `width` pixels long. Dots nearer to each other
    than `dot` pixels are stacked, within `most` pixels.
    """
    places: list[float] = [0.0] * len(values)
    start = 0
    for end in range(1, len(values) + 1):
        if end < len(values) and (values[end] - values[end - 1]) * width / 100 < dot:
            continue
        count = end - start
        step = min(dot, most / max(count - 1, 1))
        for k in range(count):
            places[start + k] = (k - (count - 1) / 2) * step if count > 1 else 0.0
        start = end
    return places
