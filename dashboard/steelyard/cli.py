"""The console command `steelyard`: finds the command, runs it, turns faults into exit codes.

Exit codes: 0 fine, 1 problems found, 2 wrong use. A user's file never causes a traceback.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from steelyard import __version__
from steelyard.commands import (
    brief,
    check,
    diff,
    export,
    judges,
    new,
    open_dashboard,
    robustness,
    schema,
    score,
    serve,
    source,
    verify,
)
from steelyard.commands.backups import backup, restore
from steelyard.commands.outcome import FINE, WRONG_USE, WrongUseError, complain

_COMMANDS = (
    open_dashboard,
    new,
    check,
    score,
    robustness,
    brief,
    export,
    verify,
    diff,
    source,
    judges,
    serve,
    backup,
    restore,
    schema,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # Windows consoles still default to code pages without × or −.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    # numpy's products here are small: a second thread of OpenBLAS only waits, and costs a core
    # that other visitors or exports could have. It has to be set before numpy is loaded.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    _ensure_home()
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser = build_parser()
    parsed = parser.parse_args(_with_default_command(given))
    try:
        return int(parsed.run(parsed))
    except WrongUseError as error:
        complain(f"steelyard: {error}")
        return WRONG_USE
    except BrokenPipeError:
        # The reader has gone (`| head`): nothing is wrong, and Python must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE


def _ensure_home() -> None:
    """Name a home where there is none: in a container, for a user whom no list names.

    Libraries ask for one while they are imported, and would end the program. Nothing is written
    there.
    """
    try:
        Path.home()
    except RuntimeError:
        os.environ["HOME"] = os.sep


def build_parser() -> argparse.ArgumentParser:
    """Return the parser with every command."""
    parser = argparse.ArgumentParser(
        prog="steelyard",
        description="Compare policy options: which one leads, why, and how fragile that is. "
        "Without a command, opens the dashboard on the shipped sets.",
    )
    parser.add_argument("--version", action="version", version=f"steelyard {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    for command in _COMMANDS:
        command.add_parser(commands)
    return parser


def _with_default_command(given: list[str]) -> list[str]:
    """Put `open` in front where no command is named: `steelyard my-folder` opens it."""
    names = {command.__name__.rsplit(".", 1)[-1] for command in _COMMANDS}
    names = {"open" if name == "open_dashboard" else name for name in names}
    asks_parser = {"-h", "--help", "--version"}
    if given and (given[0] in names or given[0] in asks_parser):
        return given
    return ["open", *given]


if __name__ == "__main__":
    sys.exit(main())
