"""Two aims at once: which options does none surpass?

A scatter of two criteria or groups with the range of each option as a cross. Options on
the dashed line are not surpassed; in the shaded area another is at least as high on both
and higher on one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from steelyard.analysis.sensitivity.weight_map import Part
from steelyard.analysis.ties import TIE
from steelyard.analysis.totals import Evaluation
from steelyard.charts import theme
from steelyard.charts.chart import HALF, Chart, has_rivals
from steelyard.charts.drawing.canvas import NARROWEST_WIDE, Canvas, Point, Sheet
from steelyard.charts.drawing.placing import Box, place_beside
from steelyard.charts.drawing.text import elide, text_width
from steelyard.charts.theme import Mode, option_colours
from steelyard.charts.weights.two_way_maps import opening_parts, parts_of
from steelyard.model import CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.names import part_name
from steelyard.results.words.numbers import integer, span
from steelyard.results.words.text import listing, plain

MOST_LABELS, MOST_LABELS_NARROW = 7, 4
MOST_NAMED = 4


def pareto(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    across: Part,
    up: Part,
    mode: Mode,
    width: float = 640,
) -> Sheet:
    """Return the options by their values on two parts, 0 to 100, 100 always good.

    The value of a group is the mean of its criteria, weighted as at present. Crosses run
    from low to high; the front is that of the likely values. At most seven options are
    labelled, four below 560 pixels: those on the front first, then by total.
    """
    x, y = (part.means(evaluation, evaluation.values) for part in (across, up))
    front = find_front(evaluation, across, up)
    most = MOST_LABELS if width >= NARROWEST_WIDE else MOST_LABELS_NARROW
    labelled = sorted(evaluation.ranking, key=lambda option: option not in front)[:most]
    colours = option_colours(criteria_set, mode)
    lows, highs = (
        [part.means(evaluation, ends) for part in (across, up)]
        for ends in (evaluation.lows, evaluation.highs)
    )
    top = plain(criteria_set.measure.top)
    sheet = Scatter(
        mode=mode,
        top=top,
        across=part_name(criteria_set, across),
        up=part_name(criteria_set, up),
        dots=[
            Dot(
                name=plain(criteria_set.options[option].name),
                label=plain(criteria_set.options[option].label) if option in labelled else "",
                colour=colours[option],
                x=(lows[0][option], x[option], highs[0][option]),
                y=(lows[1][option], y[option], highs[1][option]),
                is_on_front=option in front,
                place=_place(option, across, up),
            )
            for option in evaluation.ranking
        ],
    )
    return draw_scatter(sheet, width).sheet()


def pareto_title(criteria_set: CriteriaSet, evaluation: Evaluation, across: Part, up: Part) -> str:
    """Return which options none surpasses on both; exact, on likely values."""
    front = find_front(evaluation, across, up)
    names = [plain(criteria_set.options[option].label) for option in front]
    both = f"{part_name(criteria_set, across)} and {part_name(criteria_set, up)}"
    count = len(evaluation.options)
    if len(front) == 1:
        return f"{names[0]} is at least as high as every other option on {both}"
    if len(front) == count:
        return f"No option is surpassed on both {both}"
    named = f": {listing(names)}" if len(names) <= MOST_NAMED else ""
    return f"{len(front)} of {count} options are not surpassed on both {both}{named}"


def pareto_alt(criteria_set: CriteriaSet, evaluation: Evaluation, across: Part, up: Part) -> str:
    """Return the scatter in words, for those who do not see it."""
    x, y = (part.means(evaluation, evaluation.values) for part in (across, up))
    places = listing(
        f"{plain(criteria_set.options[o].label)} {integer(x[o])} and {integer(y[o])}"
        for o in evaluation.ranking
    )
    both = f"{part_name(criteria_set, across)} and {part_name(criteria_set, up)}"
    title = pareto_title(criteria_set, evaluation, across, up)
    return f"Scatter of {both}. {title}. Values on the two: {places}."


def pareto_rows(
    criteria_set: CriteriaSet, evaluation: Evaluation, across: Part, up: Part
) -> pd.DataFrame:
    """Return the plotted values, one row per option, from best to worst total, unrounded.

    Columns: `option_id`, `option`, `across`, `up` (names of the parts), `across_value`,
    `across_low`, `across_high`, `up_value`, `up_low`, `up_high` (0 to 100, 100 is good),
    `is_on_front`.
    """
    front = find_front(evaluation, across, up)
    columns: dict[str, object] = {
        "option_id": list(evaluation.ranking),
        "option": [criteria_set.options[option].name for option in evaluation.ranking],
        "across": part_name(criteria_set, across),
        "up": part_name(criteria_set, up),
    }
    ends = {"value": evaluation.values, "low": evaluation.lows, "high": evaluation.highs}
    for axis, part in (("across", across), ("up", up)):
        for end, values in ends.items():
            found = part.means(evaluation, values)
            columns[f"{axis}_{end}"] = [found[option] for option in evaluation.ranking]
    columns["is_on_front"] = [option in front for option in evaluation.ranking]
    return pd.DataFrame(columns)


def _place(option: str, across: Part, up: Part) -> str:
    """Return the two cells of a dot; nothing where a value is that of several criteria."""
    if len(across.criteria) > 1 or len(up.criteria) > 1:
        return ""
    return " ".join(f"{option}.{part.criteria[0]}" for part in (across, up))


def find_front(evaluation: Evaluation, across: Part, up: Part) -> tuple[str, ...]:
    """Return the options that none surpasses on two parts, in the order of the ranking.

    One surpasses another if it is at least as high on both and higher on one, by more than
    1e-9; options equal on both are on the front together.
    """
    x, y = (part.means(evaluation, evaluation.values) for part in (across, up))

    def is_surpassed(option: str, rival: str) -> bool:
        ahead = (x[rival] - x[option], y[rival] - y[option])
        return min(ahead) >= -TIE and max(ahead) > TIE

    return tuple(
        option
        for option in evaluation.ranking
        if not any(is_surpassed(option, rival) for rival in evaluation.options)
    )


LEFT, TOP, BOTTOM, RIGHT = 34.0, 26.0, 44.0, 12.0
DOT, SMALL_DOT, LABEL_HEIGHT = 13.0, 9.0, 17.0
TALLEST = 460.0
Ends = tuple[float, float, float]


class Dot(NamedTuple):
    """An option: low, likely and high value both ways; an empty label is left out.

    `place`: the cells both values are of, for a page on which it is clicked.
    """

    name: str
    label: str
    colour: str
    x: Ends
    y: Ends
    is_on_front: bool
    place: str = ""


@dataclass(frozen=True)
class Scatter:
    """The picture ready to print, the best option first."""

    mode: Mode
    top: str
    across: str
    up: str
    dots: list[Dot]


@dataclass(frozen=True)
class ScatterPlot:
    """The pixels of the square of 0 to 100 both ways."""

    left: float
    top: float
    right: float
    bottom: float

    def x(self, value: float) -> float:
        """Return the pixel across of a value."""
        return self.left + value / 100 * (self.right - self.left)

    def y(self, value: float) -> float:
        """Return the pixel down of a value."""
        return self.bottom - value / 100 * (self.bottom - self.top)


def draw_scatter(sheet: Scatter, width: float) -> Canvas:
    """Return the drawing, `width` pixels wide; the plot is at most 460 pixels high."""
    height = min(TALLEST, (width - LEFT - RIGHT) * (0.72 if width >= NARROWEST_WIDE else 1))
    plot = ScatterPlot(LEFT, TOP, width - RIGHT, TOP + height)
    canvas = Canvas(width, plot.bottom + BOTTOM, sheet.mode)
    _draw_front(canvas, sheet, plot)
    _draw_axes(canvas, sheet, plot)
    for dot in reversed(sheet.dots):
        _draw_dot(canvas, plot, dot)
    _draw_labels(canvas, sheet, plot)
    return canvas


def _stairs(dots: Sequence[Dot], plot: ScatterPlot) -> list[Point]:
    """Return the pixels of the front's corners, from the left edge down to the foot."""
    front = sorted((dot.x[1], dot.y[1]) for dot in dots if dot.is_on_front)
    corners = [(0.0, front[0][1])]
    for index, (x, y) in enumerate(front):
        corners.append((x, y))
        corners.append((x, front[index + 1][1] if index + 1 < len(front) else 0.0))
    return [(plot.x(x), plot.y(y)) for x, y in corners]


