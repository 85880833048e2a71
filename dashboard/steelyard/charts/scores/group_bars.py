"""Stacked totals: what each group of criteria adds to every option.

At most four segments, in shades of the option's own colour; without groups the three
heaviest criteria and the rest. The line across the end is the range of the total.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from steelyard.analysis.sensitivity.weight_map import Part
from steelyard.analysis.totals import Evaluation
from steelyard.charts import theme
from steelyard.charts.chart import HALF, Chart
from steelyard.charts.drawing.canvas import NARROWEST_WIDE, Canvas, Sheet
from steelyard.charts.drawing.contrast import mix, text_on
from steelyard.charts.drawing.heads import Head, draw_heads, head_height, place_heads
from steelyard.charts.drawing.text import text_width, wrap
from steelyard.charts.scores.scorecard_content import has_range
from steelyard.charts.theme import Mode
from steelyard.model import CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.lead.verdict import describe_lead
from steelyard.results.words.names import part_name
from steelyard.results.words.numbers import integer, number_of_points, percents
from steelyard.results.words.scores.ranking import describe_ranking
from steelyard.results.words.text import plain
from steelyard.results.words.weights import heaviest_first

MOST_SEGMENTS = 4
SHADES = (0.0, 0.26, 0.46, 0.62)
"""How far each segment's colour lies on the way to the background."""

ROW, BAR, NARROW_ROW, NARROW_BAR, TOTAL_WIDTH = 38.0, 22.0, 54.0, 16.0, 40.0


@dataclass(frozen=True)
class BarPlace:
    """Pixels: where the bars begin and end, the height of a row and of its bar."""

    left: float
    right: float
    row: float
    bar: float


def group_bars(
    criteria_set: CriteriaSet, evaluation: Evaluation, mode: Mode, width: float = 1000
) -> Sheet:
    """Return a bar of 0 to 100 per option, divided by group, the best option first.

    Segments are contributions, heaviest group first, with their points where they fit.
    Below 560 pixels names are above the bars.
    """
    parts = group_parts(criteria_set, evaluation)
    colours = theme.option_colours(criteria_set, mode)
    place = _place(criteria_set, evaluation, width)
    heads = place_heads(_heads(criteria_set, evaluation, parts, place))
    top = head_height(heads)
    canvas = Canvas(width, top + place.row * len(evaluation.options), mode)
    draw_heads(canvas, heads, top if width >= NARROWEST_WIDE else top + 4)
    for index, option in enumerate(evaluation.ranking):
        y = top + place.row * index
        _draw_row(canvas, criteria_set, evaluation, parts, option, colours[option], place, y)
    return canvas.sheet()


def group_bars_title(criteria_set: CriteriaSet, evaluation: Evaluation) -> str:
    """Return which option leads and how clearly; see `describe_lead`."""
    return describe_lead(criteria_set, evaluation)


def group_bars_alt(criteria_set: CriteriaSet, evaluation: Evaluation) -> str:
    """Return the bars in words, for those who do not see them."""
    parts = group_parts(criteria_set, evaluation)
    leader = evaluation.ranking[0]
    made_of = ", ".join(
        f"{part_name(criteria_set, part)} {integer(_points(evaluation, leader, part))}"
        for part in parts
    )
    name = plain(criteria_set.options[leader].label)
    title = group_bars_title(criteria_set, evaluation)
    ranking = describe_ranking(criteria_set, evaluation)
    return f"Stacked bars of totals. {title}. {ranking} {name} is made of {made_of}."


def group_bars_rows(criteria_set: CriteriaSet, evaluation: Evaluation) -> pd.DataFrame:
    """Return one row per option and segment, unrounded, in the order of the picture.

    Columns: `rank`, `option_id`, `option`, `total`, `total_low`, `total_high` (0 to 100),
    `part` (its name), `criterion_ids` (with `; ` between), `weight` (0 to 1),
    `contribution` (points; those of an option add up to its total).
    """
    return pd.DataFrame(
        {
            "rank": evaluation.ranks[option],
            "option_id": option,
            "option": criteria_set.options[option].name,
            "total": evaluation.totals[option],
            "total_low": evaluation.ranges[option][0],
            "total_high": evaluation.ranges[option][1],
            "part": part_name(criteria_set, part),
            "criterion_ids": "; ".join(part.criteria),
            "weight": _weight(evaluation, part),
            "contribution": _points(evaluation, option, part),
        }
        for option in evaluation.ranking
        for part in group_parts(criteria_set, evaluation)
    )


def group_parts(criteria_set: CriteriaSet, evaluation: Evaluation) -> list[Part]:
    """Return the segments: groups in view, heaviest first, or else criteria; at most four.

    Criteria without a group are parts of their own beside the groups. Where there are
    more than four, the first three are kept and the others are the rest.
    """
    whole: dict[str, Part] = {}
    for criterion in heaviest_first(evaluation):
        group = criteria_set.criteria[criterion].group
        key = f"group {group}" if group else criterion
        members = whole[key].criteria if key in whole else ()
        whole[key] = Part((*members, criterion), group)
    parts = sorted(whole.values(), key=lambda part: -_weight(evaluation, part))
    if len(parts) <= MOST_SEGMENTS:
        return parts
    kept = parts[: MOST_SEGMENTS - 1]
    rest = tuple(criterion for part in parts[MOST_SEGMENTS - 1 :] for criterion in part.criteria)
    return [*kept, Part(rest)]


def _weight(evaluation: Evaluation, part: Part) -> float:
    return math.fsum(evaluation.weights[criterion] for criterion in part.criteria)


