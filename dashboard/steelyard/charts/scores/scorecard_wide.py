"""The scorecard for a desk or a page: every criterion in a column as wide as its weight.

Only places things: what is shown, and in which words, comes from `scorecard_parts`. The
width of a column is exactly proportional to its weight; a weight of nothing leaves a
thin stub.
"""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

from steelyard.charts import theme
from steelyard.charts.drawing.canvas import Canvas
from steelyard.charts.drawing.column_heads import draw_heads, head_height
from steelyard.charts.drawing.heads import Head, place_heads
from steelyard.charts.drawing.letter_widths import text_width
from steelyard.charts.drawing.text import balance, wrap
from steelyard.charts.scores.scorecard_parts import Content, draw_total, total_details
from steelyard.results.words.numbers import integer, plain, span

RANK_WIDTH, SHARE_WIDTH, STUB = 24.0, 66.0, 3.0
PART_OPACITY = 0.78


@dataclass(frozen=True)
class Density:
    """Sizes in pixels for a number of options: height of a row and of its bar, type, lines."""

    row: float
    bar: float
    number: float
    total: float
    name_lines: int


@dataclass(frozen=True)
class Grid:
    """Where the columns stand: names, tracks (criterion → left, right), total, shares."""

    names: float
    tracks: dict[str, tuple[float, float]]
    gap: float
    total: tuple[float, float]
    width: float


def draw_wide(content: Content, width: float) -> alt.LayerChart:
    """Return the scorecard with all its columns, `width` pixels wide."""
    density = _density(len(content.evaluation.options))
    grid = _grid(content, width)
    heads = place_heads(_heads(content, grid))
    top = head_height(heads)
    canvas = Canvas(width, top + density.row * len(content.evaluation.options), content.mode)
    draw_heads(canvas, heads, top)
    for index, option in enumerate(content.evaluation.ranking):
        _draw_row(canvas, content, grid, density, option, top + density.row * index)
    title = balance(content.title, width, theme.TITLE, theme.BOLD) if content.title else []
    return canvas.chart(title, balance(_subtitle(content), width, theme.SUBTITLE), content.alt)


def _density(options: int) -> Density:
    if options <= 8:
        return Density(row=46, bar=14, number=13, total=17, name_lines=2)
    if options <= 14:
        return Density(row=38, bar=11, number=12, total=15, name_lines=2)
    return Density(row=30, bar=8, number=11, total=13, name_lines=1)


def _grid(content: Content, width: float) -> Grid:
    criteria = content.criteria
    gap = 14.0 if len(criteria) <= 8 else 10.0 if len(criteria) <= 12 else 7.0
    longest = max(
        text_width(content.label_of(option), theme.LABEL, theme.SEMIBOLD)
        for option in content.evaluation.options
    )
    names = min(max(longest, 80.0), 0.21 * width)
    shares = SHARE_WIDTH if content.shares else 0.0
    total = min(max(0.2 * width, 110.0), 220.0)
    start = RANK_WIDTH + names + 18
    stubs = sum(STUB for c in criteria if content.evaluation.weights[c] == 0)
    room = width - shares - total - 10 - start - gap * len(criteria) - stubs
    tracks: dict[str, tuple[float, float]] = {}
    for criterion in criteria:
        weight = content.evaluation.weights[criterion]
        end = start + (weight * room if weight else STUB)
        tracks[criterion] = (start, end)
        start = end + gap
    right = width - shares
    return Grid(names, tracks, gap, (right - total, right), width)


def _heads(content: Content, grid: Grid) -> list[Head]:
    heads = [
        Head(
            left=left,
            right=right,
            room=right - left + grid.gap - 5,
            top=content.weights[criterion],
            name=plain(content.criteria_set.criteria[criterion].name),
            short=plain(content.criteria_set.criteria[criterion].label),
        )
        for criterion, (left, right) in grid.tracks.items()
    ]
    left, right = grid.total
    heads.append(Head(left, right, right - left, "Total", content.total_note, "line"))
    if content.shares:
        heads.append(
            Head(
                right,
                grid.width,
                SHARE_WIDTH - 2,
                "Leads in",
                "of simulations",
                "simulations",
                True,
            )
        )
    return heads


