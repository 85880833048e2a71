"""Earlier states of a file, kept beside it: before a save the old bytes are stored there.

They are kept whether or not git has them too: finding that out takes longer than copying two
hundred kilobytes, and can fail. The twenty newest are kept.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from steelyard.files.saving.locking import OWN_FOLDER, make_own_folder, make_plain_folder
from steelyard.files.saving.replacing import discard

MOST_VERSIONS: Final = 20
_FORM: Final = "%Y-%m-%dT%H-%M-%S.%fZ"
_NAME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{6}Z)_([0-9a-f]{64})\.yaml")


@dataclass(frozen=True)
class Version:
    """One earlier state of a file: when it was stored (UTC), its hash, its path."""

    when: datetime.datetime
    sha256: str
    path: Path


def list_versions(path: Path) -> list[Version]:
    """Return the kept versions of a file, the newest first; none where there are none."""
    file = path.resolve()
    try:
        found = list((file.parent / OWN_FOLDER / "versions" / file.name).iterdir())
    except OSError:
        return []
    versions = [version for kept in found if (version := _as_version(kept)) is not None]
    return sorted(versions, key=lambda version: version.when, reverse=True)


def keep_version(file: Path, raw: bytes) -> Path | None:
    """Store the bytes of a resolved file; return where, or `None` if they are stored already.

    Only the newest version is compared. Raises OSError, and leaves nothing half written.
    """
    sha256 = hashlib.sha256(raw).hexdigest()
    earlier = list_versions(file)
    if earlier and earlier[0].sha256 == sha256:
        return None
    folder = make_own_folder(file.parent) / "versions"
    make_plain_folder(folder)
    folder /= file.name
    make_plain_folder(folder)
    for leftover in folder.glob("*.part"):
        # Left by a save that was killed; we hold the lock now.
        discard(leftover)
    when = datetime.datetime.now(datetime.UTC)
    if earlier:
        # Two saves in one tick of the clock, or a clock put back, keep their order.
        when = max(when, earlier[0].when + datetime.timedelta(microseconds=1))
    kept = folder / f"{when.strftime(_FORM)}_{sha256}.yaml"
    temporary = kept.with_suffix(".part")
    try:
        with temporary.open("xb") as stream:
            stream.write(raw)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(kept)
    except BaseException:
        discard(temporary)
        raise
    return kept


def drop_old_versions(file: Path) -> None:
    """Delete all but the twenty newest versions; one that cannot be deleted stays."""
    for version in list_versions(file)[MOST_VERSIONS:]:
        with contextlib.suppress(OSError):
            version.path.unlink()


def _as_version(kept: Path) -> Version | None:
    match = _NAME.fullmatch(kept.name)
    # Steelyard never puts links here, and one could lead anywhere.
    if match is None or kept.is_symlink():
        return None
    try:
        when = datetime.datetime.strptime(match[1], _FORM).replace(tzinfo=datetime.UTC)
    except ValueError:
        return None
    return Version(when, match[2], kept)
