"""Every picture there is of a subject, by key, each computed only when it is asked for.

Briefs, slides, documents, the ZIP and `steelyard export` take their pictures from here, so
that one picture of one view is the same in all of them. Where a page lets somebody choose,
the gallery holds what the page shows first. Knows no file format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from steelyard.analysis.mix import mix_readings
from steelyard.analysis.perspectives import (
    through_lenses,
    through_readings,
    through_scenarios,
)
from steelyard.analysis.robustness import find_beliefs, track_weights
from steelyard.analysis.source_support import find_source_support
from steelyard.analysis.weight_map import map_pairs, map_weights
from steelyard.charts.two_way_maps import MOST_PARTS
from steelyard.export.subject import Subject
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
    picture_strips,
    picture_why,
    picture_worlds,
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


def gallery(subject: Subject) -> Gallery:
    """Return every picture that says something about a subject, in the order of the pages.

    A file with one option has nothing to compare, one without lenses no ranks by lens, and
    so on: such pictures are not there. Making the picture of the weights needed may raise
    ArithmeticError, where the solver gives up on the numbers.
    """
    return {
        **dict(_of_scores(subject)),
        **dict(_of_the_lead(subject)),
        **dict(_of_weights(subject)),
        **dict(_of_perspectives(subject)),
    }


def width_of(key: str) -> float:
    """Return how wide a picture of the gallery leaves the house, in pixels.

    >>> width_of("scorecard"), width_of("worlds")
    (1000, 620)
    """
    return _WIDTHS.get(key, HALF)


def _of_scores(subject: Subject) -> Entries:
    decision, evaluation = subject.decision, subject.evaluation
    yield "scorecard", lambda: picture_scorecard(decision, evaluation, subject.worlds)
    yield "values", lambda: picture_values(decision, evaluation, subject.choice.reading)
    if evaluation.subtotals:
        yield "totals-by-group", lambda: picture_groups(decision, evaluation)
    parts = parts_of(decision, evaluation)
    if len(evaluation.options) > 1 and len(parts) > 1:
        across, up = (parts[name] for name in opening_aims(evaluation, parts))
        yield "two-aims", lambda: picture_pareto(decision, evaluation, across, up)
    supports = find_source_support(
        decision, evaluation.criteria, subject.evidence.sources, subject.choice.reading
    )
    if not set(supports.values()) <= {"none", "unknown"}:
        yield "support", lambda: picture_coverage(decision, evaluation, supports)


def _of_the_lead(subject: Subject) -> Entries:
    decision, evaluation = subject.decision, subject.evaluation
    if len(evaluation.options) < 2:
        return
    first, second = leader_and_rival(evaluation, subject.choice.rival)
    yield "difference", lambda: picture_why(decision, evaluation, first, second)
    yield "worlds", lambda: picture_worlds(decision, evaluation, subject.worlds)
    yield "ranks", lambda: picture_ranks(decision, evaluation, subject.worlds)
    yield (
        "weights-needed",
        lambda: picture_beliefs(decision, evaluation, find_beliefs(evaluation)),
    )


def _of_weights(subject: Subject) -> Entries:
    decision, evaluation = subject.decision, subject.evaluation
    if len(evaluation.options) < 2 or len(evaluation.criteria) < 2:
        return
    tracks = track_weights(evaluation)
    yield "nearest-flips", lambda: picture_flips(decision, evaluation, tracks)
    yield "leaders-by-weight", lambda: picture_strips(decision, evaluation, tracks)
    for criterion, track in tracks.items():
        yield f"{LINES}{criterion}", partial(picture_lines, decision, evaluation, track)
    parts = parts_of(decision, evaluation)
    three = [parts[name] for name in opening_parts(evaluation, parts, 3)]
    if len(three) == 3 and not overlap(three):
        yield (
            "map-of-leaders",
            lambda: picture_map(
                decision, evaluation, map_weights(evaluation, three), _lens_weights(subject)
            ),
        )
    several = [parts[name] for name in opening_parts(evaluation, parts, MOST_PARTS)]
    if len(evaluation.criteria) > 2 and not (overlap(several) or fills_all(evaluation, several)):
        yield (
            "maps-of-two-weights",
            lambda: picture_pairs(decision, evaluation, several, map_pairs(evaluation, several)),
        )


def _of_perspectives(subject: Subject) -> Entries:
    decision, view = subject.decision, subject.choice.view
    if decision.lenses:
        yield "ranks-by-lens", lambda: picture_lens_ranks(decision, through_lenses(decision, view))
        yield (
            "totals-by-lens",
            lambda: picture_totals(decision, through_lenses(decision, view), "Totals by lens"),
        )
    if decision.readings:
        yield (
            "totals-by-reading",
            lambda: picture_totals(decision, through_readings(decision, view), "Totals by reading"),
        )
    for reading in decision.readings:
        yield f"{MIX}{reading}", partial(_picture_mix, subject, reading)
    if decision.scenarios:
        yield (
            "totals-by-scenario",
            lambda: picture_totals(
                decision, through_scenarios(decision, view), "Totals by scenario"
            ),
        )
        yield "regret", lambda: picture_regret(decision, through_scenarios(decision, view))


def _picture_mix(subject: Subject, reading: str) -> Picture:
    mix = mix_readings(subject.decision, subject.choice.view, second=reading, share=0.0)
    return picture_mix(subject.decision, mix)


def _lens_weights(subject: Subject) -> dict[str, Mapping[str, float]]:
    found = through_lenses(subject.decision, subject.choice.view).evaluations
    return {seen.lens: view.weights for seen, view in found.items() if seen.lens is not None}
