"""Who leads in many views at once, as a table; a cell opens its view on Compare."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from steelyard.charts.theme import option_colours
from steelyard.model import CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.findings import IN_VIEW, LeadTable
from steelyard.results.words.text import plain
from steelyard.views.session.browser_component import as_bytes, component, message_of
from steelyard.views.session.screen import mode
from steelyard.views.session.session import current_session, go_to, put_choice


def show_leads(key: str, title: str, corner: str, table: LeadTable, result: Result) -> None:
    """Show a table of leaders; `corner` is the heading above the names of its rows."""
    data = table_data(result.criteria_set, title, corner, table)
    key = f"leads_{key}"
    with st.container(key=f"{key}_frame"):
        leads = component("views/perspectives/lead_table", "leads")
        leads(key=key, data=as_bytes(data), on_view_change=partial(_open_view, key))


def table_data(
    criteria_set: CriteriaSet, title: str, corner: str, table: LeadTable
) -> dict[str, Any]:
    """Return the table as data for the browser."""
    colours = option_colours(criteria_set, mode())
    return {
        "title": title,
        "corner": corner,
        "heads": table.heads,
        "rows": [
            {
                "name": name,
                "cells": [
                    {
                        "leaders": [
                            {"label": plain(criteria_set.options[o].label), "colour": colours[o]}
                            for o in cell.leaders
                        ],
                        "gap": cell.gap,
                        "close": cell.is_close,
                        "other": cell.is_other,
                        "view": cell.view,
                    }
                    for cell in cells
                ],
            }
            for name, cells in table.rows
        ],
    }


def _open_view(key: str) -> None:
    """Open Compare with the weights and reading, or the scenario, of the cell; all else stays."""
    sent, session = message_of(key, "view"), current_session()
    if not isinstance(sent, dict):
        return
    criteria_set, wanted = session.criteria_set, dict[str, str | None]()
    for name, known in (
        ("lens", criteria_set.lenses),
        ("reading", criteria_set.readings),
        ("scenario", criteria_set.scenarios),
    ):
        value = sent.get(name)
        wanted[name] = value if isinstance(value, str) and value in known else None
    choice = session.choice
    if key == "leads_scenarios":
        choice = replace(choice, scenario=wanted["scenario"])
    else:
        choice = replace(choice, reading=wanted["reading"])
        if not IN_VIEW.items() <= sent.items():
            choice = replace(choice, swings={}, lens=wanted["lens"])
    put_choice(choice)
    go_to("compare")
