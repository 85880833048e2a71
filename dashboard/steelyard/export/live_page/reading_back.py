"""Reads a live page back: its stamp, and the figures it shows.

The page holds its figures twice: in tables for readers and as data for its scripts. They are
returned only if the two agree, so that a change in one place is detected. The page is parsed;
nothing in it is executed.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

from steelyard.analysis.ties import TIE
from steelyard.export.live_page.markup import BLOCK_ENDS, DATA_BEGINS, STAMP_BEGINS
from steelyard.export.live_page.tables import print_values, table_of_places
from steelyard.export.stamps.provenance import Stamp, open_seal
from steelyard.results.engine import engine_figures, engine_ranks
from steelyard.results.words.numbers import one_decimal, percents
from steelyard.results.words.scores.scales import UNKNOWN_WORD

_Figures = dict[str, dict[str, float]]

_SHOWN = ("number", "rank", "share")


def read_live_page(data: bytes) -> Stamp:
    """Return the stamp of a live page, and whether the rest of it is unchanged.

    Raises ValueError for a file that is not UTF-8 or has no stamp, or more than one.
    """
    before, stamp, after = _block(_decoded(data), STAMP_BEGINS, "stamp")
    emptied = f"{before}{STAMP_BEGINS}{BLOCK_ENDS}{after}"
    return open_seal(stamp, emptied.encode())


def figures_of_live_page(data: bytes) -> _Figures:
    """Return the totals and lead shares that a live page shows, by option id, unrounded.

    Keys as in the stamp's figures: `totals` (0 to 100) and `lead shares` (0 to 1). They are read
    from the table; the page's data have to give the same ones, and the rounded figures a reader
    sees, including those of single scores, have to follow from them. Raises ValueError, saying
    what does not agree, if that is not the case or the page cannot be read.
    """
    page = _decoded(data)
    shown = ShownFigures.of(page)
    _check_table(shown)
    _, text, _ = _block(page, DATA_BEGINS, "data")
    try:
        instrument = json.loads(text)["instrument"]
        tables = _tables(instrument)
        own = _figures_of(instrument, tables)
        scores = _printed(instrument, tables)
        ids = _ids(instrument, "criteria")
        swings = dict(zip(ids, instrument["state"]["swings"], strict=True))
    except (ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        raise ValueError(f"the data of the page cannot be read: {error}") from None
    figures: _Figures = {"totals": shown.totals, "lead shares": shown.shares}
    for name, found in figures.items():
        _compare(name, found, own[name])
    _compare("swings", shown.swings, swings)
    _check_labels(shown, list(own["totals"]))
    if shown.scores != scores:
        raise ValueError("the table of scores shows others than the page’s data")
    return figures


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise ValueError("the page is not in UTF-8") from None


def _block(page: str, begins: str, name: str) -> tuple[str, str, str]:
    """Return the text before, inside and after one of the page's data blocks."""
    pieces = page.split(begins)
    if len(pieces) != 2 or BLOCK_ENDS not in pieces[1]:
        raise ValueError(f"the page has no {name} of Steelyard, or more than one")
    inside, after = pieces[1].split(BLOCK_ENDS, 1)
    return pieces[0], inside, after


def _check_table(table: ShownFigures) -> None:
    """Raise ValueError for a ranking whose rounded figures or order do not follow its numbers."""
    numbers = [row.total for row in table.rows]
    if not numbers or len(table.totals) != len(numbers):
        raise ValueError("the page has no ranking, or an option twice")
    if not all(math.isfinite(x) for row in table.rows for x in (row.total, row.share)):
        raise ValueError("the ranking holds something that is no finite number")
    if any(later > earlier + TIE for earlier, later in pairwise(numbers)):
        raise ValueError("the rows of the ranking are not in the order of their totals")
    ranks = engine_ranks(table.totals)
    for row in table.rows:
        if row.texts.get("number") != one_decimal(row.total):
            raise ValueError(f"the total shown for {row.option} is not its own {row.total}")
        if row.texts.get("rank") != str(ranks[row.option]):
            raise ValueError(f"the rank shown for {row.option} is not that of {row.total}")


