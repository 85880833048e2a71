"""The first page computed once before anybody asks, so that nobody waits for it twice.

Files read here are remembered where the pages look for them. Shows nothing: knows what a
first visitor will need, in the order in which they see it, not how it stands on the page.
"""

from __future__ import annotations

from steelyard.export.subject import Subject
from steelyard.instrument.address import Choice
from steelyard.instrument.problem import instrument_data
from steelyard.views import compare_page, pages  # noqa: F401 - imported to be ready
from steelyard.views.first_verdict import await_verdict
from steelyard.views.instrument_mount import component_script
from steelyard.views.opened import open_set
from steelyard.views.seen import seen
from steelyard.views.served import opening_file, served_files
from steelyard.views.spoken_worlds import describe_worlds
from steelyard.views.world_limit import has_too_many_options

NOBODY_CAME = 4.0
"""Seconds after which charts are prepared although nobody has been shown a verdict."""


def rehearse(patience: float = NOBODY_CAME) -> None:
    """Read the file that is shown first, and work out what its first page shows on a desk.

    The verdict first; the charts once a visitor has theirs, or none has come for `patience`
    seconds.
    """
    subject = _rehearse_verdict()
    await_verdict(patience)
    # Imported only now: what draws charts is long in coming.
    from steelyard.views.chart_rehearsal import rehearse_charts

    if subject is not None:
        rehearse_charts(subject)


def _rehearse_verdict() -> Subject | None:
    component_script()
    files = served_files()
    if not files:
        return None
    name = opening_file(files)
    loaded = open_set(name, files[name])
    if loaded.decision is None or not loaded.decision.options or not loaded.decision.criteria:
        return None
    if has_too_many_options(loaded.decision):
        return None
    subject = seen(loaded, Choice())
    worlds = describe_worlds(subject.worlds)
    instrument_data(loaded.decision, name, subject.choice, "light", 0, worlds)
    return subject