def _draw_row(
    canvas: Canvas, content: Content, grid: Grid, density: Density, option: str, y: float
) -> None:
    colours = content.palette
    is_first = option in content.is_first
    block = density.number + 4 + density.bar
    number_y = y + (density.row - block) / 2 + density.number / 2
    bar_y = number_y + density.number / 2 + 4
    canvas.line("rules", 0, y, grid.width, y, colours.rule)
    _draw_name(canvas, content, grid, density, option, y + density.row / 2)
    number_weight = theme.SEMIBOLD if is_first else theme.REGULAR
    for criterion, (left, right) in grid.tracks.items():
        is_unknown = (option, criterion) in content.evaluation.unknown
        value = content.evaluation.values[option][criterion]
        number = "?" if is_unknown else integer(value)
        if text_width(number, density.number, number_weight) <= right - left + grid.gap - 2:
            canvas.text(
                left, number_y, number, density.number,
                colours.ink if is_first else colours.sub, weight=number_weight,
            )  # fmt: skip
        _draw_part(canvas, content, option, criterion, left, right, bar_y, density.bar)
        canvas.hover(
            left - grid.gap / 2, y, right + grid.gap / 2, y + density.row,
            f"{content.name_of(option)}, {_criterion_name(content, criterion)}: {number}",
            _cell_details(content, option, criterion, number),
            place=f"{option}.{criterion}",
        )  # fmt: skip
    _draw_end(canvas, content, grid, density, option, y, number_y, bar_y)


def _draw_name(
    canvas: Canvas, content: Content, grid: Grid, density: Density, option: str, middle: float
) -> None:
    weight = theme.SEMIBOLD if option in content.is_first else theme.REGULAR
    name, size = content.label_of(option), theme.LABEL if density.row > 30 else theme.VALUE
    lines = wrap(name, grid.names, size, weight, most=density.name_lines)
    canvas.text(0, middle, content.ranks[option], theme.AXIS, content.palette.faint)
    for index, line in enumerate(lines):
        offset = (index - (len(lines) - 1) / 2) * size * 1.15
        canvas.text(RANK_WIDTH, middle + offset, line, size, content.palette.ink, weight=weight)


def _draw_part(
    canvas: Canvas, content: Content, option: str, criterion: str,
    left: float, right: float, y: float, height: float,
) -> None:  # fmt: skip
    """Draw one cell's track and filled share, the outline of what is not known, or the stub."""
    colours = content.palette
    if content.evaluation.weights[criterion] == 0:
        canvas.box("stubs", left, y, right, y + height, colours.grey)
        return
    if (option, criterion) in content.evaluation.unknown:
        canvas.frame("outlines", left + 0.5, y + 0.5, right - 0.5, y + height - 0.5, colours.faint)
        return
    end = left + (right - left) * content.evaluation.values[option][criterion] / 100
    opacity = 1.0 if option in content.is_first else PART_OPACITY
    canvas.box("tracks", left, y, right, y + height, colours.track)
    canvas.box("parts", left, y, end, y + height, content.colours[option], opacity)


def _draw_end(
    canvas: Canvas, content: Content, grid: Grid, density: Density, option: str,
    y: float, number_y: float, bar_y: float,
) -> None:  # fmt: skip
    """Draw an option's total, its range and its lead share."""
    left, right = grid.total
    total = integer(content.evaluation.totals[option])
    canvas.text(left, number_y - 1, total, density.total, content.palette.ink, weight=theme.BOLD)
    draw_total(canvas, content, option, left, bar_y, right - left, density.bar)
    if content.shares:
        canvas.text(
            grid.width, bar_y + density.bar / 2, content.shares[option], theme.LABEL,
            content.palette.ink, weight=theme.SEMIBOLD, align="right",
        )  # fmt: skip
    says = f"{content.name_of(option)}, total {total}"
    canvas.hover(left, y, grid.width, y + density.row, says, total_details(content, option))


def _cell_details(content: Content, option: str, criterion: str, number: str) -> dict[str, str]:
    evaluation = content.evaluation
    low, high = evaluation.lows[option][criterion], evaluation.highs[option][criterion]
    return {
        "Option": content.name_of(option),
        "Criterion": _criterion_name(content, criterion),
        "Weight": content.weights[criterion],
        "Value": "not known" if number == "?" else number,
        "Range": span(low, high),
    }


def _criterion_name(content: Content, criterion: str) -> str:
    return plain(content.criteria_set.criteria[criterion].name)


def _subtitle(content: Content) -> str:
    top = plain(content.criteria_set.measure.top)
    text = (
        "Column width: weight. Filled share and number: value, where 100 is always "
        f"{top}, whichever way the scale runs."
    )
    if content.evaluation.unknown:
        text += " Dashed, with a ?: not known, counted as its full range."
    if content.evaluation.is_unweighted:
        text += " No criterion has a swing, so all weigh the same."
    return text
