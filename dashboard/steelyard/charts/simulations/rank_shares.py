"""Rank shares: how often each option takes each rank in the simulations.

One bar per option, cut into the ranks it takes, the first rank strongest. It shows what
the count of first places hides: who is a safe second, and who is first or last. The
shares are of simulations and no chances of being right.
"""

from __future__ import annotations

import pandas as pd

from steelyard.analysis.simulations.sampling import Simulations
from steelyard.analysis.totals import Evaluation
from steelyard.charts import theme
from steelyard.charts.chart import Chart, has_rivals
from steelyard.charts.drawing.canvas import NARROWEST_WIDE, Canvas, Sheet
from steelyard.charts.drawing.contrast import text_on
from steelyard.charts.drawing.text import elide, text_width
from steelyard.charts.theme import Mode
from steelyard.model import CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.numbers import counted, one_decimal, percent
from steelyard.results.words.simulations import (
    NOT_A_CHANCE,
    describe_simulations,
    first_span_words,
    ordinal,
)
from steelyard.results.words.text import listing, plain

ROW, BAR, COMPACT_ROW, COMPACT_BAR, HEAD = 34.0, 24.0, 50.0, 20.0, 22.0
LEAST_LABELLED = 0.07
MEAN_WIDTH = 74.0


def rank_shares(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    simulations: Simulations,
    mode: Mode,
    width: float = 1000,
) -> Sheet:
    """Return the shares of each rank as a chart `width` pixels wide.

    Options from the best to the worst mean rank. Options level in a simulation share the
    better rank, so the firsts of all options may add up to more than one. Below 560
    pixels names are above the bars.
    Source of the form: rank acceptability of SMAA-2 (Lahdelma & Salminen 2001).
    """
    order = _by_mean_rank(evaluation, simulations)
    is_compact = width < NARROWEST_WIDE
    row = COMPACT_ROW if is_compact else ROW
    canvas = Canvas(width, HEAD + row * len(order), mode)
    labels = {option: plain(criteria_set.options[option].label) for option in order}
    longest = max(text_width(label, theme.LABEL, theme.SEMIBOLD) for label in labels.values())
    left = 0.0 if is_compact else min(longest, 0.26 * width) + 14
    right = width if is_compact else width - MEAN_WIDTH
    faint = theme.palette(mode).faint
    canvas.text(width, 8, "mean rank", theme.AXIS, faint, align="right")
    for index, option in enumerate(order):
        y = HEAD + row * index
        name_y = y + 11 if is_compact else y + ROW / 2
        room = width - MEAN_WIDTH if is_compact else left - 13
        weight = theme.SEMIBOLD if index == 0 else theme.REGULAR
        name = elide(labels[option], room, theme.LABEL, weight)
        canvas.text(0, name_y, name, theme.LABEL, theme.palette(mode).ink, weight=weight)
        mean = one_decimal(simulations.expected_ranks[option])
        canvas.text(width, name_y, mean, theme.LABEL, theme.palette(mode).sub, align="right")
        top, bar = (y + 21, COMPACT_BAR) if is_compact else (y + (ROW - BAR) / 2, BAR)
        full = plain(criteria_set.options[option].name)
        _draw_bar(canvas, full, simulations.rank_shares[option], (left, right), top, bar)
    return canvas.sheet()


def rank_shares_title(
    criteria_set: CriteriaSet, evaluation: Evaluation, simulations: Simulations
) -> str:
    """Return how often the most frequent first comes first, and the lowest rank it has there.

    "Never" is said of the simulations, all of which were counted. Where the share depends on
    how errors go together its span is said instead.
    """
    best = max(evaluation.ranking, key=lambda option: simulations.rank_shares[option][0])
    name = plain(criteria_set.options[best].label)
    shares = simulations.rank_shares[best]
    lowest = max((rank for rank, share in enumerate(shares, 1) if share > 0), default=1)
    how = "With any weights at all, " if simulations.mode == "uniform" else ""
    if lowest == 1:
        return f"{how}{name} ranks first in all {counted(simulations.draws, 'simulation')}"
    if said := first_span_words(simulations, best):
        return f"{how}{name} ranks first in {said}"
    sentence = f"{how}{name} ranks first in {percent(shares[0])} of simulations"
    return sentence if lowest == len(shares) else f"{sentence}, never below {ordinal(lowest)}"


