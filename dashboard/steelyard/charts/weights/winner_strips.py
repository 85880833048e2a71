"""The strips: who leads at every weight a criterion could have, for all criteria at once.

One bar per criterion from 0 to 100 %, coloured by the leader and cut exactly where the
lead changes; a tall mark is at the present weight.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from steelyard.analysis.sensitivity.robustness import TrackSegment
from steelyard.analysis.totals import Evaluation
from steelyard.charts import theme
from steelyard.charts.chart import Chart, has_several_weights
from steelyard.charts.drawing.canvas import NARROWEST_WIDE, Align, Canvas, Sheet
from steelyard.charts.drawing.contrast import text_on
from steelyard.charts.drawing.text import elide, text_width, wrap
from steelyard.charts.theme import Mode, option_colours
from steelyard.model import CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.names import option_labels, the_lead
from steelyard.results.words.numbers import percent, tenth_percent
from steelyard.results.words.text import plain
from steelyard.results.words.weights import (
    Tracks,
    describe_level,
    describe_no_flip,
    flip_weights,
    flip_words,
    heaviest_first,
    is_parted_at_once,
    nearest_first,
    shown_weights,
    weight_labels,
)

SUBTITLE = (
    "Who leads at every weight a criterion could have, while the others keep their proportions. "
    "Tall mark: its weight now. Flips: where the lead changes, and how many percentage points "
    "away that is."
)


def winner_strips(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    tracks: Tracks,
    mode: Mode,
    width: float = 1000,
) -> Sheet:
    """Return one bar per criterion, heaviest first, as a chart `width` pixels wide.

    `tracks`: criterion → the leaders at every weight; criteria without one get no bar.
    Where several options tie along a stretch, it has the first one's colour and all their
    names. Below 560 pixels words are above and below the bars.
    """
    colours = option_colours(criteria_set, mode)
    strips = [
        _strip(criteria_set, evaluation, tracks, criterion, colours, mode)
        for criterion in heaviest_first(evaluation)
        if criterion in tracks
    ]
    return draw_strips(strips, mode, width).sheet()


def winner_strips_title(criteria_set: CriteriaSet, evaluation: Evaluation, tracks: Tracks) -> str:
    """Return which weight is closest to changing the lead, or that none can; exact."""
    flippable = nearest_first(tracks)
    if not flippable:
        return describe_no_flip(criteria_set, evaluation)
    nearest = flippable[0]
    if is_parted_at_once(evaluation, tracks[nearest]):
        return describe_level(criteria_set, evaluation)
    name, place = plain(criteria_set.criteria[nearest].name), the_lead(criteria_set)
    now, flip = flip_weights(evaluation, tracks[nearest])
    if len(flippable) == 1 and len(tracks) > 1:
        return f"Only {name} can change {place} by itself: it flips at {flip}, now {now}"
    return f"Moved alone, {name} is nearest to changing {place}: it flips at {flip}, now {now}"


def winner_strips_alt(criteria_set: CriteriaSet, evaluation: Evaluation, tracks: Tracks) -> str:
    """Return the strips in words, for those who do not see them."""
    shown = shown_weights(evaluation)
    parts = []
    for criterion in nearest_first(tracks):
        track, name = tracks[criterion], plain(criteria_set.criteria[criterion].name)
        takers = option_labels(criteria_set, track.takes_over)
        parts.append(f"{name} {flip_words(track, shown[criterion])} to {takers}")
    never = len(tracks) - len(parts)
    if never:
        parts.append(f"{never} of {len(tracks)} never flip")
    title = winner_strips_title(criteria_set, evaluation, tracks)
    return f"Who leads at every weight of each criterion. {title}. {'; '.join(parts)}."


def winner_strips_rows(
    criteria_set: CriteriaSet, evaluation: Evaluation, tracks: Tracks
) -> pd.DataFrame:
    """Return one row per criterion and stretch of its weight, unrounded, heaviest first.

    Columns: `criterion_id`, `criterion`, `weight` (0 to 1, now), `begin`, `end` (0 to 1),
    `leader_ids`, `leaders` (several, with commas, where they tie), `flips_at` (0 to 1,
    the nearest change of the lead, empty if there is none), `percentage_points` (from now
    to there).
    """
    return pd.DataFrame(
        {
            "criterion_id": criterion,
            "criterion": criteria_set.criteria[criterion].name,
            "weight": track.weight,
            "begin": segment.begin,
            "end": segment.end,
            "leader_ids": ", ".join(segment.leaders),
            "leaders": ", ".join(criteria_set.options[o].name for o in segment.leaders),
            "flips_at": track.nearest,
            "percentage_points": None
            if track.nearest is None
            else 100 * (track.nearest - track.weight),
        }
        for criterion in heaviest_first(evaluation)
        for track in [tracks[criterion]]
        for segment in track.segments
    )


def _strip(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    tracks: Tracks,
    criterion: str,
    colours: dict[str, str],
    mode: Mode,
) -> Strip:
    track = tracks[criterion]
    takers = track.takes_over
    return Strip(
        name=plain(criteria_set.criteria[criterion].name),
        weight=weight_labels(evaluation)[criterion],
        at=track.weight,
        stretches=tuple(_stretch(criteria_set, s, colours) for s in track.segments),
        words=flip_words(track, shown_weights(evaluation)[criterion]),
        taker=_together(criteria_set, takers),
        tint=theme.text_colour(colours[takers[0]], mode) if takers else "",
    )


def _stretch(criteria_set: CriteriaSet, segment: TrackSegment, colours: dict[str, str]) -> Stretch:
    label = _together(criteria_set, segment.leaders)
    return Stretch(segment.begin, segment.end, label, colours[segment.leaders[0]])


def _together(criteria_set: CriteriaSet, options: tuple[str, ...]) -> str:
    return option_labels(criteria_set, options) if options else ""


ROW, BAR, AXIS_ROOM = 36.0, 22.0, 26.0
COMPACT_ROW, COMPACT_BAR = 66.0, 16.0
WEIGHT_WIDTH, PADDING = 46.0, 6.0
MARK, OVERHANG = 3.0, 4.0


class Stretch(NamedTuple):
    """A coloured part of a bar, from `begin` to `end` (0 to 1)."""

    begin: float
    end: float
    label: str
    colour: str


@dataclass(frozen=True)
class Strip:
    """One bar with its words. `taker` comes to lead beyond the nearest flip, in `tint`."""

    name: str
    weight: str
    at: float
    stretches: tuple[Stretch, ...]
    words: str
    taker: str
    tint: str


@dataclass(frozen=True)
class StripPlace:
    """A bar's pixels: from `x` to `x2` across, from `y` down for `height`."""

    x: float
    x2: float
    y: float
    height: float

    def at(self, share: float) -> float:
        """Return the pixel across of a weight of 0 to 1."""
        return self.x + share * (self.x2 - self.x)


