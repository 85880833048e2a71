"""The winner map: which option leads at every way to split a weight between three parts.

A triangle; each corner is all of the weight. Present weights are a diamond, lenses dots.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from steelyard.analysis.sensitivity.weight_map import Part, Shares, WeightMap
from steelyard.analysis.totals import Evaluation
from steelyard.charts import theme
from steelyard.charts.chart import HALF, Chart, has_several_weights
from steelyard.charts.drawing.canvas import NARROWEST_WIDE, Align, Canvas, Point, Sheet
from steelyard.charts.drawing.contrast import text_on
from steelyard.charts.drawing.placing import Box, move_apart, place_inside
from steelyard.charts.drawing.text import elide, text_width, wrap
from steelyard.charts.theme import Mode, option_colours
from steelyard.charts.weights.two_way_maps import first_parts, overlap
from steelyard.model import CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.names import option_labels, part_name
from steelyard.results.words.numbers import percent, percents
from steelyard.results.words.text import listing, plain

Lenses = Mapping[str, Mapping[str, float]]
"""Lens → criterion → weight."""
PARTS = 3


def winner_map(
    criteria_set: CriteriaSet,
    _evaluation: Evaluation,
    weight_map: WeightMap,
    lenses: Lenses,
    mode: Mode,
    width: float = 1000,
) -> Sheet:
    """Return the triangle of a weight map, with the share of its area that each option takes.

    `lenses`: lens → criterion → weight; a dot shows how the lens splits the three parts,
    whatever it gives to others, so the colour under it need not be the lens's own leader.
    Lenses that give the three nothing have no dot. Below 560 pixels the key is at the foot.
    """
    colours = option_colours(criteria_set, mode)
    shares = percents([region.area for region in weight_map.regions])
    names = [option_labels(criteria_set, region.leaders) for region in weight_map.regions]
    one, two, three = (part_name(criteria_set, part) for part in weight_map.parts)
    sheet = Triangle(
        mode=mode,
        corners=(one, two, three),
        joint=percent(weight_map.joint),
        areas=[
            Area(name, share, colours[region.leaders[0]], region.corners)
            for region, name, share in zip(weight_map.regions, names, shares, strict=True)
        ],
        present=weight_map.present,
        lenses=[
            Mark(plain(criteria_set.lenses[lens].name), place)
            for lens, weights in lenses.items()
            if (place := weight_map.split(weights)) is not None
        ],
    )
    return draw_triangle(sheet, width).sheet()


def winner_map_title(
    criteria_set: CriteriaSet, evaluation: Evaluation, weight_map: WeightMap, *_: object
) -> str:
    """Return which option leads on how much of the map; exact, since the map is."""
    largest = weight_map.regions[0]
    names = listing(part_name(criteria_set, part) for part in weight_map.parts)
    leader = option_labels(criteria_set, largest.leaders)
    verb = "lead" if len(largest.leaders) > 1 else "leads"
    if len(weight_map.regions) == 1:
        return f"{leader} {verb} however the weight is split between {names}"
    share = percents([region.area for region in weight_map.regions])[0]
    leading = {option for region in weight_map.regions for option in region.leaders}
    return (
        f"{leader} {verb} on {share} of the ways to weigh {names}; "
        f"{len(leading)} of {len(evaluation.options)} options lead on some"
    )


def winner_map_alt(
    criteria_set: CriteriaSet, evaluation: Evaluation, weight_map: WeightMap, *_: object
) -> str:
    """Return the map in words, for those who do not see it."""
    shares = percents([region.area for region in weight_map.regions])
    areas = listing(
        f"{option_labels(criteria_set, region.leaders)} {share}"
        for region, share in zip(weight_map.regions, shares, strict=True)
    )
    title, present = winner_map_title(criteria_set, evaluation, weight_map), ""
    if weight_map.present is not None:
        split = zip(percents(weight_map.present), weight_map.parts, strict=True)
        now = listing(f"{share} {part_name(criteria_set, part)}" for share, part in split)
        present = f" At present they are split {now}."
    return f"Map of who leads at every split of three weights. {title}. Area: {areas}.{present}"


def winner_map_rows(criteria_set: CriteriaSet, weight_map: WeightMap) -> pd.DataFrame:
    """Return the corners of every region, in order around it, unrounded.

    Columns: `region` (from 1, the largest first), `option_ids` and `options` (all that
    lead there, with `; ` between), `area` (0 to 1, of the triangle), `corner` (from 1),
    `part_1`, `part_2`, `part_3` (names), `share_1`, `share_2`, `share_3` (0 to 1, of the
    weight that is split), `joint_weight` (0 to 1).
    """
    names = [part_name(criteria_set, part) for part in weight_map.parts]
    return pd.DataFrame(
        {
            "region": number,
            "option_ids": "; ".join(region.leaders),
            "options": "; ".join(criteria_set.options[o].name for o in region.leaders),
            "area": region.area,
            "corner": place,
            **{f"part_{i}": name for i, name in enumerate(names, start=1)},
            **{f"share_{i}": share for i, share in enumerate(corner, start=1)},
            "joint_weight": weight_map.joint,
        }
        for number, region in enumerate(weight_map.regions, start=1)
        for place, corner in enumerate(region.corners, start=1)
    )


SLOPE = 3**0.5 / 2
BADGE, DIAMOND, DOT = 17.0, 15.0, 5.0
LINE, HEAD, FOOT = 23.0, 36.0, 46.0
MOST_AREAS = 8


class Area(NamedTuple):
    """A region: its leaders, its share as printed, its colour and its corners."""

    label: str
    share: str
    colour: str
    corners: Sequence[Shares]


class Mark(NamedTuple):
    """A named split, shown as a numbered dot."""

    label: str
    at: Shares


@dataclass(frozen=True)
class Triangle:
    """A winner map ready to print; `joint` is the weight a corner gets."""

    mode: Mode
    corners: tuple[str, str, str]
    joint: str
    areas: list[Area]
    present: Shares | None
    lenses: list[Mark]


@dataclass(frozen=True)
class Outline:
    """The triangle's pixels: its lower left corner and the length of a side."""

    left: float
    bottom: float
    side: float

    def at(self, split: Shares) -> Point:
        """Return the pixel of a split; the first part is at the top."""
        return (
            self.left + (split[2] + split[0] / 2) * self.side,
            self.bottom - split[0] * self.side * SLOPE,
        )


