"""What a visitor has open, kept by Streamlit from run to run and in step with the address.

The choice is one frozen value; widgets are views of it and their callbacks put a new one
in its place. Nothing else writes it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cached_property

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from steelyard.files.criteria_files import LoadedSet
from steelyard.model import CriteriaSet
from steelyard.results.address import as_address, read_choice, write_choice
from steelyard.results.choice import Choice
from steelyard.results.compared.file_marks import marks_of, what_changed
from steelyard.results.result import Result, find_result
from steelyard.results.words.view import ADDRESS_TEMPLATES
from steelyard.views.edit.saving.own_files import is_own, load_own, own_paths
from steelyard.views.session.served_files import (
    last_good,
    open_set,
    opening_file,
    served_files,
    with_open_file,
)


@dataclass(frozen=True)
class Session:
    """The files on offer, the open one, the visitor's choice, and notices about the address.

    `now` is the file as it is; `shown` is its last usable state, or the same if it never
    had one in this session. Pages other than Edit are only shown when `is_usable`, so there
    is always a criteria set on them.
    """

    names: tuple[str, ...]
    name: str
    now: LoadedSet
    shown: LoadedSet
    choice: Choice
    notices: tuple[str, ...]

    @property
    def is_usable(self) -> bool:
        """Whether there is a criteria set to show."""
        return self.shown.criteria_set is not None

    @cached_property
    def result(self) -> Result:
        """Everything computed from the file shown with the visitor's choice."""
        return find_result(self.shown, self.choice)

    @property
    def criteria_set(self) -> CriteriaSet:
        """The criteria set on show, without the claims that the visitor has struck out.

        Raises ValueError if nothing in the file is usable.
        """
        return self.result.criteria_set

    @property
    def whole(self) -> CriteriaSet:
        """The criteria set on show with all its claims; ValueError if nothing is usable."""
        return self.result.whole


_KEPT, _CELL = "session", "session_for_downloads"
_ADDRESSES_KEPT = 16
"""Number of replaced addresses that are remembered: more than can be in flight at once."""
_downloading: ContextVar[list[Session] | None] = ContextVar("downloading", default=None)
"""While a file is made for a download: the list whose one entry is the visitor's session."""


def current_session() -> Session:
    """Return what the visitor has open, with all changes so far.

    The same in a run of the page, in a fragment that is drawn again alone, in a callback,
    and within `as_download`. Raises KeyError before the first `open_session`.
    """
    kept = _downloading.get()
    session: Session = kept[0] if kept is not None else st.session_state[_KEPT]
    return session


