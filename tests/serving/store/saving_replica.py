"""A replica that does nothing but save, as fast as it can; run as a program by a test.

Arguments: address of the database, criteria file, name of the replica, saves of each thread,
threads, and `judge`, `file` or `both`. Each save that is told to be done becomes one line of its
output, written before the next one begins. A save that fails is tried again.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from serving.sealed_rounds import EVERYTHING, person

from steelyard.files.criteria_files import load_criteria_file
from steelyard.files.judgements.own_sheet import change_sheet
from steelyard.files.judgements.rounds import load_rounds, rounds_folder
from steelyard.files.judgements.shelf import shelf
from steelyard.files.saving.acting import find_people_by
from steelyard.files.saving.changing import change_file
from steelyard.files.saving.save import SaveError
from steelyard.serving.store.address import read_store_address
from steelyard.serving.store.migrating import open_store
from steelyard.serving.store.using import use_store

PATIENCE = 120.0


def told(line: str) -> None:
    """Say in one piece that something is saved."""
    os.write(1, f"{line}\n".encode())


def until_saved(save: Callable[[], object]) -> None:
    """Try a save until it is told to be done."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            save()
        except SaveError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return


def add_lines(file: Path, name: str, count: int) -> None:
    """Add lines to a criteria file, a save for each."""
    for number in range(count):
        line = f"# {name} {number}."

        def add(text: str, line: str = line) -> str:
            # It may have been saved although the save was not told to be done.
            return text if line in text else f"{text}{line}\n"

        until_saved(lambda add=add: change_file(file, add, within=file.parent))
        told(line)


def answer(file: Path, count: int) -> None:
    """Count upwards on one's own sheet, a save for each number."""
    made = load_criteria_file(file).criteria_set
    assert made is not None
    rounds: list[str] = []
    until_saved(lambda: rounds.append(shelf().take_seat(rounds_folder(file), judges_of(file))))
    for number in range(count):

        def put(number: int = number) -> None:
            loaded = load_rounds(file, made)
            if not loaded or loaded[-1].round is None:
                raise SaveError("the database does not answer")
            change_sheet(
                loaded[-1],
                made,
                rounds[0],
                lambda s, _: s.model_copy(update={"seat": f"number {number}"}),
            )

        until_saved(put)
        told(f"judge {rounds[0]} {number}")


def judges_of(file: Path) -> list[str]:
    """Return who is asked in the last round."""
    made = load_criteria_file(file).criteria_set
    loaded = load_rounds(file, made) if made is not None else ()
    if not loaded or loaded[-1].round is None:
        raise SaveError("the database does not answer")
    return loaded[-1].round.judges


def main() -> None:
    """Save as the arguments say."""
    address, name, what = sys.argv[1], sys.argv[3], sys.argv[6]
    file, count, threads = Path(sys.argv[2]), int(sys.argv[4]), int(sys.argv[5])
    judge = person(f"judge of {name}", "judge", "editor")
    find_people_by(lambda: judge if what != "file" else EVERYTHING)
    use_store(
        open_store(read_store_address(address, file.parent)), [file.parent], lambda said: None
    )
    work: list[threading.Thread] = []
    if what in ("file", "both"):
        for thread in range(threads):
            who = f"{name}-{thread}"
            work.append(threading.Thread(target=add_lines, args=(file, who, count)))
    if what in ("judge", "both"):
        work.append(threading.Thread(target=answer, args=(file, count)))
    for one in work:
        one.start()
    for one in work:
        one.join()


if __name__ == "__main__":
    main()
