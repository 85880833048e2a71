"""Which options get a colour of their own: all if they are few, else those that lead in a view.

The number of colours is limited. They do not follow the current ranks, so an option keeps its
colour while weights move, from page to page and in every export.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from steelyard.analysis.cache_key import ByIdentity
from steelyard.analysis.sensitivity.robustness import track_weights
from steelyard.analysis.totals import (
    Evaluation,
    View,
    chosen_swings,
    evaluate,
    rank_totals,
)
from steelyard.analysis.weights import weights_from_swings
from steelyard.model import CriteriaSet


def coloured_options(criteria_set: CriteriaSet, most: int) -> tuple[str, ...]:
    """Return the options that get a colour of their own, at most `most` of them, the best first.

    All of them if there are no more than that; otherwise those that come first in some view of
    any frame: with the weights of the file, while one weight moves, through a lens, or under a
    reading or a scenario. If there are too many, the most prominent are kept. Options whose
    colour the file sets are left out. The order is the ranking in the opening frame.
    """
    options = criteria_set.options
    ranking = evaluate(criteria_set, View()).ranking
    free = [option for option in ranking if not options[option].colour]
    if len(options) <= most:
        return tuple(free)
    candidates = dict.fromkeys(
        [*_leading(ByIdentity(criteria_set)), *leaders_elsewhere(criteria_set)]
    )
    chosen = [option for option in candidates if option in free][:most]
    return tuple(option for option in free if option in chosen)


def leaders_elsewhere(criteria_set: CriteriaSet) -> tuple[str, ...]:
    """Return the options that lead with the file's scores or in any other view, each once.

    In order, over all frames with the file's own scores and under each reading: the leaders with
    the weights of the file, those through a lens, and those while one weight moves; last, the
    leaders under a scenario.

    >>> leaders_elsewhere(CriteriaSet.model_validate({
    ...     "format": 1, "title": "Lunch", "criteria": {"taste": {"name": "Taste"}},
    ...     "options": {"a": {"name": "A"}, "b": {"name": "B"}, "c": {"name": "C"}},
    ...     "assessments": {"a": {"taste": 60}, "b": {"taste": 50}, "c": {"taste": 0}},
    ...     "readings": {"child": {"name": "Child", "assessments": {"b": {"taste": 90}}}},
    ... }))
    ('a', 'b')
    """
    return _elsewhere(ByIdentity(criteria_set))


@lru_cache(maxsize=32)
def _leading(key: ByIdentity[CriteriaSet]) -> tuple[str, ...]:
    """Return the options that lead in some frame, then those that lead while one weight moves."""
    criteria_set = key.kept
    views = [evaluate(criteria_set, View(frame=frame)) for frame in criteria_set.frames or [None]]
    leaders = [option for view in views for option in view.leaders]
    return tuple(dict.fromkeys([*leaders, *_leaders_as_weights_move(views)]))


@lru_cache(maxsize=32)
def _elsewhere(key: ByIdentity[CriteriaSet]) -> tuple[str, ...]:
    criteria_set = key.kept
    views = [
        evaluate(criteria_set, View(frame=frame, reading=reading))
        for reading in (None, *criteria_set.readings)
        for frame in criteria_set.frames or [None]
    ]
    own = [option for view in views for option in view.leaders]
    lenses = [
        option
        for view in views
        for lens in criteria_set.lenses
        for option in _leaders_through(criteria_set, view, lens)
    ]
    shifted = [
        option
        for scenario in criteria_set.scenarios
        for frame in criteria_set.frames or [None]
        for option in evaluate(criteria_set, View(frame=frame, scenario=scenario)).leaders
    ]
    return tuple(dict.fromkeys([*own, *lenses, *_leaders_as_weights_move(views), *shifted]))


def _leaders_as_weights_move(views: Sequence[Evaluation]) -> list[str]:
    """Return the options that lead as each weight of a view is varied on its own."""
    return [
        option
        for view in views
        for track in track_weights(view).values()
        for segment in track.segments
        for option in segment.leaders
    ]


def _leaders_through(criteria_set: CriteriaSet, view: Evaluation, lens: str) -> list[str]:
    """Return the options that lead with the weights of a lens and the values of a view."""
    weights = weights_from_swings(chosen_swings(criteria_set, view.criteria, View(lens=lens)))
    totals = {
        option: math.fsum(weights[c] * row[c] for c in view.criteria)
        for option, row in view.values.items()
    }
    ranks = rank_totals(totals)
    return [option for option in view.options if ranks[option] == 1]
