"""The frame around every page: layout, navigation, pickers of file and frame, notices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from steelyard.analysis.totals import ALL_CRITERIA
from steelyard.files.saving.acts import LOG_PAGE, may_read_acts
from steelyard.results.words.view import SKIP
from steelyard.views.edit.own_view_dialog import show_requested_own_view, show_saved_view
from steelyard.views.edit.saving.browser_storage import show_file_store
from steelyard.views.edit.saving.drafts import changed_drafts
from steelyard.views.edit.saving.own_files import is_own, load_own
from steelyard.views.edit.text_panel import put_typed_text_into_drafts
from steelyard.views.export.made_files import release_other_views
from steelyard.views.session.browser_component import component, has_components
from steelyard.views.session.identity import (
    follow_words,
    show_copy_link,
    show_how_to_read,
    show_identity,
    show_question,
)
from steelyard.views.session.live_reload import follow_files, show_file_news
from steelyard.views.session.notices import (
    NEEDS_SIMULATIONS,
    has_too_many_options,
    show_limit,
    show_notices,
    show_other_scores,
    show_problems,
    show_unusable_names,
)
from steelyard.views.session.partial_run import page_run
from steelyard.views.session.pickers import picked, picker_key
from steelyard.views.session.screen import follow_screen
from steelyard.views.session.served_files import served_files, title_of
from steelyard.views.session.session import (
    Session,
    current_session,
    end_request,
    go_to,
    open_session,
    page_to_show,
    put_choice,
    put_file,
    wants_plain_controls,
)
from steelyard.views.session.style import STYLE
from steelyard.views.sheets.sheet import show_sheet
from steelyard.views.visitor.slowed import show_slowed
from steelyard.views.visitor.whose_page import follow_login, show_whose_page

_VIEWS = Path(__file__).parent.parent
PAGES = {
    "compare": "Compare",
    "robustness": "Robustness",
    "perspectives": "Perspectives",
    "table": "Table",
    "evidence": "Evidence",
    "judges": "Judges",
    "edit": "Edit",
    "export": "Export",
}
"""Page → its title; the page `x` is the file `x/page.py` and has the address /x."""

_BARE = "start"
"""`url_path` of the default page, which is at the bare address: its own name must stay free."""

FRAMED = (_BARE, "", *(page for page in PAGES if page != "judges"))
"""The pages that show the criteria of the frame in view; a round of judges has its own."""

NEW = "new_set"
"""The page on which sets are made; the picker of files leads to it, and so does an empty folder."""
NEW_SET = "New set…"


def show_pages() -> None:
    """Draw what is common to all pages, then the page that the address names."""
    with page_run():
        _show_pages()


def _show_pages() -> None:
    st.set_page_config(
        page_title="Steelyard",
        page_icon=str(_VIEWS / "icon.svg"),
        layout="wide",
        initial_sidebar_state="collapsed",
    )
    st.html(STYLE)
    show_slowed()
    first = next(iter(PAGES))
    shown = PAGES | ({LOG_PAGE: "Log"} if may_read_acts() else {})
    pages = [
        st.Page(
            _VIEWS / page / "page.py",
            title=title,
            url_path=page if page != first else _BARE,
            default=page == first,
        )
        for page, title in shown.items()
    ]
    # The first page is found at the bare address, and by its name like the others.
    named = st.Page(_VIEWS / first / "page.py", title=PAGES[first], url_path=first)
    making = st.Page(_VIEWS / NEW / "page.py", title="New set", url_path=NEW)
    current = st.navigation([*pages, named, making], position="hidden")
    name = first if current.url_path in ("", _BARE) else current.url_path
    wanted = page_to_show(name)
    if wanted != name:
        st.switch_page(making if wanted == NEW else pages[list(shown).index(wanted)])
    follow_files()
    follow_login()
    is_waiting = show_file_store(st.query_params.get("set"))
    if is_waiting:
        return
    session = open_session()
    if session is None:
        if current.url_path != NEW:
            st.switch_page(making)
        show_whose_page()
        show_unusable_names()
        st.info("There is no criteria file in the folder this dashboard serves yet. Make one here.")
        current.run()
        return
    put_typed_text_into_drafts()
    release_other_views(session)
    _show_top(session, pages, current)
    if current.url_path == NEW or current.url_path == LOG_PAGE:
        follow_screen()
        current.run()
    else:
        _show_page(session, current)
    end_request(name)


def _show_top(session: Session, pages: Sequence[StreamlitPage], current: StreamlitPage) -> None:
    """Show the links to all pages, then what is open: its file, date, judges and question."""
    is_new = current.url_path == NEW
    is_compared = current.title == PAGES["compare"] and has_instrument()
    if is_compared and session.is_usable:
        with st.container(key="skip"):
            st.html(f'<a href="#go-table">{SKIP}</a>')
    with st.container(horizontal=True, vertical_alignment="center", key="top"):
        with st.container(horizontal=True, key="pages", width="content"):
            for page in pages:
                place = "here" if page.title == current.title else "to"
                with st.container(key=f"{place}_{page.title}", width="content"):
                    st.page_link(page, label=_label(page.title), width="content")
        if has_components():
            with st.container(key="unseen_page_links"):
                component("views/session/browser/page_links")(key="page_links", data={})
                follow_words(session.criteria_set if session.is_usable else None)
        if session.is_usable and current.url_path in FRAMED and not is_compared:
            _show_frames(session)
    with st.container(horizontal=True, vertical_alignment="center", key="identity"):
        _show_files(session, is_new=is_new)
        if session.is_usable:
            if not is_new:
                show_identity(session.criteria_set)
            with st.container(key="aids", horizontal=True, width="content"):
                show_how_to_read(session.criteria_set)
                if not is_new:
                    show_copy_link()
        with st.container(key="whose", width="content"):
            show_whose_page()
    if session.is_usable and not is_new:
        show_question(session.criteria_set)


def _show_page(session: Session, current: StreamlitPage) -> None:
    """Show the notices about the open file, and the page itself."""
    show_file_news(session.name, session.now, session.shown)
    show_unusable_names()
    show_problems(session, is_edited=current.url_path == "edit")
    show_notices(session, is_edited=current.url_path == "edit")
    show_other_scores(session)
    follow_screen(session.criteria_set if session.is_usable else None)
    if (
        session.is_usable
        and current.title in NEEDS_SIMULATIONS
        and has_too_many_options(session.criteria_set)
    ):
        show_limit(session.result.unsampled, current.title, session.now.path.name)
    elif session.is_usable or current.url_path == "edit":
        current.run()
        if session.is_usable:
            show_sheet()
        show_requested_own_view()
        show_saved_view()


def has_instrument() -> bool:
    """Return whether Compare is shown by the component, which has pickers of its own."""
    return has_components() and not wants_plain_controls()


def _label(title: str) -> str:
    """Return a page's name; that of the edit page has a mark while work is unsaved."""
    return f"{title} •" if title == PAGES["edit"] and changed_drafts() else title


