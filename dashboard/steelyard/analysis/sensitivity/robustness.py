"""How fragile the lead is, keyed by the ids of the file instead of row numbers.

Passes an `Evaluation` to the modules that work on arrays and returns their results by id. Screen,
command line and exports read these results, so they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from steelyard.analysis.arguments import FloatArray, check_weights
from steelyard.analysis.sensitivity.changes import (
    Belief,
    Ends,
    Flip,
    ScoreChange,
    TrackSegment,
    WeightMove,
    WeightTrack,
)
from steelyard.analysis.sensitivity.leaders import find_leaders, weighted_totals
from steelyard.analysis.sensitivity.locked_shares import set_aside
from steelyard.analysis.sensitivity.one_way import OneWay, move_each, move_groups, weights_at
from steelyard.analysis.sensitivity.optimality import (
    find_nearest_weights,
    find_potential_optimality,
)
from steelyard.analysis.sensitivity.score_flips import find_score_flips, find_score_sets
from steelyard.analysis.sensitivity.weight_flips import find_weight_flips, list_moves
from steelyard.analysis.totals import Evaluation
from steelyard.analysis.values import raw_score
from steelyard.model import CriteriaSet


def likely_values(evaluation: Evaluation) -> FloatArray:
    """Return the likely values as an array, options × criteria, in the evaluation's order."""
    return _table(evaluation, evaluation.values)


def present_weights(evaluation: Evaluation) -> FloatArray:
    """Return the weights as an array in the order of the evaluation's criteria."""
    return np.array([evaluation.weights[criterion] for criterion in evaluation.criteria])


def track_weights(evaluation: Evaluation, locked: Collection[str] = ()) -> dict[str, WeightTrack]:
    """Return, for each criterion, which options lead at every weight it could have; see `one_way`.

    `locked`: criteria that keep their weights while another one moves.
    """
    others = [index for index, c in enumerate(evaluation.criteria) if c in locked]
    if not others:
        tracks = move_each(likely_values(evaluation), present_weights(evaluation))
        return {
            criterion: _track(evaluation, track)
            for criterion, track in zip(evaluation.criteria, tracks, strict=True)
        }
    return {
        criterion: _track_beside(evaluation, [index], others)
        for index, criterion in enumerate(evaluation.criteria)
    }


def track_groups(
    criteria_set: CriteriaSet, evaluation: Evaluation, locked: Collection[str] = ()
) -> dict[str, WeightTrack]:
    """Return the track of each group of criteria, whose members keep their proportions."""
    members = {
        group: [
            index
            for index, criterion in enumerate(evaluation.criteria)
            if criteria_set.criteria[criterion].group == group
        ]
        for group in criteria_set.groups
    }
    others = [index for index, c in enumerate(evaluation.criteria) if c in locked]
    return {
        group: _track_beside(evaluation, indices, others)
        for group, indices in members.items()
        if indices
    }


def _track_beside(
    evaluation: Evaluation, members: Sequence[int], locked: Sequence[int]
) -> WeightTrack:
    """Return the track of some criteria while the locked ones among the others stay."""
    kept = [index for index in locked if index not in members]
    values, weights = likely_values(evaluation), present_weights(evaluation)
    if not kept:
        (track,) = move_groups(values, weights, [members])
        return _track(evaluation, track)
    left = set_aside(values, weights, kept)
    places = [left.criteria.index(member) for member in members]
    (track,) = move_groups(left.values, left.weights, [places])
    found, room = _track(evaluation, track), left.room
    low, high = found.leader_stays
    rank_low, rank_high = found.ranking_stays
    return WeightTrack(
        criteria=_names(evaluation.criteria, members),
        weight=found.weight * room,
        segments=tuple(
            TrackSegment(s.begin * room, s.end * room, s.leaders) for s in found.segments
        ),
        leader_stays=(low * room, high * room),
        ranking_stays=(rank_low * room, rank_high * room),
        nearest=None if found.nearest is None else found.nearest * room,
        most=room,
    )


