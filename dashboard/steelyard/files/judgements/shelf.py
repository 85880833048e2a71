"""Where rounds of judgements are kept: in folders beside the criteria files, or in a database.

Whatever reads or writes a round goes through here, by the path that its file has in a folder, or
would have. On a laptop a path is that of a file. A server provides its own shelf, which gives a
sheet of an open round to its own judge and to nobody else.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final, TypeVar

from steelyard.files.library import list_criteria_files
from steelyard.files.saving.changing import change_file
from steelyard.files.saving.save import SaveError, is_writable, save_text
from steelyard.files.yaml.decoding import read_inside

ROUND_FILE: Final = "round.yaml"
NEEDS_FACILITATOR: Final = (
    "Opening and closing rounds needs the role facilitator, which you do not have."
)
NEEDS_JUDGE: Final = "Answering needs the role judge, which you do not have."

Mark = tuple[str, str | int, int]
_T = TypeVar("_T")


class Shelf(ABC):
    """The interface of a store for rounds."""

    is_sealed: bool
    """Whether the answers of an open round are shown to their own judge alone."""

    @abstractmethod
    def numbered(self, rounds: Path) -> list[tuple[int, Path]]:
        """Return the rounds in the folder of a set, by number, each with its own folder."""

    @abstractmethod
    def sheets(self, folder: Path) -> list[Path]:
        """Return the sheets of a round that may be read, in the order of their names."""

    @abstractmethod
    def read(self, path: Path) -> bytes:
        """Return the bytes of a round or a sheet; raises OSError where there are none to read."""

    @abstractmethod
    def is_there(self, path: Path) -> bool:
        """Return whether a round or a sheet is kept under this path."""

    @abstractmethod
    def count(self, path: Path, counted: Callable[[bytes], _T]) -> _T | None:
        """Return `counted` applied to the bytes of a sheet; `None` if there is none.

        It receives the bytes whoever the current user is, and must not return any answers.
        """

    @abstractmethod
    def save(self, path: Path, text: str, expected: str) -> str:
        """Save a round or a sheet over the bytes with the SHA-256 `expected`; return the new one.

        `expected` is empty for what must not be there yet. Raises SaveError as `save_text` does.
        """

    @abstractmethod
    def change(self, path: Path, change: Callable[[str], str]) -> None:
        """Apply `change` to the current text and save it; raises as `change_file` does."""

    @abstractmethod
    def may_save(self, path: Path) -> bool:
        """Return whether saving under this path can be expected to work."""

    @abstractmethod
    def marks(self, rounds: Path) -> tuple[Mark, ...]:
        """Return marks that change whenever a set's rounds change for the current user."""

    @abstractmethod
    def news(self, rounds: Path) -> tuple[Mark, ...]:
        """Return marks that change whenever the rounds themselves change; pages are notified."""

    def find_fault(self) -> str:
        """Return in a sentence why no round can be read now; empty where they can."""
        return ""

    def own_judge(self, rounds: Path) -> str | None:  # noqa: ARG002  asked elsewhere
        """Return the current user's pseudonym in a set's rounds, empty without one.

        `None` where pages and commands choose the judge themselves.
        """
        return None

    def take_seat(self, rounds: Path, judges: Iterable[str]) -> str:
        """Assign the current user a seat among these judges for good; return its pseudonym.

        Raises SaveError with a sentence where none is available.
        """
        raise NotImplementedError


class FolderShelf(Shelf):
    """Rounds as files, in folders beside the criteria files."""

    is_sealed = False

    def numbered(self, rounds: Path) -> list[tuple[int, Path]]:
        """Return the folders called round-1, round-2, …"""
        try:
            found = [*rounds.iterdir()]
        except OSError:
            return []
        names = [(re.fullmatch(r"round-([1-9][0-9]?)", each.name), each) for each in found]
        numbered = [(int(match[1]), each) for match, each in names if match and each.is_dir()]
        return sorted(numbered, key=lambda one: one[0])

    def sheets(self, folder: Path) -> list[Path]:
        """Return every YAML file but that of the round."""
        return [each for each in list_criteria_files(folder) if each.name != ROUND_FILE]

    def read(self, path: Path) -> bytes:
        """Return the bytes of a file, not of a link that leads elsewhere."""
        return read_inside(path, path.parent)

    def is_there(self, path: Path) -> bool:
        """Return whether there is such a file."""
        return path.exists()

    def count(self, path: Path, counted: Callable[[bytes], _T]) -> _T | None:
        """Return `counted` applied to the bytes of a file."""
        try:
            return counted(self.read(path))
        except OSError:
            return None

    def save(self, path: Path, text: str, expected: str) -> str:
        """Save a file; a folder is made for a new round."""
        if path.name == ROUND_FILE:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                why = f"The folder {path.parent.name} cannot be made: {error.strerror}."
                raise SaveError(why) from None
        return save_text(path, text, expected, within=path.parent)

    def change(self, path: Path, change: Callable[[str], str]) -> None:
        """Change a file."""
        change_file(path, change, within=path.parent)

    def may_save(self, path: Path) -> bool:
        """Return whether a file can be saved; its folder is made with the first round."""
        place = path.parent
        while not place.is_dir() and place != place.parent:
            place = place.parent
        return is_writable(place / path.name)

    def marks(self, rounds: Path) -> tuple[Mark, ...]:
        """Return names, times and sizes of the files of all rounds."""
        return _marks_of(sorted(rounds.glob("round-*/*.y*ml")))

    def news(self, rounds: Path) -> tuple[Mark, ...]:
        """Return names, times and sizes of the files of the rounds, not of the sheets."""
        try:
            # Called often, and a glob pattern would take three times as long.
            folders = sorted(rounds.iterdir())
        except OSError:
            return ()
        return _marks_of(each / ROUND_FILE for each in folders)


def _marks_of(files: Iterable[Path]) -> tuple[Mark, ...]:
    marks = []
    for file in files:
        try:
            state = file.stat()
        except OSError:
            continue
        marks.append((str(file), state.st_mtime_ns, state.st_size))
    return tuple(marks)


_FOLDERS: Final = FolderShelf()
_others: list[Shelf] = []


def keep_rounds_on(other: Shelf | None) -> None:
    """Keep rounds on another shelf from now on; `None` for folders again."""
    _others[:] = [other] if other is not None else []


def shelf() -> Shelf:
    """Return where rounds are kept."""
    return _others[0] if _others else _FOLDERS
