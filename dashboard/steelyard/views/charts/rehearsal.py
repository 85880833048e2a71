"""The first page computed once before anybody asks, so that nobody waits for it twice.

Files read here are remembered where the pages look for them. Shows nothing: knows what a
first visitor will need, in the order in which they see it, not how it stands on the page.
"""

from __future__ import annotations

from steelyard.instrument.problem import instrument_data
from steelyard.results.choice import Choice
from steelyard.results.result import Result, find_result
from steelyard.results.words.simulations import simulations_note
from steelyard.views.compare import page  # noqa: F401 - imported to be ready
from steelyard.views.compare.first_verdict import await_verdict
from steelyard.views.compare.instrument import component_script
from steelyard.views.session.notices import has_too_many_options
from steelyard.views.session.open_files import open_set
from steelyard.views.session.served_files import opening_file, served_files

NOBODY_CAME = 4.0
"""Seconds after which charts are prepared although nobody has been shown a verdict."""


def rehearse(patience: float = NOBODY_CAME) -> None:
    """Read the file that is shown first, and work out what its first page shows on a desk.

    The verdict first; the charts once a visitor has theirs, or none has come for `patience`
    seconds.
    """
    result = _rehearse_verdict()
    await_verdict(patience)
    # Imported only now: what draws charts is long in coming.
    from steelyard.views.charts.chart_rehearsal import rehearse_charts

    if result is not None:
        rehearse_charts(result)


def _rehearse_verdict() -> Result | None:
    component_script()
    files = served_files()
    if not files:
        return None
    name = opening_file(files)
    loaded = open_set(name, files[name])
    if (
        loaded.criteria_set is None
        or not loaded.criteria_set.options
        or not loaded.criteria_set.criteria
    ):
        return None
    if has_too_many_options(loaded.criteria_set):
        return None
    result = find_result(loaded, Choice())
    simulations = simulations_note(result.simulations)
    instrument_data(result, "light", 0, simulations)
    return result
