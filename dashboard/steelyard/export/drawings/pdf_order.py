"""Rewrites a PDF file in a canonical order, so that a drawing gives the same file every time.

The program that turns drawings into PDF numbers their objects in a random order. Here every
dictionary is sorted by key, and objects are numbered in the order of first reference, starting at
the catalogue; what a viewer shows stays the same. Only for files made by us.
"""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdf.generic import IndirectObject, PdfObject

_Key = tuple[int, int]


def in_fixed_order(pdf: bytes) -> bytes:
    """Return a PDF file with its objects in an order that depends only on their content.

    Raises ImportError without the extra `report`.
    """
    from steelyard.export.stamps.pdf_stamp import INSTALL

    try:
        from pypdf import PdfReader
    except ImportError as missing:
        raise ImportError(INSTALL) from missing
    parts = _reached(PdfReader(io.BytesIO(pdf)).trailer.raw_get("/Root"))
    numbers = {key: number for number, key in enumerate(parts, start=1)}
    written = io.BytesIO()
    written.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for key, part in parts.items():
        places.append(written.tell())
        written.write(b"%d 0 obj\n%b\nendobj\n" % (numbers[key], _whole(part, numbers)))
    start, count = written.tell(), len(parts) + 1
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    written.write(b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, table))
    written.write(b"trailer\n<< /Root 1 0 R /Size %d >>\n" % count)
    written.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return written.getvalue()


def _reached(root: PdfObject) -> dict[_Key, PdfObject | None]:
    """Return every object reachable from the catalogue, in the order of first reference."""
    found: dict[_Key, PdfObject | None] = {}
    waiting = deque(_pointers(root))
    while waiting:
        pointer = waiting.popleft()
        key = (pointer.idnum, pointer.generation)
        if key not in found:
            found[key] = pointer.get_object()
            waiting.extend(_pointers(found[key]))
    return found


def _pointers(part: PdfObject | None) -> Iterator[IndirectObject]:
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

    if isinstance(part, IndirectObject):
        yield part
    elif isinstance(part, DictionaryObject):
        for name in sorted(part):
            yield from _pointers(part.raw_get(name))
    elif isinstance(part, ArrayObject):
        for entry in part:
            yield from _pointers(entry)


def _whole(part: PdfObject | None, numbers: dict[_Key, int]) -> bytes:
    """Return an object as written in a file; a stream keeps its compressed bytes."""
    from pypdf.generic import StreamObject

    if not isinstance(part, StreamObject):
        return _text(part, numbers)
    packed = part._data
    data = packed if isinstance(packed, bytes) else packed.encode("latin-1")
    head = _text(part, numbers).removesuffix(b">>")
    return b"%b/Length %d >>\nstream\n%b\nendstream" % (head, len(data), data)


def _text(part: PdfObject | None, numbers: dict[_Key, int]) -> bytes:
    from pypdf.generic import (
        ArrayObject,
        DictionaryObject,
        IndirectObject,
        NameObject,
        NullObject,
        StreamObject,
    )

    if isinstance(part, IndirectObject):
        return b"%d 0 R" % numbers[part.idnum, part.generation]
    if isinstance(part, DictionaryObject):
        # The length of a stream is written directly: it may have been a separate object.
        names = [n for n in sorted(part) if n != "/Length" or not isinstance(part, StreamObject)]
        entries = (
            _text(NameObject(n), numbers) + b" " + _text(part.raw_get(n), numbers) for n in names
        )
        return b"<< " + b"".join(entry + b" " for entry in entries) + b">>"
    if isinstance(part, ArrayObject):
        return b"[" + b" ".join(_text(entry, numbers) for entry in part) + b"]"
    written = io.BytesIO()
    (part if part is not None else NullObject()).write_to_stream(written)
    return written.getvalue()
