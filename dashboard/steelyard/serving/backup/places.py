"""Which files belong to a server: in the folders it shows, and beside them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from steelyard.files.judgements.rounds import JUDGEMENTS
from steelyard.files.library import folder_of
from steelyard.files.saving.locking import OWN_FOLDER

if TYPE_CHECKING:
    from steelyard.serving.configuration.loading import Configuration

CRITERIA, SEEDS = "criteria", "seeds"
ROOTS = (CRITERIA, SEEDS, JUDGEMENTS)


@dataclass(frozen=True)
class ServerFolder:
    """A folder of criteria files; `only` names the file if the server shows a single one."""

    criteria: Path
    only: str = ""

    @property
    def roots(self) -> dict[str, Path]:
        """Name in a backup → folder, for criteria files, registers and rounds.

        Registers are in a folder beside the criteria folder. Rounds are beside it only if it is
        called `criteria`; otherwise they are inside it and need no entry of their own.
        """
        above = self.criteria.parent
        found = {CRITERIA: self.criteria, SEEDS: above / SEEDS}
        if self.criteria.name == CRITERIA:
            found[JUDGEMENTS] = above / JUDGEMENTS
        return found


@dataclass(frozen=True)
class ServerPlaces:
    """Where a server's files are, in the order of its configuration.

    `database`: the file of an SQLite database; its rows are backed up, not the file itself.
    """

    folders: tuple[ServerFolder, ...]
    database: Path | None = None

    @property
    def roots(self) -> dict[str, Path]:
        """Name in a backup → folder: `criteria` of the first one, `criteria-2` of the second."""
        return {
            f"{root}{end_of(at)}": path
            for at, one in enumerate(self.folders)
            for root, path in one.roots.items()
        }

    def path_of(self, name: str) -> Path:
        """Return the path on this server of a file in a backup, whatever its folder was called."""
        root, _, inside = name.partition("/")
        kind, at = split_root(root)
        folder = self.folders[at]
        return folder.roots.get(kind, folder.criteria / kind) / inside


def end_of(at: int) -> str:
    """Return the suffix in a backup of the folder at an index from 0: empty, `-2`, `-3` …."""
    return f"-{at + 1}" if at else ""


def split_root(root: str) -> tuple[str, int]:
    """Return the kind of a folder in a backup and its index from 0; -1 for a malformed name.

    >>> split_root("seeds"), split_root("seeds-2"), split_root("seeds-02")
    (('seeds', 0), ('seeds', 1), ('seeds', -1))
    """
    kind, _, number = root.partition("-")
    at = int(number) - 1 if number.isascii() and number.isdigit() and len(number) < 4 else 0
    return kind, at if root == f"{kind}{end_of(at)}" else -1


def places_of(read: Configuration) -> ServerPlaces:
    """Return where a server keeps its files, according to its configuration."""
    url = read.store if read.has_login else None
    is_file = url is not None and url.drivername == "sqlite" and bool(url.database)
    database = Path(url.database or "") if url is not None and is_file else None
    folders = (
        ServerFolder(folder_of(place), place.name if place.is_file() else "")
        for place in read.served
    )
    return ServerPlaces(tuple(folders), database)


def list_files(places: ServerPlaces) -> Iterator[tuple[str, Path]]:
    """Yield name in a backup and path of every file of a server, symbolic links included.

    Locks, the database's own files and the partial files of saves are left out.
    """
    for at, one in enumerate(places.folders):
        for root, folder in one.roots.items():
            for path in _walk(folder):
                inside = path.relative_to(folder).as_posix()
                is_shown = _is_shown(f"{root}/{inside}", one.only)
                if is_shown and not _is_passing(path, places.database):
                    yield f"{root}{end_of(at)}/{inside}", path


def list_folders(places: ServerPlaces) -> list[Path]:
    """Return the folders in which something may be saved, sorted so that the order is fixed."""
    # Two folders of criteria files may share the folders beside them.
    found = [folder for folder in {*places.roots.values()} if folder.is_dir()]
    for folder in tuple(found):
        for path, names, _ in os.walk(folder):
            names[:] = sorted(name for name in names if not name.startswith("."))
            found += [Path(path) / name for name in names if not (Path(path) / name).is_symlink()]
    return sorted(found)


def _walk(folder: Path) -> Iterator[Path]:
    for path, folders, files in os.walk(folder):
        links = [name for name in folders if (Path(path) / name).is_symlink()]
        folders[:] = sorted(set(folders) - set(links))
        yield from (Path(path) / name for name in sorted([*files, *links]))


def _is_passing(path: Path, database: Path | None) -> bool:
    is_lock = path.parent.name == OWN_FOLDER and path.name in ("lock", ".gitignore")
    # SQLite keeps its journals in files beside the database.
    is_database = database is not None and str(path.resolve()) in {
        f"{database}{end}" for end in ("", "-wal", "-shm", "-journal")
    }
    return is_lock or is_database or path.name.endswith(".part")


def _is_shown(name: str, only: str) -> bool:
    if not only or name.startswith(f"{SEEDS}/"):
        return True
    rounds = f"{JUDGEMENTS}/{only.rpartition('.')[0]}/"
    inside = name.removeprefix(f"{CRITERIA}/")
    return inside == only or inside.startswith((f"{OWN_FOLDER}/versions/{only}/", rounds))
