"""Your own view, written into the file: weights as a lens, disputes as a reading or scores."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import streamlit as st

from steelyard.files.editing.own_view import put_lens, put_reading, put_scores
from steelyard.files.problems import format_number
from steelyard.files.spreadsheet.entry_ids import make_id
from steelyard.model import CriteriaSet
from steelyard.results.choice import Choice
from steelyard.results.own_view import disputed_scores, own_swings
from steelyard.views.edit.save_panel import note_outcome
from steelyard.views.edit.widgets import change
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session


def show_own_view(session: Session) -> None:
    """Offer to write weights and disputed scores of this visit into the draft."""
    if not session.is_usable:
        return
    criteria_set, choice = session.whole, session.choice
    weights, disputes = st.columns(2, gap="medium")
    with weights:
        st.markdown("**Your weights**")
        _show_weights(session, criteria_set, choice)
    with disputes:
        st.markdown("**Scores you dispute**")
        _show_disputes(session, criteria_set, choice)


def _show_weights(session: Session, criteria_set: CriteriaSet, choice: Choice) -> None:
    if not choice.swings and choice.lens is None:
        st.caption("The weights are those of the file. Move some under Compare, then come back.")
        return
    whose = as_text(criteria_set.lenses[choice.lens].name) if choice.lens else "the file"
    count = len(choice.swings)
    moved = f", {count} of them moved by you" if count else ""
    st.caption(f"The weights of {whose}{moved}.")
    _ask_name(
        session.name,
        "lens",
        "Save my weights as a lens",
        criteria_set.lenses,
        lambda text, lens, name: put_lens(text, lens, name, own_swings(criteria_set, choice)),
    )


def _show_disputes(session: Session, criteria_set: CriteriaSet, choice: Choice) -> None:
    if not choice.disputes:
        st.caption("You dispute none. Press a score under Compare to dispute it, then come back.")
        return
    lines = [
        f"- {as_text(criteria_set.options[option].label)}, "
        f"{as_text(criteria_set.criteria[criterion].label)}: value {format_number(value)}"
        for (option, criterion), value in choice.disputes.items()
    ]
    st.markdown("\n".join(lines))
    _ask_name(
        session.name,
        "reading",
        "Save my disputes as a reading",
        criteria_set.readings,
        lambda text, reading, name: put_reading(
            text, reading, name, disputed_scores(criteria_set, choice)
        ),
    )
    st.button(
        "Write my disputes into the scores",
        key="take_in_scores",
        on_click=_take,
        args=(session.name, lambda text: put_scores(text, disputed_scores(criteria_set, choice))),
    )


def _ask_name(
    draft: str, noun: str, label: str, taken: Iterable[str], put: Callable[[str, str, str], str]
) -> None:
    key = f"take_in_name:{noun}:{draft}"
    st.session_state.setdefault(key, f"My {noun}")
    st.text_input(f"Name of the {noun}", key=key)
    st.button(
        label,
        key=f"take_in:{noun}",
        on_click=_take_named,
        args=(draft, key, noun, list(taken), put),
    )


def _take_named(
    draft: str, key: str, noun: str, taken: list[str], put: Callable[[str, str, str], str]
) -> None:
    name = str(st.session_state[key]).strip()
    if not name:
        note_outcome(draft, "bad", "Give it a name first.")
        return
    _take(draft, lambda text: put(text, make_id(name, taken, noun), name))


def _take(draft: str, put: Callable[[str], str]) -> None:
    if change(draft, put):
        note_outcome(draft, "good", "It is in your draft now. Look it over below, then save.")
