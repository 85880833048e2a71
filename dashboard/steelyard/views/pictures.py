"""Pictures on a page: drawn for desk and phone, with words, table and files to take away.

A `Picture` is one chart with everything that goes with it; `show_picture` is all a page
needs. What a chart shows is decided in `charts`, what it looks like printed in `export`.
"""

from __future__ import annotations

from collections.abc import Callable

import altair as alt
import pandas as pd
import streamlit as st

from steelyard.charts.canvas import as_spec
from steelyard.charts.theme import Mode
from steelyard.export.images import to_png, to_svg
from steelyard.export.provenance import provenance
from steelyard.export.tables import to_csv
from steelyard.pictures.picture import FULL, NARROW, Picture
from steelyard.views.chart_rows import packed
from steelyard.views.state import Desk

PRINT_PPI = 216


def mode() -> Mode:
    """Return whether the visitor sees the light or the dark theme."""
    return "dark" if st.context.theme.type == "dark" else "light"


def show_picture(desk: Desk, picture: Picture, width: float = FULL) -> None:
    """Show a picture `width` pixels wide, or as a phone has room; its numbers one press away."""
    draw = picture.draw
    draw_chart(picture.key, draw(mode(), width), draw(mode(), NARROW), picture.words)
    box = st.expander(
        f"{picture.name}: the numbers, and files to take away",
        key=f"numbers_{picture.key}",
        type="compact",
        on_change="rerun",
    )
    if box.open:
        with box:
            st.dataframe(
                readable(picture.rows()), hide_index=True, width="stretch", alt=picture.words
            )
            offer(desk, picture.name, lambda: draw("light", width), picture.rows)


def draw_chart(
    key: str, wide: alt.TopLevelMixin, narrow: alt.TopLevelMixin | None, words: str
) -> None:
    """Put a chart on the page, in two forms: which one is seen the width of the page decides.

    Without `narrow`, the wide form is seen everywhere and scrolls inside its own frame.
    """
    with st.container(key=f"{key}_wide" if narrow is not None else f"{key}_only"):
        _draw(wide, words)
    if narrow is not None:
        with st.container(key=f"{key}_narrow"):
            _draw(narrow, words)


def readable(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with headings in plain words, without ids that stand beside their names.

    >>> list(readable(pd.DataFrame(columns=["option_id", "option", "flips_at"])).columns)
    ['Option', 'Flips at']
    """
    names = [str(column) for column in rows.columns]
    ids = {f"{name}_id" for name in names} | {f"{name.removesuffix('s')}_ids" for name in names}
    kept = rows.drop(columns=[name for name in names if name in ids])
    spoken = [str(column).replace("_", " ") for column in kept.columns]
    spoken = [f"{name[:1].upper()}{name[1:]}" for name in spoken]
    is_clear = len(set(spoken)) == len(spoken)
    return kept.set_axis(spoken, axis=1) if is_clear else kept


def offer(
    desk: Desk,
    what: str,
    chart: Callable[[], alt.TopLevelMixin],
    table: Callable[[], pd.DataFrame],
) -> None:
    """Offer a picture as SVG and PNG and its data as CSV; made only when asked for.

    `what` names it on the buttons and in the file names.
    """
    origin = provenance(desk.subject)
    stem = what.lower().replace(" ", "-")
    forms: tuple[tuple[str, str, Callable[[], bytes]], ...] = (
        ("SVG", "image/svg+xml", lambda: to_svg(chart(), metadata=origin)),
        ("PNG", "image/png", lambda: to_png(chart(), ppi=PRINT_PPI, metadata=origin)),
        ("CSV", "text/csv", lambda: to_csv(table())),
    )
    with st.container(horizontal=True, key=f"take_{stem}"):
        for name, mime, make in forms:
            st.download_button(
                f"{what.capitalize()} as {name}",
                data=make,
                file_name=f"{desk.name}-{stem}.{name.lower()}",
                mime=mime,
                type="tertiary",
                icon=":material/download:",
                on_click="ignore",
                key=f"take_{stem}_{name}",
            )


def _draw(chart: alt.TopLevelMixin, words: str) -> None:
    """Put a chart on the page; its words go to the page's own place for them."""
    spec = as_spec(chart)
    spec.pop("description", None)
    st.vega_lite_chart(packed(spec), theme=None, width="content", alt=words)
