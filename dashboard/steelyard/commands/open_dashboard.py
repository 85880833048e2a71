"""`steelyard` itself: open the dashboard on a folder or a file."""

from __future__ import annotations

import argparse
from pathlib import Path

from steelyard.commands.outcome import WrongUseError, complain, whole_number
from steelyard.files.library import list_criteria_files, shipped_criteria


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command and its arguments."""
    parser = commands.add_parser(
        "open",
        help="open the dashboard (what plain `steelyard` does)",
        description="Open the dashboard on a criteria file or a folder of them.",
    )
    parser.add_argument(
        "place", nargs="?", type=Path, metavar="FILE|FOLDER", help="default: the shipped sets"
    )
    parser.add_argument(
        "--port", metavar="N", help="default: 8501, or the next free one where that is in use"
    )
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    parser.add_argument(
        "--read-only", action="store_true", help="let nothing be saved from the dashboard"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve until interrupted; return the exit code."""
    port = None if arguments.port is None else whole_number("--port", arguments.port, 1, 65_535)
    place: Path = (arguments.place or shipped_criteria()).resolve()
    if not place.exists():
        raise WrongUseError(f"there is no file or folder {arguments.place}")
    if not list_criteria_files(place):
        complain(f"There is no .yaml file in {place} yet: the dashboard begins with making one.")
    from steelyard.server import serve

    return serve(
        place, port=port, open_browser=not arguments.no_browser, read_only=arguments.read_only
    )
