"""Compresses the tables of a live page: everything that follows from the rest is left out."""

from __future__ import annotations

from typing import Any

import numpy as np

from steelyard.instrument.problem import score_tables
from steelyard.results.result import Result
from steelyard.results.words.scores.scales import print_number

_BASE = 36
"""The base in which indices are written, with digits and letters."""


def hold_readings(result: Result, instrument: dict[str, Any]) -> dict[str, Any]:
    """Return the menus of a page, and the readings it holds: those of judges laid over the view.

    Any other reading, scenario or frame is another page. `readings`, missing without judges: the
    scores of each in compressed form, except those of the page's own view.
    """
    names = {one["id"]: one["name"] for one in instrument["lenses"]}
    own, judges = result.choice.reading or "", result.laid_judges
    ids = {"", own, *judges} if judges else set()
    # In the order of the lenses, after the file's own weights.
    lens = [instrument["menus"]["lens"][one] for one in ("", *names)]
    reading = [one for one in instrument["menus"]["reading"] if one["id"] in ids]
    labels = [option["label"] for option in instrument["problem"]["options"]]
    menus: dict[str, Any] = {
        "lens": in_columns([_short_entry(entry, labels) for entry in lens]),
        "reading": in_columns([_short_entry(entry, labels, names) for entry in reading]),
        "scenario": [],
        "frame": [],
    }
    if not judges:
        return {"menus": menus}
    undisputed: dict[str, Any] = {
        "lens": None,
        "swings": {},
        "disputes": {},
        "locks": (),
        "rival": None,
    }
    held = [
        {"id": one, **_short(result.change(reading=one or None, **undisputed), instrument)}
        for one in ("", *judges)
        if one != own
    ]
    return {"menus": menus, "readings": held}


def _short_entry(
    entry: dict[str, Any], labels: list[str], names: dict[str, str] | None = None
) -> dict[str, Any]:
    """Return an entry of a menu without the label of its first option, and the name of a lens."""
    leads = None if entry["leads"] == labels[entry["first"]] else entry["leads"]
    short = {**entry, "leads": leads}
    if names is not None:
        short["name"] = None if names.get(entry["id"]) == entry["name"] else entry["name"]
    return short


def repeat_as_none(texts: list[str]) -> list[str | None]:
    """Return texts with `None` in place of each that repeats the one before it.

    >>> repeat_as_none(["one", "one", "two"])
    ['one', None, 'two']
    """
    return [None if i and texts[i - 1] == text else text for i, text in enumerate(texts)]


def _short(result: Result, instrument: dict[str, Any]) -> dict[str, Any]:
    scores = score_tables(result)
    odd = find_odd_texts({**scores, "criteria": instrument["problem"]["criteria"]})
    numbers = [
        number for name in ("low", "likely", "high") for row in scores[name] for number in row
    ]
    return {
        **shorten_numbers(numbers),
        "unknown": find_places(scores["unknown"]),
        "printed": odd,
    }


def shorten_numbers(found: list[float]) -> dict[str, Any]:
    """Return the distinct numbers of a list, and in `cells` the index of each among them.

    An index is written with digits and letters, padded to the width of the last one. That is a
    third as long as the list if judges gave the same few numbers again and again.

    >>> shorten_numbers([50.0, 35.0, 50.0])
    {'numbers': [35.0, 50.0], 'cells': '101'}
    """
    numbers = sorted(set(found))
    width = len(np.base_repr(max(len(numbers) - 1, 0), _BASE))
    places = {number: place for place, number in enumerate(numbers)}
    written = (np.base_repr(places[number], _BASE).rjust(width, "0") for number in found)
    return {"numbers": numbers, "cells": "".join(written).lower()}


def in_columns(entries: list[dict[str, Any]]) -> dict[str, Any]:
    """Return, for every field, the list of its values in the entries; nested fields alike.

    All entries have to have the fields of the first. No entries give no columns.

    >>> in_columns([{"id": "a", "raw": {"to": 1}}, {"id": "b", "raw": {"to": 2}}])
    {'id': ['a', 'b'], 'raw': {'to': [1, 2]}}
    """
    return {
        key: in_columns(found) if isinstance(first, dict) else found
        for key, first in (entries[0] if entries else {}).items()
        for found in [[entry[key] for entry in entries]]
    }


def find_places(table: list[list[bool]]) -> list[list[int]]:
    """Return row and column of every true value, which is shorter if few are true.

    >>> find_places([[False, True], [False, False]])
    [[0, 1]]
    """
    return [[i, j] for i, row in enumerate(table) for j, is_true in enumerate(row) if is_true]


def print_values(problem: dict[str, Any]) -> list[list[str]]:
    """Return the scores that have the likely values of a problem, as the page prints them.

    `problem` is one that still has a list of criteria.
    """
    scales = [criterion["scale"] for criterion in problem["criteria"]]
    return [
        [_print_value(scale, value) for scale, value in zip(scales, row, strict=True)]
        for row in problem["likely"]
    ]


def _print_value(scale: dict[str, Any], value: float) -> str:
    heights, numbers = zip(*sorted((y, x) for x, y in scale["corners"]), strict=True)
    return print_number(float(np.interp(value, heights, numbers)), scale["digits"])


def find_odd_texts(problem: dict[str, Any]) -> list[list[Any]]:
    """Return row, column and text of the scores that are printed differently from their values.

    Unknown scores are, and some on stretches of a scale that all have the same value.
    """
    found = print_values(problem)
    return [
        [i, j, text]
        for i, row in enumerate(problem["printed"])
        for j, text in enumerate(row)
        if text != found[i][j]
    ]


def table_of_places(places: list[list[int]], rows: int, columns: int) -> list[list[bool]]:
    """Return the table that `find_places` was given; raises IndexError for one outside it.

    >>> table_of_places([[0, 1]], 2, 2)
    [[False, True], [False, False]]
    """
    table = [[False] * columns for _ in range(rows)]
    for i, j in places:
        if not (0 <= i < rows and 0 <= j < columns):
            raise IndexError(f"row {i}, column {j} is no place in a table of {rows} by {columns}")
        table[i][j] = True
    return table