def _show_files(session: Session, *, is_new: bool) -> None:
    """Show the picker of the file."""
    # The key belongs to this file: the browser sends what its pickers show with every request,
    # and one under way while another file is opened must not choose the previous file again.
    file_key = f"file:{NEW_SET if is_new else session.name}"
    st.session_state[file_key] = NEW_SET if is_new else session.name
    labels = file_labels(session)
    st.selectbox(
        "Criteria set",
        [*session.names, NEW_SET],
        key=file_key,
        format_func=lambda name: labels.get(name, name),
        on_change=_take_file,
        args=(file_key, NEW_SET if is_new else session.name),
        label_visibility="collapsed",
        width=_width_of(labels.get(session.name, session.name) if not is_new else NEW_SET),
    )


def _width_of(title: str) -> int:
    """Return the width in pixels of a picker that shows a title in full; at most 460."""
    return int(min(40 + 7.4 * len(title), 460))


def _show_frames(session: Session) -> None:
    """Show the picker of the frame, if the file has several."""
    frames = {frame: entry.name for frame, entry in session.criteria_set.frames.items()}
    if len(frames) > 1:
        key = picker_key("frame", session.name, str(session.result.evaluation.frame))
        st.selectbox(
            "Which criteria count",
            list(frames),
            key=key,
            format_func=lambda frame: f"Counting: {frames.get(frame, ALL_CRITERIA)}",
            on_change=_take_frame,
            args=(key, session.name),
            label_visibility="collapsed",
            width=_width_of(f"Counting: {frames.get(str(session.result.evaluation.frame), '')}"),
        )


def file_labels(session: Session) -> dict[str, str]:
    """Return the label of each file on offer: its title, with its name if titles are equal."""
    titles = {name: title_of(path) for name, path in served_files().items()}
    own = {name: load_own(name).criteria_set for name in session.names if is_own(name)}
    titles |= {name: found.title for name, found in own.items() if found is not None}
    if session.is_usable:
        titles[session.name] = session.criteria_set.title
    counts = Counter(titles.get(name) or name for name in session.names)
    return {
        name: f"{title} ({name})" if counts[title] > 1 else title
        for name in session.names
        for title in [titles.get(name) or name]
    }


def _take_file(key: str, shown: str) -> None:
    """Open the chosen file; the one that this picker already shows is ignored."""
    chosen = st.session_state[key]
    if chosen == NEW_SET:
        if chosen != shown:
            go_to(NEW)
    elif chosen != shown:
        put_file(chosen)
        if shown == NEW_SET:
            go_to(next(iter(PAGES)))


def _take_frame(key: str, shown: str) -> None:
    """Switch to the chosen frame, unless another file or frame has been opened meanwhile."""
    frame = picked("frame", shown, key)
    if frame is not None:
        put_choice(replace(current_session().choice, frame=frame))