def _draw_front(canvas: Canvas, sheet: Scatter, plot: ScatterPlot) -> None:
    inks = theme.palette(sheet.mode)
    stairs = _stairs(sheet.dots, plot)
    area = [(plot.x(0), plot.y(0)), *stairs]
    canvas.polygon("surpassed", area, inks.track, opacity=0.75)
    for (x, y), (x2, y2) in pairwise(stairs):
        canvas.stroke("front", x, y, x2, y2, inks.faint, thick=1.5, is_dashed=True)


def _draw_axes(canvas: Canvas, sheet: Scatter, plot: ScatterPlot) -> None:
    inks = theme.palette(sheet.mode)
    for value in (0, 20, 40, 60, 80, 100):
        x, y = plot.x(value), plot.y(value)
        canvas.stroke("grid", plot.left, y, plot.right, y, inks.rule, opacity=0.8)
        canvas.stroke("grid", x, plot.top, x, plot.bottom, inks.rule, opacity=0.8)
        canvas.text(plot.left - 7, y, str(value), theme.AXIS, inks.sub, align="right")
        canvas.text(x, plot.bottom + 13, str(value), theme.AXIS, inks.sub, align="center")
    width = plot.right
    up = elide(f"{sheet.up}: 100 is {sheet.top}", width, theme.VALUE, theme.SEMIBOLD)
    canvas.text(0, 8, up, theme.VALUE, inks.sub, weight=theme.SEMIBOLD)
    across = elide(f"{sheet.across}: 100 is {sheet.top}", width, theme.VALUE, theme.SEMIBOLD)
    canvas.text(
        plot.right, plot.bottom + 34, across, theme.VALUE, inks.sub, weight=theme.SEMIBOLD,
        align="right",
    )  # fmt: skip


