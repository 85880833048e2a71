"""The third slide: the leaders with each set of weights and scores, as a real table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches

from steelyard.charts.drawing.text import elide
from steelyard.charts.theme import palette
from steelyard.export.brief.parts import Brief, Cards, Matrix, MatrixCell
from steelyard.export.safe_text import as_label
from steelyard.export.slides.deck import (
    FOOT,
    LEFT,
    POINTS,
    RIGHT,
    TOP,
    WIDER,
    Deck,
    add_points,
    add_run,
    fit_text,
    plain_style,
    size_of_longest,
    slide_colour,
)
from steelyard.export.slides.story import notes_of
from steelyard.results.words.brief.second import matrix_notes, matrix_question, more_columns

_MOST_COLUMNS = 5
"""More readings than these are left out, and counted."""

_NAME_WIDTH, _HEAD = 2.5, 0.4
_SIZES = (16, 15, 14, 13, 12, 11)
_EDGE = 57150
"""The coloured left edge of a cell, in the units of the format: 4.5 points."""


def add_matrix(deck: Deck, brief: Brief) -> None:
    """Add the matrix of leaders, the strongest finding against the leader, and rival cases."""
    section, rivals = brief.section("matrix"), brief.section("rivals")
    if section is None or not isinstance(section.drawing, Matrix):
        return
    matrix = section.drawing
    after = [point.text for point in section.after]
    notes = notes_of(brief, matrix_notes(section.heading), *after, *(p.text for p in section.below))
    slide = deck.add(matrix_question(), section.heading, notes)
    colours = palette("light")
    add_points(
        slide, (LEFT, TOP, RIGHT - LEFT, 0.27), [("", section.note)], sizes=(13, 12, 11),
        colour=colours.sub,
    )  # fmt: skip
    top, room = TOP + 0.3, FOOT - TOP - 1.45
    heads, rows = matrix.heads[:_MOST_COLUMNS], _fitting(matrix, room - _HEAD)
    left_out = more_columns(len(matrix.heads) - len(heads), len(matrix.rows) - len(rows))
    _add_table(slide, matrix.corner, heads, rows, (top, room), section.words)
    top += room + 0.08
    add_points(slide, (LEFT, top, RIGHT - LEFT, 0.36), [(text, "") for text in after],
               sizes=(17, 16, 14, 12, 11))  # fmt: skip
    _add_cases(slide, rivals.drawing if rivals is not None else None, top + 0.4)
    if left_out:
        add_points(slide, (LEFT, FOOT - 0.2, RIGHT - LEFT, 0.25), [("", left_out)], sizes=(11,),
                   colour=colours.sub)  # fmt: skip


def _add_table(
    slide: Any,
    corner: tuple[str, str],
    heads: Sequence[str],
    rows: Sequence[tuple[str, tuple[MatrixCell, ...]]],
    place_and_room: tuple[float, float],
    words: str,
) -> None:
    wide, (top, room) = RIGHT - LEFT, place_and_room
    least = [_least(cells) for _, cells in rows]
    spare = min(0.2, (room - _HEAD - sum(least)) / max(1, len(rows)))
    frame = slide.shapes.add_table(
        len(rows) + 1, len(heads) + 1,
        *(Inches(side) for side in (LEFT, top, wide, _HEAD + sum(least) + spare * len(rows))),
    )  # fmt: skip
    frame.name = as_label(words)[:250]
    frame._element.nvGraphicFramePr.cNvPr.set("descr", as_label(words)[:4000])
    table = frame.table
    plain_style(table)
    each = (wide - _NAME_WIDTH) / len(heads)
    table.columns[0].width = Inches(_NAME_WIDTH)
    for column in range(1, len(heads) + 1):
        table.columns[column].width = Inches(each)
    table.rows[0].height = Inches(_HEAD)
    names = [name for _, cells in rows for cell in cells for name in cell.names]
    size = size_of_longest([*heads, *names], each - 0.2, _SIZES if spare > 0.1 else (12, 11), 700)
    _fill(table.cell(0, 0), [(part, 11, False) for part in corner], _NAME_WIDTH)
    for column, head in enumerate(heads, start=1):
        _fill(table.cell(0, column), [(head, size, True)], each)
    for place, (name, cells) in enumerate(rows, start=1):
        table.rows[place].height = Inches(least[place - 1] + spare)
        own = size_of_longest([name], 1.9 * (_NAME_WIDTH - 0.2), (size, 12, 11), 700)
        _fill(table.cell(place, 0), [(name, own, True)], _NAME_WIDTH, lines=2)
        for column, cell in enumerate(cells[: len(heads)], start=1):
            _fill_cell(table.cell(place, column), cell, size, each)


def _fitting(matrix: Matrix, room: float) -> list[tuple[str, tuple[MatrixCell, ...]]]:
    """Return the rows that have room, leaving out the last ones except those of other criteria."""
    rows = list(matrix.rows)
    while sum(_least(cells) for _, cells in rows) > room and len(rows) > 1:
        at = len(rows) - 1 - (len(matrix.rows) - matrix.further)
        del rows[max(1, at)]
    return rows


def _least(cells: Sequence[MatrixCell]) -> float:
    """Return the inches of a row in the smallest type: a line of 12 points a name, one of 11."""
    names = max(min(2, len(cell.names)) for cell in cells)
    return (12 * names + 11) * 1.2 / POINTS + 0.02


def _fill_cell(found: Any, cell: MatrixCell, size: int, width: float) -> None:
    names = [(" · ".join(cell.names), size, cell.is_other)]
    if len(cell.names) == 2:
        names = [(name, min(size, 12), cell.is_other) for name in cell.names]
    _fill(found, [*names, (cell.margin, 11, False)], width)
    if cell.is_other:
        found.fill.solid()
        found.fill.fore_color.rgb = slide_colour(palette("light").track)
    share = 100000 // len(cell.colours)
    stops = "".join(
        f'<a:gs pos="{pos}"><a:srgbClr val="{colour[1:].upper()}"/></a:gs>'
        for place, colour in enumerate(cell.colours)
        for pos in (place * share, (place + 1) * share)
    )
    fill = (
        f'<a:solidFill><a:srgbClr val="{cell.colours[0][1:].upper()}"/></a:solidFill>'
        if len(cell.colours) == 1
        else f'<a:gradFill><a:gsLst>{stops}</a:gsLst><a:lin ang="5400000"/></a:gradFill>'
    )
    edge = parse_xml(f'<a:lnL {nsdecls("a")} w="{_EDGE}">{fill}</a:lnL>')
    found._tc.get_or_add_tcPr().insert(0, edge)


def _fill(cell: Any, parts: Sequence[tuple[str, int, bool]], width: float, lines: int = 1) -> None:
    """Fill a cell with lines: text, size, whether it is bold; small ones are quiet."""
    colours = palette("light")
    cell.margin_left, cell.margin_right = Inches(0.12), Inches(0.04)
    cell.margin_top = cell.margin_bottom = Inches(0.02)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.background()
    for place, (text, size, bold) in enumerate(parts):
        frame = cell.text_frame
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        room = (lines - 0.1 * (lines - 1)) * (width - 0.16) * POINTS / WIDER[700 if bold else 400]
        shown = elide(as_label(text), room, size, 700 if bold else 400)
        quiet = size <= 12 and not bold
        add_run(paragraph, shown, size, colours.sub if quiet else colours.ink, bold=bold)


def _add_cases(slide: Any, cards: Any, top: float) -> None:
    """Add the case of each rival reading, up to three, side by side."""
    shown = cards.rivals[:3] if isinstance(cards, Cards) else ()
    wide, tall = (RIGHT - LEFT) / max(1, len(shown)), FOOT - top - 0.1
    said = [f"{rival.name}: {rival.case}" for rival in shown]
    sizes = [fit_text([text], wide - 0.3, tall, (14, 13, 12, 11), weight=700)[1] for text in said]
    for place, rival in enumerate(shown):
        box = (LEFT + place * wide, top, wide - 0.3, tall)
        add_points(slide, box, [(f"{rival.name}:", rival.case)], sizes=(min(sizes),))
