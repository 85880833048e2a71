"""`steelyard new`: write a short, commented file to fill in, or one made from a spreadsheet.

The file names a schema for editors only if that schema is beside it: an editor complains about one
it cannot find, and in a plain editor it is of no use.
"""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from steelyard.commands.outcome import FINE, PROBLEMS, WrongUseError, complain
from steelyard.files.library import RECIPE_END, is_recipe
from steelyard.files.problems import Problem, echo, problems_as_text
from steelyard.files.schema import SCHEMA_NAME, criteria_schema, with_schema_line

if TYPE_CHECKING:
    from steelyard.export.back_in.own_files import ImportedSet
    from steelyard.files.spreadsheet.model import Wishes
    from steelyard.files.spreadsheet.recipe.recipe_file import LoadedRecipe
    from steelyard.files.spreadsheet.understanding.understand import NotUnderstoodError

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
        "--recipe",
        type=Path,
        metavar="FILE",
        help=f"answers about SHEET, as the page New set keeps them beside a set (*{RECIPE_END})",
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
    _check_name(file, is_needed=not (arguments.dry_run and arguments.source is not None))
    if arguments.source is None and arguments.recipe is not None:
        raise WrongUseError("--recipe is about a spreadsheet: name it with --from")
    if arguments.source is None or arguments.texts is not None:
        text = STARTER if arguments.texts is None else _from_texts(file, arguments)
        return _write_set(file, text, with_schema=arguments.schema)
    # Imported late, so that other commands do not load the spreadsheet reader.
    from steelyard.files.spreadsheet.opening.cells import SheetError
    from steelyard.files.spreadsheet.recipe.recipe_file import load_recipe
    from steelyard.files.spreadsheet.recipe.said_table import MisfitError
    from steelyard.files.spreadsheet.understanding.understand import NotUnderstoodError

    recipe = load_recipe(arguments.recipe) if arguments.recipe is not None else None
    if recipe is not None and recipe.problems:
        return _refuse_recipe(recipe.problems)
    try:
        draft = _draw(arguments, recipe)
    except MisfitError as error:
        # Raised for the contents of the recipe only; unsuitable arguments raise WrongUseError.
        assert recipe is not None
        return _refuse_recipe(recipe.misfit_problems(error.misfits))
    except SheetError as error:
        raise WrongUseError(str(error)) from None
    except NotUnderstoodError as error:
        return _report_not_understood(error)
    is_certain = _report(draft, is_accepted=arguments.accept)
    if arguments.strict and not is_certain:
        complain("Nothing is written: --strict allows no guess; see --better and --accept")
        return PROBLEMS
    if arguments.dry_run:
        print("Nothing is written.")
        return FINE
    return _write_set(file, draft.text, with_schema=arguments.schema)


def _from_texts(file: Path | None, arguments: argparse.Namespace) -> str:
    """Return a first set based on registers; raises WrongUseError if one of them is missing."""
    if file is None or arguments.source is not None:
        raise WrongUseError("--from-texts goes with a name of a file and without --from")
    from steelyard.files.sources.first_set import NoRegisterError, first_set

    try:
        return first_set(
            file, [part.strip() for part in arguments.texts.split(",") if part.strip()]
        )
    except NoRegisterError as error:
        raise WrongUseError(str(error)) from None


def _check_name(file: Path | None, *, is_needed: bool) -> None:
    """Raise WrongUseError for a name that no new criteria file can have."""
    if file is None and is_needed:
        raise WrongUseError("name the file to write, such as: steelyard new mine.yaml")
    if file is not None and (file.suffix not in (".yaml", ".yml") or is_recipe(file.name)):
        raise WrongUseError(f"the name of a criteria file ends in .yaml; found {file.name}")
    if file is not None and file.exists():
        raise WrongUseError(f"{file} exists already; choose another name")


