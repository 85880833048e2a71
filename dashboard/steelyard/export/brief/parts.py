"""The content model of a brief: sections of points, tables and drawings, as plain data.

All text is plain text; each output form escapes it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from steelyard.charts.chart import Picture
from steelyard.results.words.brief.change import BriefPoint, Rival
from steelyard.results.words.brief.top import Tile

TableRow = tuple[str, ...]


@dataclass(frozen=True)
class BriefTable:
    """Rows of texts under heads; `numbers` are the right-aligned columns.

    `wide`: the relative width of each column; 0 for as little as it needs.
    `below`: a line under the table, such as how many rows are not shown. `colours`: of every
    row the colours of its cells, each several or none; empty for a table without any.
    """

    heads: TableRow
    rows: tuple[TableRow, ...]
    numbers: frozenset[int] = frozenset()
    wide: tuple[int, ...] = ()
    below: str = ""
    colours: tuple[tuple[TableRow, ...], ...] = ()

    def without(self, head: str) -> BriefTable:
        """Return the table without the column of a head."""
        at = self.heads.index(head)
        kept = [column for column in range(len(self.heads)) if column != at]
        return BriefTable(
            tuple(self.heads[column] for column in kept),
            tuple(tuple(row[column] for column in kept) for row in self.rows),
            frozenset(kept.index(column) for column in self.numbers if column != at),
            tuple(self.wide[column] for column in kept),
            self.below,
        )


@dataclass(frozen=True)
class ScoreColumn:
    """The head of a criterion's column in the ranking: its names, weight, and which end is best.

    `share`: its weight, 0 to 1. `ends`: the worst end of its scale, the unit, the best end.
    """

    name: str
    short: str
    weight: str
    share: float
    best_end: str
    is_low_best: bool
    ends: tuple[str, str, str]


@dataclass(frozen=True)
class RankedOption:
    """One option of the ranking: each score as printed and how good it is, 0 to 1.

    An unknown score is `None`. `total`, `low` and `high`: 0 to 1; `first` is in how many of 100
    simulations it comes first, `span` the range of that, empty if it is one number.
    """

    rank: str
    name: str
    colour: str
    is_leader: bool
    needs: str
    is_unmet: bool
    scores: tuple[tuple[str, float | None], ...]
    total: float
    total_label: str
    low: float
    high: float
    range_label: str
    first: str
    span: str


@dataclass(frozen=True)
class Ranking:
    """The ranking as a drawing; `folded` are number and totals of options left out of it.

    `total_head`, `first_head`: the heads of the last two columns, each in two parts.
    """

    columns: tuple[ScoreColumn, ...]
    rows: tuple[RankedOption, ...]
    bar_note: str
    total_head: tuple[str, str]
    first_head: tuple[str, str]
    folded: tuple[str, str] | None = None


@dataclass(frozen=True)
class MatrixCell:
    """One cell of the matrix."""

    names: TableRow
    colours: TableRow
    margin: str
    is_other: bool


@dataclass(frozen=True)
class Matrix:
    """The leaders with each set of weights and scores; of each cell names, margin and colours.

    The rows from `further` on have other criteria.
    """

    corner: tuple[str, str]
    heads: TableRow
    rows: tuple[tuple[str, tuple[MatrixCell, ...]], ...]
    further: int


@dataclass(frozen=True)
class Stretch:
    """A stretch of a weight, 0 to 1, its leaders and their colour."""

    begin: float
    end: float
    leaders: str
    colour: str
    ink: str


@dataclass(frozen=True)
class Strip:
    """The leaders at every weight of a criterion; `at` is its weight now, 0 to 1."""

    name: str
    weight: str
    at: float
    stretches: tuple[Stretch, ...]
    end: str
    end_named: str


@dataclass(frozen=True)
class Strips:
    """The strips, in the order of the file."""

    strips: tuple[Strip, ...]


@dataclass(frozen=True)
class Cards:
    """The rival readings, with the colours of the options that lead under each."""

    rivals: tuple[Rival, ...]
    colours: tuple[TableRow, ...]


Drawing: TypeAlias = Ranking | Matrix | Strips | Cards


@dataclass(frozen=True)
class Section:
    """One heading with everything below it; `page` is 1 or 2, or 3 for the annex.

    `note` is set in small type beside the heading, `below` under the drawing, and `after` comes
    last. `drawing` replaces `table` in forms that can draw it, and `words` describe it; `picture`
    is the same as a chart. `smaller` is a shorter form of the section, for a page without room for
    all of it; `lacks` states what this form leaves out of the full one.
    """

    key: str
    heading: str
    page: int = 2
    note: str = ""
    points: tuple[BriefPoint, ...] = ()
    table: BriefTable | None = None
    drawing: Drawing | None = None
    picture: Picture | None = None
    words: str = ""
    below: tuple[BriefPoint, ...] = ()
    after: tuple[BriefPoint, ...] = ()
    smaller: Section | None = None
    lacks: str = ""


@dataclass(frozen=True)
class Brief:
    """A whole brief: its head, and its sections in the order of reading.

    `identity`: title, date and judges. `sentence` is the bottom line; `tiles` the verdicts of
    this frame and others. `opening` and `care` are the first paragraph, `short_care` is for a
    slide. `whose` states whose weights and scores these are, if not the file's; `exploratory` what
    was changed by hand, or empty. `left_out` names what was cut for lack of space.
    """

    identity: TableRow
    title: str
    as_of: str
    question: str
    sentence: str
    tiles: tuple[Tile, ...]
    tile_colours: TableRow
    opening: str
    care: str
    short_care: str
    whose: str
    exploratory: str
    origin: str
    sections: tuple[Section, ...]
    left_out: TableRow = field(default=())

    def on_page(self, page: int) -> tuple[Section, ...]:
        """Return the sections of one page, in order."""
        return tuple(section for section in self.sections if section.page == page)

    def section(self, key: str) -> Section | None:
        """Return the section about a topic; `None` if there is none."""
        return next((section for section in self.sections if section.key == key), None)
