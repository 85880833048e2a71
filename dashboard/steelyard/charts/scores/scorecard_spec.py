"""How the scorecard is drawn: columns that follow from weights, and totals with their ranges."""

from __future__ import annotations

from functools import cache
from typing import Any

import altair as alt

from steelyard.charts.drawing import vega
from steelyard.charts.drawing.heads import head_layers
from steelyard.charts.drawing.vega import DrawingForm, Spec
from steelyard.charts.theme import SCORES

RANK_WIDTH, SHARE_WIDTH, STUB, TOTAL_GAP = 24.0, 66.0, 3.0, 10.0
BARS = {46: 14, 38: 11, 30: 8}
"""Height of a row → height of its bars."""

COMPACT_ROW, COMPACT_WIDTH, COMPACT_SHARE, COMPACT_TOTAL = 50, 350.0, 60.0, 34.0


def total_width(width: float) -> float:
    """Return the width, in pixels, of the bars of totals."""
    return min(max(0.2 * width, 110.0), 220.0)


def gap_of(form: DrawingForm) -> float:
    """Return the gap between columns, in pixels."""
    return 14.0 if form.columns <= 8 else 10.0 if form.columns <= 12 else 7.0


def share_width(form: DrawingForm) -> float:
    """Return the width, in pixels, of the lead shares; 0 without simulations."""
    return form.notes - TOTAL_GAP - total_width(form.width)


@cache
def scorecard_spec(form: DrawingForm) -> Spec:
    """Return the scorecard with all its columns; on a phone, with only the totals."""
    return _compact(form) if form.is_phone else _wide(form)


def _each(rows: alt.Chart) -> Any:
    """Return one row for each option, with the texts of its total."""
    return vega.first(rows, "option_id").transform_calculate(
        name=vega.said("option_lines", "datum.option"),
        place=vega.said("rank_label", "datum.rank"),
        sum=vega.said("total_label", "format(datum.total, '.0f')"),
        share=vega.said("share_label", "''"),
        span=vega.said("span_label", "''"),
        low=vega.said("line_low", "datum.total_low"),
        high=vega.said("line_high", "datum.total_high"),
    )


def _total_layers(one: Any, y: alt.Y, bar: float, down: float, left: float, width: float) -> Any:
    """Return a total as a bar on a track of 0 to 100, with its range as a line on it."""

    def x(value: str, more: float = 0.0) -> str:
        return f"{left + more} + {width / 100} * datum.{value}"

    spans = one.transform_filter("datum.high - datum.low > 0.5")
    place: Any = {"yOffset": down, "cornerRadius": 2, "height": bar, "aria": False}
    return [
        one.mark_bar(style="track", **place)
        .encode(y=y, **vega.at(x=left, x2=left + width)),
        one.mark_bar(**place)
        .encode(y=y, color=vega.option_colour(), **vega.at(x=left, x2=x("total"))),
        # The wider line behind keeps the range visible on bars as dark as the ink.
        *(
            spans.mark_rule(style=look, strokeWidth=thick, yOffset=down, aria=False)
            .encode(y=y, **vega.at(x=x("low", -more), x2=x("high", more)))
            for look, thick, more in (("now-edge", 5, 1), ("now", 2, 0))
        ),
    ]  # fmt: skip


