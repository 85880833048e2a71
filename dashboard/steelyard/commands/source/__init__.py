"""`steelyard source`: add, divide and check texts; anchor, compare and move their claims.

Only the declarations here are loaded at startup; each command imports the rest itself.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from steelyard.results.words.text import TEXT_FILES

_DIVIDING = """\
Pieces are numbered as they are read; --dry-run lists them with what looks doubtful. Nothing
doubtful is settled unasked: join, split or leave out, take every suggestion with --take-all, or
keep the pieces as they are with --as-read.
"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the commands and their arguments."""
    parser = commands.add_parser(
        "source",
        help="add texts, and keep the registers of their claims",
        description="Registers of claims and the texts they come from, in seeds/. The texts stay "
        "on this machine: git ignores seeds/texts/, and no export holds them.",
    )
    kinds = parser.add_subparsers(title="commands", metavar="COMMAND", dest="kind", required=True)
    _declare_add(kinds)
    _declare_list(kinds)
    _declare_check(kinds)
    _declare_anchor(kinds)
    _declare_update(kinds)
    _declare_compare(kinds)
    _declare_tables(kinds)


_Kinds = argparse._SubParsersAction


def _add(
    kinds: _Kinds[argparse.ArgumentParser],
    name: str,
    says: str,
    run: Callable[[argparse.Namespace], int],
    *,
    more: str = "",
) -> argparse.ArgumentParser:
    parser = kinds.add_parser(
        name,
        help=says,
        description=f"{says[:1].upper()}{says[1:]}.",
        epilog=more,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--seeds", type=Path, metavar="FOLDER", help="where registers are; default: seeds/ here"
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")
    parser.set_defaults(run=run)
    return parser


def _add_dividing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--join", action="append", default=[], metavar="2,4", help="pieces that are one paragraph"
    )
    parser.add_argument(
        "--split", action="append", default=[], metavar="8:214", help="a piece and an offset in it"
    )
    parser.add_argument("--leave-out", action="append", default=[], metavar="3,7", help="pieces")
    parser.add_argument("--take-all", action="store_true", help="take every suggestion")
    parser.add_argument("--as-read", action="store_true", help="take no suggestion")
    parser.add_argument("--dry-run", action="store_true", help="say what was read, write nothing")


def _declare_add(kinds: _Kinds[argparse.ArgumentParser]) -> None:
    says = "read a text into a register without claims yet"
    parser = _add(kinds, "add", says, _run_add, more=_DIVIDING)
    parser.add_argument("file", type=Path, metavar="FILE", help=TEXT_FILES)
    parser.add_argument("--id", required=True, metavar="ID", help="name of the register's file")
    _add_dividing(parser)
    for key, what in (
        ("title", "default: the id"),
        ("author", "who wrote it"),
        ("published", "when"),
        ("accessed", "when it was read, such as 2026-11-28"),
        ("url", "its address, if it has one; nothing is fetched"),
        ("stance", "what it wants"),
        ("limits", "what it cannot tell"),
        ("prefix", "begins the ids of its claims, such as fm"),
    ):
        parser.add_argument(f"--{key}", metavar=key.upper(), default="", help=what)
    parser.add_argument("--aim", metavar="N", help="how many claims are wanted")


def _declare_list(kinds: _Kinds[argparse.ArgumentParser]) -> None:
    _add(kinds, "list", "list the registers with their claims and open paragraphs", _run_list)


def _declare_check(kinds: _Kinds[argparse.ArgumentParser]) -> None:
    parser = _add(kinds, "check", "list the problems of registers", _run_check)
    parser.add_argument("id", nargs="?", metavar="ID", help="default: all of them")


def _declare_anchor(kinds: _Kinds[argparse.ArgumentParser]) -> None:
    says = "record the passages of claims: those of quotations, or one that is named"
    parser = _add(kinds, "anchor", says, _run_anchor)
    parser.add_argument("id", metavar="ID")
    parser.add_argument("--claim", metavar="CLAIM", help="a claim, with --words")
    parser.add_argument("--words", metavar="TEXT", help="its passage, as it stands in the text")


def _declare_update(kinds: _Kinds[argparse.ArgumentParser]) -> None:
    says = "take over a new version of a text and find the claims again"
    parser = _add(kinds, "update", says, _run_update, more=_DIVIDING)
    parser.add_argument("id", metavar="ID")
    parser.add_argument("file", type=Path, metavar="FILE", help=TEXT_FILES)
    _add_dividing(parser)
    for key, what in (
        ("still-right", "CLAIM[=PARAGRAPH]: right at the place proposed, or in this paragraph"),
        ("withdraw", "CLAIM=REASON: it no longer counts"),
        ("keep-old", "CLAIM: it stays a claim about the older text"),
    ):
        parser.add_argument(f"--{key}", action="append", default=[], metavar="…", help=what)


def _declare_compare(kinds: _Kinds[argparse.ArgumentParser]) -> None:
    says = "lay a second person's claims of a text beside the register"
    parser = _add(kinds, "compare", says, _run_compare)
    parser.add_argument("id", metavar="ID")
    parser.add_argument(
        "--with",
        dest="coder",
        required=True,
        metavar="CODER",
        help="the file seeds/codings/ID/CODER.yaml, or any register or coding",
    )
    parser.add_argument(
        "--take", metavar="CLAIM,…", help="claims of CODER to be written into the register"
    )


def _declare_tables(kinds: _Kinds[argparse.ArgumentParser]) -> None:
    parser = _add(kinds, "export", "write the claims of a register as a table", _run_export)
    parser.add_argument("id", metavar="ID")
    parser.add_argument(
        "--to", required=True, type=Path, metavar="FILE", help=".csv, .xlsx, or .jsonld"
    )
    parser = _add(kinds, "import", "take claims from a table into a register", _run_import)
    parser.add_argument("id", metavar="ID")
    parser.add_argument("file", type=Path, metavar="FILE", help=".csv, .xlsx and the like")
    parser.add_argument("--dry-run", action="store_true", help="say what was read, write nothing")


def _run_add(arguments: argparse.Namespace) -> int:
    from steelyard.commands.source.adding import run

    return run(arguments)


def _run_list(arguments: argparse.Namespace) -> int:
    from steelyard.commands.source.listing import run_list

    return run_list(arguments)


def _run_check(arguments: argparse.Namespace) -> int:
    from steelyard.commands.source.listing import run_check

    return run_check(arguments)


def _run_anchor(arguments: argparse.Namespace) -> int:
    from steelyard.commands.source.anchoring import run

    return run(arguments)


def _run_update(arguments: argparse.Namespace) -> int:
    from steelyard.commands.source.updating import run

    return run(arguments)


def _run_compare(arguments: argparse.Namespace) -> int:
    from steelyard.commands.source.comparing import run

    return run(arguments)


def _run_export(arguments: argparse.Namespace) -> int:
    from steelyard.commands.source.tables import run_export

    return run_export(arguments)


def _run_import(arguments: argparse.Namespace) -> int:
    from steelyard.commands.source.tables import run_import

    return run_import(arguments)
