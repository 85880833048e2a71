"""Low, likely and high of one cell as three fields, put into the draft once they make a score."""

from __future__ import annotations

from typing import Final, Literal

import streamlit as st

from steelyard.files.editing.score_sheet import BASE_SCORES, find_node, put_score
from steelyard.files.problems import format_number
from steelyard.results.words.text import listing, unit_words
from steelyard.views.edit.saving.drafts import Draft, change_draft, last_draft
from steelyard.views.edit.widgets import note_content, widget_for
from steelyard.views.session.safe_text import as_text

RangePart = Literal["low", "likely", "high"]
_PARTS: Final[tuple[RangePart, ...]] = ("low", "likely", "high")
Typed = dict[RangePart, str]
_WAITING: Final = "scores_begun"


def show_score_fields(draft: Draft, option: str, criterion: str, unit: str) -> None:
    """Show the three numbers of a cell; input is held back until low, likely and high agree."""
    key = score_key(draft.name, option, criterion)
    now = typed_parts(draft.text, option, criterion)
    begun, text, sentence = _waiting().get(key, ({}, "", ""))
    if text == draft.text:
        now = {**now, **begun}
    with st.container(horizontal=True, vertical_alignment="bottom", key="cell_score"):
        for part in _PARTS:
            own, start = widget_for(f"{key}:{part}", now[part])
            st.text_input(
                part.capitalize(),
                start,
                key=own,
                placeholder=now["likely"] or None,
                on_change=_take,
                args=(draft.name, key, option, criterion, part, own),
                width=86,
            )
        st.markdown(as_text(unit_words(unit)))
    if sentence and text == draft.text:
        st.markdown(f"**{as_text(sentence)}**")


def typed_parts(text: str, option: str, criterion: str) -> Typed:
    """Return the three numbers of a cell as typed; empty where there is none or it is unknown.

    >>> typed_parts("assessments: {soup: {taste: [20, 30, 45]}}", "soup", "taste")
    {'low': '20', 'likely': '30', 'high': '45'}
    >>> typed_parts("assessments: {soup: {taste: 30}}", "soup", "taste")
    {'low': '', 'likely': '30', 'high': ''}
    """
    node = find_node(text, *BASE_SCORES, option, criterion)
    plain = node.plain() if node is not None else None
    written = plain.get("score") if isinstance(plain, dict) else plain
    if isinstance(written, list) and len(written) == len(_PARTS):
        return {part: _number(one) for part, one in zip(_PARTS, written, strict=True)}
    return {"low": "", "likely": _number(written), "high": ""}


def _number(written: object) -> str:
    is_number = isinstance(written, int | float) and not isinstance(written, bool)
    return format_number(written) if is_number else ""


def score_key(name: str, option: str, criterion: str) -> str:
    """Return the common prefix of the keys of a cell's three fields."""
    return f"score:{name}:{option}.{criterion}"


def typed_score(parts: Typed) -> str:
    """Return three typed numbers, or the likely one alone, as one typed score.

    Raises ValueError with a sentence while one of several is missing: filling it in would change
    the input before it is complete.

    >>> typed_score({"low": "20", "likely": "30", "high": "45"})
    '20 / 30 / 45'
    >>> typed_score({"low": "", "likely": "30", "high": ""})
    '30'
    """
    said = {part: typed.strip() for part, typed in parts.items()}
    missing = [part for part in _PARTS if not said[part]]
    if not missing:
        return " / ".join(said[part] for part in _PARTS)
    if missing == ["low", "high"] or len(missing) == len(_PARTS):
        return said["likely"]
    raise ValueError(f"{listing(missing)} {'is' if len(missing) == 1 else 'are'} still missing")


def put_parts(text: str, option: str, criterion: str, parts: Typed) -> str:
    """Return the text of a file with the three numbers of a cell; ValueError as `put_score`."""
    return put_score(text, option, criterion, typed_score(parts))


def _take(name: str, key: str, option: str, criterion: str, part: RangePart, own: str) -> None:
    content, draft = str(st.session_state[own] or ""), last_draft(name)
    if draft is None:
        return
    note_content(f"{key}:{part}", content)
    begun, text, _ = _waiting().pop(key, ({}, "", ""))
    parts = typed_parts(draft.text, option, criterion)
    if text == draft.text:
        parts |= begun
    parts[part] = content
    refusal = change_draft(name, lambda text: put_parts(text, option, criterion, parts))
    if refusal:
        _waiting()[key] = (parts, draft.text, f"Not taken yet: {refusal.rstrip('.')}.")


def _waiting() -> dict[str, tuple[Typed, str, str]]:
    """Return input that is no valid score yet, with the draft's text then and why, by cell."""
    waiting: dict[str, tuple[Typed, str, str]] = st.session_state.setdefault(_WAITING, {})
    return waiting