def draw_triangle(sheet: Triangle, width: float) -> Canvas:
    """Return the sheet; from 560 pixels on the key is to the right of the triangle."""
    is_wide = width >= NARROWEST_WIDE
    side = min(0.6 * width, 500.0) if is_wide else width - 24
    frame = Outline(12.0, HEAD + side * SLOPE, side)
    lines = _key_lines(sheet)
    below = frame.bottom + FOOT
    height = max(below, lines * LINE + 8) if is_wide else below + lines * LINE + 8
    canvas = Canvas(width, height, sheet.mode)
    badges = _place_badges(sheet, frame)
    _draw_areas(canvas, sheet, frame, badges)
    _draw_corners(canvas, sheet, frame)
    _draw_marks(canvas, sheet, frame, badges)
    key = (frame.left + side + 44, 8.0) if is_wide else (0.0, below)
    _draw_key(canvas, sheet, key)
    return canvas


def _draw_areas(canvas: Canvas, sheet: Triangle, frame: Outline, badges: Sequence[Point]) -> None:
    colours = theme.palette(sheet.mode)
    taken = [_around(point, BADGE) for point in badges]
    if sheet.present is not None:
        taken.append(_around(frame.at(sheet.present), DIAMOND))
    for area in sheet.areas:
        canvas.polygon("areas", [frame.at(corner) for corner in area.corners], area.colour)
    for step in (0.25, 0.5, 0.75):
        for split in _grid_line(step):
            (x, y), (x2, y2) = (frame.at(end) for end in split)
            canvas.stroke("grid", x, y, x2, y2, colours.background, opacity=0.3)
    for area in sheet.areas:
        outline = [frame.at(corner) for corner in area.corners]
        width = text_width(area.label, theme.VALUE, theme.SEMIBOLD) + 12
        spot = place_inside(outline, width, theme.VALUE + 8, taken)
        if spot is not None:
            canvas.text(
                *spot, area.label, theme.VALUE, text_on(area.colour), weight=theme.SEMIBOLD,
                align="center",
            )  # fmt: skip


