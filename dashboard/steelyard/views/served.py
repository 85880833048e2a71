"""Which folder or file this dashboard serves; chosen once, when it starts."""

from __future__ import annotations

from pathlib import Path

from steelyard.files.library import list_criteria_files, shipped_criteria

_chosen: list[Path] = []


def choose(place: Path) -> None:
    """Serve a folder or a file; called before the first page is shown."""
    _chosen[:] = [place]


def served_files() -> dict[str, Path]:
    """Return the criteria files on offer, by the name the address uses: the file's stem.

    Two files that differ only in their ending keep it in their names.
    """
    place = _chosen[0] if _chosen else shipped_criteria()
    files = list_criteria_files(place)
    stems = [file.stem for file in files]
    return {(file.stem if stems.count(file.stem) == 1 else file.name): file for file in files}
