"""Has the dashboard use the database: rounds, and the log of acts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from steelyard.files.judgements.shelf import keep_rounds_on
from steelyard.files.saving.acting import acting_person
from steelyard.files.saving.under_way import SaveEnd, listen_to_saves
from steelyard.serving.store.adopting import adopt_rounds
from steelyard.serving.store.database_shelf import DatabaseShelf
from steelyard.serving.store.engine import Store, StoreError
from steelyard.serving.store.log_of_acts import add_event


def use_store(store: Store, place: Path, say: Callable[[str], None]) -> None:
    """Keep everything in the database from now on that a laptop keeps in files or not at all.

    `place` is the folder or file that is shown; `say` is told what is taken in from files, and
    where an act could not be written down. Raises StoreError.
    """
    for taken in adopt_rounds(store, place):
        say(f"{taken} was taken from its files into the database")
    keep_rounds_on(DatabaseShelf(store, place if place.is_dir() else place.parent))

    def note(end: SaveEnd) -> None:
        try:
            with store.writing() as connection:
                add_event(
                    connection,
                    acting_person(),
                    end.outcome,
                    end.file,
                    sha256=end.sha256,
                    says=end.why,
                )
        except StoreError as error:
            # What was saved stays saved.
            say(f"{end.file}, {end.outcome}: not written into the log of acts: {error}")

    listen_to_saves(note)