def rank_shares_alt(
    criteria_set: CriteriaSet, evaluation: Evaluation, simulations: Simulations
) -> str:
    """Return each option's most frequent rank and mean rank in words."""
    parts = []
    for option in _by_mean_rank(evaluation, simulations):
        shares = simulations.rank_shares[option]
        rank = max(range(len(shares)), key=lambda index: shares[index])
        name = plain(criteria_set.options[option].label)
        mean = one_decimal(simulations.expected_ranks[option])
        parts.append(
            f"{name} most often {ordinal(rank + 1)} ({percent(shares[rank])}), mean {mean}"
        )
    title = rank_shares_title(criteria_set, evaluation, simulations)
    return f"Share of simulations by rank. {title}. {listing(parts)}."


def rank_shares_rows(
    criteria_set: CriteriaSet, evaluation: Evaluation, simulations: Simulations
) -> pd.DataFrame:
    """Return one row per option and rank, by mean rank, unrounded.

    Columns: `option_id`, `option`, `mean_rank`, `rank`, `share` (0 to 1), `draws`, `seed`.
    """
    return pd.DataFrame(
        {
            "option_id": option,
            "option": criteria_set.options[option].name,
            "mean_rank": simulations.expected_ranks[option],
            "rank": rank,
            "share": share,
            "draws": simulations.draws,
            "seed": simulations.seed,
        }
        for option in _by_mean_rank(evaluation, simulations)
        for rank, share in enumerate(simulations.rank_shares[option], 1)
    )


def _by_mean_rank(evaluation: Evaluation, simulations: Simulations) -> list[str]:
    return sorted(evaluation.ranking, key=lambda option: simulations.expected_ranks[option])


def _draw_bar(
    canvas: Canvas,
    name: str,
    shares: tuple[float, ...],
    edges: tuple[float, float],
    top: float,
    height: float,
) -> None:
    left, right = edges
    x = left
    for index, share in enumerate(shares):
        label = percent(share)
        x2 = x + share * (right - left)
        if share > 0:
            fill = theme.value_colour(_strength(index, len(shares)), canvas.mode)
            canvas.box("ranks", x, top, max(x2 - 1, x + 0.5), top + height, fill)
            text = _fitting(ordinal(index + 1), label, x2 - x, share)
            middle = top + height / 2
            canvas.text((x + x2) / 2, middle, text, theme.AXIS, text_on(fill), align="center")
            details = {"Option": name, "Rank": ordinal(index + 1), "Simulations": label}
            says = f"{name}: {ordinal(index + 1)} in {label} of simulations"
            canvas.hover(x, top, x2, top + height, says, details)
        x = x2


def _strength(index: int, count: int) -> float:
    """Return the place of a rank on the ramp, 0 to 100: the first is strongest by far."""
    return 100.0 if index == 0 else 75.0 - 70.0 * (index - 1) / max(count - 2, 1)


def _fitting(rank: str, share: str, room: float, size: float) -> str:
    """Return the longest label that fits a segment: rank and share, the rank, or nothing."""
    if size < LEAST_LABELLED:
        return ""
    both = f"{rank} {share}"
    return next((t for t in (both, rank) if text_width(t, theme.AXIS) + 8 <= room), "")


def _subtitle(
    _criteria_set: CriteriaSet, _evaluation: Evaluation, simulations: Simulations, *_: object
) -> str:
    return (
        f"Share of simulations in which each option takes each rank, the 1st in the strongest "
        f"colour. {describe_simulations(simulations)} {NOT_A_CHANCE}"
    )


def _read(result: Result, is_uniform: bool) -> tuple[CriteriaSet, Evaluation, Simulations]:
    simulations = result.uniform_simulations if is_uniform else result.simulations
    return result.criteria_set, result.evaluation, simulations


CHART = Chart(
    id="ranks",
    name="Ranks",
    place=230,
    read=_read,
    title=rank_shares_title,
    subtitle=_subtitle,
    words=rank_shares_alt,
    rows=rank_shares_rows,
    draw=rank_shares,
    applies=has_rivals,
    opening=lambda _: False,
    moves_locked=True,
)
