"""Colours for pictures in which certain options must not be grey.

Keeps the colours of the scorecard wherever they already tell those options apart, so that
an option rarely changes colour from one picture to the next.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from steelyard.charts import theme
from steelyard.charts.theme import Mode
from steelyard.model import CriteriaSet


def colours_of_leading(
    criteria_set: CriteriaSet, ranking: Sequence[str], leading: Collection[str], mode: Mode
) -> dict[str, str]:
    """Return every option's colour, with those that lead somewhere coloured before others.

    The colours are those of `option_colours` for `ranking`, unless one of `leading` would
    be grey; then those that lead come first, in the order of `ranking`. Of more than six
    that lead, the later ones stay grey.
    """
    grey = theme.palette(mode).grey
    usual = theme.option_colours(criteria_set, ranking, mode)
    if all(usual[option] != grey for option in leading):
        return usual
    reordered = sorted(ranking, key=lambda option: option not in leading)
    return theme.option_colours(criteria_set, reordered, mode)