def _grid_line(step: float) -> list[tuple[Shares, Shares]]:
    """Return the three lines on which one part has a share of `step`."""
    rest = 1 - step
    return [
        ((step, rest, 0), (step, 0, rest)),
        ((rest, step, 0), (0, step, rest)),
        ((rest, 0, step), (0, rest, step)),
    ]


def _draw_corners(canvas: Canvas, sheet: Triangle, frame: Outline) -> None:
    colours = theme.palette(sheet.mode)
    top, left, right = (f"all {sheet.joint} on {name}" for name in sheet.corners)
    x, y = frame.left + frame.side / 2, frame.bottom - frame.side * SLOPE
    line = elide(top, frame.side + 20, theme.VALUE, theme.SEMIBOLD)
    canvas.text(x, y - 14, line, theme.VALUE, colours.ink, weight=theme.SEMIBOLD, align="center")
    room = frame.side / 2 - 4
    sides: list[tuple[str, float, Align]] = [
        (left, frame.left - 12, "left"), (right, frame.left + frame.side + 12, "right"),
    ]  # fmt: skip
    for name, x, align in sides:
        for number, text in enumerate(wrap(name, room, theme.VALUE, theme.SEMIBOLD, most=2)):
            canvas.text(
                x, frame.bottom + 14 + 16 * number, text, theme.VALUE, colours.ink,
                weight=theme.SEMIBOLD, align=align,
            )  # fmt: skip


def _place_badges(sheet: Triangle, frame: Outline) -> list[Point]:
    """Return where the numbers go: at their splits, moved off each other and the diamond."""
    wanted = [frame.at(mark.at) for mark in sheet.lenses]
    if sheet.present is None:
        return move_apart(wanted, BADGE + 1)
    # The diamond takes part, so that badges keep off it, but is drawn at its true place.
    return move_apart([*wanted, frame.at(sheet.present)], BADGE + 1)[:-1]


def _draw_marks(canvas: Canvas, sheet: Triangle, frame: Outline, badges: Sequence[Point]) -> None:
    colours = theme.palette(sheet.mode)
    for mark, (x, y) in zip(sheet.lenses, badges, strict=True):
        true_x, true_y = frame.at(mark.at)
        if abs(true_x - x) + abs(true_y - y) > BADGE / 2:
            canvas.line("strings", true_x, true_y, x, y, colours.ink)
            canvas.symbol("places", true_x, true_y, colours.ink, DOT, edge=colours.background)
    for number, (mark, (x, y)) in enumerate(zip(sheet.lenses, badges, strict=True), start=1):
        _badge(canvas, x, y, number)
        _hover(canvas, sheet, mark.label, mark.at, x, y)
    if sheet.present is not None:
        x, y = frame.at(sheet.present)
        _diamond(canvas, x, y)
        _hover(canvas, sheet, "present weights", sheet.present, x, y)


def _badge(canvas: Canvas, x: float, y: float, number: int) -> None:
    colours = theme.palette(canvas.mode)
    canvas.symbol("badges", x, y, colours.ink, BADGE, edge=colours.background)
    ink = colours.background
    canvas.text(x, y + 0.5, str(number), theme.SMALL, ink, weight=theme.BOLD, align="center")


def _diamond(canvas: Canvas, x: float, y: float) -> None:
    colours = theme.palette(canvas.mode)
    canvas.symbol(
        "present", x, y, colours.background, DIAMOND, shape="diamond", edge=colours.ink, thick=2.5
    )


def _key_lines(sheet: Triangle) -> float:
    areas = min(len(sheet.areas), MOST_AREAS + 1)
    marks = len(sheet.lenses) + (sheet.present is not None)
    return areas + 1 + (marks + 1.4 if marks else 0)


