"""Pictures on a page: drawn for the screen they are seen on, with words, table and files.

A `Picture` is one chart with everything that goes with it; `show_picture` is all a page
needs. What a chart shows is decided in `charts`, what it looks like printed in `export`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

from steelyard.analysis.cache_key import ByIdentity
from steelyard.charts.drawing.canvas import Sheet, as_spec
from steelyard.charts.theme import Mode
from steelyard.export.drawings.chart_forms import CHART_FORMS, ChartForm, Exhibit
from steelyard.export.forms import has_extra
from steelyard.pictures.picture import FULL, NARROW, Picture
from steelyard.results.result import Result
from steelyard.results.words.numbers import key_words
from steelyard.views.cells.cell_picking import CLICK_HINT, is_pickable, pickable, picker
from steelyard.views.charts.chart_rows import packed
from steelyard.views.charts.fragments import show_moving
from steelyard.views.charts.moving_chart import show_sheet
from steelyard.views.session.browser_component import has_components
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.screen import is_narrow, mode
from steelyard.views.session.session import Session, as_download, current_session

OFFERED = ("svg", "pdf", "png", "csv")
"""The forms of a picture that are offered beside it; the export page has all of them."""

MOST_DRAWN = 128
"""Pictures kept as drawn, some 50 KB each; the one not asked for the longest goes first."""


@dataclass(frozen=True)
class Drawn:
    """A chart's specification without its heading, and the heading; nobody changes them."""

    plain: dict[str, Any]
    title: str
    subtitle: str
    is_sheet: bool

    @cached_property
    def spec(self) -> dict[str, Any]:
        """The specification with its rows packed, as Streamlit takes it."""
        return packed(self.plain)


def show_picture(
    session: Session, picture: Picture, width: float = FULL, *, picks_cells: bool = False
) -> None:
    """Show a picture `width` pixels wide, or as a phone has room; its numbers one press away."""
    chart = drawn(session, picture, mode(), NARROW if is_narrow() else width)
    picks_cells = picks_cells and is_pickable(chart.spec)
    if picks_cells:
        st.caption(CLICK_HINT)
    put_chart(picture.key, chart, picture.words, picks_cells=picks_cells)
    box = _numbers_box(picture)
    if box.open:
        with box:
            _show_numbers(session, picture, width)


def put_moving(session: Session, picture: Picture, width: float) -> None:
    """Show a picture that follows a hand, without its numbers: within a moving part."""
    chart = drawn(session, picture, mode(), NARROW if is_narrow() else width)
    if chart.is_sheet and has_components():
        heading = (chart.title, chart.subtitle)
        show_sheet(picture.key, chart.plain, heading, picture.words, picture.name)
    else:
        put_chart(picture.key, chart, picture.words, name=picture.name)


def show_moving_numbers(picture_of: Callable[[Session], Picture], width: float) -> None:
    """Put the numbers of a moving picture one press away; while they are seen they move too."""
    box = _numbers_box(picture := picture_of(current_session()))
    if box.open:
        with box:
            show_moving(
                f"numbers_{picture.key}",
                lambda session: _show_numbers(session, picture_of(session), width),
            )


def _numbers_box(picture: Picture) -> ExpanderContainer:
    return st.expander(
        f"{picture.name}: the numbers, and files to take away",
        key=f"numbers_{picture.key}",
        type="compact",
        on_change="rerun",
    )


def _show_numbers(session: Session, picture: Picture, width: float) -> None:
    st.dataframe(readable(picture.rows()), hide_index=True, width="stretch", alt=picture.words)
    offer(
        lambda: session,
        picture.name,
        lambda _: picture.draw("light", width),
        lambda _: picture.rows(),
    )


def drawn(session: Session, picture: Picture, mode: Mode, width: float) -> Drawn:
    """Return a picture of this session as `drawn_of` does."""
    return drawn_of(session.result, picture, mode, width)


def drawn_of(result: Result, picture: Picture, mode: Mode, width: float) -> Drawn:
    """Return a picture as the browser takes it, from those drawn lately where it is there.

    Kept are pictures that say what they show beyond the view (`Picture.inputs`).
    """
    if picture.inputs is None:
        return as_drawn(picture.draw(mode, width))
    asked = _Asked(ByIdentity(result), picture.name, picture.inputs, mode, width, picture.draw)
    return _drawn(asked)


