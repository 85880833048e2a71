"""`steelyard source export` and `import`: claims out to a table and in from one."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from steelyard.commands.outcome import FINE, PROBLEMS, WrongUseError, complain, print_json
from steelyard.commands.source.places import open_register, read_text, write_back
from steelyard.files.editing.open_text import EditError
from steelyard.files.registers import LoadedRegister
from steelyard.files.sources.claim_drafts import find_faults
from steelyard.files.sources.claim_edits import next_claim_id
from steelyard.files.sources.claim_table import ReadRow, put_rows, read_claims
from steelyard.files.spreadsheet.opening.books import read_book
from steelyard.files.spreadsheet.opening.cells import SheetError
from steelyard.files.texts.copied_words import CopyCheck
from steelyard.model import Register


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
        print(f"{arguments.to} is written, with {len(register.claims)} claims")
    return FINE


def run_import(arguments: argparse.Namespace) -> int:
    """Read claims from a table and write them into a register; return the exit code."""
    loaded, register = open_register(arguments)
    try:
        table = read_claims(read_book(arguments.file))
    except SheetError as error:
        raise WrongUseError(str(error)) from None
    ids = _ids(register, table.rows)
    refused = [*table.refused, *_refused(loaded, register, table.rows)]
    new = [ids[row.number] for row in table.rows if ids[row.number] not in register.claims]
    changed = [ids[row.number] for row in table.rows if ids[row.number] in register.claims]
    if arguments.json:
        print_json({"new": new, "changed": changed, "refused": refused})
    else:
        print(f"{len(new)} new claims, {len(changed)} known ones")
        for heading in table.columns_left:
            complain(f"The column {heading} is not read")
    if refused:
        complain("\n  ".join(["Nothing is written:", *refused]))
        return PROBLEMS
    if not arguments.dry_run:
        text, seen = read_text(loaded.path)
        try:
            write_back(loaded.path, put_rows(text, table.rows, ids, register), seen)
        except EditError as error:
            raise WrongUseError(str(error)) from None
    return FINE


def _refused(
    loaded: LoadedRegister, register: Register, rows: tuple[ReadRow, ...]
) -> Iterator[str]:
    """Yield a sentence for each thing that keeps a row from being a claim of this text."""
    known = loaded.text.paragraphs if loaded.text.state == "matches" else ()
    copied = CopyCheck({loaded.id: known} if known else {})
    for row in rows:
        faults = find_faults(row.fields, known, copied)
        yield from (f"Row {row.number}, {fault.key}: {fault.sentence}" for fault in faults)
        if not known and int(str(row.fields["paragraph"])) > len(register.fingerprints):
            yield f"Row {row.number}: the text has no such paragraph."


def _ids(register: Register, rows: tuple[ReadRow, ...]) -> dict[int, str]:
    """Return the id of each row by its number; those without one are counted on."""
    ids = {row.number: row.claim for row in rows if row.claim}
    taken: dict[str, object] = dict.fromkeys(ids.values())
    for row in rows:
        if row.number not in ids:
            ids[row.number] = next_claim_id(register, taken)
            taken[ids[row.number]] = None
    return ids
