"""Documents of word processors (.docx) as pieces."""

from __future__ import annotations

import io
import zipfile
from typing import Any, Final

from steelyard.files.texts.pieces import PieceRole, ReadText, TextError, TextPiece, clean

_MOST_UNPACKED: Final = 200_000_000
"""Bytes: an archive that unpacks to more is no document anybody wrote."""


def read_document(name: str, raw: bytes) -> ReadText:
    """Return a .docx as pieces: its paragraphs and the cells of its tables, in order.

    Headers, footers, comments and notes below the line are no part of the body and are not
    read. Raises TextError for a damaged file, one with a password, and another kind of file.
    """
    _check_archive(name, raw)
    from docx import Document
    from docx.table import Table

    try:
        document = Document(io.BytesIO(raw))
        blocks = list(document.iter_inner_content())
        pieces: list[TextPiece] = []
        for block in blocks:
            pieces += _rows(block) if isinstance(block, Table) else [_piece(block)]
    except Exception as error:
        raise TextError(f"{name} is damaged and cannot be read as a document.") from error
    notices = ("Its notes below the line were not read.",) if _has_notes(raw) else ()
    return ReadText("docx", tuple(piece for piece in pieces if piece.text), notices=notices)


def _check_archive(name: str, raw: bytes) -> None:
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise TextError(
            f"{name} has a password or is of Word 2003 or older; open it, save it as .docx "
            "without a password, and add that."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = {entry.filename for entry in archive.infolist()}
            size = sum(entry.file_size for entry in archive.infolist())
            is_damaged = archive.testzip() is not None if size <= _MOST_UNPACKED else False
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        raise TextError(f"{name} is a damaged archive; save the document again.") from None
    except Exception as error:
        raise TextError(f"{name} is a damaged archive; save the document again.") from error
    if is_damaged:
        raise TextError(f"{name} is a damaged archive; save the document again.")
    if size > _MOST_UNPACKED:
        raise TextError(f"{name} unpacks to more than {_MOST_UNPACKED // 1_000_000} MB.")
    if "word/document.xml" not in names:
        raise TextError(f"{name} is an archive, but no document of a word processor.")


def _has_notes(raw: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        names = set(archive.namelist())
        notes = archive.read("word/footnotes.xml") if "word/footnotes.xml" in names else b""
    # Two notes stand in every such part: the lines that separate notes from the text.
    return notes.count(b"<w:footnote ") > 2


def _piece(paragraph: Any) -> TextPiece:
    style = (paragraph.style.name or "").casefold() if paragraph.style is not None else ""
    role: PieceRole = ""
    if style.startswith(("heading", "title", "subtitle")):
        role = "heading"
    elif style.startswith("list"):
        role = "item"
    elif style.startswith("caption"):
        role = "caption"
    elif style.startswith(("footnote text", "endnote text")):
        role = "footnote"
    text, marks = "", []
    # A line broken by hand within a paragraph may be the start of another.
    for line in paragraph.text.split("\n"):
        if (cleaned := clean(line)) and text:
            text += " "
            marks.append(len(text))
        text += cleaned
    return TextPiece(text, role=role, marks=tuple(marks))


def _rows(table: Any) -> list[TextPiece]:
    """Return each row of a table as a piece, its cells parted by bars, a merged one once."""
    pieces = []
    for row in table.rows:
        cells = dict.fromkeys(cell._tc for cell in row.cells)
        texts = [
            clean(" ".join(node.text or "" for node in cell.iter() if node.tag.endswith("}t")))
            for cell in cells
        ]
        pieces.append(TextPiece(" | ".join(text for text in texts if text)))
    return pieces
