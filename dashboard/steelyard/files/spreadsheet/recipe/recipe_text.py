"""A recipe as the text of its file: everything that a user has answered, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from steelyard.files.editing.yaml_writing import Manner, PlainValue, write_entry
from steelyard.files.problems import visible_text
from steelyard.files.spreadsheet.model import SaidRole, Wishes
from steelyard.files.spreadsheet.notation.written import tidy
from steelyard.files.spreadsheet.opening.cells import column_letter


def write_recipe(wishes: Wishes, source: str) -> str:
    """Return the text of a recipe; `source` is the name of the spreadsheet, for its first line."""
    plain: dict[str, PlainValue] = {
        "sheet": wishes.sheet,
        "table": wishes.table,
        "criteria_in": wishes.criteria_in,
        "columns": _by_line(wishes.columns, column_letter),
        "rows": _by_line(wishes.rows, str),
        "better": dict(wishes.better),
        "scales": {
            key: {"from": tidy(low), "to": tidy(high)} for key, (low, high) in wishes.scales.items()
        },
        "words": {
            key: {word: "unknown" if n is None else tidy(n) for word, n in words.items()}
            for key, words in wishes.words.items()
        },
        "confirmed": [*wishes.confirmed],
        "title": wishes.title,
        "question": wishes.question,
        "judged_by": wishes.judged_by,
    }
    lines = [f"# How {visible_text(source)} is read: steelyard new --from … --recipe …"]
    for key, value in plain.items():
        if value:
            lines += write_entry(key, value, Manner(0))
    return "\n".join(lines) + "\n" if len(lines) > 1 else f"{lines[0]}\n{{}}\n"


def _by_line(roles: Mapping[int, SaidRole], name: Callable[[int], str]) -> dict[str, PlainValue]:
    """Return roles by line, neighbours of one role together as `D-G`."""
    runs: list[tuple[int, int, SaidRole]] = []
    for number, role in sorted(roles.items()):
        if runs and runs[-1][1] == number - 1 and runs[-1][2] == role:
            runs[-1] = (runs[-1][0], number, role)
        else:
            runs.append((number, number, role))
    return {
        name(first) if first == last else f"{name(first)}-{name(last)}": role
        for first, last, role in runs
    }