def _draw(arguments: argparse.Namespace, recipe: LoadedRecipe | None) -> ImportedSet:
    """Return the draft of the sheet; raises MisfitError if its recipe does not fit the sheet."""
    # Imported late: it recognises our own exports, and so loads all modules that make them.
    from steelyard.export.back_in.reading_back import read_spreadsheet
    from steelyard.files.spreadsheet.model import Wishes
    from steelyard.files.spreadsheet.recipe.said_table import MisfitError

    wishes = _wishes(arguments, recipe.wishes if recipe is not None else Wishes())
    try:
        return read_spreadsheet(arguments.source, wishes, is_accepted=arguments.accept)
    except MisfitError as error:
        if recipe is not None and (own := [m for m in error.misfits if recipe.holds(m)]):
            raise MisfitError(*own) from None
        first = error.misfits[0]
        allowed = f"; it has {first.allowed}" if first.allowed else ""
        raise WrongUseError(f"--{first.keys[0]}: {first.says}{allowed}") from None


def _refuse_recipe(problems: Sequence[Problem]) -> int:
    complain(problems_as_text(problems))
    complain("Nothing is written.")
    return PROBLEMS


def _report_not_understood(error: NotUnderstoodError) -> int:
    complain(f"{error}; nothing is written. What it holds:")
    for look in error.looks:
        complain(f"  {look}")
    complain(LAYOUT)
    return PROBLEMS


def _report(draft: ImportedSet, *, is_accepted: bool) -> bool:
    """Print what was understood and guessed; return whether nothing is left to confirm."""
    for line in draft.said:
        complain(line)
    print(draft.summary)
    if is_accepted or not draft.guesses:
        return True
    complain("Unconfirmed, and a problem of the file until somebody confirms it:")
    for line in draft.guesses:
        complain(f"  {line}")
    return False


def _write_set(file: Path | None, text: str, *, with_schema: bool) -> int:
    assert file is not None
    _put_schema(file.parent, is_wanted=with_schema)
    _write(file, with_schema_line(text, file.parent))
    print(f"{file} is written. Next: steelyard check {file}, then steelyard {file}")
    return FINE


def _wishes(arguments: argparse.Namespace, recipe: Wishes) -> Wishes:
    """Return the wishes of the recipe, overridden by those of the arguments."""
    better = dict(recipe.better)
    for pair in filter(None, (part.strip() for part in arguments.better.split(","))):
        key, _, which = (part.strip() for part in pair.rpartition("="))
        if not key or which not in ("higher", "lower"):
            raise WrongUseError(f"--better takes build_cost=lower,…; found {echo(pair)}")
        better[key] = which
    wishes = replace(recipe, sheet=arguments.sheet or recipe.sheet, better=better)
    return replace(wishes, is_transposed=True, criteria_in="") if arguments.transpose else wishes


def _write_template(file: Path) -> int:
    if file.suffix.lower() != ".xlsx":
        raise WrongUseError(f"the name of a template ends in .xlsx; found {file.name}")
    from steelyard.files.spreadsheet.template import template

    try:
        data = template()
    except ImportError as error:
        raise WrongUseError(str(error)) from None
    _write(file, data)
    print(f"{file} is written. Fill it in, then: steelyard new mine.yaml --from {file}")
    return FINE


def _put_schema(folder: Path, *, is_wanted: bool) -> None:
    """Write the schema into a folder if it is wanted and the folder has none."""
    schema = folder / SCHEMA_NAME
    if is_wanted and not schema.exists():
        _write(schema, criteria_schema())
    elif is_wanted and not _has_text(schema, criteria_schema()):
        complain(
            f"{schema} exists already and is not the schema of this version; it stays as it is. "
            "Delete it, and the next `steelyard new --schema` writes the present one"
        )


def _has_text(file: Path, text: str) -> bool:
    try:
        return file.read_text(encoding="utf-8") == text
    except (OSError, UnicodeDecodeError):
        return False


def _write(file: Path, content: str | bytes) -> None:
    """Write a new file, never over an existing one; a partial file is removed again."""
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
