"""Web pages saved to a file as pieces: the article, without what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from steelyard.files.texts.pieces import PieceRole, ReadText, TextError, TextPiece, clean

_DROPPED: Final = frozenset(
    ("script", "style", "noscript", "template", "svg", "nav", "header", "footer", "aside", "form",
     "button", "select", "iframe", "head", "dialog", "object", "video", "audio")
)  # fmt: skip
_BLOCKS: Final = frozenset(
    ("p", "li", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "caption",
     "td", "th", "dt", "dd", "div", "section", "article", "main", "body", "ul", "ol", "table",
     "tr", "tbody", "thead", "figure", "dl", "hr", "center", "address", "html")
)  # fmt: skip
_AROUND = re.compile(
    r"\b(?:nav(?:igation)?|menu|breadcrumbs?|sidebar|cookies?|share|social|related|newsletter|"
    r"comments?|advert(?:isement)?|promo|footer|banner)\b",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\b(?:footnotes?|endnotes?)\b", re.IGNORECASE)
_LEAST_SHARE: Final = 0.5
_DEEPEST: Final = 200


def read_page(name: str, raw: bytes) -> ReadText:
    """Return a web page as pieces: `main` or `article` if most of the text stands there.

    Menus, headers, footers and forms are left out. Nothing is fetched. Raises TextError for a
    page that cannot be read.
    """
    from lxml import etree, html

    declared = _declared(raw)
    parser = html.HTMLParser(
        no_network=True, encoding=declared, remove_comments=True, huge_tree=False
    )
    try:
        root = html.document_fromstring(raw, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, LookupError, UnicodeError):
        raise TextError(f"{name} is not a web page that can be read; save it again.") from None
    body = next(iter(root.iter("body")), root)
    whole = list(_pieces(body, 0))
    best = whole
    for tag in ("article", "main"):
        found = [list(_pieces(node, 0)) for node in body.iter(tag)]
        longest = max(found, key=_length, default=[])
        if _length(longest) >= _LEAST_SHARE * _length(whole):
            best = longest
            break
    return ReadText("html", tuple(best))


def _declared(raw: bytes) -> str | None:
    """Return the encoding: a mark's, UTF-8 where the bytes are that, else what the page says."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _length(pieces: list[TextPiece]) -> int:
    return sum(len(piece.text) for piece in pieces)


def _pieces(node: Any, depth: int, role: PieceRole = "") -> Iterator[TextPiece]:
    """Yield a piece for each innermost block; text directly in a block between others too."""
    if depth > _DEEPEST or _is_around(node):
        return
    role = _role(node) or role
    text = _spaced(node.text)
    for child in node:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag == "br":
            text += "\n"
        elif tag in _BLOCKS or _holds_block(child):
            yield from _split(text, role)
            text = ""
            yield from _pieces(child, depth + 1, role)
        elif tag and not _is_around(child) and not _is_reference(child):
            text += "".join(_inline(child))
        text += _spaced(child.tail)
    yield from _split(text, role)


def _spaced(text: str | None) -> str:
    """Return a text of the page's source, where a line end is a space."""
    return (text or "").replace("\n", " ")


def _split(text: str, role: PieceRole) -> Iterator[TextPiece]:
    """Yield a text as one piece, or as several where two breaks in a row part it."""
    for part in re.split(r"\n[ \t\r]*\n+", text) if "\n" in text else [text]:
        if cleaned := clean(part):
            yield TextPiece(cleaned, role=role)


def _inline(node: Any) -> Iterator[str]:
    yield _spaced(node.text)
    for child in node:
        if child.tag == "br":
            yield " "
        elif isinstance(child.tag, str) and not _is_around(child) and not _is_reference(child):
            yield from _inline(child)
        yield _spaced(child.tail)


def _holds_block(node: Any) -> bool:
    return any(
        isinstance(below.tag, str) and below.tag in _BLOCKS for below in node.iterdescendants()
    )


def _is_reference(node: Any) -> bool:
    """Return whether a node is the small number that points to a footnote."""
    return node.tag == "sup" and bool(re.fullmatch(r"\[?\d{1,3}\]?", clean(node.text_content())))


def _is_around(node: Any) -> bool:
    tag = node.tag if isinstance(node.tag, str) else "script"
    if tag in _DROPPED or node.get("hidden") is not None or node.get("aria-hidden") == "true":
        return True
    said = f"{node.get('class') or ''} {node.get('id') or ''} {node.get('role') or ''}"
    return tag not in ("body", "html", "main", "article") and bool(_AROUND.search(said))


def _role(node: Any) -> PieceRole:
    if re.fullmatch("h[1-6]", node.tag):
        return "heading"
    if node.tag == "li":
        return "item"
    if node.tag in ("figcaption", "caption"):
        return "caption"
    said = f"{node.get('class') or ''} {node.get('id') or ''} {node.get('role') or ''}"
    return "footnote" if _NOTE.search(said) else ""
