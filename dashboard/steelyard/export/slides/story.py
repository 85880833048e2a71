"""The first two slides: the ranking, and what would change the leader.

Sentences come from the content of the brief, charts have its rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from steelyard.charts.drawing.text import text_width
from steelyard.charts.theme import palette
from steelyard.export.brief.drawings import foldable, ranking_drawing, strips_drawing
from steelyard.export.brief.parts import Brief, RankedOption, Stretch, Strip
from steelyard.export.safe_text import shorten_label
from steelyard.export.slides.deck import (
    BODY_SIZES,
    FOOT,
    LEFT,
    POINTS,
    RIGHT,
    TOP,
    WIDER,
    Deck,
    add_block,
    add_points,
    add_slide_table,
    lines_of,
    size_of_longest,
)
from steelyard.export.slides.native_charts import BarSeries, add_bars
from steelyard.results.result import Result
from steelyard.results.words.basis import CARE
from steelyard.results.words.brief.change import (
    CONDITION_HEAD,
    WHY,
    change_question,
    change_title,
    why_point,
)
from steelyard.results.words.brief.second import (
    COUNTS_NOTE,
    NO_CHANCE,
    RANGE_HEAD,
    STRIPS_NOTE,
    where_from,
)
from steelyard.results.words.brief.top import about_words
from steelyard.results.words.lead.fragility import condition_sentences
from steelyard.results.words.simulations import FIRST_IN
from steelyard.results.words.text import first_sentence
from steelyard.results.words.weights import nearest_first

MOST_ROWS, MOST_STRIPS = 16, 8
PANEL = 9.8
"""Left edge in inches of the verdicts beside the ranking."""

_LONGEST_HEAD = 64
"""Maximum letters of the head over a verdict, and of the verdict itself."""

_SMALL = (13, 12, 11)
_NOTE = 12
_TICK = 0.035


def notes_of(brief: Brief, *texts: str) -> str:
    """Return speaker notes: the content of a slide in sentences, and where it comes from."""
    parts = [*texts, brief.whose, brief.exploratory, where_from(brief.origin)]
    return "\n\n".join(part for part in parts if part)


def add_ranking(deck: Deck, result: Result, brief: Brief) -> None:
    """Add the ranking with the verdicts of the frames, and the cautions."""
    section = brief.section("ranking")
    assert section is not None
    is_alone = len(result.evaluation.options) < 2
    why = "" if is_alone or len(result.evaluation.leaders) > 1 else why_point(result).text
    told = [f"{about_words(tile)}. {tile.says}. {tile.text}" for tile in brief.tiles]
    judges = brief.section("judges")
    group = [point.text for point in judges.points] if judges is not None else []
    care = f"{CARE} {brief.care}"
    notes = notes_of(brief, brief.opening, why, *told, care, NO_CHANCE, " ".join(group))
    slide = deck.add(brief.question, brief.sentence, notes)
    folds = len(result.evaluation.options) > MOST_ROWS and bool(foldable(result))
    drawing = ranking_drawing(result, foldable(result) if folds else ())
    rows = [["", "", "", "", "", ""] for _ in drawing.rows]
    for cells, one in zip(rows, drawing.rows, strict=True):
        cells[:2], cells[3:] = [one.rank, one.name], [one.total_label, one.range_label, one.first]
    if drawing.folded is not None:
        rows.append(["", *drawing.folded, "", "", ""])
    heads = ["", "", "", drawing.total_head[0], RANGE_HEAD, FIRST_IN]
    widths = (0.45, 2.9, 2.4, 0.95, 1.15, 1.3)
    box = (LEFT, TOP, PANEL - LEFT - 0.35, FOOT - TOP)
    strong = frozenset(place for place, one in enumerate(drawing.rows) if one.is_leader)
    count, line = add_slide_table(
        slide, box, heads, rows, widths, frozenset({3, 4, 5}), section.words, strong
    )
    shown = drawing.rows[:count]
    left = box[0] + box[2] * sum(widths[:2]) / sum(widths)
    area = (left, TOP + line, box[2] * widths[2] / sum(widths), line * len(shown))
    _add_totals(slide, area, shown, section.words)
    _add_verdicts(slide, brief)


def _add_totals(slide: Any, box: Any, rows: Sequence[RankedOption], words: str) -> None:
    series = BarSeries("Total", [100 * row.total for row in rows], [row.colour for row in rows])
    lines = [(100 * row.low, 100 * row.high) for row in rows]
    names = [row.name for row in rows]
    add_bars(slide, box, names, [series], words, most=100.0, gap=110, lines=lines)


def _add_verdicts(slide: Any, brief: Brief) -> None:
    """Add the verdicts of the frames and the cautions, stacked, in one type size.

    A note on the counts of simulations is placed below.
    """
    colours, wide = palette("light"), RIGHT - PANEL
    blocks = [
        (
            colour,
            shorten_label(tile.about, _LONGEST_HEAD),
            (
                f"{shorten_label(tile.says, _LONGEST_HEAD)}.",
                shorten_label(first_sentence(tile.text), 2 * _LONGEST_HEAD),
            ),
            "",
        )
        for tile, colour in zip(brief.tiles, brief.tile_colours, strict=True)
    ]
    blocks.append((colours.warning, "", (CARE, brief.short_care), colours.warning))
    if brief.exploratory:
        blocks.insert(0, (colours.ink, "", ("", brief.exploratory), ""))
    room, inner = FOOT - TOP - 1.0, wide - 0.15
    for size in BODY_SIZES:
        heights = [_tall(about, point, inner, size) for _, about, point, _ in blocks]
        spare = room - sum(heights) - 0.2 * len(blocks)
        if spare >= 0:
            break
    shrunk = min(1.0, (room - 0.2 * len(blocks)) / sum(heights))
    top = TOP
    for (edge, about, point, lead), needed in zip(blocks, heights, strict=True):
        tall = needed * shrunk
        add_block(slide, (PANEL, top, 0.05, tall), edge)
        above = 0.0
        if about:
            above = lines_of(about, inner, _NOTE) * 1.25 * _NOTE / POINTS
            add_points(slide, (PANEL + 0.15, top, inner, above), [("", about)], sizes=(_NOTE, 11),
                       colour=colours.sub)  # fmt: skip
        add_points(slide, (PANEL + 0.15, top + above, inner, tall - above), [point],
                   sizes=[one for one in BODY_SIZES if one <= size], lead_colour=lead)  # fmt: skip
        top += tall + 0.2
    add_points(slide, (PANEL, FOOT - 0.95, wide, 0.95), [("", COUNTS_NOTE)], sizes=_SMALL,
               colour=colours.sub)  # fmt: skip


def _tall(about: str, point: tuple[str, str], wide: float, size: int) -> float:
    """Return the height in inches of a verdict and its small head, in type of a given size."""
    above = lines_of(about, wide, _NOTE) * _NOTE if about else 0
    return (above + lines_of(" ".join(point), wide, size, 700) * size) * 1.25 / POINTS + 0.02


def add_change(deck: Deck, result: Result, brief: Brief) -> None:
    """Add the leaders at each weight, and what else would change the leader."""
    change, strips = brief.section("change"), brief.section("strips")
    if change is None or strips is None:
        return
    notes = notes_of(brief, *(f"{point.lead} {point.text}".strip() for point in change.points))
    slide = deck.add(change_question(result), change_title(result), notes)
    kept = list(result.tracks)
    if len(kept) > MOST_STRIPS:
        kept = nearest_first(result.tracks)[:MOST_STRIPS] or kept[:MOST_STRIPS]
    drawn = strips_drawing(result, kept).strips
    half, colours = 6.5, palette("light")
    add_points(
        slide, (LEFT, TOP + 0.05, half, 0.5), [("", STRIPS_NOTE)], sizes=_SMALL, colour=colours.sub
    )
    _add_strips(slide, (LEFT, TOP + 0.62, half, FOOT - TOP - 0.75), drawn, strips.words)
    # The reason for the lead is in the notes only; the conditions are not in the brief's section.
    points = [(point.lead, point.text) for point in change.points if point.lead != WHY]
    points += [(CONDITION_HEAD, said) for said in condition_sentences(result)]
    box = (LEFT + half + 0.4, TOP + 0.05, RIGHT - LEFT - half - 0.4, FOOT - TOP - 0.1)
    add_points(slide, box, points)


def _add_strips(slide: Any, box: Any, strips: Sequence[Strip], words: str) -> None:
    """Add the strips: names and weights as text, a native chart, a tick at each weight."""
    left, top, wide, tall = box
    line = min(0.75, (tall - 0.35) / max(1, len(strips)))
    name, after = 2.3, 1.5
    plot = (left + name, top, wide - name - after, line * len(strips))
    most = max(len(strip.stretches) for strip in strips)
    columns = zip_longest(*(strip.stretches for strip in strips))
    series = [_stretches(f"Stretch {place} of {most}", found, strips, plot[2])
              for place, found in enumerate(columns, start=1)]  # fmt: skip
    names = [strip.name for strip in strips]
    add_bars(slide, plot, names, series, words, most=100.0, gap=70)
    sub, ink = palette("light").sub, palette("light").ink
    said = [f"{strip.name}  {strip.weight}" for strip in strips]
    size = size_of_longest(said, name - 0.1, (15, 14, 13, 12, 11))
    for row, strip in enumerate(strips):
        middle = top + line * (row + 0.5)
        add_points(slide, (left, middle - line / 2, name - 0.1, line), [("", said[row])],
                   sizes=(size, 11), is_centred=True)  # fmt: skip
        at = plot[0] + plot[2] * strip.at - _TICK / 2
        add_block(slide, (at, middle - 0.36 * line, _TICK, 0.72 * line), ink)
        labels = [series[place].labels[row] for place in range(len(strip.stretches))]
        end = strip.end if any(labels) else shorten_label(strip.end_named, 40)
        beside = (plot[0] + plot[2] + 0.12, middle - line / 2, after - 0.12, line)
        add_points(slide, beside, [("", end)], sizes=(12, 11), colour=sub, is_centred=True)
    for share, text in ((0.0, "0%"), (0.5, "50%"), (1.0, "100%")):
        width = 0.6
        at = plot[0] + share * (plot[2] - width)
        add_points(slide, (at, plot[1] + plot[3] + 0.03, width, 0.25), [("", text)], sizes=(12, 11),
                   colour=palette("light").sub)  # fmt: skip


def _stretches(
    name: str, found: Sequence[Stretch | None], strips: Sequence[Strip], width: float
) -> BarSeries:
    """Return one segment of each strip as a series; strips with fewer get one of zero length."""
    pairs = list(zip(found, strips, strict=True))
    return BarSeries(
        name,
        [100 * (one.end - one.begin) if one else 0.0 for one in found],
        [one.colour if one else palette("light").track for one in found],
        [_fitting(one, strip, width) for one, strip in pairs],
    )


def _fitting(stretch: Stretch | None, strip: Strip, width: float) -> str:
    """Return the leaders along a segment, if their names fit on it beside the tick."""
    if stretch is None or stretch.begin < strip.at < stretch.end:
        return ""
    room = (stretch.end - stretch.begin) * width * POINTS - 8
    return stretch.leaders if text_width(stretch.leaders, 12, 700) * WIDER[700] < room else ""
