"""The two drawings of the scorecard: with all its columns, and compact for a phone.

In the wide form the width of a column is exactly proportional to its criterion's weight; a
weight of nothing leaves a thin stub. The compact form, at most 350 pixels wide, leaves the
criteria out, as their columns would be slivers.
"""

from __future__ import annotations

from dataclasses import dataclass

from steelyard.charts import theme
from steelyard.charts.drawing.canvas import Canvas, Sheet
from steelyard.charts.drawing.heads import Head, draw_heads, head_height, place_heads
from steelyard.charts.drawing.text import elide, text_width, wrap
from steelyard.charts.scores.scorecard_content import Content, has_range
from steelyard.results.words.numbers import integer, span
from steelyard.results.words.scores.ranking import scale_words
from steelyard.results.words.scores.scales import best_end, printed_extent
from steelyard.results.words.simulations import BELOW_A_SHARE, DEPENDING
from steelyard.results.words.text import plain


def draw_total(
    canvas: Canvas, content: Content, option: str, x: float, y: float, width: float, height: float
) -> None:
    """Draw an option's total as a bar on a track of 0 to 100, its range as a line on it."""
    colours = content.palette
    low, high = content.range_of(option)
    middle, per_point = y + height / 2, width / 100
    canvas.box("tracks", x, y, x + width, y + height, colours.track)
    end = x + content.evaluation.totals[option] * per_point
    canvas.box("totals", x, y, end, y + height, content.colours[option])
    if has_range(low, high):
        left, right = x + low * per_point, x + high * per_point
        # The wider line behind keeps the range visible on bars as dark as the ink.
        canvas.line("halos", left - 1, middle, right + 1, middle, colours.background, 5)
        canvas.line("ranges", left, middle, right, middle, colours.ink, 2)


def total_details(content: Content, option: str) -> dict[str, str]:
    """Return what hovering over an option's total shows."""
    return {
        "Option": content.name_of(option),
        "Criterion": "all together",
        "Weight": "100%",
        "Value": f"total {integer(content.evaluation.totals[option])}",
        "Range": f"{span(*content.range_of(option))} ({content.range_note})",
    }


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
class ScoreGrid:
    """Pixels of the columns: names, tracks (criterion → left, right), total, shares."""

    names: float
    tracks: dict[str, tuple[float, float]]
    gap: float
    total: tuple[float, float]
    width: float


def draw_wide(content: Content, width: float) -> Sheet:
    """Return the scorecard with all its columns, `width` pixels wide."""
    density = _density(len(content.evaluation.options))
    grid = _grid(content, width)
    heads = place_heads(_heads(content, grid))
    top = head_height(heads)
    canvas = Canvas(width, top + density.row * len(content.evaluation.options), content.mode)
    draw_heads(canvas, heads, top)
    for index, option in enumerate(content.evaluation.ranking):
        _draw_row(canvas, content, grid, density, option, top + density.row * index)
    return canvas.sheet()


def _density(options: int) -> Density:
    if options <= 8:
        return Density(row=46, bar=14, number=13, total=17, name_lines=2)
    if options <= 14:
        return Density(row=38, bar=11, number=12, total=15, name_lines=2)
    return Density(row=30, bar=8, number=11, total=13, name_lines=1)


def _grid(content: Content, width: float) -> ScoreGrid:
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
    return ScoreGrid(names, tracks, gap, (right - total, right), width)


