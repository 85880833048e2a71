"""A live page read back: its stamp, and the figures it shows.

The page tells its figures twice, to readers as a table and to its scripts as data. Whoever
asks for the figures gets them only if the two agree, so a page that was changed in one
place is found out. Nothing of the page is run.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from steelyard.analysis.dominance import TIE
from steelyard.analysis.simulations.shares import find_shares
from steelyard.analysis.simulations.specification import make_spec
from steelyard.analysis.totals import rank_totals
from steelyard.analysis.weights import weights_from_swings
from steelyard.export.live_page.blocks import BLOCK_ENDS, DATA_BEGINS, STAMP_BEGINS
from steelyard.export.live_page.columns import as_table
from steelyard.export.live_page.shown_figures import ShownFigures
from steelyard.export.stamp import Stamp, open_seal
from steelyard.results.words.numbers import integer, percents

Figures = dict[str, dict[str, float]]


def read_live_page(data: bytes) -> Stamp:
    """Return the stamp of a live page, and whether the rest of it is as it was made.

    Raises ValueError for a file that is not UTF-8 or has no stamp, or more than one.
    """
    before, stamp, after = _block(_decoded(data), STAMP_BEGINS, "stamp")
    emptied = f"{before}{STAMP_BEGINS}{BLOCK_ENDS}{after}"
    return open_seal(stamp, emptied.encode())


def figures_of_live_page(data: bytes) -> Figures:
    """Return the totals and lead shares that a live page shows, by option id, unrounded.

    Keys as in the stamp's figures: `totals` (0 to 100) and `lead shares` (0 to 1). They are
    those of the table; the page's data have to give the same, and the rounded figures that
    are read, those of single scores too, have to be theirs. Raises ValueError, saying what
    does not agree, where that is not so, or where the page cannot be read.
    """
    page = _decoded(data)
    shown = ShownFigures.of(page)
    _check_table(shown)
    _, text, _ = _block(page, DATA_BEGINS, "data")
    try:
        told = json.loads(text)["instrument"]
        tables = _tables(told)
        own = _figures_of(told, tables)
        values = _rounded(told, tables)
        swings = dict(zip(_ids(told, "criteria"), told["state"]["swings"], strict=True))
    except (ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        raise ValueError(f"the data of the page cannot be read: {error}") from None
    figures: Figures = {"totals": shown.totals, "lead shares": shown.shares}
    for name, found in figures.items():
        _compare(name, found, own[name])
    _compare("swings", shown.swings, swings)
    _check_labels(shown, list(own["totals"]))
    if shown.values != values:
        raise ValueError("the values in the table of scores are not those of the page’s data")
    return figures


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise ValueError("the page is not in UTF-8") from None


def _block(page: str, begins: str, name: str) -> tuple[str, str, str]:
    """Return what stands before, in and after one of the page's blocks of data."""
    pieces = page.split(begins)
    if len(pieces) != 2 or BLOCK_ENDS not in pieces[1]:
        raise ValueError(f"the page has no {name} of Steelyard, or more than one")
    inside, after = pieces[1].split(BLOCK_ENDS, 1)
    return pieces[0], inside, after


def _check_table(table: ShownFigures) -> None:
    """Refuse a ranking whose rounded figures or order are not those of its own numbers."""
    numbers = [row.total for row in table.rows]
    if not numbers or len(table.totals) != len(numbers):
        raise ValueError("the page has no ranking, or an option twice")
    if not all(math.isfinite(x) for row in table.rows for x in (row.total, row.share)):
        raise ValueError("the ranking holds something that is no finite number")
    if any(later > earlier + TIE for earlier, later in pairwise(numbers)):
        raise ValueError("the rows of the ranking are not in the order of their totals")
    ranks = rank_totals(table.totals)
    for row in table.rows:
        if row.texts.get("number") != integer(row.total):
            raise ValueError(f"the total shown for {row.option} is not its own {row.total}")
        if row.texts.get("rank") != str(ranks[row.option]):
            raise ValueError(f"the rank shown for {row.option} is not that of {row.total}")


def _check_labels(table: ShownFigures, options: Sequence[str]) -> None:
    """Refuse shares whose rounded figures are not theirs; they are rounded in file order."""
    shares = table.shares
    labels = dict(zip(options, percents([shares[option] for option in options]), strict=True))
    for row in table.rows:
        if row.texts.get("share") != labels[row.option]:
            raise ValueError(f"the share shown for {row.option} is not its own {row.share}")


def _ids(told: dict[str, Any], kind: str) -> list[str]:
    ids: list[str] = told["problem"][kind]["id"]
    return ids


def _tables(told: dict[str, Any]) -> dict[str, list[list[Any]]]:
    """Return the values of the page's data with those that were disputed in their place."""
    problem, options, criteria = told["problem"], _ids(told, "options"), _ids(told, "criteria")
    tables = {name: [list(row) for row in problem[name]] for name in ("low", "likely", "high")}
    tables["unknown"] = as_table(problem["unknown"], len(options), len(criteria))
    for dispute in told["state"]["disputes"]:
        i, j = options.index(dispute["option"]), criteria.index(dispute["criterion"])
        for name in ("low", "likely", "high"):
            tables[name][i][j] = dispute["value"]
        tables["unknown"][i][j] = False
    return tables


def _figures_of(told: dict[str, Any], tables: dict[str, list[list[Any]]]) -> Figures:
    """Return totals and lead shares as the page's scripts compute them from its data."""
    problem, swings, options = told["problem"], told["state"]["swings"], _ids(told, "options")
    weights = weights_from_swings(dict(zip(_ids(told, "criteria"), swings, strict=True))).values()
    totals = [
        math.fsum(weight * value for weight, value in zip(weights, row, strict=True))
        for row in tables["likely"]
    ]
    spec = make_spec(
        tables["likely"],
        swings,
        low=tables["low"],
        high=tables["high"],
        unknown=tables["unknown"],
        spread=problem["spread"],
        draws=problem["draws"],
        seed=problem["seed"],
        option_keys=problem["optionKeys"],
        criterion_keys=problem["criterionKeys"],
    )
    shares = find_shares(spec).lead.tolist()
    return {
        "totals": dict(zip(options, totals, strict=True)),
        "lead shares": dict(zip(options, shares, strict=True)),
    }


def _rounded(told: dict[str, Any], tables: dict[str, list[list[Any]]]) -> dict[str, list[str]]:
    """Return the values of every option as the table of scores has to show them."""
    rows = zip(tables["likely"], tables["unknown"], strict=True)
    shown = [
        ["?" if unknown else integer(value) for value, unknown in zip(*row, strict=True)]
        for row in rows
    ]
    return dict(zip(_ids(told, "options"), shown, strict=True))


def _compare(name: str, shown: dict[str, float], own: dict[str, float]) -> None:
    if set(shown) != set(own):
        raise ValueError(f"the {name} shown and those of the page’s data have other names")
    for key, number in shown.items():
        if not abs(number - own[key]) <= TIE:
            raise ValueError(f"the {name} of {key}: {number} is shown, its data give {own[key]}")
