"""Headings and words of the charts about judges: where they disagree, and the group's totals."""

from __future__ import annotations

from typing import Final

from steelyard.results.judges.group_result import GroupResult
from steelyard.results.words.judges import (
    RULE_NAMES,
    disagreement_heading,
    group_heading,
    spread_line,
)
from steelyard.results.words.names import option_label
from steelyard.results.words.numbers import counted, one_decimal

_MADE_UP: Final = "Simulated judges: "
_MOST_TOLD: Final = 16


def _marked(found: GroupResult, title: str) -> str:
    """Return a title, marked if the answers are simulated."""
    if not found.round.simulated:
        return title
    return f"{_MADE_UP}{title[:1].lower()}{title[1:]}"


def disagreement_title(found: GroupResult) -> str:
    """Return how many cells could each change the leader, for a chart on its own."""
    return _marked(found, disagreement_heading(found))


def disagreement_subtitle(found: GroupResult, _width: float) -> str:
    """Return the note on how to read the dots of the disagreement."""
    return (
        f"Value, 0 to 100: 100 is always best. One dot for the likely answer of each of "
        f"{counted(len(found.judges), 'judge')}, line from the lowest to the highest, bar at the "
        "mean."
    )


def disagreement_words_of_chart(found: GroupResult) -> str:
    """Return the cells that matter most in words, for readers who do not see the chart."""
    most = max(len(found.deciding), 1)
    lines = [spread_line(found, spread) for spread in found.spreads[: min(most, _MOST_TOLD)]]
    return " ".join(f"{line}." for line in [disagreement_title(found), *lines])


def totals_title(found: GroupResult) -> str:
    """Return the group's verdict on its leader, for a chart on its own."""
    return _marked(found, group_heading(found))


def totals_subtitle(found: GroupResult, _width: float) -> str:
    """Return the note on how to read the group's totals."""
    return (
        f"Total, 0 to 100. Bar: {RULE_NAMES[found.group.rule]}. Rings: each judge’s own total. "
        "Line: the union of the ranges that the judges leave open."
    )


def totals_words(found: GroupResult) -> str:
    """Return the group's totals in words, for readers who do not see the chart."""
    made, group = found.criteria_set, found.group
    parts = [
        f"{option_label(made, option)} {one_decimal(group.totals[option])}, from "
        f"{one_decimal(group.likely_spans[option][0])} to "
        f"{one_decimal(group.likely_spans[option][1])} judge by judge"
        for option in group.ranking
    ]
    return f"{totals_title(found)}. {'; '.join(parts)}."
