"""A first criteria file from a sheet: short, with a comment where something is to be decided.

Contains what `draft_reading` found, and nothing that is not in the sheet.
"""

from __future__ import annotations

import re
from typing import cast

from steelyard.files.editing.yaml_writing import Manner, PlainValue, write_entry
from steelyard.files.problems import visible_text
from steelyard.files.spreadsheet.draft_reading import DraftCriterion, DraftSet


def write_draft(grid: DraftSet, source: str) -> str:
    """Return the text of a criteria file for a grid read from the file named `source`."""
    source = visible_text(source)
    title = re.sub(r"[_\s]+", " ", source.rpartition(".")[0] or source).strip() or "My question"
    lines = [
        f"# Made from {source}: add what the sheet could not say.",
        "format: 1",
        *write_entry("title", title[:300], Manner(0)),
        "question: What is to be decided?",
        "criteria:            # what matters; each with a scale and a better end",
    ]
    for key, criterion in grid.criteria.items():
        lines += [f"  {key}:", *_criterion_lines(criterion)]
    lines.append("options:             # the courses of action")
    for key, name in grid.options.items():
        lines += write_entry(key, {"name": name}, Manner(2))
    lines.append("assessments:         # a number, [low, likely, high], or unknown")
    for key, cells in grid.scores.items():
        lines += write_entry(key, cast("PlainValue", cells), Manner(2))
    return "\n".join(lines) + "\n"


def _criterion_lines(criterion: DraftCriterion) -> list[str]:
    manner = Manner(4)
    lines = write_entry("name", criterion.name, manner)
    better = criterion.better or "higher"
    said = "" if criterion.better else "    # or lower; the sheet does not say"
    lines.append(f"    better: {better}{said}")
    low, high = criterion.scale or (0, 100)
    scale: dict[str, PlainValue] = {"from": low, "to": high}
    if criterion.unit:
        scale["unit"] = criterion.unit
    guessed: dict[str, PlainValue] = {}
    if not criterion.better:
        guessed["better"] = better
    if criterion.is_scale_guessed:
        guessed["scale"] = dict(scale)
    note = "   # round numbers around those found; name the ends that matter"
    written = write_entry("scale", scale, manner)
    lines += [f"{written[0]}{note if criterion.is_scale_found else ''}", *written[1:]]
    if criterion.swing is not None:
        lines += write_entry("swing", criterion.swing, manner)
    else:
        lines.append("    swing: 100       # how much going from worst to best matters; any size")
    if guessed:
        written = write_entry("unconfirmed", guessed, manner)
        lines += [f"{written[0]}   # guessed; delete what is right, correct above what is not"]
        lines += written[1:]
    return lines
