"""The console command `steelyard`: finds the command, runs it, turns faults into exit codes.

Exit codes: 0 fine, 1 problems found, 2 wrong use. A user's file never causes a traceback.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path

from steelyard import __version__
from steelyard.commands.outcome import FINE, WRONG_USE, WrongUseError, complain

COMMANDS = {
    "open": "open_dashboard",
    "new": "new",
    "check": "check",
    "score": "score",
    "robustness": "robustness",
    "brief": "brief",
    "export": "export",
    "verify": "verify",
    "diff": "diff",
    "source": "source",
    "judges": "judges",
    "serve": "serve",
    "backup": "backups.backup",
    "restore": "backups.restore",
    "schema": "schema",
}
"""Command → its module in `steelyard.commands`, in the order of the help. A module is loaded only
where its command runs or all are listed: what the others need would delay the dashboard."""

DEFAULT = "open"


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
    given = _with_default_command(list(sys.argv[1:] if arguments is None else arguments))
    parsed = build_parser(given[:1] if given[0] in COMMANDS else COMMANDS).parse_args(given)
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
    """Set HOME where there is no home folder: in a container, for a user without a passwd entry.

    Libraries ask for one while they are imported, and would end the program. Nothing is written
    there.
    """
    try:
        Path.home()
    except RuntimeError:
        os.environ["HOME"] = os.sep


def build_parser(names: Iterable[str] = COMMANDS) -> argparse.ArgumentParser:
    """Return the parser with commands by their names, every one if none is named."""
    parser = argparse.ArgumentParser(
        prog="steelyard",
        description="Compare policy options: which one leads, why, and how fragile that is. "
        "Without a command, opens the dashboard on the shipped sets.",
    )
    parser.add_argument("--version", action="version", version=f"steelyard {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    for name in names:
        import_module(f"steelyard.commands.{COMMANDS[name]}").add_parser(commands)
    return parser


def _with_default_command(given: list[str]) -> list[str]:
    """Put `open` in front where no command is named: `steelyard my-folder` opens it."""
    asks_parser = {"-h", "--help", "--version"}
    if given and (given[0] in COMMANDS or given[0] in asks_parser):
        return given
    return [DEFAULT, *given]


if __name__ == "__main__":
    sys.exit(main())
