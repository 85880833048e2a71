"""`steelyard new`: write a short, commented file to fill in, or one made from a spreadsheet.

The file names a schema for editors only where that schema lies beside it: an editor complains
about one it cannot find, and who writes in a plain editor has no use for either.
"""

from __future__ import annotations

import argparse
import contextlib
from pathlib import Path

from steelyard.commands.outcome import FINE, WrongUseError, complain
from steelyard.files.problems import echo_many
from steelyard.files.schema import SCHEMA_LINE, SCHEMA_NAME, criteria_schema
from steelyard.files.spreadsheet.cells import SheetError, read_spreadsheet
from steelyard.files.spreadsheet.draft_reading import DraftSet, read_draft_set
from steelyard.files.spreadsheet.draft_writing import write_draft

STARTER = """\
format: 1
title: My question
question: What is to be decided?
criteria:            # what matters; each with a scale and a better end
  cost:
    name: Cost
    better: lower    # or higher
    scale: {from: 0, to: 100, unit: points}
    anchors: {0: nothing at all, 100: more than we can pay}   # the ends in words
    swing: 60        # how much going from worst to best matters; any size
    swing_reason: from more than we can pay to nothing at all
  effect:
    name: Effect
    swing: 100
    swing_reason: from no effect to all we hope for
options:
  hold: {name: Change nothing, reference: business_as_usual}
  act: {name: Do something}
assessments:         # a number, [low, likely, high], or unknown
  hold: {cost: 0, effect: 10}
  act:
    cost: [30, 50, 80]
    effect: {score: [40, 60, 90], confidence: low, reason: Why we think so.}
"""

FROM_HELP = """\
A sheet has options in its rows and criteria in its columns; the first row and the first
column hold their names. A cell is a number (40), three numbers (20/40/60), a range (20 - 60),
or empty, ? or n/a where nothing is known. Rows called weight, better (higher or lower), scale
(0 - 100) and unit may say more about the criteria.
"""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command and its arguments."""
    parser = commands.add_parser(
        "new",
        help="write a short file to fill in",
        description="Write a commented criteria file, of 25 lines or from a spreadsheet; never "
        "over an existing file.",
        epilog=FROM_HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="where to write it")
    parser.add_argument(
        "--from",
        dest="sheet",
        type=Path,
        metavar="SHEET",
        help="a .csv or .xlsx file with options and scores to start from",
    )
    parser.add_argument(
        "--schema",
        action="store_true",
        help=f"write {SCHEMA_NAME} beside it too: VS Code (with its YAML extension) and other "
        "editors then complete and check the file while you type",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the file; return the exit code."""
    file: Path = arguments.file
    if file.suffix not in (".yaml", ".yml"):
        raise WrongUseError(f"the name of a criteria file ends in .yaml; found {file.name}")
    if file.exists():
        raise WrongUseError(f"{file} exists already; choose another name")
    grid = _read(arguments.sheet) if arguments.sheet is not None else None
    text = STARTER if grid is None else write_draft(grid, arguments.sheet.name)
    is_beside = _put_schema(file.parent, is_wanted=arguments.schema)
    _write(file, (SCHEMA_LINE if is_beside else "") + text)
    if grid is not None:
        for notice in grid.notices:
            complain(notice)
        print(_count(grid))
        if guesses := _guesses(grid):
            complain(guesses)
    print(f"{file} is written. Next: steelyard check {file}, then steelyard {file}")
    return FINE


def _put_schema(folder: Path, *, is_wanted: bool) -> bool:
    """Write the schema into a folder if it is wanted; return whether one lies there."""
    schema = folder / SCHEMA_NAME
    if not schema.exists():
        if is_wanted:
            _write(schema, criteria_schema())
        return is_wanted
    if is_wanted and not _holds(schema, criteria_schema()):
        complain(
            f"{schema} exists already and is not the schema of this version; it stays as it is. "
            "Delete it, and the next `steelyard new --schema` writes the present one"
        )
    return True


def _holds(file: Path, text: str) -> bool:
    try:
        return file.read_text(encoding="utf-8") == text
    except (OSError, UnicodeDecodeError):
        return False


def _read(sheet: Path) -> DraftSet:
    try:
        return read_draft_set(read_spreadsheet(sheet))
    except SheetError as error:
        raise WrongUseError(str(error)) from None


def _write(file: Path, text: str) -> None:
    is_ours = False
    try:
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            is_ours = True
            stream.write(text)
    except FileExistsError:
        raise WrongUseError(f"{file} exists already; choose another name") from None
    except OSError as error:
        if is_ours:
            with contextlib.suppress(OSError):
                file.unlink()
        raise WrongUseError(f"{file} cannot be written: {error.strerror}") from None


def _guesses(grid: DraftSet) -> str:
    """Return which directions and scales are guesses; empty where the sheet says all of them."""
    criteria = grid.criteria.values()
    guessed = {
        "a direction": [entry.name for entry in criteria if not entry.better],
        "a scale": [entry.name for entry in criteria if entry.is_scale_guessed],
    }
    found = [f"{what} for {echo_many(names)}" for what, names in guessed.items() if names]
    if not found:
        return ""
    return (
        f"Unconfirmed: the sheet does not name {'; nor '.join(found)}. Each guess stands in the "
        "file under unconfirmed, and is a problem until it is deleted there or corrected"
    )


def _count(grid: DraftSet) -> str:
    cells = [score for row in grid.scores.values() for score in row.values()]
    unknown = sum(score == "unknown" for score in cells)
    lacking = f"; {unknown} of {len(cells)} scores unknown" if unknown else ""
    return f"{len(grid.options)} options, {len(grid.criteria)} criteria{lacking}"
