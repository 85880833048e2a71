"""The pictures of one decision seen in several ways, each with its words and numbers."""

from __future__ import annotations

from steelyard.analysis.perspectives.mix import Mix
from steelyard.analysis.perspectives.perspectives import Perspectives
from steelyard.analysis.perspectives.regret import find_regret
from steelyard.charts.perspectives.lens_ranks import lens_ranks, lens_ranks_alt, lens_ranks_rows
from steelyard.charts.perspectives.mix_lines import mix_lines, mix_lines_alt, mix_lines_rows
from steelyard.charts.perspectives.perspective_table import (
    perspective_table,
    perspective_table_alt,
    perspective_table_rows,
)
from steelyard.charts.perspectives.regret import regret, regret_alt, regret_rows
from steelyard.model import CriteriaSet
from steelyard.pictures.picture import Picture
from steelyard.results.words.names import shorten_perspectives


def picture_lens_ranks(criteria_set: CriteriaSet, lenses: Perspectives) -> Picture:
    """Return the ranks through every lens, the nearest to the file's weights first."""
    short = shorten_perspectives(lenses)
    return Picture(
        "Ranks by lens",
        lambda mode, width: lens_ranks(criteria_set, short, mode, width=width),
        lens_ranks_alt(criteria_set, short),
        lambda: lens_ranks_rows(criteria_set, lenses),
        (),
    )


def picture_totals(criteria_set: CriteriaSet, perspectives: Perspectives, name: str) -> Picture:
    """Return the totals in every case side by side; `name` says what the cases are."""
    short = shorten_perspectives(perspectives)
    return Picture(
        name,
        lambda mode, width: perspective_table(criteria_set, short, mode, width=width),
        perspective_table_alt(criteria_set, short),
        lambda: perspective_table_rows(criteria_set, perspectives),
        tuple(perspectives.evaluations),
    )


def picture_mix(criteria_set: CriteriaSet, mix: Mix) -> Picture:
    """Return every total as one reading gives way to another."""
    return Picture(
        "Mix of readings",
        lambda mode, width: mix_lines(criteria_set, mix, mode, width=width),
        mix_lines_alt(criteria_set, mix),
        lambda: mix_lines_rows(criteria_set, mix),
    )


def picture_regret(criteria_set: CriteriaSet, perspectives: Perspectives) -> Picture:
    """Return how far each option falls behind the best in every case."""
    short = shorten_perspectives(perspectives)
    found = find_regret(short)
    return Picture(
        "Regret",
        lambda mode, width: regret(criteria_set, short, found, mode, width=width),
        regret_alt(criteria_set, short, found),
        lambda: regret_rows(criteria_set, perspectives, find_regret(perspectives)),
        tuple(perspectives.evaluations),
    )
