"""Has the dashboard use the database: for rounds, and for the log of acts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from steelyard.files.judgements.shelf import keep_rounds_on
from steelyard.files.saving.acting import acting_person
from steelyard.files.saving.acts import keep_acts_in
from steelyard.files.saving.under_way import listen_to_saves
from steelyard.serving.store.adopting import adopt_rounds
from steelyard.serving.store.database_shelf import DatabaseShelf
from steelyard.serving.store.engine import Store
from steelyard.serving.store.log_of_acts import LogOfActs


def use_store(store: Store, place: Path, say: Callable[[str], None]) -> None:
    """Keep everything in the database from now on that a laptop keeps in files or not at all.

    `place` is the folder or file that is shown; `say` is told what is taken in from files, and
    where an act could not be written down. Raises StoreError.
    """
    for taken in adopt_rounds(store, place):
        say(f"{taken} was taken from its files into the database")
    keep_rounds_on(DatabaseShelf(store, place if place.is_dir() else place.parent))
    log = LogOfActs(store, say)
    keep_acts_in(log)
    listen_to_saves(lambda end: log.note_save(acting_person(), end))
