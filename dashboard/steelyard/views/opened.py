"""Criteria files as the pages hold them: read again when they change, kept when they break."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import streamlit as st

from steelyard.files.criteria_files import LoadedSet, load_criteria_file

Stamp = tuple[tuple[str, int, int], ...]


def open_set(name: str, path: Path) -> LoadedSet:
    """Return the file as it is now, read only if it or a register has changed."""
    return _load(name, path, _stamp(path))


def last_good(name: str, loaded: LoadedSet) -> LoadedSet:
    """Return the file, or where nothing in it can be used its last good state this session."""
    kept: dict[str, LoadedSet] = st.session_state.setdefault("last_good_sets", {})
    if loaded.decision is not None:
        kept[name] = loaded
        return loaded
    return kept.get(name, loaded)


@lru_cache(maxsize=64)
def _load(name: str, path: Path, stamp: Stamp) -> LoadedSet:  # noqa: ARG001 - part of the key
    return load_criteria_file(path, shown_as=path.name)


def _stamp(path: Path) -> Stamp:
    """Return what changes whenever the file, a register or a source text does."""
    folder = path.parent
    watched = [path]
    for seeds in (folder.parent / "seeds", folder / "seeds"):
        watched += [*seeds.glob("*.yaml"), *seeds.glob("texts/*.txt")]
    return tuple(_mark(file) for file in watched)


def _mark(file: Path) -> tuple[str, int, int]:
    try:
        found = file.stat()
    except OSError:
        return (str(file), 0, 0)
    return (str(file), found.st_mtime_ns, found.st_size)
