"""The lines: every option's total while one weight goes from 0 to 100 %.

One criterion (or group) in full, where the strips show all of them at once. The leader's
edge is thick, each change of the lead a circle with its weight.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from steelyard.analysis.sensitivity.robustness import Ends, WeightTrack
from steelyard.analysis.totals import Evaluation
from steelyard.charts import theme
from steelyard.charts.chart import HALF, Chart, has_several_weights
from steelyard.charts.drawing.canvas import NARROWEST_WIDE, Canvas, Sheet
from steelyard.charts.drawing.placing import Crossing, LineArea, spread
from steelyard.charts.drawing.text import elide, text_width
from steelyard.charts.theme import Mode, option_colours
from steelyard.model import CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.names import leads, option_labels
from steelyard.results.words.numbers import integer, percent
from steelyard.results.words.text import listing, plain
from steelyard.results.words.weights import (
    describe_level,
    flip_weights,
    is_parted_at_once,
    track_leaders,
    weight_labels,
)


def weight_lines(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    track: WeightTrack,
    ends: Ends,
    mode: Mode,
    width: float = 1000,
) -> Sheet:
    """Return the totals over one weight as a chart `width` pixels wide.

    `track`: that of a criterion or of a group; the other weights keep their proportions.
    `ends`: option → its total where that weight is 0, and where it is 1. Options that lead
    nowhere are grey; where several tie along a stretch, the first one's line is thick.
    """
    leaders = track_leaders([track])
    colours = option_colours(criteria_set, mode)
    grey = theme.palette(mode).grey
    shown = set(leaders)
    lines = [
        Line(
            name=plain(criteria_set.options[option].name),
            label=plain(criteria_set.options[option].label),
            at_zero=ends[option][0],
            at_one=ends[option][1],
            colour=colours[option] if option in shown else grey,
            leads=tuple((s.begin, s.end) for s in track.segments if s.leaders[0] == option),
            is_shown=option in shown,
        )
        for option in evaluation.ranking
    ]
    plot = WeightPlot(
        mode=mode,
        lines=lines,
        crossings=_crossings(track, ends),
        at=track.weight,
        now=f"now {_now(evaluation, track)}",
        axis=f"Weight of {track_name(criteria_set, track)}",
    )
    return draw_plot(plot, width).sheet()


def track_name(criteria_set: CriteriaSet, track: WeightTrack) -> str:
    """Return the name of the criterion or group whose weight moves, else its members' names."""
    if len(track.criteria) > 1:
        groups = {criteria_set.criteria[criterion].group for criterion in track.criteria}
        group = groups.pop() if len(groups) == 1 else None
        if group:
            return plain(criteria_set.groups[group].name)
    return listing(plain(criteria_set.criteria[criterion].name) for criterion in track.criteria)


def weight_lines_title(
    criteria_set: CriteriaSet, evaluation: Evaluation, track: WeightTrack, *_: object
) -> str:
    """Return the weight beyond which another option leads, or that none ever does; exact."""
    name = track_name(criteria_set, track)
    leaders = option_labels(criteria_set, evaluation.leaders)
    if track.nearest is None:
        verb = leads(criteria_set, len(evaluation.leaders))
        return f"{leaders} {verb} whatever {name} weighs"
    if is_parted_at_once(evaluation, track):
        return describe_level(criteria_set, evaluation)
    takers = option_labels(criteria_set, track.takes_over)
    verb = leads(criteria_set, len(track.takes_over))
    now, flip = flip_weights(evaluation, track)
    side = "less" if track.nearest < track.weight else "more"
    return f"{takers} {verb} if {name} weighs {side} than {flip} (now {now})"


def weight_lines_alt(
    criteria_set: CriteriaSet, evaluation: Evaluation, track: WeightTrack, ends: Ends
) -> str:
    """Return the leader of each stretch of the weight, with its totals there, in words."""
    parts = []
    for segment in track.segments:
        first, last = (
            integer(_total(ends[segment.leaders[0]], weight))
            for weight in (segment.begin, segment.end)
        )
        verb = leads(criteria_set, len(segment.leaders))
        parts.append(
            f"{option_labels(criteria_set, segment.leaders)} {verb} from {percent(segment.begin)} "
            f"to {percent(segment.end)}, with a total of {first} to {last}"
        )
    name = track_name(criteria_set, track)
    title = weight_lines_title(criteria_set, evaluation, track)
    return f"Totals of {len(ends)} options over the weight of {name}. {title}. {'; '.join(parts)}."


def weight_lines_rows(
    criteria_set: CriteriaSet, evaluation: Evaluation, track: WeightTrack, ends: Ends
) -> pd.DataFrame:
    """Return every option's total at 0, at each change of the lead, now and at 1, unrounded.

    Options from best to worst, weights ascending. Columns: `option_id`, `option`,
    `weight` (0 to 1), `total` (0 to 100), `is_now`.
    """
    weights = sorted({0.0, 1.0, track.weight, *(s.end for s in track.segments)})
    return pd.DataFrame(
        {
            "option_id": option,
            "option": criteria_set.options[option].name,
            "weight": weight,
            "total": _total(ends[option], weight),
            "is_now": weight == track.weight,
        }
        for option in evaluation.ranking
        for weight in weights
    )


