"""Everything a scorecard shows, before it has a place: colours, printed numbers, ranges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from steelyard.analysis.totals import Evaluation
from steelyard.charts import theme
from steelyard.charts.theme import Mode, Palette
from steelyard.model import CriteriaSet
from steelyard.results.words.numbers import DASH
from steelyard.results.words.scores.ranking import rank_labels
from steelyard.results.words.scores.scales import printed_score
from steelyard.results.words.simulations import label_spans, share_labels
from steelyard.results.words.text import plain
from steelyard.results.words.weights import heaviest_first, weight_labels


@dataclass(frozen=True)
class Content:
    """Everything a scorecard shows, before it has a place."""

    criteria_set: CriteriaSet
    evaluation: Evaluation
    mode: Mode
    lead_shares: Mapping[str, float] | None
    total_ranges: Mapping[str, tuple[float, float]] | None
    lead_spans: Mapping[str, tuple[float, float]] | None

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
    def spans(self) -> dict[str, str]:
        """Option → the ends of its lead share as printed, where they are two numbers."""
        if self.lead_shares is None or self.lead_spans is None:
            return {}
        labels = label_spans(self.evaluation, self.lead_shares, self.lead_spans)
        return {option: label for option, label in labels.items() if DASH in label}

    @cached_property
    def ranks(self) -> dict[str, str]:
        """Option → its rank as it is printed, `2=` where it is shared."""
        return rank_labels(self.evaluation)

    def score_of(self, option: str, criterion: str) -> str:
        """Return a known score as it is printed, on its criterion's own scale."""
        return printed_score(self.evaluation, self.criteria_set, (option, criterion))

    def range_of(self, option: str) -> tuple[float, float]:
        """Return the range drawn on an option's total."""
        return (self.total_ranges or self.evaluation.ranges)[option]

    @property
    def range_note(self) -> str:
        """What the line on a total means, in a few words."""
        return "90% of simulations" if self.total_ranges else "low to high scores"

    @property
    def total_note(self) -> str:
        """The text below the word Total."""
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