def _heads(content: Content, grid: ScoreGrid) -> list[Head]:
    heads = [
        Head(
            left=left,
            right=right,
            room=right - left + grid.gap - 5,
            top=_above(content, criterion, right - left),
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


def _above(content: Content, criterion: str, width: float) -> str:
    """Return what stands above a column's name: its weight, and where low is best that."""
    entry, weight = content.criteria_set.criteria[criterion], content.weights[criterion]
    words = f"{weight}, {best_end(content.criteria_set, entry, is_plain=True)}"
    return words if text_width(words, theme.VALUE, theme.BOLD) <= width else weight


def _draw_row(
    canvas: Canvas, content: Content, grid: ScoreGrid, density: Density, option: str, y: float
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
        number = "?" if is_unknown else content.score_of(option, criterion)
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
    canvas: Canvas, content: Content, grid: ScoreGrid, density: Density, option: str, middle: float
) -> None:
    weight = theme.SEMIBOLD if option in content.is_first else theme.REGULAR
    name, size = content.label_of(option), theme.LABEL if density.row > 30 else theme.VALUE
    lines = wrap(name, grid.names, size, weight, most=density.name_lines)
    canvas.text(0, middle, content.ranks[option], theme.AXIS, content.palette.faint)
    canvas.lines(RANK_WIDTH, middle, lines, size * 1.15, size, content.palette.ink, weight=weight)


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
    canvas: Canvas, content: Content, grid: ScoreGrid, density: Density, option: str,
    y: float, number_y: float, bar_y: float,
) -> None:  # fmt: skip
    """Draw an option's total, its range and its lead share."""
    left, right = grid.total
    total = integer(content.evaluation.totals[option])
    canvas.text(left, number_y - 1, total, density.total, content.palette.ink, weight=theme.BOLD)
    draw_total(canvas, content, option, left, bar_y, right - left, density.bar)
    if content.shares:
        ends = content.spans.get(option)
        middle = bar_y + density.bar / 2
        canvas.text(
            grid.width, number_y - 1 if ends else middle, content.shares[option], theme.LABEL,
            content.palette.ink, weight=theme.SEMIBOLD, align="right",
        )  # fmt: skip
        if ends:
            canvas.text(grid.width, middle, ends, theme.AXIS, content.palette.sub, align="right")
    says = f"{content.name_of(option)}, total {total}"
    canvas.hover(left, y, grid.width, y + density.row, says, total_details(content, option))


def _cell_details(content: Content, option: str, criterion: str, number: str) -> dict[str, str]:
    evaluation = content.evaluation
    return {
        "Option": content.name_of(option),
        "Criterion": _criterion_name(content, criterion),
        "Weight": content.weights[criterion],
        "Score": "not known" if number == "?" else number,
        "Range": printed_extent(evaluation, content.criteria_set, (option, criterion)) or "none",
        "Scale": scale_words(content.criteria_set, content.criteria_set.criteria[criterion]),
    }


def _criterion_name(content: Content, criterion: str) -> str:
    return plain(content.criteria_set.criteria[criterion].name)


def compact_subtitle(content: Content) -> str:
    """Return how the compact scorecard is read."""
    text = f"Total, 0 to 100. Line: {content.range_note}."
    if content.shares:
        text += " Leads in: share of simulations"
        text += f", lowest to highest {DEPENDING}." if content.spans else "."
    return text


def wide_subtitle(content: Content) -> str:
    """Return how the scorecard with all its columns is read."""
    top = plain(content.criteria_set.measure.top)
    text = (
        "Column width: weight. Number: the score, on its criterion’s own scale. Filled share: "
        f"how good it is; full is always {top}, whichever way the scale runs."
    )
    if content.evaluation.unknown:
        text += " Dashed, with a ?: not known, counted as its full range."
    if content.evaluation.is_unweighted:
        text += " No criterion has a swing, so all weigh the same."
    if content.spans:
        text += f" {BELOW_A_SHARE}"
    return text


ROW, BAR, HEAD = 50.0, 9.0, 18.0
COMPACT_RANK_WIDTH, COMPACT_SHARE_WIDTH, TOTAL_WIDTH = 26.0, 60.0, 34.0
NAME_SIZE, TOTAL_SIZE = 15.0, 16.0


def draw_compact(content: Content, width: float) -> Sheet:
    """Return the compact scorecard, `width` pixels wide and 50 pixels an option high."""
    canvas = Canvas(width, HEAD + ROW * len(content.evaluation.options), content.mode)
    total_right = width - (COMPACT_SHARE_WIDTH if content.shares else 0)
    faint = content.palette.faint
    canvas.text(total_right, HEAD / 2, "total", theme.AXIS, faint, align="right")
    if content.shares:
        canvas.text(width, HEAD / 2, "leads in", theme.AXIS, faint, align="right")
    for index, option in enumerate(content.evaluation.ranking):
        _draw_line(canvas, content, option, HEAD + ROW * index, total_right)
    return canvas.sheet()


def _draw_line(canvas: Canvas, content: Content, option: str, y: float, total_right: float) -> None:
    colours, text_y = content.palette, y + 17
    is_first = option in content.is_first
    weight = theme.SEMIBOLD if is_first else theme.REGULAR
    room = total_right - TOTAL_WIDTH - COMPACT_RANK_WIDTH
    name = elide(content.label_of(option), room, NAME_SIZE, weight)
    canvas.text(0, text_y, content.ranks[option], theme.LABEL, colours.faint)
    canvas.text(COMPACT_RANK_WIDTH, text_y, name, NAME_SIZE, colours.ink, weight=weight)
    total = integer(content.evaluation.totals[option])
    canvas.text(
        total_right, text_y, total, TOTAL_SIZE, colours.ink, weight=theme.BOLD, align="right"
    )
    if content.shares:
        share = content.spans.get(option, content.shares[option].removesuffix("%")) + "%"
        canvas.text(canvas.width, text_y, share, theme.LABEL, colours.sub, align="right")
    draw_total(canvas, content, option, 0, y + 30, canvas.width, BAR)
    canvas.line("rules", 0, y + ROW - 1, canvas.width, y + ROW - 1, colours.rule)
    says = f"{content.ranks[option]} {content.name_of(option)}, total {total}"
    canvas.hover(0, y, canvas.width, y + ROW, says, total_details(content, option))
