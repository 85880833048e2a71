"""`steelyard serve`: the dashboard for a team, behind a proxy, run from a configuration.

Only this command loads the server's own modules, and only when it is run.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from steelyard.commands.outcome import FINE, PROBLEMS, WrongUseError, complain
from steelyard.files.problems import problems_as_text

if TYPE_CHECKING:
    from steelyard.serving.configuration.loading import Configuration


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command and its arguments."""
    parser = commands.add_parser(
        "serve",
        help="serve the dashboard to a team, by a configuration",
        description="Serve the dashboard to several people. What is not configured has a safe "
        "default. Exit code 1: the configuration has problems; 2: it cannot begin.",
    )
    parser.add_argument(
        "--config", type=Path, metavar="FILE.toml", help="default: the environment alone"
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help="say what is wrong with the configuration, or where each value comes from; no server",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve until stopped, or check; return the exit code."""
    read = read_configuration(arguments.config)
    if read is None:
        return PROBLEMS
    if arguments.check:
        from steelyard.serving.configuration.loading import tell_settings

        print(f"Would show {read.shown} at {read.public.url}")
        rows = [("key", "value", "from"), *tell_settings(read)]
        keys, values = (max(len(row[at]) for row in rows) for at in (0, 1))
        for key, value, origin in rows:
            print(f"{key:<{keys}}  {value:<{values}}  {origin}")
        return FINE
    from steelyard.serving.running import run_server

    if not run_server(read, complain):
        raise WrongUseError("nothing is served")
    return FINE


def read_configuration(file: Path | None) -> Configuration | None:
    """Return the configuration of a server; `None` if it has problems, which are printed.

    Raises WrongUseError if its extra is missing.
    """
    try:
        from steelyard.serving.configuration.loading import load_configuration
    except ImportError as missing:
        if (missing.name or "").partition(".")[0] not in _OF_THE_EXTRA:
            raise
        raise WrongUseError(
            "a server needs the extra `server`: pip install 'steelyard[server]'"
        ) from None
    read = load_configuration(file)
    if read.problems:
        complain(problems_as_text(read.problems))
        return None
    return read


_OF_THE_EXTRA = ("pydantic_settings", "prometheus_client", "sqlalchemy", "alembic")
