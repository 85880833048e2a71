"""The first page computed once before anybody asks, so that nobody waits for it twice.

Files read here are remembered where the pages look for them. Shows nothing: knows what a
first visitor will need, not how it stands on the page.
"""

from __future__ import annotations

from steelyard.analysis.robustness import nearest_flip
from steelyard.analysis.totals import View, evaluate
from steelyard.analysis.worlds_of import sample_worlds
from steelyard.charts.canvas import as_spec
from steelyard.charts.consequence_table import consequence_table
from steelyard.charts.hundred_worlds import hundred_worlds
from steelyard.views import compare_page  # noqa: F401 - imported to be ready
from steelyard.views.chart_rows import packed
from steelyard.views.instrument_mount import component_script
from steelyard.views.opened import open_set
from steelyard.views.served import served_files


def rehearse() -> None:
    """Read the file that is shown first, and compute what its first page shows."""
    component_script()
    files = served_files()
    if not files:
        return
    name = "iran-2026" if "iran-2026" in files else next(iter(files))
    decision = open_set(name, files[name]).decision
    if decision is None or not decision.options or not decision.criteria:
        return
    evaluation = evaluate(decision, View())
    nearest_flip(evaluation)
    worlds = sample_worlds(decision, evaluation)
    for chart in (
        consequence_table(decision, evaluation, "light", width=1000),
        hundred_worlds(decision, evaluation, worlds, "light", width=600),
    ):
        packed(as_spec(chart))