def draw_strips(strips: Sequence[Strip], mode: Mode, width: float) -> Canvas:
    """Return a sheet with all strips; below 560 pixels names and words go above and below."""
    return (
        _draw_compact(strips, mode, width)
        if width < NARROWEST_WIDE
        else _draw_wide(strips, mode, width)
    )


def _draw_wide(strips: Sequence[Strip], mode: Mode, width: float) -> Canvas:
    colours = theme.palette(mode)
    canvas = Canvas(width, ROW * len(strips) + AXIS_ROOM, mode)
    longest = max(text_width(strip.name, theme.LABEL) for strip in strips)
    names = min(longest, 0.24 * width)
    left = names + WEIGHT_WIDTH + 14
    words = max(text_width(text, theme.VALUE) for s in strips for text in (s.words, _to(s)))
    right = width - min(words, 0.24 * width) - 14
    for index, strip in enumerate(strips):
        y = ROW * index
        middle = y + ROW / 2
        lines = wrap(strip.name, names, theme.LABEL, most=2)
        canvas.lines(0, middle, lines, 15, theme.LABEL, colours.ink)
        canvas.text(
            left - 12, middle, strip.weight, theme.LABEL, colours.sub,
            weight=theme.SEMIBOLD, align="right",
        )  # fmt: skip
        place = StripPlace(left, right, middle - BAR / 2, BAR)
        is_named = _draw_bar(canvas, strip, place)
        _draw_words(canvas, strip, right + 14, middle, is_named)
        _add_hovers(canvas, strip, place)
    _draw_axis(canvas, left, right, ROW * len(strips))
    return canvas


def _draw_words(canvas: Canvas, strip: Strip, x: float, middle: float, is_named: bool) -> None:
    colours = theme.palette(canvas.mode)
    ink = colours.ink if strip.taker else colours.faint
    shift = 0.0 if is_named else 8.0
    canvas.text(x, middle - shift, strip.words, theme.VALUE, ink)
    if not is_named:
        line = elide(_to(strip), canvas.width - x, theme.AXIS)
        canvas.text(x, middle + shift, line, theme.AXIS, strip.tint)


