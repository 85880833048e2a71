"""The nearest flips: by how much each single weight has to move before the lead changes.

One bar per criterion that can change the lead, the closest first, in the colour of the
option that takes over. Each weight is moved alone; moving several together is not shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from steelyard.analysis.totals import Evaluation
from steelyard.charts import theme
from steelyard.charts.chart import HALF, Chart, has_several_weights
from steelyard.charts.drawing.canvas import NARROWEST_WIDE, Canvas, Sheet
from steelyard.charts.drawing.text import elide, text_width
from steelyard.charts.theme import Mode, option_colours
from steelyard.model import CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.names import option_labels, the_lead
from steelyard.results.words.numbers import MINUS, percent, signed
from steelyard.results.words.text import plain
from steelyard.results.words.weights import (
    Tracks,
    describe_level,
    describe_no_flip,
    is_parted_at_once,
    nearest_first,
    shown_weights,
    weight_change,
    weight_labels,
)

ROW, BAR, COMPACT_ROW, COMPACT_BAR = 32.0, 18.0, 48.0, 14.0
AXIS_ROOM, BESIDE = 44.0, 7.0


@dataclass(frozen=True)
class Bar:
    """One criterion: how far its flip is, in percentage points with sign, and the leader there."""

    name: str
    short: str
    weight: str
    change: float
    label: str
    colour: str
    flips_at: str


def nearest_flips(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    tracks: Tracks,
    mode: Mode,
    width: float = 1000,
) -> Sheet:
    """Return the distances to each single flip as a chart `width` pixels wide.

    `tracks`: those of all the evaluation's criteria.
    Criteria that never change the lead are named in the subtitle; where none does, the
    sheet says so. Below 560 pixels names are above the bars.
    """
    colours = option_colours(criteria_set, mode)
    bars = [
        _bar(criteria_set, evaluation, tracks, criterion, colours)
        for criterion in nearest_first(tracks)
    ]
    canvas = _draw(bars, mode, width, the_lead(criteria_set))
    return canvas.sheet()


def nearest_flips_title(criteria_set: CriteriaSet, evaluation: Evaluation, tracks: Tracks) -> str:
    """Return the smallest change of a single weight that brings another option level; exact."""
    flippable = nearest_first(tracks)
    if not flippable:
        return describe_no_flip(criteria_set, evaluation)
    track = tracks[flippable[0]]
    if is_parted_at_once(evaluation, track) or track.nearest is None:
        return describe_level(criteria_set, evaluation)
    name = plain(criteria_set.criteria[flippable[0]].name)
    takers = option_labels(criteria_set, track.takes_over)
    brings = "brings" if len(track.takes_over) == 1 else "bring"
    change = weight_change(track.weight, track.nearest, shown_weights(evaluation)[flippable[0]])
    amount = change.lstrip(f"+{MINUS}")
    points = "percentage point" if amount == "1" else "percentage points"
    side = "less" if track.nearest < track.weight else "more"
    return f"Nearest flip of one weight: {amount} {points} {side} on {name} {brings} {takers} level"


def nearest_flips_alt(criteria_set: CriteriaSet, evaluation: Evaluation, tracks: Tracks) -> str:
    """Return the flips in words, the nearest first, for those who do not see them."""
    shown = shown_weights(evaluation)
    parts = [
        f"{plain(criteria_set.criteria[criterion].name)} "
        f"{weight_change(track.weight, track.nearest, shown[criterion])} "
        f"to {option_labels(criteria_set, track.takes_over)}"
        for criterion in nearest_first(tracks)
        for track in [tracks[criterion]]
        if track.nearest is not None
    ]
    changes = f" In percentage points: {'; '.join(parts)}." if parts else ""
    title = nearest_flips_title(criteria_set, evaluation, tracks)
    never = _never(criteria_set, tracks)
    return f"Smallest changes of single weights. {title}.{changes}{never}"


def nearest_flips_rows(
    criteria_set: CriteriaSet, evaluation: Evaluation, tracks: Tracks
) -> pd.DataFrame:
    """Return one row per criterion, the nearest flip first, those without one last, unrounded.

    Columns: `criterion_id`, `criterion`, `weight`, `flips_at` (0 to 1, empty where the
    lead never changes), `percentage_points` (from now to there, with sign), `taker_ids`,
    `takers` (who leads beyond; several, with commas, where they tie).
    """
    found = nearest_first(tracks)
    never = [criterion for criterion in evaluation.criteria if criterion not in found]
    return pd.DataFrame(
        {
            "criterion_id": criterion,
            "criterion": criteria_set.criteria[criterion].name,
            "weight": track.weight,
            "flips_at": track.nearest,
            "percentage_points": None
            if track.nearest is None
            else 100 * (track.nearest - track.weight),
            "taker_ids": ", ".join(track.takes_over),
            "takers": ", ".join(criteria_set.options[o].name for o in track.takes_over),
        }
        for criterion in [*found, *never]
        for track in [tracks[criterion]]
    )


def _bar(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    tracks: Tracks,
    criterion: str,
    colours: dict[str, str],
) -> Bar:
    track = tracks[criterion]
    flip = track.weight if track.nearest is None else track.nearest
    change = weight_change(track.weight, flip, shown_weights(evaluation)[criterion])
    return Bar(
        name=plain(criteria_set.criteria[criterion].name),
        short=plain(criteria_set.criteria[criterion].label),
        weight=weight_labels(evaluation)[criterion],
        change=100 * (flip - track.weight),
        label=f"{change} → {option_labels(criteria_set, track.takes_over)}",
        colour=colours[track.takes_over[0]],
        flips_at=percent(flip),
    )


def _never(criteria_set: CriteriaSet, tracks: Tracks) -> str:
    names = [
        plain(criteria_set.criteria[criterion].name)
        for criterion in tracks
        if tracks[criterion].nearest is None
    ]
    if not names or len(names) == len(tracks):
        return ""
    return f" No weight of {' or '.join(_pair(names))} changes {the_lead(criteria_set)}."


def _pair(names: Sequence[str]) -> list[str]:
    """Return all names but the last as one text with commas, then the last."""
    return [", ".join(names[:-1]), names[-1]] if len(names) > 1 else list(names)


def _draw(bars: Sequence[Bar], mode: Mode, width: float, place: str) -> Canvas:
    colours = theme.palette(mode)
    if not bars:
        canvas = Canvas(width, 34, mode)
        canvas.text(0, 17, f"Nothing to show: no single weight changes {place}.", theme.LABEL,
                    colours.sub)  # fmt: skip
        return canvas
    is_compact = width < NARROWEST_WIDE
    row, height = (COMPACT_ROW, COMPACT_BAR) if is_compact else (ROW, BAR)
    canvas = Canvas(width, row * len(bars) + AXIS_ROOM, mode)
    left = 0.0 if is_compact else _names_width(bars, width)
    zero, scale = _fit(bars, left, width)
    _draw_axis(canvas, bars, zero, scale, 8 if is_compact else 0)
    for index, bar in enumerate(bars):
        middle = row * index + (32 if is_compact else ROW / 2)
        name_y = row * index + 12 if is_compact else middle
        _draw_name(canvas, bar, name_y, width if is_compact else left)
        end = zero + bar.change * scale
        x, x2 = min(zero, end), max(zero, end)
        # A flip close by still shows as a sliver.
        canvas.box("bars", x, middle - height / 2, max(x2, x + 1.5), middle + height / 2,
                   bar.colour)  # fmt: skip
        room = width - max(zero, end) - BESIDE + 1
        label = elide(bar.label, room, theme.VALUE, theme.SEMIBOLD)
        canvas.text(
            max(zero, end) + BESIDE, middle, label, theme.VALUE,
            theme.text_colour(bar.colour, mode), weight=theme.SEMIBOLD,
        )  # fmt: skip
        details = {
            "Criterion": bar.name, "Now": bar.weight, "Flips": bar.flips_at, "Change": bar.label,
        }  # fmt: skip
        says = f"{bar.name}: {bar.label}"
        canvas.hover(0, row * index, width, row * (index + 1), says, details)
        # The names of the compact form are between its bars, and no line may cross them.
        edge = height / 2 + 2 if is_compact else ROW / 2
        canvas.line("zero", zero, middle - edge, zero, middle + edge, colours.ink, 1.5)
    return canvas


def _names_width(bars: Sequence[Bar], width: float) -> float:
    longest = max(text_width(f"{bar.name}  {bar.weight}", theme.LABEL) for bar in bars)
    return min(longest + 6, 0.34 * width)


def _draw_name(canvas: Canvas, bar: Bar, y: float, room: float) -> None:
    colours = theme.palette(canvas.mode)
    weight = text_width(bar.weight, theme.LABEL) + 8
    is_long = text_width(bar.name, theme.LABEL) > room - weight
    name = elide(bar.short if is_long else bar.name, room - weight, theme.LABEL)
    canvas.text(0, y, name, theme.LABEL, colours.ink)
    used = text_width(name, theme.LABEL) + 8
    canvas.text(used, y, bar.weight, theme.LABEL, colours.faint)


def _fit(bars: Sequence[Bar], left: float, width: float) -> tuple[float, float]:
    """Return the pixel of no change and pixels per point, so that every label has room."""
    least = min(0.0, *(bar.change for bar in bars))
    start = left + (14 if left else 0)
    labels = [min(text_width(bar.label, theme.VALUE, theme.SEMIBOLD), 0.45 * width) for bar in bars]
    scales = [
        (width - start - BESIDE - label) / max(max(bar.change, 0.0) - least, 1e-6)
        for bar, label in zip(bars, labels, strict=True)
    ]
    scale = min(scales)
    return start - least * scale, scale


def _draw_axis(canvas: Canvas, bars: Sequence[Bar], zero: float, scale: float, tick: float) -> None:
    """Draw the axis below the bars; `tick` pixels of each line, or all the way up for 0."""
    colours, foot = theme.palette(canvas.mode), canvas.height - AXIS_ROOM
    low = min(0.0, *(bar.change for bar in bars))
    high = max(0.0, *(bar.change for bar in bars))
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100) if s * scale >= 52 or s == 100)
    for count in range(-int(-low / step), int(high / step) + 1):
        x = zero + count * step * scale
        label = "now" if not count else signed(count * step)
        if count:
            canvas.line("grid", x, foot - tick if tick else 0, x, foot, colours.rule)
        half = text_width(label, theme.AXIS) / 2
        middle = min(max(x, half), canvas.width - half)
        canvas.text(middle, foot + 12, label, theme.AXIS, colours.sub, align="center")
    title = "percentage points of weight"
    half = text_width(title, theme.AXIS, theme.SEMIBOLD) / 2
    middle = min(max(zero + (low + high) / 2 * scale, half), canvas.width - half)
    canvas.text(
        middle, foot + 32, title, theme.AXIS, colours.sub, weight=theme.SEMIBOLD, align="center"
    )


def _subtitle(
    criteria_set: CriteriaSet, _evaluation: Evaluation, tracks: Tracks, *_: object
) -> str:
    if not nearest_first(tracks):
        return "Each weight was moved from 0 to 100%, the others keeping their proportions."
    text = "Change of one weight, in percentage points, at which the named option takes over"
    return (
        f"{text}; the others keep their proportions. Closest first.{_never(criteria_set, tracks)}"
    )


def _read(result: Result, _: None) -> tuple[CriteriaSet, Evaluation, Tracks]:
    return result.criteria_set, result.evaluation, result.tracks


CHART = Chart(
    id="nearest-flips",
    name="Nearest flips",
    place=310,
    width=HALF,
    read=_read,
    title=nearest_flips_title,
    subtitle=_subtitle,
    words=nearest_flips_alt,
    rows=nearest_flips_rows,
    draw=nearest_flips,
    applies=has_several_weights,
)