def as_drawn(chart: alt.TopLevelMixin) -> Drawn:
    """Return a chart as the browser takes it: its words have places of their own."""
    spec = as_spec(chart)
    spec.pop("description", None)
    heading = spec.pop("title", {})
    title, subtitle = (" ".join(heading.get(part, ())) for part in ("text", "subtitle"))
    return Drawn(spec, title, subtitle, isinstance(chart, Sheet))


def put_chart(
    key: str, chart: Drawn, words: str, *, name: str = "", picks_cells: bool = False
) -> None:
    """Put a chart on the page; one that is wider than the page scrolls in its own frame.

    The browser draws a chart from scratch whenever anything but its rows has changed, and
    its words change with every number. With a `name` the chart bears that instead, and the
    words stand above it for those who have the page read to them. Where it `picks_cells`, a
    click on a cell opens what it rests on.
    """
    above = [f"**{as_text(chart.title)}**\n\n{as_text(chart.subtitle)}"] if chart.title else []
    above += [as_text(words)] if name else []
    with st.container(key=f"{'moving' if name else 'chart'}_{key}"):
        if above:
            st.markdown("\n\n".join(above))
        label = f"{name}, told in the text above" if name else words
        if not picks_cells:
            st.vega_lite_chart(chart.spec, theme=None, width="content", alt=label)
            return
        st.vega_lite_chart(
            pickable(chart.spec),
            theme=None,
            width="content",
            alt=label,
            key=f"cells_{key}",
            on_select=picker(f"cells_{key}"),
        )


def readable(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with headings in plain words, without ids that stand beside their names.

    >>> list(readable(pd.DataFrame(columns=["option_id", "option", "flips_at"])).columns)
    ['Option', 'Flips at']
    """
    names = [str(column) for column in rows.columns]
    ids = {f"{name}_id" for name in names} | {f"{name.removesuffix('s')}_ids" for name in names}
    kept = rows.drop(columns=[name for name in names if name in ids])
    spoken = [key_words(str(column)) for column in kept.columns]
    spoken = [f"{name[:1].upper()}{name[1:]}" for name in spoken]
    is_clear = len(set(spoken)) == len(spoken)
    return kept.set_axis(spoken, axis=1) if is_clear else kept


def offer(
    now: Callable[[], Session],
    what: str,
    chart: Callable[[Session], alt.TopLevelMixin],
    table: Callable[[Session], pd.DataFrame],
) -> None:
    """Offer a picture in its forms, with its origin and stamp; made only when asked for.

    `now` tells the session of that moment; `what` names the picture on the buttons and in the
    file names.
    """
    name = now().name
    stem = what.lower().replace(" ", "-")
    with st.container(horizontal=True, key=f"take_{stem}"):
        for form in (CHART_FORMS[form] for form in OFFERED):
            if not has_extra(form.extra):
                continue
            st.download_button(
                f"{what.capitalize()} as {form.name}",
                data=as_download(partial(_made, form, what, chart, table, now)),
                file_name=f"{name}-{stem}{form.ending}",
                mime=form.mime,
                type="tertiary",
                icon=":material/download:",
                on_click="ignore",
                key=f"take_{stem}_{form.name}",
            )


def _made(
    form: ChartForm,
    what: str,
    chart: Callable[[Session], alt.TopLevelMixin],
    table: Callable[[Session], pd.DataFrame],
    now: Callable[[], Session],
) -> bytes:
    session = now()
    picture = Picture(what.capitalize(), lambda _, __: chart(session), "", lambda: table(session))
    return form.make(Exhibit(session.result, picture, FULL))


@dataclass(frozen=True)
class _Asked:
    """Everything that makes a drawing what it is, and the way to draw it."""

    result: ByIdentity[Result]
    name: str
    inputs: tuple[Hashable, ...]
    mode: Mode
    width: float
    draw: Callable[[Mode, float], alt.TopLevelMixin] = field(compare=False)


@lru_cache(maxsize=MOST_DRAWN)
def _drawn(asked: _Asked) -> Drawn:
    return as_drawn(asked.draw(asked.mode, asked.width))
