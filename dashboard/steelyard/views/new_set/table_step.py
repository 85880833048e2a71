"""First step of an import, *Is this the table?*: the sheet, what each line is, what is left out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

import streamlit as st

from steelyard.files.spreadsheet.model import LeftOutPart
from steelyard.files.spreadsheet.summary import summary_of
from steelyard.results.words.text import as_sentence, listing
from steelyard.views.new_set.browser_views import current_import, put_import, show_roles
from steelyard.views.new_set.importing import (
    Import,
    confirm_guess,
    say_area,
    say_sheet,
    say_way,
    sheet_size_words,
    undo,
)
from steelyard.views.new_set.sheet_view import hidden_from_view
from steelyard.views.new_set.writing import show_writing
from steelyard.views.session.safe_text import as_text

STEP_KEY: Final = "new_set_step"
_MOST_LISTED: Final = 14
_MOST_NAMED: Final = 6


def show_table_step(job: Import) -> None:
    """Show the step; for a file that Steelyard wrote, only what was read and the last button."""
    if job.own is not None:
        _show_own(job)
        return
    st.markdown("# Is this the table?", anchors=False)
    if job.found is not None:
        summary = as_text(as_sentence(summary_of(job.found)))
        st.markdown(f"{summary} Where a guess is wrong, click its role. Nothing is "
                    "written yet.")  # fmt: skip
    else:
        st.error(as_text(f"{job.why}."))
        if job.looks:
            st.markdown("\n".join(f"- {as_text(look)}" for look in job.looks))
        st.markdown("Choose another sheet, or say where the table lies, with its names on top and "
                    "at its left.")  # fmt: skip
    if job.refused:
        st.warning(f"Not taken: {as_text(job.refused)}.")
    sheet, panel = st.columns([2.9, 1], gap="medium")
    with sheet:
        show_roles(job)
        if unseen := hidden_from_view(job.sheet):
            st.caption(unseen)
    with panel, st.container(border=True):
        _show_panel(job)


def _show_panel(job: Import) -> None:
    st.markdown(f"**{as_text(job.book.name)}**")
    _choose_sheet(job)
    _choose_area(job)
    if job.found is not None:
        _choose_way(job)
        show_guesses(job)
        _show_left_out(job)
    with st.container(horizontal=True, key="import_buttons"):
        st.button(
            "Next: what the numbers mean",
            type="primary",
            disabled=job.found is None,
            on_click=_go_on,
        )
        show_undo(job)
        st.button("Cancel", on_click=_cancel)


def show_undo(job: Import) -> None:
    """Show the button that undoes the last correction."""
    st.button("Undo", shortcut="Mod+Z", disabled=not job.earlier, on_click=_put(undo))


def _choose_sheet(job: Import) -> None:
    sheets = {sheet.name: sheet for sheet in job.book.sheets}
    if len(sheets) < 2:
        return
    key = f"import_sheet_name:{job.book.sha256}:{job.sheet.name}"
    st.selectbox(
        "Sheet",
        list(sheets),
        index=list(sheets).index(job.sheet.name),
        format_func=lambda name: sheet_size_words(sheets[name]),
        key=key,
        on_change=put_from,
        args=(key, say_sheet),
    )


def _choose_area(job: Import) -> None:
    if job.found is not None and job.found.laid_out:
        how = job.found.laid_out[:1].upper() + job.found.laid_out[1:]
        st.caption(f"{as_text(how)}. Say which way round to read it otherwise.")
        return
    area = job.found.area if job.found is not None else job.wishes.table
    key = f"import_area:{job.book.sha256}:{job.sheet.name}:{area}:{len(job.earlier)}"
    st.text_input(
        "Table found at" if job.found is not None else "The table lies at, such as A4:H14",
        area,
        key=key,
        on_change=put_from,
        args=(key, say_area),
    )


def _choose_way(job: Import) -> None:
    assert job.found is not None
    way = "rows" if job.found.is_turned else "columns"
    key = f"import_way:{job.book.sha256}:{way}:{len(job.earlier)}"
    st.segmented_control(
        "Criteria stand in",
        ["rows", "columns"],
        default=way,
        required=True,
        key=key,
        on_change=put_from,
        args=(key, say_way),
    )


def show_guesses(job: Import) -> None:
    """Show every guess about the table as a whole, each with a button that confirms it."""
    assert job.found is not None
    for number, guess in enumerate(job.found.guesses[:_MOST_NAMED]):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(as_text(as_sentence(guess.says)))
            st.button(
                "That is right",
                key=f"import_guess:{number}:{guess.key}",
                on_click=_put(partial(confirm_guess, key=guess.key)),
            )


def _show_left_out(job: Import) -> None:
    """List what is left out of the sheet, grouped by reason, and odd cells."""
    assert job.found is not None
    by_why: dict[str, list[LeftOutPart]] = {}
    for entry in job.found.left_out:
        by_why.setdefault(entry.why, []).append(entry)
    if by_why:
        st.markdown("**Left out, and why**")
        lines = [f"- {_places(entries)}: {as_text(why)}" for why, entries in by_why.items()]
        st.markdown("\n".join(_shortened(lines)))
    tables = [entry.place for entry in job.found.left_out if entry.why == "another table"]
    for place in tables[:3]:
        if ":" in place and " " not in place:
            st.button(
                f"Read {place} instead",
                key=f"import_other:{place}",
                on_click=_put(partial(say_area, area=place)),
            )
    if job.found.notices:
        with st.expander(f"What was odd ({len(job.found.notices)})"):
            notices = [f"- {as_text(as_sentence(notice))}" for notice in job.found.notices]
            st.markdown("\n".join(_shortened(notices)))


def _places(entries: list[LeftOutPart]) -> str:
    named = [f"**{as_text(e.place)}** {as_text(e.name)}".strip() for e in entries[:_MOST_NAMED]]
    more = len(entries) - len(named)
    return listing([*named, *([f"{more} more"] if more else [])])


def _shortened(lines: list[str]) -> list[str]:
    more = len(lines) - _MOST_LISTED
    return [*lines[:_MOST_LISTED], *([f"- and {more} more"] if more > 0 else [])]


def _show_own(job: Import) -> None:
    assert job.own is not None
    st.markdown("# A file that Steelyard wrote", anchors=False)
    st.markdown(as_text(as_sentence(job.own.summary)))
    for line in [*job.own.said, *job.own.guesses]:
        st.markdown(f"- {as_text(as_sentence(line))}")
    show_writing(job)
    st.button("Cancel", on_click=_cancel)


# --- callbacks ------------------------------------------------------------------------------------


def _put(change: Callable[[Import], Import]) -> Callable[[], None]:
    """Return a callback that replaces the current import with a changed one."""

    def put() -> None:
        if (job := current_import()) is not None:
            put_import(change(job))

    return put


def put_from(key: str, change: Callable[[Import, str], Import]) -> None:
    """Apply the value of a widget to the import."""
    job = current_import()
    if job is not None and st.session_state.get(key) is not None:
        put_import(change(job, str(st.session_state[key])))


def _go_on() -> None:
    st.session_state[STEP_KEY] = "meaning"


def _cancel() -> None:
    put_import(None)
