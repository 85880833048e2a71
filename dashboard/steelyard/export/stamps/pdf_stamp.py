"""The stamp of a PDF file: an entry of its information dictionary, over all visible content.

The content is the document itself, object by object: pages, fonts, pictures, tags and texts
for screen readers, with every stream decompressed. The compression of streams and the position of
objects in the file do not count; a number changed on a page does.
"""

from __future__ import annotations

import hashlib
import io
import logging
import zlib
from collections import deque
from collections.abc import Iterator, Mapping

from steelyard import __version__
from steelyard.export.stamps.provenance import KEY, Stamp, open_seal, seal

INSTALL = "PDF files need the extra `report`: pip install 'steelyard[report]'"

# Keys about the compression of a stream: they do not affect the content.
_PACKING = frozenset({"/Length", "/Filter", "/DecodeParms", "/DL"})

try:
    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import PyPdfError
    from pypdf.generic import (
        ArrayObject,
        ByteStringObject,
        DictionaryObject,
        IndirectObject,
        NameObject,
        PdfObject,
        StreamObject,
        TextStringObject,
    )
except ImportError:  # pragma: no cover - the extra `report` is not installed
    HAS_PYPDF = False
else:
    HAS_PYPDF = True
    # It logs every error that it tolerates; unreadable files raise exceptions anyway.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def stamp_pdf(pdf: bytes, origin: Mapping[str, str], title: str) -> bytes:
    """Return a PDF file with its title and the stamp in its information dictionary.

    Tags and XMP metadata stay as they are; the same file and origin give the same bytes.
    Raises ImportError, saying what to install, without the extra `report`; ValueError for
    anything that is not a PDF file.
    """
    _need_pypdf()
    writer = _writer(pdf, title)
    # Sealed over the written file: only then do all numbers have the form in which they are read.
    digest = _content(_written(writer))
    writer.add_metadata({f"/{KEY}": seal(origin, digest)})
    return _written(writer)


def read_pdf_stamp(data: bytes) -> Stamp:
    """Return the stamp of a PDF file, and whether its content is unchanged.

    Raises ValueError for a file that is not a PDF file, cannot be read, or has no stamp;
    ImportError, saying what to install, without the extra `report`.
    """
    _need_pypdf()
    try:
        information = PdfReader(io.BytesIO(data)).metadata
        found = None if information is None else information.get(f"/{KEY}")
    except _FAULTS as error:
        raise ValueError(f"the PDF file cannot be read: {error}") from None
    if found is None:
        raise ValueError("the PDF file has no stamp of Steelyard")
    return open_seal(str(found), _content(data))


def _need_pypdf() -> None:
    if not HAS_PYPDF:
        raise ImportError(INSTALL)


def _writer(pdf: bytes, title: str) -> PdfWriter:
    try:
        reader = PdfReader(io.BytesIO(pdf))
        writer = PdfWriter(clone_from=reader)
        writer.pdf_header = reader.pdf_header
    except _FAULTS as error:
        raise ValueError(f"not a PDF file: {error}") from None
    writer.add_metadata({"/Title": title, "/Producer": f"Steelyard {__version__}"})
    return writer


def _written(writer: PdfWriter) -> bytes:
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _content(pdf: bytes) -> bytes:
    """Return a digest of everything reachable from the catalogue, streams decompressed."""
    try:
        root = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
        digest = hashlib.sha256()
        for part in _parts(root.get_object()):
            digest.update(part)
    except _FAULTS as error:
        raise ValueError(f"the PDF file cannot be read: {error}") from None
    return digest.digest()


def _parts(root: PdfObject | None) -> Iterator[bytes]:
    """Yield each object once, in the order of first reference."""
    numbers: dict[tuple[int, int], int] = {}
    waiting: deque[PdfObject | None] = deque([root])
    while waiting:
        for token in _tokens(waiting.popleft()):
            if isinstance(token, IndirectObject):
                key = (token.idnum, token.generation)
                if key not in numbers:
                    numbers[key] = len(numbers)
                    waiting.append(token.get_object())
                yield b"%d R " % numbers[key]
            else:
                yield token
        yield b"\n"


def _tokens(found: PdfObject | None) -> Iterator[bytes | IndirectObject]:
    """Yield one object as tokens, with what it directly contains, in a fixed order."""
    if isinstance(found, IndirectObject):
        yield found
    elif isinstance(found, DictionaryObject):
        yield b"<<"
        for key in sorted(found):
            if key not in _PACKING or not isinstance(found, StreamObject):
                yield key.encode("utf-8", "surrogateescape") + b" "
                yield from _tokens(found.raw_get(key))
        yield b">>"
        if isinstance(found, StreamObject):
            yield found.get_data()
    elif isinstance(found, ArrayObject):
        yield b"["
        for item in found:
            yield from _tokens(item)
        yield b"]"
    else:
        yield _plain(found)


def _plain(found: PdfObject | None) -> bytes:
    """Encode a number, name or text so that values of different types never look alike."""
    if isinstance(found, ByteStringObject):
        return b"(" + bytes(found).hex().encode() + b") "
    if isinstance(found, TextStringObject | NameObject):
        kind = b"text " if isinstance(found, TextStringObject) else b"name "
        return kind + str(found).encode("utf-8", "surrogatepass") + b"\0"
    return f"{found} ".encode()


# The exceptions that pypdf raises for broken files.
_FAULTS: tuple[type[Exception], ...] = (
    (PyPdfError if HAS_PYPDF else ValueError),
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    RecursionError,
    OverflowError,
    NotImplementedError,
    AssertionError,
    EOFError,
    zlib.error,
)
