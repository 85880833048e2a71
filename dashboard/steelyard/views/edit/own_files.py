"""Files a visitor has opened from their own computer: shown to them, stored nowhere.

They live in the session as bytes and are gone with it. The name they get is one that no
served file has.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import streamlit as st

from steelyard.files.criteria_files import LoadedSet, read_criteria
from steelyard.model.entry import is_id

_KEY = "own_files"


@dataclass(frozen=True)
class OwnFile:
    """One file from elsewhere: its bytes, and the path it would have here."""

    raw: bytes
    path: Path


def add_own(file_name: str, raw: bytes, folder: Path, taken: set[str]) -> str:
    """Keep a file for this session and return the name it is shown under.

    `taken` are the names of the files served. Registers are looked for as if it stood in
    the folder.
    """
    stem = _as_name(Path(file_name).stem)
    name, number = f"{stem}-mine", 1
    while name in taken:
        number += 1
        name = f"{stem}-mine-{number}"
    _own()[name] = OwnFile(raw, folder / f"{name}.yaml")
    return name


def put_own(name: str, raw: bytes) -> None:
    """Replace the bytes of a file from elsewhere."""
    _own()[name] = OwnFile(raw, _own()[name].path)


def is_own(name: str) -> bool:
    """Return whether a name is that of a file from elsewhere."""
    return name in _own()


def own_paths() -> dict[str, Path]:
    """Return the files from elsewhere by name, with the path each would have here."""
    return {name: own.path for name, own in _own().items()}


def read_own(name: str) -> LoadedSet:
    """Return a file from elsewhere as read."""
    own = _own()[name]
    return _read(own.raw, own.path)


def _as_name(stem: str) -> str:
    """Return a stem as a name for the address: letters, digits, - and _."""
    name = "".join(sign if sign.isalnum() and sign.isascii() else "-" for sign in stem.lower())
    name = name.strip("-")[:40]
    return name if is_id(name) else f"file-{name}".rstrip("-")


@lru_cache(maxsize=16)
def _read(raw: bytes, path: Path) -> LoadedSet:
    return read_criteria(raw, path, path.name)


def _own() -> dict[str, OwnFile]:
    own: dict[str, OwnFile] = st.session_state.setdefault(_KEY, {})
    return own
