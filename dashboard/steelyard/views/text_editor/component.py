"""What passes between the page and the editor in the browser.

Down go a text, its marks and words; up come the text as typed, half a second after the
last key at the latest, and a wish to save. The browser's text stands until the page puts
another one in its place; then a revision counts up and the browser takes that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import streamlit as st

from steelyard.files.problems import Problem
from steelyard.instrument.script_modules import join_as_module, read_file
from steelyard.views.session.browser_message import sent_by
from steelyard.views.text_editor.address import module_address
from steelyard.views.text_editor.completion import known_keys
from steelyard.views.text_editor.marks import marks_of

LABEL = "Text of the criteria file"
_LONGEST = 8 * 1024 * 1024


@dataclass
class _Known:
    """What the server knows of one editor: the text last put into it, and since when.

    `handed` is the number of the browser's change that the page was last given.
    """

    revision: int
    text: str
    saves: str = ""
    handed: int = 0


@dataclass(frozen=True)
class _Sent:
    """What the browser sent last; `count` numbers its changes since the revision."""

    revision: int
    count: int
    text: str
    saves: str


def show_text_editor(
    text: str,
    problems: Sequence[Problem],
    words: Sequence[str],
    *,
    key: str,
    read_only: bool = False,
) -> str | None:
    """Show a text for editing; return it as typed, or `None` where that is `text` itself.

    `problems` are those of `text`; those of other files are only listed. `words` are the
    ids offered for completion beside the keys of the format. A text other than at the last
    call replaces what stands in the editor, unless it is what was typed there. Line ends
    are `\\n` both ways. To mark problems without a run in between, ask `typed_text` first
    and pass on what it returns.
    """
    text = _plain_ends(text)
    known = _known(key, text)
    sent = _sent(key, known)
    typed = sent.text if sent is not None else None
    # A page that was given what was typed and shows another text has decided so.
    is_late = sent is not None and sent.count > known.handed and text == known.text
    if text != typed and not is_late and (sent is not None or text != known.text):
        known.revision, known.handed = known.revision + 1, 0
        sent = typed = None
    if sent is None:
        # The browser begins to count anew.
        known.handed = 0
    known.text = text
    marks = marks_of(text, problems)
    data = {
        "label": LABEL,
        "revision": known.revision,
        # The browser has what it sent: a megabyte need not go back at every key.
        "text": text if sent is None else None,
        "of": _counted(text, sent),
        "marks": marks.placed,
        "elsewhere": marks.elsewhere,
        "more": marks.more,
        "words": list(dict.fromkeys(words)),
        "keys": list(known_keys()),
        "readOnly": read_only,
        "module": module_address(),
    }
    _mount()(key=key, data=data, on_sent_change=_run_again)
    return typed if typed is not None and typed != text and not read_only else None


def typed_text(key: str) -> str | None:
    """Return the text as last typed into an editor, once; `None` where nothing new was typed.

    For the top of a page, before the editor is shown again. The page takes it over, or
    shows another text, which then replaces it.
    """
    known = st.session_state.get(_memory(key))
    if not isinstance(known, _Known):
        return None
    sent = _sent(key, known)
    if sent is None or sent.count <= known.handed:
        return None
    known.handed = sent.count
    return sent.text


def was_save_pressed(key: str) -> bool:
    """Return whether Ctrl+S (on a Mac Cmd+S) was pressed in it; true once for each time."""
    known = st.session_state.get(_memory(key))
    saves = str(_raw(key).get("saves", ""))
    if not isinstance(known, _Known) or saves in ("", known.saves):
        return False
    known.saves = saves
    return True


def _counted(text: str, sent: _Sent | None) -> int:
    """Return to which of the browser's changes the marks belong; −1 for none of them."""
    if sent is None:
        return 0
    return sent.count if sent.text == text else -1


def _known(key: str, text: str) -> _Known:
    known = st.session_state.setdefault(_memory(key), _Known(1, text))
    assert isinstance(known, _Known)
    return known


def _memory(key: str) -> str:
    return f"{key}_known"


def _raw(key: str) -> Mapping[str, Any]:
    sent = sent_by(key, "sent")
    return sent if isinstance(sent, Mapping) else {}


def _sent(key: str, known: _Known) -> _Sent | None:
    """Return what the browser sent on top of the present revision, if it is well formed."""
    raw = _raw(key)
    text, revision, count = raw.get("text"), raw.get("revision"), raw.get("count")
    if not isinstance(text, str) or len(text) > _LONGEST or revision != known.revision:
        return None
    count = count if isinstance(count, int) else 0
    return _Sent(known.revision, count, _plain_ends(text), str(raw.get("saves", "")))


def _plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _run_again() -> None:
    """Do nothing more: what was typed is read at the top of the run that follows."""


@lru_cache
def _mount() -> Any:
    return st.components.v2.component(
        "steelyard_text_editor",
        html='<div class="text-editor" data-editor="">\n</div>',
        css=read_file("views/text_editor/text_editor.css"),
        js=join_as_module("views/text_editor/text_editor.js"),
    )
