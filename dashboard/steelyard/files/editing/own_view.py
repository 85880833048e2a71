"""Somebody's weights and scores put into a file: as a lens, as a reading, as its own scores."""

from __future__ import annotations

from collections.abc import Mapping

from steelyard.files.editing.score_sheet import score_keys
from steelyard.files.editing.value_edits import put_value, put_values
from steelyard.files.editing.yaml_writing import PlainValue


def put_lens(text: str, lens: str, name: str, swings: Mapping[str, float]) -> str:
    """Return the text with a lens of that id and name; `swings` by criterion."""
    return put_value(text, ("lenses", lens), {"name": name, "swings": {**swings}})


def put_reading(
    text: str, reading: str, name: str, scores: Mapping[tuple[str, str], PlainValue]
) -> str:
    """Return the text with a reading of that id and name; `scores` by option and criterion."""
    rows: dict[str, PlainValue] = {}
    for (option, criterion), score in scores.items():
        row = rows.setdefault(option, {})
        assert isinstance(row, dict)
        row[criterion] = score
    return put_value(text, ("readings", reading), {"name": name, "assessments": rows})


def put_scores(text: str, scores: Mapping[tuple[str, str], PlainValue]) -> str:
    """Return the text with scores in place of its own, all put together."""
    return put_values(text, {score_keys(text, *cell): score for cell, score in scores.items()})