def _wide(form: DrawingForm) -> Spec:
    bar, number = BARS[form.row], SCORES[form.row]
    y, gap = vega.bands("option_id"), gap_of(form)
    number_y = -(number + 4 + bar) / 2 + number / 2
    bar_y = number_y + number / 2 + 4 + bar / 2
    # Column widths follow from the weights of the rows, but leave room for numbers where those are
    # printed; a column of weight 0 is a stub.
    cells = (
        alt.Chart()
        .transform_calculate(
            is_stub="datum.weight > 0 ? 0 : 1", breadth=vega.said("breadth_label", "datum.weight")
        )
        .transform_window(
            frame=[None, 0], groupby=["option_id"],
            column="row_number()", breadths="sum(breadth)", stubs="sum(is_stub)",
        )
        .transform_joinaggregate(all="count()", all_stubs="sum(is_stub)", groupby=["option_id"])
        .transform_calculate(room=f"{form.plot} - {gap} * datum.all - {STUB} * datum.all_stubs")
        .transform_calculate(
            right=f"datum.room * datum.breadths + {STUB} * datum.stubs"
            f" + {gap} * (datum.column - 1)",
        )
        .transform_calculate(
            left=f"datum.right - (datum.is_stub ? {STUB} : datum.room * datum.breadth)",
            number=vega.said("score_label", "datum.is_unknown ? '?' : format(datum.value, '.0f')"),
        )
    )  # fmt: skip
    is_first, rows, one = "datum.rank == 1", alt.Chart(), _each(alt.Chart())
    known = rows.transform_filter("datum.is_stub || !datum.is_unknown")
    asked = rows.transform_filter("!datum.is_stub && datum.is_unknown")
    filled = "datum.left + (datum.right - datum.left) * datum.value / 100"
    place: Any = {"yOffset": bar_y, "height": bar, "cornerRadius": 2, "aria": False}
    column: Any = {**vega.at(x="datum.left", x2="datum.right"), "y": y}
    left = form.plot + TOTAL_GAP
    width = total_width(form.width)
    end = form.plot + form.notes
    layers = [
        one.mark_rule(style="faint-line", yOffset=-form.row / 2, aria=False)
        .encode(**vega.across(form), y=y),
        known.mark_bar(color=vega.either("datum.is_stub", "grey", "track"),
                       **place).encode(**column),
        known.transform_filter("!datum.is_stub && datum.value > 0")
        .mark_bar(opacity=1, **place)
        .encode(y=y, color=vega.option_colour(), **vega.at(x="datum.left", x2=filled)),
        asked.mark_bar(style="outline", **place).encode(**column),
        vega.text(rows, f"score-{form.row}", "number", x="datum.left", y=y, dy=number_y,
                  color=vega.either(is_first, "ink", "quiet"),
                  fontWeight=vega.either(is_first, "semibold")),
        vega.names(one, form, y, "name", is_first, left=RANK_WIDTH,
              style="name" if form.lines > 1 else "dense-name"),
        vega.text(one, "faint", "place", x=-form.names, y=y),
        *_total_layers(one, y, bar, bar_y, left, width),
        vega.text(one, f"sum-{form.row}", "sum", x=left, y=y, dy=number_y - 1),
        vega.text(one, ["name", "strong", "to-right"], "share", x=end, y=y,
                  dy=vega.either("datum.span != ''", f"{number_y - 1}", f"{bar_y}")),
        vega.text(one, ["note", "to-right"], "span", x=end, y=y, dy=bar_y),
        *head_layers(),
        vega.hover(form, y, _TOOLTIP, whole=False, rows=rows)
        .encode(**vega.at(x=f"datum.left - {gap / 2}", x2=f"datum.right + {gap / 2}")),
        _hover_total(one, y, left, end),
    ]  # fmt: skip
    return vega.finished(layers, form, alt.Step(form.row), rows=cells)


def _compact(form: DrawingForm) -> Spec:
    rows, y = alt.Chart(), vega.bands("option_id")
    right, up = form.plot, -8
    heads = [(right, "total"), *([(form.width, "first in")] if form.notes else [])]
    layers = [
        *(
            vega.text(vega.first(rows), ["faint", "to-right"], alt.TextValue(text), x=x, y=-9)
            for x, text in heads
        ),
        vega.text(rows, ["name", "faint-ink"], "place", x=0, y=y, dy=up),
        vega.names(rows, form, y, "name", "datum.rank == 1", dy=up, left=RANK_WIDTH + 2),
        vega.text(rows, "total", "sum", x=right, y=y, dy=up),
        vega.text(rows, ["name", "quiet", "to-right"], "share", x=form.width, y=y, dy=up),
        *_total_layers(rows, y, 9, 9.5, 0, form.width),
        rows.mark_rule(style="faint-line", yOffset=COMPACT_ROW / 2 - 1, aria=False)
        .encode(y=y, **vega.at(x=0, x2=form.width)),
        _hover_total(rows, y, 0, form.width),
    ]  # fmt: skip
    return vega.finished(layers, form, alt.Step(COMPACT_ROW), rows=_each(alt.Chart()))


def _hover_total(one: Any, y: alt.Y, left: float, right: float) -> Any:
    told = vega.tips(Option="option", Total="total_label", Range="line_label")
    ends = vega.at(x=left, x2=right)
    return vega.unseen(one, told, says="says_total", y=y, **ends)


_TOOLTIP = vega.tips(
    Option="option", Criterion="criterion", Weight="weight_label", Score="told_label",
    Range="range_label", Scale="scale_label",
)  # fmt: skip
