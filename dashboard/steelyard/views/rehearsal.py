"""The first page computed once before anybody asks, so that nobody waits for it twice.

Files read here are remembered where the pages look for them. Shows nothing: knows what a
first visitor will need, not how it stands on the page.
"""

from __future__ import annotations

from collections.abc import Iterator

from steelyard.analysis.robustness import track_weights
from steelyard.export.subject import Subject
from steelyard.instrument.address import Choice
from steelyard.pictures.picture import FULL, HALF, Picture
from steelyard.pictures.robustness import picture_flips, picture_why, picture_worlds
from steelyard.pictures.table import picture_values
from steelyard.views import compare_page  # noqa: F401 - imported to be ready
from steelyard.views.instrument_mount import component_script
from steelyard.views.opened import open_set
from steelyard.views.pictures import drawn_of
from steelyard.views.seen import seen
from steelyard.views.served import opening_file, served_files


def rehearse() -> None:
    """Read the file that is shown first, and draw what its first page shows on a desk."""
    component_script()
    files = served_files()
    if not files:
        return
    name = opening_file(files)
    loaded = open_set(name, files[name])
    if loaded.decision is None or not loaded.decision.options or not loaded.decision.criteria:
        return
    subject = seen(loaded, Choice())
    for picture, width in _first_pictures(subject):
        drawn_of(subject, picture, "light", width)


def _first_pictures(subject: Subject) -> Iterator[tuple[Picture, float]]:
    decision, evaluation = subject.decision, subject.evaluation
    yield picture_values(decision, evaluation, None), FULL
    if len(evaluation.options) > 1:
        leader, rival, *_ = evaluation.ranking
        yield picture_why(decision, evaluation, leader, rival), HALF
        yield picture_worlds(decision, evaluation, subject.worlds), HALF
        yield picture_flips(decision, evaluation, track_weights(evaluation)), HALF
