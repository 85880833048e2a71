"""Stamps in spreadsheets, slides and documents, and reproducible zip files.

All are zip files of XML parts, of Office or of OpenDocument. The stamp is a custom document
property, which Excel, PowerPoint, Word and LibreOffice keep when they save, even in the other
format; it is sealed over every other part except the document properties. Files read here are
untrusted: sizes are checked before anything is unpacked, and XML that declares a document type is
refused, so that no entity can expand.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from steelyard.export.safe_text import as_label
from steelyard.export.stamps.provenance import KEY, Stamp, open_seal, seal

MOST_BYTES = 64 * 2**20
"""The largest file that is read; it may unpack to four times as much."""

_MOST_PARTS = 2_000
MOST_PROPERTIES_BYTES = 2**20
_PIECE = 240
"""Office truncates a property after 255 characters, so a stamp is spread over several."""

_TYPES, _LINKS, _CUSTOM = "[Content_Types].xml", "_rels/.rels", "docProps/custom.xml"
_CORE = "docProps/core.xml"
_MIME, _META = "mimetype", "meta.xml"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_META_SPACE = f"{_OASIS}:meta:1.0"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_LINK = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
)
_CUSTOM_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUE_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def stamp_office(data: bytes, origin: Mapping[str, str], title: str) -> bytes:
    """Return an Office file with its stamp, title and date, the same bytes each time.

    The date is the origin's *As of*, never today's; without one there is none. Parts are ordered by
    name, dated 1980 and compressed alike. An existing stamp is replaced. Raises ValueError for
    anything but an Office file.
    """
    parts = read_parts(data)
    if _TYPES not in parts or _LINKS not in parts:
        raise ValueError("not an Office file")
    # The spreadsheets behind native charts contain their creation time.
    parts |= {name: _undated(part) for name, part in parts.items() if name.endswith(".xlsx")}
    parts[_TYPES] = _with_type(parts[_TYPES].decode()).encode()
    parts[_LINKS] = _with_link(parts[_LINKS].decode()).encode()
    parts[_CORE] = _core(title, origin.get("As of", "")).encode()
    parts[_CUSTOM] = _custom(seal(origin, _content(parts))).encode()
    return _pack(parts)


def stamp_opendocument(parts: Mapping[str, bytes], origin: Mapping[str, str], title: str) -> bytes:
    """Return an OpenDocument file of these parts, stamped, titled and dated as Office files are.

    Its manifest has to list `meta.xml`, which is added here.
    """
    stamp = seal(origin, _content(parts))
    return _pack({**parts, _META: _meta(stamp, title, origin.get("As of", "")).encode()})


def read_office_stamp(data: bytes) -> Stamp:
    """Return the stamp of an Office or OpenDocument file.

    A file saved again by another program keeps its stamp and is no longer intact. Raises ValueError
    if there is none, or the file cannot be read safely.
    """
    parts = read_parts(data)
    text = _stamp_text(parts.get(_META if _MIME in parts else _CUSTOM, b""))
    if not text:
        raise ValueError("the file carries no stamp")
    return open_seal(text, _content(parts))


def read_parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of an Office file by name, in their order.

    Raises ValueError for a file that is not a zip file, is damaged or encrypted, has two parts of
    the same name, would unpack to too much, or has an XML part that declares a document type or is
    not UTF-8.
    """
    if len(data) > MOST_BYTES:
        raise ValueError(f"the file is larger than {MOST_BYTES // 2**20} MiB")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_sizes(entries)
            parts = {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError) as error:
        raise ValueError("not an Office file, or a damaged one") from error
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            _check_xml(name, part)
    return parts


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    # zipfile unpacks no more of a part than is declared, so checking the declared sizes suffices.
    if len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > 4 * MOST_BYTES:
        raise ValueError("the file unpacks to more than an Office file of ours ever would")
    if {entry.compress_type for entry in entries} - {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise ValueError("the file is packed in a way that no Office file is")
    if len({entry.filename for entry in entries}) < len(entries):
        raise ValueError("the file holds two parts of one name")


def _check_xml(name: str, part: bytes) -> None:
    try:
        text = part.decode("utf-8")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text or "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise ValueError(f"{as_label(name[:60])} declares a document type or is not UTF-8")


def _undated(book: bytes) -> bytes:
    parts = read_parts(book)
    return _pack({**parts, _CORE: _core("", "").encode()})


def _content(parts: Mapping[str, bytes]) -> bytes:
    """Return all parts but the document properties, each with its name and length."""
    pieces: list[bytes] = []
    for name in sorted(parts):
        if not name.startswith("docProps/") and name != _META:
            pieces += [f"{name}\n{len(parts[name])}\n".encode(), parts[name]]
    return b"".join(pieces)


def _with_type(types: str) -> str:
    entries = re.sub(r'<Override\b[^>]*"/docProps/custom\.xml"[^>]*/>', "", types)
    ours = f'<Override PartName="/{_CUSTOM}" ContentType="{_CUSTOM_TYPE}"/>'
    if f'"/{_CORE}"' not in entries:
        core = "application/vnd.openxmlformats-package.core-properties+xml"
        ours = f'<Override PartName="/{_CORE}" ContentType="{core}"/>{ours}'
    return entries.replace("</Types>", f"{ours}</Types>")


def _with_link(links: str) -> str:
    entries = re.sub(rf'<Relationship\b[^>]*"{re.escape(_CUSTOM_LINK)}"[^>]*/>', "", links)
    ours = f'<Relationship Id="rIdStamp" Type="{_CUSTOM_LINK}" Target="{_CUSTOM}"/>'
    if f'"{_CORE}"' not in entries and f'"/{_CORE}"' not in entries:
        kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
        core = f'<Relationship Id="rIdCore" Type="{kind}core-properties" Target="{_CORE}"/>'
        ours = core + ours
    return entries.replace("</Relationships>", f"{ours}</Relationships>")


def _date(as_of: str) -> str:
    return f"{as_of}T00:00:00Z" if re.fullmatch(r"\d{4}-\d\d-\d\d", as_of) else ""


def _meta(stamp: str, title: str, as_of: str) -> str:
    date = _date(as_of)
    dated = f"<meta:creation-date>{date}</meta:creation-date><dc:date>{date}</dc:date>"
    entries = "".join(
        f"<meta:user-defined meta:name={quoteattr(_piece_name(place))} "
        f'meta:value-type="string">{escape(piece)}</meta:user-defined>'
        for place, piece in enumerate(_pieces(stamp), start=1)
    )
    return (
        f'{_HEAD}<office:document-meta xmlns:office="{_OASIS}:office:1.0"'
        f' xmlns:meta="{_META_SPACE}" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' office:version="1.3"><office:meta><meta:generator>Steelyard</meta:generator>'
        f"<dc:title>{escape(as_label(title))}</dc:title>"
        "<meta:initial-creator>Steelyard</meta:initial-creator>"
        f"{dated if date else ''}{entries}</office:meta></office:document-meta>"
    )


def _core(title: str, as_of: str) -> str:
    date = _date(as_of)
    dated = "".join(
        f'<dcterms:{what} xsi:type="dcterms:W3CDTF">{date}</dcterms:{what}>'
        for what in ("created", "modified")
        if date
    )
    return (
        f"{_HEAD}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(as_label(title))}</dc:title><dc:creator>Steelyard</dc:creator>"
        f"{dated}</cp:coreProperties>"
    )


def _custom(stamp: str) -> str:
    entries = "".join(
        f'<property fmtid="{_FORMAT_ID}" pid="{place + 1}" name={quoteattr(_piece_name(place))}>'
        f"<vt:lpwstr>{escape(piece)}</vt:lpwstr></property>"
        for place, piece in enumerate(_pieces(stamp), start=1)
    )
    return (
        f'{_HEAD}<Properties xmlns="{_CUSTOM_SPACE}" xmlns:vt="{_VALUE_SPACE}">'
        f"{entries}</Properties>"
    )


def _pieces(stamp: str) -> list[str]:
    """Return a text in pieces that neither begin nor end with a space, which may be trimmed."""
    pieces: list[str] = []
    while stamp:
        end = _PIECE
        while " " in stamp[end - 1 : end + 1]:
            end -= 1
        pieces.append(stamp[:end])
        stamp = stamp[end:]
    return pieces


def _piece_name(place: int) -> str:
    return KEY if place == 1 else f"{KEY} {place}"


def _stamp_text(part: bytes) -> str:
    if not part or len(part) > MOST_PROPERTIES_BYTES:
        return ""
    try:
        # `read_parts` has refused document types, and with them every entity.
        root = ElementTree.fromstring(part.decode())  # noqa: S314
    except ElementTree.ParseError as error:
        raise ValueError("the stamp cannot be read") from error
    found = {
        entry.get(name, ""): "".join(entry.itertext())
        for tag, name in (
            (f"{{{_CUSTOM_SPACE}}}property", "name"),
            (f"{{{_META_SPACE}}}user-defined", f"{{{_META_SPACE}}}name"),
        )
        for entry in root.iter(tag)
    }
    pieces: list[str] = []
    while (name := _piece_name(len(pieces) + 1)) in found:
        pieces.append(found[name])
    return "".join(pieces)


def _pack(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        # The part that identifies the file type comes first: some readers look no further.
        for name in sorted(parts, key=lambda name: (name not in (_TYPES, _MIME), name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_STORED if name == _MIME else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            # Otherwise the byte that names the creating system would differ.
            entry.create_system = 3
            archive.writestr(entry, parts[name], compresslevel=6)
    return buffer.getvalue()
