"""Colours where not the best options matter but those that could come first.

Among many options only the best are coloured, yet one far down may lead elsewhere on a
weight's track. It gets a colour nobody uses, so the others keep theirs from chart to
chart. Must not change a colour that `theme` has given.
"""

from __future__ import annotations

from collections.abc import Iterable

from steelyard.analysis.totals import Evaluation
from steelyard.charts import theme
from steelyard.charts.theme import Mode
from steelyard.model import CriteriaSet


def leader_colours(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    shown: Iterable[str],
    mode: Mode,
    *,
    pinned: str | None = None,
) -> dict[str, str]:
    """Return the colour of every option, by id, with as many of `shown` coloured as can be.

    As `theme.option_colours`; an option of `shown` that is grey there takes a slot that
    is left over, in the order of `shown`. Where none is left it stays grey.

    >>> from steelyard.analysis.totals import evaluate
    >>> lunch = CriteriaSet.model_validate({"format": 1, "title": "Lunch",
    ...     "criteria": {"taste": {"name": "Taste"}},
    ...     "options": {"soup": {"name": "Soup"}}})
    >>> leader_colours(lunch, evaluate(lunch), ["soup"], "light")
    {'soup': '#394abb'}
    """
    colours = theme.option_colours(criteria_set, evaluation.ranking, mode, pinned=pinned)
    slots, grey = theme.palette(mode).slots, theme.palette(mode).grey
    free = [slot for slot in slots if slot not in colours.values()]
    for option in shown:
        is_free_to_choose = not criteria_set.options[option].colour
        if free and is_free_to_choose and colours[option] == grey:
            colours[option] = free.pop(0)
    return colours
