"""`steelyard judges`: open rounds, hand out and take in sheets, and show their results.

Only the declarations here are loaded at startup; each command imports the rest itself.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

_SEALED = """\
While a round is open no command shows what anybody answered. The sheets themselves lie in a
folder: whoever can open that can read them.

With --config FILE.toml the rounds are those in the database of a server, SET is a name as in its
addresses, and what is done is written into its log of acts.
"""

_Kinds = argparse._SubParsersAction


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the commands and their arguments."""
    parser = commands.add_parser(
        "judges",
        help="let several people score apart, and see what their disagreement decides",
        description="Judges score and weigh alone, under pseudonyms, in rounds; only then are "
        "their answers shown and put together.",
        epilog=_SEALED,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    kinds = parser.add_subparsers(title="commands", metavar="COMMAND", dest="kind", required=True)
    _declare_open(kinds)
    _declare_sheet(kinds)
    _declare_add(kinds)
    _declare_review(kinds)
    parser = _add(
        kinds,
        "status",
        "say who has answered how much, and never what",
        _run_status,
        takes_set=False,
    )
    parser.add_argument(
        "set", nargs="?", type=Path, metavar="SET", help="needed unless --config names a server"
    )
    _add(kinds, "close", "close the open round for good", _run_close)
    parser = _add(kinds, "disagree", "list what the judges disagree on, decisive first", _run_show)
    parser.add_argument("--round", metavar="N", help="default: the last closed one")
    parser.add_argument("--all", action="store_true", help="list every cell")
    _declare_adopt(kinds)
    parser = _add(kinds, "result", "say what the group makes of the options", _run_show)
    parser.add_argument("--round", metavar="N", help="default: the last closed one")


def _declare_adopt(kinds: _Kinds[argparse.ArgumentParser]) -> None:
    says = "write the judges' averaged scores and swings into the set"
    parser = _add(kinds, "adopt", says, _run_adopt)
    parser.add_argument("--round", metavar="N", help="default: the last closed one")
    parser.add_argument(
        "--ranges",
        choices=("union", "quantiles"),
        default="union",
        help="low and high: all that any judge left open, or 5 %% and 95 %% of the pool",
    )
    parser.add_argument(
        "--keep-own",
        action="store_true",
        help="keep the present scores and swings as a reading and a lens",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would change, and write nothing"
    )


def _add(
    kinds: _Kinds[argparse.ArgumentParser],
    name: str,
    says: str,
    run: Callable[[argparse.Namespace], int],
    *,
    takes_set: bool = True,
) -> argparse.ArgumentParser:
    parser = kinds.add_parser(name, help=says, description=f"{says[:1].upper()}{says[1:]}.")
    if takes_set:
        parser.add_argument("set", type=Path, metavar="SET", help="a criteria file")
    parser.add_argument(
        "--config",
        type=Path,
        metavar="FILE.toml",
        help="that of a server: the rounds in its database instead of files",
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")
    parser.set_defaults(run=_run_where_rounds_are, run_on_files=run)
    return parser


def _run_where_rounds_are(arguments: argparse.Namespace) -> int:
    if arguments.config is None:
        found: int = arguments.run_on_files(arguments)
        return found
    from steelyard.commands.judges.on_server import run_on_server

    return run_on_server(arguments, arguments.run_on_files)


def _declare_open(kinds: _Kinds[argparse.ArgumentParser]) -> None:
    parser = _add(kinds, "open", "open a round: the first, or the next one", _run_open)
    parser.add_argument("--judges", metavar="N", help="as many judges, under names of trees")
    parser.add_argument(
        "--judge", action="append", default=[], metavar="NAME", help="a pseudonym; may be repeated"
    )
    parser.add_argument("--frame", metavar="F", help="which criteria; default: the first frame")
    parser.add_argument(
        "--rule",
        choices=("mean_of_totals", "mean_of_inputs"),
        help="how answers become a result; default: mean_of_totals, then as in round 1",
    )
    parser.add_argument(
        "--ask",
        metavar="WHAT",
        help="all, scores, swings, deciding, or OPTION/CRITERION,…; default: all, then deciding",
    )
    parser.add_argument("--seed", metavar="N", default="0", help="draws the order of questions")
    parser.add_argument(
        "--simulate",
        metavar="SEED",
        help="make the answers up from the set's own ranges, seal them and close: an example",
    )


def _declare_sheet(kinds: _Kinds[argparse.ArgumentParser]) -> None:
    parser = _add(kinds, "sheet", "write the sheet that one judge fills in", _run_sheet)
    parser.add_argument("judge", metavar="JUDGE", help="a pseudonym of the round")
    parser.add_argument("--to", type=Path, metavar="FILE", help=".xlsx, .ods or .csv")
    parser.add_argument(
        "--seat", default="", metavar="TEXT", help="in whose place the judge speaks"
    )


def _declare_add(kinds: _Kinds[argparse.ArgumentParser]) -> None:
    says = "hand in a filled sheet, and seal it"
    parser = _add(kinds, "add", says, _run_add, takes_set=False)
    parser.add_argument("file", type=Path, metavar="FILE", help=".xlsx, .ods, .csv or .yaml")
    parser.add_argument("--set", type=Path, metavar="SET", help="default: found by its name")
    parser.add_argument("--draft", action="store_true", help="keep it, and do not seal it yet")
    parser.add_argument(
        "--with-gaps", action="store_true", help="seal it although answers are missing"
    )


def _declare_review(kinds: _Kinds[argparse.ArgumentParser]) -> None:
    says = "look one's own sheet over before handing it in: gaps, contradictions, cross-checks"
    parser = _add(kinds, "review", says, _run_review, takes_set=False)
    parser.add_argument("file", type=Path, metavar="FILE", help=".xlsx, .ods, .csv or .yaml")
    parser.add_argument("--set", type=Path, metavar="SET", help="default: found by its name")


def _run_open(arguments: argparse.Namespace) -> int:
    from steelyard.commands.judges.rounds import run_open

    return run_open(arguments)


def _run_close(arguments: argparse.Namespace) -> int:
    from steelyard.commands.judges.rounds import run_close

    return run_close(arguments)


def _run_status(arguments: argparse.Namespace) -> int:
    from steelyard.commands.judges.rounds import run_status

    return run_status(arguments)


def _run_sheet(arguments: argparse.Namespace) -> int:
    from steelyard.commands.judges.sheets import run_sheet

    return run_sheet(arguments)


def _run_add(arguments: argparse.Namespace) -> int:
    from steelyard.commands.judges.sheets import run_add

    return run_add(arguments)


def _run_adopt(arguments: argparse.Namespace) -> int:
    from steelyard.commands.judges.adopting import run_adopt

    return run_adopt(arguments)


def _run_review(arguments: argparse.Namespace) -> int:
    from steelyard.commands.judges.reviewing import run_review

    return run_review(arguments)


def _run_show(arguments: argparse.Namespace) -> int:
    from steelyard.commands.judges.showing import run

    return run(arguments)
