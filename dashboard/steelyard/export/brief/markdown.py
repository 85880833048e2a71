"""The brief as Markdown, to be edited on: a short text, and an annex with every list in full.

Text from a file is only ever text: whatever Markdown would read as a mark is escaped, and
nothing becomes a link, a picture or a tag. The last line is the stamp, in a comment.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from steelyard.export.brief.content import brief_of
from steelyard.export.brief.fitting import (
    SectionChange,
    first_sentences,
    smaller,
    without,
    without_column,
    without_table,
)
from steelyard.export.brief.parts import Brief, BriefTable, Section
from steelyard.export.stamps.provenance import Stamp, open_seal, provenance, seal
from steelyard.results.result import Result
from steelyard.results.words.basis import CARE
from steelyard.results.words.text import date_words, plain

_MARKS = re.compile(r"([\\`*_{}\[\]<>|#~$&!@^])")
# What would open a list, a quotation, a heading or a rule at the start of a line.
_OPENERS = re.compile(r"^(\d+)([.)])|^([-+=:>])")
# What some readers turn into a link by themselves.
_LINKS = re.compile(r"(?i)\b(www)\.|:(?=//)|\b(mailto|xmpp):")
_STAMP = re.compile(rb"\n<!-- steelyard: (\{[^\n]*\}) -->\n?\Z")


def to_brief_markdown(result: Result) -> bytes:
    """Return the brief of a result as a stamped Markdown file in UTF-8.

    The same result gives the same bytes. Raises ValueError where nothing in the file can
    be compared.
    """
    content = brief_as_markdown(brief_of(result)).encode()
    stamp = seal({**provenance(result), "Document": "brief"}, content)
    # Two hyphens or an angle bracket could end the comment; JSON has other spellings.
    hidden = stamp.replace("--", "-\\u002d").replace(">", "\\u003e").replace("<", "\\u003c")
    return content + f"\n<!-- steelyard: {hidden} -->\n".encode()


def read_markdown_stamp(data: bytes) -> Stamp:
    """Return the stamp of a Markdown brief, and whether the text above it is as it was made.

    Line ends do not count. Raises ValueError for a text without a stamp.
    """
    normal = data.replace(b"\r\n", b"\n")
    found = _STAMP.search(normal)
    if found is None:
        raise ValueError("the text has no stamp of Steelyard")
    text = found.group(1).decode("utf-8", "replace")
    return open_seal(text, normal[: found.start()])


def markdown_text(text: str) -> str:
    """Return a text on one line with everything escaped that Markdown would read as a mark.

    >>> markdown_text("1. *Talks* & <b>more</b>\\n![x](http://example.org)")
    '1\\\\. \\\\*Talks\\\\* \\\\& \\\\<b\\\\>more\\\\</b\\\\> \\\\!\\\\[x\\\\](http\\\\://example.org)'
    """
    line = _MARKS.sub(r"\\\1", plain(text))
    line = _LINKS.sub(lambda found: f"{found.group()[:-1]}\\{found.group()[-1]}", line)
    return _OPENERS.sub(lambda found: f"{found.group(1) or ''}\\{found.group()[-1]}", line)


def brief_as_markdown(brief: Brief) -> str:
    """Return a brief as Markdown, without a stamp; ends with a line break."""
    said = markdown_text
    blocks = [f"# {said(brief.sentence)}", said(brief.because), said(brief.packages)]
    blocks += [said(brief.frames), f"**{CARE}** {said(brief.care)}" if brief.care else ""]
    blocks += [f"**{said(brief.exploratory)}**"] if brief.exploratory else []
    facts = [
        ("Brief", brief.title),
        ("Verdict", brief.state),
        ("Question", brief.question),
        ("As of", date_words(brief.as_of)),
        ("View", brief.whose),
    ]
    blocks.append("\n".join(f"- **{name}:** {said(text)}" for name, text in facts if text))
    annex: list[str] = []
    for section in brief.sections:
        short = _in_text(section)
        blocks += _section(short) if short is not None else []
        if section.table is not None and (short is None or short.table != section.table):
            annex += _section(section, level=3)
    blocks += ["## Annex: lists in full", *annex] if annex else []
    blocks += ["---", said(brief.origin)]
    return "\n\n".join(block for block in blocks if block) + "\n"


SHORT: Mapping[str, tuple[SectionChange, ...]] = {
    "evidence": (first_sentences,),
    "sources": (smaller, smaller, without_table),
    "options": (without,),
    "simulations": (without,),
    "believe": (without,),
    "criteria": (without_column("What it asks"),),
    "appraisal": (smaller,) * 5,
}
"""Section → what makes it short enough for the text; what that leaves out is in the annex."""

TOLD = frozenset({"strips"})
"""The sections whose picture is told in words, having no table and no other sentence."""


def _in_text(section: Section) -> Section | None:
    """Return a section as it stands in the text; none where it is in the annex alone."""
    for change in SHORT.get(section.key, ()):
        changed = change(section)
        if changed is None:
            return None
        section = changed
    return section


def _section(section: Section, level: int = 2) -> list[str]:
    said = [markdown_text(sentence) for sentence in section.sentences]
    text = "\n".join(f"- {one}" for one in said) if section.is_list else " ".join(said)
    blocks = [f"{'#' * level} {markdown_text(section.heading)}", text]
    is_told = section.key in TOLD or not (section.sentences or section.table)
    if section.picture is not None and is_told:
        blocks.append(markdown_text(section.picture.words))
    if section.table is None:
        return blocks
    return [*blocks, _table(section.table), markdown_text(section.table.below)]


def _table(table: BriefTable) -> str:
    lines = [
        table.heads,
        tuple("--:" if column in table.numbers else ":--" for column in range(len(table.heads))),
    ]
    head = [f"| {' | '.join(markdown_text(cell) for cell in lines[0])} |"]
    rule = [f"| {' | '.join(lines[1])} |"]
    rows = [f"| {' | '.join(markdown_text(cell) for cell in row)} |" for row in table.rows]
    return "\n".join(head + rule + rows)
