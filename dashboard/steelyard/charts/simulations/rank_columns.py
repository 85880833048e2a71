"""Where ranks stand, in pixels: a column per lens, a dot per option, a curve between.

On a narrow sheet every lens is a line of its own. Takes texts and colours that are ready
to print; knows nothing of lenses, weights or totals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from steelyard.charts import theme
from steelyard.charts.drawing.contrast import text_on
from steelyard.charts.drawing.drawing import Drawing
from steelyard.charts.drawing.headings import NARROWEST_WIDE
from steelyard.charts.drawing.letter_widths import text_width
from steelyard.charts.drawing.text import elide, wrap
from steelyard.charts.theme import Mode

ROW, DOT, NARROW_ROW = 31.0, 23.0, 50.0
RANK_WIDTH = 22.0
HEAD_LINE, HEAD_SIZE, HEAD_LINES = 14.0, 11.5, 3
TWO_TIERS_BELOW, NARROWEST_STEP = 84.0, 38.0


class Column(NamedTuple):
    """One lens: options from best to worst, and each option's rank and total as printed."""

    name: str
    order: Sequence[int]
    ranks: Sequence[str]
    totals: Sequence[str]
    leaders: int


@dataclass(frozen=True)
class RankSheet:
    """The picture ready to print; options are known by their place in `options`."""

    mode: Mode
    options: list[str]
    colours: list[str]
    is_coloured: list[bool]
    is_strong: list[bool]
    own_leader: int
    columns: list[Column]


def draw_ranks(sheet: RankSheet, width: float) -> Drawing:
    """Return the sheet; where columns would touch one another, one line per lens."""
    return _draw_lines(sheet, width) if is_too_narrow(sheet, width) else _draw_columns(sheet, width)


def is_too_narrow(sheet: RankSheet, width: float) -> bool:
    """Return whether the lenses become lines, one below the other."""
    _, start, end = _extent(sheet, width)
    step = (end - start) / max(len(sheet.columns) - 1, 1)
    return width < NARROWEST_WIDE or (len(sheet.columns) > 1 and step < NARROWEST_STEP)


def _extent(sheet: RankSheet, width: float) -> tuple[float, float, float]:
    """Return the width of the names, and where the first and last column stand."""
    longest = max(text_width(name, theme.LABEL, theme.SEMIBOLD) for name in sheet.options)
    names = min(longest, 0.2 * width)
    return names, RANK_WIDTH + names + 14 + DOT / 2, width - names - 14 - DOT / 2


def _draw_columns(sheet: RankSheet, width: float) -> Drawing:
    inks = theme.palette(sheet.mode)
    names, start, end = _extent(sheet, width)
    step = (end - start) / max(len(sheet.columns) - 1, 1)
    xs = [start + step * index for index in range(len(sheet.columns))]
    tiers = 2 if step < TWO_TIERS_BELOW and len(sheet.columns) > 2 else 1
    room = step * tiers - 6 if len(sheet.columns) > 1 else 150.0
    heads = [wrap(c.name, min(room, 130), HEAD_SIZE, most=HEAD_LINES) for c in sheet.columns]
    deepest = [max(len(lines) for lines in heads[tier::tiers]) for tier in range(tiers)]
    top = sum(deepest) * HEAD_LINE + (tiers - 1) * 5 + 10
    canvas = Drawing(width, top + ROW * len(sheet.options), sheet.mode)
    for index, lines in enumerate(heads):
        tier = index % tiers
        # Odd heads stand on the upper of two tiers, with a line down to their column.
        base = top - 8 - (tier and deepest[0] * HEAD_LINE + 5)
        for number, line in enumerate(reversed(lines)):
            weight = theme.SEMIBOLD if index == 0 else theme.REGULAR
            canvas.text(
                xs[index], base - HEAD_LINE * (number + 0.5), line, HEAD_SIZE,
                inks.ink if index == 0 else inks.sub, weight=weight, align="center",
            )  # fmt: skip
        if tier:
            canvas.line("leaders", xs[index], base + 2, xs[index], top - 3, inks.rule)
    _draw_curves(canvas, sheet, xs, top)
    for column, x in zip(sheet.columns, xs, strict=True):
        _draw_dots(canvas, sheet, column, x, top)
    _draw_names(canvas, sheet, names, top)
    return canvas


