"""A decision with names and texts short enough for two pages.

A file may call an option whatever it likes, at three hundred characters; on paper such a
name would crowd out everything else. Ids, scores and weights stay, so every figure does.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from steelyard.charts.drawing.text import ELLIPSIS
from steelyard.files.criteria_files import LoadedSet
from steelyard.model import CriteriaSet
from steelyard.model.entry import Entry
from steelyard.results.result import Result

LONGEST_NAME, LONGEST_TEXT = 80, 320
"""Characters of names, and of questions, summaries and the like."""

_NAMES = ("name", "short", "title", "family")
_TEXTS = ("question", "summary", "judged_by")
_NAMED = (
    "criteria", "groups", "frames", "options", "conditions", "lenses", "readings", "scenarios",
    "left_out",
)  # fmt: skip

_WITH_PROSE = ("criteria", "options")
"""Of these more than the name is printed."""

AnyEntry = TypeVar("AnyEntry", bound=Entry)


def shortened(result: Result) -> tuple[Result, bool]:
    """Return a result whose names and texts are short, and whether any had to be cut.

    Raises ValueError where nothing in the file can be compared.
    """
    criteria_set = result.loaded.criteria_set
    if criteria_set is None:
        raise ValueError("nothing in this file can be compared")
    short = shorten_names(criteria_set)
    if short == criteria_set:
        return result, False
    loaded: LoadedSet = replace(result.loaded, criteria_set=short)
    return Result(loaded, result.choice), True


def shorten_names(criteria_set: CriteriaSet) -> CriteriaSet:
    """Return a decision with every name and text cut to a length, its end an ellipsis.

    >>> criteria_set = CriteriaSet.model_validate({"format": 1, "title": "Lunch" * 40,
    ...     "criteria": {"taste": {"name": "Taste"}}, "options": {"soup": {"name": "Soup"}}})
    >>> shorten_names(criteria_set).title
    'LunchLunchLunchLunchLunchLunchLunchLunchLunchLunchLunchLunchLunchLunchLunchLunc…'
    """
    update = {
        field: {
            key: _short(entry, has_prose=field in _WITH_PROSE)
            for key, entry in getattr(criteria_set, field).items()
        }
        for field in _NAMED
    }
    return _short(criteria_set, has_prose=True).model_copy(update=update)


def _short(entry: AnyEntry, *, has_prose: bool) -> AnyEntry:
    update = {}
    for fields, most in ((_NAMES, LONGEST_NAME), (_TEXTS, LONGEST_TEXT)):
        for field in fields if most == LONGEST_NAME or has_prose else ():
            text = getattr(entry, field, None)
            if isinstance(text, str) and len(text) > most:
                update[field] = text[: most - 1].rstrip() + ELLIPSIS
    return entry.model_copy(update=update) if update else entry
