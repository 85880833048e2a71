"""Styles of the tables of the page Judges beyond Streamlit's theme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import streamlit as st

from steelyard.views.session.safe_text import as_html

JUDGES_STYLE: Final = """<style>
.judges { border-collapse: collapse; width: 100%; font-size: 14px; line-height: 1.3;
  font-variant-numeric: tabular-nums; }
.judges caption { text-align: left; font-size: 15.5px; font-weight: 600; padding-bottom: 4px; }
.judges th { text-align: left; font-weight: 600; padding: 5px 12px 5px 0; vertical-align: top; }
.judges td { padding: 5px 12px 5px 0; vertical-align: top; }
.judges thead th { font-size: 12.5px; font-weight: 400; vertical-align: bottom; }
.judges tr > * { border-bottom: 1px solid color-mix(in srgb, currentColor 16%, transparent); }
.judges .amount { text-align: right; white-space: nowrap; }
.judges .bar { display: block; container-type: inline-size; height: 8px; width: 118px;
  max-width: 24vw; border-radius: 2px; margin-top: 4px;
  background: color-mix(in srgb, currentColor 12%, transparent); }
.judges .bar > i { display: block; height: 8px; border-radius: 2px; background: var(--accent);
  print-color-adjust: exact; }
.judges .yes { color: var(--accent); font-weight: 600; white-space: nowrap; }
[class*="st-key-judges_table_"] { overflow-x: auto; }
.judges_note { font-size: 14px; }
@media (max-width: 760px) {
  .judges th, .judges td { padding-right: 8px; }
  .judges .bar { width: 72px; }
}
@media (forced-colors: active) { .judges .bar > i { forced-color-adjust: none; } }
</style>"""


class Bar(NamedTuple):
    """A table cell with a bar for a share, 0–1, and words beside it."""

    share: float
    words: str


ShownCell = str | Bar


def show_judges_table(
    key: str, name: str, heads: Sequence[str], rows: Sequence[Sequence[ShownCell]], *,
    amounts: Sequence[int] = (),
) -> None:  # fmt: skip
    """Show a table whose first column names its rows; `amounts` are right-aligned columns.

    `name` is its caption. On a narrow page it scrolls inside its own frame.
    """
    with st.container(key=f"judges_table_{key}"):
        st.html(table_html(name, heads, rows, amounts))


def table_html(
    name: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[ShownCell]],
    amounts: Sequence[int] = (),
) -> str:
    """Return the table as HTML with all text escaped.

    >>> "&lt;b&gt;" in table_html("Sheets", ["Judge"], [["<b>"]])
    True
    """
    looks = dict.fromkeys(amounts, ' class="amount"')
    head = "".join(
        f'<th scope="col"{looks.get(place, "")}>{as_html(text)}</th>'
        if text else "<td></td>"
        for place, text in enumerate(heads)
    )  # fmt: skip
    body = "".join(f"<tr>{_row(row, looks)}</tr>" for row in rows)
    caption = f"<caption>{as_html(name)}</caption>"
    return (
        f'<table class="judges" tabindex="0">{caption}<thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def _row(row: Sequence[ShownCell], looks: dict[int, str]) -> str:
    first, *rest = row
    cells = [f'<th scope="row">{_inside(first)}</th>']
    cells += [f"<td{looks.get(k, '')}>{_inside(cell)}</td>" for k, cell in enumerate(rest, 1)]
    return "".join(cells)


def _inside(cell: ShownCell) -> str:
    if isinstance(cell, str):
        return as_html(cell)
    share = min(max(cell.share, 0.0), 1.0)
    bar = f'<i style="width:calc(100cqw * {share})"></i>'
    return f'<span class="bar">{bar}</span>{as_html(cell.words)}'
