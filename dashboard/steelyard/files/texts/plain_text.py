"""Text files, with or without Markdown, as pieces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from steelyard.files.texts.pieces import ReadText, TextError, TextPiece, clean, join_lines

_MARKS: Final = (
    (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"),
)  # fmt: skip
_WRAPPED: Final = 120
"""Longer lines were not broken at a width: each is a paragraph."""

_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def read_plain(name: str, raw: bytes) -> ReadText:
    """Return a text file as pieces; raises TextError where it is no text."""
    text, notices = decode_text(name, raw)
    return ReadText("txt", tuple(_pieces(text)), notices=notices)


def decode_text(name: str, raw: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the bytes of a text with plain line ends, and what had to be guessed about them.

    UTF-8, UTF-16 and UTF-32 with a mark, and the encoding of Western Windows are read. Raises
    TextError for anything else.
    """
    encoding = next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), "utf-8")
    notices: tuple[str, ...] = ()
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8" or b"\x00" in raw or error.start < 0:
            raise TextError(f"{name} is damaged: it is not the {encoding} it says it is.") from None
        text, notices = _from_windows(name, raw)
    if _CONTROL.search(text.replace("\x0c", "\n")):
        raise TextError(f"{name} is not a text: it holds characters that cannot be shown.")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n\n"), notices


def _from_windows(name: str, raw: bytes) -> tuple[str, tuple[str, ...]]:
    """Read bytes that are no UTF-8 as Windows text, if what comes out looks like words."""
    said = f"{name} is in an encoding that is not known; save it as UTF-8 and add it again."
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        raise TextError(said) from None
    high = [character for character in text if ord(character) > 127]
    letters = sum(character.isalpha() for character in text)
    # In other scripts nearly every letter is above 127; a mix of two encodings shows as Ã and Â.
    if len(high) > 0.2 * max(1, letters) or re.search("[ÃÂ][\x80-\xbf€‚ƒ„…†‡™œ]", text):
        raise TextError(said)
    example = next((word for word in text.split() if not word.isascii()), "")[:30]
    return text, (f"It is not in UTF-8; read as Western Windows text, such as “{example}”.",)


def _pieces(text: str) -> Iterator[TextPiece]:
    lines = text.split("\n")
    filled = [line for line in lines if line.strip()]
    if max(map(len, filled), default=0) > _WRAPPED or len(filled) == len(lines) <= 2:
        yield from (TextPiece(piece) for line in filled if (piece := clean(line)))
        return
    blocks = list(_blocks(lines))
    if len(blocks) == 1 and not _looks_wrapped(filled):
        yield from (TextPiece(piece) for line in filled if (piece := clean(line)))
        return
    for block in blocks:
        yield wrapped(block)


def _blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    """Yield runs of lines without a blank one."""
    block: list[str] = []
    for line in lines:
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _looks_wrapped(lines: list[str]) -> bool:
    """Return whether lines were broken at a width: most are nearly as long as the longest."""
    longest = max(map(len, lines), default=0)
    return longest >= 40 and sum(len(line) > 0.75 * longest for line in lines) > 0.5 * len(lines)


def wrapped(lines: list[str]) -> TextPiece:
    """Return lines broken at a width as one piece, marked where a paragraph seems to begin.

    That is at a line that is indented more than the others, and after a short line that ends
    a sentence.
    """
    text, starts, hyphens = join_lines(lines)
    kept = [line for line in lines if clean(line)]
    longest = max(map(len, kept), default=0)
    indents = [len(line) - len(line.lstrip()) for line in kept]
    usual = min(indents, default=0)
    marks = []
    for index in range(1, len(kept)):
        before = kept[index - 1].rstrip()
        is_short = len(before) < 0.7 * longest and re.search(r"[.!?…][\"”’»)]*$", before)
        is_start = clean(kept[index])[:1].isupper() and (is_short or indents[index] > usual)
        if is_start:
            marks.append(starts[index])
    return TextPiece(text, marks=tuple(marks), hyphens=hyphens)


# --- Markdown ----------------------------------------------------------------------------

_FRONT = re.compile(r"\A---\n.*?\n(?:---|\.\.\.)\n", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HEADING = re.compile(r" {0,3}#{1,6}\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)\s*$")
_RULE = re.compile(r" {0,3}(?:[-*_]\s*){3,}$")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+(?=\S)")
_NOTE = re.compile(r" {0,3}\[\^([^\]]+)\]:\s*")
_DEFINITION = re.compile(r" {0,3}\[[^\]^][^\]]*\]:\s+\S+.*$")
_INLINE: Final = (
    (re.compile(r"!\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[\^[^\]]+\]"), ""),
    (re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\[[^\]]*\])"), r"\1"),
    (re.compile(r"<((?:https?|mailto):[^>]+)>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^>]*>"), ""),
    (re.compile(r"`+([^`]+)`+"), r"\1"),
    (re.compile(r"(\*\*\*|\*\*|\*)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!\w)(___|__|_)(?=\S)(.+?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)


def read_markdown(name: str, raw: bytes) -> ReadText:
    """Return a Markdown file as pieces without signs: headings, paragraphs, list items, notes."""
    text, notices = decode_text(name, raw)
    text = _COMMENT.sub("", _FRONT.sub("", text))
    return ReadText("md", tuple(filter(_has_text, _markdown(text.split("\n")))), notices=notices)


def _has_text(piece: TextPiece) -> bool:
    return bool(piece.text)


def _markdown(lines: list[str]) -> Iterator[TextPiece]:
    block: list[str] = []
    for line in [*lines, ""]:
        bare = re.sub(r"^(?:\s{0,3}>\s?)+", "", line)
        heading = _HEADING.match(bare)
        is_end = not bare.strip() or _RULE.match(bare) or _DEFINITION.match(bare)
        if block and _UNDERLINE.match(bare) and not _ITEM.match(bare):
            yield TextPiece(_inline(" ".join(block)), role="heading")
            block = []
        elif heading:
            yield from _flowing(block)
            yield TextPiece(_inline(heading[1]), role="heading")
            block = []
        elif is_end:
            yield from _flowing(block)
            block = []
        elif _ITEM.match(bare) or _NOTE.match(bare):
            yield from _flowing(block)
            block = [bare]
        elif not re.fullmatch(r"\s*(?:```|~~~).*", bare):
            block.append(bare)


def _flowing(block: list[str]) -> Iterator[TextPiece]:
    """Yield a paragraph, an item of a list or a footnote; Markdown breaks no words."""
    if not block:
        return
    is_note = bool(_NOTE.match(block[0]))
    first = _NOTE.sub("", block[0]) if is_note else _ITEM.sub("", block[0])
    text = _inline(" ".join([first, *block[1:]]))
    is_item = bool(_ITEM.match(block[0]))
    yield TextPiece(text, role="footnote" if is_note else "item" if is_item else "")


def _inline(text: str) -> str:
    for pattern, by in _INLINE:
        text = pattern.sub(by, text)
    return clean(text)
