"""A text editor for criteria files: what is sent to it in the browser, and what comes back.

The browser gets a text, its marks and the words for completion. It sends back the text as typed,
within half a second of the last key, and whether Ctrl+S was pressed. The browser's text stays
until the page replaces it; then a revision counts up and the browser takes the new text.

CodeMirror is used where its files have been fetched and our own server runs; else a plain
text area with line numbers that marks and fixes the same problems.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import streamlit as st

from steelyard.files.problems import SHOWN_AT_MOST, Problem
from steelyard.files.saving.lines import plain_ends
from steelyard.model import CriteriaSet
from steelyard.views.session.browser_component import component, event_of, keep_event

EDITOR_LABEL = "Text of the criteria file"
_LONGEST = 8 * 1024 * 1024
_addresses: list[str] = []


@dataclass
class _EditorState:
    """The server's state of one editor: the text last put into it, and its revision.

    `passed_on` is the number of the browser's change that the page was last given.
    """

    revision: int
    text: str
    saves: str = ""
    passed_on: int = 0


@dataclass(frozen=True)
class _Message:
    """The browser's last message; `count` numbers its changes since the revision."""

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
    """Show a text for editing; return it as typed, or `None` if that equals `text`.

    `problems` are those of `text`; those of other files are only listed. `words` are the
    ids offered for completion beside the keys of the format. A text that differs from the last
    call's replaces what is in the editor, unless it is what was typed there. Line ends are
    `\\n` both ways. To mark problems without a run in between, call `typed_text` first and
    pass its text.
    """
    text = plain_ends(text)
    state = _state_of(key, text)
    message = _last_message(key, state)
    typed = message.text if message is not None else None
    # A page that already had what was typed, and shows another text, does so on purpose.
    is_late = message is not None and message.count > state.passed_on and text == state.text
    if text != typed and not is_late and (message is not None or text != state.text):
        state.revision, state.passed_on = state.revision + 1, 0
        message = typed = None
    if message is None:
        # The browser counts from 0 again.
        state.passed_on = 0
    state.text = text
    marks = problem_marks(text, problems)
    data = {
        "label": EDITOR_LABEL,
        "revision": state.revision,
        # The browser has what it sent: a megabyte need not go back at every key.
        "text": text if message is None else None,
        "of": _counted(text, message),
        "marks": marks.placed,
        "elsewhere": marks.elsewhere,
        "more": marks.more,
        "words": list(dict.fromkeys(words)),
        "keys": list(format_keys()),
        "readOnly": read_only,
        "module": module_address(),
    }
    editor = component("views/text_editor/text_editor", "text-editor")
    editor(key=key, data=data, on_sent_change=keep_event(key, "sent"))
    return typed if typed is not None and typed != text and not read_only else None


def typed_text(key: str) -> str | None:
    """Return the text as last typed into an editor, once; `None` if nothing new was typed.

    For the top of a page, before the editor is shown again. The page takes it over, or
    shows another text, which then replaces it.
    """
    state = st.session_state.get(_memory(key))
    if not isinstance(state, _EditorState):
        return None
    message = _last_message(key, state)
    if message is None or message.count <= state.passed_on:
        return None
    state.passed_on = message.count
    return message.text


def was_save_pressed(key: str) -> bool:
    """Return whether Ctrl+S (on a Mac Cmd+S) was pressed in the editor; true once per press."""
    state = st.session_state.get(_memory(key))
    saves = str(_raw(key).get("saves", ""))
    if not isinstance(state, _EditorState) or saves in ("", state.saves):
        return False
    state.saves = saves
    return True


def note_module_address(address: str) -> None:
    """Store the path at which the server serves the editor's module, without a leading slash."""
    _addresses[:] = [address]


def module_address() -> str | None:
    """Return where the editor's module is served; `None` for the plain text area."""
    return _addresses[0] if _addresses else None


@lru_cache
def format_keys() -> tuple[str, ...]:
    """Return every key of a criteria file for completion, in alphabetical order.

    >>> {"criteria", "swing", "reason"} <= set(format_keys())
    True
    """
    return tuple(sorted(set(_properties(CriteriaSet.model_json_schema(by_alias=True)))))


