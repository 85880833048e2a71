"""A hundred simulations: in how many of the simulations each option comes first.

A hundred squares, one colour per option, with the counts written large. People read
counts of draws better than percentages. It shows how firm the lead is under the stated
spread of weights and scores, which is not the chance of being right.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from steelyard.analysis.simulations.sampling import Simulations
from steelyard.analysis.totals import Evaluation
from steelyard.charts import theme
from steelyard.charts.chart import HALF, Chart, has_rivals
from steelyard.charts.drawing.canvas import NARROWEST_WIDE, Canvas, Sheet
from steelyard.charts.drawing.text import elide, wrap
from steelyard.charts.theme import Mode, option_colours
from steelyard.model import CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.names import option_labels
from steelyard.results.words.numbers import of_hundred_exactly, whole_shares
from steelyard.results.words.simulations import (
    NOT_A_CHANCE,
    describe_simulations,
    lead_span_sentence,
    span_labels,
)
from steelyard.results.words.text import listing, plain


def hundred_simulations(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    simulations: Simulations,
    mode: Mode,
    width: float = 640,
) -> Sheet:
    """Return a hundred squares in the colours of the leaders, as a chart `width` pixels wide.

    `simulations`: those sampled from this evaluation. Counts are largest remainders of the lead
    shares, so they add up to exactly 100; options level in a simulation share it. Options that
    lead in some simulations but get no square are named in a line of their own. Below 560
    pixels the counts are below the squares.
    """
    counts = count_squares(evaluation, simulations)
    shown = [option for option in counts if counts[option]]
    colours = option_colours(criteria_set, mode)
    squares = [
        Count(
            name=plain(criteria_set.options[option].name),
            label=_label(criteria_set, option),
            squares=counts[option],
            colour=colours[option],
        )
        for option in shown
    ]
    canvas = draw_squares(squares, _rest(criteria_set, counts, simulations), mode, width)
    return canvas.sheet()


def count_squares(evaluation: Evaluation, simulations: Simulations) -> dict[str, int]:
    """Return option → simulations of a hundred, most first; equal shares in order of rank."""
    ranking = evaluation.ranking
    counts = whole_shares([simulations.lead_shares[option] for option in ranking])
    by_option = dict(zip(ranking, counts, strict=True))
    order = sorted(
        ranking, key=lambda option: (-by_option[option], -simulations.lead_shares[option])
    )
    return {option: by_option[option] for option in order}


def hundred_simulations_title(
    criteria_set: CriteriaSet, evaluation: Evaluation, simulations: Simulations
) -> str:
    """Return in how many of a hundred simulations the first two options lead."""
    counts = count_squares(evaluation, simulations)
    first, *others = counts
    title = lead_span_sentence(simulations, _label(criteria_set, first), first, counts[first])
    if others and counts[others[0]]:
        spans = span_labels(evaluation, simulations)
        title += f"; {_label(criteria_set, others[0])} in {spans[others[0]]}"
    return title


def hundred_simulations_alt(
    criteria_set: CriteriaSet, evaluation: Evaluation, simulations: Simulations
) -> str:
    """Return all counts in words, for those who do not see the squares."""
    counts = count_squares(evaluation, simulations)
    parts = [f"{_label(criteria_set, option)} {count}" for option, count in counts.items() if count]
    title = hundred_simulations_title(criteria_set, evaluation, simulations)
    rest = _rest(criteria_set, counts, simulations)
    tail = f" {rest}." if rest else ""
    return f"A hundred simulations by who comes first. {title}. Counts: {listing(parts)}.{tail}"


def hundred_simulations_rows(
    criteria_set: CriteriaSet, evaluation: Evaluation, simulations: Simulations
) -> pd.DataFrame:
    """Return one row per option, most squares first.

    Columns: `option_id`, `option`, `squares` (of 100), `lead_share` (0 to 1, unrounded),
    `sampling_error` (half a 95 % interval of one share), `weights` (how they were drawn),
    `spread`, `draws`, `seed`.
    """
    return pd.DataFrame(
        {
            "option_id": option,
            "option": criteria_set.options[option].name,
            "squares": count,
            "lead_share": simulations.lead_shares[option],
            "sampling_error": simulations.error,
            "weights": simulations.mode,
            "spread": simulations.spread,
            "draws": simulations.draws,
            "seed": simulations.seed,
        }
        for option, count in count_squares(evaluation, simulations).items()
    )


def _rest(criteria_set: CriteriaSet, counts: dict[str, int], simulations: Simulations) -> str:
    """Return which options lead in too few simulations for a square, and how many in none."""
    few = [o for o in counts if not counts[o] and simulations.lead_shares[o] > 0]
    never = sum(simulations.lead_shares[option] <= 0 for option in counts)
    parts = []
    if few:
        parts.append(f"In too few for a square: {option_labels(criteria_set, few)}")
    if never:
        parts.append(f"In none of the draws: {never} of {len(counts)} options")
    return ". ".join(parts)


def _label(criteria_set: CriteriaSet, option: str) -> str:
    return plain(criteria_set.options[option].label)


SIDE, LARGEST = 10, 30.0
COUNT_SIZE, LEAST_COUNT_SIZE = 26.0, 17.0
BESIDE, NUMBER_WIDTH = 28.0, 46.0
ROW, COMPACT_ROW = 40.0, 28.0


class Count(NamedTuple):
    """One option: how many of the hundred squares are its own."""

    name: str
    label: str
    squares: int
    colour: str


def draw_squares(counts: Sequence[Count], rest: str, mode: Mode, width: float) -> Canvas:
    """Return a sheet with the squares, filled down the columns, and a line per count.

    `rest` is a note below the counts, and may be empty.
    """
    is_compact = width < NARROWEST_WIDE
    step = min(LARGEST, 0.72 * width / SIDE if is_compact else 0.5 * width / SIDE)
    side = step * SIDE
    row = COMPACT_ROW if is_compact else min(ROW, max(22.0, (side - 40) / len(counts)))
    x, y = (0.0, side + 14) if is_compact else (side + BESIDE, 0.0)
    notes = wrap(rest, width - x, theme.AXIS) if rest else []
    height = max(side, y + row * len(counts) + 8 + 16 * len(notes))
    canvas = Canvas(width, height, mode)
    _draw_grid(canvas, counts, step)
    size = COUNT_SIZE if row >= 34 else LEAST_COUNT_SIZE
    for index, count in enumerate(counts):
        _draw_count(canvas, count, x, y + row * index, row, size)
    below = y + row * len(counts) + 14
    for number, line in enumerate(notes):
        canvas.text(x, below + 16 * number, line, theme.AXIS, theme.palette(mode).sub)
    return canvas


def _draw_grid(canvas: Canvas, counts: Sequence[Count], step: float) -> None:
    gap = step * 0.1
    owners = [count for count in counts for _ in range(count.squares)]
    for place, owner in enumerate(owners):
        x, y = place // SIDE * step, place % SIDE * step
        canvas.box("squares", x, y, x + step - gap, y + step - gap, owner.colour)
        details = {"Option": owner.name, "Simulations": of_hundred_exactly(owner.squares)}
        says = f"{owner.name}: {of_hundred_exactly(owner.squares)} simulations"
        if not place or owners[place - 1] is not owner:
            canvas.hover(x, y, x + step, y + step, says, details)


def _draw_count(canvas: Canvas, count: Count, x: float, y: float, row: float, size: float) -> None:
    colours, middle = theme.palette(canvas.mode), y + row / 2
    ink = theme.text_colour(count.colour, canvas.mode)
    number = x + NUMBER_WIDTH
    canvas.text(number, middle, str(count.squares), size, ink, weight=theme.BOLD, align="right")
    label = elide(count.label, canvas.width - number - 12, theme.LABEL)
    canvas.text(number + 12, middle + 1, label, theme.LABEL, colours.ink)


def _subtitle(
    _criteria_set: CriteriaSet, _evaluation: Evaluation, simulations: Simulations, *_: object
) -> str:
    return (
        f"Each square stands for one simulation in a hundred. {describe_simulations(simulations)} "
        f"{NOT_A_CHANCE}"
    )


def _read(result: Result, _: None) -> tuple[CriteriaSet, Evaluation, Simulations]:
    return result.criteria_set, result.evaluation, result.simulations


CHART = Chart(
    id="simulations",
    name="Simulations",
    place=220,
    width=HALF,
    read=_read,
    title=hundred_simulations_title,
    subtitle=_subtitle,
    words=hundred_simulations_alt,
    rows=hundred_simulations_rows,
    draw=hundred_simulations,
    applies=has_rivals,
    moves_locked=True,
)
