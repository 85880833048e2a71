"""What one would have to believe: the nearest weights that put each option first.

A panel per option that some weights put first, closest first: bars are those weights, a
mark the present ones. Options that no weights put first are named with what is at least
as good on every criterion. Scores are taken as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from steelyard.analysis.sensitivity.robustness import Belief
from steelyard.analysis.totals import Evaluation
from steelyard.charts import theme
from steelyard.charts.chart import Chart, has_rivals
from steelyard.charts.drawing.canvas import NARROWEST_WIDE, Canvas, Sheet
from steelyard.charts.drawing.contrast import mix
from steelyard.charts.drawing.text import elide, text_width, wrap
from steelyard.charts.theme import Mode, option_colours
from steelyard.model import CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.names import option_labels
from steelyard.results.words.numbers import (
    number_of_points,
    one_decimal,
    percents,
    raw_share,
    small_points,
    whole,
)
from steelyard.results.words.text import listing, plain
from steelyard.results.words.weights import NOISE, beaten_words, heaviest_first, weight_labels

MOVED = 5e-3
"""A weight that changes by less than half a percentage point counts as unchanged."""


def beliefs(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    found: Mapping[str, Belief],
    mode: Mode,
    width: float = 1000,
) -> Sheet:
    """Return a panel per option that could come first, as a chart `width` pixels wide.

    `found`: option → the nearest weights that put it first. As many panels as the width
    allows, the rest in one line; options that are first already have none. Below 560
    pixels there are at most three, one below the other, with the weights that move.
    """
    order = _closest_first(found)
    drawn = order[: most_panels(width)]
    colours = option_colours(criteria_set, mode)
    panels = [_panel(criteria_set, evaluation, found[option], colours[option]) for option in drawn]
    notes = _notes(criteria_set, found, order[len(drawn) :])
    canvas = draw_panels(panels, notes, mode, width)
    return canvas.sheet()


def beliefs_title(
    criteria_set: CriteriaSet, evaluation: Evaluation, found: Mapping[str, Belief]
) -> str:
    """Return what the closest rival needs: points of weight, and the criterion that gains most.

    That no other option can come first is said only where all were solved exactly.
    """
    order = _closest_first(found)
    if len(found) == 1:
        return f"{option_labels(criteria_set, found)} is the only option"
    if not order:
        leaders = option_labels(criteria_set, evaluation.leaders)
        return f"No weights put any option ahead of {leaders}"
    belief = found[order[0]]
    name = option_labels(criteria_set, [order[0]])
    most, is_alone = _gainer(evaluation, belief)
    criterion = plain(criteria_set.criteria[most].name)
    now, needed = weight_labels(evaluation)[most], _needed(evaluation, belief)[most]
    goes = "" if is_alone else ", mostly"
    much = _moved_points(evaluation, belief)
    return f"To put {name} first, move {much} of weight{goes} to {criterion} ({now} to {needed})"


def _gainer(evaluation: Evaluation, belief: Belief) -> tuple[str, bool]:
    """Return the criterion whose weight grows most, and whether it is the only one to grow."""
    gains = {c: belief.weights[c] - evaluation.weights[c] for c in evaluation.criteria}
    is_alone = sum(gain > MOVED for gain in gains.values()) <= 1
    return max(gains, key=lambda criterion: gains[criterion]), is_alone


def _moved_points(evaluation: Evaluation, belief: Belief) -> str:
    """Return the points to move; with a decimal where the rounded weights contradict them."""
    most, is_alone = _gainer(evaluation, belief)
    now, needed = weight_labels(evaluation)[most], _needed(evaluation, belief)[most]
    points = belief.points or 0
    if is_alone and _hundredths(needed) - _hundredths(now) != whole(points):
        return number_of_points(one_decimal(points))
    return small_points(points)


def _hundredths(printed: str) -> int:
    """Return a printed percentage as a number, `<1%` as nothing."""
    return int(printed.rstrip("%")) if printed[0].isdigit() else 0


def beliefs_alt(
    criteria_set: CriteriaSet, evaluation: Evaluation, found: Mapping[str, Belief]
) -> str:
    """Return, for every option that is not first, what it takes or what beats it, in words."""
    title = beliefs_title(criteria_set, evaluation, found)
    parts = [
        f"{option_labels(criteria_set, [option])} needs "
        f"{_moved_points(evaluation, found[option])} moved"
        for option in _closest_first(found)
    ]
    needs = f" {listing(parts)}." if parts else ""
    beaten = "".join(f" {line}." for line in _beaten(criteria_set, found))
    return f"What one would have to believe about weights. {title}.{needs}{beaten}"


def beliefs_rows(
    criteria_set: CriteriaSet, evaluation: Evaluation, found: Mapping[str, Belief]
) -> pd.DataFrame:
    """Return one row per option and criterion, options by distance, unrounded.

    Columns: `option_id`, `option`, `can_lead`, `points` (percentage points to move, empty
    where no weights put it first), `criterion_id`, `criterion`, `weight`,
    `weight_needed` (0 to 1, empty likewise), `beaten_by` (options with their shares).
    """
    order = sorted(found, key=lambda option: _distance(found[option]))
    return pd.DataFrame(
        {
            "option_id": option,
            "option": criteria_set.options[option].name,
            "can_lead": found[option].can_lead,
            "points": found[option].points,
            "criterion_id": criterion,
            "criterion": criteria_set.criteria[criterion].name,
            "weight": evaluation.weights[criterion],
            "weight_needed": found[option].weights.get(criterion),
            "beaten_by": ", ".join(
                f"{criteria_set.options[rival].name} {raw_share(share)}"
                for rival, share in found[option].beaten_by.items()
            ),
        }
        for option in order
        for criterion in heaviest_first(evaluation)
    )


def _distance(belief: Belief) -> float:
    return float("inf") if belief.points is None else belief.points


def _closest_first(found: Mapping[str, Belief]) -> list[str]:
    """Return the options that could come first but are not, the closest first."""
    reach = {option: round(_distance(belief), 9) for option, belief in found.items()}
    rivals = [option for option in found if NOISE < reach[option] < float("inf")]
    return sorted(rivals, key=lambda option: reach[option])


def _needed(evaluation: Evaluation, belief: Belief) -> dict[str, str]:
    labels = percents([_cleared(belief.weights[c]) for c in evaluation.criteria])
    return dict(zip(evaluation.criteria, labels, strict=True))


def _cleared(weight: float) -> float:
    """Return a weight without the solver's noise, which would be printed as `<1%`."""
    return weight if weight > NOISE else 0.0


