"""The charts of the first page drawn once before anybody asks.

Apart from the rest of the rehearsal, because what draws charts is long in coming: nothing
that a visitor sees before the first chart may wait for it. Shows nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from steelyard.analysis.sensitivity.robustness import track_weights
from steelyard.pictures.picture import HALF, Picture
from steelyard.pictures.robustness import picture_flips, picture_simulations, picture_why
from steelyard.results.result import Result
from steelyard.views.charts.charts import drawn_of
from steelyard.views.compare import below_instrument as compare_below  # noqa: F401 - to be ready


def rehearse_charts(result: Result) -> None:
    """Draw what the first page shows of a result below the verdict, as on a light desk."""
    for picture, width in _first_pictures(result):
        drawn_of(result, picture, "light", width)


def _first_pictures(result: Result) -> Iterator[tuple[Picture, float]]:
    criteria_set, evaluation = result.criteria_set, result.evaluation
    if len(evaluation.options) > 1:
        leader, rival, *_ = evaluation.ranking
        yield picture_why(criteria_set, evaluation, leader, rival), HALF
        yield picture_simulations(criteria_set, evaluation, result.simulations), HALF
        yield picture_flips(criteria_set, evaluation, track_weights(evaluation)), HALF
