"""Charts on a page: drawn for the screen, with words, numbers and files to take away.

`show_picture` is all that most pages need; `show_live_chart` is for charts that are redrawn
while a weight moves.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Container, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from steelyard.analysis.cache_key import ByIdentity
from steelyard.charts.chart import NARROW, AnyChart, Picture
from steelyard.charts.theme import Mode
from steelyard.export.drawings.chart_forms import CHART_FORMS, ChartForm
from steelyard.export.forms import has_extra
from steelyard.export.turns import turn
from steelyard.files.saving.acts import note_export
from steelyard.results.result import Result
from steelyard.results.words.text import key_words
from steelyard.views.cells.cell_picking import cell_layer, is_pickable, pickable, picker
from steelyard.views.charts.fragments import show_fragment
from steelyard.views.charts.mark_keys import let_keys_open
from steelyard.views.session.safe_text import as_html, as_html_with_terms, as_text, with_terms
from steelyard.views.session.screen import is_narrow, mode
from steelyard.views.session.session import as_download, current_session
from steelyard.views.visitor.exporting import export_person

OFFERED = ("svg", "pdf", "png", "csv")
"""The forms of a picture that are offered beside it; the Export page has all of them."""

_MOST_KEPT = 128
"""Drawings cached between runs, some 50 KB each; the least recently used is evicted first."""


@dataclass(frozen=True)
class Drawn:
    """A chart's Vega-Lite specification, with its heading and description as text for the page."""

    plain: dict[str, Any]
    title: str
    subtitle: str
    words: str

    @cached_property
    def spec(self) -> dict[str, Any]:
        """The specification with its rows packed as Arrow, as passed to Streamlit."""
        return pack_rows(self.plain)


def show_picture(
    picture: Picture, *, width: int | None = None, picks_cells: bool = False, has_title: bool = True
) -> None:
    """Show a chart at its declared width or a phone's, with its numbers folded away.

    `width`: in pixels, instead of the declared width. With `picks_cells`, a click on a cell opens
    its score; without `has_title`, the heading of the page already states the finding.
    """
    chart = _drawn_for_page(picture, width)
    picks_cells = picks_cells and is_pickable(chart.plain)
    put_chart(picture.key, chart, picks_cells=picks_cells, has_title=has_title)
    _show_folded(picture, lambda: _show_numbers(picture))


def show_live_chart(chart: AnyChart) -> None:
    """Show a chart in a fragment, redrawn alone as a weight moves, with its numbers folded away."""
    picture = chart.of(current_session().result)
    # What does not change stays outside the fragment, so that the browser does less at each move.
    with st.container(key=f"moving_{picture.key}"):
        show_fragment(chart.id, lambda session: _show_live(chart.of(session.result)))
        if (layer := cell_layer(_drawn_for_page(picture).plain)) >= 0:
            let_keys_open(picture.key, layer)
    numbers = f"numbers_{chart.id}"
    _show_folded(
        picture,
        lambda: show_fragment(numbers, lambda session: _show_numbers(chart.of(session.result))),
    )


def _show_live(picture: Picture) -> None:
    """Show a chart that keeps its element while its rows change, below its heading and words.

    The browser redraws a chart from scratch whenever anything but its rows has changed, such as its
    description. So the description holds only the name, and the words are text above the chart.
    """
    chart = _drawn_for_page(picture)
    told = (
        ("title", as_html(chart.title)),
        ("subtitle", as_html_with_terms(chart.subtitle)),
        ("words", as_html(chart.words)),
    )
    # Rendering Markdown would take the browser as long as drawing the chart.
    st.html("".join(f'<p class="{kind}">{text}</p>' for kind, text in told))
    _put_drawing(
        picture.key, chart, f"{picture.name}, told in the text above", is_pickable(chart.plain)
    )


def _drawn_for_page(picture: Picture, width: int | None = None) -> Drawn:
    return drawn(picture, mode(), NARROW if is_narrow() else width or picture.width)


def _show_folded(picture: Picture, show_numbers: Callable[[], None]) -> None:
    """Show an expander with the numbers of a picture, which are drawn only once it is open."""
    box = st.expander(
        f"{picture.name}: the numbers, and files to take away",
        key=f"numbers_{picture.key}",
        type="compact",
        on_change="rerun",
    )
    if box.open:
        with box:
            show_numbers()


