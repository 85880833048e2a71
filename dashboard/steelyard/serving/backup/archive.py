"""The file format of a backup: writing it, and checking on opening that it is complete."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any, Final

from steelyard import __version__
from steelyard.files.problems import echo

MANIFEST: Final = "manifest.json"
_FORMAT: Final = 1
_LONGEST_MANIFEST: Final = 64 * 2**20
_PIECE: Final = 2**20


class BackupError(Exception):
    """Raised if nothing was backed up or restored; the text states the reason and a fix."""


@dataclass(frozen=True)
class KeptFile:
    """One file of a backup: its name in the backup, size, SHA-256 and mode bits."""

    name: str
    size: int
    sha256: str
    mode: int = 0o644


@dataclass(frozen=True)
class Manifest:
    """The contents of a backup. `links`: name → target of the link; `rows`: table → row count."""

    made: str
    version: str
    entries: tuple[KeptFile, ...]
    links: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all files and links."""
        return (*(one.name for one in self.entries), *self.links)

    @property
    def digest(self) -> str:
        """The SHA-256 over all names, digests and links: the same for the same content."""
        lines = [f"{one.sha256}  {one.name}\n" for one in self.entries]
        lines += [f"link {target}  {name}\n" for name, target in self.links.items()]
        whole = "".join(sorted(lines)).encode("utf-8", "surrogatepass")
        return hashlib.sha256(whole).hexdigest()


class Writer:
    """Writes a backup file by file."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        self._entries: list[KeptFile] = []
        self.links: dict[str, str] = {}
        self.rows: dict[str, int] = {}

    def add(self, name: str, pieces: Iterator[bytes], mode: int = 0o644) -> None:
        """Add a file."""
        digest, size = hashlib.sha256(), 0
        with self._zip.open(name, "w", force_zip64=True) as entry:
            for piece in pieces:
                entry.write(piece)
                digest.update(piece)
                size += len(piece)
        self._entries.append(KeptFile(name, size, digest.hexdigest(), mode))

    def close(self, made: str) -> Manifest:
        """Write the manifest and the end of the file; return what the backup holds."""
        entries = tuple(self._entries)
        manifest = Manifest(made, __version__, entries, self.links, self.rows)
        data = {
            "steelyard_backup": _FORMAT,
            "made": made,
            "version": __version__,
            "sha256": manifest.digest,
            "rows": self.rows,
            "links": self.links,
            "files": [[one.name, one.size, one.sha256, one.mode] for one in entries],
        }
        self._zip.writestr(MANIFEST, json.dumps(data, indent=1))
        self._zip.close()
        return manifest


class Reader:
    """A backup opened for reading; created by `open_backup`, which has checked all of it."""

    def __init__(self, opened: zipfile.ZipFile, manifest: Manifest) -> None:
        self._zip, self.manifest = opened, manifest

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a file."""
        with self._zip.open(name) as entry:
            while piece := entry.read(_PIECE):
                yield piece

    def close(self) -> None:
        """Close the file."""
        self._zip.close()


def open_backup(file: Path) -> Reader:
    """Open a backup after checking every file in it against its digest.

    Raises BackupError for a file that is not a backup, is incomplete, was changed, or was written
    by a newer version.
    """
    try:
        opened = zipfile.ZipFile(file)
    except OSError as error:
        why = (error.strerror or "unknown error").lower()
        raise BackupError(f"{file.name} cannot be read: {why}.") from None
    except zipfile.BadZipFile:
        raise BackupError(
            f"{file.name} is no backup, or only a part of one; take another copy of it."
        ) from None
    try:
        manifest = _read_manifest(opened, file.name)
        _check_content(opened, manifest, file.name)
    except BaseException:
        opened.close()
        raise
    return Reader(opened, manifest)


def _read_manifest(opened: zipfile.ZipFile, name: str) -> Manifest:
    try:
        about = opened.getinfo(MANIFEST)
        if about.file_size > _LONGEST_MANIFEST:
            raise ValueError
        data = json.loads(opened.read(about))
        number = data["steelyard_backup"]
    except (KeyError, ValueError, TypeError, zipfile.BadZipFile):
        raise BackupError(f"{name} is a ZIP file, but no backup of Steelyard.") from None
    if number != _FORMAT:
        raise BackupError(
            f"{name} has the format {echo(number)}, and this version of Steelyard reads {_FORMAT}; "
            "restore it with the version that made it."
        )
    try:
        manifest = _as_manifest(data)
    except (KeyError, ValueError, TypeError, AttributeError):
        raise BackupError(f"The manifest of {name} is damaged; take another copy of it.") from None
    if data.get("sha256") != manifest.digest:
        raise BackupError(
            f"The manifest of {name} was changed after it was made; take another copy of it."
        )
    return manifest


def _as_manifest(data: dict[str, Any]) -> Manifest:
    entries = []
    for name, size, sha256, mode in data["files"]:
        if not (isinstance(size, int) and isinstance(mode, int) and isinstance(sha256, str)):
            raise TypeError
        entries.append(KeptFile(_safe(name), size, sha256, mode & 0o777))
    links = {_safe(name): str(target) for name, target in data["links"].items()}
    rows = {str(table): int(count) for table, count in data["rows"].items()}
    return Manifest(str(data["made"]), str(data["version"]), tuple(entries), links, rows)


def _safe(name: object) -> str:
    """Return a name if it stays below the folder it is extracted to; else raise ValueError."""
    if not isinstance(name, str) or not name or "\\" in name or ":" in name or "\0" in name:
        raise ValueError
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or str(path) != name:
        raise ValueError
    return name


def _check_content(opened: zipfile.ZipFile, manifest: Manifest, name: str) -> None:
    there = sorted(about.filename for about in opened.infolist())
    if there != sorted([MANIFEST, *(one.name for one in manifest.entries)]):
        raise BackupError(f"{name} has other files in it than its manifest; take another copy.")
    for one in manifest.entries:
        digest, size = hashlib.sha256(), 0
        try:
            with opened.open(one.name) as entry:
                while size <= one.size and (piece := entry.read(_PIECE)):
                    digest.update(piece)
                    size += len(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError):
            size = -1
        if (size, digest.hexdigest()) != (one.size, one.sha256):
            raise BackupError(
                f"{echo(one.name)} in {name} is damaged; take another copy of the backup."
            )
