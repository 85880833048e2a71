"""What a brief is made of: sections of sentences, tables and pictures, as plain data.

All text is plain text; the form that sets it makes it safe.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from steelyard.charts.chart import Picture

TableRow = tuple[str, ...]


@dataclass(frozen=True)
class BriefTable:
    """Rows of texts under heads; `numbers` are the columns that are set to the right.

    `wide`: how much room each column takes beside the others; 0 for as little as it needs.
    `below`: a line under the table, such as how many rows are not shown. `is_exact`: the
    columns beside the first hold lists, of which half would say something else.
    """

    heads: TableRow
    rows: tuple[TableRow, ...]
    numbers: frozenset[int] = frozenset()
    wide: tuple[int, ...] = ()
    below: str = ""
    is_exact: bool = False


@dataclass(frozen=True)
class BriefPicture:
    """A chart in a section, drawn without its title, for which the section's heading stands.

    `words`: the same in words, where they say more than those of the chart. `is_wide`: over
    the whole page, else in one of two columns. `is_dense`: drawn a size smaller. `note`: what
    the chart leaves out, for the line above it.
    """

    picture: Picture
    words: str
    is_wide: bool
    is_dense: bool = False
    note: str = ""


@dataclass(frozen=True)
class Section:
    """One heading with everything below it; `page` is 1 or 2.

    `sentences` are a list where `is_list`, a paragraph otherwise. `smaller` is the same
    section with less in it, for a page without room for all; `lacks` says what this form leaves
    out of the whole one. `is_wide`: a table over the whole page.
    """

    key: str
    heading: str
    page: int = 2
    sentences: TableRow = ()
    is_list: bool = False
    table: BriefTable | None = None
    picture: BriefPicture | None = None
    smaller: Section | None = None
    lacks: str = ""
    is_wide: bool = False


@dataclass(frozen=True)
class Brief:
    """A whole brief: its head, and its sections in the order of reading.

    Below the verdict stand `packages`, what is left of the lead without premiums; `frames`, the
    verdict of every other frame; and `care`, how all sources lean and that confidence is low;
    each empty where there is nothing to say.
    `as_of` is a date as in the file, or empty. `whose` says whose weights and scores these
    are; `exploratory` what was changed by hand, empty where nothing was. `left_out` names
    what was cut for want of room.
    """

    title: str
    question: str
    as_of: str
    state: str
    sentence: str
    because: str
    packages: str
    frames: str
    care: str
    whose: str
    exploratory: str
    origin: str
    sections: tuple[Section, ...]
    left_out: TableRow = field(default=())

    def on_page(self, page: int) -> tuple[Section, ...]:
        """Return the sections of one page, in order."""
        return tuple(section for section in self.sections if section.page == page)