def _panel(criteria_set: CriteriaSet, evaluation: Evaluation, belief: Belief, colour: str) -> Panel:
    labels, now = _needed(evaluation, belief), weight_labels(evaluation)
    bars = []
    for criterion in heaviest_first(evaluation):
        before, after = evaluation.weights[criterion], belief.weights[criterion]
        name = plain(criteria_set.criteria[criterion].name)
        short = plain(criteria_set.criteria[criterion].label)
        has_moved = abs(after - before) >= MOVED
        bar = WeightBar(name, short, after, before, labels[criterion], now[criterion], has_moved)
        bars.append(bar)
    return Panel(
        name=plain(criteria_set.options[belief.option].label),
        moves=f"{_moved_points(evaluation, belief)} of weight",
        colour=colour,
        bars=tuple(bars),
    )


def _notes(
    criteria_set: CriteriaSet, found: Mapping[str, Belief], further: Sequence[str]
) -> list[str]:
    """Return the sentences below the panels: options further off, and those never first."""
    notes = []
    if further:
        parts = [
            f"{option_labels(criteria_set, [option])} ({small_points(found[option].points or 0)})"
            for option in further
        ]
        notes.append(f"Further off: {listing(parts)}.")
    beaten = _beaten(criteria_set, found)
    if beaten:
        notes.append("No weights put these first:")
        notes.extend(f"{line}." for line in beaten)
    return notes