def find_ends(evaluation: Evaluation, track: WeightTrack) -> Ends:
    """Return each option's total, 0 to 100, where the track's weight is 0 and where it is 1."""
    values, weights = likely_values(evaluation), present_weights(evaluation)
    members = [evaluation.criteria.index(criterion) for criterion in track.criteria]
    at_zero, at_one = (
        weighted_totals(values, weights_at(weights, members, weight)).tolist()
        for weight in (0.0, 1.0)
    )
    return dict(zip(evaluation.options, zip(at_zero, at_one, strict=True), strict=True))


def find_flips(evaluation: Evaluation, locked: Collection[str] = ()) -> dict[str, Flip | None]:
    """Return, for each rival of the leader, the smallest change of weights that levels the two.

    `None` where no weighting can. Of several leaders the first in the ranking is compared with
    the others. `locked`: criteria that keep their weights.
    """
    if len(evaluation.options) < 2:
        return {}
    values, weights = likely_values(evaluation), present_weights(evaluation)
    leader = _leader(evaluation)
    kept = [index for index, c in enumerate(evaluation.criteria) if c in locked]
    if len(kept) == len(evaluation.criteria):
        still = {o: Flip(o, 0.0, dict(evaluation.weights), ()) for o in evaluation.leaders}
        return {o: still.get(o) for i, o in enumerate(evaluation.options) if i != leader}
    left = set_aside(values, weights, kept)
    shares = left.weights
    if kept:
        level = find_leaders(weighted_totals(left.values, check_weights(shares, shares.size)))
        found = find_weight_flips(left.values, shares, leader if leader in level else level[0])
    else:
        found = find_weight_flips(values, weights, leader)
    flips = {}
    for index, (option, points) in enumerate(zip(evaluation.options, found.points, strict=True)):
        if index == found.leader:
            continue
        if not kept:
            flips[option] = _flip(evaluation, option, points, weights, found.weights[index])
            continue
        moved = None if points is None else points * left.room
        after = left.weights_with(found.weights[index]) if points else left.all_weights
        flips[option] = _flip(evaluation, option, moved, left.all_weights, after)
    return flips


def nearest_flip(flips: Mapping[str, Flip | None]) -> Flip | None:
    """Return the smallest of the flips; where two are equal, that of the earlier option."""
    found = [flip for flip in flips.values() if flip is not None]
    return min(found, key=lambda flip: flip.points, default=None)


def find_score_changes(
    criteria_set: CriteriaSet, evaluation: Evaluation
) -> tuple[ScoreChange, ...]:
    """Return each single cell that can flip the lead on its own, the nearest first."""
    if len(evaluation.options) < 2:
        return ()
    found = find_score_flips(*_spans(evaluation), present_weights(evaluation), _leader(evaluation))
    changes = [
        _score_change(
            criteria_set,
            evaluation,
            (evaluation.options[flip.option], evaluation.criteria[flip.criterion]),
            flip.after,
            tuple(evaluation.options[rival] for rival in flip.rivals),
        )
        for flip in found.flips
    ]
    return tuple(sorted(changes, key=lambda change: change.points))


def find_score_changes_together(
    criteria_set: CriteriaSet, evaluation: Evaluation
) -> dict[str, tuple[ScoreChange, ...] | None]:
    """Return, for each rival, the fewest cells that level it with the leader in their ranges."""
    if len(evaluation.options) < 2:
        return {}
    found = find_score_sets(*_spans(evaluation), present_weights(evaluation), _leader(evaluation))
    return {
        rival: None
        if cells is None
        else tuple(
            _score_change(
                criteria_set,
                evaluation,
                (evaluation.options[cell.option], evaluation.criteria[cell.criterion]),
                cell.after,
                (rival,),
            )
            for cell in cells
        )
        for index, (rival, cells) in enumerate(zip(evaluation.options, found.sets, strict=True))
        if index != found.leader
    }


