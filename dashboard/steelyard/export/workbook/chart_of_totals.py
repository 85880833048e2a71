"""The native bar chart beside the sorted list: it follows the cells, and can be restyled.

Each option keeps its colour wherever it stands: every colour is a series of its own, empty
but at that option's place. Empty bars carry no number.
"""

from __future__ import annotations

from steelyard.charts.theme import palette
from steelyard.export.office_text import as_label, shorten
from steelyard.export.workbook import book as at
from steelyard.export.workbook.book import Book
from steelyard.export.workbook.parts_sheet import MOST_BARS, bar_series, bars_top

ROW_PIXELS = 26


def add_chart(book: Book) -> None:
    """Put the chart of totals on *Ranking*, to the right of the list."""
    chart = book.raw.add_chart({"type": "bar"})
    colours = palette("light")
    count = min(len(book.options), MOST_BARS)
    first = bars_top(book)
    last = first + count - 1
    font = {"size": 9, "color": colours.sub}
    for column, bars in enumerate(bar_series(book), start=at.PARTS_FIRST):
        chart.add_series(
            {
                "name": ["Contributions", first - 1, column],
                "categories": ["Contributions", first, at.PARTS_NAME, last, at.PARTS_NAME],
                "values": ["Contributions", first, column, last, column],
                "fill": {"color": bars.colour},
                "gap": 40,
                "overlap": 100,
                "data_labels": {
                    "value": True,
                    "num_format": "0;;",
                    "position": "outside_end",
                    "font": {"size": 9, "bold": True, "color": colours.ink},
                },
            }
        )
    measure = book.result.criteria_set.measure
    # The library takes a name that begins like a reference for one; ours begins with a word.
    scale = shorten(as_label(f"Total {measure.name}, 0–100: 100 is {measure.top}"), 90)
    chart.set_legend({"none": True})
    chart.set_title({"none": True})
    chart.set_y_axis(
        {"reverse": True, "num_font": {**font, "color": colours.ink}, "line": {"none": True}}
    )
    chart.set_x_axis(
        {
            "min": 0,
            "max": 100,
            "major_unit": 25,
            "name": scale,
            "name_font": {**font, "bold": False},
            "num_font": font,
            "num_format": "0",
            "major_gridlines": {"visible": True, "line": {"color": colours.rule}},
            "line": {"none": True},
            "label_position": "high",
        }
    )
    chart.set_chartarea({"border": {"none": True}})
    chart.set_size({"width": 560, "height": 90 + ROW_PIXELS * count})
    book.sheets["Ranking"].raw.insert_chart(
        5, at.ID + 1, chart, {"x_offset": 12, "description": _words(book), "object_position": 3}
    )


def _words(book: Book) -> str:
    """Return the chart in words, as it is at the time of export."""
    evaluation, criteria_set = book.result.evaluation, book.result.criteria_set
    first = [
        f"{as_label(criteria_set.options[option].label)} {evaluation.totals[option]:.0f}"
        for option in evaluation.ranking[:5]
    ]
    return f"Bar chart of the totals in the list beside it, best first: {', '.join(first)}."[:1000]
