"""The figures that stand in a live page's own tables, as a reader and a program see them.

Read off the text of the page by a parser; nothing of it is run. Judges nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_SHOWN = ("number", "rank", "share")


@dataclass
class ShownRow:
    """One row of the ranking: its figures, and the text that shows each of them."""

    option: str
    total: float
    share: float
    texts: dict[str, str] = field(default_factory=dict)


class ShownFigures(HTMLParser):
    """The rows of the ranking, the swings beside them, and the values of every score.

    `rows` in the order of the page. `swings` by criterion. `values`: option → the texts
    in the table of scores, in the order of its columns.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[ShownRow] = []
        self.swings: dict[str, float] = {}
        self.values: dict[str, list[str]] = {}
        self._cell: str | None = None
        self._row: ShownRow | None = None
        self._scores: list[str] | None = None

    @classmethod
    def of(cls, page: str) -> ShownFigures:
        """Return the figures of a page; raises ValueError for one that cannot be read."""
        found = cls()
        found.feed(page)
        found.close()
        return found

    @property
    def totals(self) -> dict[str, float]:
        """The totals, in the order of the ranking."""
        return {row.option: row.total for row in self.rows}

    @property
    def shares(self) -> dict[str, float]:
        """The lead shares, in the order of the ranking."""
        return {row.option: row.share for row in self.rows}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the figures of a row, and remember in which cell the next text stands."""
        found = {key: value or "" for key, value in attrs}
        if tag == "tr":
            self._take_row(found)
        elif tag == "td":
            self._cell = found.get("class", "")
            if self._scores is not None:
                self._scores.append("")
        elif tag == "span":
            self._cell = found.get("class")
        elif tag != "a":
            self._cell = None

    def handle_endtag(self, tag: str) -> None:
        """Leave a cell or a table; what follows is no figure."""
        self._cell = None
        if tag in ("tbody", "table"):
            self._row = self._scores = None

    def handle_data(self, data: str) -> None:
        """Keep the text of a cell that shows a figure."""
        if self._cell is None:
            return
        if self._scores is not None:
            self._scores[-1] += data
        elif self._row is not None and self._cell in _SHOWN:
            self._row.texts[self._cell] = self._row.texts.get(self._cell, "") + data

    def _take_row(self, found: dict[str, str]) -> None:
        self._scores = None
        if "data-row" in found:
            self._scores = self.values.setdefault(found["data-row"], [])
        try:
            if "data-option" in found:
                total, share = float(found["data-total"]), float(found["data-share"])
                self._row = ShownRow(found["data-option"], total, share)
                self.rows.append(self._row)
            elif "data-criterion" in found:
                self.swings[found["data-criterion"]] = float(found["data-swing"])
        except (KeyError, ValueError):
            raise ValueError("a row of the page has no readable figure") from None
