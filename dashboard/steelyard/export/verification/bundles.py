"""Checking a ZIP export: the whole against its own list, then every file in it.

Its files are checked against the criteria file and registers it contains. Sizes are checked
before anything is unpacked, and only plain names are written to the disk.
"""

from __future__ import annotations

import io
import os
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from steelyard.export.bundle import README, STAMP, VIEW, read_bundle_stamp
from steelyard.export.drawings.chart_forms import CHART_FORMS, import_chart_makers
from steelyard.export.drawings.converter import start_workers
from steelyard.export.forms import FORMS, import_makers
from steelyard.export.stamps.office_stamp import MOST_BYTES
from steelyard.export.verification.verify import CheckedFile, Verifier

MOST_FILES, MOST_UNPACKED = 2_000, 512 * 2**20
_NAME = r"[A-Za-z0-9][A-Za-z0-9._ -]{0,120}"
_KEPT = re.compile(rf"((criteria|seeds)/|judgements/{_NAME}/round-[1-9][0-9]?/){_NAME}\.ya?ml")
_OURS = (README, VIEW, STAMP)


@dataclass(frozen=True)
class Bundle:
    """An unpacked ZIP export: its files by name."""

    files: Mapping[str, bytes]


def open_bundle(data: bytes) -> Bundle | None:
    """Unpack a ZIP export; return `None` for any other file.

    Raises ValueError for one that is damaged, or would exceed the size limit unpacked.
    """
    if not data.startswith(b"PK"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if STAMP not in archive.namelist():
                return None
            total = sum(entry.file_size for entry in entries)
            if len(entries) > MOST_FILES or total > MOST_UNPACKED:
                raise ValueError("it unpacks to more than a ZIP export of Steelyard ever would")
            if len({entry.filename for entry in entries}) < len(entries):
                raise ValueError("it holds two files of one name")
            return Bundle({entry.filename: archive.read(entry) for entry in entries})
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError) as error:
        raise ValueError("the ZIP file is damaged or locked") from error


def check_bundle(
    bundle: Bundle, name: str, tell: Callable[[int, int], None] | None = None
) -> list[CheckedFile]:
    """Return the outcome for a ZIP export as a whole, then for each file in it."""
    checked = [_check_list(bundle, name)]
    parts = [part for part in bundle.files if part not in _OURS and not _KEPT.fullmatch(part)]
    with TemporaryDirectory(prefix="steelyard-verify-") as folder:
        for part, data in bundle.files.items():
            if _KEPT.fullmatch(part):
                place = Path(folder, part)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(data)
        check = partial(_check_part, bundle, name, Verifier(), [Path(folder, "criteria")])
        # Modules that several threads need are imported before the threads begin.
        import_makers(FORMS.values())
        import_chart_makers(CHART_FORMS.values())
        start_workers(min(2, os.cpu_count() or 1))
        with ThreadPoolExecutor(3) as threads:
            for done, result in enumerate(threads.map(check, parts), start=1):
                checked.append(result)
                if tell is not None:
                    tell(done, len(parts))
    return checked


def _check_part(
    bundle: Bundle, name: str, verifier: Verifier, places: Sequence[Path], part: str
) -> CheckedFile:
    data = bundle.files[part]
    if len(data) > MOST_BYTES:
        return CheckedFile(f"{name}/{part}", "not ours", "it is too large to be read")
    return verifier.check(data, f"{name}/{part}", places)


def _check_list(bundle: Bundle, name: str) -> CheckedFile:
    try:
        stamp = read_bundle_stamp(bundle.files)
    except ValueError as error:
        return CheckedFile(name, "not ours", str(error))
    if not stamp.is_intact:
        sentence = "a file in it was altered, added or taken out since it was packed"
        return CheckedFile(name, "differs", sentence, "ZIP export", stamp.origin)
    sentence = "no file in it was altered, added or taken out since it was packed"
    return CheckedFile(name, "agrees", sentence, "ZIP export", stamp.origin)
