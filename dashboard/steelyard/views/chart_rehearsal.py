"""The charts of the first page drawn once before anybody asks.

Apart from the rest of the rehearsal, because what draws charts is long in coming: nothing
that a visitor sees before the first chart may wait for it. Shows nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from steelyard.analysis.robustness import track_weights
from steelyard.export.subject import Subject
from steelyard.pictures.picture import HALF, Picture
from steelyard.pictures.robustness import picture_flips, picture_why, picture_worlds
from steelyard.views import compare_below, scorecard_panel  # noqa: F401 - imported to be ready
from steelyard.views.pictures import drawn_of


def rehearse_charts(subject: Subject) -> None:
    """Draw what the first page shows of a subject below the verdict, as on a light desk."""
    for picture, width in _first_pictures(subject):
        drawn_of(subject, picture, "light", width)


def _first_pictures(subject: Subject) -> Iterator[tuple[Picture, float]]:
    decision, evaluation = subject.decision, subject.evaluation
    if len(evaluation.options) > 1:
        leader, rival, *_ = evaluation.ranking
        yield picture_why(decision, evaluation, leader, rival), HALF
        yield picture_worlds(decision, evaluation, subject.worlds), HALF
        yield picture_flips(decision, evaluation, track_weights(evaluation)), HALF