def _draw_compact(strips: Sequence[Strip], mode: Mode, width: float) -> Canvas:
    colours = theme.palette(mode)
    canvas = Canvas(width, COMPACT_ROW * len(strips) + AXIS_ROOM - 8, mode)
    for index, strip in enumerate(strips):
        y = COMPACT_ROW * index
        name = elide(strip.name, width - WEIGHT_WIDTH, theme.LABEL)
        canvas.text(0, y + 10, name, theme.LABEL, colours.ink)
        canvas.text(
            width, y + 10, strip.weight, theme.LABEL, colours.sub,
            weight=theme.SEMIBOLD, align="right",
        )  # fmt: skip
        place = StripPlace(0, width, y + 22, COMPACT_BAR)
        _draw_bar(canvas, strip, place)
        below = f"{strip.words} {_to(strip)}" if strip.taker else strip.words
        ink = colours.sub if strip.taker else colours.faint
        canvas.text(0, y + 49, elide(below, width, theme.AXIS), theme.AXIS, ink)
        _add_hovers(canvas, strip, place)
    _draw_axis(canvas, 0, width, COMPACT_ROW * len(strips) - 8)
    return canvas


def _draw_bar(canvas: Canvas, strip: Strip, place: StripPlace) -> bool:
    """Draw a bar; return whether the option that takes over, if any, is named in it."""
    colours = theme.palette(canvas.mode)
    mark, named = place.at(strip.at), set()
    for stretch in strip.stretches:
        x, x2 = place.at(stretch.begin), place.at(stretch.end)
        gap = 1.0 if stretch.end < 1 else 0.0
        canvas.box("stretches", x, place.y, max(x2 - gap, x + 1), place.y + place.height,
                   stretch.colour)  # fmt: skip
        low, high = _roomier(x, x2, mark)
        if text_width(stretch.label, theme.AXIS, theme.SEMIBOLD) + 2 * PADDING <= high - low:
            middle = place.y + place.height / 2
            canvas.text(
                (low + high) / 2, middle, stretch.label, theme.AXIS, text_on(stretch.colour),
                weight=theme.SEMIBOLD, align="center",
            )  # fmt: skip
            named.add(stretch.label)
    half, top, foot = MARK / 2, place.y - OVERHANG, place.y + place.height + OVERHANG
    # The mark is set off from a bar of any colour by a thin edge.
    canvas.box("edges", mark - half - 1.5, top, mark + half + 1.5, foot, colours.background)
    canvas.box("marks", mark - half, top, mark + half, foot, colours.ink)
    return not strip.taker or strip.taker in named


def _roomier(x: float, x2: float, mark: float) -> tuple[float, float]:
    """Return the wider of the two parts into which the mark cuts a stretch."""
    if not x < mark < x2:
        return x, x2
    return (x, mark - 3) if mark - x > x2 - mark else (mark + 3, x2)


def _draw_axis(canvas: Canvas, left: float, right: float, y: float) -> None:
    colours = theme.palette(canvas.mode)
    aligns: list[Align] = ["left", "center", "center", "center", "right"]
    for step, align in enumerate(aligns):
        x = left + (right - left) * step / 4
        canvas.line("ticks", x, y, x, y + 4, colours.faint)
        canvas.text(x, y + 14, percent(step / 4), theme.AXIS, colours.faint, align=align)


def _add_hovers(canvas: Canvas, strip: Strip, place: StripPlace) -> None:
    for stretch in strip.stretches:
        extent = f"{tenth_percent(stretch.begin)} to {tenth_percent(stretch.end)}"
        details = {
            "Criterion": strip.name,
            "Now": strip.weight,
            "Leads": stretch.label,
            "From": extent,
            "Change": strip.words,
        }
        says = f"{strip.name} from {extent}: {stretch.label} leads"
        canvas.hover(
            place.at(stretch.begin), place.y, place.at(stretch.end), place.y + place.height,
            says, details,
        )  # fmt: skip


def _to(strip: Strip) -> str:
    return f"to {strip.taker}" if strip.taker else ""


def nearest_tracks(tracks: Tracks, most: int) -> Tracks:
    """Return the weights nearest to a flip, at most so many, in the order they came in."""

    def away(criterion: str) -> float:
        track = tracks[criterion]
        return 2.0 if track.nearest is None else abs(track.nearest - track.weight)

    kept = set(sorted(tracks, key=away)[:most])
    return {criterion: track for criterion, track in tracks.items() if criterion in kept}


def _read(result: Result, most: int | None) -> tuple[CriteriaSet, Evaluation, Tracks]:
    tracks = result.tracks if most is None else nearest_tracks(result.tracks, most)
    return result.criteria_set, result.evaluation, tracks


CHART = Chart(
    id="leaders-by-weight",
    name="Leaders by weight",
    place=320,
    read=_read,
    title=winner_strips_title,
    subtitle=lambda *_: SUBTITLE,
    words=winner_strips_alt,
    rows=winner_strips_rows,
    draw=winner_strips,
    applies=has_several_weights,
)
