"""`steelyard verify`: whether exported files still agree with their criteria files."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from steelyard.commands.outcome import FINE, PROBLEMS, ProgressLine, WrongUseError, print_json
from steelyard.files.problems import visible_text

if TYPE_CHECKING:
    from steelyard.export.verification.verify import CheckedFile, Verifier

_MOST_SHOWN = 12
"""Maximum number of differences printed per file; JSON has them all."""

_LARGEST_ZIP = 512 * 2**20

_EPILOG = (
    "A file agrees if its stamp, the figures to be seen in it and a fresh one made the same way "
    "are what its criteria file gives. Exit code 0: all agree; 1: one differs, its criteria file "
    "has changed or is not found, or it is not from Steelyard; 2: wrong use."
)


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command and its arguments."""
    parser = commands.add_parser(
        "verify",
        help="check an exported file against its criteria file",
        description="Read where a picture, brief, table, page or ZIP export comes from, compute "
        "its figures again and say whether it agrees.",
        epilog=_EPILOG,
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="an exported file")
    parser.add_argument(
        "--criteria", type=Path, metavar="PATH", help="the criteria file, or a folder with it"
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Check and print; return the exit code."""
    if arguments.criteria is not None and not arguments.criteria.exists():
        raise WrongUseError(f"there is no file or folder {arguments.criteria}")
    for file in arguments.files:
        if not file.is_file():
            raise WrongUseError(f"there is no file {file}")
    # Imported late: these modules load the charts and all that draws them.
    from steelyard.export.verification.verify import Verifier

    verifier = Verifier()
    findings: list[CheckedFile] = []
    with ProgressLine() as progress:
        for file in arguments.files:
            progress.stage(f"Checking {file.name}")
            findings += _check(file, arguments.criteria, verifier, progress)
    if arguments.json:
        print_json([_as_data(finding) for finding in findings])
    else:
        print("\n".join(line for finding in _worth_printing(findings) for line in _lines(finding)))
    return FINE if all(finding.outcome == "agrees" for finding in findings) else PROBLEMS


def _check(
    file: Path, criteria: Path | None, verifier: Verifier, progress: ProgressLine
) -> list[CheckedFile]:
    from steelyard.export.drawings.converter import stop_workers
    from steelyard.export.stamps.office_stamp import MOST_BYTES
    from steelyard.export.verification.bundles import check_bundle, open_bundle
    from steelyard.export.verification.verify import CheckedFile, folders_to_search

    try:
        with file.open("rb") as stream:
            data = stream.read(_LARGEST_ZIP + 1)
    except OSError as error:
        raise WrongUseError(f"{file} cannot be read: {error.strerror}") from None
    name = str(file)
    try:
        bundle = open_bundle(data) if len(data) <= _LARGEST_ZIP else None
    except ValueError as error:
        return [CheckedFile(name, "not ours", str(error))]
    if bundle is not None:
        try:
            return check_bundle(bundle, name, progress.chunks)
        finally:
            stop_workers()
    if len(data) > MOST_BYTES:
        return [CheckedFile(name, "not ours", "it is larger than anything Steelyard makes")]
    folders = [criteria] if criteria is not None else folders_to_search(file)
    return [verifier.check(data, name, folders)]


def _worth_printing(findings: list[CheckedFile]) -> Iterator[CheckedFile]:
    """Yield every file given; of the files inside a ZIP export only the faulty ones."""
    inside = [f for f in findings if f.outcome == "agrees" and f.kind and _is_inside(f, findings)]
    for finding in findings:
        if finding not in inside:
            yield finding


def _is_inside(finding: CheckedFile, findings: list[CheckedFile]) -> bool:
    return any(
        other.kind == "ZIP export" and finding.name.startswith(f"{other.name}/")
        for other in findings
    )


def _lines(finding: CheckedFile) -> Iterator[str]:
    yield f"{visible_text(finding.name)}: {finding.outcome}"
    yield f"  {visible_text(finding.sentence)}"
    words = ("then", "now") if finding.outcome == "criteria changed" else ("found", "recomputed")
    for mismatch in finding.mismatches[:_MOST_SHOWN]:
        own = f", {words[1]} {mismatch.recomputed}" if mismatch.recomputed else ""
        then = f"{words[0]} {mismatch.found}" if own else mismatch.found
        yield visible_text(f"  {mismatch.where}: {then}{own}")
    more = len(finding.mismatches) - _MOST_SHOWN
    if more > 0:
        yield f"  and {more} more; --json has all of them"


def _as_data(finding: CheckedFile) -> dict[str, object]:
    return {
        "file": finding.name,
        "outcome": finding.outcome,
        "sentence": finding.sentence,
        "kind": finding.kind or None,
        "criteria": str(finding.criteria) if finding.criteria is not None else None,
        "origin": dict(finding.origin),
        "differences": [
            {"where": d.where, "found": d.found, "recomputed": d.recomputed}
            for d in finding.mismatches
        ],
    }
