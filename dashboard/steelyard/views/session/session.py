"""What this visitor looks at, kept for the session and in step with the address.

The choice is one frozen value; widgets are views of it and their callbacks put a new one
in its place. Nothing else writes it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import streamlit as st

from steelyard.analysis.evidence.strike_out import strike_out
from steelyard.files.criteria_files import LoadedSet
from steelyard.model import CriteriaSet
from steelyard.results.address import as_address, read_choice, write_choice
from steelyard.results.choice import Choice
from steelyard.results.file_marks import marks_of, what_changed
from steelyard.results.result import Result, find_result
from steelyard.views.edit.own_files import is_own, own_paths, read_own
from steelyard.views.session.open_files import last_good, open_set, with_open_file
from steelyard.views.session.served_files import opening_file, served_files

CHANGED_SINCE = "the file has changed since this address was made"


@dataclass(frozen=True)
class Session:
    """Everything a page needs: the files on offer, the open one, the choice, notices.

    `now` is the file as it is; `shown` its last usable state. `criteria_set` is what every
    page works on: the set on show without the claims the visitor has struck out; `None`
    where there is none. `whole` is the same with all its claims.
    """

    names: tuple[str, ...]
    name: str
    now: LoadedSet
    shown: LoadedSet
    choice: Choice
    notices: tuple[str, ...]
    criteria_set: CriteriaSet | None

    @property
    def whole(self) -> CriteriaSet | None:
        """The criteria set on show, with nothing struck out."""
        return self.shown.criteria_set

    @cached_property
    def result(self) -> Result:
        """The same as everything that leaves the dashboard sees it, with its numbers."""
        return find_result(self.shown, self.choice)


def current_session() -> Session:
    """Return the session that was opened for this run."""
    session: Session = st.session_state["session"]
    return session


def moved_session() -> Session:
    """Return this run's session with what a hand has moved since it was opened.

    For the parts of a page that are drawn again alone: the session is then an older run's.
    """
    session = current_session()
    choice: Choice = st.session_state.get("choice", session.choice)
    if choice != session.choice:
        session = replace(session, choice=choice)
        _keep_session(session)
    return session


def latest_session() -> Callable[[], Session]:
    """Return what tells the latest session of this session, even where no session is known.

    Files are made when somebody asks for them, long after the page was drawn.
    """
    kept: list[Session] = st.session_state["sessions"]
    return lambda: kept[0]


def _keep_session(session: Session) -> None:
    st.session_state["session"] = session
    st.session_state.setdefault("sessions", [session])[0] = session


def open_session() -> Session | None:
    """Open and return the state of this run; `None` if there is no criteria file to serve."""
    files = {**with_open_file(served_files()), **own_paths()}
    if not files:
        return None
    address = dict(st.query_params)
    if address.pop("plain", None) == "1":
        st.session_state["plain"] = True
    notices: list[str] = []
    if "set" not in address and "set" in st.session_state:
        # A link to another page carries no address: the visitor stays where they are.
        address = dict(st.session_state["address"])
    name = _chosen_file(tuple(files), address, notices)
    now = read_own(name) if is_own(name) else open_set(name, files[name])
    shown = last_good(name, now)
    if address != st.session_state.get("address") or name != st.session_state.get("set"):
        _adopt(name, shown, address, notices)
    choice: Choice = st.session_state.get("choice", Choice())
    if shown.criteria_set is not None:
        choice = _still_valid(shown, name, choice, notices)
        address = write_choice(shown.criteria_set, name, choice, shown.sha256)
        _write_address(_marked(shown.criteria_set, address))
    st.session_state["set"] = name
    criteria_set = shown.criteria_set
    if criteria_set is not None and choice.struck:
        criteria_set = strike_out(criteria_set, choice.struck)
    session = Session(tuple(files), name, now, shown, choice, tuple(notices), criteria_set)
    _keep_session(session)
    return session


def wants_plain_controls() -> bool:
    """Return whether the address asks for Streamlit's own sliders (`?plain=1`)."""
    return st.session_state.get("plain", False) is True


def put_choice(choice: Choice, *, by_instrument: bool = False) -> None:
    """Replace the choice; the address follows in the same run."""
    if not by_instrument:
        _advance_revision()
    st.session_state["choice"] = choice
    shown = last_shown()
    if shown is not None and shown.criteria_set is not None:
        address = write_choice(shown.criteria_set, st.session_state["set"], choice, shown.sha256)
        _write_address(_marked(shown.criteria_set, address))


def put_file(name: str) -> None:
    """Open another file with its own first view."""
    st.session_state["choice"] = Choice()
    st.session_state["set"] = name
    _advance_revision()
    _write_address({"set": name})


def last_criteria_set() -> CriteriaSet | None:
    """Return the criteria set that was last on show, for callbacks."""
    shown = last_shown()
    return shown.criteria_set if shown is not None else None


def last_shown() -> LoadedSet | None:
    """Return the file that was last on show, for callbacks."""
    kept: dict[str, LoadedSet] = st.session_state.get("last_good_sets", {})
    return kept.get(st.session_state.get("set", ""))


def revision() -> int:
    """Return how often the choice has been set by anything but the instrument.

    The instrument takes over the server's state only when this number has grown: its own
    echo must not fight with the hand that is still moving.
    """
    return int(st.session_state.get("revision", 0))


def _advance_revision() -> None:
    st.session_state["revision"] = revision() + 1


def _chosen_file(names: tuple[str, ...], address: dict[str, str], notices: list[str]) -> str:
    asked = address.get("set")
    if asked in names:
        return asked
    if asked is not None:
        notices.append(f"no file called “{asked[:60]}” is served here")
    return opening_file(names)


def _adopt(name: str, shown: LoadedSet, address: dict[str, str], notices: list[str]) -> None:
    if shown.criteria_set is None:
        return
    choice, ignored = read_choice(shown.criteria_set, address, shown.claims)
    notices.extend(ignored)
    if "file" in address and not shown.sha256.startswith(address["file"]):
        notices.append(_what_has_changed(shown.criteria_set, address.get("was", "")))
    st.session_state["choice"] = choice
    st.session_state["set"] = name
    _advance_revision()


def _what_has_changed(criteria_set: CriteriaSet, marks: str) -> str:
    if not marks:
        return f"{CHANGED_SINCE}, so other numbers may be shown than then"
    try:
        told = what_changed(criteria_set, marks)
    except ValueError:
        return f"{CHANGED_SINCE}; its letters that would tell what are mangled"
    return f"{CHANGED_SINCE}: {told or 'but none of its scores, swings, scales or anchors'}"


def _marked(criteria_set: CriteriaSet, address: dict[str, str]) -> dict[str, str]:
    """Return an address with what tells the state of the file, where it names its hash."""
    return {**address, "was": marks_of(criteria_set)} if "file" in address else address


def _still_valid(shown: LoadedSet, name: str, choice: Choice, notices: list[str]) -> Choice:
    """Return the choice as far as the file still has it: it may have changed meanwhile."""
    assert shown.criteria_set is not None
    valid, ignored = read_choice(shown.criteria_set, as_address(name, choice), shown.claims)
    notices.extend(note for note in ignored if note not in notices)
    st.session_state["choice"] = valid
    return valid


def _write_address(address: dict[str, str]) -> None:
    if wants_plain_controls():
        address = {**address, "plain": "1"}
    if dict(st.query_params) != address:
        st.query_params.from_dict(address)
    address.pop("plain", None)
    st.session_state["address"] = address
