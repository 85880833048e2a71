"""The mix: totals as one reading gives way to another, and where the leader changes.

Totals are straight lines between two readings, so every crossing is exact. The share of the
second reading is a matter of belief, not a probability.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from steelyard.analysis.perspectives.mix import Mix
from steelyard.analysis.perspectives.perspectives import Perspective
from steelyard.charts import theme
from steelyard.charts.chart import HALF, Chart
from steelyard.charts.drawing.canvas import NARROWEST_WIDE, Align, Canvas, Sheet
from steelyard.charts.drawing.placing import Crossing, LineArea, spread
from steelyard.charts.drawing.text import elide, text_width
from steelyard.charts.theme import Mode, option_colours
from steelyard.model import CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.names import perspective_name
from steelyard.results.words.numbers import integer, percent
from steelyard.results.words.text import listing, plain


def mix_lines(criteria_set: CriteriaSet, mix: Mix, mode: Mode, width: float = 1000) -> Sheet:
    """Return every option's total from the first reading, left, to the second, right.

    The leader's line is thick; each change of leader has a circle and its share of the
    second reading. A dashed line marks the present share if it is neither 0 nor 1. Options
    that lead nowhere are grey; below 560 pixels they have no label.
    """
    leading = _leading(mix)
    colours = option_colours(criteria_set, mode)
    grey = theme.palette(mode).grey
    first, second = mix_names(criteria_set, mix)
    sheet = LinePlot(
        mode=mode,
        first=first,
        second=second,
        share=mix.share,
        lines=[
            PlottedLine(
                label=plain(criteria_set.options[option].label),
                colour=colours[option] if option in leading else grey,
                ends=mix.ends[option],
                leads=[(s.begin, s.end) for s in mix.segments if option in s.leaders],
            )
            for option in mix.evaluation.options
        ],
        crossings=[
            Crossing(
                segment.end, _total_at(mix, segment.leaders[0], segment.end), percent(segment.end)
            )
            for segment in mix.segments[:-1]
        ],
    )
    return draw_lines(sheet, width).sheet()


def mix_lines_title(criteria_set: CriteriaSet, mix: Mix) -> str:
    """Return up to which share of the second reading the leader of the first still leads."""
    first, second = mix_names(criteria_set, mix)
    leaders = [
        listing(plain(criteria_set.options[option].label) for option in segment.leaders)
        for segment in mix.segments
    ]
    verb = "lead" if len(mix.segments[0].leaders) > 1 else "leads"
    if len(leaders) == 1:
        return f"{leaders[0]} {verb} at every mix of {_quoted(first)} and {_quoted(second)}"
    until = f"{leaders[0]} {verb} until {_quoted(second)} counts for {percent(mix.crossovers[0])}"
    if len(leaders) == 2:
        return f"{until}, then {leaders[1]}"
    return f"{until}; the leader changes {len(leaders) - 1} times"


def mix_lines_alt(criteria_set: CriteriaSet, mix: Mix) -> str:
    """Return the lines in words, for those who do not see them."""
    first, second = mix_names(criteria_set, mix)
    stretches = "; ".join(
        f"from {percent(s.begin)} to {percent(s.end)} "
        + listing(plain(criteria_set.options[option].label) for option in s.leaders)
        for s in mix.segments
    )
    totals = listing(
        f"{plain(criteria_set.options[o].label)} {integer(mix.ends[o][0])} and "
        f"{integer(mix.ends[o][1])}"
        for o in _leading(mix)
    )
    title = mix_lines_title(criteria_set, mix)
    return (
        f"Totals as {first} gives way to {second}. {title}. Leading: {stretches}. "
        f"Totals at both ends: {totals}."
    )


def mix_lines_rows(criteria_set: CriteriaSet, mix: Mix) -> pd.DataFrame:
    """Return totals at both ends, at the present share and at every crossing, unrounded.

    One row per share and option. Columns: `share` (0 to 1, of the second reading), `what`
    (`end`, `present` or `crossing`), `option_id`, `option`, `total` (0 to 100), `leads`.
    """
    what = {0.0: "end", 1.0: "end"}
    what |= dict.fromkeys(mix.crossovers, "crossing")
    what.setdefault(mix.share, "present")
    return pd.DataFrame(
        {
            "share": share,
            "what": what[share],
            "option_id": option,
            "option": criteria_set.options[option].name,
            "total": _total_at(mix, option, share),
            "leads": any(s.begin <= share <= s.end and option in s.leaders for s in mix.segments),
        }
        for share in sorted(what)
        for option in mix.evaluation.options
    )


def mix_names(criteria_set: CriteriaSet, mix: Mix) -> tuple[str, str]:
    """Return the names of the two readings, fit to print."""
    return (
        perspective_name(criteria_set, Perspective(reading=mix.first)),
        perspective_name(criteria_set, Perspective(reading=mix.second)),
    )


def _leading(mix: Mix) -> list[str]:
    return list(dict.fromkeys(option for s in mix.segments for option in s.leaders))


def _total_at(mix: Mix, option: str, share: float) -> float:
    first, second = mix.ends[option]
    return (1 - share) * first + share * second


def _quoted(name: str) -> str:
    return f"‘{name}’"


LEFT, TOP, FOOT, LABEL_GAP = 34.0, 30.0, 46.0, 17.0
HEIGHT, NARROW_HEIGHT = 360.0, 280.0
CIRCLE = 11.0


class PlottedLine(NamedTuple):
    """A line from `ends[0]` to `ends[1]`, and the stretches (0 to 1) on which it leads."""

    label: str
    colour: str
    ends: tuple[float, float]
    leads: list[tuple[float, float]]


@dataclass(frozen=True)
class LinePlot:
    """The picture ready to print."""

    mode: Mode
    first: str
    second: str
    share: float
    lines: list[PlottedLine]
    crossings: list[Crossing]


def draw_lines(sheet: LinePlot, width: float) -> Canvas:
    """Return the sheet; below 560 pixels only lines that lead somewhere have a label."""
    is_wide = width >= NARROWEST_WIDE
    shown = [line for line in sheet.lines if is_wide or line.leads]
    longest = max(text_width(line.label, theme.VALUE, theme.SEMIBOLD) for line in shown)
    names = min(longest, (0.26 if is_wide else 0.34) * width)
    ends = [end for line in sheet.lines for end in line.ends]
    low = max(math.floor(min(ends) / 10) * 10.0, 0.0)
    high = max(math.ceil(max(ends) / 10) * 10.0, low + 10)
    height = max(HEIGHT if is_wide else NARROW_HEIGHT, LABEL_GAP * len(shown))
    axes = LineArea(LEFT, width - names - 12, TOP, TOP + height, low, high)
    canvas = Canvas(width, axes.foot + FOOT, sheet.mode)
    _draw_axes(canvas, sheet, axes)
    for line in sorted(sheet.lines, key=lambda line: bool(line.leads)):
        _draw_line(canvas, line, axes)
    _draw_share(canvas, sheet, axes)
    _draw_crossings(canvas, sheet, axes)
    _draw_labels(canvas, shown, axes, names)
    return canvas


def _draw_axes(canvas: Canvas, sheet: LinePlot, axes: LineArea) -> None:
    inks = theme.palette(sheet.mode)
    step = 20 if axes.high - axes.low > 60 else 10
    total = axes.low
    while total <= axes.high:
        y = axes.y(total)
        canvas.line("grid", axes.left, y, axes.right, y, inks.rule)
        canvas.text(axes.left - 7, y, integer(total), theme.AXIS, inks.sub, align="right")
        total += step
    room = (canvas.width - 10) / 2
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        align: Align = "left" if share == 0 else "right" if share == 1 else "center"
        x = axes.x(share)
        canvas.text(x, axes.foot + 14, percent(share), theme.AXIS, inks.sub, align=align)
    for name, x, align in ((sheet.first, axes.left, "left"), (sheet.second, axes.right, "right")):
        text = elide(name, room, theme.VALUE, theme.SEMIBOLD)
        canvas.text(
            x, axes.foot + 34, text, theme.VALUE, inks.sub, weight=theme.SEMIBOLD, align=align
        )


def _draw_line(canvas: Canvas, line: PlottedLine, axes: LineArea) -> None:
    first, second = line.ends
    x, x2 = axes.x(0), axes.x(1)
    layer, opacity = ("leading", 1.0) if line.leads else ("others", 0.4)
    canvas.stroke(
        layer, x, axes.y(first), x2, axes.y(second), line.colour, thick=1.6, opacity=opacity
    )
    for begin, end in line.leads:
        y, y2 = (axes.y(first + (second - first) * share) for share in (begin, end))
        canvas.line("thick", axes.x(begin), y, axes.x(end), y2, line.colour, 4.5)


def _draw_share(canvas: Canvas, sheet: LinePlot, axes: LineArea) -> None:
    if not 0 < sheet.share < 1:
        return
    inks = theme.palette(sheet.mode)
    x = axes.x(sheet.share)
    canvas.stroke("now", x, axes.top - 8, x, axes.foot, inks.ink, is_dashed=True)
    align: Align = "right" if sheet.share > 0.8 else "left"
    canvas.text(
        x + (-4 if align == "right" else 4), 10, f"now {percent(sheet.share)}", theme.AXIS,
        inks.ink, weight=theme.SEMIBOLD, align=align,
    )  # fmt: skip


def _draw_crossings(canvas: Canvas, sheet: LinePlot, axes: LineArea) -> None:
    inks = theme.palette(sheet.mode)
    last = -100.0
    for crossing in sheet.crossings:
        x, y = axes.x(crossing.share), axes.y(crossing.total)
        canvas.symbol("crossings", x, y, inks.background, CIRCLE, edge=inks.ink, thick=2)
        if x - last > 34:
            canvas.text(
                x, max(y - 17, 10), crossing.label, theme.VALUE, inks.ink, weight=theme.BOLD,
                align="center",
            )  # fmt: skip
            last = x
        details = {"Leader": "changes", "At": crossing.label}
        says = f"the leader changes at {crossing.label}"
        canvas.hover(x - 9, y - 9, x + 9, y + 9, says, details)


def _draw_labels(canvas: Canvas, lines: list[PlottedLine], axes: LineArea, room: float) -> None:
    wanted = [axes.y(line.ends[1]) for line in lines]
    places = spread(wanted, LABEL_GAP, axes.top, axes.foot)
    for line, y, end in zip(lines, places, wanted, strict=True):
        weight = theme.SEMIBOLD if line.leads else theme.REGULAR
        ink = theme.palette(canvas.mode).faint
        colour = theme.text_colour(line.colour, canvas.mode) if line.leads else ink
        if abs(y - end) > 4:
            canvas.line("leaders", axes.right, end, axes.right + 9, y, ink, 0.7)
        label = elide(line.label, room, theme.VALUE, weight)
        canvas.text(axes.right + 12, y, label, theme.VALUE, colour, weight=weight)


def _subtitle(*_: object) -> str:
    return (
        "Total of each option, 0 to 100, as the reading on the right counts for more. Thick: the "
        "leader."
    )


@dataclass(frozen=True)
class Mixture:
    """The reading that the file's own scores give way to, and how far, from 0 to 1."""

    reading: str
    share: float = 0.0


def _variants(result: Result) -> dict[str, Mixture]:
    return {reading: Mixture(reading) for reading in result.criteria_set.readings}


def _variant_name(result: Result, mixture: Mixture) -> str:
    return f"Mix with the reading “{result.criteria_set.readings[mixture.reading].name}”"


def _read(result: Result, mixture: Mixture) -> tuple[CriteriaSet, Mix]:
    return result.criteria_set, result.mix(mixture.reading, mixture.share)


CHART = Chart(
    id="mix-with",
    name="Mix of readings",
    place=440,
    width=HALF,
    read=_read,
    title=mix_lines_title,
    subtitle=_subtitle,
    words=mix_lines_alt,
    rows=mix_lines_rows,
    draw=mix_lines,
    applies=lambda result: bool(result.criteria_set.readings),
    opening=lambda result: next(iter(_variants(result).values())),
    variants=_variants,
    variant_name=_variant_name,
)