def _draw_dot(canvas: Canvas, plot: ScatterPlot, dot: Dot) -> None:
    inks = theme.palette(canvas.mode)
    colour = dot.colour if dot.label else inks.grey
    x, y = plot.x(dot.x[1]), plot.y(dot.y[1])
    if dot.label:
        layer, opacity = ("front_ranges", 0.9) if dot.is_on_front else ("ranges", 0.45)
        for ends in (
            (plot.x(dot.x[0]), y, plot.x(dot.x[2]), y),
            (x, plot.y(dot.y[2]), x, plot.y(dot.y[0])),
        ):
            canvas.stroke(layer, *ends, colour, thick=1.4, opacity=opacity)
    size = DOT if dot.label else SMALL_DOT
    canvas.symbol("dots", x, y, colour, size, edge=inks.background)
    values = (integer(dot.x[1]), integer(dot.y[1]))
    details = {
        "Option": dot.name,
        "Across": f"{values[0]} ({span(dot.x[0], dot.x[2])})",
        "Up": f"{values[1]} ({span(dot.y[0], dot.y[2])})",
    }
    says = f"{dot.name}: {values[0]} across, {values[1]} up"
    canvas.hover(x - 9, y - 9, x + 9, y + 9, says, details, dot.place)


def _draw_labels(canvas: Canvas, sheet: Scatter, plot: ScatterPlot) -> None:
    within = Box(plot.left, 0, plot.right + RIGHT, plot.bottom)
    taken = [*_taken_by_dots(sheet.dots, plot), *_taken_by_front(sheet.dots, plot)]
    for dot in sheet.dots:
        if not dot.label:
            continue
        weight = theme.SEMIBOLD if dot.is_on_front else theme.REGULAR
        label = elide(dot.label, 0.4 * canvas.width, theme.VALUE, weight)
        width = text_width(label, theme.VALUE, weight)
        at = (plot.x(dot.x[1]), plot.y(dot.y[1]))
        box = place_beside(at, width, LABEL_HEIGHT, DOT / 2 + 4, taken, within)
        taken.append(box)
        colour = theme.text_colour(dot.colour, canvas.mode)
        background = theme.palette(canvas.mode).background
        canvas.box("plates", box.x - 2, box.y, box.x2 + 2, box.y2, background, 0.55)
        canvas.text(box.x, (box.y + box.y2) / 2, label, theme.VALUE, colour, weight=weight)


def _taken_by_front(dots: Sequence[Dot], plot: ScatterPlot) -> list[Box]:
    return [
        Box(min(x, x2) - 1, min(y, y2) - 1, max(x, x2) + 1, max(y, y2) + 1)
        for (x, y), (x2, y2) in pairwise(_stairs(dots, plot))
    ]


def _taken_by_dots(dots: Sequence[Dot], plot: ScatterPlot) -> list[Box]:
    """Return the boxes of dots, and thin ones of crosses, that labels had better not touch."""
    taken: list[Box] = []
    for dot in dots:
        x, y, half = plot.x(dot.x[1]), plot.y(dot.y[1]), DOT / 2
        taken.append(Box(x - half, y - half, x + half, y + half))
        if dot.label:
            taken.append(Box(plot.x(dot.x[0]), y - 1, plot.x(dot.x[2]), y + 1))
            taken.append(Box(x - 1, plot.y(dot.y[2]), x + 1, plot.y(dot.y[0])))
    return taken


def _subtitle(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    across: Part,
    up: Part,
    *_: object,
) -> str:
    has_ranges = any(
        part.means(evaluation, evaluation.lows)[option]
        < part.means(evaluation, evaluation.highs)[option]
        for part in (across, up)
        for option in evaluation.options
    )
    top = plain(criteria_set.measure.top)
    return (
        f"Values, 0 to 100, where 100 is always {top}. "
        + ("Crosses: from low to high. " if has_ranges else "")
        + "Dashed: the options not surpassed. Shaded: another is at least as high on both, "
        "higher on one."
    )


@dataclass(frozen=True)
class Aims:
    """The two parts by whose values the options are placed."""

    across: Part
    up: Part


def opening_aims(result: Result) -> tuple[str, str]:
    """Return the keys of the two parts shown first: two groups, else the heaviest criteria.

    Raises ValueError where there are not two parts.
    """
    groups = [name for name, part in parts_of(result).items() if part.group is not None]
    first, second, *_ = groups if len(groups) > 1 else opening_parts(result, 2)
    return first, second


def _opening(result: Result) -> Aims:
    parts = parts_of(result)
    return Aims(*(parts[name] for name in opening_aims(result)))


def _read(result: Result, aims: Aims) -> tuple[CriteriaSet, Evaluation, Part, Part]:
    return result.criteria_set, result.evaluation, aims.across, aims.up


CHART = Chart(
    id="two-aims",
    name="Two aims",
    place=140,
    width=HALF,
    read=_read,
    title=pareto_title,
    subtitle=_subtitle,
    words=pareto_alt,
    rows=pareto_rows,
    draw=pareto,
    applies=lambda result: has_rivals(result) and len(parts_of(result)) > 1,
    opening=_opening,
)
