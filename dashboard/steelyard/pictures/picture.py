"""One chart and all that goes with it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

import altair as alt
import pandas as pd

from steelyard.charts.theme import Mode

FULL, WIDE, HALF, NARROW = 1280, 1000, 620, 350
"""Pixels: all of a page 1366 wide, beside the weights, one of two columns, a phone."""


@dataclass(frozen=True)
class Picture:
    """One chart and all that goes with it.

    `name`: what it is called on buttons and in file names, unique on its page.
    `draw(mode, width)`: the chart, with its title. `words`: the same for those who do
    not see it. `rows()`: its numbers. `inputs`: all that it shows beyond the view of the
    file, so that the same picture need not be drawn twice; `None` where nobody can tell.
    """

    name: str
    draw: Callable[[Mode, float], alt.TopLevelMixin]
    words: str
    rows: Callable[[], pd.DataFrame]
    inputs: tuple[Hashable, ...] | None = None

    @property
    def key(self) -> str:
        """The name as part of keys, style classes and file names."""
        return self.name.lower().replace(" ", "-")
