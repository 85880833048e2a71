"""`steelyard robustness`: everything that could take the lead away, in words or as JSON.

Reads the arguments, and computes everything step by step so that the progress line can name the
current stage. The text is in `robustness_text`, the JSON in `results.data`; numpy and the
solver are loaded only when the command runs.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Final

from steelyard.commands.outcome import (
    FINE,
    PROBLEMS,
    ProgressLine,
    complain,
    print_json,
    whole_number,
)
from steelyard.commands.viewing import add_view_arguments, open_view
from steelyard.results.data import robustness_data
from steelyard.results.result import Result
from steelyard.results.sampling import Sampling, draw_simulations

if TYPE_CHECKING:
    from steelyard.analysis.simulations.sampling import Simulations
    from steelyard.results.sampling import CountSimulations

INTERRUPTED: Final = 130
"""The exit code that shells expect of a program ended by Ctrl+C."""

DRAWS: Final = 2**17
"""Default number of simulations: enough for every share to be accurate to half a point."""

FEWEST_DRAWS: Final = 100
_MOST_DRAWS: Final = 10**9
LARGEST_SEED: Final = 2**32 - 1

_UNITS = (
    "In JSON weights and shares are 0–1; totals, values, margins, points of weight and `error` "
    "are points, 0–100. lead_share.spans has the lowest and highest share, depending on how errors "
    "go together. The verdict is that of the page, from as many simulations as the file "
    "says; lead_share, rank_shares, pairwise, expected_rank and central_weights are counted in the "
    "simulations asked for here. lead_share.exact holds for any weights at all and likely scores, "
    "whatever was asked, and takes unknown scores in the middle; it is null with more than 20 "
    "options that nothing dominates, or more than 8 criteria. Exit code 0: fine; 1: problems in "
    "the file; 2: wrong use; 130: interrupted."
)


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command and its arguments."""
    parser = commands.add_parser(
        "robustness",
        help="say what could take the lead away",
        description="Say how far weights, scores, scenarios and evidence would have to change "
        "before another option leads.",
        epilog=_UNITS,
    )
    add_view_arguments(parser)
    parser.add_argument(
        "--uniform",
        action="store_true",
        help="sample any weights at all; default: weights around those in view",
    )
    parser.add_argument(
        "--fixed",
        action="store_true",
        help="keep known scores at their likely values; default: sample them in their ranges",
    )
    parser.add_argument(
        "--draws", metavar="N", help=f"how many simulations; default: {DRAWS}; the page: the file's"
    )
    parser.add_argument("--seed", metavar="N", help="another sample of simulations; default: 0")
    parser.add_argument(
        "--scheduler",
        metavar="ADDRESS|local",
        help="count the simulations on a Dask cluster, or on two processes of this machine "
        "(needs steelyard[cluster]); only name a scheduler that you trust: it runs code",
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Compute and print; return the exit code."""
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        complain("\nsteelyard: interrupted")
        return INTERRUPTED


def _run(arguments: argparse.Namespace) -> int:
    draws, seed = DRAWS, 0
    if arguments.draws is not None:
        draws = whole_number("--draws", arguments.draws, FEWEST_DRAWS, _MOST_DRAWS)
    if arguments.seed is not None:
        seed = whole_number("--seed", arguments.seed, 0, LARGEST_SEED)
    result = open_view(arguments)
    sampling = Sampling(arguments.uniform, arguments.fixed, draws, seed)
    with ProgressLine() as progress:
        simulations = compute(
            result, sampling, progress, arguments.scheduler, with_pairs=arguments.json
        )
    if arguments.json:
        print_json(robustness_data(result, simulations, sampling.likely_only))
    else:
        # Imported late: it loads numpy, for which `steelyard score` must not wait.
        from steelyard.commands.robustness_text import Findings, robustness_as_text

        print(robustness_as_text(Findings(result, sampling, simulations)))
    return PROBLEMS if result.loaded.problems else FINE


def compute(
    result: Result,
    sampling: Sampling,
    progress: ProgressLine,
    scheduler: str | None = None,
    *,
    with_pairs: bool = True,
) -> Simulations | None:
    """Compute everything the command prints, and return the requested simulations.

    Returns `None` if the set is too large to be sampled. `scheduler`: where they are run, in this
    process by default. `with_pairs`: whether pairs of options are printed. Raises WrongUseError if
    the scheduler cannot be used.
    """
    simulations = None
    if not result.unsampled:
        progress.stage("Sampling simulations")
        count = None if scheduler is None else _on_cluster(scheduler)
        simulations = draw_simulations(
            result, sampling, progress.chunks, count, with_pairs=with_pairs
        )
    progress.stage("Measuring lead shares")
    _ = result.exact_lead_shares
    progress.stage("Moving weights and scores")
    _ = result.verdict, result.beliefs, result.score_sets
    progress.stage("Trying sets of scenarios")
    _ = result.scenario_searches
    progress.stage("Striking out sources")
    _ = result.source_survivals, result.linchpins
    progress.stage("Looking through lenses and readings")
    _ = result.lenses, result.readings_and_lenses, result.findings
    return simulations


def _on_cluster(scheduler: str) -> CountSimulations:
    from steelyard.commands.cluster import count_on_cluster

    return lambda spec, progress: count_on_cluster(spec, scheduler, progress)
