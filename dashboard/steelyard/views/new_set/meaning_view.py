"""What each criterion's numbers mean, as plain data for the browser, and its answers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from steelyard.files.problems import format_number
from steelyard.files.spreadsheet.model import FoundCriterion, PlainScore, Understanding
from steelyard.files.spreadsheet.notation.written import tidy
from steelyard.model.units import UNIT_WORDS
from steelyard.views.new_set.importing import (
    Import,
    confirm,
    say_better,
    say_role,
    say_scale,
    say_word,
    unconfirmed,
)


def meaning_data(job: Import) -> dict[str, object]:
    """Return every criterion with the guesses about it and why; none if nothing was read."""
    found = job.found
    if found is None:
        return {"criteria": []}
    open_ones = set(unconfirmed(job))
    swings = [criterion.swing for criterion in found.criteria]
    has_weights = any(swing is not None for swing in swings)
    return {
        "criteria": [
            _criterion(found, at, key, is_open=key in open_ones, has_weights=has_weights)
            for at, key in enumerate(job.ids)
        ],
        "hasWeights": has_weights,
    }


def _criterion(
    found: Understanding, at: int, key: str, *, is_open: bool, has_weights: bool
) -> dict[str, object]:
    entry = found.criteria[at]
    low, high = entry.scale
    scores = [row[at] for row in found.scores]
    words: list[tuple[str, float | None]] = [
        *sorted(((w, tidy(n)) for w, n in entry.words.items()), key=lambda pair: pair[1] or 0),
        *((word, None) for word in entry.unread),
    ]
    return {
        "id": key,
        "name": entry.name,
        "group": entry.group,
        "inSheet": _in_sheet(entry, scores),
        "unit": UNIT_WORDS.get(entry.unit, "") if entry.unit else "",
        "better": entry.better,
        "whyBetter": entry.why_better,
        "from": low,
        "to": high,
        "whyScale": entry.why_scale,
        "words": words,
        "areWordsOpen": bool(entry.words) and not entry.are_words_said,
        "isOpen": is_open,
        "swing": format_number(entry.swing or 0) if has_weights else "",
    }


def _in_sheet(entry: FoundCriterion, scores: Sequence[PlainScore]) -> str:
    """Return what the sheet has for a criterion: the span of its numbers, or its words."""
    if entry.words:
        return ", ".join(entry.words)
    numbers: list[float] = []
    for score in scores:
        numbers += score if isinstance(score, list) else []
        numbers += [score] if isinstance(score, int | float) else []
    if not numbers:
        return "nothing known"
    first, last = format_number(min(numbers)), format_number(max(numbers))
    return first if first == last else f"{first} to {last}"


def import_answered(job: Import, message: object) -> Import:
    """Return the import after a message from the browser; unchanged if the message is invalid."""
    if not isinstance(message, Mapping):
        return job
    kind, key = message.get("kind"), message.get("id")
    if kind == "role":
        side, line, role = message.get("side"), message.get("line"), message.get("role")
        if isinstance(side, str) and isinstance(line, int) and isinstance(role, str):
            return say_role(job, side, line, role)
        return job
    if not isinstance(key, str) or key not in job.ids:
        return job
    if kind == "better" and message.get("better") in ("higher", "lower"):
        return say_better(job, key, str(message["better"]))
    if kind == "confirm":
        return confirm(job, key)
    low, high = _number(message.get("from")), _number(message.get("to"))
    if kind == "scale" and low is not None and high is not None:
        return say_scale(job, key, low, high)
    word, worth = message.get("word"), message.get("number")
    if kind == "word" and isinstance(word, str):
        number = _number(worth)
        return job if number is None and worth is not None else say_word(job, key, word, number)
    return job


def _number(value: object) -> float | None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return None
    return float(value) if math.isfinite(value) else None
