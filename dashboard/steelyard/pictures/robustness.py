"""The pictures of how firm a lead is, each with its words and numbers, ready for a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from steelyard.analysis.robustness import Belief, WeightTrack
from steelyard.analysis.totals import Evaluation
from steelyard.analysis.weight_map import Part, WeightMap
from steelyard.analysis.worlds_of import SampledWorlds
from steelyard.charts.beliefs import beliefs, beliefs_alt, beliefs_rows
from steelyard.charts.hundred_worlds import (
    hundred_worlds,
    hundred_worlds_alt,
    hundred_worlds_rows,
)
from steelyard.charts.nearest_flips import nearest_flips, nearest_flips_alt, nearest_flips_rows
from steelyard.charts.rank_shares import rank_shares, rank_shares_alt, rank_shares_rows
from steelyard.charts.two_way_maps import two_way_maps, two_way_maps_alt, two_way_maps_rows
from steelyard.charts.weight_lines import weight_lines, weight_lines_alt, weight_lines_rows
from steelyard.charts.why import why, why_alt, why_rows
from steelyard.charts.winner_map import winner_map, winner_map_alt, winner_map_rows
from steelyard.charts.winner_strips import winner_strips, winner_strips_alt, winner_strips_rows
from steelyard.model import CriteriaSet
from steelyard.pictures.picture import Picture

Tracks = Mapping[str, WeightTrack]
Weights = Mapping[str, float]


def picture_why(decision: CriteriaSet, evaluation: Evaluation, first: str, second: str) -> Picture:
    """Return why one option is ahead of another."""
    return Picture(
        "Difference",
        lambda mode, width: why(decision, evaluation, first, second, mode, width=width),
        why_alt(decision, evaluation, first, second),
        lambda: why_rows(decision, evaluation, first, second),
        (first, second),
    )


def picture_worlds(decision: CriteriaSet, evaluation: Evaluation, worlds: SampledWorlds) -> Picture:
    """Return a hundred worlds by who leads in them."""
    return Picture(
        "Worlds",
        lambda mode, width: hundred_worlds(decision, evaluation, worlds, mode, width=width),
        hundred_worlds_alt(decision, evaluation, worlds),
        lambda: hundred_worlds_rows(decision, evaluation, worlds),
        (worlds.mode,),
    )


def picture_flips(decision: CriteriaSet, evaluation: Evaluation, tracks: Tracks) -> Picture:
    """Return the nearest flip of each single weight."""
    return Picture(
        "Nearest flips",
        lambda mode, width: nearest_flips(decision, evaluation, tracks, mode, width=width),
        nearest_flips_alt(decision, evaluation, tracks),
        lambda: nearest_flips_rows(decision, evaluation, tracks),
        (),
    )


def picture_strips(decision: CriteriaSet, evaluation: Evaluation, tracks: Tracks) -> Picture:
    """Return who leads at every weight of each criterion."""
    return Picture(
        "Leaders by weight",
        lambda mode, width: winner_strips(decision, evaluation, tracks, mode, width=width),
        winner_strips_alt(decision, evaluation, tracks),
        lambda: winner_strips_rows(decision, evaluation, tracks),
        (),
    )


def picture_lines(decision: CriteriaSet, evaluation: Evaluation, track: WeightTrack) -> Picture:
    """Return every total over one weight."""
    return Picture(
        "Totals over one weight",
        lambda mode, width: weight_lines(decision, evaluation, track, mode, width=width),
        weight_lines_alt(decision, evaluation, track),
        lambda: weight_lines_rows(decision, evaluation, track),
    )


def picture_ranks(decision: CriteriaSet, evaluation: Evaluation, worlds: SampledWorlds) -> Picture:
    """Return how often each option stands on each rank."""
    return Picture(
        "Ranks",
        lambda mode, width: rank_shares(decision, evaluation, worlds, mode, width=width),
        rank_shares_alt(decision, evaluation, worlds),
        lambda: rank_shares_rows(decision, evaluation, worlds),
        (worlds.mode,),
    )


def picture_beliefs(
    decision: CriteriaSet, evaluation: Evaluation, found: Mapping[str, Belief]
) -> Picture:
    """Return the nearest weights that put each option first."""
    return Picture(
        "Weights needed",
        lambda mode, width: beliefs(decision, evaluation, found, mode, width=width),
        beliefs_alt(decision, evaluation, found),
        lambda: beliefs_rows(decision, evaluation, found),
        (),
    )


def picture_map(
    decision: CriteriaSet,
    evaluation: Evaluation,
    weight_map: WeightMap,
    lenses: Mapping[str, Weights],
) -> Picture:
    """Return who leads at every split of a weight between three parts."""
    return Picture(
        "Map of leaders",
        lambda mode, width: winner_map(
            decision, evaluation, weight_map, mode, width=width, lenses=lenses
        ),
        winner_map_alt(decision, evaluation, weight_map),
        lambda: winner_map_rows(decision, weight_map),
    )


def picture_pairs(
    decision: CriteriaSet,
    evaluation: Evaluation,
    parts: Sequence[Part],
    maps: Mapping[tuple[int, int], WeightMap],
) -> Picture:
    """Return who leads as two weights move, for each pair."""
    return Picture(
        "Maps of two weights",
        lambda mode, width: two_way_maps(decision, evaluation, parts, maps, mode, width=width),
        two_way_maps_alt(decision, evaluation, maps),
        lambda: two_way_maps_rows(decision, maps),
    )
