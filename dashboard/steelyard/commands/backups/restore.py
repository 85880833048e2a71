"""`steelyard restore`: restore a server's files and rows from a backup."""

from __future__ import annotations

import argparse
import http.client
from contextlib import closing, nullcontext
from pathlib import Path

from steelyard.commands.outcome import FINE, PROBLEMS, ProgressLine, complain
from steelyard.commands.serve import read_configuration
from steelyard.files.problems import name_as_text


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Declare the command and its arguments."""
    parser = commands.add_parser(
        "restore",
        help="put a backup back",
        description="Put what `steelyard backup` wrote into the folder and the database that a "
        "configuration names, which may be of another kind. All of it is checked before "
        "anything is changed. Stop the server first. Exit code 1: it was not restored.",
    )
    parser.add_argument("--config", type=Path, metavar="FILE.toml", help="that of the server")
    parser.add_argument(
        "--replace",
        action="store_true",
        help="give up the files and rows that are there; otherwise both places have to be empty",
    )
    parser.add_argument("file", type=Path, metavar="FILE.zip", help="the backup")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Restore; return the exit code."""
    read = read_configuration(arguments.config)
    if read is None:
        return PROBLEMS
    from steelyard.serving.backup.archive import BackupError, open_backup
    from steelyard.serving.backup.places import places_of
    from steelyard.serving.backup.restoring import restore_backup
    from steelyard.serving.store.engine import StoreError
    from steelyard.serving.store.migrating import open_store

    assert read.settings is not None
    if is_answered(read.settings.port):
        complain(
            f"steelyard: a server answers at port {read.settings.port} of this machine; stop it, "
            "and then restore"
        )
        return PROBLEMS
    try:
        with ProgressLine() as progress:
            progress.stage(f"checking {name_as_text(arguments.file.name)}")
            backup = open_backup(arguments.file)
            progress.stage("restoring")
            store = open_store(read.store) if read.has_login else None
            with closing(backup), closing(store) if store is not None else nullcontext():
                place = places_of(read)
                restore_backup(backup, place, store, replace=arguments.replace)
    except (BackupError, StoreError) as error:
        complain(f"steelyard: {error}")
        return PROBLEMS
    manifest = backup.manifest
    print(
        f"Restored what {name_as_text(arguments.file)} had of {manifest.made}: "
        f"{len(manifest.entries) - len(manifest.rows)} files and {sum(manifest.rows.values())} rows"
    )
    return FINE


def is_answered(port: int) -> bool:
    """Return whether a Steelyard server answers on a port of this machine."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/healthz", headers={"Host": f"127.0.0.1:{port}"})
        return connection.getresponse().read(100) == b"alive\n"
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
