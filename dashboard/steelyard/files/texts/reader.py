"""The program that reads one text and ends: started by `reading` in a process of its own.

The name of the file is the argument, its bytes come in, and JSON goes out. Whatever a hostile
file does to a library happens here, within limits of memory and time.
"""

from __future__ import annotations

import contextlib
import json
import sys

from steelyard.files.texts.pieces import ReadText, TextError

MOST_MEMORY = 1_500_000_000
"""Bytes of address space that a reader may use."""


def read_pieces(name: str, raw: bytes) -> ReadText:
    """Return the pieces of a file, read as what it is, whatever its name ends in.

    Raises TextError for what cannot be read.
    """
    from steelyard.files.texts.plain_text import read_markdown, read_plain

    head = raw[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    ending = name.rpartition(".")[2].casefold()
    if b"%pdf-" in raw[:1024].lower():
        from steelyard.files.texts.page_document import read_pages

        return read_pages(name, raw)
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")) or ending == "docx":
        from steelyard.files.texts.word_document import read_document

        return read_document(name, raw)
    if ending == "pdf":
        raise TextError(f"{name} is not a PDF, whatever its name ends in.")
    if ending in ("html", "htm", "xhtml") or head.startswith((b"<!doctype html", b"<html")):
        from steelyard.files.texts.web_page import read_page

        return read_page(name, raw)
    if head.startswith(b"{\\rtf"):
        raise TextError(f"{name} is a document in RTF; save it as .docx and add that.")
    return read_markdown(name, raw) if ending in ("md", "markdown") else read_plain(name, raw)


def main() -> int:
    """Read the text that comes in; write what was found as JSON."""
    _limit_memory()
    # A library that prints must not spoil what goes out.
    out, sys.stdout = sys.stdout, sys.stderr
    try:
        found: dict[str, object] = read_pieces(sys.argv[1], sys.stdin.buffer.read()).as_data()
    except TextError as error:
        found = {"error": str(error)}
    except ImportError as error:
        found = {"missing": error.name or ""}
    except (MemoryError, RecursionError):
        found = {"error": f"{sys.argv[1]} needs more memory than a text may take."}
    out.write(json.dumps(found))
    return 0


def _limit_memory() -> None:
    # Windows has no such limit; there only the time is bounded.
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


if __name__ == "__main__":
    sys.exit(main())
