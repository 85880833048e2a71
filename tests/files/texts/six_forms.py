"""One essay of our own in the six forms in which people have texts."""

from __future__ import annotations

import html
import io
import textwrap
from collections.abc import Sequence
from pathlib import Path

from docx import Document

ESSAY = Path(__file__).with_name("orchard.txt")
HEAD = "The Slope Letter · No. 14"


def paragraphs() -> list[str]:
    """Return the paragraphs of the essay; those without a full stop are headings."""
    return [line.strip() for line in ESSAY.read_text(encoding="utf-8").split("\n") if line.strip()]


def is_heading(text: str) -> bool:
    """Return whether a paragraph of the essay is a heading."""
    return not text.endswith(".")


def as_lines() -> bytes:
    """One paragraph a line."""
    return "\n".join(paragraphs()).encode()


def as_wrapped() -> bytes:
    """Lines of 72 characters with blank ones between paragraphs, and the line ends of Windows."""
    blocks = [textwrap.fill(text, 72, break_on_hyphens=False) for text in paragraphs()]
    return "\r\n\r\n".join(block.replace("\n", "\r\n") for block in blocks).encode("cp1252")


def as_markdown() -> bytes:
    """Headings with signs, a word in bold, lines broken at 80."""
    blocks = []
    for text in paragraphs():
        shown = text.replace("hard green one", "**hard** *green* [one](https://example.org)")
        shown = textwrap.fill(shown, 80, break_on_hyphens=False)
        blocks.append(f"## {shown}" if is_heading(text) else shown)
    return ("---\ntitle: x\n---\n\n" + "\n\n".join(blocks) + "\n").encode()


def as_document(texts: Sequence[str] = ()) -> bytes:
    """A document with styles, and a header of its own; of the essay, or of other paragraphs."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = HEAD
    for text in texts or paragraphs():
        if is_heading(text):
            document.add_heading(text, level=2)
        else:
            paragraph = document.add_paragraph()
            first, _, rest = text.partition(" ")
            paragraph.add_run(first).bold = True
            paragraph.add_run(f" {rest}")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_page() -> bytes:
    """A web page with a menu, a sidebar and a footer around the article."""
    body = "".join(
        f"<h2>{html.escape(text)}</h2>"
        if is_heading(text)
        else f"<p>{html.escape(textwrap.fill(text, 60)).replace('apples', '<em>apples</em>')}</p>\n"
        for text in paragraphs()
    )
    return (
        "<!doctype html><html><head><title>Slope</title><style>p{color:red}</style></head><body>"
        "<nav><ul><li><a href='/'>Home</a></li><li>Archive</li></ul></nav>"
        f"<main><article>{body}</article><div class='share'>Share this with friends</div></main>"
        "<aside>Most read today</aside><footer>Printed on the slope</footer>"
        "<script>document.write('no')</script></body></html>"
    ).encode()


def as_pdf(texts: Sequence[str] = (), *, indent: bool = False) -> bytes:
    """A PDF of several pages, justified and hyphenated, with a running head and page numbers."""
    import typst

    manner = "first-line-indent: 1.2em, spacing: 0.65em" if indent else "spacing: 1.3em"
    source = (
        f'#set page(paper: "a5", header: [{HEAD}], footer: context align(center, '
        'counter(page).display("1")))\n#set text(size: 10pt, lang: "en", hyphenate: true)\n'
        "#set smartquote(enabled: false)\n"
        f"#set par(justify: true, {manner})\n"
        "#show heading: set text(size: 12pt)\n"
    )
    for text in texts or paragraphs():
        safe = text.replace("#", "\\#").replace("$", "\\$").replace("@", "\\@")
        source += f"== {safe}\n\n" if is_heading(text) else f"{safe}\n\n"
    compiled: bytes = typst.compile(source.encode(), format="pdf")
    return compiled


FORMS = {
    "lines.txt": as_lines,
    "wrapped.txt": as_wrapped,
    "essay.md": as_markdown,
    "essay.docx": as_document,
    "essay.html": as_page,
    "essay.pdf": as_pdf,
}
