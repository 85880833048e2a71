"""Every picture there is of a result, by key, each computed only when it is asked for.

Briefs, slides, documents, the ZIP and `steelyard export` take their pictures from here, so
that one picture of one view is the same in all of them. Where a page lets somebody choose,
the gallery holds what the page shows first. Knows no file format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from steelyard.analysis.evidence.source_support import find_source_support
from steelyard.analysis.perspectives.mix import mix_readings
from steelyard.analysis.perspectives.perspectives import (
    through_lenses,
    through_readings,
    through_scenarios,
)
from steelyard.analysis.sensitivity.robustness import find_beliefs, track_weights
from steelyard.analysis.sensitivity.weight_map import map_pairs, map_weights
from steelyard.charts.weights.two_way_maps import MOST_PARTS
from steelyard.pictures.evidence import picture_coverage
from steelyard.pictures.perspectives import (
    picture_lens_ranks,
    picture_mix,
    picture_regret,
    picture_totals,
)
from steelyard.pictures.picture import FULL, HALF, WIDE, Picture
from steelyard.pictures.robustness import (
    picture_beliefs,
    picture_flips,
    picture_lines,
    picture_map,
    picture_pairs,
    picture_ranks,
    picture_simulations,
    picture_strips,
    picture_why,
)
from steelyard.pictures.table import (
    picture_groups,
    picture_pareto,
    picture_scorecard,
    picture_values,
)
from steelyard.pictures.weight_parts import (
    fills_all,
    leader_and_rival,
    opening_aims,
    opening_parts,
    overlap,
    parts_of,
)
from steelyard.results.result import Result

Gallery = Mapping[str, Callable[[], Picture]]
Entries = Iterator[tuple[str, Callable[[], Picture]]]

LINES, MIX = "totals-over-", "mix-with-"
"""Keys that end in the id of a criterion, and of a reading."""

_WIDTHS = {
    "scorecard": WIDE,
    "values": FULL,
    "leaders-by-weight": FULL,
    "ranks": FULL,
    "weights-needed": FULL,
    "ranks-by-lens": FULL,
    "totals-by-lens": FULL,
    "totals-by-scenario": FULL,
    "regret": FULL,
    "support": FULL,
}


def gallery(result: Result) -> Gallery:
    """Return every picture that says something about a result, in the order of the pages.

    A file with one option has nothing to compare, one without lenses no ranks by lens, and
    so on: such pictures are not there. Making the picture of the weights needed may raise
    ArithmeticError, where the solver gives up on the numbers.
    """
    return {
        **dict(_of_scores(result)),
        **dict(_of_the_lead(result)),
        **dict(_of_weights(result)),
        **dict(_of_perspectives(result)),
    }


def width_of(key: str) -> float:
    """Return how wide a picture of the gallery leaves the house, in pixels.

    >>> width_of("scorecard"), width_of("simulations")
    (1000, 620)
    """
    return _WIDTHS.get(key, HALF)


def _of_scores(result: Result) -> Entries:
    criteria_set, evaluation = result.criteria_set, result.evaluation
    yield "scorecard", lambda: picture_scorecard(criteria_set, evaluation, result.simulations)
    yield "values", lambda: picture_values(criteria_set, evaluation, result.choice.reading)
    if evaluation.subtotals:
        yield "totals-by-group", lambda: picture_groups(criteria_set, evaluation)
    parts = parts_of(criteria_set, evaluation)
    if len(evaluation.options) > 1 and len(parts) > 1:
        across, up = (parts[name] for name in opening_aims(evaluation, parts))
        yield "two-aims", lambda: picture_pareto(criteria_set, evaluation, across, up)
    supports = find_source_support(
        criteria_set, evaluation.criteria, result.evidence.sources, result.choice.reading
    )
    if not set(supports.values()) <= {"none", "unknown"}:
        yield "support", lambda: picture_coverage(criteria_set, evaluation, supports)


def _of_the_lead(result: Result) -> Entries:
    criteria_set, evaluation = result.criteria_set, result.evaluation
    if len(evaluation.options) < 2:
        return
    first, second = leader_and_rival(evaluation, result.choice.rival)
    yield "difference", lambda: picture_why(criteria_set, evaluation, first, second)
    yield "simulations", lambda: picture_simulations(criteria_set, evaluation, result.simulations)
    yield "ranks", lambda: picture_ranks(criteria_set, evaluation, result.simulations)
    yield (
        "weights-needed",
        lambda: picture_beliefs(criteria_set, evaluation, find_beliefs(evaluation)),
    )


def _of_weights(result: Result) -> Entries:
    criteria_set, evaluation = result.criteria_set, result.evaluation
    if len(evaluation.options) < 2 or len(evaluation.criteria) < 2:
        return
    tracks = track_weights(evaluation)
    yield "nearest-flips", lambda: picture_flips(criteria_set, evaluation, tracks)
    yield "leaders-by-weight", lambda: picture_strips(criteria_set, evaluation, tracks)
    for criterion, track in tracks.items():
        yield f"{LINES}{criterion}", partial(picture_lines, criteria_set, evaluation, track)
    parts = parts_of(criteria_set, evaluation)
    three = [parts[name] for name in opening_parts(evaluation, parts, 3)]
    if len(three) == 3 and not overlap(three):
        yield (
            "map-of-leaders",
            lambda: picture_map(
                criteria_set, evaluation, map_weights(evaluation, three), _lens_weights(result)
            ),
        )
    several = [parts[name] for name in opening_parts(evaluation, parts, MOST_PARTS)]
    if len(evaluation.criteria) > 2 and not (overlap(several) or fills_all(evaluation, several)):
        yield (
            "maps-of-two-weights",
            lambda: picture_pairs(
                criteria_set, evaluation, several, map_pairs(evaluation, several)
            ),
        )


def _of_perspectives(result: Result) -> Entries:
    criteria_set, view = result.criteria_set, result.choice.view
    if criteria_set.lenses:
        yield (
            "ranks-by-lens",
            lambda: picture_lens_ranks(criteria_set, through_lenses(criteria_set, view)),
        )
        yield (
            "totals-by-lens",
            lambda: picture_totals(
                criteria_set, through_lenses(criteria_set, view), "Totals by lens"
            ),
        )
    if criteria_set.readings:
        yield (
            "totals-by-reading",
            lambda: picture_totals(
                criteria_set, through_readings(criteria_set, view), "Totals by reading"
            ),
        )
    for reading in criteria_set.readings:
        yield f"{MIX}{reading}", partial(_picture_mix, result, reading)
    if criteria_set.scenarios:
        yield (
            "totals-by-scenario",
            lambda: picture_totals(
                criteria_set, through_scenarios(criteria_set, view), "Totals by scenario"
            ),
        )
        yield "regret", lambda: picture_regret(criteria_set, through_scenarios(criteria_set, view))


def _picture_mix(result: Result, reading: str) -> Picture:
    mix = mix_readings(result.criteria_set, result.choice.view, second=reading, share=0.0)
    return picture_mix(result.criteria_set, mix)


def _lens_weights(result: Result) -> dict[str, Mapping[str, float]]:
    found = through_lenses(result.criteria_set, result.choice.view).evaluations
    return {seen.lens: view.weights for seen, view in found.items() if seen.lens is not None}