def _properties(node: Any) -> list[str]:
    if isinstance(node, list):
        return [key for each in node for key in _properties(each)]
    if not isinstance(node, dict):
        return []
    own = node.get("properties")
    keys = list(own) if isinstance(own, dict) else []
    return keys + [key for each in node.values() for key in _properties(each)]


def _counted(text: str, message: _Message | None) -> int:
    """Return the number of the browser's change that the marks belong to; −1 if to none."""
    if message is None:
        return 0
    return message.count if message.text == text else -1


def _state_of(key: str, text: str) -> _EditorState:
    state = st.session_state.setdefault(_memory(key), _EditorState(1, text))
    assert isinstance(state, _EditorState)
    return state


def _memory(key: str) -> str:
    return f"{key}_known"


def _raw(key: str) -> Mapping[str, Any]:
    message = event_of(key, "sent")
    return message if isinstance(message, Mapping) else {}


def _last_message(key: str, state: _EditorState) -> _Message | None:
    """Return what the browser sent on top of the present revision, if it is well formed."""
    raw = _raw(key)
    text, revision, count = raw.get("text"), raw.get("revision"), raw.get("count")
    if not isinstance(text, str) or len(text) > _LONGEST or revision != state.revision:
        return None
    count = count if isinstance(count, int) else 0
    return _Message(state.revision, count, plain_ends(text), str(raw.get("saves", "")))


MARKED_AT_MOST: Final = 500
_WORD: Final = re.compile(r"[^\s\[\]{},:#]+")


@dataclass(frozen=True)
class EditorMarks:
    """The marks as the browser takes them, problems of other files, and how many are left out."""

    placed: list[dict[str, object]]
    elsewhere: list[str]
    more: int


def problem_marks(text: str, problems: Sequence[Problem]) -> EditorMarks:
    """Return a mark for each problem of the text, in its order.

    A mark has `line` and `column` from 1, `length` in characters as the browser counts
    them, what `was` there, `code`, `title`, `words` (where, found, allowed, fix in sentences)
    and `mend`: the right word, or empty. Problems without a line have no place, nor do
    those of registers, which name their file with its folder.
    """
    lines = text.split("\n")
    placed: list[dict[str, object]] = []
    elsewhere: list[str] = []
    for problem in problems[:MARKED_AT_MOST]:
        if "/" not in problem.file and 1 <= problem.line <= len(lines):
            placed.append(_mark(lines[problem.line - 1], problem))
        else:
            elsewhere.append(problem.as_text().replace("\n", " · "))
    return EditorMarks(placed, elsewhere[:SHOWN_AT_MOST], max(0, len(problems) - MARKED_AT_MOST))


def _mark(line: str, problem: Problem) -> dict[str, object]:
    start = max(0, problem.column - 1)
    quote, word = _word_at(line[start:], problem)
    end = start + len(word) + 2 * len(quote)
    return {
        "line": problem.line,
        # Python counts characters, the browser 16-bit units: an emoji is two of those.
        "column": _units(line[:start]) + 1,
        "length": _units(line[start:end]),
        "was": line[start:end],
        "code": problem.code,
        "title": problem.title,
        "words": _in_words(problem),
        "mend": _mend(problem, quote, word),
    }


def _word_at(rest: str, problem: Problem) -> tuple[str, str]:
    """Return what is to be underlined at a place: its quotation mark, if any, and its word."""
    quote = rest[:1] if rest[:1] in ("'", '"') else ""
    found = _shown_word(problem)
    if found and rest[len(quote) :].startswith(found + quote):
        return quote, found
    plain = _WORD.match(rest)
    return "", plain.group() if plain else rest[:1]


def _shown_word(problem: Problem) -> str:
    """Return the word a problem found, without its remark about a look-alike letter."""
    return problem.found.partition(", with ")[0]


def _mend(problem: Problem, quote: str, word: str) -> str:
    """Return what to write in the marked place, quoted as it was; empty if that is uncertain."""
    if not problem.replacement or word != _shown_word(problem):
        return ""
    return f"{quote}{problem.replacement}{quote}"


def _in_words(problem: Problem) -> str:
    parts = [
        f"{label} {text}"
        for label, text in (
            ("Found:", problem.found),
            ("Fix:", problem.fix),
            ("Allowed:", problem.allowed),
        )
        if text
    ]
    return "\n".join([problem.path, *parts] if problem.where else parts)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
