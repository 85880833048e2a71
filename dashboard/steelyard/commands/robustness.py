"""`steelyard robustness`: everything that could take the lead away, in words or as JSON.

Reads the arguments; what is asked of the core stands in `robustness_facts`, what is said about
it in `robustness_text` and `robustness_data`, all loaded only when the command runs.
"""

from __future__ import annotations

import argparse
from typing import Final

from steelyard.commands.outcome import FINE, PROBLEMS, WrongUseError, complain, print_json
from steelyard.commands.progress import ProgressLine
from steelyard.commands.viewing import add_view_arguments, choose_view, load_criteria_set
from steelyard.files.problems import echo

INTERRUPTED: Final = 130
"""What shells expect of a program that Ctrl+C has ended."""

DRAWS: Final = 2**17
"""Simulations unless asked otherwise: enough for any share to be good to less than half a point."""

FEWEST_DRAWS: Final = 100
MOST_DRAWS: Final = 10**9
LARGEST_SEED: Final = 2**32 - 1

_UNITS = (
    "In JSON weights and shares are 0–1; totals, values, margins, points of weight and `error` "
    "are points, 0–100. The verdict is that of the page, from as many simulations as the file says; "
    "lead_share, rank_shares, pairwise, expected_rank and central_weights are counted in the "
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
        help="sample simulations with known scores at their likely values; default: in their ranges",
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
    """Find out and print; return the exit code."""
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        complain("\nsteelyard: interrupted")
        return INTERRUPTED


def _run(arguments: argparse.Namespace) -> int:
    draws = _whole("--draws", arguments.draws, DRAWS, FEWEST_DRAWS, MOST_DRAWS)
    seed = _whole("--seed", arguments.seed, 0, 0, LARGEST_SEED)
    loaded, criteria_set = load_criteria_set(arguments.file)
    view = choose_view(criteria_set, arguments)
    # numpy and the solver come with these, and `steelyard score` must not wait for them.
    from steelyard.commands.robustness_text import as_text
    from steelyard.results.robustness_data import as_data
    from steelyard.results.robustness_facts import Sampling, find_robustness

    sampling = Sampling(arguments.uniform, arguments.fixed, draws, seed, arguments.scheduler)
    with ProgressLine() as progress:
        found = find_robustness(loaded, criteria_set, view, sampling, progress)
    if arguments.json:
        print_json(as_data(found))
    else:
        print(as_text(found))
    return PROBLEMS if loaded.problems else FINE


def _whole(name: str, text: str | None, default: int, least: int, most: int) -> int:
    """Return a whole number of the command line; WrongUseError for anything else."""
    if text is None:
        return default
    # Digits of other alphabets, signs and underscores are not what anybody means to write.
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(most))
    if not (is_number and least <= int(text) <= most):
        raise WrongUseError(
            f"{name} takes a whole number from {least} to {most}; found {echo(text)}"
        )
    return int(text)
