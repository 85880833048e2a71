"""Simulations requested by a command, in addition to those of the page.

The page samples as many simulations as the file says, with weights around those in view.
`steelyard robustness` can sample more, with other weights, or have them counted on other
machines. Loads numpy only when simulations are drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from steelyard.analysis.simulations.counts import Counts, Progress
    from steelyard.analysis.simulations.sampling import Simulations
    from steelyard.analysis.simulations.specification import SimulationSpec
    from steelyard.results.result import Result

    CountSimulations = Callable[[SimulationSpec, Progress], Counts]
    """Counts all simulations of a specification, and reports the chunks done and to do."""


@dataclass(frozen=True)
class Sampling:
    """How simulations are drawn.

    `uniform`: any weights at all, instead of weights around those in view. `likely_only`:
    known scores stay at their likely values. `draws`: the number of simulations. `seed`: selects
    the sample.
    """

    uniform: bool = False
    likely_only: bool = False
    draws: int = 2**17
    seed: int = 0


def draw_simulations(
    result: Result,
    sampling: Sampling,
    progress: Progress | None = None,
    count: CountSimulations | None = None,
    *,
    with_pairs: bool = True,
) -> Simulations:
    """Return the simulations of a result's view, drawn as `sampling` says.

    `progress` is called with the chunks done and to do, and may raise to stop. `count`
    counts them elsewhere, such as on a cluster; by default they are counted in this
    process. The numbers are the same either way. Without `with_pairs`, shares of pairs and
    central weights are counted in a second pass if they are read. Raises
    ValueError if the set is too large to be sampled.
    """
    from steelyard.analysis.simulations.counts import DETAILS, run_chunks
    from steelyard.analysis.simulations.sampling import by_id, spec_of
    from steelyard.analysis.simulations.shares import shares_from_counts

    spec = spec_of(
        result.criteria_set,
        result.evaluation,
        uniform=sampling.uniform,
        likely_only=sampling.likely_only,
        draws=sampling.draws,
        seed=sampling.seed,
    )
    report = progress or _ignore
    details = DETAILS if with_pairs else DETAILS - {"pairs", "weights"}
    counts = count(spec, report) if count else run_chunks(spec, 0, spec.chunks, report, details)
    return by_id(result.evaluation, spec, shares_from_counts(counts))


def _ignore(_done: int, _to_do: int) -> None:
    """Ignore the progress report."""