def _total(ends: tuple[float, float], weight: float) -> float:
    return ends[0] + (ends[1] - ends[0]) * weight


def _crossings(track: WeightTrack, ends: Ends) -> list[Crossing]:
    return [
        Crossing(segment.end, _total(ends[segment.leaders[0]], segment.end), percent(segment.end))
        for segment in track.segments[:-1]
    ]


def _now(evaluation: Evaluation, track: WeightTrack) -> str:
    if len(track.criteria) == 1:
        return weight_labels(evaluation)[track.criteria[0]]
    return percent(track.weight)


LEFT, TOP, FOOT = 32.0, 24.0, 46.0
HEIGHT, COMPACT_HEIGHT = 400.0, 330.0
CONNECTOR = 18.0
CIRCLE = 11.0
MOST_LABELS = 14
"""With more options than this only those that matter here are named."""
DASH, GAP = 5.0, 4.0


@dataclass(frozen=True)
class Line:
    """One option's line. `leads`: the stretches of weight on which it is drawn thick."""

    name: str
    label: str
    at_zero: float
    at_one: float
    colour: str
    leads: tuple[tuple[float, float], ...]
    is_shown: bool

    def total(self, weight: float) -> float:
        """Return the total at a weight of 0 to 1."""
        return self.at_zero + (self.at_one - self.at_zero) * weight


@dataclass(frozen=True)
class WeightPlot:
    """The lines ready to draw, from best to worst."""

    mode: Mode
    lines: Sequence[Line]
    crossings: Sequence[Crossing]
    at: float
    now: str
    axis: str


def draw_plot(plot: WeightPlot, width: float) -> Canvas:
    """Return a sheet with the lines; totals run over the twenties that hold all of them."""
    is_compact = width < NARROWEST_WIDE
    height = COMPACT_HEIGHT if is_compact else HEIGHT
    canvas = Canvas(width, height, plot.mode)
    labelled = _labelled(plot.lines, is_compact)
    longest = max(text_width(line.label, theme.VALUE, theme.SEMIBOLD) for line in labelled)
    names = min(longest, (0.36 if is_compact else 0.24) * width)
    totals = [end for line in plot.lines for end in (line.at_zero, line.at_one)]
    low = 20.0 * math.floor(round(min(totals) / 20, 9))
    high = 20.0 * math.ceil(round(max(totals) / 20, 9))
    # Flat lines on an edge of twenty would leave a span of nothing.
    if high == low:
        low, high = (low - 20, high) if high >= 100 else (low, high + 20)
    area = LineArea(LEFT, width - names - CONNECTOR - 6, TOP, height - FOOT, low, high)
    _draw_axes(canvas, plot, area, is_compact)
    _draw_lines(canvas, plot, area, labelled)
    _draw_labels(canvas, labelled, area, names)
    _draw_crossings(canvas, plot, area)
    return canvas


def _draw_axes(canvas: Canvas, plot: WeightPlot, area: LineArea, is_compact: bool) -> None:
    colours = theme.palette(plot.mode)
    for total in range(int(area.low), int(area.high) + 1, 20):
        y = area.y(total)
        canvas.line("grid", area.left, y, area.right, y, colours.rule)
        canvas.text(area.left - 8, y, integer(total), theme.AXIS, colours.sub, align="right")
    steps = 4 if is_compact else 5
    for step in range(steps + 1):
        x = area.x(step / steps)
        canvas.line("ticks", x, area.foot, x, area.foot + 4, colours.faint)
        label = percent(step / steps)
        canvas.text(x, area.foot + 14, label, theme.AXIS, colours.sub, align="center")
    axis = elide(plot.axis, canvas.width, theme.AXIS, theme.SEMIBOLD)
    half = text_width(axis, theme.AXIS, theme.SEMIBOLD) / 2
    canvas.text(
        max((area.left + area.right) / 2, half), area.foot + 34, axis, theme.AXIS, colours.sub,
        weight=theme.SEMIBOLD, align="center",
    )  # fmt: skip
    _draw_now(canvas, plot, area)


def _draw_now(canvas: Canvas, plot: WeightPlot, area: LineArea) -> None:
    ink, x, y = theme.palette(plot.mode).ink, area.x(plot.at), area.top - 6
    while y < area.foot:
        canvas.line("now", x, y, x, min(y + DASH, area.foot), ink, 1.5)
        y += DASH + GAP
    half = text_width(plot.now, theme.AXIS, theme.SEMIBOLD) / 2
    middle = min(max(x, half), canvas.width - half)
    canvas.text(middle, 8, plot.now, theme.AXIS, ink, weight=theme.SEMIBOLD, align="center")


