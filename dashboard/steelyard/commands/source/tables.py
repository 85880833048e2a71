"""`steelyard source export` and `import`: write claims to a table, and read them from one."""

from __future__ import annotations

import argparse

from steelyard.commands.outcome import FINE, PROBLEMS, WrongUseError, complain, print_json
from steelyard.commands.source.places import open_register, read_text, write_back
from steelyard.files.editing.open_text import EditError
from steelyard.files.sources.claim_table import put_rows, read_claims, refuse_rows, row_ids
from steelyard.files.spreadsheet.opening.books import read_book
from steelyard.files.spreadsheet.opening.cells import SheetError
from steelyard.results.words.joined.changes import table_words
from steelyard.results.words.numbers import counted


def run_export(arguments: argparse.Namespace) -> int:
    """Write the claims of a register; return the exit code."""
    from steelyard.export.claims import to_annotations, to_claims_csv, to_claims_workbook
    from steelyard.export.writing import NotWrittenError, write_whole

    forms = {".csv": to_claims_csv, ".xlsx": to_claims_workbook, ".jsonld": to_annotations}
    form = forms.get(arguments.to.suffix.lower())
    if form is None:
        raise WrongUseError(f"--to takes a file ending in {', '.join(forms)}")
    loaded, register = open_register(arguments)
    try:
        write_whole(arguments.to, form(loaded))
    except NotWrittenError as error:
        raise WrongUseError(str(error)) from None
    if arguments.json:
        print_json({"file": str(arguments.to), "claims": len(register.claims)})
    else:
        print(f"{arguments.to} is written, with {counted(len(register.claims), 'claim')}")
    return FINE


def run_import(arguments: argparse.Namespace) -> int:
    """Read claims from a table and write them into a register; return the exit code."""
    loaded, register = open_register(arguments)
    try:
        table = read_claims(read_book(arguments.file))
    except SheetError as error:
        raise WrongUseError(str(error)) from None
    ids = row_ids(register, table.rows)
    known = loaded.text.paragraphs if loaded.text.state == "matches" else ()
    refused = [*table.refused, *refuse_rows(loaded.id, known, register, table.rows)]
    new = [ids[row.number] for row in table.rows if ids[row.number] not in register.claims]
    changed = [ids[row.number] for row in table.rows if ids[row.number] in register.claims]
    if arguments.json:
        print_json({"new": new, "changed": changed, "refused": refused})
    else:
        print(table_words(new, changed, table.columns_left))
    if refused:
        complain("\n  ".join(["Nothing is written:", *refused]))
        return PROBLEMS
    if not arguments.dry_run:
        text, sha256 = read_text(loaded.path)
        try:
            write_back(loaded.path, put_rows(text, table.rows, ids, register), sha256)
        except EditError as error:
            raise WrongUseError(str(error)) from None
        if not arguments.json:
            print(f"{loaded.path} is written")
    return FINE