def _draw_key(canvas: Canvas, sheet: Triangle, start: Point) -> None:
    colours = theme.palette(sheet.mode)
    x, y = start
    room = canvas.width - x
    canvas.text(x, y + 4, "Share of the triangle", theme.VALUE, colours.faint)
    for area in sheet.areas[:MOST_AREAS]:
        y += LINE
        canvas.symbol("keys", x + 8, y + 4, area.colour, 13, shape="square")
        label = elide(area.label, room - 72, theme.LABEL)
        canvas.text(x + 24, y + 4, label, theme.LABEL, colours.ink)
        canvas.text(
            x + min(room, 320), y + 4, area.share, theme.LABEL, colours.ink,
            weight=theme.SEMIBOLD, align="right",
        )  # fmt: skip
    if len(sheet.areas) > MOST_AREAS:
        y += LINE
        rest = f"and {len(sheet.areas) - MOST_AREAS} more, all smaller"
        canvas.text(x + 24, y + 4, rest, theme.LABEL, colours.sub)
    if not sheet.lenses and sheet.present is None:
        return
    y += LINE * 1.4
    head = "Where weights stand" if sheet.lenses else "Where the weights stand"
    canvas.text(x, y + 4, head, theme.VALUE, colours.faint)
    if sheet.present is not None:
        y += LINE
        _diamond(canvas, x + 8, y + 4)
        canvas.text(
            x + 24, y + 4, "Present weights", theme.LABEL, colours.ink, weight=theme.SEMIBOLD
        )
    for number, mark in enumerate(sheet.lenses, start=1):
        y += LINE
        _badge(canvas, x + 8, y + 4, number)
        label = elide(mark.label, room - 24, theme.LABEL)
        canvas.text(x + 24, y + 4, label, theme.LABEL, colours.ink)


def _hover(canvas: Canvas, sheet: Triangle, who: str, split: Shares, x: float, y: float) -> None:
    shares = zip(percents(split), sheet.corners, strict=True)
    words = ", ".join(f"{share} {name}" for share, name in shares)
    half = BADGE / 2
    details = {"Who": who, "Split": words}
    canvas.hover(x - half, y - half, x + half, y + half, f"{who}: {words}", details)


def _around(point: Point, size: float) -> Box:
    x, y = point
    return Box(x - size / 2, y - size / 2, x + size / 2, y + size / 2)


def _subtitle(
    _criteria_set: CriteriaSet,
    evaluation: Evaluation,
    weight_map: WeightMap,
    lenses: Lenses,
    *_: object,
) -> str:
    moved = sum(len(part.criteria) for part in weight_map.parts)
    if weight_map.joint == 1:
        text = "Each point splits all of the weight between the three corners"
        text += "." if moved == len(evaluation.criteria) else "; all else weighs nothing here."
    else:
        text = (
            f"Each point splits the {percent(weight_map.joint)} that the three corners weigh "
            "together at present; everything else keeps its weight."
        )
    if any(len(part.criteria) > 1 for part in weight_map.parts):
        text += " Inside a group the proportions stay."
    if lenses:
        text += " A dot shows only how a lens splits these three."
    return text


def _applies(result: Result) -> bool:
    parts = first_parts(result, PARTS)
    return has_several_weights(result) and len(parts) == PARTS and not overlap(parts)


def _read(
    result: Result, parts: tuple[Part, ...]
) -> tuple[CriteriaSet, Evaluation, WeightMap, Lenses]:
    lenses = {
        seen.lens: found.weights
        for seen, found in result.lenses.evaluations.items()
        if seen.lens is not None
    }
    return result.criteria_set, result.evaluation, result.map_weights(parts), lenses


CHART = Chart(
    id="map-of-leaders",
    name="Map of leaders",
    place=340,
    width=HALF,
    read=_read,
    title=winner_map_title,
    subtitle=_subtitle,
    words=winner_map_alt,
    rows=lambda criteria_set, _evaluation, weight_map, _: winner_map_rows(criteria_set, weight_map),
    draw=winner_map,
    applies=_applies,
    opening=lambda result: first_parts(result, PARTS),
    moves_locked=True,
)
