"""`steelyard export`: pictures, briefs, tables and everything else, without a browser."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from steelyard.commands.outcome import FINE, PROBLEMS, ProgressLine, WrongUseError, complain
from steelyard.commands.viewing import add_view_arguments, open_file, open_view
from steelyard.export.forms import FORMS
from steelyard.results.result import Result, find_result

if TYPE_CHECKING:
    from steelyard.export.selection import Made, Selection

_NAMES = (
    f"Names for --only: the forms {', '.join(FORMS)}; the forms of a picture svg, pdf, png, print, "
    "vega, csv; and the pictures of the file, such as scorecard, values, simulations, "
    "nearest-flips. Naming pictures alone gives them in every form, naming forms of a picture "
    "alone gives every picture. A name that is unknown is answered with the list of those there "
    "are. Exit code 0: fine; 1: problems in the file, or something could not be made; 2: wrong use."
)


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command and its arguments."""
    parser = commands.add_parser(
        "export",
        help="write pictures, briefs and tables into a folder",
        description="Write everything there is about one view of a criteria file into a folder, "
        "or what is asked for. Each file says where it comes from; `steelyard verify` checks it.",
        epilog=_NAMES,
    )
    add_view_arguments(parser)
    parser.add_argument("--view", type=Path, metavar="JSON", help="a view kept in a ZIP export")
    parser.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="where to write")
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="NAMES",
        help="forms or pictures, separated by commas",
    )
    parser.add_argument("--zip", action="store_true", help="pack all of it into one file")
    parser.add_argument("--force", action="store_true", help="replace files that are there")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Make the files; return the exit code."""
    result = open_view(arguments) if arguments.view is None else _open_kept_view(arguments)
    # Imported late: these modules load the charts and the libraries that draw them.
    from steelyard.export.drawings.lettering import missing_sentence
    from steelyard.export.selection import everything, letters_missing, pieces, select
    from steelyard.export.writing import NotWrittenError, create_folder

    names = [name.strip() for text in arguments.only for name in text.split(",") if name.strip()]
    try:
        selection = select(result, names) if names else everything(result)
        targets = [piece.path for piece in pieces(result, selection)]
        targets = [f"{result.name}.zip"] if arguments.zip else targets
        _refuse_to_replace(arguments.to, targets, arguments.force)
        create_folder(arguments.to)
        lacking = _write(result, selection, names, arguments)
        missing = letters_missing(result) if selection.chart_forms else ""
    except (ValueError, NotWrittenError) as error:
        raise WrongUseError(str(error)) from None
    if missing:
        complain(missing_sentence(missing))
    return PROBLEMS if result.loaded.problems or lacking else FINE


def _open_kept_view(arguments: argparse.Namespace) -> Result:
    """Return the file in the view stored in the JSON file of a ZIP export."""
    from steelyard.export.view_file import MOST_VIEW_BYTES, read_view

    given = arguments
    if any((given.frame, given.lens, given.set_swing, given.reading, given.scenario)):
        raise WrongUseError("--view says everything about the view; leave out --frame and the like")
    result = open_file(arguments.file)
    try:
        with arguments.view.open("rb") as stream:
            data = stream.read(MOST_VIEW_BYTES + 1)
        choice = read_view(data, result.loaded)
    except OSError as error:
        raise WrongUseError(f"{arguments.view} cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise WrongUseError(f"{arguments.view}: {error}") from None
    return find_result(result.loaded, choice)


def _refuse_to_replace(folder: Path, targets: list[str], may_replace: bool) -> None:
    there = [target for target in targets if (folder / target).exists()]
    if there and not may_replace:
        more = f" and {len(there) - 1} more" if len(there) > 1 else ""
        raise WrongUseError(
            f"{folder / there[0]}{more} would be replaced; add --force, or name another folder"
        )


def _write(
    result: Result, selection: Selection, names: list[str], arguments: argparse.Namespace
) -> int:
    """Make and write the files, showing progress; return how many could not be made."""
    from steelyard.export.bundle import to_bundle
    from steelyard.export.drawings.converter import stop_workers
    from steelyard.export.selection import make_all, pieces
    from steelyard.export.writing import spoken_size, write_whole

    chosen = pieces(result, selection)
    made: list[Made] = []
    try:
        with ProgressLine() as progress:
            progress.stage(f"Making {_files(len(chosen))}")
            for piece in make_all(result, chosen, progress.chunks):
                if piece.data is not None and not arguments.zip:
                    _write_piece(arguments.to, piece.path, piece.data)
                made.append(piece if arguments.zip else replace(piece, data=None))
    finally:
        stop_workers()
    lacking = [piece.sentence for piece in made if piece.sentence]
    count = len(made) - len(lacking)
    if arguments.zip:
        path = arguments.to / f"{result.name}.zip"
        data = to_bundle(result, made, names)
        write_whole(path, data)
        print(f"{path}: {_files(count)}, {spoken_size(len(data))}")
    else:
        print(f"{arguments.to}: {_files(count)}")
    for sentence in dict.fromkeys(lacking):
        complain(f"left out: {sentence}")
    return len(lacking)


def _write_piece(folder: Path, name: str, data: bytes) -> None:
    from steelyard.export.writing import create_folder, write_whole

    path = folder / name
    create_folder(path.parent)
    write_whole(path, data)


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"
