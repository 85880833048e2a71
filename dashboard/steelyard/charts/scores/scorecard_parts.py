"""What both forms of the scorecard share: their content, its words, the bar of a total.

Keeps the wide and the compact form from saying the same thing in two ways. Where things
stand on the sheet is decided by each form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from steelyard.analysis.totals import Evaluation
from steelyard.charts import theme
from steelyard.charts.drawing.canvas import Canvas
from steelyard.charts.theme import Mode, Palette
from steelyard.model import CriteriaSet
from steelyard.results.words.numbers import integer, plain, span
from steelyard.results.words.scores import rank_labels
from steelyard.results.words.simulations import share_labels
from steelyard.results.words.weights import heaviest_first, weight_labels


@dataclass(frozen=True)
class Content:
    """Everything a scorecard shows, before it has a place."""

    criteria_set: CriteriaSet
    evaluation: Evaluation
    mode: Mode
    lead_shares: Mapping[str, float] | None
    total_ranges: Mapping[str, tuple[float, float]] | None
    title: str
    alt: str

    @property
    def palette(self) -> Palette:
        """The colours of the mode."""
        return theme.palette(self.mode)

    @cached_property
    def colours(self) -> dict[str, str]:
        """Option → colour."""
        return theme.option_colours(self.criteria_set, self.mode)

    @cached_property
    def criteria(self) -> tuple[str, ...]:
        """The criteria from heaviest to lightest."""
        return heaviest_first(self.evaluation)

    @cached_property
    def weights(self) -> dict[str, str]:
        """Criterion → its weight as it is printed."""
        return weight_labels(self.evaluation)

    @cached_property
    def shares(self) -> dict[str, str]:
        """Option → its lead share as it is printed; empty without simulations."""
        if self.lead_shares is None:
            return {}
        return share_labels(self.evaluation, self.lead_shares)

    @cached_property
    def ranks(self) -> dict[str, str]:
        """Option → its rank as it is printed, `2=` where it is shared."""
        return rank_labels(self.evaluation)

    def range_of(self, option: str) -> tuple[float, float]:
        """Return the range drawn on an option's total."""
        return (self.total_ranges or self.evaluation.ranges)[option]

    @property
    def range_note(self) -> str:
        """What the line on a total stands for, in a few words."""
        return "90% of simulations" if self.total_ranges else "low to high scores"

    @property
    def total_note(self) -> str:
        """What stands under the word Total."""
        options = self.evaluation.options
        has_line = any(has_range(*self.range_of(option)) for option in options)
        return f"line: {self.range_note}" if has_line else "0 to 100"

    @property
    def is_first(self) -> frozenset[str]:
        """The options on rank 1, drawn with emphasis."""
        return frozenset(self.evaluation.leaders)

    def name_of(self, option: str) -> str:
        """Return an option's full name, fit to print."""
        return plain(self.criteria_set.options[option].name)

    def label_of(self, option: str) -> str:
        """Return the name an option goes by in verdict and rows: its short one, if any."""
        return plain(self.criteria_set.options[option].label)


def has_range(low: float, high: float) -> bool:
    """Return whether a range is wide enough to be seen as a line."""
    return high - low > 0.5


def draw_total(
    canvas: Canvas, content: Content, option: str, x: float, y: float, width: float, height: float
) -> None:
    """Draw an option's total as a bar on a track of 0 to 100, its range as a line on it."""
    colours = content.palette
    low, high = content.range_of(option)
    middle, per_point = y + height / 2, width / 100
    canvas.box("tracks", x, y, x + width, y + height, colours.track)
    end = x + content.evaluation.totals[option] * per_point
    canvas.box("totals", x, y, end, y + height, content.colours[option])
    if has_range(low, high):
        left, right = x + low * per_point, x + high * per_point
        # The wider line behind keeps the range visible on bars as dark as the ink.
        canvas.line("halos", left - 1, middle, right + 1, middle, colours.background, 5)
        canvas.line("ranges", left, middle, right, middle, colours.ink, 2)


def total_details(content: Content, option: str) -> dict[str, str]:
    """Return what hovering over an option's total shows."""
    return {
        "Option": content.name_of(option),
        "Criterion": "all together",
        "Weight": "100%",
        "Value": f"total {integer(content.evaluation.totals[option])}",
        "Range": f"{span(*content.range_of(option))} ({content.range_note})",
    }
