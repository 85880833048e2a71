"""Progress of a round: who has answered, never what; sheets handed out and in; closing it."""

from __future__ import annotations

from functools import partial
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

import streamlit as st

from steelyard.export.judge_sheets import SHEET_FORMS
from steelyard.files.judgements.handing_in import today
from steelyard.files.judgements.rounds import LoadedRound, asked_of
from steelyard.files.judgements.sealing import close_round
from steelyard.files.judgements.sheet_rules import Asked
from steelyard.files.judgements.shelf import shelf
from steelyard.results.judges.data import status_data
from steelyard.results.words.judge_pages import (
    FINAL,
    NOBODY_SEALED,
    READABLE,
    SEES,
    SEES_HEADS,
    changed_words,
    close_words,
    first_round_words,
    round_rows,
    sees_rows,
    steps_words,
    waiting_words,
)
from steelyard.results.words.judges import judge_name, status_heading, status_lines
from steelyard.results.words.judging.promise import kept_words, promise_words
from steelyard.views.judges.filled_sheets import show_filled
from steelyard.views.judges.round_files import (
    is_open_to_others,
    why_no_round_is_written,
    write,
)
from steelyard.views.judges.style import Bar, ShownCell, show_judges_table
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import Session, as_download, current_session, put_place
from steelyard.views.session.tabs import show_finding
from steelyard.views.session.undisturbed import undisturbed

_CLOSING: Final = "judges_closing"
MIMES: Final = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".csv": "text/csv",
}


def show_progress(session: Session, found: LoadedRound) -> None:
    """Show how much each judge has answered in a round, and what a facilitator can do."""
    assert found.round is not None
    asked = asked_of(found, session.result.whole)
    data = status_data(found, asked)
    show_finding("Who has answered?", status_heading(found.round, data))
    st.caption(as_text(f"This page shows who has answered, never what. {waiting_words(data)}"))
    if first := first_round_words(found.number, session.result.rounds):
        st.caption(as_text(first))
    if found.is_open and (changed := changed_words(asked)):
        st.warning(as_text(changed))
    why = why_no_round_is_written(session)
    left, right = st.columns([1.7, 1], gap="large")
    with left:
        _show_judges(data)
        if found.is_open:
            if shelf().is_sealed:
                _show_link(session, found)
            else:
                _show_handing_out(session, found)
            if why:
                st.info(as_text(why))
            elif not shelf().is_sealed:
                show_filled(session, found)
        else:
            st.caption(
                "The round is closed: a sheet that comes late does not count. Its judge can "
                "answer the next round."
            )
    with right:
        _show_round(found, asked, data, can_close=found.is_open and not why)
        rows = sees_rows(len(found.round.judges), found.round.sees)
        show_judges_table("sees", SEES, SEES_HEADS, rows)
        if found.is_open:
            kept = kept_words()
            st.caption(as_text(f"{READABLE} {kept}" if is_open_to_others(found) else kept))
            st.caption(as_text(" ".join(promise_words(found.round))))


def _show_judges(data: dict[str, Any]) -> None:
    _, *lines = status_lines(data)
    rows: list[list[ShownCell]] = []
    for (name, scores, swings, sheet), one in zip(lines, data["judges"].values(), strict=True):
        row: list[ShownCell] = [name]
        if data["cells"]:
            row.append(Bar(one["scores"] / data["cells"], scores))
        if data["swings"]:
            row.append(Bar(one["swings"] / data["swings"], swings))
        rows.append([*row, "✓ sealed" if sheet == "sealed" else sheet])
    heads = ["Judge (pseudonym)"]
    heads += ["Scores"] if data["cells"] else []
    heads += ["Swings"] if data["swings"] else []
    show_judges_table("progress", "Judges", [*heads, "Sheet"], rows)


