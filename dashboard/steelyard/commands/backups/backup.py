"""`steelyard backup`: back up everything a server keeps into one file, while the server runs."""

from __future__ import annotations

import argparse
from contextlib import closing, nullcontext
from pathlib import Path

from steelyard.commands.outcome import FINE, PROBLEMS, ProgressLine, complain
from steelyard.commands.serve import read_configuration
from steelyard.files.problems import name_as_text


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command and its arguments."""
    parser = commands.add_parser(
        "backup",
        help="write everything that a server keeps into one file",
        description="Write criteria files with their versions, registers, texts and the database "
        "into one ZIP file, as they are at one moment; the server may run. Logins, and the "
        "configuration itself, are not in it. Judges' answers are: only its owner may read it. "
        "Exit code 1: nothing was written.",
    )
    parser.add_argument("--config", type=Path, metavar="FILE.toml", help="that of the server")
    parser.add_argument("file", type=Path, metavar="FILE.zip", help="a new file")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the backup; return the exit code."""
    read = read_configuration(arguments.config)
    if read is None:
        return PROBLEMS
    from steelyard.export.writing import spoken_size
    from steelyard.serving.backup.archive import BackupError
    from steelyard.serving.backup.making import make_backup
    from steelyard.serving.backup.places import places_of
    from steelyard.serving.store.engine import StoreError
    from steelyard.serving.store.migrating import open_store

    try:
        store = open_store(read.store) if read.has_login else None
        with closing(store) if store is not None else nullcontext(), ProgressLine() as progress:
            progress.stage(f"writing {name_as_text(arguments.file.name)}")
            made = make_backup(arguments.file, places_of(read), store)
    except (BackupError, StoreError) as error:
        complain(f"steelyard: {error}")
        return PROBLEMS
    for sentence in made.left_out:
        complain(f"Left out: {sentence}")
    files = [one for one in made.manifest.entries if not one.name.startswith("tables/")]
    size = sum(one.size for one in made.manifest.entries)
    rows = sum(made.manifest.rows.values())
    print(
        f"{name_as_text(arguments.file)}: {len(files)} files and {rows} rows, {spoken_size(size)}, "
        f"SHA-256 over all {made.manifest.digest}"
    )
    return FINE
