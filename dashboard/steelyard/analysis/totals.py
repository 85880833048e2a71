"""Totals and ranks by the additive value model.

`evaluate` is the only way from a criteria set to numbers: screen, command line and exports all
use its result.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from steelyard.analysis.cache_key import ByIdentity
from steelyard.analysis.dominance import find_dominated
from steelyard.analysis.ties import rank_numbers
from steelyard.analysis.values import ValueSpan, raw_score, value_span
from steelyard.analysis.weights import weights_from_swings
from steelyard.model import UNKNOWN, Assessment, CriteriaSet, Score

ALL_CRITERIA = "all"
"""The id of the frame of all criteria, used where a file defines no frames."""


@dataclass(frozen=True)
class View:
    """How a criteria set is viewed: which criteria, whose weights, whose assessments.

    Empty means the file's own: its first frame, its swings, its base assessments.
    `swings` overrides single criteria on top of the lens. `disputes` replaces single
    cells, (option, criterion) → value (0–100), with a score without a range; it takes
    precedence over reading and scenario.
    """

    frame: str | None = None
    lens: str | None = None
    swings: Mapping[str, float] = field(default_factory=dict)
    reading: str | None = None
    scenario: str | None = None
    disputes: Mapping[tuple[str, str], float] = field(default_factory=dict)


@dataclass(frozen=True)
class Evaluation:
    """Every number of one view; dictionaries are keyed by id in the order of the file.

    `values`, `lows`, `highs`: option → criterion → 0–100, 100 is the good end.
    `weights` add to one. `contributions`: option → criterion → weight × value.
    `totals`: 0–100.
    `ranks`: 1 is best; totals within 1e-9 share a rank (1-2-2-4).
    `subtotals`: option → group → sum of its contributions; empty without groups.
    `unknown`: cells taken at their full range, likely value in the middle.
    `scores`: option → criterion → the score on the criterion's own scale, after reading,
    scenario and disputes.
    """

    frame: str
    options: tuple[str, ...]
    criteria: tuple[str, ...]
    swings: dict[str, float]
    weights: dict[str, float]
    values: dict[str, dict[str, float]]
    lows: dict[str, dict[str, float]]
    highs: dict[str, dict[str, float]]
    unknown: frozenset[tuple[str, str]]
    contributions: dict[str, dict[str, float]]
    totals: dict[str, float]
    ranks: dict[str, int]
    subtotals: dict[str, dict[str, float]]
    scores: dict[str, dict[str, Score]]

    @cached_property
    def ranges(self) -> dict[str, tuple[float, float]]:
        """Option → its totals, 0–100, with every score at its low end, and at its high end."""
        return {
            option: (_total(self.weights, row), _total(self.weights, self.highs[option]))
            for option, row in self.lows.items()
        }

    @cached_property
    def dominated_by(self) -> dict[str, tuple[str, ...]]:
        """Option → the options that dominate it on likely values, in the order of the file."""
        return find_dominated(self.values)

    @cached_property
    def ranking(self) -> tuple[str, ...]:
        """The options from best to worst; ties in the order of the file."""
        return tuple(sorted(self.options, key=lambda option: self.ranks[option]))

    @cached_property
    def leaders(self) -> tuple[str, ...]:
        """The options on rank 1: more than one where there is a tie."""
        return tuple(option for option in self.options if self.ranks[option] == 1)

    @property
    def is_unweighted(self) -> bool:
        """Whether every swing in view is zero, so that all weights are equal."""
        return all(swing == 0 for swing in self.swings.values())


def frame_criteria(criteria_set: CriteriaSet, frame: str | None) -> tuple[str, tuple[str, ...]]:
    """Return the id and the criteria of a frame; the file's first one for `None`.

    Raises ValueError for a frame the set does not have, naming those it has.
    """
    if not criteria_set.frames and frame in (None, ALL_CRITERIA):
        return ALL_CRITERIA, tuple(criteria_set.criteria)
    chosen = frame if frame is not None else next(iter(criteria_set.frames))
    if chosen not in criteria_set.frames:
        raise ValueError(_unknown_id("frame", chosen, criteria_set.frames or [ALL_CRITERIA]))
    return chosen, tuple(criteria_set.frames[chosen].criteria)


def find_assessment(
    criteria_set: CriteriaSet, option: str, criterion: str, reading: str | None = None
) -> Assessment | None:
    """Return the assessment of a cell in a reading, else the base one, else `None`.

    Raises KeyError for a reading the set does not have.
    """
    if reading is not None:
        rival = criteria_set.readings[reading].assessments.get(option, {}).get(criterion)
        if rival is not None:
            return rival
    return criteria_set.assessments.get(option, {}).get(criterion)


def evaluate(criteria_set: CriteriaSet, view: View | None = None) -> Evaluation:
    """Return the values, weights, totals, ranges, ranks and dominance of one view.

    A cell without an assessment is unknown and takes its full range. If all swings are zero,
    the weights are equal. Totals are summed without rounding error, so the order of options
    or criteria does not change a single bit of them.
    Raises ValueError for an id the set does not have, or a swing that is negative.
    Source: the additive value model, Keeney & Raiffa (1976), chapter 3.
    """
    view = view or View()
    frame, criteria = frame_criteria(criteria_set, view.frame)
    swings = chosen_swings(criteria_set, criteria, view)
    if len(criteria_set.options) * len(criteria) > _MOST_KEPT:
        return _weigh(criteria_set, frame, swings, _find_cells(criteria_set, criteria, view))
    disputes = tuple(view.disputes.items())
    cells = _kept_cells(ByIdentity(criteria_set), criteria, view.reading, view.scenario, disputes)
    return _weigh(criteria_set, frame, swings, cells)


def replace_values(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    values: Mapping[tuple[str, str], float],
) -> Evaluation:
    """Return the evaluation with other values, 0–100 and known, in some of its cells.

    `values`: (option, criterion) → value without a range, as in the disputes of a view.
    """
    found = (evaluation.values, evaluation.lows, evaluation.highs)
    likely, lows, highs = ({option: dict(row) for option, row in part.items()} for part in found)
    scores = {option: dict(row) for option, row in evaluation.scores.items()}
    for (option, criterion), value in values.items():
        likely[option][criterion] = lows[option][criterion] = highs[option][criterion] = value
        number = raw_score(criteria_set.criteria[criterion], value)
        scores[option][criterion] = Score.exactly(number)
    unknown = evaluation.unknown - values.keys()
    cells = _Cells(likely, lows, highs, unknown, scores)
    return _weigh(criteria_set, evaluation.frame, evaluation.swings, cells)


_MOST_KEPT = 600
"""Number of cells of the largest set whose values are cached: 30 options by 20 criteria."""


@dataclass(frozen=True)
class _Cells:
    """The cells of a view, which do not depend on weights; fields as in `Evaluation`."""

    values: dict[str, dict[str, float]]
    lows: dict[str, dict[str, float]]
    highs: dict[str, dict[str, float]]
    unknown: frozenset[tuple[str, str]]
    scores: dict[str, dict[str, Score]]


# Moving a weight recomputes all readings and scenarios in each frame, although their values have
# not changed: about sixty entries per visitor who has their own disputes or struck-out claims.
@lru_cache(maxsize=256)
def _kept_cells(
    seen: ByIdentity[CriteriaSet],
    criteria: tuple[str, ...],
    reading: str | None,
    scenario: str | None,
    disputes: tuple[tuple[tuple[str, str], float], ...],
) -> _Cells:
    view = View(reading=reading, scenario=scenario, disputes=dict(disputes))
    return _find_cells(seen.kept, criteria, view)


def _find_cells(criteria_set: CriteriaSet, criteria: tuple[str, ...], view: View) -> _Cells:
    options = criteria_set.options
    scores = {o: {c: cell_score(criteria_set, o, c, view) for c in criteria} for o in options}
    spans = {
        o: {c: _span_of(criteria_set, o, c, view, score) for c, score in row.items()}
        for o, row in scores.items()
    }
    return _Cells(
        values={o: {c: span.likely for c, span in row.items()} for o, row in spans.items()},
        lows={o: {c: span.low for c, span in row.items()} for o, row in spans.items()},
        highs={o: {c: span.high for c, span in row.items()} for o, row in spans.items()},
        unknown=frozenset((o, c) for o, row in spans.items() for c in row if not row[c].known),
        scores=scores,
    )


def _weigh(
    criteria_set: CriteriaSet, frame: str, swings: dict[str, float], cells: _Cells
) -> Evaluation:
    """Return the evaluation of values under swings; the cells are passed on unchanged."""
    criteria, weights = tuple(swings), weights_from_swings(swings)
    contributions = {
        o: {c: weights[c] * row[c] for c in criteria} for o, row in cells.values.items()
    }
    totals = {o: math.fsum(row.values()) for o, row in contributions.items()}
    return Evaluation(
        frame=frame,
        options=tuple(criteria_set.options),
        criteria=criteria,
        swings=swings,
        weights=weights,
        values=cells.values,
        lows=cells.lows,
        highs=cells.highs,
        unknown=cells.unknown,
        contributions=contributions,
        totals=totals,
        ranks=rank_totals(totals),
        subtotals=_subtotals(criteria_set, criteria, contributions),
        scores=cells.scores,
    )


def rank_totals(totals: Mapping[str, float]) -> dict[str, int]:
    """Return each option's rank: one more than the number of options ahead of it.

    Totals that tie, within 1e-9 of the highest of them, share a rank, as in 1-2-2-4; see
    `ties`.

    >>> rank_totals({"a": 50.0, "b": 70.0, "c": 50.0, "d": 10.0})
    {'a': 2, 'b': 1, 'c': 2, 'd': 4}
    """
    return dict(zip(totals, rank_numbers(list(totals.values())), strict=True))


def chosen_swings(
    criteria_set: CriteriaSet, criteria: tuple[str, ...], view: View
) -> dict[str, float]:
    """Return the swings in force: the file's, or the lens's, with single overrides on top.

    A criterion that the lens does not mention keeps the file's swing; overrides of criteria out of
    view are ignored. Raises ValueError for a lens or criterion the set does not have.

    >>> criteria_set = CriteriaSet.model_validate({
    ...     "format": 1, "title": "Lunch", "options": {"soup": {"name": "Soup"}},
    ...     "criteria": {"taste": {"name": "Taste", "swing": 75}},
    ...     "assessments": {"soup": {"taste": [30, 40, 60]}},
    ... })
    >>> chosen_swings(criteria_set, ("taste",), View(swings={"taste": 20}))
    {'taste': 20.0}
    """
    swings = {criterion: criteria_set.criteria[criterion].swing for criterion in criteria}
    if view.lens is not None:
        if view.lens not in criteria_set.lenses:
            raise ValueError(_unknown_id("lens", view.lens, criteria_set.lenses))
        lens = criteria_set.lenses[view.lens].swings
        swings = {criterion: lens.get(criterion, swings[criterion]) for criterion in criteria}
    for criterion, swing in view.swings.items():
        if criterion not in criteria_set.criteria:
            raise ValueError(_unknown_id("criterion", criterion, criteria_set.criteria))
        if criterion in swings:
            swings[criterion] = float(swing)
    return swings


def cell_score(criteria_set: CriteriaSet, option: str, criterion: str, view: View) -> Score:
    """Return the score of one cell, on its criterion's own scale, under a view.

    A dispute is a score without a range and takes precedence over reading and scenario. A
    scenario shifts low, likely and high alike, in raw points, and stops at the ends of the
    scale; it does not make an unknown score known.
    Raises ValueError for a reading or scenario the set does not have.

    >>> criteria_set = CriteriaSet.model_validate({
    ...     "format": 1, "title": "Lunch", "options": {"soup": {"name": "Soup"}},
    ...     "criteria": {"taste": {"name": "Taste", "swing": 75}},
    ...     "assessments": {"soup": {"taste": [30, 40, 60]}},
    ... })
    >>> cell_score(criteria_set, "soup", "taste", View())
    Score(low=30.0, likely=40.0, high=60.0, known=True)
    """
    if (option, criterion) in view.disputes:
        entry = criteria_set.criteria[criterion]
        return Score.exactly(raw_score(entry, _disputed(view, option, criterion)))
    if view.reading is not None and view.reading not in criteria_set.readings:
        raise ValueError(_unknown_id("reading", view.reading, criteria_set.readings))
    if view.scenario is not None and view.scenario not in criteria_set.scenarios:
        raise ValueError(_unknown_id("scenario", view.scenario, criteria_set.scenarios))
    assessment = find_assessment(criteria_set, option, criterion, view.reading)
    score = assessment.score if assessment is not None else UNKNOWN
    if view.scenario is not None and score.known:
        shift = criteria_set.scenarios[view.scenario].shifts.get(option, {}).get(criterion, 0.0)
        scale = criteria_set.criteria[criterion].scale
        low, likely, high = (min(max(x + shift, scale.from_), scale.to) for x in score[:3])
        return Score(low, likely, high)
    return score


def _span_of(
    criteria_set: CriteriaSet, option: str, criterion: str, view: View, score: Score
) -> ValueSpan:
    if (option, criterion) in view.disputes:
        value = _disputed(view, option, criterion)
        return ValueSpan(value, value, value)
    return value_span(criteria_set.criteria[criterion], score)


def _disputed(view: View, option: str, criterion: str) -> float:
    return min(max(float(view.disputes[option, criterion]), 0.0), 100.0)


def _total(weights: Mapping[str, float], values: Mapping[str, float]) -> float:
    return math.fsum(weights[criterion] * value for criterion, value in values.items())


def _subtotals(
    criteria_set: CriteriaSet,
    criteria: tuple[str, ...],
    contributions: Mapping[str, Mapping[str, float]],
) -> dict[str, dict[str, float]]:
    groups = {
        group: [c for c in criteria if criteria_set.criteria[c].group == group]
        for group in criteria_set.groups
    }
    if not any(groups.values()):
        return {}
    return {
        option: {g: math.fsum(row[c] for c in members) for g, members in groups.items() if members}
        for option, row in contributions.items()
    }


def _unknown_id(what: str, found: str, known: Iterable[str]) -> str:
    return f"no {what} is called {found}; there are: {', '.join(known) or 'none'}"
