"""What a page shows one at a time: views and tabs, which are in its address, and other choices."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import streamlit as st

from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import place, put_place


class Tab(NamedTuple):
    """A tab or view: its label, and the function that draws it."""

    label: str
    draw: Callable[[], None]


def show_tabs(page: str, tabs: Mapping[str, Tab]) -> None:
    """Show tabs, opening the one that the address names, else the first.

    `tabs`: by their names in the address. `page`: a name that differs between pages.
    """
    key = f"tabs_{page}"
    names = {as_text(tab.label): name for name, tab in tabs.items()}
    labels = {name: label for label, name in names.items()}
    wanted = labels.get(place().get("tab", ""), next(iter(names)))
    _set_again(key, wanted)

    def follow() -> None:
        opened = names.get(st.session_state[key])
        put_place(tab=opened if opened != next(iter(tabs)) else None)

    containers = st.tabs(list(names), key=key, on_change=follow)
    for container, tab in zip(containers, tabs.values(), strict=True):
        if container.open:
            with container:
                tab.draw()


def _set_again(key: str, shown: str) -> None:
    """Send the browser the value of a choice in every run of the page.

    Sent only once, it may be lost: if a second run overtakes the first on its way to the
    screen, the choice would be drawn as if nothing were chosen, and send that back as a click.
    """
    st.session_state[key] = shown


def show_views(page: str, views: Mapping[str, Tab], first: str = "") -> None:
    """Show a choice of views, and draw the one that the address names, else `first`.

    `views`: by their names in the address; `first` defaults to the first of them. `page`: a name
    that differs between pages.
    """
    key, first = f"views_{page}", first or next(iter(views))
    opened = place().get("view", first)
    opened = opened if opened in views else first
    _set_again(key, opened)

    def follow() -> None:
        chosen = st.session_state[key]
        put_place(view=chosen if chosen != first else None, tab=None)

    st.segmented_control(
        "View",
        list(views),
        required=True,
        key=key,
        format_func=lambda name: as_text(views[name].label),
        on_change=follow,
        label_visibility="collapsed",
    )
    views[opened].draw()


def choose_one(
    label: str, choices: Sequence[str], key: str, *, words: Callable[[str], str] = str,
    has_label: bool = False,
) -> str:  # fmt: skip
    """Show a few choices side by side; return the chosen one, initially the first.

    It is kept for the session, even if another page is shown in between. `words`: returns the label
    of a choice. Without `has_label` only screen readers get the label of the whole.
    """
    chosen = st.segmented_control(
        label,
        choices,
        default=choices[0],
        required=True,
        key=key,
        persist_state="session",
        format_func=words,
        label_visibility="visible" if has_label else "collapsed",
    )
    return chosen or choices[0]


def show_finding(question: str, finding: str) -> None:
    """Show the question of a page as a small line, and its answer as the heading."""
    with st.container(key="finding"):
        st.markdown(f"{as_text(question)}\n\n# {as_text(finding)}", anchors=False)