def find_beliefs(evaluation: Evaluation) -> dict[str, Belief]:
    """Return, for each option, the nearest weights that put it first, or what always beats it.

    Raises `ArithmeticError` if the solver fails.
    """
    nearest = find_nearest_weights(likely_values(evaluation), present_weights(evaluation))
    optimality = find_potential_optimality(likely_values(evaluation))
    beaten_by = find_convex_dominance(evaluation)
    beliefs = {}
    for option, found, best in zip(evaluation.options, nearest, optimality, strict=True):
        if found is None:
            beliefs[option] = Belief(option, None, {}, beaten_by.get(option, {}))
            continue
        weights = dict(zip(evaluation.criteria, found.weights, strict=True))
        beliefs[option] = Belief(option, found.points, weights, {}, best.only_level)
    return beliefs


def find_convex_dominance(evaluation: Evaluation) -> dict[str, dict[str, float]]:
    """Return, for each option that some mix of others dominates, that mix with its shares.

    Raises `ArithmeticError` if the solver fails.
    """
    optimality = find_potential_optimality(likely_values(evaluation))
    return {
        option: {evaluation.options[rival]: share for rival, share in found.beaten_by}
        for option, found in zip(evaluation.options, optimality, strict=True)
        if found.beaten_by
    }


def _table(evaluation: Evaluation, cells: dict[str, dict[str, float]]) -> FloatArray:
    return np.array([[cells[o][c] for c in evaluation.criteria] for o in evaluation.options])


def _spans(evaluation: Evaluation) -> tuple[FloatArray, FloatArray, FloatArray]:
    ends = (evaluation.lows, evaluation.values, evaluation.highs)
    low, likely, high = (_table(evaluation, cells) for cells in ends)
    return low, likely, high


def _leader(evaluation: Evaluation) -> int:
    """Return the row of the leader: the first in the ranking, as everywhere else.

    Totals are summed in a different order here; where rounding puts the first in the ranking
    more than a tie below the best, the best is returned.
    """
    totals = weighted_totals(likely_values(evaluation), present_weights(evaluation))
    first = evaluation.options.index(evaluation.ranking[0])
    leaders = find_leaders(totals)
    return first if first in leaders else leaders[0]


def _track(evaluation: Evaluation, track: OneWay) -> WeightTrack:
    return WeightTrack(
        criteria=_names(evaluation.criteria, track.criteria),
        weight=track.weight,
        segments=tuple(
            TrackSegment(s.begin, s.end, _names(evaluation.options, s.leaders))
            for s in track.segments
        ),
        leader_stays=track.leader_stays,
        ranking_stays=track.ranking_stays,
        nearest=track.nearest_crossover,
    )


def _names(ids: tuple[str, ...], indices: Sequence[int]) -> tuple[str, ...]:
    return tuple(ids[index] for index in indices)


def _flip(
    evaluation: Evaluation,
    rival: str,
    points: float | None,
    before: FloatArray,
    after: FloatArray,
) -> Flip | None:
    if points is None:
        return None
    moves = tuple(
        WeightMove(evaluation.criteria[m.giver], evaluation.criteria[m.taker], m.points)
        for m in list_moves(before, after)
    )
    weights = dict(zip(evaluation.criteria, (float(w) for w in after), strict=True))
    return Flip(rival, points, weights, moves)


def _score_change(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    cell: tuple[str, str],
    after: float,
    rivals: tuple[str, ...],
) -> ScoreChange:
    option, criterion = cell
    before = evaluation.values[option][criterion]
    low, high = evaluation.lows[option][criterion], evaluation.highs[option][criterion]
    entry = criteria_set.criteria[criterion]
    return ScoreChange(
        *cell,
        before,
        after,
        raw_score(entry, before),
        raw_score(entry, after),
        rivals,
        low - 1e-9 <= after <= high + 1e-9,
    )
