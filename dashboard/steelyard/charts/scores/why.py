"""Why one option is ahead of another: what each criterion adds to the difference.

A staircase of weighted differences, from the criterion that speaks most for the first
option to the one that speaks most for the second, and their sum. It explains totals as
they are; how firm they are is for the other charts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from steelyard.analysis.totals import Evaluation
from steelyard.charts import theme
from steelyard.charts.chart import HALF, Chart, has_rivals
from steelyard.charts.drawing.canvas import NARROWEST_WIDE, Canvas, Sheet
from steelyard.charts.drawing.text import elide, text_width, wrap
from steelyard.charts.theme import Mode, option_colours
from steelyard.model import CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.numbers import number_of_points, signed_tenth
from steelyard.results.words.scores.pair import (
    PAIR_TEMPLATES,
    Step,
    difference_subtitle,
    difference_title,
    list_steps,
    scores_and_weight,
    totals_beside,
)
from steelyard.results.words.text import plain


def why(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    first: str,
    second: str,
    mode: Mode,
    width: float = 1000,
) -> Sheet:
    """Return the difference between two options' totals, criterion by criterion.

    Differences are weight × (value of `first` − value of `second`), in points of total,
    with one decimal; a bar has the colour of the option it speaks for. Unknown scores
    count as the middle of their range and are marked `?`. Below 560 pixels names are
    above the bars. Raises ValueError for an option the evaluation does not have, or twice
    the same.
    Source of the form: the waterfall of additive differences, as in ValueCharts
    (Carenini & Loyd 2004).
    """
    steps = list_steps(evaluation, first, second)
    colours = option_colours(criteria_set, mode)
    stairs = [_stair(criteria_set, evaluation, step, colours, first, second) for step in steps]
    net = evaluation.totals[first] - evaluation.totals[second]
    together, totals = PAIR_TEMPLATES["all_together"], totals_beside(evaluation, first, second)
    ahead = colours[first] if net >= 0 else colours[second]
    stairs.append(Stair(together, together, 0.0, net, ahead, totals, is_net=True))
    names = _label(criteria_set, first), _label(criteria_set, second)
    canvas = draw_staircase(stairs, names, (colours[first], colours[second]), mode, width)
    return canvas.sheet()


def why_alt(criteria_set: CriteriaSet, evaluation: Evaluation, first: str, second: str) -> str:
    """Return every criterion's part of the difference in words, the largest gain first."""
    names = _label(criteria_set, first), _label(criteria_set, second)
    parts = [
        f"{plain(criteria_set.criteria[step.criterion].name)} "
        f"{signed_tenth(step.difference)}" for step in list_steps(evaluation, first, second)
    ]  # fmt: skip
    title = difference_title(criteria_set, evaluation, first, second)
    return (
        f"Difference between {names[0]} and {names[1]} by criterion. {title}. "
        f"In points for {names[0]}: {', '.join(parts)}."
    )


def why_rows(
    criteria_set: CriteriaSet, evaluation: Evaluation, first: str, second: str
) -> pd.DataFrame:
    """Return one row per criterion, from most for `first` to most against, unrounded.

    Columns: `criterion_id`, `criterion`, `weight` (0 to 1), `value_first`, `value_second`
    (0 to 100), `difference` (points of total), `begin`, `end` (sums before and after it).
    """
    return pd.DataFrame(
        {
            "criterion_id": step.criterion,
            "criterion": criteria_set.criteria[step.criterion].name,
            "weight": evaluation.weights[step.criterion],
            "value_first": evaluation.values[first][step.criterion],
            "value_second": evaluation.values[second][step.criterion],
            "difference": step.difference,
            "begin": step.begin,
            "end": step.end,
        }
        for step in list_steps(evaluation, first, second)
    )


def _stair(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    step: Step,
    colours: dict[str, str],
    first: str,
    second: str,
) -> Stair:
    return Stair(
        name=plain(criteria_set.criteria[step.criterion].name),
        short=plain(criteria_set.criteria[step.criterion].label),
        begin=step.begin,
        end=step.end,
        colour=colours[first if step.difference >= 0 else second],
        note=scores_and_weight(criteria_set, evaluation, step.criterion, first, second),
        is_net=False,
        place=f"{first}.{step.criterion} {second}.{step.criterion}",
    )


def _label(criteria_set: CriteriaSet, option: str) -> str:
    return plain(criteria_set.options[option].label)


ROW, BAR, COMPACT_ROW, COMPACT_BAR = 31.0, 18.0, 46.0, 13.0
HEAD, BEFORE_NET, BESIDE = 22.0, 6.0, 6.0
AMOUNT = 44.0
"""Room for an amount such as −100.0 beside a bar."""


class Stair(NamedTuple):
    """One bar from `begin` to `end`, in points, with its name and a note on the right.

    `place`: the cells it is made of, for a page on which it is clicked.
    """

    name: str
    short: str
    begin: float
    end: float
    colour: str
    note: str
    is_net: bool
    place: str = ""


class Span(NamedTuple):
    """Pixels: where zero is, how many a point takes, and where names end and notes start."""

    zero: float
    scale: float
    names: float
    notes: float