def _beaten(criteria_set: CriteriaSet, found: Mapping[str, Belief]) -> list[str]:
    """Return a clause per rival, or mix of rivals, that keeps options from coming first."""
    by_rivals: dict[tuple[str, ...], list[str]] = {}
    shares: dict[tuple[str, ...], str] = {}
    for option, belief in found.items():
        if belief.can_lead:
            continue
        rivals = tuple(belief.beaten_by)
        # Two mixes of the same rivals may differ in their shares.
        key = rivals if len(rivals) == 1 else (*rivals, option)
        by_rivals.setdefault(key, []).append(option)
        shares[key] = plain(beaten_words(criteria_set, belief))
    return [
        f"{option_labels(criteria_set, options)}: {shares[key]}"
        for key, options in by_rivals.items()
    ]


ROW, BAR, HEAD, COMPACT_HEAD, BETWEEN = 24.0, 13.0, 54.0, 36.0, 14.0
NARROWEST_PANEL, GAP, NUMBER = 116.0, 18.0, 34.0
MOST, MOST_COMPACT = 6, 3
PALE = 0.55
LINE, BEFORE_NOTES, FOOT = 18.0, 14.0, 6.0


class WeightBar(NamedTuple):
    """A criterion's needed and present weight, 0 to 1, and how both are printed."""

    name: str
    short: str
    needed: float
    present: float
    label: str
    now: str
    has_moved: bool


@dataclass(frozen=True)
class Panel:
    """One option: what has to move, and a bar for every criterion."""

    name: str
    moves: str
    colour: str
    bars: tuple[WeightBar, ...]


def most_panels(width: float) -> int:
    """Return how many panels a sheet of that width has room for.

    >>> most_panels(1000), most_panels(640), most_panels(350)
    (5, 3, 3)
    """
    if width < NARROWEST_WIDE:
        return MOST_COMPACT
    return max(1, min(MOST, int((0.76 * width + GAP) / (NARROWEST_PANEL + GAP))))


def draw_panels(panels: Sequence[Panel], notes: Sequence[str], mode: Mode, width: float) -> Canvas:
    """Return a sheet with the panels, side by side or one below the other, and the notes."""
    lines = [line for note in notes for line in wrap(note, width, theme.VALUE)]
    is_compact = width < NARROWEST_WIDE
    if is_compact:
        panels = [_moved_only(panel) for panel in panels]
        top = sum(COMPACT_HEAD + ROW * len(panel.bars) + BETWEEN for panel in panels)
    else:
        top = HEAD + ROW * len(panels[0].bars) if panels else 0.0
    before = BEFORE_NOTES if panels else 0.0
    canvas = Canvas(width, max(top + before + LINE * len(lines) + FOOT, 20), mode)
    if panels:
        (_draw_below if is_compact else _draw_beside)(canvas, panels)
    colours = theme.palette(mode)
    for number, line in enumerate(lines):
        y = top + before + LINE * (number + 0.5)
        canvas.text(0, y, line, theme.VALUE, colours.sub)
    return canvas


def _moved_only(panel: Panel) -> Panel:
    """Return the panel with the bars that change; all of them where none seems to."""
    moved = tuple(bar for bar in panel.bars if bar.has_moved)
    return Panel(panel.name, panel.moves, panel.colour, moved or panel.bars)


def _draw_beside(canvas: Canvas, panels: Sequence[Panel]) -> None:
    colours, width = theme.palette(canvas.mode), canvas.width
    bars = panels[0].bars
    longest = max(text_width(bar.name, theme.VALUE) for bar in bars)
    names = min(longest, 0.24 * width)
    room = (width - names - 14 + GAP) / len(panels) - GAP
    room = min(room, 240.0)
    for index, bar in enumerate(bars):
        y = HEAD + ROW * (index + 0.5)
        text = bar.short if text_width(bar.name, theme.VALUE) > names else bar.name
        canvas.text(0, y, elide(text, names + 1, theme.VALUE), theme.VALUE, colours.ink)
    scale = (room - NUMBER) / _largest(panels)
    for number, panel in enumerate(panels):
        x = names + 14 + number * (room + GAP)
        _draw_head(canvas, panel, x, 0, room)
        for index, bar in enumerate(panel.bars):
            _draw_bar(canvas, panel, bar, x, HEAD + ROW * (index + 0.5), scale, room)