def _draw_curves(canvas: Drawing, sheet: RankSheet, xs: Sequence[float], top: float) -> None:
    by_weight = sorted(
        range(len(sheet.options)), key=lambda o: sheet.is_coloured[o] + sheet.is_strong[o]
    )
    for option in by_weight:
        points = [
            (x, top + ROW * (column.order.index(option) + 0.5))
            for column, x in zip(sheet.columns, xs, strict=True)
        ]
        colour = sheet.colours[option]
        if sheet.is_strong[option]:
            canvas.curve("strong", points, colour, 4)
        elif sheet.is_coloured[option]:
            canvas.curve("coloured", points, colour, 1.8)
        else:
            canvas.curve("weak", points, theme.palette(sheet.mode).rule, 2)


def _draw_dots(canvas: Drawing, sheet: RankSheet, column: Column, x: float, top: float) -> None:
    inks = theme.palette(sheet.mode)
    for place, option in enumerate(column.order):
        y = top + ROW * (place + 0.5)
        is_coloured = sheet.is_coloured[option]
        fill = sheet.colours[option] if is_coloured else inks.track
        canvas.symbol("dots", x, y, fill, DOT, edge=inks.background, thick=1)
        canvas.text(
            x, y + 0.5, column.totals[option], theme.SMALL,
            text_on(fill) if is_coloured else inks.sub,
            weight=theme.SEMIBOLD, align="center",
        )  # fmt: skip
        name = sheet.options[option]
        details = {
            "Lens": column.name,
            "Option": name,
            "Rank": column.ranks[option],
            "Total": column.totals[option],
        }
        says = f"{column.name}: {name}, rank {column.ranks[option]}"
        half = DOT / 2
        canvas.hover(x - half, y - half, x + half, y + half, says, details)


def _draw_names(canvas: Drawing, sheet: RankSheet, names: float, top: float) -> None:
    inks = theme.palette(sheet.mode)
    first, last = sheet.columns[0], sheet.columns[-1]
    for place, (left, right) in enumerate(zip(first.order, last.order, strict=True)):
        y = top + ROW * (place + 0.5)
        canvas.text(0, y, first.ranks[left], theme.AXIS, inks.faint)
        for option, x, is_left in ((left, RANK_WIDTH, True), (right, canvas.width, False)):
            if not is_left and len(sheet.columns) == 1:
                continue
            weight = theme.SEMIBOLD if sheet.is_strong[option] else theme.REGULAR
            is_coloured = sheet.is_coloured[option]
            colour = (
                theme.text_colour(sheet.colours[option], sheet.mode) if is_coloured else inks.sub
            )
            canvas.text(
                x, y, elide(sheet.options[option], names, theme.LABEL, weight), theme.LABEL,
                colour, weight=weight, align="left" if is_left else "right",
            )  # fmt: skip


def _draw_lines(sheet: RankSheet, width: float) -> Drawing:
    inks = theme.palette(sheet.mode)
    canvas = Drawing(width, NARROW_ROW * len(sheet.columns), sheet.mode)
    for index, column in enumerate(sheet.columns):
        y, option = NARROW_ROW * index, column.order[0]
        name = elide(column.name, width, theme.VALUE)
        canvas.text(0, y + 11, name, theme.VALUE, inks.sub)
        canvas.symbol("dots", DOT / 2, y + 32, sheet.colours[option], DOT)
        canvas.text(
            DOT / 2, y + 32.5, column.totals[option], theme.SMALL, text_on(sheet.colours[option]),
            weight=theme.SEMIBOLD, align="center",
        )  # fmt: skip
        leader = sheet.options[option]
        if column.leaders > 1:
            leader += f" and {column.leaders - 1} more"
        is_behind = sheet.own_leader not in column.order[: column.leaders]
        room = width - DOT - 8
        most = room * 0.55 if is_behind else room
        shown = elide(leader, most, theme.LABEL, theme.SEMIBOLD)
        canvas.text(DOT + 8, y + 32, shown, theme.LABEL, inks.ink, weight=theme.SEMIBOLD)
        if is_behind:
            left = room - text_width(shown, theme.LABEL, theme.SEMIBOLD) - 12
            own, rank = sheet.options[sheet.own_leader], column.ranks[sheet.own_leader]
            text = _with_rank(own, rank, left)
            canvas.text(width, y + 32, text, theme.AXIS, inks.sub, align="right")
        canvas.line("rules", 0, y + NARROW_ROW - 1, width, y + NARROW_ROW - 1, inks.rule)
        details = {
            "Lens": column.name,
            "Option": leader,
            "Rank": column.ranks[option],
            "Total": column.totals[option],
        }
        says = f"{column.name}: {leader} leads"
        canvas.hover(0, y, width, y + NARROW_ROW, says, details)
    return canvas


def _with_rank(name: str, rank: str, room: float) -> str:
    """Return where an option stands; the rank is what matters, so the name gives way."""
    end = f" on rank {rank}"
    return elide(name, room - text_width(end, theme.AXIS), theme.AXIS) + end