def _show_round(found: LoadedRound, asked: Asked, data: dict[str, Any], *, can_close: bool) -> None:
    """Show the facts of the round and the button that closes it."""
    with st.container(border=True, key="round_card"):
        rows = round_rows(found, asked)
        show_judges_table("round", f"Round {found.number}", ["", ""], rows)
        steps = " → ".join(
            f"**{step}**" if is_here else step for step, is_here in steps_words(found)
        )
        st.markdown(f"Steps: {steps} (the IDEA protocol)")
        if can_close:
            _show_closing(found, data)


def _show_closing(found: LoadedRound, data: dict[str, Any]) -> None:
    """Offer to close the round, with a confirmation, because closing is final."""
    key = f"{_CLOSING}:{found.path}"
    if not any(one["sealed"] for one in data["judges"].values()):
        st.caption(NOBODY_SEALED)
        return
    if not st.session_state.get(key):
        st.button("Close the round", on_click=_ask_closing, args=(key, True))
        return
    st.warning(as_text(f"{close_words(data)} {FINAL}"))
    with st.container(horizontal=True):
        st.button("Close it for good", type="primary", on_click=_close, args=(key, found))
        st.button("Leave it open", on_click=_ask_closing, args=(key, False))


def _ask_closing(key: str, asks: bool) -> None:
    st.session_state[key] = asks


@undisturbed
def _close(key: str, found: LoadedRound) -> None:
    st.session_state.pop(key, None)
    if write(lambda: close_round(found.path, today())):
        put_place(view=None, tab=None)


# --- sheets out ------------------------------------------------------------------------------


def _show_link(session: Session, found: LoadedRound) -> None:
    """Show the single link for all judges, under which each takes a seat."""
    st.markdown("## The judges’ page", anchors=False)
    st.code(judge_link(session.name, found.number), language=None, wrap_lines=True)
    st.caption(
        "Send this link to everybody who is asked. Whoever has the role judge logs in there and "
        "takes a seat, which is drawn; a blank sheet can be had there too."
    )


def _show_handing_out(session: Session, found: LoadedRound) -> None:
    """Show each judge's own link, and blank sheets for judges who cannot open a page here."""
    assert found.round is not None
    st.markdown("## A judge’s own page, or a blank sheet", anchors=False)
    judge = st.selectbox(
        "For which judge",
        found.round.judges,
        key=f"judge_out:{session.name}:{found.number}",
        format_func=judge_name,
        persist_state="session",
        width=245,
    )
    if judge is None:
        return
    st.code(judge_link(session.name, found.number, judge), language=None, wrap_lines=True)
    st.caption(
        "Send this link to that judge alone: whoever has it can answer in that name, on a phone "
        "too. A blank sheet carries the round, the pseudonym and the version of the set."
    )
    with st.container(horizontal=True):
        for ending in SHEET_FORMS:
            st.download_button(
                f"{ending[1:].upper()} for {judge_name(judge)}",
                data=as_download(partial(_blank_sheet, found, judge, ending)),
                file_name=f"{session.name}-round-{found.number}-{judge}{ending}",
                mime=MIMES[ending],
                on_click="ignore",
                icon=":material/download:",
                key=f"blank{ending}:{judge}",
            )


def _blank_sheet(found: LoadedRound, judge: str, ending: str) -> bytes:
    return SHEET_FORMS[ending](current_session().result.sheet_of(found, judge))


def judge_link(name: str, number: int, judge: str = "") -> str:
    """Return the address of a judge's page in a round, at the host this visitor uses.

    Without a judge, the page is that of the person who opens it.
    """
    here = urlsplit(st.context.url or "")
    base = f"{here.scheme}://{here.netloc}{_path_before(here.path)}" if here.netloc else ""
    whose = {"judge": judge} if judge else {"view": "mine"}
    return f"{base}/judges?{urlencode({'set': name, 'round': number, **whose})}"


def _path_before(path: str) -> str:
    """Return the path prefix that a proxy adds to the address of this page."""
    before, found, _ = path.rstrip("/").rpartition("/judges")
    return before if found else ""
