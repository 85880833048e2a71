"""Differences between two versions of a judge's sheet or of a round, one line each."""

from __future__ import annotations

from typing import Any, Final

from steelyard.model import Round
from steelyard.model.judgements import JudgedRank, JudgedScore, JudgedSwing
from steelyard.results.compared.sheet_changes import SheetComparison, changed_keys
from steelyard.results.words.numbers import as_written
from steelyard.results.words.text import key_words, listing, plain

TWO_JUDGES: Final = (
    "diff compares two versions of one judge’s sheet, or the sheets of one judge in two rounds; "
    "what judges disagree on is told by `steelyard judges disagree` once the round is closed"
)
STILL_OPEN: Final = (
    "the round is open, and until it is closed no answers are shown; a judge sees his or her own "
    "on the page My judgements"
)


def sheet_changes_words(found: SheetComparison) -> list[str]:
    """Return the differences between two versions of a judge's sheet: answers, then the rest."""
    if found.is_empty:
        return ["No answer differs."]
    lines = [f"{what}: {_change(*pair)}" for what, pair in found.scores.items()]
    lines += [f"swing of {what}: {_change(*pair)}" for what, pair in found.swings.items()]
    lines += [f"rank of {what}: {_change(*pair)}" for what, pair in found.ranks.items()]
    if found.described:
        lines.append(f"Also changed: {listing(map(key_words, found.described))}.")
    return lines


def round_changes_words(old: Round, new: Round) -> list[str]:
    """Return what differs between two versions of a round's file."""
    keys = changed_keys(old, new)
    if not keys:
        return ["Nothing differs."]
    short = {"state": (old.state, new.state), "rule": (old.rule, new.rule)}
    lines = [
        f"{key}: {key_words(before)} → {key_words(after)}"
        for key, (before, after) in short.items()
        if key in keys
    ]
    others = [key for key in keys if key not in short]
    return lines + ([f"Also changed: {listing(map(key_words, others))}."] if others else [])


def _change(before: Any, after: Any) -> str:
    said = f"{_answer(before)} → {_answer(after)}"
    if before is None or after is None or _answer(before) != _answer(after):
        return said
    if before.reason != after.reason:
        return f"{_answer(after)}, another reason: {plain(after.reason) or 'none'}"
    return f"{_answer(after)}, {listing(map(key_words, changed_keys(before, after)))} changed"


def _answer(given: JudgedScore | JudgedSwing | JudgedRank | None) -> str:
    if given is None:
        return "no answer"
    if isinstance(given, JudgedSwing):
        return as_written(given.swing)
    if isinstance(given, JudgedRank):
        return as_written(given.rank)
    low, likely, high = map(as_written, given.score[:3])
    if not given.score.known:
        return "cannot judge"
    return likely if low == likely == high else f"{low} to {high}, likely {likely}"
