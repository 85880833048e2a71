"""Somebody's weights and scores put into a file: as a lens, as a reading, as its own scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from steelyard.files.editing.open_text import Keys
from steelyard.files.editing.score_sheet import find_node, score_keys, swing_keys
from steelyard.files.editing.value_edits import put_value, put_values
from steelyard.files.editing.yaml_writing import PlainValue


@dataclass(frozen=True)
class Author:
    """The person who disagrees with the file, why, and when (year-month-day)."""

    name: str
    reason: str
    when: str


def put_lens(text: str, lens: str, name: str, swings: Mapping[str, float], author: Author) -> str:
    """Return the text with a lens of that id and name; `swings` by criterion."""
    entry: PlainValue = {
        "name": name,
        "asked": author.name,
        "swings": {**swings},
        "reason": author.reason,
    }
    return put_value(text, ("lenses", lens), entry)


def put_reading(
    text: str,
    reading: str,
    name: str,
    scores: Mapping[tuple[str, str], PlainValue],
    author: Author,
    over: str | None = None,
    reasons: Mapping[tuple[str, str], str] | None = None,
) -> str:
    """Return the text with a reading of that id and name; `scores` by option and criterion.

    `over`: the reading that the scores were disputed in; the rest of it is copied.
    `reasons`: for the scores that have a reason of their own.
    """
    node = find_node(text, "readings", over, "assessments") if over is not None else None
    below = node.plain() if node is not None else None
    rows: dict[str, PlainValue] = dict(below) if isinstance(below, dict) else {}
    for (option, criterion), score in scores.items():
        row = rows.get(option)
        reason = (reasons or {}).get((option, criterion), "")
        cell: PlainValue = {"score": score, "reason": reason} if reason else score
        rows[option] = {**(row if isinstance(row, dict) else {}), criterion: cell}
    entry: PlainValue = {
        "name": name,
        "by": author.name,
        "summary": author.reason,
        "assessments": rows,
    }
    return put_value(text, ("readings", reading), entry)


def put_scores(
    text: str,
    scores: Mapping[tuple[str, str], PlainValue],
    author: Author,
    reasons: Mapping[tuple[str, str], str] | None = None,
) -> str:
    """Return the text with scores in place of its own; the reason, who and when go with each.

    `reasons`: for the scores that have a reason of their own in place of the author's.
    """
    text = put_values(text, {score_keys(text, *cell): score for cell, score in scores.items()})
    values: dict[Keys, PlainValue] = {}
    for cell in scores:
        reason = (reasons or {}).get(cell) or author.reason
        said = {"reason": reason, "by": author.name, "as_of": author.when}
        values |= {("assessments", *cell, key): content for key, content in said.items()}
    return put_values(text, values)


def put_swings(text: str, swings: Mapping[str, float], author: Author) -> str:
    """Return the text with swings in place of its own, by criterion, and the reason for them."""
    reason = f"{author.reason} ({author.name}, {author.when})"
    values: dict[Keys, PlainValue] = {}
    for criterion, swing in swings.items():
        values[swing_keys(criterion)] = swing
        values["criteria", criterion, "swing_reason"] = reason
    return put_values(text, values)
