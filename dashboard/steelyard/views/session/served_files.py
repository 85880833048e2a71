"""Which folders or files this dashboard serves, their state, and their content as read.

They are chosen when the server starts; a laptop has one, a server for a team may have several.
The state is one short token made of all contents: the server's watch and the open pages compare it
to notice a change. Files are read again when they change, and their last good state is kept when
they break.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from threading import Lock

import streamlit as st

from steelyard.files.criteria_files import LoadedSet, load_criteria_file
from steelyard.files.judgements.rounds import rounds_folder
from steelyard.files.judgements.shelf import ROUND_FILE, shelf
from steelyard.files.library import (
    folder_of,
    list_criteria_files,
    list_unusable_names,
    shipped_criteria,
    shipped_folder,
)
from steelyard.files.yaml.decoding import RefusedError, decode, read_inside
from steelyard.files.yaml.documents import node_at
from steelyard.files.yaml.yaml_tree import read_tree
from steelyard.results.words.text import plain

_chosen: list[Path] = []
_tokens: list[str] = []


def choose(*places: Path) -> None:
    """Serve a folder or a file, or several; called before the first page is shown."""
    # A symbolic link that is named here is followed on purpose; one that appears later is not.
    _chosen[:] = [place.resolve() for place in places]


def opening_file(names: Collection[str]) -> str:
    """Return the file shown first: the essays' set if it is served, else the first."""
    return "iran-2026" if "iran-2026" in names else next(iter(names))


def served_files() -> dict[str, Path]:
    """Return the criteria files on offer, by the name the address uses: the file's stem.

    Two files that differ only in their ending keep it in their names. If two folders have a file
    of the same name, that of the first folder is served.
    """
    files = _files_on_offer()
    stems = [file.stem for file in files]
    named = {(file.stem if stems.count(file.stem) == 1 else file.name): file for file in files}
    if len(_places()) == 1:
        return named
    return dict(sorted(named.items(), key=lambda one: one[0].casefold()))


def _files_on_offer() -> list[Path]:
    return _files_by_turn()[0]


def _files_by_turn() -> tuple[list[Path], list[Path]]:
    """Return the files on offer, and those whose name a file of an earlier folder has."""
    offered, hidden = list[Path](), list[Path]()
    for place in _places():
        taken = {file.stem for file in offered}
        for file in list_criteria_files(place):
            (hidden if file.stem in taken else offered).append(file)
    return offered, hidden


def unusable_names() -> list[str]:
    """Return a sentence for each criteria file that no page can show because of its name."""
    unusable = [said for place in _places() for said in list_unusable_names(place)]
    hidden = _files_by_turn()[1] if len(_places()) > 1 else []
    return unusable + [
        f"{file.name} in {file.parent.name} is not shown: another folder has a set of that name. "
        "Rename one of the two."
        for file in hidden
    ]


def served_folders() -> list[Path]:
    """Return the folders of the files on offer; nothing is written outside them."""
    return [folder_of(place) for place in _places()]


def served_folder() -> Path:
    """Return the folder in which a visitor works: that of the open set, else the first one."""
    folders = served_folders()
    if len(folders) == 1:
        return folders[0]
    opened = served_files().get(st.session_state.get("set", ""))
    return opened.parent if opened is not None else folders[0]


def is_name_taken(stem: str) -> bool:
    """Return whether a set of this name is on offer, in whichever folder."""
    return stem in {file.stem for file in _files_on_offer()}


def title_of(path: Path) -> str:
    """Return the title of a criteria file without reading the rest; empty if it has none."""
    return _title(path, file_mark(path))


@lru_cache(maxsize=1024)
def _title(path: Path, mark: tuple[str, int, int]) -> str:  # noqa: ARG001 - part of the key
    try:
        text = decode(read_inside(path, path.parent))
    except (OSError, RefusedError):
        return ""
    found = _TITLE.search(text)
    tree = read_tree(path.name, found.group().encode()) if found else None
    node = node_at(tree, ("title",)) if tree is not None else None
    return plain(node.content) if node is not None and isinstance(node.content, str) else ""


_TITLE = re.compile(r"^title:.*(?:\n[ \t]+.*)*", re.MULTILINE)
"""The key at the left margin with the lines that belong to it."""