def _draw_lines(canvas: Canvas, plot: WeightPlot, area: LineArea, labelled: Sequence[Line]) -> None:
    # The best come last, so that they lie on top.
    for line in reversed(plot.lines):
        layer, thick = ("shown", 2.0) if line.is_shown else ("rest", 1.2)
        y, y2 = area.y(line.at_zero), area.y(line.at_one)
        canvas.line(layer, area.left, y, area.right, y2, line.colour, thick)
        if line not in labelled:
            _add_hover(canvas, line, area, y2)
    for line in plot.lines:
        for begin, end in line.leads:
            y, y2 = area.y(line.total(begin)), area.y(line.total(end))
            canvas.line("edge", area.x(begin), y, area.x(end), y2, line.colour, 5)


def _add_hover(canvas: Canvas, line: Line, area: LineArea, y: float) -> None:
    """Add a tooltip to the last stretch of a line, and to its label at height `y`."""
    extent = f"{integer(line.at_zero)} at 0%, {integer(line.at_one)} at 100%"
    details = {"Option": line.name, "Total": extent}
    says = f"{line.name}: {extent}"
    canvas.hover(area.right - 40, y - 8, canvas.width, y + 8, says, details)


def _labelled(lines: Sequence[Line], is_compact: bool) -> list[Line]:
    """Return the lines that get a name: all if few and there is room, else those shown."""
    is_roomy = not is_compact and len(lines) <= MOST_LABELS
    return [line for line in lines if is_roomy or line.is_shown]


def _draw_labels(canvas: Canvas, lines: Sequence[Line], area: LineArea, names: float) -> None:
    colours, size = theme.palette(canvas.mode), theme.VALUE
    ends = [area.y(line.at_one) for line in lines]
    # Lines that end together are named in the order they come in.
    order = sorted(range(len(lines)), key=lambda i: (ends[i], area.y(lines[i].at_zero)))
    places = spread([ends[index] for index in order], 16, 8, area.foot)
    for index, y in zip(order, places, strict=True):
        line = lines[index]
        weight = theme.SEMIBOLD if line.is_shown else theme.REGULAR
        ink = theme.text_colour(line.colour, canvas.mode) if line.is_shown else colours.sub
        start = area.right + CONNECTOR
        canvas.line("connectors", area.right + 2, ends[index], start - 3, y, colours.grey)
        label = elide(line.label, names + 1, size, weight)
        canvas.text(start, y, label, size, ink, weight=weight)
        _add_hover(canvas, line, area, y)


def _draw_crossings(canvas: Canvas, plot: WeightPlot, area: LineArea) -> None:
    colours = theme.palette(plot.mode)
    taken = -math.inf
    for crossing in plot.crossings:
        x, y = area.x(crossing.share), area.y(crossing.total)
        canvas.dot(x, y, colours.background, CIRCLE, is_filled=True)
        canvas.dot(x, y, colours.ink, CIRCLE, is_filled=False)
        half = text_width(crossing.label, theme.VALUE, theme.BOLD) / 2
        middle = max(x, area.left + half)
        is_above = middle - half > taken + 4 and y - 18 > area.top - 8
        text_y = y - 18 if is_above else y + 19
        taken = middle + half if is_above else taken
        box = (middle - half - 2, text_y - 8, middle + half + 2, text_y + 8)
        canvas.box("backs", *box, colours.background, 0.85)
        canvas.text(
            middle, text_y, crossing.label, theme.VALUE, colours.ink,
            weight=theme.BOLD, align="center",
        )  # fmt: skip


def _subtitle(
    criteria_set: CriteriaSet, evaluation: Evaluation, track: WeightTrack, *_: object
) -> str:
    top = plain(criteria_set.measure.top)
    parts = [
        f"Total, 0 to 100 (100 is {top}), while the other weights keep their proportions.",
        "Thick: whoever is first.",
    ]
    if len(track.segments) > 1:
        parts.append("Circle: where that changes.")
    others = len(evaluation.options) - len(set(track_leaders([track])))
    if others:
        whose = "one option that comes" if others == 1 else f"{others} options that come"
        parts.append(f"Grey: the {whose} first nowhere here.")
    return " ".join(parts)


def tracks_of(result: Result) -> dict[str, WeightTrack]:
    """Return the weights that can be chosen: those of criteria, then those of whole groups."""
    return {**result.tracks, **result.group_tracks}


def opening_track(result: Result) -> str:
    """Return the weight shown first: the one whose flip is closest, the first where none has."""
    tracks = tracks_of(result)

    def away(name: str) -> float:
        track = tracks[name]
        return 2.0 if track.nearest is None else abs(track.nearest - track.weight)

    return min(tracks, key=away)


def _variant_name(result: Result, name: str) -> str:
    return f"Totals over the weight of {result.criteria_set.criteria[name].label}"


def _read(result: Result, name: str) -> tuple[CriteriaSet, Evaluation, WeightTrack, Ends]:
    track = tracks_of(result)[name]
    return result.criteria_set, result.evaluation, track, result.find_ends(track)


CHART = Chart(
    id="totals-over",
    name="Totals over one weight",
    place=330,
    width=HALF,
    read=_read,
    title=weight_lines_title,
    subtitle=_subtitle,
    words=weight_lines_alt,
    rows=weight_lines_rows,
    draw=weight_lines,
    applies=has_several_weights,
    opening=opening_track,
    variants=lambda result: {criterion: criterion for criterion in result.tracks},
    variant_name=_variant_name,
)
