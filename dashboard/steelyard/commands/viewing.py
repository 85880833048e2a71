"""The arguments that choose a view of a criteria file, shared by the commands that score."""

from __future__ import annotations

import argparse
import math
from pathlib import Path

from steelyard.analysis.totals import ALL_CRITERIA
from steelyard.commands.outcome import WrongUseError, complain
from steelyard.files.criteria_files import load_criteria_file
from steelyard.files.nearest import find_nearest
from steelyard.files.problems import echo, problems_as_text
from steelyard.model.criteria_set import is_number_text
from steelyard.results.choice import Choice
from steelyard.results.result import Result, find_result

_MOST = 1e9


def add_view_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare FILE, --frame, --lens, --reading, --scenario, --judges and --set-swing."""
    parser.add_argument("file", type=Path, metavar="FILE", help="a criteria file")
    parser.add_argument("--frame", metavar="F", help="which criteria count; default: the first")
    parser.add_argument("--lens", metavar="L", help="whose weights; default: the file's swings")
    parser.add_argument("--reading", metavar="R", help="a rival set of assessments")
    parser.add_argument("--scenario", metavar="S", help="a state of the world")
    parser.add_argument(
        "--judges",
        metavar="ROUND",
        help="lay the judges of a closed round over it, as lenses and readings, or none; "
        "default: the last round that people answered stands beside",
    )
    parser.add_argument(
        "--set-swing",
        action="append",
        default=[],
        metavar="ID=POINTS",
        help="override one swing; may be repeated",
    )


def open_file(file: Path) -> Result:
    """Return a file in its default view, printing its problems to standard error.

    Raises WrongUseError if there is no such file or nothing in it can be used.
    """
    if not file.is_file():
        raise WrongUseError(f"there is no file {file}")
    loaded = load_criteria_file(file)
    if loaded.problems:
        complain(problems_as_text(loaded.problems))
    result = find_result(loaded, Choice())
    try:
        _ = result.criteria_set
    except ValueError:
        raise WrongUseError(f"nothing in {file} can be used; mend the problems above") from None
    return result


def open_view(arguments: argparse.Namespace) -> Result:
    """Return the file in the view that the arguments describe.

    Raises WrongUseError like `open_file`, for an id the file does not have, with the nearest one,
    and for a swing that is not a number from 0 up.
    """
    result = _with_judges(open_file(arguments.file), arguments.judges)
    criteria_set = result.criteria_set
    frames = [*criteria_set.frames] or [ALL_CRITERIA]
    _require("frame", arguments.frame, frames)
    _require("lens", arguments.lens, list(criteria_set.lenses))
    _require("reading", arguments.reading, list(criteria_set.readings))
    _require("scenario", arguments.scenario, list(criteria_set.scenarios))
    criteria = result.change(frame=arguments.frame).evaluation.criteria
    return result.change(
        frame=arguments.frame,
        lens=arguments.lens,
        reading=arguments.reading,
        scenario=arguments.scenario,
        swings=dict(_parse_swing(text, criteria) for text in arguments.set_swing),
    )


def _with_judges(result: Result, wanted: str | None) -> Result:
    """Return a result with the judges requested by `--judges`."""
    if wanted is None:
        return result
    if wanted == "none":
        return result.change(judges=0)
    known = [str(number) for number in result.closed_numbers]
    if wanted not in known:
        listed = f"closed are: {', '.join(known)}" if known else "none is closed"
        raise WrongUseError(f"there is no closed round {echo(wanted)} of judges; {listed}")
    return result.change(judges=int(wanted), laid_over=True)


def _require(what: str, found: str | None, known: list[str]) -> None:
    if found is None or found in known:
        return
    nearest = find_nearest(found, known)
    hint = f"; did you mean {nearest}?" if nearest else "."
    listed = f"There are: {', '.join(known)}" if known else "It names none."
    raise WrongUseError(f"the file has no {what} called {echo(found)}{hint} {listed}")


def _parse_swing(text: str, criteria: tuple[str, ...]) -> tuple[str, float]:
    criterion, equals, number = text.partition("=")
    if not equals:
        raise WrongUseError(
            f"--set-swing takes ID=POINTS, such as {criteria[0]}=50; found {echo(text)}"
        )
    _require("criterion in this frame", criterion, list(criteria))
    points = float(number) if is_number_text(number) else math.nan
    if not 0 <= points <= _MOST:
        raise WrongUseError(
            f"the swing of {criterion} has to be a number from 0 to 1000000000, "
            f"such as 50 or 2.5; found {echo(number)}"
        )
    return criterion, points
