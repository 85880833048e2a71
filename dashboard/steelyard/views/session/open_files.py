"""Criteria files as the pages use them: read when they change, kept when they break."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import streamlit as st

from steelyard.files.criteria_files import LoadedSet, load_criteria_file
from steelyard.views.session.served_files import file_mark

FileStamp = tuple[tuple[str, int, int], ...]


def open_set(name: str, path: Path) -> LoadedSet:
    """Return the file as it is now, read only if it or a register has changed."""
    return _load(name, path, stamp_of(path))


def last_good(name: str, loaded: LoadedSet) -> LoadedSet:
    """Return the file, or where nothing in it can be used its last good state this session."""
    kept: dict[str, LoadedSet] = st.session_state.setdefault("last_good_sets", {})
    if loaded.criteria_set is not None:
        kept[name] = loaded
        return loaded
    return kept.get(name, loaded)


def with_open_file(files: Mapping[str, Path]) -> dict[str, Path]:
    """Return the files on offer and the one this visitor has open, even if it has gone.

    What a visitor is reading stays on their screen when the file is deleted or renamed; once
    they open another file it is no longer offered.
    """
    name = st.session_state.get("set")
    kept: dict[str, LoadedSet] = st.session_state.get("last_good_sets", {})
    if name in kept and name not in files:
        return {**files, name: kept[name].path}
    return dict(files)


@lru_cache(maxsize=64)
def _load(name: str, path: Path, stamp: FileStamp) -> LoadedSet:  # noqa: ARG001 - part of the key
    return load_criteria_file(path, shown_as=path.name)


def stamp_of(path: Path) -> FileStamp:
    """Return times and sizes of the file, all registers and source texts, as a cache key."""
    folder = path.parent
    watched = [path]
    for seeds in (folder.parent / "seeds", folder / "seeds"):
        watched += [*seeds.glob("*.yaml"), *seeds.glob("texts/*.txt")]
    return tuple(file_mark(file) for file in watched)
