"""The pictures of how firm a lead is, each with its words and numbers, ready for a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from steelyard.analysis.sensitivity.robustness import Belief, WeightTrack
from steelyard.analysis.sensitivity.weight_map import Part, WeightMap
from steelyard.analysis.simulations.sampling import Simulations
from steelyard.analysis.totals import Evaluation
from steelyard.charts.scores.why import why, why_alt, why_rows
from steelyard.charts.simulations.hundred_simulations import (
    hundred_simulations,
    hundred_simulations_alt,
    hundred_simulations_rows,
)
from steelyard.charts.simulations.rank_shares import rank_shares, rank_shares_alt, rank_shares_rows
from steelyard.charts.weights.beliefs import beliefs, beliefs_alt, beliefs_rows
from steelyard.charts.weights.nearest_flips import (
    nearest_flips,
    nearest_flips_alt,
    nearest_flips_rows,
)
from steelyard.charts.weights.two_way_maps import two_way_maps, two_way_maps_alt, two_way_maps_rows
from steelyard.charts.weights.weight_lines import weight_lines, weight_lines_alt, weight_lines_rows
from steelyard.charts.weights.winner_map import winner_map, winner_map_alt, winner_map_rows
from steelyard.charts.weights.winner_strips import (
    winner_strips,
    winner_strips_alt,
    winner_strips_rows,
)
from steelyard.model import CriteriaSet
from steelyard.pictures.picture import Picture

Tracks = Mapping[str, WeightTrack]
Weights = Mapping[str, float]


def picture_why(
    criteria_set: CriteriaSet, evaluation: Evaluation, first: str, second: str
) -> Picture:
    """Return why one option is ahead of another."""
    return Picture(
        "Difference",
        lambda mode, width: why(criteria_set, evaluation, first, second, mode, width=width),
        why_alt(criteria_set, evaluation, first, second),
        lambda: why_rows(criteria_set, evaluation, first, second),
        (first, second),
    )


def picture_simulations(
    criteria_set: CriteriaSet, evaluation: Evaluation, simulations: Simulations
) -> Picture:
    """Return a hundred simulations by who leads in them."""
    return Picture(
        "Simulations",
        lambda mode, width: hundred_simulations(
            criteria_set, evaluation, simulations, mode, width=width
        ),
        hundred_simulations_alt(criteria_set, evaluation, simulations),
        lambda: hundred_simulations_rows(criteria_set, evaluation, simulations),
        (simulations.mode,),
    )


def picture_flips(criteria_set: CriteriaSet, evaluation: Evaluation, tracks: Tracks) -> Picture:
    """Return the nearest flip of each single weight."""
    return Picture(
        "Nearest flips",
        lambda mode, width: nearest_flips(criteria_set, evaluation, tracks, mode, width=width),
        nearest_flips_alt(criteria_set, evaluation, tracks),
        lambda: nearest_flips_rows(criteria_set, evaluation, tracks),
        (),
    )


def picture_strips(criteria_set: CriteriaSet, evaluation: Evaluation, tracks: Tracks) -> Picture:
    """Return who leads at every weight of each criterion."""
    return Picture(
        "Leaders by weight",
        lambda mode, width: winner_strips(criteria_set, evaluation, tracks, mode, width=width),
        winner_strips_alt(criteria_set, evaluation, tracks),
        lambda: winner_strips_rows(criteria_set, evaluation, tracks),
        (),
    )


def picture_lines(criteria_set: CriteriaSet, evaluation: Evaluation, track: WeightTrack) -> Picture:
    """Return every total over one weight."""
    return Picture(
        "Totals over one weight",
        lambda mode, width: weight_lines(criteria_set, evaluation, track, mode, width=width),
        weight_lines_alt(criteria_set, evaluation, track),
        lambda: weight_lines_rows(criteria_set, evaluation, track),
    )


def picture_ranks(
    criteria_set: CriteriaSet, evaluation: Evaluation, simulations: Simulations
) -> Picture:
    """Return how often each option stands on each rank."""
    return Picture(
        "Ranks",
        lambda mode, width: rank_shares(criteria_set, evaluation, simulations, mode, width=width),
        rank_shares_alt(criteria_set, evaluation, simulations),
        lambda: rank_shares_rows(criteria_set, evaluation, simulations),
        (simulations.mode,),
    )


def picture_beliefs(
    criteria_set: CriteriaSet, evaluation: Evaluation, found: Mapping[str, Belief]
) -> Picture:
    """Return the nearest weights that put each option first."""
    return Picture(
        "Weights needed",
        lambda mode, width: beliefs(criteria_set, evaluation, found, mode, width=width),
        beliefs_alt(criteria_set, evaluation, found),
        lambda: beliefs_rows(criteria_set, evaluation, found),
        (),
    )


def picture_map(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    weight_map: WeightMap,
    lenses: Mapping[str, Weights],
) -> Picture:
    """Return who leads at every split of a weight between three parts."""
    return Picture(
        "Map of leaders",
        lambda mode, width: winner_map(
            criteria_set, evaluation, weight_map, mode, width=width, lenses=lenses
        ),
        winner_map_alt(criteria_set, evaluation, weight_map),
        lambda: winner_map_rows(criteria_set, weight_map),
    )


def picture_pairs(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    parts: Sequence[Part],
    maps: Mapping[tuple[int, int], WeightMap],
) -> Picture:
    """Return who leads as two weights move, for each pair."""
    return Picture(
        "Maps of two weights",
        lambda mode, width: two_way_maps(criteria_set, evaluation, parts, maps, mode, width=width),
        two_way_maps_alt(criteria_set, evaluation, maps),
        lambda: two_way_maps_rows(criteria_set, maps),
    )
