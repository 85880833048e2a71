"""Leaves out of a layout whatever follows from other numbers, by name and by arithmetic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from steelyard.files.problems import echo
from steelyard.files.spreadsheet import vocabulary as words
from steelyard.files.spreadsheet.model import FoundCriterion, Guess
from steelyard.files.spreadsheet.notation.numbers import read_column
from steelyard.files.spreadsheet.table_finding.frame import (
    is_rank_name,
    is_spread_name,
    is_sure_total,
    is_total_name,
)
from steelyard.files.spreadsheet.understanding.arithmetic import (
    agree,
    explain_part_sum,
    explain_product,
    explain_total,
    is_copy,
    is_ranking,
    turned_by,
)
from steelyard.files.spreadsheet.understanding.layout import CriterionColumns, Layout
from steelyard.files.spreadsheet.understanding.meaning import Column
from steelyard.files.spreadsheet.vocabulary import folded, is_called

_NO_OPTIONS: Final = words.words_of(
    "target targets threshold thresholds ideal nadir benchmark count stdev variance std range "
    "legend key ziel zielwert schwelle seuil umbral soglia streefwaarde probability "
    "probabilities wahrscheinlichkeit probabilite probabilidad probabilita"
)
_KEPT: Final = frozenset({"rating", "net", "results", "result"})
"""Words for totals that head criteria as often."""

_EXTREMES: Final = {"min": min, "minimum": min, "lowest": min, "max": max, "maximum": max,
                    "highest": max, "best": max, "worst": min}  # fmt: skip


def drop_rows(layout: Layout) -> None:
    """Take out of the options rows that are named as totals, ranks, targets or copies."""
    names = {folded(layout.frame.rows[row].name) for row in layout.options}
    for row in [row for row in layout.options if row not in layout.said_rows]:
        label = layout.frame.rows[row]
        tokens = folded(label.name).split()
        rest = " ".join(t for t in tokens if t not in words.WEIGHTED | words.VALUE | {"of"})
        if is_sure_total(label.name) or (is_total_name(label.name) and len(layout.options) > 2):
            _drop_row(layout, row, "total", "named as a total or average")
        elif is_rank_name(label.name):
            _drop_row(layout, row, "total", "ranks follow from the scores")
        elif label.part == "weighted" or (rest != folded(label.name) and (not rest or (
            rest in names and words.WEIGHTED.intersection(tokens)))):  # fmt: skip
            _drop_row(layout, row, "copy", "weighted or normalised scores")
        elif is_called(label.name, words.WEIGHT, 2):
            why = "weights that are no numbers, which say nothing of how much more"
            _drop_row(layout, row, "left out", why)
        elif _is_mark(tokens) and len(layout.options) > 2:
            _drop_row(layout, row, "left out", "named as a target or mark, not as an option")


def _is_mark(tokens: Sequence[str]) -> bool:
    """Return whether a name is that of a target; `do minimum` is an option, `minimum` is none."""
    bare = [token for token in tokens if token not in ("value", "score", "points", "possible")]
    if len(bare) == 1 and bare[0] in _EXTREMES.keys() | {"maximo", "minimo", "massimo"}:
        return True
    return 1 <= len(tokens) <= 2 and not _NO_OPTIONS.isdisjoint(tokens)


def _drop_row(layout: Layout, row: int, kind: str, why: str) -> None:
    layout.options.remove(row)
    layout.families.pop(row, None)
    layout.set_row(row, kind, why)


def drop_computed_rows(layout: Layout, columns: Mapping[str, Column]) -> bool:
    """Take out rows that are sums, averages or extremes of all others; return whether one was."""
    count = len(layout.options)
    if count < 3 or not columns:
        return False
    for place in (count - 1, 0):
        row = layout.options[place]
        if row in layout.said_rows:
            continue
        rest = [i for i in range(count) if i != place]
        found = [column.likely for column in columns.values()]
        pairs = [(v[place], [v[i] for i in rest if v[i] is not None]) for v in found]
        known = [
            (value, [n for n in numbers if n is not None])
            for value, numbers in pairs
            if value is not None and len(numbers) == len(rest)
        ]
        why = _explain_row(layout.frame.rows[row].name, known, count)
        if why:
            _drop_row(layout, row, "total", why)
            return True
    return False


def _explain_row(name: str, known: Sequence[tuple[float, list[float]]], count: int) -> str:
    if len(known) < 2:
        return ""
    extreme = _EXTREMES.get(folded(name))
    if extreme is not None and all(v == extreme(numbers) for v, numbers in known):
        return "the lowest or highest of each column"
    if len(known) < 3 and count < 5:
        return ""
    varied = len({round(v, 9) for v, _ in known}) > 1
    for what, divisor in (("the sum of each column", 1), ("the average of each column", count - 1)):
        if varied and all(abs(v - sum(ns) / divisor) < 1e-6 * max(1, abs(v)) for v, ns in known):
            return what
    return ""


def drop_columns(
    layout: Layout, columns: dict[str, Column], weights: Mapping[str, float]
) -> list[str]:
    """Take out of the criteria totals, averages, ranks and copies; return sentences about them.

    `columns` and `weights` are by name of the criterion; a criterion with a weight of its own is
    kept, and reported as counting twice.
    """
    said: list[str] = []
    _drop_copies(layout, columns, weights)
    for found in [*reversed(layout.criteria)]:
        if len(layout.criteria) < 2:
            break
        if _is_said(layout, found):
            continue
        why = _explain(layout, found, columns, weights)
        if not why:
            continue
        if weights.get(found.name) and not _is_total_weight(layout, found, weights):
            said.append(
                f"{echo(found.name)} is {why}, and so counts twice; it has a weight and stays"
            )
        else:
            _drop(layout, found, "total", why)
    _drop_ranks(layout, columns)
    return said


def _is_said(layout: Layout, found: CriterionColumns) -> bool:
    return not layout.said_columns.keys().isdisjoint(found.columns)


def _explain(
    layout: Layout,
    found: CriterionColumns,
    columns: Mapping[str, Column],
    weights: Mapping[str, float],
) -> str:
    values = columns[found.name].likely
    is_named = is_total_name(found.name)
    others = {
        other.name: columns[other.name].likely
        for other in layout.criteria
        if other is not found and not is_sure_total(other.name)
        and columns[other.name].words is None
    }  # fmt: skip
    before = {n: v for n, v in others.items() if _at(layout, n) < found.likely}
    for chosen in (others, before):
        if why := explain_total(values, chosen, weights, is_named=is_named):
            return why
    if _is_subtotal(layout, found):
        return "a subtotal"
    if is_spread_name(found.name):
        return "named as a spread of the others"
    if is_sure_total(found.name):
        return "named as a total or average"
    if is_named and weights and not weights.get(found.name) and others:
        return "named as a result, and without a weight"
    is_last = found is layout.criteria[-1] and len(layout.criteria) > 2
    if is_named and is_last and not weights and not _KEPT.issuperset(folded(found.name).split()):
        return "named as a result of the others"
    if formula := _formula_of(layout, found):
        return formula
    if product := explain_product(values, before):
        return f"the product of {product}"
    parts = explain_part_sum(values, before)
    return f"the sum of {parts}" if parts and columns[found.name].words is None else ""


def _is_total_weight(layout: Layout, found: CriterionColumns, weights: Mapping[str, float]) -> bool:
    """Return whether what stands as a weight is the sum of weights, or the name that of a total."""
    if is_sure_total(found.name) or _is_subtotal(layout, found):
        return True
    if not is_total_name(found.name) or _KEPT.issuperset(folded(found.name).split()):
        return False
    others = sum(weights.get(other.name, 0.0) for other in layout.criteria if other is not found)
    own = weights[found.name]
    return abs(own - others) < 0.006 * own or (own in (1, 100) and abs(others - own) < 0.02 * own)


def _is_subtotal(layout: Layout, found: CriterionColumns) -> bool:
    """Return whether a name is a word for a total beside the name of a heading."""
    tokens = folded(found.name).split()
    rest = " ".join(token for token in tokens if token not in words.SURE_TOTAL)
    headings = {folded(other.group) for other in layout.criteria if other.group}
    headings |= {folded(layout.frame.columns[column].name) for column in layout.headings}
    return 0 < len(rest) < len(folded(found.name)) and (
        rest in headings or tokens[0] in ("subtotal", "zwischensumme")
    )


def _at(layout: Layout, name: str) -> int:
    return next(found.likely for found in layout.criteria if found.name == name)


def _formula_of(layout: Layout, found: CriterionColumns) -> str:
    """Return what a column is computed from, where formulas in all its rows say so."""
    grid = layout.frame.grid
    formulas = [grid.formula(row, found.likely) for row in layout.options]
    if len(formulas) < 2 or not all(formulas):
        return ""
    places = {
        grid.place(row, other.likely): other.name
        for row in layout.options
        for other in layout.criteria
        if other is not found and other.likely >= 0
    }
    used = []
    for row, formula in zip(layout.options, formulas, strict=True):
        text = f" {formula.replace('$', '')} "
        names = [name for place, name in places.items() if _mentions(text, place)]
        if not names:
            return ""
        used += names if row == layout.options[0] else []
    names = list(dict.fromkeys(used))
    return f"computed from {' and '.join(map(echo, names[:4]))}" if len(names) >= 2 else ""


def _mentions(formula: str, place: str) -> bool:
    at = formula.find(place)
    while at >= 0:
        before, after = formula[at - 1], formula[at + len(place)]
        if not before.isalnum() and not after.isdigit():
            return True
        at = formula.find(place, at + 1)
    return False


def _drop_copies(
    layout: Layout, columns: Mapping[str, Column], weights: Mapping[str, float]
) -> None:
    bare = {_bare(found.name): found for found in layout.criteria if not _is_weighted(found.name)}
    for found in [*layout.criteria]:
        if weights.get(found.name) or _is_said(layout, found):
            continue
        source = bare.get(_bare(found.name)) if _is_weighted(found.name) else None
        if source is not None and source is not found:
            _drop(layout, found, "copy", f"weighted or normalised {echo(source.name)}")
    if not weights or len(layout.criteria) > 120:
        return
    weighted = [found for found in layout.criteria if weights.get(found.name)]
    for found in [*layout.criteria]:
        if weights.get(found.name) or len(layout.options) < 2 or _is_said(layout, found):
            continue
        for other in weighted:
            values, source_values = columns[found.name].likely, columns[other.name].likely
            if is_copy(values, source_values, weights[other.name], is_named=False):
                _drop(layout, found, "copy", f"{echo(other.name)} times its weight")
                break


def _is_weighted(name: str) -> bool:
    return not words.WEIGHTED.isdisjoint(folded(name).split())


def _bare(name: str) -> str:
    generic = words.WEIGHTED | {"score", "value", "x", "weight"}
    return " ".join(token for token in folded(name).split() if token not in generic)


def _drop_ranks(layout: Layout, columns: Mapping[str, Column]) -> None:
    """Take out a column that orders the options as a total left out before does."""
    for found in [*layout.criteria]:
        values = columns[found.name].likely
        if len(values) < 4 or len(layout.criteria) < 3 or not is_ranking(values):
            continue
        if _is_said(layout, found):
            continue
        for name, total in columns.items():
            if any(other.name == name for other in layout.criteria) or name == found.name:
                continue
            known = [value for value in total.likely if value is not None]
            ranks = [
                1.0 + sum(other > value for other in known) if value is not None else None
                for value in total.likely
            ]
            if agree(values, ranks):
                _drop(layout, found, "total", f"ranks by {echo(name)}")
                break


def _drop(layout: Layout, found: CriterionColumns, kind: str, why: str) -> None:
    layout.criteria.remove(found)
    for column in found.columns:
        if column >= 0:
            layout.set_column(column, kind, why)


def implied_direction(
    layout: Layout, criteria: Sequence[FoundCriterion], columns: Mapping[str, Column]
) -> Guess | None:
    """Return a guess that a direction is turned, where the sheet's own totals say so.

    The totals and ranks of the sheet are compared with the first ranking. If they give another
    order, and turning one criterion alone gives theirs, that criterion is named.
    """
    shares = [_shares(criterion, columns[criterion.name]) for criterion in criteria]
    weights = [1.0 if c.swing is None else c.swing for c in criteria]
    for column, role in sorted(layout.columns.items()):
        if role.kind != "total" or role.why.startswith(("the sum of", "a subtotal", "computed")):
            continue
        cells = [layout.frame.grid.cells[row][column] for row in layout.options]
        wanted = Column([*read_column(cells, "", False).scores]).likely
        name = layout.frame.columns[column].name
        if is_rank_name(name) or role.why.startswith("ranks"):
            wanted = [None if value is None else -value for value in wanted]
        found = turned_by(shares, weights, wanted)
        if found is None:
            continue
        total = f"{echo(name)} puts the options in another order than the first ranking"
        if len(found) != 1:
            return None
        criterion = criteria[found[0]]
        other = "lower" if criterion.better == "higher" else "higher"
        says = f"{total}; both would agree if {other} were better for {echo(criterion.name)}"
        return Guess("turned_direction", says)
    return None


def _shares(criterion: FoundCriterion, column: Column) -> list[float | None]:
    low, high = criterion.scale
    shares = [None if n is None else (n - low) / (high - low) for n in column.likely]
    if criterion.better == "higher":
        return shares
    return [None if share is None else 1 - share for share in shares]
