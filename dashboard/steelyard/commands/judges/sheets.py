"""`steelyard judges sheet` and `add`: write a judge's sheet; take it in and seal it."""

from __future__ import annotations

import argparse
from pathlib import Path

from steelyard.commands.judges.places import open_round_of
from steelyard.commands.outcome import FINE, PROBLEMS, WrongUseError, complain, print_json
from steelyard.export.judge_sheets import SHEET_FORMS
from steelyard.export.writing import NotWrittenError, write_whole
from steelyard.files.judgements.filled_sheet import read_filled, read_stamp
from steelyard.files.judgements.handing_in import hand_in, keep_sheet, today
from steelyard.files.judgements.rounds import LoadedRound, LoadedSheet, asked_of, read_sheet
from steelyard.files.judgements.sheet_rules import Asked
from steelyard.files.judgements.sheet_writing import write_sheet
from steelyard.files.problems import echo, echo_many, problems_as_text
from steelyard.files.saving.save import SaveError
from steelyard.files.spreadsheet.opening.books import read_book
from steelyard.files.spreadsheet.opening.cells import Book, SheetError
from steelyard.files.yaml.decoding import read_bounded
from steelyard.files.yaml.yaml_tree import read_tree


def run_sheet(arguments: argparse.Namespace) -> int:
    """Write a sheet for one judge; return the exit code."""
    result, loaded = open_round_of(arguments.set)
    assert loaded.round is not None
    judge = arguments.judge
    if judge not in loaded.round.judges:
        known = echo_many(loaded.round.judges)
        raise WrongUseError(f"{echo(judge)} is not asked in this round; asked are: {known}")
    path: Path = arguments.to or Path(f"{judge}.xlsx")
    form = SHEET_FORMS.get(path.suffix.lower())
    if form is None:
        raise WrongUseError(f"--to takes a file ending in {', '.join(SHEET_FORMS)}")
    asked = result.sheet_of(loaded, judge, arguments.seat)
    try:
        write_whole(path, form(asked))
    except NotWrittenError as error:
        raise WrongUseError(str(error)) from None
    cells = sum(len(table.rows) for table in asked.tables)
    if arguments.json:
        print_json({"file": str(path), "judge": judge, "round": loaded.number, "rows": cells})
    else:
        print(f"{path} is written, with {cells} rows for {judge} to fill in")
    return FINE


def run_add(arguments: argparse.Namespace) -> int:
    """Read a filled-in sheet, store it and seal it; return the exit code."""
    loaded, asked, text = _read(arguments)
    if text is None:
        return PROBLEMS
    raw = text.encode()
    found = read_sheet(read_tree(arguments.file.name, raw), raw, arguments.file, asked)
    if found.usable is None or found.sheet is None:
        complain(problems_as_text(found.problems))
        return PROBLEMS
    judge = found.sheet.judge
    faults = [problem for problem in found.problems if problem.code != "J005"]
    gaps = [problem for problem in found.problems if problem.code == "J005"]
    is_ready = not faults and (not gaps or arguments.with_gaps)
    if (faults or gaps) and not (is_ready or arguments.draft):
        complain(problems_as_text(found.problems))
        if not faults:
            complain("Nothing is sealed. Seal it as it is with --with-gaps, or keep it: --draft")
        return PROBLEMS
    put = keep_sheet if arguments.draft else hand_in
    try:
        put(loaded, judge, text)
    except SaveError as error:
        raise WrongUseError(str(error)) from None
    state = "kept" if arguments.draft else "sealed"
    if arguments.json:
        print_json({"judge": judge, "round": loaded.number, "state": state})
    else:
        print(f"The sheet of {judge} is {state}")
    return FINE


def read_for_review(arguments: argparse.Namespace) -> tuple[LoadedSheet | None, Asked]:
    """Return a filled-in sheet of the open round; `None`, after reporting them, for misfits."""
    _, asked, text = _read(arguments)
    if text is None:
        return None, asked
    raw = text.encode()
    return read_sheet(read_tree(arguments.file.name, raw), raw, arguments.file, asked), asked


def _read(arguments: argparse.Namespace) -> tuple[LoadedRound, Asked, str | None]:
    """Return the open round that a file answers, and its text as a sheet; `None` for misfits."""
    file: Path = arguments.file
    is_yaml = file.suffix.lower() in (".yaml", ".yml")
    book = None if is_yaml else _read_book(file)
    stem = _set_of_yaml(file) if book is None else _set_of_book(book)
    result, loaded = open_round_of(arguments.set or _find_set(stem))
    asked = asked_of(loaded, result.criteria_set)
    text = _text_of_book(book, asked) if book is not None else _text_of_yaml(file)
    return loaded, asked, text


def _read_book(file: Path) -> Book:
    try:
        return read_book(file)
    except SheetError as error:
        raise WrongUseError(str(error)) from None


def _set_of_book(book: Book) -> str:
    try:
        return read_stamp(book)["set"]
    except SheetError as error:
        raise WrongUseError(str(error)) from None


def _text_of_yaml(file: Path) -> str:
    try:
        return read_bounded(file).decode("utf-8")
    except OSError:
        raise WrongUseError(f"{file} cannot be read") from None
    except UnicodeDecodeError:
        raise WrongUseError(f"{file} is not text in UTF-8") from None


def _set_of_yaml(file: Path) -> str:
    tree = read_tree(file.name, _text_of_yaml(file).encode())
    node = tree.root.child("set") if tree.root is not None else None
    return node.content if node is not None and isinstance(node.content, str) else ""


def _find_set(stem: str) -> Path:
    """Return the criteria file that a sheet is about, by its name: in criteria/, or here."""
    for folder in (Path("criteria"), Path()):
        for file in folder.glob("*.yaml"):
            if file.stem == stem:
                return file
    raise WrongUseError(f"there is no criteria file {echo(stem)} here; name it with --set")


def _text_of_book(book: Book, asked: Asked) -> str | None:
    """Return the text of a filled-in workbook; `None`, after reporting them, for misfits."""
    try:
        filled = read_filled(book, asked, today())
    except SheetError as error:
        raise WrongUseError(str(error)) from None
    if filled.misfits:
        complain("Nothing is written; these cells need a look:")
        for misfit in filled.misfits:
            complain(f"  {misfit.place}  {misfit.says}; {misfit.fix}")
        return None
    return write_sheet(filled.sheet)
