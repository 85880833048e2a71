"""The judges of a round laid over a criteria set: each is a reading and a lens of it.

Everything computed for one judge is computed from a view of this set by `evaluate`, as for any
reading and lens of a file.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from steelyard.analysis.arguments import FloatArray
from steelyard.analysis.judges.rank_order import centroid_weights
from steelyard.analysis.totals import Evaluation, View, evaluate, frame_criteria
from steelyard.analysis.weights import weights_from_swings
from steelyard.model import UNKNOWN, Assessment, Cell, CriteriaSet, JudgeSheet, Lens, Reading, Score
from steelyard.model.judgements import known_score


@dataclass(frozen=True)
class Panel:
    """The judges' answers over one frame, with every gap filled from the others.

    `criteria_set` has a reading and a lens for each judge, under the judge's pseudonym, and no
    others. `scored`: judge → the cells they scored; `weighted`: the judges who gave a swing or a
    rank for every criterion of the frame; `ranked`: those of them who gave ranks alone, each with
    their ranks.
    """

    criteria_set: CriteriaSet
    frame: str
    judges: tuple[str, ...]
    scored: Mapping[str, frozenset[Cell]]
    weighted: frozenset[str]
    ranked: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @cached_property
    def evaluations(self) -> dict[str, Evaluation]:
        """Judge → the evaluation of the judge's own scores under the judge's own weights."""
        return {judge: evaluate(self.criteria_set, self.view(judge)) for judge in self.judges}

    def view(self, judge: str) -> View:
        """Return the view of one judge: reading and lens of that name."""
        return View(frame=self.frame, lens=judge, reading=judge)

    @property
    def options(self) -> tuple[str, ...]:
        """The options, in the order of the set."""
        return tuple(self.criteria_set.options)

    @property
    def criteria(self) -> tuple[str, ...]:
        """The criteria of the frame, in its order."""
        return frame_criteria(self.criteria_set, self.frame)[1]

    @cached_property
    def values(self) -> FloatArray:
        """Likely values, 0–100: judges × options × criteria."""
        rows = [
            [[found.values[o][c] for c in self.criteria] for o in self.options]
            for found in self.evaluations.values()
        ]
        return np.array(rows, dtype=np.float64)

    @cached_property
    def weights(self) -> FloatArray:
        """Weights, each row adding to one: judges × criteria."""
        rows = [[found.weights[c] for c in self.criteria] for found in self.evaluations.values()]
        return np.array(rows, dtype=np.float64)

    @property
    def unjudged(self) -> frozenset[Cell]:
        """The cells that no judge scored, which are unknown."""
        cells = frozenset((o, c) for o in self.options for c in self.criteria)
        return cells - frozenset().union(*self.scored.values())

    def alone(self, judge: str) -> CriteriaSet:
        """Return the set with one judge's scores and swings as its own."""
        return own_set(self.criteria_set, judge)


def own_set(criteria_set: CriteriaSet, name: str) -> CriteriaSet:
    """Return a set in which a reading's scores and a lens's swings are the set's own."""
    swings = criteria_set.lenses[name].swings
    criteria = {
        id_: entry.model_copy(update={"swing": swings.get(id_, entry.swing)})
        for id_, entry in criteria_set.criteria.items()
    }
    cells = criteria_set.readings[name].assessments
    rest = {"readings": {}, "lenses": {}, "assessments": cells, "criteria": criteria}
    return criteria_set.model_copy(update=rest)


