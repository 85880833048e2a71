"""The pictures of one decision seen in several ways, each with its words and numbers."""

from __future__ import annotations

from steelyard.analysis.mix import Mix
from steelyard.analysis.perspectives import Perspectives
from steelyard.analysis.regret import Regret
from steelyard.charts.lens_ranks import lens_ranks, lens_ranks_alt, lens_ranks_rows
from steelyard.charts.mix_lines import mix_lines, mix_lines_alt, mix_lines_rows
from steelyard.charts.perspective_table import (
    perspective_table,
    perspective_table_alt,
    perspective_table_rows,
)
from steelyard.charts.regret import regret, regret_alt, regret_rows
from steelyard.model import CriteriaSet
from steelyard.views.pictures import Picture


def picture_lens_ranks(decision: CriteriaSet, lenses: Perspectives) -> Picture:
    """Return the ranks through every lens, the nearest to the file's weights first."""
    return Picture(
        "Ranks by lens",
        lambda mode, width: lens_ranks(decision, lenses, mode, width=width),
        lens_ranks_alt(decision, lenses),
        lambda: lens_ranks_rows(decision, lenses),
    )


def picture_totals(decision: CriteriaSet, perspectives: Perspectives, name: str) -> Picture:
    """Return the totals in every case side by side; `name` says what the cases are."""
    return Picture(
        name,
        lambda mode, width: perspective_table(decision, perspectives, mode, width=width),
        perspective_table_alt(decision, perspectives),
        lambda: perspective_table_rows(decision, perspectives),
    )


def picture_mix(decision: CriteriaSet, mix: Mix) -> Picture:
    """Return every total as one reading gives way to another."""
    return Picture(
        "Mix of readings",
        lambda mode, width: mix_lines(decision, mix, mode, width=width),
        mix_lines_alt(decision, mix),
        lambda: mix_lines_rows(decision, mix),
    )


def picture_regret(decision: CriteriaSet, perspectives: Perspectives, found: Regret) -> Picture:
    """Return how far each option falls behind the best in every case."""
    return Picture(
        "Regret",
        lambda mode, width: regret(decision, perspectives, found, mode, width=width),
        regret_alt(decision, perspectives, found),
        lambda: regret_rows(decision, perspectives, found),
    )
