"""Where the criteria file of an export may lie: the same bytes first, the same name second.

Looked for beside the export, in `criteria/` beside it and above it, in the present folder
and its `criteria/`, and among the sets that come with Steelyard. Files are listed, never
reached by joining a name somebody else has written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from steelyard.files.library import list_criteria_files, shipped_criteria
from steelyard.files.yaml.decoding import MAX_BYTES, read_bounded

_LEVELS = 4
MOST_FILES = 500
"""Files of one folder that are looked into."""


@dataclass
class Shelves:
    """Folders of criteria files, each listed and read only once."""

    _listed: dict[Path, list[tuple[Path, str]]] = field(default_factory=dict)

    def find(self, places: Sequence[Path], name: str, sha256: str) -> tuple[Path | None, bool]:
        """Return the file with these bytes, or else of this name, and whether it is the same.

        Nothing found is `None`. Of several the first place counts.
        """
        listed = [entry for place in places for entry in self._list(place)]
        for path, found in listed:
            if found and found == sha256:
                return path, True
        for path, _ in listed:
            if path.name == name:
                return path, False
        return None, False

    def _list(self, place: Path) -> list[tuple[Path, str]]:
        if place not in self._listed:
            files = list_criteria_files(place)[:MOST_FILES]
            self._listed[place] = [(path, _digest(path)) for path in files]
        return self._listed[place]


def places_of(export: Path) -> list[Path]:
    """Return the folders in which the criteria file of an export is looked for, in order."""
    folder = export.resolve().parent
    here = Path.cwd()
    found = [folder, folder / "criteria", *_above(folder)]
    found += [here, here / "criteria", shipped_criteria()]
    return list(dict.fromkeys(place for place in found if place.is_dir()))


def _above(folder: Path) -> Iterator[Path]:
    for parent in list(folder.parents)[:_LEVELS]:
        yield parent / "criteria"


def _digest(path: Path) -> str:
    try:
        raw = read_bounded(path)
    except OSError:
        return ""
    return hashlib.sha256(raw).hexdigest() if len(raw) <= MAX_BYTES else ""
