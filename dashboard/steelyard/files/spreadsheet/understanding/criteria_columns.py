"""The columns that make a criterion, and the groups that criteria stand in."""

from __future__ import annotations

from collections import Counter

from steelyard.files.spreadsheet import vocabulary as words
from steelyard.files.spreadsheet.table_finding.frame import Label
from steelyard.files.spreadsheet.table_finding.grid import EMPTY
from steelyard.files.spreadsheet.understanding.layout import CriterionColumns, Layout
from steelyard.files.spreadsheet.vocabulary import folded, is_called


def find_criteria(layout: Layout) -> None:
    """Make criteria of columns: one each, or three with one name for low, likely and high."""
    by_name: dict[str, dict[str, int]] = {}
    for column in layout.columns_of("criterion"):
        label = layout.frame.columns[column]
        if label.part in ("low", "likely", "high"):
            by_name.setdefault(folded(label.name), {}).setdefault(label.part, column)
    names: set[tuple[str, str]] = set()
    aside = _repeated_aside(layout)
    for column in layout.columns_of("criterion"):
        label = layout.frame.columns[column]
        parts = by_name.get(folded(label.name), {}) if label.part else {}
        is_whole = {"low", "high"} <= parts.keys() and column in parts.values()
        # Without a likely number, high before low is more often two states of one thing.
        is_whole = is_whole and ("likely" in parts or parts["low"] < parts["high"])
        is_said = column in layout.said_columns
        if folded(label.name) in aside and not label.part and not label.above and not is_said:
            why = "the same name more than once, beside different ones"
            layout.set_column(column, "left out", why)
            continue
        if is_whole and column != min(parts.values()):
            layout.set_column(column, "part", "low, likely or high of a criterion")
            continue
        name = label.name if is_whole or _is_alone(layout, column, label) else " ".join(
            filter(None, (label.name, label.part)))  # fmt: skip
        name = name or layout.frame.grid.column_name(column).capitalize()
        key = (folded(name) or name, folded(label.above))
        if is_said:
            names.add(key)
        elif key in names or (key[0] in {n for n, _ in names} and not label.above):
            layout.set_column(column, "copy", "its name stands at an earlier one already")
            continue
        names.add(key)
        found = CriterionColumns(name, parts.get("likely", column), group=label.above)
        if is_whole:
            found.low, found.high = parts["low"], parts["high"]
            found.likely = parts.get("likely", -1)
        layout.criteria.append(found)


def _repeated_aside(layout: Layout) -> set[str]:
    """Return names that stand more than once while most others do not: `confidence`."""
    columns = layout.columns_of("criterion")
    counts = Counter(folded(layout.frame.columns[column].name) for column in columns)
    repeated = {name for name, count in counts.items() if count > 1 and name}
    return repeated if len(repeated) <= len(counts) / 2 else set()


def _is_alone(layout: Layout, column: int, label: Label) -> bool:
    """Return whether a lone part needs no notice; give empty ends of its range their role."""
    if label.part == "score":
        return True
    others = [
        c
        for c, other in enumerate(layout.frame.columns)
        if c != column and other.name == label.name and _is_filled(layout, c)
    ]
    if any(layout.columns[c].kind == "criterion" for c in others if c in layout.columns):
        return False
    for at in others if label.part == "likely" else ():
        layout.set_column(at, "part", "an empty end of a range")
    return True


def _is_filled(layout: Layout, column: int) -> bool:
    return any(kinds[column] != EMPTY for kinds in layout.frame.grid.kinds)


def group_criteria(layout: Layout) -> None:
    """Give criteria the groups that rows, headings or texts above them name."""
    general = words.CRITERION | words.OPTION | words.VALUE | words.WEIGHT | words.TOTAL
    rows = layout.rows_of("group")
    by_row = _texts_over(layout, rows[0]) if rows and layout.frame.grid.is_turned else {}
    rows_below = [row for row in rows if row > layout.frame.head]
    if rows_below and not by_row:
        by_row = _texts_over(layout, rows_below[0])
    above = {found.group for found in layout.criteria if found.group}
    for found in layout.criteria:
        column = max(found.likely, *(c for c in found.columns))
        heading = [c for c in layout.headings if c < column]
        if layout.frame.grid.is_turned:
            found.group = ""
        if by_row.get(column):
            found.group = by_row[column]
        elif heading:
            found.group = layout.frame.columns[heading[-1]].name
        elif len(above) == 1 and is_called(next(iter(above)), general, 3):
            found.group = ""


def _texts_over(layout: Layout, row: int) -> dict[int, str]:
    """Return the text of a row for each column; an empty cell takes the text before it."""
    texts, last = {}, ""
    for column in range(layout.frame.grid.width):
        if column == layout.frame.names:
            continue
        last = layout.frame.grid.text(row, column) or last
        if column in layout.headings:
            last = ""
        texts[column] = last
    return texts
