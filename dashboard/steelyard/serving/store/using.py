"""Has the dashboard use the database: for rounds, unsaved work, and the log of acts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from steelyard.files.judgements.shelf import keep_rounds_on
from steelyard.files.saving.acting import acting_person
from steelyard.files.saving.acts import keep_acts_in
from steelyard.files.saving.locking import lock_besides
from steelyard.files.saving.under_way import listen_to_saves
from steelyard.files.saving.unsaved_work import keep_work_in
from steelyard.serving.store.adopting import adopt_rounds
from steelyard.serving.store.database_shelf import DatabaseShelf
from steelyard.serving.store.engine import Store
from steelyard.serving.store.folder_lock import FolderLock
from steelyard.serving.store.log_of_acts import LogOfActs
from steelyard.serving.store.unsaved_texts import UnsavedTexts


def use_store(store: Store, place: Path, say: Callable[[str], None]) -> None:
    """Keep everything in the database from now on that a laptop keeps in files or not at all.

    `place` is the folder or file that is shown; `say` is told what is taken in from files, and
    where an act could not be written down. Raises StoreError.
    """
    for taken in adopt_rounds(store, place):
        say(f"{taken} was taken from its files into the database")
    folder = place if place.is_dir() else place.parent
    keep_rounds_on(DatabaseShelf(store, folder))
    if not store.is_sqlite:
        lock_besides(FolderLock(store, folder))
    log = LogOfActs(store, say)
    keep_acts_in(log)
    keep_work_in(UnsavedTexts(store, say))
    listen_to_saves(lambda end: log.note_save(acting_person(), end))
