"""What an edit changes, in words and as lines, and what that does to the ranking.

Takes two states of one file and makes sentences; draws nothing and saves nothing.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from steelyard.analysis.difference import Difference, compare_sets, find_moves, tell_margin
from steelyard.analysis.difference.comparison import TotalChange
from steelyard.analysis.difference.reasons import signed
from steelyard.model import CriteriaSet
from steelyard.results.words.numbers import integer, listing

MOST_LINES = 400
"""A text difference longer than this is cut short on the page."""


@dataclass(frozen=True)
class Changes:
    """What changes: judgements that count, other words and marks, and the effect on ranks."""

    counting: tuple[str, ...] = ()
    wording: tuple[str, ...] = ()
    effect: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """How many judgements and words differ."""
        return len(self.counting) + len(self.wording)


def describe_changes(
    old: CriteriaSet | None, new: CriteriaSet | None, frame: str | None, lens: str | None
) -> Changes:
    """Return what differs between two states; nothing where one of them cannot be read.

    >>> from steelyard.analysis.difference.example import lunch
    >>> describe_changes(lunch(40), lunch(60), None, None).counting
    ('Taste of Soup: 40 → 60',)
    """
    if old is None or new is None:
        return Changes()
    moves = find_moves(old, new)
    counting = tuple(move.sentence for move in moves if move.counts)
    wording = tuple(move.sentence for move in moves if not move.counts)
    return Changes(counting, wording, _effect(old, new, frame, lens) if counting else ())


def count_lines(old: str, new: str) -> tuple[int, int]:
    """Return how many lines come and how many go.

    >>> count_lines("a\\nb\\n", "a\\nc\\nd\\n")
    (2, 1)
    """
    lines = list(difflib.unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm=""))[2:]
    added = sum(line.startswith("+") for line in lines)
    gone = sum(line.startswith("-") for line in lines)
    return added, gone


def lines_in_words(old: str, new: str) -> str:
    """Return the size of a text difference in words.

    >>> lines_in_words("a\\nb\\n", "a\\nc\\n"), lines_in_words("a\\n", "a\\nb\\n")
    ('1 line changes', '1 line is added')
    """
    added, gone = count_lines(old, new)
    changed = min(added, gone)
    told = [
        f"{_lines(changed)} change{'s' if changed == 1 else ''}" if changed else "",
        f"{_lines(added - changed)} {_are(added - changed)} added" if added > changed else "",
        f"{_lines(gone - changed)} {_are(gone - changed)} taken out" if gone > changed else "",
    ]
    return listing([part for part in told if part])


def text_difference(old: str, new: str, name: str) -> str:
    """Return both texts' differing lines with two lines around them, as `diff -u` has it."""
    lines = list(
        difflib.unified_diff(
            old.splitlines(),
            new.splitlines(),
            f"{name} on disk",
            f"{name} as edited",
            n=2,
            lineterm="",
        )
    )
    more = len(lines) - MOST_LINES
    return "\n".join([*lines[:MOST_LINES], *([f"… and {more} more lines"] if more > 0 else [])])


def _effect(
    old: CriteriaSet, new: CriteriaSet, frame: str | None, lens: str | None
) -> tuple[str, ...]:
    try:
        difference = compare_sets(old, new, frame, lens)
    except ValueError:
        difference = compare_sets(old, new)
    if difference.frames is None:
        return difference.notes
    margin = tell_margin(old, new, difference.margin) if difference.margin else ""
    told = [_leaders(old, new, difference), margin, *_totals(old, new, difference)]
    return tuple(one for one in [*told, *difference.notes] if one)


def _leaders(old: CriteriaSet, new: CriteriaSet, difference: Difference) -> str:
    before = _names(old, difference.leaders_before)
    after = _names(new, difference.leaders_after)
    if difference.leaders_before == difference.leaders_after:
        return f"{after} still {'leads' if len(difference.leaders_after) == 1 else 'lead'}."
    leads = "leads" if len(difference.leaders_after) == 1 else "lead"
    return f"{after} now {leads}, where {before} led before."


def _totals(old: CriteriaSet, new: CriteriaSet, difference: Difference) -> list[str]:
    options = {**old.options, **new.options}
    moved = {
        option: change
        for option, change in difference.totals.items()
        if change.before != change.after or change.rank_before != change.rank_after
    }
    if not moved:
        return ["No total changes with these weights."]
    return [f"{options[one].label}: {_total(change)}" for one, change in moved.items()]


def _total(change: TotalChange) -> str:
    if change.before is None:
        return f"new, on {integer(change.after or 0.0)}"
    if change.after is None:
        return f"gone, was on {integer(change.before)}"
    if change.before == change.after:
        return f"same total, rank {change.rank_before} → {change.rank_after}"
    moved = signed(change.after - change.before)
    is_same = change.rank_before == change.rank_after
    ranks = "" if is_same else f", rank {change.rank_before} → {change.rank_after}"
    return f"total {integer(change.before)} → {integer(change.after)} ({moved}){ranks}"


def _names(criteria_set: CriteriaSet, options: Sequence[str]) -> str:
    return listing([criteria_set.options[option].label for option in options]) or "Nobody"


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count} lines"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
