"""Warm-up of the first page before the first visitor arrives.

What is read and drawn here goes into the caches that the pages use. Nothing is shown.
"""

from __future__ import annotations

from steelyard.instrument.problem import instrument_data
from steelyard.instrument.script_modules import join_as_module
from steelyard.instrument.scripts import COMPONENT
from steelyard.results.choice import Choice
from steelyard.results.result import Result, find_result
from steelyard.results.words.simulations import simulations_note
from steelyard.views.compare import page  # noqa: F401 - loaded before it is needed
from steelyard.views.compare.first_verdict import await_verdict
from steelyard.views.session.notices import has_too_many_options
from steelyard.views.session.served_files import open_set, opening_file, served_files

_PATIENCE = 4.0
"""Seconds after which charts are drawn although no visitor has been shown a verdict."""


def warm_up(patience: float = _PATIENCE) -> None:
    """Read the file that is shown first, and compute and draw its first page for a wide screen.

    The verdict comes first; the charts follow once a visitor has been shown the verdict, or
    after `patience` seconds.
    """
    result = warm_up_verdict()
    await_verdict(patience)
    if result is not None:
        warm_up_charts(result)


def warm_up_verdict() -> Result | None:
    """Compute the data of the instrument for the result that is shown first, and return the result.

    Returns `None` if no file is served, or if the first one has nothing to compare or too many
    options to be sampled.
    """
    join_as_module(f"{COMPONENT}.js")
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
    instrument_data(result, "light", 0, simulations_note(result.simulations))
    return result


def warm_up_charts(result: Result) -> None:
    """Draw the charts below the verdict, in the light mode."""
    # Imported late: the chart libraries load slowly, and the verdict must not wait for them.
    from steelyard.charts.scores import why
    from steelyard.charts.simulations import hundred_simulations
    from steelyard.charts.weights import nearest_flips
    from steelyard.views.charts.charts import drawn
    from steelyard.views.compare import below_instrument  # noqa: F401

    for chart in (why.CHART, hundred_simulations.CHART, nearest_flips.CHART):
        if chart.applies(result):
            drawn(chart.of(result), "light", chart.width)
