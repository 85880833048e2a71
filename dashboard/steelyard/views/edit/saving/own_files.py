"""Files a visitor has opened from their own computer: shown to them, never written here.

They are bytes in the session and end with it; `browser_storage` keeps a copy over a reload.
Each gets a name that no served file has.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import streamlit as st

from steelyard.files.criteria_files import LoadedSet, read_criteria
from steelyard.model.entry import is_id

MOST_OPEN = 8
"""Files that may be open at once; each may be as large as any criteria file."""
OWN_NAME = r"-mine(-[0-9]+)?$"
"""End of the name of every such file, unlikely in any other."""
_KEY = "own_files"


@dataclass(frozen=True)
class OwnFile:
    """One file from elsewhere: its bytes, and the path it would have here."""

    raw: bytes
    path: Path


def add_own(file_name: str, raw: bytes, folder: Path, taken: Collection[str]) -> str:
    """Keep a file for this session and return the name it is shown under.

    `taken` are names it must not get: those of the files served. Registers are looked up as if the
    file were in the folder. Raises ValueError with a sentence for the visitor where
    too many are open.
    """
    stem = _as_name(Path(file_name).stem)
    name, number = f"{stem}-mine", 1
    while name in taken:
        number += 1
        name = f"{stem}-mine-{number}"
    put_own(name, raw, folder)
    return name


def put_own(name: str, raw: bytes, folder: Path) -> None:
    """Keep a file under a given name, replacing any file with that name.

    Raises ValueError with a sentence for the visitor where too many are open.
    """
    own = _own()
    if name not in own and len(own) >= MOST_OPEN:
        raise ValueError(f"{MOST_OPEN} files from your computer are open already: close one first.")
    own[name] = OwnFile(raw, folder / f"{name}.yaml")


def close_own(name: str) -> None:
    """Forget a file from elsewhere."""
    _own().pop(name, None)


def own_bytes() -> dict[str, bytes]:
    """Return the content of the files from elsewhere by name, in the order of opening."""
    return {name: own.raw for name, own in _own().items()}


def is_own(name: str) -> bool:
    """Return whether a name is that of a file from elsewhere."""
    return name in _own()


def own_paths() -> dict[str, Path]:
    """Return the files from elsewhere by name, with the path each would have here."""
    return {name: own.path for name, own in _own().items()}


def load_own(name: str) -> LoadedSet:
    """Read and return a file from elsewhere."""
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
