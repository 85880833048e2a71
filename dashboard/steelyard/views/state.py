"""What this visitor looks at, kept for the session and in step with the address.

The choice is one frozen value; widgets are views of it and their callbacks put a new one
in its place. Nothing else writes it.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from steelyard.files.criteria_files import LoadedSet
from steelyard.model import CriteriaSet
from steelyard.views.address import Choice, as_address, read_choice, write_choice
from steelyard.views.opened import last_good, open_set
from steelyard.views.served import served_files


@dataclass(frozen=True)
class Desk:
    """Everything a page needs: the files on offer, the open one, the choice, notices.

    `now` is the file as it is; `shown` its last usable state; `decision` is `None` where
    there is none.
    """

    names: tuple[str, ...]
    name: str
    now: LoadedSet
    shown: LoadedSet
    choice: Choice
    notices: tuple[str, ...]

    @property
    def decision(self) -> CriteriaSet | None:
        """The criteria set on show."""
        return self.shown.decision


def open_desk() -> Desk | None:
    """Return the state of this run; `None` if the served folder holds no criteria file."""
    files = served_files()
    if not files:
        return None
    address = dict(st.query_params)
    notices: list[str] = []
    name = _chosen_file(tuple(files), address, notices)
    now = open_set(name, files[name])
    shown = last_good(name, now)
    if address != st.session_state.get("address") or name != st.session_state.get("set"):
        _adopt(name, shown.decision, address, notices)
    choice: Choice = st.session_state.get("choice", Choice())
    if shown.decision is not None:
        choice = _still_valid(shown.decision, name, choice, notices)
        _write_address(write_choice(shown.decision, name, choice))
    st.session_state["set"] = name
    return Desk(tuple(files), name, now, shown, choice, tuple(notices))


def put_choice(choice: Choice) -> None:
    """Replace the choice; the address follows in the same run."""
    st.session_state["choice"] = choice
    decision = last_decision()
    if decision is not None:
        _write_address(write_choice(decision, st.session_state["set"], choice))


def put_file(name: str) -> None:
    """Open another file with its own first view."""
    st.session_state["choice"] = Choice()
    st.session_state["set"] = name
    _write_address({"set": name})


def last_decision() -> CriteriaSet | None:
    """Return the criteria set that was last on show, for callbacks."""
    kept: dict[str, LoadedSet] = st.session_state.get("last_good_sets", {})
    loaded = kept.get(st.session_state.get("set", ""))
    return loaded.decision if loaded is not None else None


def _chosen_file(names: tuple[str, ...], address: dict[str, str], notices: list[str]) -> str:
    asked = address.get("set")
    if asked in names:
        return asked
    if asked is not None:
        notices.append(f"no file called “{asked[:60]}” is served here")
    return _first(names)


def _first(names: tuple[str, ...]) -> str:
    """Return the file shown first: the essays' set where it is served, else the first."""
    return "iran-2026" if "iran-2026" in names else names[0]


def _adopt(
    name: str, decision: CriteriaSet | None, address: dict[str, str], notices: list[str]
) -> None:
    if decision is None:
        return
    choice, ignored = read_choice(decision, address)
    notices.extend(ignored)
    st.session_state["choice"] = choice
    st.session_state["set"] = name


def _still_valid(
    decision: CriteriaSet, name: str, choice: Choice, notices: list[str]
) -> Choice:
    """Return the choice as far as the file still has it: it may have changed meanwhile."""
    valid, ignored = read_choice(decision, as_address(name, choice))
    notices.extend(note for note in ignored if note not in notices)
    st.session_state["choice"] = valid
    return valid


def _write_address(address: dict[str, str]) -> None:
    if dict(st.query_params) != address:
        st.query_params.from_dict(address)
    st.session_state["address"] = address
