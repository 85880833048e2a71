"""The ranks of all options through every lens: do people with other weights agree?

One column per lens, the one nearest to the file's weights first, with each option at its
rank and its total in the dot. An option is coloured if it leads through any lens, or if
its rank moves by four or more and it has a colour of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from steelyard.analysis.perspectives.perspectives import Perspective, Perspectives
from steelyard.analysis.totals import Evaluation
from steelyard.charts import theme
from steelyard.charts.chart import Chart
from steelyard.charts.drawing.canvas import NARROWEST_WIDE, Canvas, Sheet
from steelyard.charts.drawing.contrast import text_on
from steelyard.charts.drawing.text import elide, text_width, wrap
from steelyard.charts.theme import Mode, option_colours
from steelyard.model import CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.numbers import integer
from steelyard.results.words.perspectives import short_names
from steelyard.results.words.scores.ranking import rank_labels
from steelyard.results.words.text import listing, plain

BIG_MOVE = 4
MOST_NAMED = 5


def lens_ranks(
    criteria_set: CriteriaSet, lenses: Perspectives, mode: Mode, width: float = 1000
) -> Sheet:
    """Return ranks and totals through every lens.

    Lenses are in the order of the distance of their weights from the file's, which come
    first. Options level with each other share a rank and keep the order of the file.
    Below 560 pixels each lens is a line with its leader and the rank of the file's own.
    """
    return draw_ranks(_sheet(criteria_set, lenses, mode), width).sheet()


def _sheet(criteria_set: CriteriaSet, lenses: Perspectives, mode: Mode) -> RankSheet:
    own, names = _own(lenses), short_names(criteria_set, lenses)
    moving, leading = _moving(lenses), _leading(lenses)
    colours = option_colours(criteria_set, mode)
    grey = theme.palette(mode).grey
    shown = [*leading, *(o for o in moving if o not in leading and colours[o] != grey)]
    first = own.leaders[0]
    return RankSheet(
        mode=mode,
        options=[plain(criteria_set.options[option].label) for option in own.options],
        colours=[colours[o] if o in shown else grey for o in own.options],
        is_coloured=[option in shown for option in own.options],
        is_strong=[option in leading for option in own.options],
        own_leader=own.options.index(first),
        columns=[
            Column(
                name=names[seen],
                order=[own.options.index(option) for option in evaluation.ranking],
                ranks=[rank_labels(evaluation)[option] for option in own.options],
                totals=[integer(evaluation.totals[option]) for option in own.options],
                leaders=len(evaluation.leaders),
            )
            for seen, evaluation in nearest_lenses_first(lenses)
        ],
    )


def lens_ranks_title(criteria_set: CriteriaSet, lenses: Perspectives) -> str:
    """Return through how many lenses the file's leader leads too, alone or level; exact."""
    own = _own(lenses)
    if len(lenses.evaluations) == 1:
        return "The file has no lens to compare with its own weights"
    leader = listing(plain(criteria_set.options[option].label) for option in own.leaders)
    verb = "lead" if len(own.leaders) > 1 else "leads"
    others = len(lenses.evaluations) - 1
    agreeing = others - len(_dissenting(lenses))
    if agreeing == others:
        every = "the only lens" if others == 1 else f"every one of the {others} lenses"
        return f"{leader} {verb} with the file's weights and through {every}"
    if others == 1:
        return f"{leader} {verb} with the file's weights, but not through the only lens"
    if not agreeing:
        return f"{leader} {verb} with the file's weights, but through no lens"
    return f"{leader} {verb} with the file's weights and through {agreeing} of the {others} lenses"


def lens_ranks_alt(criteria_set: CriteriaSet, lenses: Perspectives) -> str:
    """Return the ranks in words, for those who do not see them."""
    names = short_names(criteria_set, lenses)
    lines = [
        f"{names[seen]}: "
        + ", ".join(
            f"{plain(criteria_set.options[option].label)} {integer(evaluation.totals[option])}"
            for option in evaluation.ranking[:3]
        )
        for seen, evaluation in nearest_lenses_first(lenses)
    ]
    title = lens_ranks_title(criteria_set, lenses)
    return f"Ranks through {len(lines) - 1} lenses. {title}. First three: {'; '.join(lines)}."


def lens_ranks_rows(criteria_set: CriteriaSet, lenses: Perspectives) -> pd.DataFrame:
    """Return rank and total of every option through every lens, unrounded.

    Lenses in the order of the picture, options from best to worst. Columns: `lens_id`
    (empty for the file's own weights), `lens`, `distance` (sum of the differences between
    its weights and the file's, 0 to 2), `rank`, `option_id`, `option`, `total` (0 to 100).
    """
    own = _own(lenses)
    return pd.DataFrame(
        {
            "lens_id": seen.lens or "",
            "lens": criteria_set.lenses[seen.lens].name if seen.lens else "",
            "distance": weight_distance(own, evaluation),
            "rank": evaluation.ranks[option],
            "option_id": option,
            "option": criteria_set.options[option].name,
            "total": evaluation.totals[option],
        }
        for seen, evaluation in nearest_lenses_first(lenses)
        for option in evaluation.ranking
    )


def nearest_lenses_first(lenses: Perspectives) -> list[tuple[Perspective, Evaluation]]:
    """Return the lenses with the file's own first, then by distance; ties keep their order."""
    own = _own(lenses)
    return sorted(
        lenses.evaluations.items(),
        key=lambda pair: (pair[0].lens is not None, round(weight_distance(own, pair[1]), 9)),
    )


def weight_distance(first: Evaluation, second: Evaluation) -> float:
    """Return the sum of the differences between two sets of weights, 0 to 2."""
    return sum(abs(weight - second.weights[c]) for c, weight in first.weights.items())


