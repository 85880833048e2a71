"""Writes a view as DMSY, scikit-criteria's YAML for matrices of scores, and reads it back.

Its `data` are what that library computes with: likely scores on their own scales, before a
scenario's shift, directions and swings. It ignores `extra`, which holds scales, ranges and reasons
as in a criteria file, so that nothing about the cells is lost.
"""

from __future__ import annotations

import math
import re
from typing import Any, Final

from steelyard.export.safe_text import as_label
from steelyard.export.stamps.provenance import Stamp, open_text_seal, provenance, seal
from steelyard.files.editing.yaml_writing import Manner, PlainValue, write_entry
from steelyard.files.problems import format_number
from steelyard.files.yaml.yaml_tree import read_tree
from steelyard.results.result import Result

_Plain = dict[str, PlainValue]

_STAMP = re.compile(rb"\n# steelyard matrix: (\{[^\n]*\})\n?\Z")
_KEPT: Final = "steelyard"
_UNKNOWN: Final = "null"


def to_dmsy(result: Result) -> bytes:
    """Return a view as a stamped DMSY file in UTF-8; a score that is unknown is `null`.

    Options and criteria are given by name; a name that is already taken gets the id appended. If
    every swing is 0, each weight is 1, which means the same and can be divided by.
    """
    criteria_set, evaluation = result.criteria_set, result.evaluation
    criteria = [criteria_set.criteria[key] for key in evaluation.criteria]
    weights = [1.0 if evaluation.is_unweighted else s for s in evaluation.swings.values()]
    names = {key: criteria_set.options[key].name for key in evaluation.options}
    heads = {key: criteria_set.criteria[key].name for key in evaluation.criteria}
    lines = ["dmsy:", "  dm_type: discrete-dm", "  version: 1", "data:", "  matrix:"]
    for option in evaluation.options:
        found = [result.find_assessment(option, key) for key in evaluation.criteria]
        row = [cell.score.likely if cell is not None and cell.score.known else None
               for cell in found]  # fmt: skip
        cells = ", ".join(_UNKNOWN if n is None else format_number(n) for n in row)
        lines.append(f"  - [{cells}]")
    aims: list[PlainValue] = [1 if entry.better == "higher" else -1 for entry in criteria]
    parts: _Plain = {
        "objectives": aims,
        "weights": [_exact(weight) for weight in weights],
        "alternatives": _told_apart(names),
        "criteria": _told_apart(heads),
    }
    for key, value in parts.items():
        lines += write_entry(key, value, Manner(2))
    lines += ["  extra:", *write_entry(_KEPT, _plain_view(result), Manner(4))]
    content = "\n".join(lines).encode()
    return content + f"\n# steelyard matrix: {seal(provenance(result), content)}\n".encode()


def _told_apart(names: dict[str, str]) -> list[PlainValue]:
    labels = {key: as_label(name) for key, name in names.items()}
    return [
        label if [*labels.values()].count(label) == 1 else f"{label} ({key})"
        for key, label in labels.items()
    ]


def _plain_view(result: Result) -> _Plain:
    criteria_set, evaluation = result.criteria_set, result.evaluation
    plain: _Plain = {"format": 1, "title": criteria_set.title}
    for key in ("question", "judged_by", "note"):
        if text := getattr(criteria_set, key):
            plain[key] = text
    if measure := criteria_set.measure.model_dump(exclude_defaults=True):
        plain["measure"] = measure
    criteria: _Plain = {}
    for key in evaluation.criteria:
        entry = criteria_set.criteria[key].model_dump(
            mode="json", by_alias=True, exclude_defaults=True, exclude={"claims", "unconfirmed"}
        )
        anchors: _Plain = {
            format_number(number): text
            for number, text in criteria_set.criteria[key].anchors.items()
        }
        criteria[key] = {
            **entry,
            **({"anchors": anchors} if anchors else {}),
            "swing": _exact(evaluation.swings[key]),
        }
    used = {entry.group for key, entry in criteria_set.criteria.items() if key in criteria}
    groups: _Plain = {
        key: {"name": group.name} for key, group in criteria_set.groups.items() if key in used
    }
    if groups:
        plain["groups"] = groups
    cells: _Plain = {}
    for option in evaluation.options:
        cells[option] = {key: _plain_cell(result, option, key) for key in evaluation.criteria}
    options: _Plain = {key: {"name": criteria_set.options[key].name} for key in evaluation.options}
    return plain | {"criteria": criteria, "options": options, "assessments": cells}


def _plain_cell(result: Result, option: str, criterion: str) -> PlainValue:
    found = result.find_assessment(option, criterion)
    if found is None:
        return "unknown"
    entry: _Plain = {"score": _plain_score(*found.score)}
    for key in ("confidence", "reason", "by", "as_of"):
        if text := getattr(found, key):
            entry[key] = text
    return entry if len(entry) > 1 else entry["score"]


def _plain_score(low: float, likely: float, high: float, known: bool) -> PlainValue:
    if not known:
        return "unknown"
    return _exact(likely) if low == likely == high else [_exact(low), _exact(likely), _exact(high)]


def _exact(number: float) -> int | float:
    return int(number) if float(number).is_integer() and abs(number) < 1e15 else float(number)


def read_dmsy_stamp(data: bytes) -> Stamp:
    """Return the stamp of a DMSY file; see `open_text_seal`."""
    return open_text_seal(_STAMP, data)


def read_dmsy_view(data: bytes) -> _Plain:
    """Return the criteria file in one of our DMSY files, with the current values of its matrix.

    A number changed in the matrix keeps its range if it is within it, else replaces it. Raises
    ValueError if `extra` is not as we write it, or no longer fits the matrix.
    """
    tree = read_tree("the DMSY file", data)
    root: Any = tree.root.plain() if tree.root is not None else None
    try:
        found = root["data"]
        plain: Any = found["extra"][_KEPT]
        keys, options = [*plain["criteria"]], [*plain["options"]]
        matrix, weights, aims = found["matrix"], found["weights"], found["objectives"]
        if len(matrix) != len(options) or {len(row) for row in matrix} != {len(keys)}:
            raise ValueError("its matrix does not fit its options and criteria any more")
        for option, row in zip(options, matrix, strict=True):
            for key, number in zip(keys, row, strict=True):
                _put_score(plain["assessments"][option], key, number)
        is_unweighted = not any(entry["swing"] for entry in plain["criteria"].values())
        for key, weight, aim in zip(keys, weights, aims, strict=True):
            entry = plain["criteria"][key]
            entry["better"] = "lower" if str(aim) in ("-1", "-1.0", "min") else "higher"
            if not is_unweighted or len({*weights}) > 1:
                entry["swing"] = weight
    except (TypeError, KeyError, AttributeError):
        raise ValueError("what it keeps under extra is not as Steelyard writes it") from None
    return {**plain}


def _put_score(cells: Any, key: str, number: object) -> None:
    entry = cells[key]
    old = entry["score"] if isinstance(entry, dict) else entry
    new: PlainValue = "unknown"
    if isinstance(number, int | float) and math.isfinite(number) and not isinstance(number, bool):
        low, _, high = old if isinstance(old, list) else (number, number, number)
        new = [low, number, high] if isinstance(old, list) and low <= number <= high else number
    if isinstance(entry, dict):
        entry["score"] = new
    else:
        cells[key] = new