def lay_over(
    criteria_set: CriteriaSet, sheets: Mapping[str, JudgeSheet], frame: str | None = None
) -> Panel:
    """Return the judges' sheets laid over a set, gaps filled from the other judges.

    A cell that a judge left blank or could not judge takes the mean of the others' likely scores,
    and the union of their ranges; a cell that nobody judged is unknown. A judge who ranked the
    swings and gave no numbers has the rank-order centroid for weights; one who did not give every
    swing or rank takes the mean of the others' weights; where nobody gave them all, the weights are
    the set's own. Raises ValueError without judges, and for a frame that the set does not have.

    >>> lunch = CriteriaSet.model_validate({
    ...     "format": 1, "title": "Lunch", "criteria": {"taste": {"name": "Taste"}},
    ...     "options": {"soup": {"name": "Soup"}},
    ... })
    >>> def sheet(judge, answer):
    ...     return JudgeSheet.model_validate({
    ...         "format": 1, "set": "lunch", "round": 1, "judge": judge, "digest": "0" * 64,
    ...         "scores": {"soup": {"taste": answer}}})
    >>> panel = lay_over(lunch, {"a": sheet("a", [10, 20, 60]), "b": sheet("b", [30, 40, 50]),
    ...                          "c": sheet("c", "cannot_judge")})
    >>> panel.evaluations["c"].scores["soup"]["taste"]
    Score(low=10.0, likely=30.0, high=60.0, known=True)
    """
    if not sheets:
        raise ValueError("no judge has answered")
    frame_id, criteria = frame_criteria(criteria_set, frame)
    cells = [(o, c) for o in criteria_set.options for c in criteria]
    given = {
        judge: {
            cell: score
            for cell in cells
            if (score := known_score(sheet.cells.get(cell))) is not None
        }
        for judge, sheet in sheets.items()
    }
    weights = {
        judge: weights_from_swings({c: sheet.swings[c].swing for c in criteria})
        for judge, sheet in sheets.items()
        if all(c in sheet.swings for c in criteria)
    }
    ranked = {
        judge: {c: sheet.ranks[c].rank for c in criteria}
        for judge, sheet in sheets.items()
        if judge not in weights and all(c in sheet.ranks for c in criteria)
    }
    weights |= {judge: centroid_weights(ranks) for judge, ranks in ranked.items()}
    weights = {judge: weights[judge] for judge in sheets if judge in weights}
    own = weights_from_swings({c: criteria_set.criteria[c].swing for c in criteria})
    shared = _mean_weights(list(weights.values()), criteria) if weights else own
    readings = {
        judge: Reading(name=judge, assessments=_filled(cells, judge, given)) for judge in sheets
    }
    lenses = {
        judge: Lens(name=judge, swings=_as_swings(sheet, weights.get(judge), shared))
        for judge, sheet in sheets.items()
    }
    over = criteria_set.model_copy(update={"readings": readings, "lenses": lenses})
    scored = {judge: frozenset(found) for judge, found in given.items()}
    return Panel(over, frame_id, tuple(sheets), scored, frozenset(weights), ranked)


def _as_swings(
    sheet: JudgeSheet, weights: Mapping[str, float] | None, shared: Mapping[str, float]
) -> dict[str, float]:
    """Return the swings as given, so that nothing is lost to rounding; otherwise weights."""
    if weights is None:
        return dict(shared)
    if any(criterion not in sheet.swings for criterion in weights):
        return dict(weights)
    return {criterion: sheet.swings[criterion].swing for criterion in weights}


def _mean_weights(
    weights: Sequence[Mapping[str, float]], criteria: Sequence[str]
) -> dict[str, float]:
    return {c: math.fsum(each[c] for each in weights) / len(weights) for c in criteria}


def _filled(
    cells: Sequence[Cell], judge: str, given: Mapping[str, Mapping[Cell, Score]]
) -> dict[str, dict[str, Assessment]]:
    rows: dict[str, dict[str, Assessment]] = {}
    for option, criterion in cells:
        own = given[judge].get((option, criterion))
        score = own if own is not None else mean_score(
            [found[option, criterion] for found in given.values() if (option, criterion) in found]
        )  # fmt: skip
        rows.setdefault(option, {})[criterion] = Assessment(score=score)
    return rows


def mean_score(scores: Sequence[Score]) -> Score:
    """Return the mean of likely scores with the union of their ranges; unknown for none.

    >>> mean_score([Score(10, 20, 60), Score(30, 40, 50)])
    Score(low=10, likely=30.0, high=60, known=True)
    """
    if not scores:
        return UNKNOWN
    low, high = min(score.low for score in scores), max(score.high for score in scores)
    likely = math.fsum(score.likely for score in scores) / len(scores)
    # Rounding must not push the mean outside the range.
    return Score(low, min(max(likely, low), high), high)


AVERAGED_INPUTS = "*"
"""Id of the reading and the lens with the averaged inputs; no judge can have this name."""


def averaged_set(panel: Panel) -> CriteriaSet:
    """Return the set with the judges' averaged inputs as reading and lens `AVERAGED_INPUTS`.

    Scores are the mean of the likely ones, with the union of the ranges. Weights are the mean of
    the judges' weights: each judge's swings are normalised first, so that big numbers do not count
    more.
    """
    scores = {
        option: {
            criterion: Assessment(
                score=mean_score(
                    [found.scores[option][criterion] for found in panel.evaluations.values()]
                    if (option, criterion) not in panel.unjudged
                    else []
                )
            )
            for criterion in panel.criteria
        }
        for option in panel.options
    }
    weights = _mean_weights([found.weights for found in panel.evaluations.values()], panel.criteria)
    reading = Reading(name=AVERAGED_INPUTS, assessments=scores)
    lens = Lens(name=AVERAGED_INPUTS, swings=weights)
    return panel.criteria_set.model_copy(
        update={"readings": {AVERAGED_INPUTS: reading}, "lenses": {AVERAGED_INPUTS: lens}}
    )