def _own(lenses: Perspectives) -> Evaluation:
    return next(iter(lenses.evaluations.values()))


def _moving(lenses: Perspectives) -> list[str]:
    """Return the options that ever lead, then those that move by four ranks or more."""
    ranks = {o: [row[o] for row in lenses.ranks.values()] for o in lenses.options}
    leading = _leading(lenses)
    far = [o for o in _own(lenses).ranking if max(ranks[o]) - min(ranks[o]) >= BIG_MOVE]
    return [*leading, *(option for option in far if option not in leading)]


def _leading(lenses: Perspectives) -> list[str]:
    return [option for option in _own(lenses).ranking if lenses.led_in[option]]


def _dissenting(lenses: Perspectives) -> list[tuple[Perspective, Evaluation]]:
    """Return the lenses through which none of the file's leaders leads."""
    leaders = set(_own(lenses).leaders)
    return [pair for pair in nearest_lenses_first(lenses) if not leaders & set(pair[1].leaders)]


def _subtitle(criteria_set: CriteriaSet, lenses: Perspectives, width: float) -> str:
    order = "Lenses stand in the order of how far their weights are from the file's."
    if needs_lines(_sheet(criteria_set, lenses, "light"), width):
        return f"Who leads through each lens, with the total, 0 to 100. {order}"
    text = f"Rank through each lens, 1 at the top; in the dot the total, 0 to 100. {order}"
    names = short_names(criteria_set, lenses)
    dissenting = [
        f"{names[seen]} "
        f"({listing(plain(criteria_set.options[o].label) for o in evaluation.leaders)})"
        for seen, evaluation in _dissenting(lenses)
    ]
    if not dissenting:
        return text
    named = dissenting[:MOST_NAMED]
    more = len(dissenting) - len(named)
    return f"{text} Others lead for: {listing([*named, f'{more} more'] if more else named)}."


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


def draw_ranks(sheet: RankSheet, width: float) -> Canvas:
    """Return the sheet; where columns would touch one another, one line per lens."""
    return _draw_lines(sheet, width) if needs_lines(sheet, width) else _draw_columns(sheet, width)


def needs_lines(sheet: RankSheet, width: float) -> bool:
    """Return whether the lenses become lines, one below the other."""
    _, start, end = _extent(sheet, width)
    step = (end - start) / max(len(sheet.columns) - 1, 1)
    return width < NARROWEST_WIDE or (len(sheet.columns) > 1 and step < NARROWEST_STEP)


def _extent(sheet: RankSheet, width: float) -> tuple[float, float, float]:
    """Return the width of the names, and the places of the first and last column."""
    longest = max(text_width(name, theme.LABEL, theme.SEMIBOLD) for name in sheet.options)
    names = min(longest, 0.2 * width)
    return names, RANK_WIDTH + names + 14 + DOT / 2, width - names - 14 - DOT / 2


def _draw_columns(sheet: RankSheet, width: float) -> Canvas:
    inks = theme.palette(sheet.mode)
    names, start, end = _extent(sheet, width)
    step = (end - start) / max(len(sheet.columns) - 1, 1)
    xs = [start + step * index for index in range(len(sheet.columns))]
    tiers = 2 if step < TWO_TIERS_BELOW and len(sheet.columns) > 2 else 1
    room = step * tiers - 6 if len(sheet.columns) > 1 else 150.0
    heads = [wrap(c.name, min(room, 130), HEAD_SIZE, most=HEAD_LINES) for c in sheet.columns]
    deepest = [max(len(lines) for lines in heads[tier::tiers]) for tier in range(tiers)]
    top = sum(deepest) * HEAD_LINE + (tiers - 1) * 5 + 10
    canvas = Canvas(width, top + ROW * len(sheet.options), sheet.mode)
    for index, lines in enumerate(heads):
        tier = index % tiers
        # Odd heads are on the upper of two tiers, with a line down to their column.
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


def _draw_curves(canvas: Canvas, sheet: RankSheet, xs: Sequence[float], top: float) -> None:
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


def _draw_dots(canvas: Canvas, sheet: RankSheet, column: Column, x: float, top: float) -> None:
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


def _draw_names(canvas: Canvas, sheet: RankSheet, names: float, top: float) -> None:
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


def _draw_lines(sheet: RankSheet, width: float) -> Canvas:
    inks = theme.palette(sheet.mode)
    canvas = Canvas(width, NARROW_ROW * len(sheet.columns), sheet.mode)
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
    """Return a name with its rank; the name is cut where there is no room for both."""
    end = f" on rank {rank}"
    return elide(name, room - text_width(end, theme.AXIS), theme.AXIS) + end


def lenses_shown(lenses: Perspectives, most: int) -> Perspectives:
    """Return at most so many lenses: the file's weights, those that dissent, then others.

    They keep their order, and with it the file's own weights in front.
    """
    first, *others = lenses.evaluations
    own = lenses.evaluations[first].leaders
    dissent_first = sorted(others, key=lambda seen: lenses.evaluations[seen].leaders == own)
    kept = {first, *dissent_first[: most - 1]}
    return Perspectives({s: found for s, found in lenses.evaluations.items() if s in kept})


def _read(result: Result, most: int | None) -> tuple[CriteriaSet, Perspectives]:
    lenses = result.lenses
    return result.criteria_set, lenses if most is None else lenses_shown(lenses, most)


CHART = Chart(
    id="ranks-by-lens",
    name="Ranks by lens",
    place=410,
    read=_read,
    title=lens_ranks_title,
    subtitle=_subtitle,
    words=lens_ranks_alt,
    rows=lens_ranks_rows,
    draw=lens_ranks,
    applies=lambda result: bool(result.criteria_set.lenses),
)
