"""How cells of the workbook look: one place for fonts, fills and number formats.

Numbers are shown rounded and kept in full precision. Colours are those of the charts.
Knows nothing of what stands in a cell.
"""

from __future__ import annotations

from typing import Any, Literal

from steelyard.charts.theme import palette

Style = Literal[
    "title", "headline", "note", "section", "head", "head_right", "text", "prose",
    "id", "number", "exact", "tenth", "percent", "input", "score", "total", "rank", "strong",
    "aside", "head_aside",
]  # fmt: skip


def style_properties() -> dict[Style, dict[str, Any]]:
    """Return every style as XlsxWriter takes it."""
    colours = palette("light")
    faint, sub, ink = colours.faint, colours.sub, colours.ink
    fill, edge = colours.regret_ramp[0], colours.regret_ramp[2]
    line = {"bottom": 1, "bottom_color": colours.rule}
    head = {
        "bold": True, "font_color": ink, "bg_color": colours.track, "valign": "bottom",
        "text_wrap": True, "bottom": 1, "bottom_color": sub,
    }  # fmt: skip
    number = {"font_color": ink, "align": "right", "valign": "top", **line}
    text = {"font_color": ink, "valign": "top", **line}
    return {
        "title": {"bold": True, "font_size": 16, "font_color": ink},
        "headline": {"bold": True, "font_size": 13, "font_color": ink},
        "note": {"font_color": sub},
        "section": {"bold": True, "font_size": 12, "font_color": ink},
        "head": head,
        "head_right": {**head, "align": "right"},
        "text": text,
        "prose": {**text, "text_wrap": True},
        "id": {
            "font_color": faint,
            "font_size": 9,
            "valign": "top",
            "shrink": True,
            "indent": 1,
            **line,
        },
        "aside": {**text, "indent": 1},
        "head_aside": {**head, "indent": 1},
        "number": {**number, "num_format": "0"},
        "exact": number,
        "tenth": {**number, "num_format": "0.0"},
        "percent": {**number, "num_format": "0%"},
        "input": {**number, "bg_color": fill, "border": 1, "border_color": edge},
        "score": {**number, "bg_color": fill},
        "total": {**number, "num_format": "0", "bold": True},
        "rank": {**number, "num_format": "0", "align": "center"},
        "strong": {**text, "bold": True},
    }