def _show_numbers(picture: Picture) -> None:
    st.dataframe(readable(picture.rows()), hide_index=True, width="stretch", alt=picture.words)
    offer(lambda: picture)


def drawn(picture: Picture, mode: Mode, width: float) -> Drawn:
    """Return a picture drawn for the browser, from the cache if it is there."""
    key = _Key(ByIdentity(picture.result), picture.chart.id, picture.choice, mode, width, picture)
    return _drawn(key)


@dataclass(frozen=True)
class _Key:
    """The cache key of a drawing, and the picture to draw it from."""

    result: ByIdentity[Result]
    chart: str
    choice: Hashable
    mode: Mode
    width: float
    picture: Picture = field(compare=False)


@lru_cache(maxsize=_MOST_KEPT)
def _drawn(key: _Key) -> Drawn:
    picture = key.picture
    spec = picture.draw(key.mode, key.width)
    return Drawn(spec, picture.title, picture.subtitle(key.width), picture.words)


def put_chart(
    key: str,
    chart: Drawn,
    *,
    has_heading: bool = True,
    has_title: bool = True,
    picks_cells: bool = False,
) -> None:
    """Put a chart on the page; one that is wider than the page scrolls in its own frame.

    With `picks_cells`, a click on a cell opens its score.
    """
    with st.container(key=f"chart_{key}"):
        if has_heading:
            title = f"**{as_text(chart.title)}**\n\n" if has_title else ""
            st.markdown(f"{title}{with_terms(chart.subtitle)}")
        _put_drawing(key, chart, chart.words, picks_cells)
        if picks_cells:
            let_keys_open(key, cell_layer(chart.plain))


def _put_drawing(key: str, chart: Drawn, label: str, picks_cells: bool) -> None:
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
    """Return rows with headings in plain words, without id columns that have a name column.

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


def offer(latest: Callable[[], Picture]) -> None:
    """Offer a picture as files with its origin and stamp, each made only on download.

    `latest` returns the current picture.
    """
    picture, person = latest(), export_person()
    with st.container(horizontal=True, key=f"take_{picture.key}"):
        for form in (CHART_FORMS[form] for form in OFFERED):
            if not has_extra(form.extra):
                continue
            st.download_button(
                f"{picture.name} as {form.name}",
                data=as_download(partial(_made, form, latest, person)),
                file_name=f"{picture.result.name}-{picture.key}{form.ending}",
                mime=form.mime,
                type="tertiary",
                icon=":material/download:",
                on_click="ignore",
                key=f"take_{picture.key}_{form.name}",
            )


def _made(form: ChartForm, latest: Callable[[], Picture], person: str) -> bytes:
    with turn(person):
        picture = latest()
        data = form.make(picture)
    note_export(f"{picture.result.name}-{picture.key}{form.ending}", data)
    return data


def pack_rows(spec: Mapping[str, Any]) -> dict[str, Any]:
    """Return a specification whose `datasets` are Arrow streams instead of rows.

    Columns that the specification does not name, which only readers of files need, are dropped.
    Rows that cannot form an Arrow table, such as a column of numbers and words, stay as they are.

    >>> layer = {"encoding": {"x": {"field": "x"}}}
    >>> rows = [{"x": 1.5, "y": 1}, {"x": 2, "y": 2}]
    >>> stream = pack_rows({"layer": [layer], "datasets": {"rows": rows}})["datasets"]["rows"]
    >>> pa.ipc.open_stream(stream).read_all().column_names
    ['x']
    """
    datasets = spec.get("datasets", {})
    if not datasets:
        return dict(spec)
    named = set(re.findall(r"\w+", json.dumps({**spec, "config": None, "datasets": None})))
    return {**spec, "datasets": {name: _stream(rows, named) for name, rows in datasets.items()}}


def _stream(rows: Any, named: Container[str]) -> Any:
    try:
        table = pa.Table.from_pylist([{k: v for k, v in row.items() if k in named} for row in rows])
    except (pa.ArrowInvalid, pa.ArrowTypeError, TypeError, AttributeError):
        return rows
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()
