"""One ZIP file with every form of a view, and everything needed to reproduce them.

It contains the criteria file byte for byte, its registers, the view as a small file, and the
command that reproduces the same bytes. The texts of sources are left out: they are other people's
work. Order and dates are fixed, so the same view gives the same ZIP file.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from steelyard.export.forms import FORMS
from steelyard.export.selection import Made
from steelyard.export.stamps.provenance import Stamp, open_seal, origin_line, provenance, seal
from steelyard.export.view_file import write_view
from steelyard.files.judgements.rounds import JUDGEMENTS
from steelyard.files.judgements.shelf import ROUND_FILE, shelf
from steelyard.results.result import Result

README, VIEW, STAMP = "README.txt", "view.json", "stamp.json"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_OFFICE = tuple(form.ending for form in FORMS.values() if form.office_part)
_PACKED_ALREADY = (".png", ".pdf", *_OFFICE)


def to_bundle(result: Result, made: Sequence[Made], only: Sequence[str] = ()) -> bytes:
    """Return a ZIP file of the exported files, with everything they were made from.

    `only`: the names by which they were selected, for the command that reproduces them. Raises
    ValueError if the criteria file has changed since it was read.
    """
    files = {piece.path: piece.data for piece in made if piece.data is not None}
    files |= _ingredients(result)
    lacking = list(dict.fromkeys(piece.sentence for piece in made if piece.sentence))
    files[README] = _readme(result, sorted(files), lacking, only).encode()
    files[STAMP] = (seal(provenance(result), _manifest(files)) + "\n").encode()
    return _pack(files)


def read_bundle_stamp(files: Mapping[str, bytes]) -> Stamp:
    """Return the stamp of an unpacked bundle; ValueError if it has none."""
    if STAMP not in files:
        raise ValueError("this ZIP file has no stamp of Steelyard")
    rest = {name: data for name, data in files.items() if name != STAMP}
    return open_seal(files[STAMP].decode("utf-8", "replace"), _manifest(rest))


def _ingredients(result: Result) -> dict[str, bytes]:
    loaded = result.loaded
    raw = loaded.text.encode()
    if hashlib.sha256(raw).hexdigest() != loaded.sha256:
        # Read again, since decoding may have dropped a byte-order mark or changed the encoding.
        raw = _read(loaded.path)
    if hashlib.sha256(raw).hexdigest() != loaded.sha256:
        raise ValueError(f"{loaded.path.name} has changed since it was read; open it again")
    files = {f"criteria/{loaded.path.name}": raw, VIEW: write_view(result)}
    for register in loaded.registers.values():
        if register.register is not None:
            files[f"seeds/{register.path.name}"] = _read(register.path)
    return files | _judgements(result)


def _judgements(result: Result) -> dict[str, bytes]:
    """Return the files of the round shown; none if the sheets would reveal names."""
    found = result.group
    if found is None or not found.shows_names:
        return {}
    files: dict[str, bytes] = {}
    for loaded in result.rounds:
        if loaded.number != found.round.number:
            continue
        folder = f"{JUDGEMENTS}/{loaded.path.parent.name}/{loaded.path.name}"
        files[f"{folder}/{ROUND_FILE}"] = _read(loaded.path / ROUND_FILE, shelf().read)
        for sheet in loaded.sheets.values():
            if sheet.is_sealed:
                files[f"{folder}/{sheet.path.name}"] = _read(sheet.path, shelf().read)
    return files


def _read(path: Path, read: Callable[[Path], bytes] = Path.read_bytes) -> bytes:
    try:
        return read(path)
    except OSError:
        raise ValueError(f"{path.name} cannot be read any more") from None


def _readme(
    result: Result, names: Sequence[str], lacking: Sequence[str], only: Sequence[str]
) -> str:
    origin = provenance(result)
    name = result.loaded.path.name
    chosen = f" --only {','.join(only)}" if only else ""
    command = f"steelyard export criteria/{name} --view {VIEW}{chosen} --to again --zip"
    shown = ("Software", "Criteria file", "SHA-256", "Draws", "Seed", "As of")
    lines = [
        f"{result.criteria_set.title}",
        "",
        f"{result.verdict.sentence}.",
        origin_line(result),
        "",
        *(f"{key}: {origin[key]}" for key in shown if origin[key]),
        "",
        "To make all of this again, unpack it, go into the folder and run:",
        f"  {command}",
        f"To check it against the criteria file: steelyard verify {result.name}.zip",
        "",
        "What is here:",
        *(f"  {file}" for file in names),
        *(["", "What is not here:", *(f"  {sentence}" for sentence in lacking)] * bool(lacking)),
        "",
        f"{VIEW} says which criteria, weights, scores and evidence are in view. The texts of the",
        "sources are not here; the registers in seeds/ say which claim stands in which paragraph.",
    ]
    return "\n".join(" ".join(line.split()) if line[:2] != "  " else line for line in lines) + "\n"


def _manifest(files: Mapping[str, bytes]) -> bytes:
    """Return names and digests of all files, in order."""
    return "".join(
        f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items())
    ).encode()


def _pack(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _EPOCH)
            is_packed = name.endswith(_PACKED_ALREADY)
            entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            # The default depends on the system, and would give other bytes on Windows.
            entry.create_system = 3
            archive.writestr(entry, data, compresslevel=6)
    return packed.getvalue()
