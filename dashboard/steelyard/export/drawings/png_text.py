"""Texts kept inside PNG files: written, read and taken out again, chunk by chunk.

A PNG file is a signature and a row of chunks; texts stand in chunks named iTXt. Reading
is for files from anywhere, so nothing in them decides how much memory is taken.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST_CHUNKS = 20_000
_HEADER_END = len(SIGNATURE) + 25


def label_png(picture: bytes, metadata: Mapping[str, str]) -> bytes:
    """Return a PNG file with one iTXt chunk per entry, right after its header.

    Raises ValueError for anything else, and for a key that PNG does not allow (1 to 79
    Latin letters).

    >>> label_png(b"GIF", {})
    Traceback (most recent call last):
    ...
    ValueError: not a PNG file
    """
    if not picture.startswith(SIGNATURE):
        raise ValueError("not a PNG file")
    chunks = b"".join(_text_chunk(key, text) for key, text in metadata.items())
    return picture[:_HEADER_END] + chunks + picture[_HEADER_END:]


def read_png_labels(picture: bytes) -> dict[str, str]:
    """Return the iTXt entries of a PNG file, as `label_png` writes them.

    Of two with one key the first counts. Raises ValueError for anything that is not a PNG
    file, ends too early, or has more chunks than any picture needs.
    """
    labels: dict[str, str] = {}
    for kind, start, end in _chunks(picture):
        found = _entry(picture[start + 8 : end - 4]) if kind == b"iTXt" else None
        if found is not None:
            labels.setdefault(*found)
    return labels


def without_label(picture: bytes, key: str) -> bytes:
    """Return a PNG file without its first iTXt chunk of that key; raises like `read_png_labels`."""
    for kind, start, end in _chunks(picture):
        found = _entry(picture[start + 8 : end - 4]) if kind == b"iTXt" else None
        if found is not None and found[0] == key:
            return picture[:start] + picture[end:]
    return picture


def _chunks(picture: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield kind, beginning and end of every chunk."""
    if not picture.startswith(SIGNATURE):
        raise ValueError("not a PNG file")
    position, count = len(SIGNATURE), 0
    while position + 8 <= len(picture):
        size, kind = struct.unpack(">I4s", picture[position : position + 8])
        end, count = position + size + 12, count + 1
        if end > len(picture):
            raise ValueError("the PNG file ends too early")
        if count > MOST_CHUNKS:
            raise ValueError("the PNG file has too many parts")
        yield kind, position, end
        position = end


def _entry(body: bytes) -> tuple[str, str] | None:
    """Return key and text of an uncompressed iTXt chunk; `None` for any other."""
    key, _, rest = body.partition(b"\0")
    parts = rest[2:].split(b"\0", 2)
    if rest[:2] != b"\0\0" or len(parts) < 3:
        return None
    return key.decode("latin-1"), parts[2].decode(errors="replace")


def _text_chunk(key: str, text: str) -> bytes:
    name = key.encode("latin-1", errors="replace")
    if not 1 <= len(name) <= 79 or b"\0" in name or b"?" in name:
        raise ValueError(f"not a key of PNG metadata: {key!r}")
    body = b"iTXt" + name + b"\0\0\0\0\0" + text.encode()
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
