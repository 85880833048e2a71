"""A drawing as PDF is one file, whatever the order of chance in which it was made."""

from __future__ import annotations

import io

import pypdf

from steelyard.export.drawings.converter import draw_svg, svg_to_pdf
from steelyard.export.drawings.pdf_order import in_fixed_order

SPEC = {
    "data": {"values": [{"a": f"Option {i} ü", "b": i} for i in range(9)]},
    "layer": [
        {"mark": {"type": "bar", "opacity": 0.4 + 0.1 * i}, "encoding": {
            "y": {"field": "a"}, "x": {"field": "b", "type": "quantitative"}}}
        for i in range(4)
    ],
}  # fmt: skip


def test_the_same_drawing_gives_the_same_file() -> None:
    """The parts come numbered by chance, and leave in one order."""
    svg = draw_svg(SPEC)
    made = {svg_to_pdf(svg) for _ in range(4)}
    assert len({in_fixed_order(pdf) for pdf in made}) == 1


def test_what_is_seen_stays_the_same() -> None:
    """Size, text and number of pages are those of the file it came from."""
    pdf = svg_to_pdf(draw_svg(SPEC))
    before = pypdf.PdfReader(io.BytesIO(pdf))
    after = pypdf.PdfReader(io.BytesIO(in_fixed_order(pdf)), strict=True)

    assert len(after.pages) == len(before.pages) == 1
    assert after.pages[0].mediabox == before.pages[0].mediabox
    assert after.pages[0].extract_text() == before.pages[0].extract_text()
    contents = [reader.pages[0].get_contents().get_data() for reader in (before, after)]
    assert contents[0] == contents[1]


def test_put_in_order_twice_is_put_in_order_once() -> None:
    """The order is fixed."""
    once = in_fixed_order(svg_to_pdf(draw_svg(SPEC)))
    assert in_fixed_order(once) == once