def _draw_below(canvas: Canvas, panels: Sequence[Panel]) -> None:
    colours, width = theme.palette(canvas.mode), canvas.width
    names = 0.42 * width
    room = width - names
    scale = (room - NUMBER) / _largest(panels)
    y = 0.0
    for panel in panels:
        _draw_head(canvas, panel, 0, y - 8, width)
        for index, bar in enumerate(panel.bars):
            middle = y + COMPACT_HEAD + ROW * (index + 0.5)
            text = bar.short if text_width(bar.name, theme.VALUE) > names - 8 else bar.name
            label = elide(text, names - 8, theme.VALUE)
            canvas.text(0, middle, label, theme.VALUE, colours.ink)
            _draw_bar(canvas, panel, bar, names, middle, scale, room)
        y += COMPACT_HEAD + ROW * len(panel.bars) + BETWEEN


def _draw_head(canvas: Canvas, panel: Panel, x: float, y: float, room: float) -> None:
    lines = wrap(panel.name, room, theme.VALUE, theme.SEMIBOLD, most=2)
    first = y + 24 - 8 * len(lines)
    ink = theme.text_colour(panel.colour, canvas.mode)
    for number, line in enumerate(lines):
        canvas.text(x, first + 16 * number, line, theme.VALUE, ink, weight=theme.SEMIBOLD)
    colours = theme.palette(canvas.mode)
    canvas.text(x, first + 16 * len(lines), elide(panel.moves, room, theme.AXIS), theme.AXIS,
                colours.sub)  # fmt: skip


def _draw_bar(
    canvas: Canvas, panel: Panel, bar: WeightBar, x: float, y: float, scale: float, room: float
) -> None:
    colours = theme.palette(canvas.mode)
    fill = panel.colour if bar.has_moved else mix(colours.grey, colours.background, PALE)
    end, mark = x + bar.needed * scale, x + bar.present * scale
    canvas.box("feet", x - 0.5, y - BAR / 2 - 2, x + 0.5, y + BAR / 2 + 2, colours.faint)
    canvas.box("bars", x, y - BAR / 2, end, y + BAR / 2, fill)
    canvas.box("edges", mark - 2.5, y - BAR / 2 - 3, mark + 2.5, y + BAR / 2 + 3,
               colours.background)  # fmt: skip
    canvas.box("marks", mark - 1, y - BAR / 2 - 3, mark + 1, y + BAR / 2 + 3, colours.ink)
    ink = colours.ink if bar.has_moved else colours.faint
    weight = theme.SEMIBOLD if bar.has_moved else theme.REGULAR
    canvas.text(max(end, mark) + 6, y, bar.label, theme.AXIS, ink, weight=weight)
    details = {
        "Option": panel.name, "Criterion": bar.name, "Needed": bar.label, "Now": bar.now,
    }  # fmt: skip
    says = f"{panel.name}, {bar.name}: {bar.label} needed, {bar.now} now"
    canvas.hover(x, y - ROW / 2, x + room, y + ROW / 2, says, details)


def _largest(panels: Sequence[Panel]) -> float:
    return max(max(bar.needed, bar.present) for panel in panels for bar in panel.bars)


def _subtitle(
    _criteria_set: CriteriaSet, _evaluation: Evaluation, found: Mapping[str, Belief], *_: object
) -> str:
    if not _closest_first(found):
        return "Over all possible weights, with the values as they are."
    return (
        "The weights nearest to the present ones that put each option first, with the values as "
        "they are. Bar: weight needed, pale where it stays as it is. Mark: weight now."
    )


def _read(result: Result, _: None) -> tuple[CriteriaSet, Evaluation, Mapping[str, Belief]]:
    if result.beliefs is None:
        raise ArithmeticError("the solver gave up on these numbers")
    return result.criteria_set, result.evaluation, result.beliefs


CHART = Chart(
    id="weights-needed",
    name="Weights needed",
    place=240,
    read=_read,
    title=beliefs_title,
    subtitle=_subtitle,
    words=beliefs_alt,
    rows=beliefs_rows,
    draw=beliefs,
    applies=has_rivals,
    moves_locked=True,
)
