"""Widgets bound to parts of the draft: each shows the current content and writes changes back.

A widget whose content the page changes briefly sends back the old content, which Streamlit takes
for an input. So a widget's content is never changed: where the draft differs
from what the widget holds, a new widget with another key takes its place.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import streamlit as st

from steelyard.views.edit.saving.drafts import change_draft, last_draft
from steelyard.views.edit.saving.save_panel import note_outcome
from steelyard.views.session.safe_text import as_text

Put = Callable[[str, object], str]
"""Puts a widget's content into a text and returns the new text; ValueError if refused."""
SHORT = 22
"""Number of letters up to which a line is fully visible in a third of a row."""
LONG = 36
"""Number of letters beyond which a name or line needs most or all of a row to be fully visible."""

_HELD = "edit_widgets"
_PUTS = "edit_widget_puts"
_REFUSED = "edit_refusals"
_T = TypeVar("_T")


@dataclass(frozen=True)
class Fields:
    """The fields of one entry of the draft of the file `name`; their keys begin with `key`.

    Each field has its own name, the current content in the draft, and a function that puts new
    content into the text.
    """

    name: str
    key: str

    def line(
        self, field: str, label: str, now: str, put: Put, hint: str = "", default: str = ""
    ) -> None:
        """Show a line of text; `default`, shown faintly, is what counts while it is empty."""
        start, held = self._hold(field, now, put)
        st.text_input(label, start, help=hint or None, placeholder=default or None, **held)

    def text(self, field: str, label: str, now: str, put: Put, height: int, hint: str = "") -> None:
        """Show a box for several lines of text; `height` is in pixels."""
        start, held = self._hold(field, now, put)
        st.text_area(label, start, height=height, help=hint or None, **held)

    def segment(
        self, field: str, label: str, now: str, choices: Sequence[_T], put: Put,
        words: Callable[[_T], str] = str,
    ) -> None:  # fmt: skip
        """Show one word of a list, or none of them."""
        start, held = self._hold(field, now if now in choices else None, put)
        st.segmented_control(label, choices, default=start, format_func=words, **held)

    def choice(
        self, field: str, label: str, now: str, choices: Sequence[str], put: Put,
        words: Callable[[str], str] = str, default: str = "", hint: str = "",
    ) -> None:  # fmt: skip
        """Show one entry of a longer list, or none; `default` is what counts for none."""
        start, held = self._hold(field, now, put)
        offered = [*choices, *([start] if start and start not in choices else [])]
        index = offered.index(start) if start in offered else None
        st.selectbox(
            label, offered, index=index, format_func=words, help=hint or None,
            placeholder=default or "none", **held,
        )  # fmt: skip

    def several(
        self, field: str, label: str, now: list[str], choices: Collection[str], put: Put,
        words: Callable[[str], str], hint: str = "",
    ) -> None:  # fmt: skip
        """Show some entries of a list, in the order they were chosen."""
        start, held = self._hold(field, now, put)
        offered = [*choices, *(one for one in start if one not in choices)]
        st.multiselect(
            label, offered, default=start, format_func=words, help=hint or None,
            placeholder="none", **held,
        )  # fmt: skip

    def refusal(self, field: str) -> str:
        """Return why a field's last input was refused, until the draft changes; else empty."""
        text, sentence = _refusals().get(f"{self.key}:{field}", ("", ""))
        draft = last_draft(self.name)
        return sentence if draft is not None and draft.text == text else ""

    def show_refusal(self, field: str) -> None:
        """Show why the last input of a field was refused, if it was."""
        if sentence := self.refusal(field):
            st.markdown(f"**{as_text(sentence)}**")

    def _hold(self, field: str, now: _T, put: Put) -> tuple[_T, dict[str, Any]]:
        """Return the initial content of a field's widget, and its key and callback."""
        key = f"{self.key}:{field}"
        own, start = widget_for(key, now)
        puts: dict[str, tuple[str, str, Put]] = st.session_state.setdefault(_PUTS, {})
        puts[key] = (self.name, own, put)
        return start, {"key": own, "on_change": _take, "args": (self.name, key, own, put)}


def change_entry(name: str, put: Callable[[str], str]) -> bool:
    """Change the draft and return whether it was changed; a refusal is noted as the outcome."""
    refusal = change_draft(name, put)
    if refusal:
        note_outcome(name, "bad", f"Not changed: {refusal}")
    return not refusal


def widget_for(key: str, now: _T) -> tuple[str, _T]:
    """Return the key of the widget that holds `now`, and the content it starts with.

    The widget is kept as long as its content matches the draft.
    """
    held: dict[str, tuple[int, object, _T]] = st.session_state.setdefault(_HELD, {})
    number, holds, start = held.get(key, (0, now, now))
    if holds != now or f"{key}:{number}" not in st.session_state:
        number, holds, start = number + 1, now, now
    held[key] = (number, holds, start)
    return f"{key}:{number}", start


def is_typed(key: str, own: str) -> bool:
    """Return whether a widget's content was typed by the visitor into the current widget.

    Content that the page itself set, or that of a replaced widget, may still arrive.
    """
    number, holds, _ = st.session_state.get(_HELD, {}).get(key, (0, None, None))
    return bool(own == f"{key}:{number}" and st.session_state[own] != holds)


def note_content(key: str, content: object) -> None:
    """Note the content a widget has after an input."""
    held = st.session_state.get(_HELD, {})
    if key in held:
        number, _, start = held[key]
        held[key] = (number, content, start)


def take_untaken(name: str) -> None:
    """Put into a file's draft the content of fields whose change callbacks never ran.

    After a reconnection to another server, a page sends the content of its fields there, and no
    callback runs for fields that were not yet on the page.
    """
    for key, (file, own, put) in st.session_state.get(_PUTS, {}).items():
        if file == name and own in st.session_state:
            _take(name, key, own, put)


def _refusals() -> dict[str, tuple[str, str]]:
    """Return the refused fields: the text of the draft they were refused in, and why."""
    refusals: dict[str, tuple[str, str]] = st.session_state.setdefault(_REFUSED, {})
    return refusals


def _take(name: str, key: str, own: str, put: Put) -> None:
    if not is_typed(key, own):
        return
    content = st.session_state[own]
    refusal = change_draft(name, lambda text: put(text, content))
    _refusals().pop(key, None)
    note_content(key, content)
    draft = last_draft(name)
    if refusal and draft is not None:
        _refusals()[key] = (draft.text, f"Not taken: {refusal}.".replace("..", "."))
        # Replace the widget by a new one that shows the unchanged draft.
        note_content(key, None)