def _points(evaluation: Evaluation, option: str, part: Part) -> float:
    row = evaluation.contributions[option]
    return math.fsum(row[criterion] for criterion in part.criteria)


def _place(criteria_set: CriteriaSet, evaluation: Evaluation, width: float) -> BarPlace:
    if width < NARROWEST_WIDE:
        return BarPlace(0.0, width, NARROW_ROW, NARROW_BAR)
    longest = max(
        text_width(plain(criteria_set.options[o].label), theme.LABEL, theme.SEMIBOLD)
        for o in evaluation.options
    )
    row = ROW if len(evaluation.options) <= 14 else 30.0
    return BarPlace(min(longest, 0.24 * width) + 14, width - TOTAL_WIDTH, row, row - 14)


def _heads(
    criteria_set: CriteriaSet, evaluation: Evaluation, parts: list[Part], place: BarPlace
) -> list[Head]:
    """Return the heads of the segments, standing over those of the best option."""
    leader, x = evaluation.ranking[0], place.left
    weights = percents([_weight(evaluation, part) for part in parts])
    heads = []
    for part, weight in zip(parts, weights, strict=True):
        long = _points(evaluation, leader, part) / 100 * (place.right - place.left)
        name = part_name(criteria_set, part)
        is_last = part is parts[-1]
        room = place.right - x if is_last else long - 6
        heads.append(Head(x, x + max(long, 1.0), max(room, 1.0), weight, name, name))
        x += long
    return heads


def _draw_row(
    canvas: Canvas, criteria_set: CriteriaSet, evaluation: Evaluation, parts: list[Part],
    option: str, colour: str, place: BarPlace, y: float,
) -> None:  # fmt: skip
    inks = theme.palette(canvas.mode)
    is_narrow = place.left == 0
    bar_y = y + (28 if is_narrow else (place.row - place.bar) / 2)
    middle = bar_y + place.bar / 2
    weight = theme.SEMIBOLD if option in evaluation.leaders else theme.REGULAR
    name, total = plain(criteria_set.options[option].label), integer(evaluation.totals[option])
    room = place.right - TOTAL_WIDTH if is_narrow else place.left - 14
    size = theme.LABEL if place.row > 30 else theme.VALUE
    line = wrap(name, room, size, weight, most=1)[0]
    text_y = y + 15 if is_narrow else middle
    canvas.text(0, text_y, line, size, inks.ink, weight=weight)
    canvas.text(
        canvas.width, text_y, total, theme.VALUE + 3, inks.ink, weight=theme.BOLD, align="right"
    )
    canvas.box("tracks", place.left, bar_y, place.right, bar_y + place.bar, inks.track)
    x, per_point = place.left, (place.right - place.left) / 100
    for part, shade in zip(parts, SHADES, strict=False):
        points = _points(evaluation, option, part)
        fill = mix(colour, inks.background, shade)
        x2 = x + points * per_point
        canvas.box("segments", x, bar_y, max(x2 - 1, x), bar_y + place.bar, fill)
        number = integer(points)
        if x2 - x > text_width(number, theme.AXIS, theme.SEMIBOLD) + 9:
            canvas.text(x + 5, middle, number, theme.AXIS, text_on(fill), weight=theme.SEMIBOLD)
        _hover(canvas, criteria_set, option, part_name(criteria_set, part), number, total,
               (x, y, max(x2, x + 1), y + place.row))  # fmt: skip
        x = x2
    _draw_range(canvas, evaluation.ranges[option], place.left, per_point, bar_y + place.bar + 4)


def _draw_range(
    canvas: Canvas, extent: tuple[float, float], left: float, per_point: float, y: float
) -> None:
    """Draw the range of a total as a capped line just under its bar."""
    if not has_range(*extent):
        return
    ink = theme.palette(canvas.mode).sub
    x, x2 = (left + end * per_point for end in extent)
    canvas.line("ranges", x, y, x2, y, ink, 1.4)
    for end in (x, x2):
        canvas.line("ranges", end, y - 3, end, y + 3, ink, 1.4)


def _hover(
    canvas: Canvas, criteria_set: CriteriaSet, option: str, part: str, number: str, total: str,
    box: tuple[float, float, float, float],
) -> None:  # fmt: skip
    name = plain(criteria_set.options[option].name)
    details = {"Option": name, "Part": part, "Points": number, "Total": total}
    canvas.hover(*box, f"{name}, {part}: {number_of_points(number)}", details)


def _subtitle(criteria_set: CriteriaSet, evaluation: Evaluation, *_: object) -> str:
    parts = group_parts(criteria_set, evaluation)
    measure = plain(criteria_set.measure.top)
    subtitle = (
        f"Points of the total, 0 to 100, where 100 is {measure}: weight × value, by "
        + ("group" if any(part.group for part in parts) else "criterion")
        + ". At the top: names and weights."
    )
    if any(has_range(*evaluation.ranges[option]) for option in evaluation.options):
        subtitle += " Line: from every score at its low to every score at its high end."
    return subtitle


def _read(result: Result, _: None) -> tuple[CriteriaSet, Evaluation]:
    return result.criteria_set, result.evaluation


CHART = Chart(
    id="totals-by-group",
    name="Totals by group",
    place=130,
    width=HALF,
    read=_read,
    title=group_bars_title,
    subtitle=_subtitle,
    words=group_bars_alt,
    rows=group_bars_rows,
    draw=group_bars,
    applies=lambda result: bool(result.evaluation.subtotals),
)
