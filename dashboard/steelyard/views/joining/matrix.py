"""The matrix of options and criteria: what each cell has, and which one is chosen.

A custom component, because Streamlit has no table of buttons with a single tab stop.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict
from functools import lru_cache
from typing import Any

import streamlit as st

from steelyard.instrument.script_modules import join_as_module, read_packaged
from steelyard.model import Cell
from steelyard.results.result import Result
from steelyard.results.words.joined.cells import (
    CELL_STATES,
    CHOSEN_CELL,
    LEGEND,
    cell_mark,
    wished_result,
)
from steelyard.results.words.scores.ranking import scale_words
from steelyard.results.words.text import plain
from steelyard.views.joining.score_fields import score_key
from steelyard.views.session.browser_component import component_key, message_of
from steelyard.views.session.style import more_beside

_FIELDS = ".st-key-cell_panel"
"""Selector of the fields of the chosen cell, which a key moves the focus to."""


def show_matrix(
    result: Result,
    name: str,
    criteria: Sequence[str],
    chosen: Cell,
    held: Collection[Cell],
    choose: Callable[[Cell], None],
) -> None:
    """Show the cells of some criteria; `held` are those on which the picked-up claim bears."""
    key = component_key("cells", name)
    data = matrix_data(result, criteria, chosen, held)
    data["fields"] = first_field(name, chosen)
    data["reach"] = st.session_state.get(_reach_key(name), 0)

    def take() -> None:
        cell = cell_of(message_of(key, "cell"), result)
        if cell is not None:
            choose(cell)

    with st.container(key="cells_frame"):
        _mount()(key=key, data=data, on_cell_change=take)


def first_field(name: str, cell: Cell) -> str:
    """Return the CSS selector of the first field of a cell's score.

    >>> first_field("pond", ("oak", "cost"))
    '.st-key-cell_panel [class*="st-key-score-pond-oak-cost-low"]'
    """
    # Mirrors how Streamlit turns the key of a field into its class.
    key = re.sub(r"[^a-zA-Z0-9_-]", "-", f"{score_key(name, *cell)}:low")
    return f'{_FIELDS} [class*="st-key-{key}"]'


def reach_fields(name: str) -> None:
    """Have the first field of the chosen cell focused once the page is drawn; for callbacks."""
    st.session_state[_reach_key(name)] = st.session_state.get(_reach_key(name), 0) + 1


def _reach_key(name: str) -> str:
    return f"cells_reach:{name}"


def matrix_data(
    result: Result, criteria: Sequence[str], chosen: Cell, held: Collection[Cell]
) -> dict[str, Any]:
    """Return the matrix as data for the browser; a file without claims shows only scores."""
    whole, has_claims = result.whole, bool(result.loaded.claims)
    rows = []
    for option, entry in whole.options.items():
        cells = []
        for criterion in criteria:
            cell = (option, criterion)
            mark = asdict(cell_mark(whole, result.cell_coverage[cell]))
            if not has_claims:
                mark |= {"sides": "", "cites": ""}
            cells.append(
                mark
                | {
                    "id": f"{option}.{criterion}",
                    "chosen": cell == chosen,
                    "held": cell in held,
                }
            )
        rows.append({"name": plain(entry.label), "cells": cells})
    heads = [
        {
            "name": plain(whole.criteria[criterion].label),
            "scale": plain(scale_words(whole, whole.criteria[criterion])),
        }
        for criterion in criteria
    ]
    says = LEGEND.format(result=wished_result(whole))
    legend = [{"state": state, "words": words} for state, words in CELL_STATES.items()]
    legend.append({"state": "chosen", "words": CHOSEN_CELL})
    return {"heads": heads, "rows": rows, "legend": legend, "says": says, "fields": _FIELDS}


def cell_of(sent: object, result: Result) -> Cell | None:
    """Return the cell the browser sent as `option.criterion`; `None` for anything else."""
    if not isinstance(sent, str):
        return None
    option, _, criterion = sent.partition(".")
    cell = (option, criterion)
    return cell if cell in result.cell_coverage else None


@lru_cache
def _mount() -> Any:
    fade = more_beside(".frame", names_stay=True)
    return st.components.v2.component(
        "steelyard_cells",
        html="<div data-cells></div>",
        css=f"{read_packaged('views/joining/browser/matrix.css')}\n{fade}",
        js=join_as_module("views/joining/browser/matrix.js"),
    )