def as_download(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Return a function for a download button, in which `current_session` is this visitor's.

    Streamlit calls it when the button is pressed, possibly long after the page was drawn,
    in a thread without session state.
    """
    kept: list[Session] = st.session_state[_CELL]

    def make_for_visitor() -> bytes:
        token = _downloading.set(kept)
        try:
            return make()
        finally:
            _downloading.reset(token)

    return make_for_visitor


def _keep_session(session: Session) -> None:
    st.session_state[_KEPT] = session
    st.session_state.setdefault(_CELL, [session])[0] = session


def open_session() -> Session | None:
    """Open and return the session for this run; `None` if there is no criteria file to serve."""
    files = {**with_open_file(served_files()), **own_paths()}
    if not files:
        return None
    address = dict(st.query_params)
    if address.pop("plain", None) == "1":
        st.session_state["plain"] = True
    _follow_place({key: address.pop(key) for key in PLACE_KEYS if key in address})
    notices: list[str] = []
    if _is_late_echo(address) or ("set" not in address and "set" in st.session_state):
        # A link to another page carries no address: the visitor stays with the same view.
        # The same if the browser has not yet adopted the address last written.
        address = dict(st.session_state.get("address", {}))
    name = _chosen_file(tuple(files), address, notices)
    now = load_own(name) if is_own(name) else open_set(name, files[name])
    shown = last_good(name, now)
    if address != st.session_state.get("address") or name != st.session_state.get("set"):
        _adopt(name, shown, address, notices)
    choice: Choice = st.session_state.get("choice", Choice())
    if shown.criteria_set is not None:
        _drop_unknown_place(shown.criteria_set, notices)
        choice = _valid_part(shown, name, choice, notices)
        _write_address(
            _with_marks(shown, write_choice(shown.criteria_set, name, choice, shown.sha256))
        )
    st.session_state["set"] = name
    session = Session(tuple(files), name, now, shown, choice, tuple(notices))
    _keep_session(session)
    return session


def wants_plain_controls() -> bool:
    """Return whether the address requests Streamlit's own sliders (`?plain=1`)."""
    return st.session_state.get("plain", False) is True


PLACE_KEYS = ("score", "option", "view", "text", "tab", "round", "judge")
"""Keys of the address that say what is open on a page, beside the view of the file."""


def place() -> dict[str, str]:
    """Return what is open on the page, as the address names it."""
    found: dict[str, str] = st.session_state.get("place", {})
    return found


def put_place(**parts: str | None) -> None:
    """Replace parts of what is open, and the address with it; for callbacks."""
    wanted = {key: value for key, value in {**place(), **parts}.items() if value}
    if wanted != place():
        st.session_state["place"] = wanted
        if "address" in st.session_state:
            _write_address(st.session_state["address"])


def go_to(page: str) -> None:
    """Have the next run show another page, by its name, with the same view; for callbacks.

    The request is kept until that page has been drawn completely, or the visitor has gone to a
    third. What the browser sends before it has the new page requests a run of the old one, and
    may replace the change of page.
    """
    st.session_state["go_to"] = (st.session_state.get("page_name"), page)


def page_to_show(page: str) -> str:
    """Return the page to show in a run of this one: the requested page, or this one."""
    st.session_state["page_name"] = page
    origin, wanted = st.session_state.get("go_to", (page, page))
    if page in (origin, wanted):
        return str(wanted)
    end_request(page)
    return page


def end_request(page: str) -> None:
    """Drop the request for a page if this one fulfils it, or was chosen in its place."""
    origin, wanted = st.session_state.get("go_to", (page, page))
    if wanted == page or origin != page:
        st.session_state.pop("go_to", None)


def _follow_place(asked: dict[str, str]) -> None:
    """Take what is open from the address if the visitor entered it or went back in the history.

    Any other request carries what the browser shows, which may be outdated; and another page
    begins with nothing open. If the folder was empty until now, there was no previous page, and
    what the first file opened stays open.
    """
    context = get_script_run_ctx()
    page = getattr(context, "page_script_hash", "")
    is_first = "place" not in st.session_state
    if is_first or getattr(context, "is_history_navigation", False):
        st.session_state["place"] = asked
    elif page != st.session_state.get("page", page):
        st.session_state["place"] = {}
    st.session_state["page"] = page


def _drop_unknown_place(criteria_set: CriteriaSet, notices: list[str]) -> None:
    """Close what is open if the file does not have it, and add a notice."""
    option, _, criterion = place().get("score", "").partition(".")
    known = {
        "score": option in criteria_set.options and criterion in criteria_set.criteria,
        "option": place().get("option") in criteria_set.options,
    }
    for key, is_known in known.items():
        if key in place() and not is_known:
            shown = place()[key][:60]
            notices.append(ADDRESS_TEMPLATES["no_such"].format(what=key, id=shown))
            kept = {name: value for name, value in place().items() if name != key}
            st.session_state["place"] = kept


def put_choice(choice: Choice, *, by_instrument: bool = False) -> None:
    """Replace the choice in the session, and the address with it; for callbacks."""
    if not by_instrument:
        _advance_revision()
    st.session_state["choice"] = choice
    session = replace(current_session(), choice=choice)
    _keep_session(session)
    shown = session.shown
    if shown.criteria_set is not None:
        address = write_choice(shown.criteria_set, session.name, choice, shown.sha256)
        _write_address(_with_marks(shown, address))


def put_file(name: str) -> None:
    """Open another file with its default view, and nothing open beside it."""
    st.session_state["place"] = {}
    st.session_state["choice"] = Choice()
    st.session_state["set"] = name
    _advance_revision()
    _write_address({"set": name})


def revision() -> int:
    """Return how often the choice has been set by anything but the instrument.

    The instrument takes over the server's state only when this number has grown: its own
    echo must not undo a movement that is still in progress.
    """
    return int(st.session_state.get("revision", 0))


def _advance_revision() -> None:
    st.session_state["revision"] = revision() + 1


def _chosen_file(names: tuple[str, ...], address: dict[str, str], notices: list[str]) -> str:
    wanted = address.get("set")
    if wanted in names:
        return wanted
    if wanted is not None:
        notices.append(f"no file called “{wanted[:60]}” is served here")
    return opening_file(names)


def _adopt(name: str, shown: LoadedSet, address: dict[str, str], notices: list[str]) -> None:
    """Take the choice from the address."""
    if shown.criteria_set is None:
        return
    choice, ignored = _read_choice(shown, address)
    notices.extend(ignored)
    if "file" in address and not shown.sha256.startswith(address["file"]):
        notices.append(_what_has_changed(shown.criteria_set, address.get("was", "")))
    st.session_state["choice"] = choice
    st.session_state["set"] = name
    _advance_revision()


def _read_choice(shown: LoadedSet, address: dict[str, str]) -> tuple[Choice, list[str]]:
    """Return the choice that an address requests, and one sentence for each part ignored."""
    assert shown.criteria_set is not None
    wanted = address.get("judges", "")
    if not wanted:
        return read_choice(shown.criteria_set, address, shown.claims)
    # The judges of a closed round are lenses and readings that an address may name.
    number = int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 3 else 0
    seen = find_result(shown, Choice(judges=number, laid_over=True))
    return read_choice(seen.criteria_set, address, shown.claims, seen.closed_numbers)


def _what_has_changed(criteria_set: CriteriaSet, marks: str) -> str:
    if not marks:
        return ADDRESS_TEMPLATES["file_changed"]
    try:
        changes = what_changed(criteria_set, marks)
    except ValueError:
        return ADDRESS_TEMPLATES["file_changed_somehow"]
    changes = changes or "but none of its scores, swings, scales or anchors"
    return ADDRESS_TEMPLATES["file_changes"].format(changes=changes)


def _with_marks(shown: LoadedSet, address: dict[str, str]) -> dict[str, str]:
    """Return an address with the marks of the file's state, if it has the file's hash."""
    if "file" not in address or shown.criteria_set is None:
        return address
    return {**address, "was": marks_of(shown.criteria_set)}


def _valid_part(shown: LoadedSet, name: str, choice: Choice, notices: list[str]) -> Choice:
    """Return and store the choice without anything that the file no longer has."""
    valid, ignored = _read_choice(shown, as_address(name, choice))
    notices.extend(note for note in ignored if note not in notices)
    st.session_state["choice"] = valid
    return valid


def _is_late_echo(address: dict[str, str]) -> bool:
    """Return whether an address is stale: one that this session has replaced meanwhile.

    Every request of the browser carries the address it shows, and one sent just as the session
    writes another still carries the previous one. Going back in the browser's history is no
    echo: Streamlit marks such requests.
    """
    context = get_script_run_ctx()
    # Older versions of Streamlit do not: there, any request may be a step back.
    is_step_back = getattr(context, "is_history_navigation", True)
    return not is_step_back and address in st.session_state.get("addresses_before", [])


def _write_address(address: dict[str, str]) -> None:
    marked = {**address, "plain": "1"} if wants_plain_controls() else dict(address)
    marked.update(place())
    shown = dict(st.query_params)
    if shown != marked:
        st.query_params.from_dict(marked)
    for key in ("plain", *PLACE_KEYS):
        shown.pop(key, None)
    known = [
        *st.session_state.get("addresses_before", []),
        *([st.session_state["address"]] if "address" in st.session_state else []),
        # As the visitor wrote it, which need not be as it is written here.
        *([shown] if shown else []),
    ]
    before = [one for i, one in enumerate(known) if one != address and one not in known[i + 1 :]]
    st.session_state["addresses_before"] = before[-_ADDRESSES_KEPT:]
    st.session_state["address"] = address