def _check_labels(table: ShownFigures, options: Sequence[str]) -> None:
    """Raise ValueError for a wrongly rounded share; shares are rounded in the order of the file."""
    shares = table.shares
    labels = dict(zip(options, percents([shares[option] for option in options]), strict=True))
    for row in table.rows:
        if row.texts.get("share") != labels[row.option]:
            raise ValueError(f"the share shown for {row.option} is not its own {row.share}")


def _ids(data: dict[str, Any], kind: str) -> list[str]:
    ids: list[str] = data["problem"][kind]["id"]
    return ids


def _tables(data: dict[str, Any]) -> dict[str, list[list[Any]]]:
    """Return the tables of the page's data with disputed values put in."""
    problem, options, criteria = data["problem"], _ids(data, "options"), _ids(data, "criteria")
    tables = {name: [list(row) for row in problem[name]] for name in ("low", "likely", "high")}
    tables["unknown"] = table_of_places(problem["unknown"], len(options), len(criteria))
    for dispute in data["state"]["disputes"]:
        i, j = options.index(dispute["option"]), criteria.index(dispute["criterion"])
        for name in ("low", "likely", "high"):
            tables[name][i][j] = dispute["value"]
        tables["unknown"][i][j] = False
    return tables


def _figures_of(data: dict[str, Any], tables: dict[str, list[list[Any]]]) -> _Figures:
    """Return totals and lead shares as the page's scripts compute them from its data."""
    options, swings = _ids(data, "options"), data["state"]["swings"]
    by_criterion = dict(zip(_ids(data, "criteria"), swings, strict=True))
    totals, shares = engine_figures(data["problem"], tables, by_criterion)
    return {
        "totals": dict(zip(options, totals, strict=True)),
        "lead shares": dict(zip(options, shares, strict=True)),
    }


def _printed(data: dict[str, Any], tables: dict[str, list[list[Any]]]) -> dict[str, list[str]]:
    """Return the scores of every option as the table of scores should show them.

    Raises ValueError for a score that is printed as unknown but is not, or the reverse.
    """
    problem, options, criteria = data["problem"], _ids(data, "options"), _ids(data, "criteria")
    scales = problem["criteria"]["scale"]
    listed = [{"scale": {key: scales[key][j] for key in scales}} for j in range(len(criteria))]
    shown = print_values({"criteria": listed, "likely": tables["likely"]})
    disputed = {
        (options.index(d["option"]), criteria.index(d["criterion"]))
        for d in data["state"]["disputes"]
    }
    for i, j, text in problem["printed"]:
        if (i, j) not in disputed:
            shown[i][j] = text
    for row, unknown in zip(shown, tables["unknown"], strict=True):
        if [text == UNKNOWN_WORD for text in row] != unknown:
            raise ValueError("other scores are printed as unknown than are computed with")
    return dict(zip(options, shown, strict=True))


def _compare(name: str, shown: dict[str, float], own: dict[str, float]) -> None:
    if set(shown) != set(own):
        raise ValueError(f"the {name} shown and those of the page’s data have other names")
    for key, number in shown.items():
        if not abs(number - own[key]) <= TIE:
            raise ValueError(f"the {name} of {key}: {number} is shown, its data give {own[key]}")


@dataclass
class ShownRow:
    """One row of the ranking: its figures, and the text that shows each of them."""

    option: str
    total: float
    share: float
    texts: dict[str, str] = field(default_factory=dict)


class ShownFigures(HTMLParser):
    """The rows of the ranking, the swings beside them, and every score.

    `rows` in the order of the page. `swings` by criterion. `scores`: option → the texts
    in the table of scores, in the order of its columns.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[ShownRow] = []
        self.swings: dict[str, float] = {}
        self.scores: dict[str, list[str]] = {}
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
        """Read the figures of a row, and record which cell the following text is in."""
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
        """Note the end of a cell or a table: the following text is not a figure."""
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
            self._scores = self.scores.setdefault(found["data-row"], [])
        try:
            if "data-option" in found:
                total, share = float(found["data-total"]), float(found["data-share"])
                self._row = ShownRow(found["data-option"], total, share)
                self.rows.append(self._row)
            elif "data-criterion" in found:
                self.swings[found["data-criterion"]] = float(found["data-swing"])
        except (KeyError, ValueError):
            raise ValueError("a row of the page has no readable figure") from None