def watched_folders() -> list[Path]:
    """Return the existing folders in which a change may alter what is shown.

    The parent of each folder is among them: `seeds/` may appear in it, or the folder itself be
    removed and restored.
    """
    candidates: list[Path] = []
    for folder in served_folders():
        candidates += [folder, folder.parent]
        for seeds in _seeds_folders(folder):
            candidates += [seeds, seeds / "texts"]
    for rounds in _rounds_folders():
        candidates += [rounds.parent, rounds, *rounds.glob("round-*")]
    return [path for path in dict.fromkeys(candidates) if path.is_dir()]


def state_token() -> str:
    """Return a short token that changes whenever the content of any watched file changes."""
    digest = hashlib.sha256()
    for path in _watched_files():
        try:
            content = hashlib.sha256(read_inside(path, path.parent)).digest()
        except OSError:
            content = b"unreadable"
        digest.update(os.fsencode(path) + b"\0" + content)
    if shelf().is_sealed:
        # Unless they are sealed, the files of the rounds are among those read above.
        digest.update(repr(round_news()).encode())
    return digest.hexdigest()[:16]


def round_news() -> list[object]:
    """Return values that change whenever a round of any file on offer is opened or closed."""
    return [shelf().news(rounds) for rounds in _rounds_folders()]


def state_marks() -> tuple[tuple[str, int, int], ...]:
    """Return times and sizes of the watched files: cheap enough to read every second."""
    return tuple(file_mark(path) for path in _watched_files())


def file_mark(path: Path) -> tuple[str, int, int]:
    """Return name, time in nanoseconds and size of a file; zeros where there is none."""
    try:
        found = path.stat()
    except OSError:
        return (str(path), 0, 0)
    return (str(path), found.st_mtime_ns, found.st_size)


def note_token(token: str) -> None:
    """Store the current token of the server's watch; from then on pages are notified."""
    _tokens[:] = [token]


def noted_token() -> str | None:
    """Return the token last stored; `None` if no server of ours watches the files."""
    return _tokens[0] if _tokens else None


def _places() -> list[Path]:
    return _chosen or [shipped_criteria()]


def _seeds_folders(folder: Path) -> tuple[Path, ...]:
    return (folder.parent / "seeds", folder / "seeds", shipped_folder() / "seeds")


def _watched_files() -> Iterator[Path]:
    for place in _places():
        yield from list_criteria_files(place)
    every = (seeds for folder in served_folders() for seeds in _seeds_folders(folder))
    for seeds in dict.fromkeys(every):
        yield from sorted(seeds.glob("*.yaml"))
        yield from sorted(seeds.glob("texts/*.txt"))
    # Only the own file of each round: sheets not yet handed in change nothing that is shown.
    if shelf().is_sealed:
        return
    for rounds in _rounds_folders():
        yield from sorted(rounds.glob(f"round-*/{ROUND_FILE}"))


def _rounds_folders() -> list[Path]:
    return [rounds_folder(file) for file in _files_on_offer()]


FileStamp = tuple[tuple[str, int, int], ...]


_reading: dict[Path, Lock] = {}
"""Path → the lock that is held while its file is read."""


def open_set(name: str, path: Path) -> LoadedSet:
    """Return the file as it is now, read only if it or a register has changed.

    Visitors who open it at the same time get the same object: what is computed of a file is
    cached by the identity of its criteria set, so that copies would be computed one by one.
    """
    stamp = stamp_of(path)
    with _reading.setdefault(path, Lock()):
        return _load(name, path, stamp)


def last_good(name: str, loaded: LoadedSet) -> LoadedSet:
    """Return the file or, if nothing in it is usable, its last good state in this session."""
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
    return load_criteria_file(path, shown_as=path.name, within=path.parent)


def stamp_of(path: Path) -> FileStamp:
    """Return times and sizes of the file, all registers and source texts, as a cache key."""
    folder = path.parent
    watched = [path]
    for seeds in (folder.parent / "seeds", folder / "seeds"):
        watched += [*seeds.glob("*.yaml"), *seeds.glob("texts/*.txt")]
    return tuple(file_mark(file) for file in watched)