def draw_staircase(
    stairs: Sequence[Stair],
    sides: tuple[str, str],
    colours: tuple[str, str],
    mode: Mode,
    width: float,
) -> Canvas:
    """Return a sheet with the steps and, last of `stairs`, their sum.

    `sides`: the options for which a step to the right and to the left speaks, in `colours`.
    """
    is_compact = width < NARROWEST_WIDE
    row = COMPACT_ROW if is_compact else ROW
    canvas = Canvas(width, HEAD + row * len(stairs) + BEFORE_NET, mode)
    span = _span(stairs, width, is_compact)
    _draw_head(canvas, span, sides, colours)
    for index, stair in enumerate(stairs):
        y = HEAD + row * index + (BEFORE_NET if stair.is_net else 0)
        _draw_stair(canvas, stair, span, y, is_compact)
        if not stair.is_net:
            below = HEAD + row * (index + 1) + (BEFORE_NET if stairs[index + 1].is_net else 0)
            _draw_riser(canvas, stair, span, y, below, is_compact)
    foot = HEAD + row * (len(stairs) - 1) + 2
    canvas.line("net", 0, foot, width, foot, theme.palette(mode).faint)
    return canvas


def _span(stairs: Sequence[Stair], width: float, is_compact: bool) -> Span:
    if is_compact:
        left, right = 0.0, width
    else:
        name = max(text_width(s.name, theme.LABEL, _weight(s)) for s in stairs)
        note = max(text_width(s.note, theme.AXIS) for s in stairs)
        left = min(name, 0.26 * width) + 14
        right = width - note - 12
    ends = [0.0, *(end for stair in stairs for end in (stair.begin, stair.end))]
    low, high = min(ends), max(ends)
    scale = (right - left - AMOUNT - BESIDE) / max(high - low, 1e-6)
    return Span(left - low * scale, scale, left, right)


def _draw_head(
    canvas: Canvas, span: Span, sides: tuple[str, str], colours: tuple[str, str]
) -> None:
    """Name the two directions; the left one only where a bar could be read without it."""
    first, second = (theme.text_colour(colour, canvas.mode) for colour in colours)
    text, other = f"for {sides[0]} →", f"← for {sides[1]}"
    room = (canvas.width - span.names) / 2 - 6
    x = span.names or 0.0
    canvas.text(
        x, 8, elide(other, room, theme.AXIS, theme.SEMIBOLD), theme.AXIS, second,
        weight=theme.SEMIBOLD,
    )  # fmt: skip
    canvas.text(
        span.notes - (0 if not span.names else 12), 8,
        elide(text, room, theme.AXIS, theme.SEMIBOLD), theme.AXIS, first,
        weight=theme.SEMIBOLD, align="right",
    )  # fmt: skip


def _draw_stair(canvas: Canvas, stair: Stair, span: Span, y: float, is_compact: bool) -> None:
    colours = theme.palette(canvas.mode)
    weight = _weight(stair)
    middle, bar = (y + 31, COMPACT_BAR) if is_compact else (y + ROW / 2, BAR)
    if is_compact:
        note = text_width(stair.note, theme.AXIS)
        room = canvas.width - note - 10
        is_long = text_width(stair.name, theme.VALUE, weight) > room
        name = elide(stair.short if is_long else stair.name, room, theme.VALUE, weight)
        canvas.text(0, y + 13, name, theme.VALUE, colours.ink, weight=weight)
        canvas.text(canvas.width, y + 13, stair.note, theme.AXIS, colours.sub, align="right")
    else:
        lines = wrap(stair.name, span.names - 13, theme.LABEL, weight, most=2)
        canvas.lines(0, middle, lines, 14, theme.LABEL, colours.ink, weight=weight)
        canvas.text(span.notes + 12, middle, stair.note, theme.AXIS, colours.sub)
    ends = sorted((stair.begin, stair.end))
    x, x2 = (span.zero + end * span.scale for end in ends)
    x, x2 = (x, x2) if x2 - x >= 1.5 else ((x + x2) / 2 - 0.75, (x + x2) / 2 + 0.75)
    amount = signed_tenth(stair.end - stair.begin)
    # A step of nothing has the colour of neither option.
    fill = stair.colour if amount[0] != "0" else colours.faint
    canvas.box("bars", x, middle - bar / 2, x2, middle + bar / 2, fill)
    canvas.text(
        x2 + BESIDE, middle, amount, theme.VALUE, colours.ink,
        weight=theme.BOLD if stair.is_net else theme.SEMIBOLD,
    )  # fmt: skip
    details = {"Criterion": stair.name, "Points": amount, "Values": stair.note}
    height = COMPACT_ROW if is_compact else ROW
    says = f"{stair.name}: {number_of_points(amount)}, {stair.note}"
    canvas.hover(0, y, canvas.width, y + height, says, details, stair.place)


def _draw_riser(
    canvas: Canvas, stair: Stair, span: Span, y: float, below: float, is_compact: bool
) -> None:
    """Join the end of a step to the beginning of the next with a thin line."""
    middle, bar = (31.0, COMPACT_BAR) if is_compact else (ROW / 2, BAR)
    x = span.zero + stair.end * span.scale
    start, end = y + middle + bar / 2, below + middle - bar / 2
    if not is_compact:
        canvas.line("risers", x, start, x, end, theme.palette(canvas.mode).faint)


def _weight(stair: Stair) -> theme.Weight:
    return theme.BOLD if stair.is_net else theme.REGULAR


@dataclass(frozen=True)
class Pair:
    """The two options whose totals are compared."""

    first: str
    second: str


def _read(result: Result, pair: Pair) -> tuple[CriteriaSet, Evaluation, str, str]:
    return result.criteria_set, result.evaluation, pair.first, pair.second


CHART = Chart(
    id="difference",
    name="Difference",
    place=210,
    width=HALF,
    read=_read,
    title=difference_title,
    subtitle=lambda *shown: difference_subtitle(*shown[:4]),
    words=why_alt,
    rows=why_rows,
    draw=why,
    applies=has_rivals,
    opening=lambda result: Pair(*result.leader_and_rival),
)
