"""`steelyard brief`: two pages of PDF, or Markdown, about one view of a criteria file.

Reads the arguments and writes the file atomically. Its content comes from
`export.brief`, which is loaded only when the command runs.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from steelyard.commands.outcome import FINE, PROBLEMS, ProgressLine, WrongUseError, complain
from steelyard.commands.viewing import add_view_arguments, open_view
from steelyard.files.problems import echo

if TYPE_CHECKING:
    from steelyard.results.result import Result

_FORMS = (".pdf", ".md")


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command and its arguments."""
    parser = commands.add_parser(
        "brief",
        help="write a brief of two pages",
        description="Write what a criteria file comes to as two pages of PDF, or as Markdown: "
        "the verdict, what it rests on, what would change it and how sure one can be.",
        epilog="Exit code 0: written; 1: written, but the file has problems; 2: not written.",
    )
    add_view_arguments(parser)
    parser.add_argument(
        "--to",
        type=Path,
        metavar="OUT",
        help="where to write: a name that ends in .pdf or .md; default: NAME-brief.pdf here",
    )
    parser.add_argument("--force", action="store_true", help="write over a file that is there")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the brief; return the exit code."""
    # Imported late: the export modules load the charts and the libraries that draw them.
    from steelyard.export.writing import NotWrittenError, spoken_size, write_whole

    out = _target(arguments)
    result = open_view(arguments)
    with ProgressLine() as progress:
        progress.stage("Drawing the brief")
        data, note = _make(result, out)
    try:
        write_whole(out, data)
    except NotWrittenError as error:
        raise WrongUseError(str(error)) from None
    if note:
        complain(f"note: {note}")
    print(f"{out} is written ({spoken_size(len(data))})")
    return PROBLEMS if result.loaded.problems else FINE


def _target(arguments: argparse.Namespace) -> Path:
    """Return the path to write to; raises WrongUseError, before any work, if it cannot be used."""
    out: Path = arguments.to or Path(f"{arguments.file.stem}-brief.pdf")
    if out.suffix.lower() not in _FORMS:
        raise WrongUseError(f"--to takes a name that ends in .pdf or .md; found {echo(out.name)}")
    if out.is_dir():
        raise WrongUseError(f"{out} is a folder; name a file in it, such as {out / 'brief.pdf'}")
    if out.exists() and not arguments.force:
        raise WrongUseError(f"{out} exists already; choose another name, or add --force")
    return out


def _make(result: Result, out: Path) -> tuple[bytes, str]:
    """Return the contents of the file, and a note for the user, which may be empty."""
    from steelyard.export.drawings.converter import start_workers, stop_workers

    is_text = out.suffix.lower() == ".md"
    if not is_text:
        # The drawing processes start up while everything else is loaded and computed.
        start_workers()
    from steelyard.export.brief.markdown import to_brief_markdown
    from steelyard.export.brief.pdf import set_brief

    try:
        if is_text:
            return to_brief_markdown(result), ""
        made = set_brief(result)
    except ImportError as missing:
        raise WrongUseError(
            f"{missing}; a brief in Markdown (--to NAME.md) needs nothing"
        ) from None
    except ValueError as error:
        raise WrongUseError(f"no brief can be made of {result.loaded.path.name}: {error}") from None
    finally:
        stop_workers()
    return made.data, made.note
