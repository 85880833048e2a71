"""A thousand saves over two servers and one PostgreSQL: how long they take, and what is lost.

Run by `make bench-browser`; not a test, though it ends with 1 if anything that was told to be saved
is not there. Half of the people edit, two to a file, each at another server; half are judges. All
act as fast as they are answered, through whole servers, by Streamlit's own protocol.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path

from bench.browser_results import median, note, p95, table, wants_little
from judged_sets import SET
from serving.many_saves import ROLES, URL, find_lost, prepare, save_at_once
from serving.replicas import serve_two
from serving.sealed_rounds import FAY, sealed

from steelyard.serving.store.address import read_store_address
from steelyard.serving.store.migrating import open_store

EDITORS, JUDGES, SAVES, MOST_SECONDS = 20, 20, 25, 2400.0


def row(name: str, waits: list[float]) -> tuple[str, ...]:
    """Return one kind of save as a row."""
    times = [1000 * wait for wait in waits] or [0.0]
    return (name, str(len(waits)), f"{median(times):.0f} ms", f"{p95(times):.0f} ms")


def main() -> int:
    """Measure, print and write down."""
    is_short = wants_little(__doc__)
    saves = 2 if is_short else SAVES
    with tempfile.TemporaryDirectory() as kept:
        folder = Path(kept)
        (folder / "criteria").mkdir()
        prepare(folder / "criteria", SET, EDITORS)
        with serve_two(folder, public_url=URL, roles=ROLES) as (database, teams):
            store = open_store(read_store_address(database.address, folder))
            with sealed(folder, store) as made:
                made.open_by(FAY, *(f"judge-{number}" for number in range(JUDGES)))
                begun = time.monotonic()
                people = save_at_once([*teams.values()], EDITORS, JUDGES, saves, MOST_SECONDS)
                told = asyncio.run(people)
                seconds = time.monotonic() - begun
                lost = [*find_lost(made, told), *told.faults]
            store.close()
            lost += [str(line) for team in teams.values() for line in team.events("fault")]
    rows = [
        row("criteria file saved on page Edit", told.file_seconds),
        row("answer of a judge saved", told.answer_seconds),
    ]
    body = table(("save", "times", "median", "p95"), rows) + (
        f"\n\n{told.count} saves by {EDITORS + JUDGES} people at once, two servers, one "
        f"PostgreSQL, all on this machine, in {seconds:.0f} s. Lost or torn: {len(lost)}. Found "
        "that somebody else had saved in between, and saved again: "
        f"{told.conflicts}. Target: 0 lost."
    )
    for line in lost[:10]:
        print(line, file=sys.stderr)
    note("Saves over two servers", body, is_kept=not is_short)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
