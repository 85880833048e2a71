"""The brief as editable Markdown: a short text, and an annex with every list in full.

Text from a file is only ever text: all Markdown syntax in it is escaped, and nothing becomes a
link, an image or a tag. The last line is the stamp, in a comment.
"""

from __future__ import annotations

import re
from dataclasses import replace

from steelyard.export.brief.content import ANNEX, brief_of
from steelyard.export.brief.parts import Brief, BriefTable, Section
from steelyard.export.brief.references import NEEDS, PARAGRAPHS
from steelyard.export.stamps.provenance import Stamp, open_text_seal, provenance, seal
from steelyard.results.result import Result
from steelyard.results.words.basis import CARE
from steelyard.results.words.brief.change import BriefPoint
from steelyard.results.words.brief.second import ANNEX_TITLE
from steelyard.results.words.brief.top import about_words
from steelyard.results.words.text import plain

_SHORT = frozenset({"appraisal", "method"})
"""The sections that the text has in their shortest form."""

_MARKS = re.compile(r"([\\`*_{}\[\]<>|#~$&!@^])")
# Characters that would begin a list, a quotation, a heading or a rule at the start of a line.
_OPENERS = re.compile(r"^(\d+)([.)])|^([-+=:>])")
# Texts that some renderers turn into links automatically.
_LINKS = re.compile(r"(?i)\b(www)\.|:(?=//)|\b(mailto|xmpp):")
_STAMP = re.compile(rb"\n<!-- steelyard: (\{[^\n]*\}) -->\n?\Z")


def to_brief_markdown(result: Result) -> bytes:
    """Return the brief of a result as a stamped Markdown file in UTF-8.

    The same result gives the same bytes. Raises ValueError if nothing in the file can be
    compared.
    """
    content = brief_as_markdown(brief_of(result)).encode()
    stamp = seal({**provenance(result), "Document": "brief"}, content)
    # Two hyphens or an angle bracket could end the comment; JSON has other spellings.
    hidden = stamp.replace("--", "-\\u002d").replace(">", "\\u003e").replace("<", "\\u003c")
    return content + f"\n<!-- steelyard: {hidden} -->\n".encode()


def read_markdown_stamp(data: bytes) -> Stamp:
    """Return the stamp of a Markdown brief; see `open_text_seal`."""
    return open_text_seal(_STAMP, data)


def markdown_text(text: str) -> str:
    """Return a text on one line with all Markdown syntax escaped.

    >>> markdown_text("1. *Talks* & <b>more</b>\\n![x](http://example.org)")
    '1\\\\. \\\\*Talks\\\\* \\\\& \\\\<b\\\\>more\\\\</b\\\\> \\\\!\\\\[x\\\\](http\\\\://example.org)'
    """
    line = _MARKS.sub(r"\\\1", plain(text))
    line = _LINKS.sub(lambda found: f"{found.group()[:-1]}\\{found.group()[-1]}", line)
    return _OPENERS.sub(lambda found: f"{found.group(1) or ''}\\{found.group()[-1]}", line)


def brief_as_markdown(brief: Brief) -> str:
    """Return a brief as Markdown, without a stamp; ends with a line break."""
    said = markdown_text
    blocks = [f"# {said(brief.sentence)}", " · ".join(said(part) for part in brief.identity)]
    blocks += [f"**{said(brief.question)}**"] if brief.question else []
    blocks += [f"**{said(brief.exploratory)}**"] if brief.exploratory else []
    blocks += [said(brief.whose)]
    blocks.append(
        "\n".join(
            f"- {said(about_words(tile))}. **{said(tile.says)}.** {said(tile.text)}"
            for tile in brief.tiles
        )
    )
    blocks.append(f"{said(brief.opening)} **{CARE}** {said(brief.care)}")
    for page in (1, 2):
        for section in brief.on_page(page):
            blocks += _section(_in_text(section))
    annex = [block for section in brief.on_page(ANNEX) for block in _section(section, level=3)]
    blocks += [f"## {ANNEX_TITLE}", *annex] if annex else []
    blocks += ["---", said(brief.origin)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _in_text(section: Section) -> Section:
    """Return a section in its short form for the text above the annex."""
    if section.drawing is not None:
        # A table needs no note on how to read the drawing.
        return replace(section, note="")
    while section.key in _SHORT and section.smaller is not None:
        section = section.smaller
    table = section.table
    if section.key == "options" and table is not None:
        for head in {PARAGRAPHS, NEEDS} & set(table.heads):
            table = table.without(head)
        return replace(section, table=table)
    return section


def _section(section: Section, level: int = 2) -> list[str]:
    heading = f"{'#' * level} {markdown_text(section.heading)}"
    table = [] if section.table is None else _table(section.table)
    below = " ".join(map(_point, section.below))
    start = [heading, markdown_text(section.note), *_points(section.points)]
    return [*start, *table, below, *_points(section.after)]


def _points(points: tuple[BriefPoint, ...]) -> list[str]:
    """Return points as a list; one alone is a paragraph."""
    if len(points) == 1:
        return [_point(points[0])]
    return ["\n".join(f"- {_point(point)}" for point in points)] if points else []


def _point(point: BriefPoint) -> str:
    lead = f"**{markdown_text(point.lead)}**" if point.lead else ""
    return f"{lead} {markdown_text(point.text)}".strip()


def _table(table: BriefTable) -> list[str]:
    rule = ["--:" if column in table.numbers else ":--" for column in range(len(table.heads))]
    said = [tuple(map(markdown_text, cells)) for cells in (table.heads, *table.rows)]
    rows = [f"|{'|'.join(cells)}|" for cells in (said[0], rule, *said[1:])]
    return ["\n".join(rows), markdown_text(table.below)]
