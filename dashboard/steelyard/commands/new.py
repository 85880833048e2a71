"""`steelyard new`: write a short, commented file to fill in, or one made from a spreadsheet.

The file names a schema for editors only where that schema lies beside it: an editor complains
about one it cannot find, and who writes in a plain editor has no use for either.
"""

from __future__ import annotations

import argparse
import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from steelyard.commands.outcome import FINE, PROBLEMS, WrongUseError, complain
from steelyard.files.problems import echo
from steelyard.files.schema import SCHEMA_LINE, SCHEMA_NAME, criteria_schema
from steelyard.files.spreadsheet.model import Wishes
from steelyard.files.spreadsheet.opening.cells import SheetError
from steelyard.files.spreadsheet.template import template
from steelyard.files.spreadsheet.understanding.understand import NotUnderstoodError

if TYPE_CHECKING:
    from steelyard.export.own_files import Draft

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
Sheets are read as people have them: options in rows or in columns, with titles, notes, totals,
weights and hidden rows. What was understood is said in a paragraph; what was guessed stands in
the file under unconfirmed, and is a problem until somebody confirms it. A range is best written
20 | 40 | 60 or 20 to 60, likely 40; not known is ? or an empty cell.
"""

LAYOUT = """\
A layout that works (`steelyard new --template sheet.xlsx` writes it as a spreadsheet):

  option     | Cost  | Benefit
  weight     | 40    | 60
  better     | lower | higher
  scale      | 0-100 | 1-5
  East       | 40    | 3
  West       | 25    | 2 to 5, likely 3
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
    parser.add_argument("file", type=Path, metavar="FILE", nargs="?", help="where to write it")
    parser.add_argument(
        "--from",
        dest="source",
        type=Path,
        metavar="SHEET",
        help="a spreadsheet with options and scores to start from: .xlsx .xltx .xlsm .xls .ods "
        ".csv .tsv, or DMSY",
    )
    parser.add_argument(
        "--from-texts",
        dest="texts",
        metavar="A,B",
        help="registers in seeds/ that the set is to be derived from; see steelyard source add",
    )
    parser.add_argument("--sheet", metavar="NAME", default="", help="the sheet of SHEET to read")
    parser.add_argument(
        "--transpose", action="store_true", help="criteria stand the other way round than guessed"
    )
    parser.add_argument(
        "--better",
        metavar="ID=WHICH,…",
        default="",
        help="which end is best, by criterion: build_cost=lower,benefit=higher",
    )
    parser.add_argument(
        "--accept", action="store_true", help="take every guess as confirmed; read them first"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="say what was understood and write nothing"
    )
    parser.add_argument(
        "--strict", action="store_true", help="write nothing as long as anything is a guess"
    )
    parser.add_argument(
        "--template",
        type=Path,
        metavar="XLSX",
        help="write a spreadsheet to fill in, laid out as it is read best, with an example",
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
    if arguments.template is not None:
        return _write_template(arguments.template)
    file: Path | None = arguments.file
    if file is None and not (arguments.dry_run and arguments.source is not None):
        raise WrongUseError("name the file to write, such as: steelyard new mine.yaml")
    if file is not None and file.suffix not in (".yaml", ".yml"):
        raise WrongUseError(f"the name of a criteria file ends in .yaml; found {file.name}")
    if file is not None and file.exists():
        raise WrongUseError(f"{file} exists already; choose another name")
    if arguments.texts is not None or arguments.source is None:
        text = STARTER if arguments.texts is None else _from_texts(file, arguments)
        return _write_set(file, text, with_schema=arguments.schema)
    # It knows our own exports by their stamps: other commands need not wait for what makes those.
    from steelyard.export.reading_back import read_draft

    try:
        drawn = read_draft(arguments.source, _wishes(arguments), is_accepted=arguments.accept)
    except SheetError as error:
        raise WrongUseError(str(error)) from None
    except NotUnderstoodError as error:
        return _say_not_understood(error)
    is_certain = _say(drawn, is_accepted=arguments.accept)
    if arguments.strict and not is_certain:
        complain("Nothing is written: --strict allows no guess; see --better and --accept")
        return PROBLEMS
    if arguments.dry_run:
        print("Nothing is written.")
        return FINE
    return _write_set(file, drawn.text, with_schema=arguments.schema)


def _from_texts(file: Path | None, arguments: argparse.Namespace) -> str:
    """Return a first set on registers; raises WrongUseError where one of them is not there."""
    if file is None or arguments.source is not None:
        raise WrongUseError("--from-texts goes with a name of a file and without --from")
    from steelyard.files.sources.first_set import NoRegisterError, first_set

    try:
        return first_set(
            file, [part.strip() for part in arguments.texts.split(",") if part.strip()]
        )
    except NoRegisterError as error:
        raise WrongUseError(str(error)) from None


def _say_not_understood(error: NotUnderstoodError) -> int:
    complain(f"{error}; nothing is written. What it holds:")
    for look in error.looks:
        complain(f"  {look}")
    complain(LAYOUT)
    return PROBLEMS


def _say(drawn: Draft, *, is_accepted: bool) -> bool:
    """Say what was understood and guessed; return whether nothing is left to confirm."""
    for line in drawn.said:
        complain(line)
    print(drawn.summary)
    if is_accepted or not drawn.guesses:
        return True
    complain("Unconfirmed, and a problem of the file until somebody confirms it:")
    for line in drawn.guesses:
        complain(f"  {line}")
    return False


def _write_set(file: Path | None, text: str, *, with_schema: bool) -> int:
    assert file is not None
    is_beside = _put_schema(file.parent, is_wanted=with_schema)
    _write(file, (SCHEMA_LINE if is_beside else "") + text)
    print(f"{file} is written. Next: steelyard check {file}, then steelyard {file}")
    return FINE


def _wishes(arguments: argparse.Namespace) -> Wishes:
    better: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in arguments.better.split(","))):
        key, _, which = (part.strip() for part in pair.rpartition("="))
        if not key or which not in ("higher", "lower"):
            raise WrongUseError(f"--better takes build_cost=lower,…; found {echo(pair)}")
        better[key] = which
    return Wishes(arguments.sheet, is_transposed=arguments.transpose, better=better)


def _write_template(file: Path) -> int:
    if file.suffix.lower() != ".xlsx":
        raise WrongUseError(f"the name of a template ends in .xlsx; found {file.name}")
    try:
        data = template()
    except ImportError as error:
        raise WrongUseError(str(error)) from None
    _write(file, data)
    print(f"{file} is written. Fill it in, then: steelyard new mine.yaml --from {file}")
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


def _write(file: Path, content: str | bytes) -> None:
    is_ours = False
    data = content.encode() if isinstance(content, str) else content
    try:
        with file.open("xb") as stream:
            is_ours = True
            stream.write(data)
    except FileExistsError:
        raise WrongUseError(f"{file} exists already; choose another name") from None
    except OSError as error:
        if is_ours:
            with contextlib.suppress(OSError):
                file.unlink()
        raise WrongUseError(f"{file} cannot be written: {error.strerror}") from None
